"""Scores (評点) of many rows at once: exact, as whole numbers over a common denominator.

What a finding counts is a fraction, and that of a rule the mean of its findings. All of them are multiplied by a
number that leaves no fraction, written in planes digit by digit, and added up as such.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import zip_longest
from math import lcm
from typing import TypeAlias

from checklist_engine.bulk.arithmetic import (
    Digits,
    number_at,
    numbers_of,
    sum_of_products,
    the_same,
    times,
    unequal,
    within,
)
from checklist_engine.bulk.columns import Bits
from checklist_engine.bulk.findings import RulePlanes
from checklist_engine.bulk.planes import added, counted, union, without
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.model.assessment import Credit, Score

Sums: TypeAlias = tuple[int, int, int, int]
"""Low, high, settled and total of a row."""

ANYTHING = Credit(low=Fraction(0), high=Fraction(1))
"""What a finding counts that stands for elements nobody has listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """For every row, in planes: points in parts of `scale`, and the weight that counts (0: there is no score)."""

    scale: int
    low: Digits
    high: Digits
    settled: Digits
    total: Digits

    def of(self, row: int) -> Score | None:
        """The score of a row."""
        return score_of(self.sums(row, self.scale), self.scale)

    def sums(self, row: int, scale: int) -> Sums:
        """The numbers of a row, points in parts of a scale that is a multiple of this one."""
        low, high, settled, total = (number_at(digits, row) for digits in self._numbers())
        factor = scale // self.scale
        return low * factor, high * factor, settled * factor, total

    def by_row(self, rows: int) -> Iterator[Sums]:
        """The numbers of so many rows."""
        return zip(*(numbers_of(digits, rows) for digits in self._numbers()), strict=True)

    def _numbers(self) -> Sequence[Digits]:
        return self.low, self.high, self.settled, self.total


def score_of(sums: Sums, scale: int) -> Score | None:
    """The score that sums make, as `evaluator.score` has it."""
    low, high, settled, weight = sums
    total = weight * scale
    if not total:
        return None
    return Score(
        low=Fraction(100 * low, total),
        high=Fraction(100 * high, total),
        coverage=Fraction(100 * settled, total),
    )


def scores_of(rules: Iterable[tuple[int, RulePlanes]]) -> Scores:
    """The scores of the rows of a sheet, by the weights of its rules."""
    pile = _Pile()
    for weight, planes in rules:
        pile.add(weight, planes)
    return pile.scores()


def joined(parts: Sequence[Scores], starts: Sequence[int]) -> Scores:
    """The scores of groups, each of which begins at a row, as those of all rows."""
    if len(parts) == 1:
        return parts[0]
    scale = lcm(*(each.scale for each in parts))

    def together(of: str, *, scaled: bool) -> Digits:
        numbers = (times(getattr(each, of), scale // each.scale if scaled else 1) for each in parts)
        return [
            union(digit << start for digit, start in zip(digits, starts, strict=True))
            for digits in zip_longest(*numbers, fillvalue=0)
        ]

    return Scores(
        scale=scale,
        low=together("low", scaled=True),
        high=together("high", scaled=True),
        settled=together("settled", scaled=True),
        total=together("total", scaled=False),
    )


def moved(base: Scores, out: Scores, into: Scores) -> Bits:
    """The rows that have another score once what `out` counts is taken away, and what `into` counts put in.

    Points over totals, before and after, are the same fraction where, multiplied crosswise,

        low × (total - total out + total into) = (low - low out + low into) × total,

    which is, without what is on both sides, and with what is taken away put on the other,

        low × total into + total × low out = low × total out + total × low into.

    So where the total stays, points alone decide; the base is looked at only where it moves.
    """
    scale = lcm(base.scale, out.scale, into.scale)
    turning = unequal(out.total, into.total)
    had = union(base.total)
    has = (had & unequal(base.total, out.total)) | union(into.total)
    found = turning & (had ^ has)
    whole, total_out, total_into = (within(each.total, turning) for each in (base, out, into))
    for name in ("low", "high", "settled"):
        points_out, points_into = (
            times(getattr(each, name), scale // each.scale) for each in (out, into)
        )
        found |= without(unequal(points_out, points_into), turning)
        if turning:
            points = times(getattr(base, name), scale // base.scale)
            found |= unequal(
                sum_of_products([(points, total_into), (whole, points_out)]),
                sum_of_products([(points, total_out), (whole, points_into)]),
            )
    return found


def scores_at(
    base: Scores, out: Scores, into: Scores, row: int
) -> tuple[Score | None, Score | None]:
    """The scores that a row has before and after that."""
    scale = lcm(base.scale, out.scale, into.scale)
    one, taken, put = (each.sums(row, scale) for each in (base, out, into))
    low, high, settled, total = (a - b + c for a, b, c in zip(one, taken, put, strict=True))
    return score_of(one, scale), score_of((low, high, settled, total), scale)


class _Pile:
    """What rules count: a finding, the weight of its rule times its credit, divided by the number of findings, as
    `evaluator.score` has it. Of findings that count alike, whatever their rule, there is a number in planes.
    """

    def __init__(self) -> None:
        # Looking a credit up by what it says takes longer than all the rest, so it is known by itself (and kept).
        self._alike: dict[tuple[int, int, int], tuple[Credit, list[list[Bits]]]] = {}
        self._weighing: dict[int, list[Bits]] = {}

    def add(self, weight: int, planes: RulePlanes) -> None:
        """One more rule; rows that are not counted add nothing."""
        if planes.frame.outer is not None:
            self._add_means(weight, planes)
            return
        for cell, rows in planes.cells:
            if cell.credit is not None:
                self._put(weight, 1, rows, [(cell.credit, [rows])])

    def scores(self) -> Scores:
        """All of it, over a scale that leaves no fraction."""
        counting = []
        for (weight, number, _), (credit, places) in self._alike.items():
            part = Fraction(weight, number)
            settled = part if credit.low == credit.high else Fraction(0)
            counting.append((added(places), (part * credit.low, part * credit.high, settled)))
        scale = lcm(*(each.denominator for _, points in counting for each in points))

        def summed(at: int) -> Digits:
            return sum_of_products(
                (digits, the_same(int(points[at] * scale))) for digits, points in counting
            )

        total = sum_of_products(
            (counted(planes), the_same(weight)) for weight, planes in self._weighing.items()
        )
        return Scores(scale=scale, low=summed(0), high=summed(1), settled=summed(2), total=total)

    def _add_means(self, weight: int, planes: RulePlanes) -> None:
        """Findings on elements, for each number of them by itself."""
        if waiting := planes.unlisted | planes.open_list:
            self._put(weight, 1, waiting, [(ANYTHING, [waiting])])
        frame = planes.frame
        by_credit: dict[Credit, Bits] = {}
        for cell, rows in planes.cells:
            if cell.credit is not None:
                by_credit[cell.credit] = by_credit.get(cell.credit, 0) | rows
        every = union(by_credit.values())
        counts = [(credit, counted(frame.blocks(rows))) for credit, rows in by_credit.items()]
        some = without(frame.any_slot(every), planes.open_list)
        for number, rows in _by_number(counted(frame.blocks(every)), some):
            self._put(
                weight, number, rows, [(credit, within(digits, rows)) for credit, digits in counts]
            )

    def _put(
        self, weight: int, number: int, rows: Bits, findings: Iterable[tuple[Credit, Digits]]
    ) -> None:
        """Rows in which a rule has so many findings, and how many of them have which credit."""
        self._weighing.setdefault(weight, []).append(rows)
        for credit, digits in findings:
            _, places = self._alike.setdefault((weight, number, id(credit)), (credit, []))
            places += [[] for _ in range(len(digits) - len(places))]
            for place, digit in zip(places, digits, strict=False):
                place.append(digit)


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
