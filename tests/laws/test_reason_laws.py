"""Reasons against brute force: they give the verdict by themselves, and nothing smaller does."""

import json
from collections.abc import Iterator, Sequence
from itertools import chain, combinations, product
from typing import Any

from generators import AS_OF, VALUES, Raw, Strategy, answers, made, paths_in, restricted, typed
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_generators import findings, plan_of, planned, records_on, rules

from checklist_engine.evaluator.relevance import Relevance, relevance_map
from checklist_engine.formats.json_text import parse_json
from checklist_engine.inquiry.reasons import Reason, Reasoner
from checklist_engine.loader.evidence import read_evidence
from checklist_engine.model.assessment import Finding
from checklist_engine.model.submission import Case, Submission
from checklist_engine.model.verdicts import Verdict

RELEVANCE = "vocabulary-relevance"
laws = settings(max_examples=120, deadline=None, derandomize=True)


def reasoned(
    rule: Raw, given_answers: Raw, records: list[Raw], name: str = "vocabulary"
) -> Iterator[tuple[Finding, Reason]]:
    """The findings of a rule, each with its reason."""
    cursors = parse_json(json.dumps(records), "evidence.json").cursor().items()
    submission = Submission(
        file="s.yaml",
        case=Case(id="s", title="s", system=None, department=None, submitted_on=None),
        pack="laws",
        profile="laws",
        answers=typed(given_answers, name),
        evidence=tuple(read_evidence(cursor, []) for cursor in cursors),
        claims=(),
        digest="",
    )
    reasoner = Reasoner(plan_of(name), submission, AS_OF)
    for finding in findings(rule, given_answers, records, name):
        yield finding, reasoner.reason(planned(rule, name), finding)


def comes_out(finding: Finding, found: Sequence[Finding]) -> bool:
    return any(
        (each.element, each.verdict, each.open_list)
        == (finding.element, finding.verdict, finding.open_list)
        for each in found
    )


def subsets(paths: Sequence[str], sizes: range) -> Iterator[frozenset[str]]:
    return map(frozenset, chain.from_iterable(combinations(paths, size) for size in sizes))


@laws
@given(rules, answers, st.data())
def test_a_reason_is_sufficient_and_no_smaller_set_of_answers_is(
    rule: Raw, given_answers: Raw, data: st.DataObject
) -> None:
    records = data.draw(records_on(given_answers))
    loop = rule.get("for_each", {}).get("in")
    known = [path for path, answered in paths_in(given_answers).items() if answered]

    def sufficient(finding: Finding, kept: frozenset[str]) -> bool:
        around = {loop} if loop and finding.element else frozenset[str]()
        return comes_out(finding, findings(rule, restricted(given_answers, kept | around), records))

    for finding, reason in reasoned(rule, given_answers, records):
        if finding.verdict is Verdict.UNDETERMINED:
            continue
        assert reason.smallest
        assert sufficient(finding, frozenset(reason.paths))
        smaller = range(len(reason.paths))
        for kept in subsets([path for path in known if path in finding.paths], smaller):
            assert not sufficient(finding, kept), kept
        # Answers that it does not rest on are of no help.
        few = smaller if len(reason.paths) <= 2 else range(2)
        for kept in subsets(known, few):
            assert not sufficient(finding, kept), kept


# With relevance: taking one answer away may make another count, or not be asked any more.

ASKED: dict[str, list[Any]] = {
    "cards": [True, False],
    "stored": [True, False],
    "masked": [True, False],
    "pupils": [True, False],
    "grade": ["low", "high"],
    "qr": [True, False],
}
LEAVES: list[Raw] = [{name: value} for name, values in ASKED.items() for value in values]
SHAPES = ["all", "any", "not"]
some_answers = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(values) for name, values in ASKED.items()}
)


def _expression(chance: Any, size: int) -> Raw:
    shape = chance.choice(SHAPES) if size else "leaf"
    if shape == "leaf":
        return dict(chance.choice(LEAVES))
    if shape == "not":
        return {"not": _expression(chance, size - 1)}
    return {shape: [_expression(chance, size - 1) for _ in range(chance.choice([1, 2, 3]))]}


def _asking_rule(chance: Any, size: int) -> Raw:
    found: Raw = {"id": "x-001", "gate": "advisory", "weight": 1}
    found["require"] = _expression(chance, min(size, 2))
    if chance.random() < 0.6:
        found["applies_when"] = _expression(chance, min(size, 1))
    return found


asking_rules: Strategy[Raw] = made(_asking_rule)


def counting(given_answers: Raw) -> list[str]:
    """The answers that are not irrelevant."""
    irrelevant = relevance_map(
        plan_of(RELEVANCE), typed(given_answers, RELEVANCE), AS_OF
    ).irrelevant
    return [name for name in given_answers if name not in irrelevant]


@settings(laws, max_examples=300)
@given(asking_rules, some_answers)
def test_relevance_counts_as_it_is_after_answers_are_taken_away(
    rule: Raw, given_answers: Raw
) -> None:
    def sufficient(finding: Finding, kept: frozenset[str]) -> bool:
        left = {name: value for name, value in given_answers.items() if name in kept}
        return comes_out(finding, findings(rule, left, [], RELEVANCE))

    for finding, reason in reasoned(rule, given_answers, [], RELEVANCE):
        if finding.verdict is Verdict.UNDETERMINED:
            continue
        assert reason.smallest
        assert sufficient(finding, frozenset(reason.paths))
        for kept in subsets(counting(given_answers), range(len(reason.paths))):
            assert not sufficient(finding, kept), kept


# Open findings: the fewest questions that may settle them.


def completed(
    given_answers: Raw, chosen: Sequence[str], values: dict[str, list[Any]]
) -> Iterator[Raw]:
    for filled in product(*(values[name] for name in chosen)):
        yield {**given_answers, **dict(zip(chosen, filled, strict=True))}


@settings(laws, max_examples=300)
@given(asking_rules, some_answers)
def test_few_questions_that_are_asked_may_settle_what_is_open_and_no_fewer(
    rule: Raw, given_answers: Raw
) -> None:
    missing = [name for name in ASKED if name not in given_answers]

    def settles(chosen: frozenset[str]) -> bool:
        for filled in completed(given_answers, sorted(chosen), ASKED):
            states = relevance_map(plan_of(RELEVANCE), typed(filled, RELEVANCE), AS_OF)
            asked = all(states.of(name) is Relevance.ASKED for name in chosen)
            if asked and not is_open(findings(rule, filled, [], RELEVANCE)):
                return True
        return False

    for finding, reason in reasoned(rule, given_answers, [], RELEVANCE):
        if finding.verdict is not Verdict.UNDETERMINED:
            continue
        smaller = range(len(reason.paths) if reason.smallest else len(missing) + 1)
        assert settles(frozenset(reason.paths)) or not reason.smallest
        for chosen in subsets(missing, smaller):
            assert not settles(chosen), chosen


def is_open(found: Sequence[Finding]) -> bool:
    return any(each.verdict is Verdict.UNDETERMINED for each in found)


@settings(laws, max_examples=60)
@given(rules, answers)
def test_settling_questions_are_open_and_settle(rule: Raw, given_answers: Raw) -> None:
    """Over all kinds of answers: a single question is tried with all values that rules tell apart."""
    values = {**VALUES, "n": [0, 1, 2, 3, 4], "m": [0, 1, 2, 3, 4], "ratio": [0, 0.5, 1, 1.5]}
    known = paths_in(given_answers)
    for finding, reason in reasoned(rule, given_answers, []):
        if finding.verdict is not Verdict.UNDETERMINED:
            continue
        paths = reason.paths
        facts = [path for path in paths if path in values and path != "complete"]
        assert not any(known[path] for path in facts)
        if len(paths) == len(facts) == 1 and finding.element is None and not finding.open_list:
            [path] = paths
            assert any(
                not comes_out(finding, findings(rule, each, []))
                for each in completed(given_answers, paths, values)
            ), path
        if reason.smallest and len(paths) > 1 and finding.element is None:
            for name in (path for path in values if not known[path] and path != "complete"):
                for each in completed(given_answers, [name], values):
                    assert comes_out(finding, findings(rule, each, [])), name
