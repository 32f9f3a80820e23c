"""A space of worlds: every combination of the values of a few variables, each world one bit.

A set of worlds is a Python integer, so that a whole truth table is combined in one operation.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import prod
from typing import TypeAlias

from checklist_engine.ground.lazy_dataclasses import dataclass, field

Worlds: TypeAlias = int
"""A set of worlds: bit *i* is set where world *i* is in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """Something that differs from world to world; None among its values stands for no answer."""

    name: str
    values: tuple[object, ...]


@dataclass(slots=True)
class Space:
    """All combinations of `variables`; the first one changes fastest.

    >>> space = Space([Variable(name="a", values=(False, True)), Variable(name="b", values=(1, 2, 3))])
    >>> space.size, bin(space.where("a", 1)), bin(space.where("b", 0))
    (6, '0b101010', '0b11')
    """

    variables: Sequence[Variable]
    size: int = field(init=False)
    everywhere: Worlds = field(init=False)
    _places: dict[str, tuple[int, int]] = field(init=False, repr=False)
    _values: dict[str, tuple[object, ...]] = field(init=False, repr=False)
    _known: dict[tuple[str, int], Worlds] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self._values = {variable.name: variable.values for variable in self.variables}
        self._places, stride = {}, 1
        for variable in self.variables:
            self._places[variable.name] = (stride, len(variable.values))
            stride *= len(variable.values)
        self.size = stride
        self.everywhere = (1 << stride) - 1

    def __contains__(self, name: str) -> bool:
        return name in self._places

    def column(self, name: str) -> Iterator[tuple[object, Worlds]]:
        """Each value of a variable with the worlds that have it; nothing for an unknown name."""
        if name in self._places:
            for position, value in enumerate(self._values[name]):
                yield value, self.where(name, position)

    def where(self, name: str, position: int) -> Worlds:
        """The worlds in which a variable has the value at this position."""
        key = (name, position)
        if key not in self._known:
            self._known[key] = self._stripes(*self._places[name], position)
        return self._known[key]

    def where_is(self, name: str, *, value: object) -> Worlds:
        """The worlds in which a variable has this value."""
        return self.where(name, self._values[name].index(value))

    def count(self, name: str) -> int:
        """How many values a variable has."""
        return self._places[name][1]

    def restricted(self, worlds: Worlds, name: str, position: int) -> Worlds:
        """Of a set, the worlds where a variable has this value, each moved to where it has its first."""
        stride, _ = self._places[name]
        return (worlds & self.where(name, position)) >> (stride * position)

    def _stripes(self, stride: int, count: int, position: int) -> Worlds:
        found = ((1 << stride) - 1) << (position * stride)
        reach = stride * count
        while reach < self.size:
            found |= found << reach
            reach *= 2
        return found & self.everywhere

    def world(self, number: int) -> Mapping[str, object]:
        """The value of every variable in one world."""
        found = {}
        for variable in self.variables:
            stride, count = self._places[variable.name]
            found[variable.name] = variable.values[number // stride % count]
        return found


def size_of(variables: Sequence[Variable]) -> int:
    """How many worlds the combinations of `variables` are."""
    return prod(len(variable.values) for variable in variables)


def first(worlds: Worlds) -> int:
    """The number of the first world in a set that is not empty."""
    return (worlds & -worlds).bit_length() - 1


def numbers_of(worlds: Worlds) -> Iterator[int]:
    """The numbers of the worlds in a set."""
    while worlds:
        yield first(worlds)
        worlds &= worlds - 1
