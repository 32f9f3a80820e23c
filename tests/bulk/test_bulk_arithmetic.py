"""Arithmetic in planes is that of Python, row by row; digits of codes are those of the codes."""

from array import array
from itertools import groupby
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklist_engine.bulk import rows_of
from checklist_engine.bulk.arithmetic import (
    Digits,
    minus,
    number_at,
    numbers_of,
    plus,
    sum_of_products,
    the_same,
    times,
    unequal,
    within,
)
from checklist_engine.bulk.digits import digits_of, turns
from checklist_engine.bulk.scores import Scores, moved, scores_at

# Past what a machine word holds, too.
NUMBERS = st.one_of(st.integers(0, 9), st.integers(0, 2**70))
PAIRS = st.lists(st.tuples(NUMBERS, NUMBERS), max_size=12)
quick = settings(max_examples=80, deadline=None, derandomize=True)


def planes_of(numbers: list[int]) -> Digits:
    most = max(numbers, default=0).bit_length()
    return [
        sum((number >> place & 1) << row for row, number in enumerate(numbers))
        for place in range(most)
    ]


def sides(pairs: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    return [one for one, _ in pairs], [other for _, other in pairs]


@quick
@given(PAIRS, NUMBERS)
def test_every_operation_is_that_of_the_numbers(pairs: list[tuple[int, int]], factor: int) -> None:
    one, other = sides(pairs)
    a, b, rows = planes_of(one), planes_of(other), len(pairs)
    assert numbers_of(a, rows) == one
    assert [number_at(a, row) for row in range(rows)] == one
    assert numbers_of(plus(a, b), rows) == [x + y for x, y in pairs]
    assert numbers_of(minus(plus(a, b), b), rows) == one
    assert numbers_of(times(a, factor), rows) == [x * factor for x in one]
    assert numbers_of(sum_of_products([(a, b), (b, the_same(factor))]), rows) == [
        x * y + y * factor for x, y in pairs
    ]
    assert [*rows_of(unequal(a, b))] == [row for row, (x, y) in enumerate(pairs) if x != y]
    assert numbers_of(within(a, 0b101), rows) == [x * (row in (0, 2)) for row, x in enumerate(one)]


def test_nothing_is_zero() -> None:
    assert numbers_of([], 3) == [0, 0, 0]
    assert numbers_of([], 0) == numbers_of([0], 0) == []
    assert number_at([], 7) == 0
    assert unequal([], [0, 0]) == 0
    assert sum_of_products([]) == []


Row = tuple[int, int, int, int]


def scores_with(scale: int, rows: list[Row]) -> Scores:
    low, high, settled, total = (planes_of([row[at] for row in rows]) for at in range(4))
    return Scores(scale=scale, low=low, high=high, settled=settled, total=total)


def parted(chance: Random, rows: int, most: int) -> tuple[list[Row], list[Row], list[Row]]:
    """What is counted at first, what is taken out of it, and what is put in: often nothing, or the same."""
    base, out, into = [], [], []
    for _ in range(rows):
        taken = counted(chance, most)
        rest = counted(chance, most) if chance.random() < 0.7 else (0, 0, 0, 0)
        low, high, settled, total = (one + other for one, other in zip(rest, taken, strict=True))
        base.append((low, high, settled, total))
        out.append(taken)
        into.append(taken if chance.random() < 0.3 else counted(chance, most))
    return base, out, into


def counted(chance: Random, most: int) -> Row:
    """Points of at most twice the weight, in halves; small numbers, so that fractions are often the same."""
    total = chance.choice([0, 1, 2, chance.randint(0, most)])
    low, high, settled = (chance.choice([0, total, 2 * total]) for _ in range(3))
    return low, high, settled, total


@pytest.mark.parametrize("most", [3, 2**66])
@pytest.mark.parametrize("scales", [(2, 2, 2), (6, 2, 4)])
def test_a_score_moves_where_the_fractions_differ(most: int, scales: tuple[int, int, int]) -> None:
    for seed in range(30):
        parts = parted(Random(seed), 40, most)
        # The same points in parts of other scales.
        base, out, into = (
            scores_with(
                scale,
                [
                    (a * scale // 2, b * scale // 2, c * scale // 2, total)
                    for a, b, c, total in rows
                ],
            )
            for scale, rows in zip(scales, parts, strict=True)
        )
        after = [
            tuple(a - b + c for a, b, c in zip(*rows, strict=True))
            for rows in zip(*parts, strict=True)
        ]
        whole = scores_with(2, [(low, high, settled, n) for low, high, settled, n in after])
        for row in range(40):
            assert scores_at(base, out, into, row) == (base.of(row), whole.of(row))
        assert [*rows_of(moved(base, out, into))] == [
            row for row in range(40) if base.of(row) != whole.of(row)
        ]


@pytest.mark.parametrize("rows", [0, 1, 9, 16_383, 16_384, 16_385, 40_001])
@pytest.mark.parametrize("typecode", ["B", "H", "I"])
def test_digits_are_those_of_the_codes_however_many_there_are(rows: int, typecode: str) -> None:
    chance = Random(rows)
    most = {"B": 200, "H": 5_000, "I": 70_000}[typecode]
    # A stretch without any answer, too.
    codes = array(
        typecode, [chance.randint(0, most) if at % 40_000 < 10_000 else 0 for at in range(rows)]
    )
    assert numbers_of(digits_of(codes, most), rows) == codes.tolist()


@quick
@given(st.lists(st.integers(0, 3), max_size=40), st.sampled_from(["B", "H", "I"]))
def test_turns_are_where_a_run_of_the_same_ends(codes: list[int], typecode: str) -> None:
    # 256 and 1 differ in either byte.
    wide = [code if typecode == "B" else (0, 1, 256, 257)[code] for code in codes]
    ends, end = [], 0
    for _, run in groupby(wide):
        end += len([*run])
        ends.append(end)
    assert [*turns(array(typecode, wide))] == ends
