"""Tests of one answer, remembered by the answer: as `holds` has them, wherever an answer comes from."""

from datetime import date
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from checklist_engine.evaluator.closure_rows import Rows, picking
from checklist_engine.ground.atoms import (
    Atom,
    Empty,
    Includes,
    NotExpired,
    OneOf,
    Pattern,
    Threshold,
    WithinMonths,
    holds,
)

DAY, LATER = date(2021, 4, 15), date(2022, 4, 15)
TESTS: list[tuple[str, Atom]] = [
    ("place", OneOf(operand=frozenset({"JP"}))),
    ("count", Threshold(operand=3, relation="at_least")),
    ("place", OneOf(operand=frozenset({"JP", "US"}), negated=True)),
    ("papers", Includes(operand=frozenset({"audit", "pledge"}), all_of_them=True)),
    ("papers", Empty(expected=True)),
    ("note", Pattern(pattern="R[0-9]+")),
    ("day", WithinMonths(months=6)),
    ("day", NotExpired(expected=True)),
    ("place", OneOf(operand=frozenset({"JP"}))),
]
ANSWERS: dict[str, tuple[Any, ...]] = {
    "place": (None, "JP", "OTHER"),
    "count": (None, 2, Decimal("3.0")),
    "papers": (None, frozenset(), frozenset({"audit", "pledge"})),
    "note": (None, "R12", "r"),
    "day": (None, date(2021, 1, 1), date(2022, 1, 1)),
}


def records() -> list[dict[str, Any]]:
    return [dict(zip(ANSWERS, each, strict=True)) for each in product(*ANSWERS.values())]


@pytest.mark.parametrize("day", [DAY, LATER])
def test_every_test_has_the_truth_that_it_has_alone(day: date) -> None:
    rows = Rows(TESTS)
    for answers in records():
        truths = rows.truths(answers, day)
        for name, atom in TESTS:
            wanted = None if answers[name] is None else holds(atom, answers[name], day)
            assert truths[rows.place(name, atom)] is wanted


def test_another_day_has_truths_of_its_own() -> None:
    rows, answers = Rows(TESTS), records()[-1]
    before = rows.truths(answers, DAY)
    assert rows.truths(answers, LATER) != before
    assert rows.truths(answers, DAY) == before


def test_equal_tests_share_a_place() -> None:
    assert len(Rows(TESTS)) == len(set(TESTS)) == len(TESTS) - 1


def test_without_an_answer_all_its_tests_are_unknown_and_no_others() -> None:
    rows = Rows(TESTS)
    for answers, name in product(records(), ANSWERS):
        truths = rows.truths(answers, DAY)
        rows.take_away(name, truths)
        assert truths == rows.truths({**answers, name: None}, DAY)


def test_what_no_test_asks_can_be_taken_away() -> None:
    rows = Rows(TESTS)
    truths = rows.truths(records()[-1], DAY)
    rows.take_away("other", truths)
    assert truths == rows.truths(records()[-1], DAY)


def test_more_answers_than_are_remembered_do_no_harm() -> None:
    rows = Rows([("note", Pattern(pattern="R[0-9]*[02468]"))])
    for _ in range(2):
        for number in range(5_000):
            assert rows.truths({"note": f"R{number}"}, DAY) == [number % 2 == 0]


@pytest.mark.parametrize("places", [[], [2], [2, 0, 0]])
def test_what_is_picked_comes_in_order(places: list[int]) -> None:
    assert picking(places)("abc") == tuple("abc"[place] for place in places)
