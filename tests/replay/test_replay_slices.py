"""Slices: rows by themselves come to what they come to among all, and hold nothing of the others."""

from dataclasses import replace
from random import Random

import across  # noqa: F401  finds what the laws beside this folder generate
import pytest
from agreeing import submission
from brute_force import plan_of as tiny_plan
from brute_force import submission_of
from edited import batch_of, edited
from generators import AS_OF, Raw, answers, typed
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from rule_generators import records_on, rules
from test_bulk_laws import DATES, evidence_of, plan_with, rulings_on

from checklist_engine.bulk import encode, from_bytes, to_bytes
from checklist_engine.bulk.columns import CASES
from checklist_engine.model.verdicts import Decision
from checklist_engine.replay.batches import Batch
from checklist_engine.replay.moves import Moves, moves_over
from checklist_engine.replay.one_case import moves_at
from checklist_engine.replay.slices import cut, joined, slices_of

SEEDS = st.integers(0, 2**32 - 1)
laws = settings(
    max_examples=60, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate]
)


def in_slices(batch: Batch, most: int) -> Moves:
    """What moves in a batch, found slice by slice; each goes to bytes and back."""
    before, after = batch.pair.whole()
    parts = []
    for start, stop in slices_of(len(batch.columns.cases), most):
        rulings = {row - start: batch.rulings.get(row, ()) for row in range(start, stop)}
        here = from_bytes(to_bytes(cut(batch.columns, start, stop)))
        parts.append((start, moves_over(before, after, here, rulings)))
    return joined(parts)


def check(batch: Batch, most: int) -> None:
    before, after = batch.pair.whole()
    whole = moves_over(before, after, batch.columns, batch.rulings)
    found = in_slices(batch, most)
    for row in range(len(batch.columns.cases)):
        assert moves_at(found, row) == moves_at(whole, row)
        assert found.standings(row) == whole.standings(row)
    assert found.rules == whole.rules
    assert list(found.decisions.items()) == list(whole.decisions.items()), "in the same order"
    assert (found.gained, found.lost, found.weighs) == (whole.gained, whole.lost, whole.weighs)
    assert found.rows == whole.rows


@laws
@given(SEEDS, SEEDS, st.integers(1, 9))
def test_slices_say_what_the_whole_says(one: int, other: int, most: int) -> None:
    chance = Random(one)
    before = tiny_plan(one)
    cases = [(submission_of(before, other + at), AS_OF) for at in range(9)]
    check(batch_of(before, edited(before, chance), cases), most)


@laws
@given(
    st.lists(rules, min_size=1, max_size=3),
    st.lists(answers, min_size=2, max_size=7),
    SEEDS,
    st.integers(1, 4),
    st.data(),
)
def test_it_is_so_with_lists_in_lists_and_proofs_and_rulings(
    several: list[Raw], given_answers: list[Raw], seed: int, most: int, data: st.DataObject
) -> None:
    chance = Random(seed)
    before = plan_with(several, chance, asks_all=chance.random() < 0.5)
    after = edited(before, chance, chance.choice(["round", "new", "gate", "credits", "asks"]))
    cases = [
        (
            submission(f"c{at}", typed(raw), evidence_of(data.draw(records_on(raw))), before),
            chance.choice(DATES),
        )
        for at, raw in enumerate(given_answers)
    ]
    rulings = {at: tuple(rulings_on(before, case, chance)) for at, case in enumerate(cases)}
    check(batch_of(before, after, cases, {**rulings}), most)


@laws
@given(st.lists(answers, min_size=1, max_size=8), st.data())
def test_a_slice_has_the_answers_of_its_rows(given_answers: list[Raw], data: st.DataObject) -> None:
    plan = plan_with([], Random(0), asks_all=True)
    cases = [
        (submission(f"c{at}", typed(raw), evidence_of(data.draw(records_on(raw))), plan), AS_OF)
        for at, raw in enumerate(given_answers)
    ]
    columns = encode(plan.vocabulary, cases)
    start = data.draw(st.integers(0, len(cases) - 1))
    stop = data.draw(st.integers(start + 1, len(cases)))
    found = cut(columns, start, stop)
    alone = encode(plan.vocabulary, [cases[at] for at in columns.order[start:stop]])
    went = {name: row for row, name in enumerate(alone.cases)}
    assert sum(found.groups) == stop - start
    assert {*found.cases} == {*alone.cases}
    for name, column in found.facts.items():
        if name.rpartition(".")[0] not in found.lists:
            other = alone.facts[name]
            for row, case in enumerate(found.cases):
                mine, theirs = column.codes[row], other.codes[went[case]]
                assert (mine and column.values[mine - 1]) == (theirs and other.values[theirs - 1])
    for name, each in found.lists.items():
        assert sorted(each.lengths) == sorted(alone.lists[name].lengths)
        assert {*each.ways} == {*alone.lists[name].ways}
        if each.around == CASES:
            lengths = dict(zip(alone.cases, alone.lists[name].lengths, strict=True))
            assert list(each.lengths) == [lengths[case] for case in found.cases]
    assert sorted(found.records.rows) == sorted(
        row for row, case in enumerate(found.cases) for _ in cases[int(case[1:])][0].evidence
    )


def test_what_another_row_wrote_does_not_travel() -> None:
    plan = plan_with([], Random(0), asks_all=True)
    texts = [f"秘密の回答{number}" for number in range(6)]
    [name] = [each.full_id for each in plan.vocabulary.facts.values() if each.type.value == "text"][
        :1
    ]
    columns = encode(
        plan.vocabulary,
        [
            (submission(f"c{at}", typed({name: text}), (), plan), AS_OF)
            for at, text in enumerate(texts)
        ],
    )
    stored = to_bytes(cut(columns, 1, 3)).decode(errors="replace")
    told = [at for at, row in enumerate(columns.order) if texts[row] in stored]
    assert told == [1, 2]


@pytest.mark.parametrize("rows", range(1, 40))
def test_slices_cover_all_rows_and_are_about_equally_long(rows: int) -> None:
    for most in range(1, 12):
        found = slices_of(rows, most)
        lengths = [stop - start for start, stop in found]
        assert [row for start, stop in found for row in range(start, stop)] == [*range(rows)]
        assert max(lengths) <= most
        assert max(lengths) - min(lengths) <= 1


def test_decisions_stand_in_one_order_whatever_the_first_slice_comes_past() -> None:
    plan = tiny_plan(1)
    columns = encode(plan.vocabulary, [(submission_of(plan, at), AS_OF) for at in range(2)])
    nothing = moves_over(plan, plan, columns, {})
    early, late = (Decision.APPROVE, Decision.DEFER), (Decision.DEFER, Decision.APPROVE)
    found = joined(
        [
            (0, replace(nothing, decisions={late: 0b01})),
            (2, replace(nothing, decisions={early: 0b10, late: 0b01})),
        ]
    )
    assert list(found.decisions.items()) == [(early, 0b1000), (late, 0b0101)]


def test_all_rows_are_the_columns_themselves() -> None:
    plan = tiny_plan(1)
    columns = encode(plan.vocabulary, [(submission_of(plan, at), AS_OF) for at in range(4)])
    assert cut(columns, 0, 4) is columns
