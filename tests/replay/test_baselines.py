"""Baselines: to run the edited rules alone says the same as to run all, whatever is edited, to the last digit."""

import json
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from random import Random

import across  # noqa: F401  finds what the laws beside this folder generate
import pytest
from agreeing import Dated, submission
from brute_force import AS_OF, submission_of
from brute_force import plan_of as tiny_plan
from edited import edited
from generators import Raw, answers, typed
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from rule_generators import records_on, rules
from test_bulk_laws import DATES, evidence_of, plan_with, rulings_on

from checklist_engine.bulk import Columns, encode, evaluate
from checklist_engine.bulk.scores import Scores
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import Ruling
from checklist_engine.replay.baselines import (
    Baseline,
    UnreadableBaseline,
    baseline_bytes,
    baseline_from,
    baseline_of,
    moves_by_baseline,
)
from checklist_engine.replay.moves import Moves, moves_over
from checklist_engine.replay.pairs import pair_of

SEEDS = st.integers(0, 2**32 - 1)
EDITS = ("round", "always", "away", "new", "weight", "gate", "silent", "few")
laws = settings(
    max_examples=80, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate]
)


def edited_often(plan: Plan, chance: Random) -> Plan:
    """Up to three edits, also of one rule; a weight may become none at all."""
    for _ in range(chance.randint(1, 3)):
        if plan.rules:
            plan = edited(plan, chance, chance.choice(EDITS))
    if plan.rules and chance.random() < 0.2:
        first, *others = plan.rules
        return replace(plan, rules=(replace(first, weight=0), *others))
    return plan


def in_groups(columns: Columns, chance: Random) -> Columns:
    """The same rows, cut into groups anywhere, as where their lists are of very different lengths."""
    rows = len(columns.cases)
    cuts = sorted(chance.sample(range(1, rows), min(rows - 1, chance.randint(0, 2))))
    ends = [0, *cuts, rows]
    sizes = tuple(end - start for start, end in pairwise(ends))
    return replace(columns, groups=sizes, kept={})


def everything(moves: Moves, rows: int) -> object:
    """All that moves say."""
    return (
        {name: {**each.verdicts} for name, each in moves.rules.items()},
        {**moves.decisions},
        (moves.firmer, moves.looser, moves.scores),
        ({**moves.gained}, {**moves.lost}, {**moves.weighs}),
        [moves.standings(row) for row in range(rows)],
    )


def check(
    before: Plan,
    after: Plan,
    columns: Columns,
    rulings: Mapping[int, Sequence[Ruling]],
) -> Moves:
    """By a baseline that was written and read, as by running all rules."""
    whole = evaluate(before, columns, rulings=rulings)
    baseline = baseline_from(baseline_bytes(baseline_of(whole)))
    pair = pair_of(before, after)
    assert pair.is_thin
    # Sheets of their own: nothing that the other way has read is at hand.
    apart = replace(columns, kept={})
    found = moves_by_baseline(baseline, pair, apart, rulings)
    rows = len(columns.cases)
    wanted = moves_over(before, after, columns, rulings)
    assert everything(found, rows) == everything(wanted, rows)
    for row in range(rows):
        was, now = found.standings(row)
        assert bool(found.scores >> row & 1) == (was.score != now.score)
    return found


@laws
@given(SEEDS, SEEDS)
def test_the_edited_rules_alone_say_what_all_rules_say(one: int, other: int) -> None:
    chance = Random(one)
    before = tiny_plan(one)
    cases = [(submission_of(before, other + at), AS_OF) for at in range(9)]
    columns = in_groups(encode(before.vocabulary, cases), chance)
    rulings = rulings_by_row(before, cases, columns, chance)
    check(before, edited_often(before, chance), columns, rulings)


@laws
@given(
    st.lists(rules, min_size=1, max_size=4),
    st.lists(answers, min_size=1, max_size=6),
    st.data(),
    SEEDS,
)
def test_it_is_so_with_lists_proofs_relevance_and_dates(
    several: list[Raw], given_answers: list[Raw], data: st.DataObject, seed: int
) -> None:
    chance = Random(seed)
    before = plan_with(several, chance, asks_all=chance.random() < 0.5)
    cases = [
        (
            submission(f"c{at}", typed(raw), evidence_of(data.draw(records_on(raw))), before),
            chance.choice(DATES),
        )
        for at, raw in enumerate(given_answers)
    ]
    columns = in_groups(encode(before.vocabulary, cases), chance)
    rulings = rulings_by_row(before, cases, columns, chance)
    check(before, edited_often(before, chance), columns, rulings)


def rulings_by_row(
    plan: Plan, cases: Sequence[Dated], columns: Columns, chance: Random
) -> dict[int, list[Ruling]]:
    return {row: rulings_on(plan, cases[at], chance) for row, at in enumerate(columns.order)}


def test_what_is_tried_moves_everything_that_can_move() -> None:
    moved: set[str] = set()
    for seed in range(60):
        chance = Random(seed)
        before = tiny_plan(seed)
        cases = [(submission_of(before, 50 * seed + at), AS_OF) for at in range(10)]
        columns = in_groups(encode(before.vocabulary, cases), chance)
        rulings = rulings_by_row(before, cases, columns, chance)
        moves = check(before, edited_often(before, chance), columns, rulings)
        names = ("rules", "decisions", "firmer", "looser", "gained", "lost", "scores", "weighs")
        moved |= {name for name in names if getattr(moves, name)}
        for row in range(len(cases)):
            was, now = (each.score for each in moves.standings(row))
            moved.add(f"score {was is not None} {now is not None}")
    assert moved >= {"rules", "decisions", "firmer", "looser", "gained", "lost", "scores"}
    assert moved >= {"weighs", "score True True", "score True False", "score False True"}


def test_without_any_row_or_rule_nothing_moves() -> None:
    plan = tiny_plan(3)
    bare = replace(plan, rules=())
    cases = [(submission_of(plan, at), AS_OF) for at in range(4)]
    assert not check(plan, bare, encode(plan.vocabulary, []), {}).rows
    assert not check(bare, bare, encode(plan.vocabulary, cases), {}).rows
    check(bare, plan, encode(plan.vocabulary, cases), {})
    check(plan, bare, encode(plan.vocabulary, cases), {})


def baseline(number: int = 5) -> Baseline:
    return Baseline(
        rows=3,
        counts={"failed": [0b101], "asked:c": []},
        scores=Scores(
            scale=3, low=[0], high=[number >> at & 1 for at in range(99)], settled=[], total=[7]
        ),
    )


@pytest.mark.parametrize("number", [0, 5, 2**63, 2**64, 2**90 + 1])
def test_a_baseline_is_read_as_it_was_written_however_large_its_numbers(number: int) -> None:
    written = baseline(number)
    read = baseline_from(baseline_bytes(written))
    assert {**read.counts} == {**written.counts}
    assert (read.rows, read.scores.scale) == (3, 3)
    for row in range(3):
        assert read.scores.sums(row, 6) == written.scores.sums(row, 6)
    assert read.scores.sums(0, 3)[1] == number


def test_a_byte_that_has_changed_or_is_missing_is_found() -> None:
    written = baseline_bytes(baseline())
    for at in range(len(written)):
        for changed in (
            written[:at] + bytes([written[at] ^ 4]) + written[at + 1 :],
            written[:at],
            written[at + 1 :],
        ):
            with pytest.raises(UnreadableBaseline):
                baseline_from(changed)
    with pytest.raises(UnreadableBaseline):
        baseline_from(written + b"\0")


SOUND: Mapping[str, object] = {"counts": {"failed": 2}, "scale": "0x3", "scores": [0, 1, 0, 1]}


def forged(directory: object, planes: bytes, rows: int = 3, length: int | None = None) -> bytes:
    """Bytes with a sum that is right, whatever they say."""
    text = directory if isinstance(directory, bytes) else json.dumps(directory).encode()
    body = struct.pack("<II", rows, len(text) if length is None else length) + text + planes
    return struct.pack("<8sI", b"CKLBASE1", zlib.crc32(body)) + body


def test_a_sound_forgery_would_be_read() -> None:
    assert baseline_from(forged(SOUND, b"\1\2\3\4")).scores.total == [4]


@pytest.mark.parametrize(
    ("directory", "planes"),
    [
        (b"", b""),
        (b"nonsense", b""),
        (b"\xff", b""),
        (b"[" * 100_000, b""),
        ([], b""),
        ({}, b""),
        (7, b""),
        ({**SOUND, "counts": ["failed"]}, b"\1\2"),
        ({**SOUND, "counts": {"failed": "2"}}, b"\1\2\3\4"),
        ({**SOUND, "counts": {"failed": 2.0}}, b"\1\2\3\4"),
        ({**SOUND, "counts": {"failed": True}}, b"\1\2\3"),
        ({**SOUND, "counts": {"failed": -1}}, b"\1"),
        ({**SOUND, "counts": {"failed": 10**18}}, b"\1\2"),
        ({**SOUND, "scale": "0x0"}, b"\1\2\3\4"),
        ({**SOUND, "scale": "-0x1"}, b"\1\2\3\4"),
        ({**SOUND, "scale": 3}, b"\1\2\3\4"),
        ({**SOUND, "scale": "three"}, b"\1\2\3\4"),
        ({**SOUND, "scores": [0, 1, 1]}, b"\1\2\3\4"),
        ({**SOUND, "scores": [0, 1, 0, 1, 0]}, b"\1\2\3\4"),
        ({**SOUND, "scores": None}, b"\1\2\3\4"),
        (SOUND, b"\1\2\3"),
        (SOUND, b"\1\2\3\4\5"),
        (SOUND, b"\1\2\3\10"),
    ],
)
def test_what_is_no_baseline_is_refused(directory: object, planes: bytes) -> None:
    with pytest.raises(UnreadableBaseline):
        baseline_from(forged(directory, planes))


def test_sizes_that_are_not_true_are_refused() -> None:
    for rows, length in ((1, None), (8, None), (2**32 - 1, None), (3, 0), (3, 2**32 - 1)):
        with pytest.raises(UnreadableBaseline):
            baseline_from(forged(SOUND, b"\1\2\3\4", rows, length))
