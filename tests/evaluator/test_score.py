"""Score (§6): exact fractions, an interval, coverage, and rounding half up at the very end."""

from fractions import Fraction

import pytest

from checklist_engine.evaluator.score import RuleCredits, rounded, score_of
from checklist_engine.model.assessment import Credit, Score

HALF, SEVEN = Fraction(1, 2), Fraction(7, 10)


def rule(
    weight: int, *shares: tuple[Fraction | int, Fraction | int] | None, open_list: bool = False
) -> RuleCredits:
    return RuleCredits(
        weight=weight,
        credits=[each and Credit(low=Fraction(each[0]), high=Fraction(each[1])) for each in shares],
        open_list=open_list,
    )


def score(low: Fraction | int, high: Fraction | int, coverage: Fraction | int) -> Score:
    return Score(low=Fraction(low), high=Fraction(high), coverage=Fraction(coverage))


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ([rule(1, (1, 1))], score(100, 100, 100)),
        ([rule(1, (0, 0))], score(0, 0, 100)),
        ([rule(1, (0, 1))], score(0, 100, 0)),
        # Weights.
        ([rule(3, (1, 1)), rule(1, (0, 0))], score(75, 75, 100)),
        ([rule(0, (0, 0)), rule(1, (1, 1))], score(100, 100, 100)),
        # A rule's credit is the mean of its counted findings.
        ([rule(1, (1, 1), (0, 0))], score(50, 50, 100)),
        ([rule(1, (1, 1), (0, 0), (0, 0))], score(Fraction(100, 3), Fraction(100, 3), 100)),
        ([rule(1, (1, 1), None)], score(100, 100, 100)),
        ([rule(2, (SEVEN, 1), (HALF, 1)), rule(1, (1, 1))], score(Fraction(220, 3), 100, Fraction(100, 3))),
        # What is not counted takes its weight away.
        ([rule(9, None), rule(1, (HALF, HALF))], score(50, 50, 100)),
        # Over an open list, 0 to 1.
        ([rule(1, (1, 1), (0, 1), open_list=True)], score(0, 100, 0)),
        ([rule(1, (1, 1), open_list=True), rule(1, (1, 1))], score(50, 100, 50)),
        # Coverage: the share of weight whose credit is a single value.
        ([rule(1, (1, 1), (0, 1))], score(50, 100, 50)),
        ([rule(3, (1, 1)), rule(1, (0, 1))], score(75, 100, 75)),
        # Nothing counted: no score.
        ([], None),
        ([rule(5, None, None)], None),
        ([rule(0, (1, 1))], None),
    ],
)  # fmt: skip
def test_the_score_of_rules(rules: list[RuleCredits], expected: Score | None) -> None:
    assert score_of(rules) == expected


def test_a_score_is_exact_however_many_rules_there_are() -> None:
    thirds = [rule(1, (1, 1), (0, 0), (0, 0)) for _ in range(1_000)]
    found = score_of(thirds)
    assert found is not None
    assert found.low == found.high == Fraction(100, 3)


@pytest.mark.parametrize(
    ("points", "shown"),
    [
        ("0", 0.0),
        ("100", 100.0),
        ("66.64", 66.6),
        ("66.65", 66.7),
        ("66.66", 66.7),
        ("0.05", 0.1),
        ("0.04999", 0.0),
        ("99.95", 100.0),
        ("99.9499999", 99.9),
        ("12.25", 12.3),
        ("12.35", 12.4),
        ("200/3", 66.7),
        ("100/3", 33.3),
        ("1/16", 0.1),
    ],
)
def test_points_are_rounded_half_up_to_one_decimal(points: str, shown: float) -> None:
    assert rounded(Fraction(points)) == shown
