"""Atoms on answered values, and the days that `within_months` reaches."""

from datetime import date
from decimal import Decimal

import pytest

from checklist_engine.ground.atoms import (
    Answered,
    Atom,
    Bound,
    Empty,
    Includes,
    NotExpired,
    OneOf,
    Pattern,
    Relation,
    Threshold,
    WithinMonths,
    holds,
    months_before,
    with_operand,
    within_months,
)
from checklist_engine.ground.values import Value

TODAY = date(2021, 4, 15)


def chosen(*codes: str) -> frozenset[str]:
    return frozenset(codes)


@pytest.mark.parametrize(
    ("atom", "passing", "failing"),
    [
        (OneOf(operand=frozenset({"JP", "US"})), "JP", "EU"),
        (OneOf(operand=frozenset({"JP"}), negated=True), "EU", "JP"),
        (OneOf(operand=frozenset({Decimal("1.0")})), Decimal("1.00"), Decimal("1.01")),
        (OneOf(operand=frozenset({True})), True, False),
        (Includes(operand=chosen("a", "b"), all_of_them=True), chosen("a", "b", "c"), chosen("a")),
        (Includes(operand=chosen("a", "b"), all_of_them=False), chosen("b"), chosen("c")),
        (
            Includes(operand=chosen("a", "b"), all_of_them=False, negated=True),
            chosen(),
            chosen("a", "c"),
        ),
        (Empty(expected=True), chosen(), chosen("a")),
        (Empty(expected=False), chosen("a"), chosen()),
        (Pattern(pattern="[0-9]+"), "2021", "2021年"),
        (WithinMonths(months=12), date(2020, 4, 15), date(2020, 4, 14)),
        (NotExpired(expected=True), TODAY, date(2021, 4, 14)),
        (NotExpired(expected=False), date(2021, 4, 14), TODAY),
    ],
)
def test_an_atom_passes_what_it_should_and_nothing_else(
    atom: Atom, passing: Value, failing: Value
) -> None:
    assert holds(atom, passing, TODAY) is True
    assert holds(atom, failing, TODAY) is False


def test_thresholds_below_at_and_above_the_bound() -> None:
    relations: list[Relation] = ["at_least", "at_most", "more_than", "less_than"]
    triples: list[tuple[Bound, Bound, Bound]] = [
        (1, 2, 3),
        (Decimal("1.9"), Decimal("2.0"), Decimal("2.1")),
        (date(2021, 4, 14), TODAY, date(2021, 4, 16)),
    ]
    for below, bound, above in triples:
        rows = {
            relation: [
                holds(Threshold(operand=bound, relation=relation), value, TODAY)
                for value in (below, bound, above)
            ]
            for relation in relations
        }
        assert rows == {
            "at_least": [False, True, True],
            "at_most": [True, True, False],
            "more_than": [False, False, True],
            "less_than": [True, False, False],
        }


def test_an_integer_bound_and_an_exact_decimal_compare_as_numbers() -> None:
    atom = Threshold(operand=3, relation="at_least")
    assert holds(atom, Decimal("3.0"), TODAY)
    assert not holds(atom, Decimal("2.99999999999999999999999999999999"), TODAY)


@pytest.mark.parametrize(
    ("atom", "answer", "filled"),
    [
        (OneOf(operand=None), "JP", OneOf(operand=frozenset({"JP"}))),
        (
            OneOf(operand=None, negated=True),
            False,
            OneOf(operand=frozenset({False}), negated=True),
        ),
        (
            Threshold(operand=None, relation="at_most"),
            7,
            Threshold(operand=7, relation="at_most"),
        ),
        (
            Includes(operand=None, all_of_them=True),
            chosen("a"),
            Includes(operand=chosen("a"), all_of_them=True),
        ),
    ],
)
def test_the_answer_of_another_fact_becomes_the_right_side(
    atom: Atom, answer: Value, filled: Atom
) -> None:
    assert with_operand(atom, answer) == filled


def test_an_atom_without_a_right_side_takes_no_other_fact() -> None:
    with pytest.raises(TypeError, match="right side"):
        with_operand(Pattern(pattern="a"), "a")


def test_an_atom_on_a_value_of_another_type_is_a_fault_of_ours() -> None:
    with pytest.raises(TypeError, match="no test"):
        holds(Empty(expected=True), "JP", TODAY)


def test_there_is_an_answer_where_there_is_a_value() -> None:
    assert holds(Answered(expected=True), False, TODAY)
    assert not holds(Answered(expected=False), False, TODAY)


@pytest.mark.parametrize(
    ("day", "months", "earlier"),
    [
        ("2021-04-15", 0, "2021-04-15"),
        ("2021-04-15", 1, "2021-03-15"),
        ("2021-03-31", 1, "2021-02-28"),
        ("2020-03-31", 1, "2020-02-29"),
        ("2021-05-31", 1, "2021-04-30"),
        ("2021-02-28", 12, "2020-02-28"),
        ("2020-02-29", 12, "2019-02-28"),
        ("2024-02-29", 48, "2020-02-29"),
        ("2021-01-15", 1, "2020-12-15"),
        ("2021-01-31", 13, "2019-12-31"),
        ("0001-02-15", 1, "0001-01-15"),
        ("0001-01-15", 1, "0001-01-01"),
        ("2021-04-15", 1_200_000, "0001-01-01"),
    ],
)
def test_so_many_months_before_is_the_same_day_or_that_months_last(
    day: str, months: int, earlier: str
) -> None:
    assert months_before(date.fromisoformat(day), months) == date.fromisoformat(earlier)


@pytest.mark.parametrize(
    ("day", "months", "within"),
    [
        ("2021-04-15", 0, True),
        ("2021-04-14", 0, False),
        ("2021-04-16", 0, False),
        ("2021-04-16", 12, False),
        ("2021-01-15", 3, True),
        ("2021-01-14", 3, False),
        ("0001-01-01", 30_000, True),
    ],
)
def test_within_months_includes_both_ends_and_no_future_day(
    day: str, months: int, *, within: bool
) -> None:
    assert within_months(date.fromisoformat(day), months, TODAY) is within
