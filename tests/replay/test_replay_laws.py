"""THE LAW of replay: its Impact is what assessing every case twice, and comparing, comes to."""

from collections import Counter
from random import Random

import across  # noqa: F401  finds what the laws beside this folder generate
from agreeing import submission
from brute_force import AS_OF, submission_of
from brute_force import plan_of as tiny_plan
from edited import EDITS, batch_of, edited
from generators import Raw, answers, typed
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from rule_generators import rules
from test_bulk_laws import plan_with

from checklist_engine.bulk import evaluate
from checklist_engine.conclusion.assess import assess
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import Agendum
from checklist_engine.replay.baselines import (
    baseline_bytes,
    baseline_from,
    baseline_of,
    moves_by_baseline,
)
from checklist_engine.replay.batches import Batch
from checklist_engine.replay.collecting import Collector
from checklist_engine.replay.engines import here
from checklist_engine.replay.impact import Group, Impact
from checklist_engine.replay.moves import Moves, Sort, moves_over, sort_of
from checklist_engine.replay.one_case import CaseMoves, moves_at, moves_of, standing_of
from checklist_engine.replay.written_moves import moves_from, moves_json

SEEDS = st.integers(0, 2**32 - 1)
laws = settings(
    max_examples=60, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate]
)


def impact_of(batch: Batch, limit: int | None = None) -> Impact:
    collector = Collector(limit)
    for each, moves in here([batch]):
        collector.add(each, moves)
    return collector.impact(None, "新")


def both(batch: Batch, before: Plan, after: Plan, row: int) -> tuple[Assessment, Assessment]:
    """A row, assessed by both."""
    case = batch.case(row)
    agendum = Agendum(item=None, submission=case.before.submission)
    day = case.name.as_of
    return assess(before, agendum, day, case.rulings), assess(after, agendum, day, case.rulings)


def check(batch: Batch, before: Plan, after: Plan) -> Moves:
    """Every row, and all that is counted and told, as two assessments have it."""
    moves = moves_over(before, after, batch.columns, batch.rulings)
    if batch.pair.is_thin:
        check_baseline(batch, before, moves)
    found: dict[int, CaseMoves] = {}
    for row in range(len(batch.columns.cases)):
        was, now = both(batch, before, after, row)
        found[row] = moves_of(was, now)
        assert moves_at(moves, row) == found[row]
        assert moves.standings(row) == (standing_of(was), standing_of(now))
        assert bool(moves.rows >> row & 1) == found[row].any
    check_totals(impact_of(batch), list(found.values()))
    check_cases(impact_of(batch), batch, before, after)
    return moves


def check_baseline(batch: Batch, before: Plan, moves: Moves) -> None:
    """The sums of all rules, and the edited ones alone, say the same as running all."""
    whole = evaluate(before, batch.columns, rulings=batch.rulings)
    baseline = baseline_from(baseline_bytes(baseline_of(whole)))
    found = moves_by_baseline(baseline, batch.pair, batch.columns, batch.rulings)
    for row in range(len(batch.columns.cases)):
        assert moves_at(found, row) == moves_at(moves, row)
        assert found.standings(row) == moves.standings(row)
    assert found.weighs == moves.weighs


def check_totals(impact: Impact, found: list[CaseMoves]) -> None:
    assert impact.total == len(found)
    assert impact.moved == sum(each.any for each in found) == sum(impact.groups.values())
    assert impact.scores == sum(each.score for each in found)
    assert (impact.firmer, impact.looser) == (
        sum(each.firmer for each in found),
        sum(each.looser for each in found),
    )
    assert {**impact.decisions} == Counter(each.decision for each in found if each.decision)
    sorts = Counter(
        sort for each in found for sort in {sort_of(*pair) for pair in each.rules.values()}
    )
    assert {**impact.sorts} == sorts
    gained = Counter(name for each in found for name in each.gained)
    lost = Counter(name for each in found for name in each.lost)
    assert {each.id: each.gained for each in impact.conditions if each.gained} == gained
    assert {each.id: each.lost for each in impact.conditions if each.lost} == lost
    by_rule = Counter((name, sort_of(*pair)) for each in found for name, pair in each.rules.items())
    told = {(rule.rule, sort): count for rule in impact.rules for sort, count in rule.sorts.items()}
    assert told == by_rule


def check_cases(impact: Impact, batch: Batch, before: Plan, after: Plan) -> None:
    """A case that is shown in full says each finding that two assessments have otherwise, and no other."""
    rows = {batch.places[row]: row for row in range(len(batch.columns.cases))}
    for case in impact.cases:
        was, now = both(batch, before, after, rows[case.name.place])
        old, new = (
            {(f.rule, f.element, f.verdict, f.paths) for r in one.rules for f in r.findings}
            for one in (was, now)
        )
        for move in (each for each in case.verdicts if not each.edits):
            side = new if move.after is not None else old
            verdict = move.after if move.after is not None else move.before
            paths = {p for (r, e, v, p) in side if (r, e, v) == (move.rule, move.element, verdict)}
            assert any({each.path for each in move.because} <= set(one) for one in paths)
            assert move.sort is sort_of(move.before, move.after)
        assert {each.rule for each in case.verdicts} >= moves_of(was, now).rules.keys()
        assert {each.id for each in case.gained} == moves_of(was, now).gained
        assert {each.id for each in case.lost} == moves_of(was, now).lost


@laws
@given(SEEDS, SEEDS)
def test_an_impact_is_what_assessing_both_ways_and_comparing_says(one: int, other: int) -> None:
    chance = Random(one)
    before = tiny_plan(one)
    after = edited(before, chance)
    cases = [(submission_of(before, other + at), AS_OF) for at in range(8)]
    check(batch_of(before, after, cases), before, after)


@laws
@given(st.lists(rules, min_size=1, max_size=3), st.lists(answers, min_size=1, max_size=5), SEEDS)
def test_it_is_so_with_lists_in_lists_and_proofs(
    several: list[Raw], given_answers: list[Raw], seed: int
) -> None:
    chance = Random(seed)
    before = plan_with(several, chance, asks_all=chance.random() < 0.5)
    after = edited(before, chance, chance.choice(["round", "away", "new", "gate", "asks"]))
    cases = [
        (submission(f"c{at}", typed(raw), (), before), AS_OF)
        for at, raw in enumerate(given_answers)
    ]
    check(batch_of(before, after, cases), before, after)


def test_every_edit_moves_a_case_and_every_sort_and_group_is_met() -> None:
    groups: set[Group] = set()
    sorts: set[Sort] = set()
    moved: set[str] = set()
    for seed in range(40):
        before = tiny_plan(seed)
        cases = [(submission_of(before, 50 * seed + at), AS_OF) for at in range(10)]
        for how in EDITS:
            after = edited(before, Random(seed), how)
            impact = impact_of(batch_of(before, after, cases), 0)
            groups |= impact.groups.keys()
            sorts |= impact.sorts.keys()
            if impact.moved:
                moved.add(how)
    assert moved == set(EDITS)
    assert groups == {*Group} - {Group.DECIDES}
    assert sorts == {*Sort}


@laws
@given(SEEDS)
def test_moves_come_back_from_another_machine_as_they_were(seed: int) -> None:
    before = tiny_plan(seed)
    cases = [(submission_of(before, seed + at), AS_OF) for at in range(6)]
    after = edited(before, Random(seed))
    batch = batch_of(before, after, cases)
    moves = moves_over(before, after, batch.columns, batch.rulings)
    again = moves_from(moves_json(moves), moves.standings)
    for row in range(6):
        assert moves_at(again, row) == moves_at(moves, row)
        assert again.standings(row) == moves.standings(row)
    assert again.weighs == moves.weighs


def test_nothing_moves_under_the_same_rules() -> None:
    plan = tiny_plan(3)
    cases = [(submission_of(plan, at), AS_OF) for at in range(6)]
    impact = impact_of(batch_of(plan, plan, cases))
    assert not impact.moves
    assert impact.rules == ()
    assert impact.cases == ()
