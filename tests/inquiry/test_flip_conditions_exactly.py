"""Conditional approvals and conditions that are to go: the same sets as trying every change finds."""

from collections.abc import Callable, Iterator
from itertools import combinations, product

from brute_force import AS_OF, plan_of, submission_of
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from test_flip_exactly import MOST, as_good, changed, decision, names, smallest, ways_to_change

from checklist_engine.conclusion.assess import assess
from checklist_engine.inquiry.flip import Flipper, Flips
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import Agendum, Submission
from checklist_engine.model.verdicts import Decision, Gate, Verdict

SEEDS = st.integers(0, 2**32 - 1)
STANDS_IN = "open-points"


def assessed(plan: Plan, case: Submission) -> Assessment:
    return assess(plan, Agendum(item=None, submission=case), AS_OF)


def smallest_where(
    plan: Plan, case: Submission, is_reached: Callable[[Assessment], bool]
) -> Iterator[frozenset[str]]:
    """Every smallest set of questions with which it is reached, up to MOST of them."""
    ways = ways_to_change(plan, case)
    found: list[frozenset[str]] = []
    for count in range(MOST + 1):
        for several in map(frozenset, combinations(sorted(ways), count)):
            if any(known <= several for known in found):
                continue
            ordered = sorted(several)
            tried = product(*(ways[name] for name in ordered))
            changes = (dict(zip(ordered, values, strict=True)) for values in tried)
            if any(is_reached(assessed(plan, changed(plan, case, each))) for each in changes):
                found.append(several)
                yield several


def assert_same(found: Flips, expected: list[frozenset[str]]) -> None:
    assert found.exact
    few = [names(each) for each in found.alternatives if each.size <= MOST]
    assert set(few) <= set(expected)
    if len(found.alternatives) < 5:
        assert set(few) == set(expected)
    elif few:
        assert [len(each) for each in few] == sorted(map(len, expected))[: len(few)]


@given(SEEDS, SEEDS)
@settings(max_examples=40, deadline=None)
def test_the_smallest_ways_to_a_conditional_approval_are_found(rules: int, answers: int) -> None:
    plan, case = plan_of(rules), submission_of(plan_of(rules), answers)
    aim = Decision.APPROVE_WITH_CONDITIONS
    assume(not as_good(decision(plan, case), aim))
    assert_same(Flipper(plan, AS_OF).to_decision(case, aim), list(smallest(plan, case, aim)))


@given(SEEDS, SEEDS)
@settings(max_examples=25, deadline=None)
def test_the_smallest_ways_without_a_condition_are_found(rules: int, answers: int) -> None:
    plan, case = plan_of(rules), submission_of(plan_of(rules), answers)
    now = assessed(plan, case)
    asked = sorted({each.id for each in now.conditions})
    assume(asked)
    for condition in asked:

        def is_reached(after: Assessment, condition: str = condition) -> bool:
            assert now.decision is not None
            assert after.decision is not None
            gone = condition not in {each.id for each in after.conditions}
            settled = condition != STANDS_IN or not any(
                rule.gate is Gate.CONDITIONAL and Verdict.UNDETERMINED in rule.verdicts
                for rule in after.rules
            )
            return gone and settled and as_good(after.decision, now.decision)

        found = Flipper(plan, AS_OF).without_condition(case, condition)
        assert_same(found, list(smallest_where(plan, case, is_reached)))


@given(SEEDS, SEEDS)
@settings(max_examples=40, deadline=None)
def test_alternatives_come_by_size_and_where_all_do_harm_one_is_shown_that_does_none(
    rules: int, answers: int
) -> None:
    plan, case = plan_of(rules), submission_of(plan_of(rules), answers)
    found = Flipper(plan, AS_OF).to_decision(case, Decision.APPROVE)
    sizes = [each.size for each in found.alternatives]
    assert sizes == sorted(sizes)
    if found.harmless is not None:
        assert found.harmless.size >= max(sizes[:1])
        assert found.harmless.assessment.decision is Decision.APPROVE
    # Either there is a way, or it is said what is in the way, or that not all was looked at.
    assert found.reached or found.alternatives or found.obstacles or not found.exact
