"""What `ask` says where rulings count, and which conditions hang on a question, against every completion."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from random import Random

from brute_force import (
    AS_OF,
    FURTHER,
    choices_by_path,
    completed,
    how_many,
    plan_of,
    submission_of,
)
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from checklist_engine.conclusion.assess import assess
from checklist_engine.ground.places import Place
from checklist_engine.inquiry.ask import Change, Inquirer, Prospect
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import Agendum, Ruling, Submission
from checklist_engine.model.verdicts import Verdict

SEEDS = st.integers(0, 2**32 - 1)
RULED = (Verdict.NOT_APPLICABLE, Verdict.COMPENSATED, Verdict.WAIVED)


def rulings_of(plan: Plan, seed: int) -> list[Ruling]:
    """A few rulings, on elements that are there or may come, expired or not."""
    chance = Random(seed)
    return [
        Ruling(
            id=f"R{number}",
            case="s",
            rule=(rule := chance.choice(plan.rules)).id,
            element=chance.choice(["k1", "es[k2]", None]) if rule.loop else None,
            verdict=chance.choice(RULED),
            authority="審議会",
            reason="理由",
            on=AS_OF - timedelta(days=chance.randint(-1, 9)),
            expires=chance.choice([None, AS_OF, date(2021, 1, 1)]),
            place=Place(file="rulings.yaml"),
        )
        for number in range(chance.randint(1, 3))
    ]


def every_assessment(
    plan: Plan, case: Submission, rulings: list[Ruling]
) -> Iterator[tuple[tuple[object, ...], Assessment]]:
    """Every completion, by its answers in the order of the questions, and what comes of it."""
    choices = choices_by_path(case)
    for chosen in product(*choices.values()):
        done = completed(plan, case, dict(zip(choices, chosen, strict=True)))
        yield chosen, assess(plan, Agendum(item=None, submission=done), AS_OF, rulings)


@given(SEEDS, SEEDS, SEEDS)
@settings(max_examples=50, deadline=None)
def test_rulings_count_as_they_do_in_every_completion(rules: int, answers: int, ruled: int) -> None:
    plan, case = plan_of(rules), submission_of(plan_of(rules), answers)
    assume(how_many(case) <= 1_000)
    rulings = rulings_of(plan, ruled)
    tried = [each for _, each in every_assessment(plan, case, rulings)]
    found = Inquirer(plan, AS_OF, rulings, further=FURTHER).ask(case)
    conditions: list[set[str]] = [{each.id for each in one.conditions} for one in tried]
    assert found.exact
    assert set(found.decisions) == {each.decision for each in tried}
    assert set(found.possible) == set.union(*conditions)
    assert set(found.certain) == set.intersection(*conditions)
    assert not set(found.ruled_out) & set(found.possible)


@given(SEEDS, SEEDS)
@settings(max_examples=50, deadline=None)
def test_the_conditions_of_a_question_are_those_that_it_alone_brings_or_spares(
    rules: int, answers: int
) -> None:
    plan, case = plan_of(rules), submission_of(plan_of(rules), answers)
    assume(how_many(case) <= 1_000)
    paths = list(choices_by_path(case))
    tried = list(every_assessment(plan, case, []))
    for question in Inquirer(plan, AS_OF, further=FURTHER).ask(case).questions:
        # An irrelevant question is among the completions, but is not asked.
        at = paths.index(question.path)
        asked: dict[object, list[set[str]]] = defaultdict(list)
        for chosen, assessment in tried:
            rest = chosen[:at] + chosen[at + 1 :]
            asked[rest].append({each.id for each in assessment.conditions} - {"open-points"})
        turned = {name for each in asked.values() for name in _differing(each)}
        assert set(question.conditions) == turned, question.path


@given(SEEDS, SEEDS)
@settings(max_examples=30, deadline=None)
def test_what_is_kept_from_before_changes_nothing(rules: int, answers: int) -> None:
    plan = plan_of(rules)
    chance = Random(answers)
    inquirer = Inquirer(plan, AS_OF, further=FURTHER)
    for _ in range(6):
        case = submission_of(plan, chance.randrange(2**16))
        assert _rounded(inquirer.ask(case)) == _rounded(
            Inquirer(plan, AS_OF, further=FURTHER).ask(case)
        )


@given(SEEDS, SEEDS)
@settings(max_examples=50, deadline=None)
def test_what_is_cut_off_says_more_than_can_be_and_never_less(rules: int, answers: int) -> None:
    plan, case = plan_of(rules), submission_of(plan_of(rules), answers)
    exactly = Inquirer(plan, AS_OF, further=FURTHER).ask(case)
    cut_off = Inquirer(plan, AS_OF, further=FURTHER, joints=0).ask(case)
    assert set(exactly.decisions) <= set(cut_off.decisions)
    assert set(exactly.possible) <= set(cut_off.possible)
    assert set(cut_off.certain) <= set(exactly.certain)
    worst = {each.path: each.changes for each in cut_off.questions}
    rank = list(Change)
    for question in exactly.questions:
        assert rank.index(worst[question.path]) <= rank.index(question.changes)
    if cut_off.exact:
        assert _rounded(cut_off) == _rounded(exactly)


def _differing(several: list[set[str]]) -> set[str]:
    first, *others = several
    return first.union(*others) - first.intersection(*others)


def _rounded(prospect: Prospect) -> Prospect:
    """Sums of shares hang on the order in which they are added, in their last digits."""
    return replace(
        prospect,
        questions=tuple(replace(each, weight=round(each.weight, 6)) for each in prospect.questions),
    )
