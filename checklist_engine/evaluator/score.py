"""Score (評点): how much of the weight is fulfilled, as an interval; it never decides anything."""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm
from typing import TypeAlias

from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.model.assessment import Credit, Score

_Part: TypeAlias = tuple[int, Fraction, int]
"""The weight of a rule, what one of its findings has of it, and how many findings share it."""
_WHOLE = Fraction(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCredits:
    """A rule as the score sees it: its weight and the credit of each finding (None: not counted)."""

    weight: int
    credits: Sequence[Credit | None]
    open_list: bool


def score_of(rules: Sequence[RuleCredits]) -> Score | None:
    """The score of rules, exact, in points from 0 to 100; None where nothing is counted."""
    counted = [
        (rule.weight, rule.open_list, own)
        for rule in rules
        if (own := [credit for credit in rule.credits if credit is not None])
    ]
    total = sum(weight for weight, _, _ in counted)
    if not total:
        return None
    low: list[_Part] = []
    high: list[_Part] = []
    settled: list[_Part] = []
    for weight, open_list, own in counted:
        if open_list:
            high.append((weight, _WHOLE, 1))
            continue
        for credit in own:
            low.append((weight, credit.low, len(own)))
            high.append((weight, credit.high, len(own)))
            if credit.low == credit.high:
                settled.append((weight, _WHOLE, len(own)))
    return Score(
        low=_points(low, total), high=_points(high, total), coverage=_points(settled, total)
    )


def rounded(points: Fraction) -> float:
    """One decimal, half up.

    >>> rounded(Fraction("66.65"))
    66.7
    """
    return float(Fraction(int(points * 10 + Fraction(1, 2)), 10))


def _points(parts: Sequence[_Part], total: int) -> Fraction:
    """What the parts come to, of a total weight of 100 points. They are added as whole numbers."""
    sums: dict[int, int] = {}
    for weight, share, findings in parts:
        below = share.denominator * findings
        sums[below] = sums.get(below, 0) + weight * share.numerator
    common = lcm(*sums)
    return Fraction(100 * sum(common // below * sums[below] for below in sums), common * total)
