"""Kleene's strong logic, whole: every row of every table is written out."""

from collections.abc import Callable, Iterable
from itertools import product

import pytest

from checklist_engine.ground.truth import Truth, conjunction, disjunction, negation, truth_of

ORDER = (Truth.TRUE, Truth.UNKNOWN, Truth.FALSE)


def table(connective: Callable[[Iterable[Truth]], Truth]) -> str:
    head = "        | " + " ".join(f"{right.value:7}" for right in ORDER)
    rows = [
        f"{left.value:7} | " + " ".join(f"{connective([left, right]).value:7}" for right in ORDER)
        for left in ORDER
    ]
    return "\n".join(line.rstrip() for line in [head, *rows])


def test_and_is_false_when_a_part_is_false_whatever_else_is_unknown() -> None:
    assert table(conjunction) == (
        "        | true    unknown false\n"
        "true    | true    unknown false\n"
        "unknown | unknown unknown false\n"
        "false   | false   false   false"
    )


def test_or_is_true_when_a_part_is_true_whatever_else_is_unknown() -> None:
    assert table(disjunction) == (
        "        | true    unknown false\n"
        "true    | true    true    true\n"
        "unknown | true    unknown unknown\n"
        "false   | true    unknown false"
    )


def test_not_leaves_unknown_alone() -> None:
    assert [(truth.value, negation(truth).value) for truth in ORDER] == [
        ("true", "false"),
        ("unknown", "unknown"),
        ("false", "true"),
    ]


def test_of_nothing_and_is_true_and_or_is_false() -> None:
    assert conjunction([]) is Truth.TRUE
    assert disjunction([]) is Truth.FALSE


@pytest.mark.parametrize("parts", list(product(ORDER, repeat=3)))
def test_three_parts_are_two_and_one_more_in_any_order(parts: tuple[Truth, Truth, Truth]) -> None:
    first, second, third = parts
    for connective in (conjunction, disjunction):
        whole = connective(parts)
        assert whole is connective([connective([first, second]), third])
        assert whole is connective([third, first, second])


@pytest.mark.parametrize("parts", list(product(ORDER, repeat=2)))
def test_not_turns_and_into_or(parts: tuple[Truth, Truth]) -> None:
    assert negation(conjunction(parts)) is disjunction(map(negation, parts))
    assert negation(disjunction(parts)) is conjunction(map(negation, parts))


def test_a_connective_reads_any_iterable_once() -> None:
    assert conjunction(iter([Truth.TRUE, Truth.UNKNOWN])) is Truth.UNKNOWN
    assert disjunction(iter([Truth.FALSE, Truth.UNKNOWN])) is Truth.UNKNOWN


def test_a_two_valued_statement_is_true_or_false() -> None:
    assert truth_of(known=True) is Truth.TRUE
    assert truth_of(known=False) is Truth.FALSE


@pytest.mark.parametrize("truth", ORDER)
def test_a_truth_is_no_boolean(truth: Truth) -> None:
    with pytest.raises(TypeError, match="`is`"):
        bool(truth)


def test_a_truth_shows_its_name() -> None:
    assert repr(Truth.UNKNOWN) == "Truth.UNKNOWN"
