"""Score (評点): how much of the weight is fulfilled, as an interval; it never decides anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from checklist_engine.model.assessment import Credit, Score


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCredits:
    """A rule as the score sees it: its weight and the credit of each finding (None: not counted)."""

    weight: int
    credits: Sequence[Credit | None]
    open_list: bool


def score_of(rules: Sequence[RuleCredits]) -> Score | None:
    """The score of rules, exact, in points from 0 to 100; None where nothing is counted."""
    counted = [rule for rule in rules if any(credit is not None for credit in rule.credits)]
    total = sum(rule.weight for rule in counted)
    if not total:
        return None
    weighed = [(rule.weight, _mean(rule), _settled(rule)) for rule in counted]
    return Score(
        low=100 * sum((weight * mean.low for weight, mean, _ in weighed), Fraction()) / total,
        high=100 * sum((weight * mean.high for weight, mean, _ in weighed), Fraction()) / total,
        coverage=100
        * sum((weight * settled for weight, _, settled in weighed), Fraction())
        / total,
    )


def rounded(points: Fraction) -> float:
    """One decimal, half up.

    >>> rounded(Fraction("66.65"))
    66.7
    """
    return float(Fraction(int(points * 10 + Fraction(1, 2)), 10))


def _mean(rule: RuleCredits) -> Credit:
    if rule.open_list:
        return Credit(low=Fraction(0), high=Fraction(1))
    counted = [credit for credit in rule.credits if credit is not None]
    return Credit(
        low=sum((credit.low for credit in counted), Fraction()) / len(counted),
        high=sum((credit.high for credit in counted), Fraction()) / len(counted),
    )


def _settled(rule: RuleCredits) -> Fraction:
    """The share of a rule's findings whose credit is a single value; none over an open list."""
    counted = [credit for credit in rule.credits if credit is not None]
    if rule.open_list:
        return Fraction(0)
    return Fraction(sum(credit.low == credit.high for credit in counted), len(counted))
