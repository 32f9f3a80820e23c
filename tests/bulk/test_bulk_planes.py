"""Planes, digits and frames: every combination on small domains, against counting on one's fingers."""

from array import array
from itertools import product
from random import Random

import pytest

from checklist_engine.bulk.columns import codes_of
from checklist_engine.bulk.digits import (
    digits_of,
    is_ragged,
    rows_one_by_one,
    rows_with,
    whole,
)
from checklist_engine.bulk.frames import Frame, lifted, lifted_codes, repeated
from checklist_engine.bulk.planes import (
    Planes,
    added,
    all_of,
    any_of,
    counted,
    negated,
    not_below,
    reaching,
    settled,
    tally,
)
from checklist_engine.bulk.verdict_table import VerdictTable
from checklist_engine.evaluator.tables import credit_of, verdict_of
from checklist_engine.ground.truth import Truth
from checklist_engine.model.pack_parts import Credits

TRUTHS = (Truth.TRUE, Truth.FALSE, Truth.UNKNOWN)
PAIRS = list(product(TRUTHS, repeat=2))
ALL_PAIRS = (1 << len(PAIRS)) - 1


def plane_of(several: list[bool]) -> int:
    return sum(1 << row for row, each in enumerate(several) if each)


def planes_of(truths: list[Truth], *, waits: bool = False) -> Planes:
    """A row for each truth; an UNKNOWN waits for somebody where `waits`."""
    return Planes(
        plane_of([each is Truth.TRUE for each in truths]),
        plane_of([each is Truth.FALSE for each in truths]),
        plane_of([waits and each is Truth.UNKNOWN for each in truths]),
    )


def truths_of(planes: Planes, rows: int) -> list[Truth]:
    assert planes.true & planes.false == 0
    return [
        Truth.TRUE
        if planes.true >> row & 1
        else Truth.FALSE
        if planes.false >> row & 1
        else Truth.UNKNOWN
        for row in range(rows)
    ]


ONE, OTHER = planes_of([one for one, _ in PAIRS]), planes_of([other for _, other in PAIRS])


def test_and_or_and_not_are_those_of_kleene() -> None:
    order = {Truth.FALSE: 0, Truth.UNKNOWN: 1, Truth.TRUE: 2}
    least = [min(pair, key=order.__getitem__) for pair in PAIRS]
    most = [max(pair, key=order.__getitem__) for pair in PAIRS]
    assert truths_of(all_of([ONE, OTHER], ALL_PAIRS), 9) == least
    assert truths_of(any_of([ONE, OTHER], ALL_PAIRS), 9) == most
    turned = {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE, Truth.UNKNOWN: Truth.UNKNOWN}
    assert truths_of(negated(ONE), 9) == [turned[one] for one, _ in PAIRS]


def test_nothing_is_true_under_and_and_false_under_or() -> None:
    assert all_of([], 0b11) == Planes(0b11, 0)
    assert any_of([], 0b11) == Planes(0, 0b11)


def test_only_what_is_undecided_waits() -> None:
    waiting = planes_of([one for one, _ in PAIRS], waits=True)
    for joined in (all_of([waiting, OTHER], ALL_PAIRS), any_of([waiting, OTHER], ALL_PAIRS)):
        assert joined.waiting & (joined.true | joined.false) == 0
        assert joined.waiting == waiting.waiting & ~(joined.true | joined.false)


def test_what_waits_for_nobody_is_settled_as_false() -> None:
    planes = Planes(0b0001, 0b0010, 0b0100)
    assert settled(planes, 0b1111) == Planes(0b0001, 0b1010, 0b0100)


@pytest.mark.parametrize("count", range(9))
def test_planes_are_counted_and_added(count: int) -> None:
    chance = Random(count)
    planes = [chance.getrandbits(50) for _ in range(count)]
    numbers = [sum(plane >> row & 1 for plane in planes) for row in range(50)]
    digits = counted(planes)
    assert [sum((d >> row & 1) << at for at, d in enumerate(digits)) for row in range(50)] == (
        numbers
    )
    twice = added([planes, planes])
    assert [sum((d >> row & 1) << at for at, d in enumerate(twice)) for row in range(50)] == [
        3 * number for number in numbers
    ]
    for bound in range(10):
        assert reaching(digits, bound, (1 << 50) - 1) == plane_of(
            [number >= bound for number in numbers]
        )


def test_numbers_are_compared_with_bounds_of_their_own() -> None:
    pairs = list(product(range(9), repeat=2))
    numbers = digits_of(array("B", [one for one, _ in pairs]), 8)
    bounds = digits_of(array("B", [other for _, other in pairs]), 8)
    everywhere = (1 << len(pairs)) - 1
    assert not_below(numbers, bounds, everywhere) == plane_of(
        [one >= other for one, other in pairs]
    )
    assert not_below(numbers[:1], (), everywhere) == everywhere


def test_a_tally_is_between_what_is_sure_and_what_may_be() -> None:
    for true, unknown, low, high in product(range(4), range(3), (None, 0, 1, 3), (None, 0, 2)):
        if low is None and high is None:
            continue
        for unending in (0, 1):
            sure = [1 if true >> at & 1 else 0 for at in range(3)]
            maybe = [1 if true + unknown >> at & 1 else 0 for at in range(3)]
            found = tally(sure, maybe, low, high, unending=unending, waiting=0, everywhere=1)
            numbers = range(true, 20 if unending else true + unknown + 1)
            within = {(low is None or low <= n) and (high is None or n <= high) for n in numbers}
            bounds = [low is None or true >= low, high is None or max(numbers) <= high]
            failed = (low is not None and max(numbers) < low) or (high is not None and true > high)
            expected = Truth.FALSE if failed else Truth.TRUE if all(bounds) else Truth.UNKNOWN
            assert truths_of(found, 1) == [expected], (true, unknown, low, high, unending)
            if expected is not Truth.UNKNOWN:
                assert within == {expected is Truth.TRUE}


@pytest.mark.parametrize("most", [0, 1, 2, 7, 255, 256, 1000, 70_000])
@pytest.mark.parametrize("rows", [0, 1, 7, 8, 9, 100])
def test_digits_find_the_rows_whose_code_is_wanted(most: int, rows: int) -> None:
    chance = Random(most)
    codes = codes_of([chance.randint(0, most) for _ in range(rows)], most)
    digits = digits_of(codes, most)
    everywhere = (1 << rows) - 1
    assert [sum((d >> row & 1) << at for at, d in enumerate(digits)) for row in range(rows)] == (
        list(codes)
    )
    few = bytes(chance.choice(b"01") for _ in range(min(most, 3))).rjust(most, b"0")
    ends = b"0" * (most // 3) + b"1" * (most - most // 3)
    mixed = bytes(chance.choice(b"01") for _ in range(most))
    for table in (b"0" + few, b"0" + ends, b"0" + mixed, b"0" * (most + 1)):
        wanted = plane_of([table[code] == ord("1") for code in codes])
        assert rows_with(digits, table, everywhere) == wanted
        assert rows_one_by_one(codes, table) == wanted


def test_only_wide_codes_in_many_pieces_are_looked_up_one_by_one() -> None:
    assert not is_ragged(b"01" * 100)
    assert not is_ragged(b"0" * 5000 + b"1" * 5000)
    assert is_ragged(b"01" * 1000)


def test_signs_make_a_plane() -> None:
    assert whole(b"") == 0
    assert whole(b"0110") == 0b0110
    assert whole(b"1000") == 0b0001


def test_slots_are_folded_into_the_rows_around_them() -> None:
    top = Frame(None, "", None, 1, 3)
    for slots in range(8):
        frame = Frame(top, "es", None, slots, 3 * slots)
        for seed in range(5):
            blocks = [Random(seed * 8 + slot).getrandbits(3) for slot in range(slots)]
            plane = sum(block << 3 * slot for slot, block in enumerate(blocks))
            folded = 0
            for block in blocks:
                folded |= block
            assert frame.any_slot(plane) == folded
            listed = list(frame.blocks(plane))
            assert listed + [0] * (slots - len(listed)) == blocks


def test_a_plane_is_repeated_for_every_slot() -> None:
    for times in range(9):
        assert repeated(0b101, 3, times) == sum(0b101 << 3 * slot for slot in range(times))
    assert repeated(0, 3, 5) == 0


def test_what_is_lifted_is_the_same_for_every_slot_of_the_other_list() -> None:
    top = Frame(None, "", None, 1, 2)
    outer = Frame(top, "es", None, 3, 6)
    inner = Frame(outer, "fs", None, 2, 12)
    own, other = 0b10_01_11, 0b10_01
    assert lifted(own, inner, (outer,), 2) == own | own << 6
    spread = sum(
        (other >> 2 * slot & 0b11) << 6 * slot + 2 * each for slot in (0, 1) for each in range(3)
    )
    assert lifted(other, inner, (inner,), 2) == spread
    codes = array("B", [1, 2, 3, 4])
    assert list(lifted_codes(codes, inner, (inner,), 2)) == [1, 2] * 3 + [3, 4] * 3


SHARES = Credits()


def test_the_diagram_says_what_the_tables_say_of_all_truths() -> None:
    several = list(product(TRUTHS, repeat=5))
    free = [planes_of([each[at] for each in several]) for at in range(5)]
    cells = VerdictTable(SHARES).cells(free, (1 << len(several)) - 1)
    seen = 0
    for cell, rows in cells:
        assert rows
        assert seen & rows == 0
        seen |= rows
        for row, (applies, proven, compensated_proven, required, compensated) in enumerate(several):
            if rows >> row & 1:
                verdict = verdict_of(
                    applies=applies,
                    required_proven=proven,
                    compensated_proven=compensated_proven,
                    required=required,
                    compensated=compensated,
                )
                assert cell.verdict is verdict
                assert cell.credit == credit_of(
                    verdict, applies=applies, required_proven=proven, shares=SHARES
                )
    assert seen == (1 << len(several)) - 1


def test_the_diagram_takes_what_is_fixed_and_what_is_the_same() -> None:
    required = planes_of(list(TRUTHS))
    cells = VerdictTable(SHARES).cells(
        (Truth.TRUE, required, Truth.FALSE, required, Truth.FALSE), 0b111
    )
    assert {cell.verdict.value: rows for cell, rows in cells} == {
        "met": 0b001,
        "not_met": 0b010,
        "undetermined": 0b100,
    }
    assert VerdictTable(SHARES).cells((Truth.TRUE,) * 5, 0) == ()
