"""Worlds as bits."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from checklist_engine.analysis.space import Space, Variable, first, numbers_of, size_of

SIZES = st.lists(st.integers(1, 5), max_size=5)


def space_of(sizes: list[int]) -> Space:
    return Space(
        [Variable(name=f"v{at}", values=tuple(range(size))) for at, size in enumerate(sizes)]
    )


@given(SIZES)
def test_every_combination_is_one_world(sizes: list[int]) -> None:
    space = space_of(sizes)
    worlds = {tuple(space.world(number).values()) for number in range(space.size)}
    assert worlds == set(product(*(range(size) for size in sizes)))
    assert space.size == size_of(space.variables)


@given(SIZES)
def test_a_value_holds_in_just_the_worlds_that_have_it(sizes: list[int]) -> None:
    space = space_of(sizes)
    for variable in space.variables:
        for value, worlds in space.column(variable.name):
            wanted = {
                number
                for number in range(space.size)
                if space.world(number)[variable.name] == value
            }
            assert set(numbers_of(worlds)) == wanted


def test_no_variables_make_one_world() -> None:
    space = space_of([])
    assert (space.size, space.everywhere) == (1, 1)


def test_an_unknown_name_has_no_values() -> None:
    assert list(space_of([2]).column("w")) == []
    assert "w" not in space_of([2])


def test_the_first_world_of_a_set() -> None:
    assert first(0b101000) == 3
    assert list(numbers_of(0b101000)) == [3, 5]
