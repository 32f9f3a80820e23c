"""Domains: few answers, and yet one of every kind."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist_engine.analysis.domains import domain, joint_domain
from checklist_engine.ground.atoms import (
    Atom,
    NotExpired,
    OneOf,
    Pattern,
    Threshold,
    WithinMonths,
    holds,
)
from checklist_engine.ground.places import Place
from checklist_engine.ground.values import FactType, Value
from checklist_engine.model.facts import Fact

DAY = date(2021, 4, 15)
CODES = ("a", "b", "c", "d")


def fact(kind: FactType, low: int | None = None, high: int | None = None) -> Fact:
    choices = dict.fromkeys(CODES, "") if kind in (FactType.CHOICE, FactType.CHOICES) else None
    return Fact(
        id="x",
        full_id="x",
        label="x",
        type=kind,
        section="s",
        question=None,
        guidance=None,
        choices=choices,
        key_of=None,
        relevant_when=None,
        unit=None,
        min=low,
        max=high,
        mutable=True,
        effort=None,
        shape=None,
        place=Place(file="x.yaml"),
    )


def kinds(values: Iterator[Value] | tuple[Value, ...], atoms: frozenset[Atom]) -> set[object]:
    ordered = sorted(atoms, key=repr)
    return {tuple(holds(atom, value, DAY) for atom in ordered) for value in values}


INTEGERS = st.integers(-4, 4)
RELATIONS = st.sampled_from(["at_least", "at_most", "more_than", "less_than"])
THRESHOLDS = st.builds(Threshold, operand=INTEGERS, relation=RELATIONS)
ONE_OF = st.builds(OneOf, operand=st.frozensets(INTEGERS, min_size=1), negated=st.booleans())


@given(st.frozensets(THRESHOLDS | ONE_OF, max_size=5))
def test_integers_of_every_kind(atoms: frozenset[Atom]) -> None:
    found = domain(fact(FactType.INTEGER), atoms, DAY)
    assert found.exact
    assert kinds(found.values, atoms) == kinds(tuple(range(-30, 30)), atoms)


@given(st.frozensets(THRESHOLDS | ONE_OF, max_size=4), st.integers(-3, 0), st.integers(0, 3))
def test_integers_stay_within_their_bounds(atoms: frozenset[Atom], low: int, high: int) -> None:
    found = domain(fact(FactType.INTEGER, low, high), atoms, DAY)
    assert all(isinstance(value, int) and low <= value <= high for value in found.values)
    assert kinds(found.values, atoms) == kinds(tuple(range(low, high + 1)), atoms)


@given(st.frozensets(st.builds(Threshold, operand=INTEGERS.map(Decimal), relation=RELATIONS)))
def test_numbers_between_the_bounds(atoms: frozenset[Atom]) -> None:
    found = domain(fact(FactType.NUMBER), atoms, DAY)
    every = tuple(Decimal(step) / 4 for step in range(-40, 41))
    assert kinds(found.values, atoms) == kinds(every, atoms)


DAYS = st.integers(-40, 40).map(lambda step: DAY + timedelta(days=step))
DATE_ATOMS = (
    st.builds(Threshold, operand=DAYS, relation=RELATIONS)
    | st.builds(WithinMonths, months=st.integers(0, 3))
    | st.builds(NotExpired, expected=st.booleans())
)


@given(st.frozensets(DATE_ATOMS, max_size=4))
def test_days_on_either_side_of_every_limit(atoms: frozenset[Atom]) -> None:
    found = domain(fact(FactType.DATE), atoms, DAY)
    every = tuple(DAY + timedelta(days=step) for step in range(-200, 200))
    assert kinds(found.values, atoms) == kinds(every, atoms)


SOME_CODES = st.frozensets(st.sampled_from(CODES), min_size=1)


@given(st.frozensets(st.builds(OneOf, operand=SOME_CODES, negated=st.booleans()), max_size=3))
def test_codes_of_every_kind(atoms: frozenset[Atom]) -> None:
    found = domain(fact(FactType.CHOICE), atoms, DAY)
    assert kinds(found.values, atoms) == kinds(CODES, atoms)


def test_answers_that_no_test_tells_apart_are_one() -> None:
    tested: frozenset[Atom] = frozenset({OneOf(operand=frozenset({"b"}))})
    assert domain(fact(FactType.CHOICE), tested, DAY).values == ("a", "b")
    assert len(domain(fact(FactType.BOOLEAN), frozenset(), DAY).values) == 1


@pytest.mark.parametrize(
    "pattern", ["[0-9]{3}-[0-9]{4}", "(A|B)+", "市.*", "[^a]", r"\d+", "a{2,3}b?"]
)
def test_texts_that_match_a_pattern_and_texts_that_do_not(pattern: str) -> None:
    tested: frozenset[Atom] = frozenset({Pattern(pattern=pattern)})
    assert kinds(domain(fact(FactType.TEXT), tested, DAY).values, tested) == {(True,), (False,)}


def test_a_text_that_must_match_twice_is_not_searched_for_to_the_end() -> None:
    tested: frozenset[Atom] = frozenset({Pattern(pattern="a.*"), Pattern(pattern=".*b")})
    assert not domain(fact(FactType.TEXT), tested, DAY).exact


@given(st.frozensets(THRESHOLDS, max_size=3), st.frozensets(THRESHOLDS, max_size=3))
def test_facts_that_are_held_against_each_other_can_stand_in_every_order(
    left: frozenset[Atom], right: frozenset[Atom]
) -> None:
    one = fact(FactType.INTEGER)
    group = [(one, left), (one, right)]
    values = [value for value in joint_domain(one, group, DAY).values if isinstance(value, int)]
    every = range(-30, 30)

    def orders(candidates: range | list[int]) -> set[object]:
        return {
            (
                *kinds((first,), left),
                *kinds((second,), right),
                (first > second) - (first < second),
            )
            for first in candidates
            for second in candidates
        }

    assert orders(values) == orders(every)
