"""Partitions: the worlds of a few variables, told apart by what comes out in them.

What comes out is a set of bits, so that several things that come out together are united by `|`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from checklist_engine.analysis.space import Space, Variable, Worlds

Bits: TypeAlias = int
"""What comes out in a world."""


@dataclass(frozen=True, eq=False)
class Partition:
    """The worlds of `space` by what comes out; together they are all of them."""

    space: Space
    parts: Mapping[Bits, Worlds]

    @cached_property
    def support(self) -> tuple[Variable, ...]:
        """The variables on which it depends what comes out."""
        return tuple(variable for variable in self.space.variables if self._depends_on(variable))

    def _depends_on(self, variable: Variable) -> bool:
        if len(self.parts) == 1:
            return False
        positions = range(1, len(variable.values))
        return any(
            self.space.restricted(worlds, variable.name, 0)
            != self.space.restricted(worlds, variable.name, position)
            for worlds in self.parts.values()
            for position in positions
        )

    def reduced(self) -> "Partition":
        """The same over its support alone."""
        if len(self.support) == len(self.space.variables):
            return self
        space = Space(self.support)
        return Partition(space, self.lifted(space))

    def lifted(self, joint: Space) -> Mapping[Bits, Worlds]:
        """The parts as worlds of a space that has all variables of the support."""
        names = [variable.name for variable in reversed(self.support)]
        return {bits: self._lift(worlds, names, joint) for bits, worlds in self.parts.items()}

    def over(self, joint: Space, parts: Mapping[Bits, Worlds]) -> Mapping[Bits, Worlds]:
        """Parts that hang on the variables of another space alone, as worlds of that space."""
        names = [variable.name for variable in reversed(joint.variables)]
        return {bits: self._lift(worlds, names, joint) for bits, worlds in parts.items()}

    def _lift(self, worlds: Worlds, names: Sequence[str], joint: Space) -> Worlds:
        known: dict[tuple[Worlds, int], Worlds] = {}

        # The slowest variable first: what is left of the worlds gets smaller with every step.
        def lift(left: Worlds, at: int) -> Worlds:
            if not left:
                return 0
            if at == len(names):
                return joint.everywhere
            key = (left, at)
            if key not in known:
                found = 0
                for position in range(self.space.count(names[at])):
                    inside = lift(self.space.restricted(left, names[at], position), at + 1)
                    found |= joint.where(names[at], position) & inside
                known[key] = found
            return known[key]

        return lift(worlds, 0)

    def fixed(self, name: str, position: int) -> "Partition":
        """Only the worlds where a variable has one value, on a space without this variable."""
        space = Space([each for each in self.space.variables if each.name != name])
        here = {
            bits: self.space.restricted(worlds, name, position)
            for bits, worlds in self.parts.items()
        }
        inside = Partition(self.space, {bits: worlds for bits, worlds in here.items() if worlds})
        names = [variable.name for variable in reversed(space.variables)]
        return Partition(
            space,
            {bits: inside._lift(worlds, names, space) for bits, worlds in inside.parts.items()},
        )

    def doubled(self, up: int) -> "Partition":
        """The same with what comes out, and so many bits up once more."""
        return Partition(
            self.space, {bits | bits << up: worlds for bits, worlds in self.parts.items()}
        )

    def renamed(self, names: Mapping[str, str], up: int) -> "Partition":
        """The same over variables of other names, with what comes out moved up by so many bits."""
        space = Space(
            [
                Variable(name=names.get(each.name, each.name), values=each.values)
                for each in self.space.variables
            ]
        )
        return Partition(space, {bits << up: worlds for bits, worlds in self.parts.items()})
