"""Completing submissions at random: every question that is asked gets some answer."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from checklist_engine.conclusion.answers import Located, answer_index
from checklist_engine.conclusion.assess import assess
from checklist_engine.evaluator.relevance import Relevance, relevance_map
from checklist_engine.ground.values import FactType
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.facts import Fact
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import (
    Agendum,
    Answer,
    Answers,
    Element,
    Submission,
    elements_of,
)

DAY = date(2021, 4, 15)


def with_answer(submission: Submission, path: str, answer: Answer | None) -> Submission:
    """The submission with an answer at a path of its own, or (None) without."""
    values = _changed(submission.answers.values, path, "", answer)
    return replace(submission, answers=Answers(values=values))


def _changed(
    values: Mapping[str, Answer], path: str, before: str, answer: Answer | None
) -> dict[str, Answer]:
    found = dict(values)
    if path.removeprefix(before).count("[") == 0:
        name = path.removeprefix(before)
        found.pop(name, None)
        if answer is not None:
            found[name] = answer
        return found
    for name, value in values.items():
        if isinstance(value, tuple):
            found[name] = tuple(
                replace(each, values=_changed(each.values, path, f"{each.path}.", answer))
                if path.startswith(f"{each.path}.")
                else each
                for each in value
            )
    return found


def some_answer(fact: Fact, path: str, chance: Random, among: Answers) -> Answer:
    """An answer of the fact's type."""
    match fact.type:
        case FactType.BOOLEAN:
            return chance.random() < 0.5
        case FactType.CHOICE if fact.key_of is None:
            return chance.choice(list(fact.choices or {}))
        case FactType.CHOICE:
            keys = [each.key for each in elements_of(among.values.get(fact.key_of or ""))]
            return chance.choice(keys)
        case FactType.CHOICES:
            codes = list(fact.choices or {})
            return frozenset(chance.sample(codes, chance.randint(0, len(codes))))
        case FactType.INTEGER:
            return int(_number(fact, chance))
        case FactType.NUMBER:
            return Decimal(_number(fact, chance))
        case FactType.DATE:
            return DAY + timedelta(days=chance.randint(-800, 400))
        case FactType.TEXT:
            return chance.choice(["甲", "x", "0"])
        case FactType.LIST:
            return some_elements(fact, path, chance.randint(0, 2))


def some_elements(fact: Fact, path: str, count: int) -> tuple[Element, ...]:
    """So many elements of which nothing but the key is known."""
    assert fact.shape is not None
    return tuple(
        Element(
            path=f"{path}[new{at}]",
            key=f"new{at}",
            name=None,
            tier=1,
            values={fact.shape.key: f"new{at}"},
        )
        for at in range(count)
    )


def _number(fact: Fact, chance: Random) -> int:
    low = int(fact.min) if fact.min is not None else 0
    high = int(fact.max) if fact.max is not None else low + 40
    return chance.randint(low, high)


def open_ones(plan: Plan, submission: Submission, as_of: date) -> Iterator[tuple[str, Located]]:
    """What is asked now and has no answer."""
    relevance = relevance_map(plan, submission.answers, as_of)
    for path, located in answer_index(plan.vocabulary, submission.answers).located.items():
        asked = located.fact.full_id in plan.read and relevance.of(path) is Relevance.ASKED
        if asked and located.answer is None:
            yield path, located


def completed(plan: Plan, submission: Submission, as_of: date, seed: int) -> Submission:
    """The submission with everything that is asked answered at random; what is answered by the same
    seed is the same, whatever else is answered.
    """
    while found := list(open_ones(plan, submission, as_of)):
        for path, located in found:
            chance = Random(f"{seed} {path}")
            answer = some_answer(located.fact, path, chance, submission.answers)
            submission = with_answer(submission, path, answer)
    return submission


def judged(plan: Plan, submission: Submission, as_of: date) -> Assessment:
    return assess(plan, Agendum(item=None, submission=submission), as_of)


def verdicts(assessment: Assessment) -> list[tuple[str, str | None, str]]:
    """Every finding in short."""
    return [
        (finding.rule, finding.element, finding.verdict.value)
        for rule in assessment.rules
        for finding in rule.findings
    ]
