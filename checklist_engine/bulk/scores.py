"""Scores (評点) of many rows at once: exact, as whole numbers over a common denominator.

What a finding counts is a fraction, and that of a rule the mean of its findings. All of them are multiplied by a
number that leaves no fraction, written in planes digit by digit, and added up as such.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import TypeAlias

from checklist_engine.bulk.columns import Bits
from checklist_engine.bulk.findings import RulePlanes
from checklist_engine.bulk.planes import added, counted, without
from checklist_engine.model.assessment import Credit, Score

_Sums: TypeAlias = tuple[int, int, int, int]
"""Low, high, settled and total of a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Share:
    """What a rule counts in some rows: weight times mean, as in `evaluator.score`."""

    low: Fraction
    high: Fraction
    settled: Fraction
    weight: int
    rows: Bits


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """By row: points in parts of `scale`, and the weight that is counted (0: there is no score)."""

    scale: int
    low: Sequence[int]
    high: Sequence[int]
    settled: Sequence[int]
    total: Sequence[int]

    def of(self, row: int) -> Score | None:
        """The score of a row, as `evaluator.score` has it."""
        total = self.total[row] * self.scale
        if not total:
            return None
        return Score(
            low=Fraction(100 * self.low[row], total),
            high=Fraction(100 * self.high[row], total),
            coverage=Fraction(100 * self.settled[row], total),
        )

    def differing(self, other: "Scores") -> Bits:
        """The rows that have another score."""
        ours, theirs = (
            zip(each.low, each.high, each.settled, each.total, strict=True)
            for each in (self, other)
        )
        signs = "".join(
            "0" if _same(old, new, self.scale, other.scale) else "1"
            for old, new in zip(ours, theirs, strict=True)
        )
        return int(signs[::-1] or "0", 2)


def _same(ours: _Sums, theirs: _Sums, scale: int, other: int) -> bool:
    """Whether sums over their totals are the same fractions."""
    if ours == theirs and scale == other:
        return True
    *mine, total = ours
    *yours, whole = theirs
    if not (total and whole):
        return total == whole
    return all(
        one * whole * other == two * total * scale for one, two in zip(mine, yours, strict=True)
    )


def scores_of(rules: Iterable[tuple[int, RulePlanes]], rows: int) -> Scores:
    """The scores of the rows of a sheet, by the weights of its rules."""
    shares = [share for weight, planes in rules for share in _shares(weight, planes)]
    scale = lcm(
        *(number.denominator for each in shares for number in (each.low, each.high, each.settled))
    )

    def summed(of: str) -> Sequence[int]:
        return _numbers(
            _weighted((int(getattr(each, of) * scale), each.rows) for each in shares), rows
        )

    return Scores(
        scale=scale,
        low=summed("low"),
        high=summed("high"),
        settled=summed("settled"),
        total=_numbers(_weighted((each.weight, each.rows) for each in shares), rows),
    )


def _shares(weight: int, planes: RulePlanes) -> Iterator[_Share]:
    """What a rule counts; rows that are not counted are in no share."""
    if planes.frame.outer is None:
        for cell, rows in planes.cells:
            if (credit := cell.credit) is not None:
                settled = Fraction(weight if credit.low == credit.high else 0)
                yield _Share(
                    low=weight * credit.low,
                    high=weight * credit.high,
                    settled=settled,
                    weight=weight,
                    rows=rows,
                )
        return
    waiting = planes.unlisted | planes.open_list
    if waiting:
        yield _share(weight, Fraction(0), Fraction(1), Fraction(0), waiting)
    yield from _means(weight, planes)


def _means(weight: int, planes: RulePlanes) -> Iterator[_Share]:
    """The means of findings on elements, for each number of them by itself."""
    frame = planes.frame
    by_credit: dict[Credit, Bits] = {}
    for cell, rows in planes.cells:
        if cell.credit is not None:
            by_credit[cell.credit] = by_credit.get(cell.credit, 0) | rows
    counts = {credit: counted(frame.blocks(rows)) for credit, rows in by_credit.items()}
    every = 0
    for rows in by_credit.values():
        every |= rows
    some = without(frame.any_slot(every), planes.open_list)
    for number, rows in _by_number(counted(frame.blocks(every)), some):
        yield _share(weight, Fraction(0), Fraction(0), Fraction(0), rows)
        for credit, digits in counts.items():
            settled = Fraction(int(credit.low == credit.high))
            for place, digit in enumerate(digits):
                if here := digit & rows:
                    part = Fraction(weight << place, number)
                    yield _Share(
                        low=part * credit.low,
                        high=part * credit.high,
                        settled=part * settled,
                        weight=0,
                        rows=here,
                    )


def _share(weight: int, low: Fraction, high: Fraction, settled: Fraction, rows: Bits) -> _Share:
    return _Share(
        low=weight * low, high=weight * high, settled=weight * settled, weight=weight, rows=rows
    )


def _by_number(digits: Sequence[Bits], rows: Bits) -> Iterator[tuple[int, Bits]]:
    """The rows by the number that the digits write for them."""
    if not rows:
        return
    if not digits:
        yield 0, rows
        return
    *lower, last = digits
    for number, some in _by_number(lower, rows & last):
        yield number + (1 << len(lower)), some
    yield from _by_number(lower, without(rows, last))


def _weighted(pairs: Iterable[tuple[int, Bits]]) -> list[Bits]:
    """The sum of numbers, each in some rows, in digits."""
    by_number: dict[int, list[Bits]] = {}
    for number, rows in pairs:
        by_number.setdefault(number, []).append(rows)
    places: list[list[Bits]] = []
    for number, planes in by_number.items():
        for place, digit in enumerate(counted(planes)):
            for more in range(number.bit_length()):
                if number >> more & 1:
                    places += [[] for _ in range(place + more + 1 - len(places))]
                    places[place + more].append(digit)
    return added(places)


def _numbers(digits: Sequence[Bits], rows: int) -> Sequence[int]:
    """The number of every row. Eight digits at a time become one byte a row."""
    if not rows:
        return []
    octets = [
        sum(
            _one_byte_a_row(digit, rows) << at for at, digit in enumerate(digits[start : start + 8])
        )
        for start in range(0, len(digits), 8)
    ]
    width = len(octets)
    flat = bytearray(width * rows)
    for at, octet in enumerate(octets):
        flat[at::width] = octet.to_bytes(rows, "little")
    return (
        [
            int.from_bytes(flat[start : start + width], "little")
            for start in range(0, width * rows, width)
        ]
        if width
        else [0] * rows
    )


def _one_byte_a_row(plane: Bits, rows: int) -> int:
    text = format(plane, f"0{rows}b").encode()
    return int.from_bytes(text.translate(_BYTES), "big")


_BYTES = bytes.maketrans(b"01", b"\x00\x01")
