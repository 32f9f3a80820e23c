"""Solving: what may come out of many partitions together, and which variable alone can change it.

Partitions that share no variable are looked at apart and put together afterwards; those that do share
some are laid over one another, or taken apart by the values of the variable that most of them share.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, combinations
from typing import TypeAlias

from checklist_engine.analysis.space import Space, Variable, Worlds, size_of
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.inquiry.partition import Bits, Partition

IMPOSSIBLE: Bits = 1
"""What comes out in worlds that cannot be."""
Turns: TypeAlias = Mapping[tuple[Bits, Bits], float]
"""Pairs of outcomes, with the share of worlds that have both."""
_SECOND = "'"
_BOTH = "="
_ALL, _ONE = "*", "1"
_WIDTHS = 64
_LARGEST_JOINT = 1 << 12
MOST_JOINTS = 4_000
_MOST_REMEMBERED = 20_000
_MOST_OUTCOMES = 400
_MOST_UNITED = 40_000


class CutOff(Exception):
    """It would take too long: 調べきれません."""


@dataclass(frozen=True, slots=True)
class Solved:
    """What comes out of partitions together, in which share of the worlds.

    `turns` has, by question, the pairs of outcomes between which it alone turns, with the share of the
    worlds (but for its own variables) in which it does.
    """

    shares: Mapping[Bits, float]
    turns: Mapping[str, Turns] = field(default_factory=dict)


@dataclass(slots=True)
class Memory:
    """What has been solved before, so that only what is new has to be.

    Equal partitions are one object here, which stands for them in the keys.
    """

    _partitions: dict[object, Partition] = field(default_factory=dict)
    _known: set[Partition] = field(default_factory=set)
    _derived: dict[tuple[object, ...], Partition] = field(default_factory=dict)
    _solved: dict[tuple[object, ...], tuple[Solved, int]] = field(default_factory=dict)

    def partition(self, partition: Partition) -> Partition:
        """The one partition, over its support alone, that is equal to this one."""
        if partition in self._known:
            return partition
        reduced = partition.reduced()
        content = (tuple(reduced.space.variables), frozenset(reduced.parts.items()))
        found = self._partitions.setdefault(content, reduced)
        self._known.add(found)
        return found

    def derived(self, key: tuple[object, ...], derive: Callable[[], Partition]) -> Partition:
        """What is made of a partition; the key says of which, and how."""
        if key not in self._derived:
            self._derived[key] = self.partition(derive())
        return self._derived[key]

    def solved(
        self, key: tuple[object, ...], solve: Callable[[], tuple[Solved, int]]
    ) -> tuple[Solved, int]:
        """What came of partitions, and how many joint tables that takes."""
        if key not in self._solved:
            self._solved[key] = solve()
        return self._solved[key]

    def trim(self) -> None:
        """Forget everything where that has become much."""
        if len(self._partitions) + len(self._derived) + len(self._solved) > _MOST_REMEMBERED:
            self._partitions.clear()
            self._known.clear()
            self._derived.clear()
            self._solved.clear()


@dataclass(slots=True)
class Solver:
    """Solves under a budget of joint tables.

    Attributes:
        question_of: the question that a variable belongs to; None: no turns are wanted.
        impossible: the bits of worlds that cannot be.
        left: how many joint tables may still be made; those that are remembered count as well, so
            that what comes out does not hang on what was solved before.
        memory: of solvers with the same `question_of`, or none.
    """

    question_of: Callable[[str], str] | None = None
    impossible: Bits = IMPOSSIBLE
    left: int = MOST_JOINTS
    memory: Memory = field(default_factory=Memory)

    def solve(self, partitions: Iterable[Partition]) -> Solved:
        """All partitions together.

        Raises:
            CutOff: there are too many worlds to lay over one another.
        """
        group = tuple(dict.fromkeys(map(self.memory.partition, partitions)))
        return self._remembered(_ALL, group, self._apart)

    def _remembered(
        self,
        how: str,
        group: Sequence[Partition],
        solve: Callable[[Sequence[Partition]], Solved],
    ) -> Solved:
        left = self.left
        solved, joints = self.memory.solved(
            (how, self.question_of is None, self.impossible, *group),
            lambda: (solve(group), left - self.left),
        )
        self.left = left - joints
        if self.left < 0:
            raise CutOff
        return solved

    def _apart(self, group: Sequence[Partition]) -> Solved:
        """What shares no variable apart, then put together."""
        settled: Bits = 0
        for each in group:
            if not each.support:
                settled |= next(iter(each.parts))
        parts = [
            self._remembered(_ONE, each, self._component)
            for each in components([each for each in group if each.support])
        ]
        return united([Solved({settled: 1.0}), *parts])

    def _component(self, group: Sequence[Partition]) -> Solved:
        variables = _variables(group)
        if size_of(variables) <= _LARGEST_JOINT or len(variables) == 1:
            return self._joint(group, variables)
        counts = Counter(variable.name for each in group for variable in each.support)
        return self._taken_apart(group, max(variables, key=lambda each: counts[each.name]))

    def _joint(self, group: Sequence[Partition], variables: Sequence[Variable]) -> Solved:
        self.left -= 1
        if self.left < 0:
            raise CutOff
        space = Space(variables)
        together: dict[Bits, Worlds] = {0: space.everywhere}
        for each in group:
            lifted = each.lifted(space)
            further: dict[Bits, Worlds] = {}
            for bits, worlds in together.items():
                for more, there in lifted.items():
                    if both := worlds & there:
                        further[bits | more] = further.get(bits | more, 0) | both
            together = further
        possible = {bits: worlds for bits, worlds in together.items() if not bits & self.impossible}
        if len(possible) > _MOST_OUTCOMES:
            raise CutOff
        total = sum(worlds.bit_count() for worlds in possible.values())
        shares = {bits: worlds.bit_count() / total for bits, worlds in possible.items()}
        turns = turns_in(space, possible, self.question_of) if self.question_of else {}
        return Solved(shares, turns)

    def _taken_apart(self, group: Sequence[Partition], variable: Variable) -> Solved:
        """One solution for each value of a variable, put together as the worlds they are."""
        positions = range(len(variable.values))
        fixed = [
            [self._fixed(each, variable.name, position) for each in group] for position in positions
        ]
        found = [self.solve(each) for each in fixed]
        shares: dict[Bits, float] = {}
        turns: dict[str, dict[tuple[Bits, Bits], float]] = {}
        for each in found:
            for bits, share in each.shares.items():
                shares[bits] = shares.get(bits, 0.0) + share / len(found)
            for question, pairs in each.turns.items():
                _add(turns.setdefault(question, {}), pairs, 1 / len(found))
        if self.question_of is not None:
            question = self.question_of(variable.name)
            _add(turns.setdefault(question, {}), self._turns_of(fixed, question), 1.0)
        return Solved(shares, turns)

    def _turns_of(self, fixed: Sequence[Sequence[Partition]], question: str) -> Turns:
        """The turns between values of a variable that partitions were taken apart by: all of them
        twice, with what belongs to its question independent and all else in common.
        """
        most = max(bits.bit_length() for group in fixed for each in group for bits in each.parts)
        # Whatever else is in the group, what it is twice is remembered by the same width.
        width = -(-most // _WIDTHS) * _WIDTHS
        turns: dict[tuple[Bits, Bits], float] = {}
        pairs = list(combinations(fixed, 2))
        for one, other in pairs:
            both = Solver(
                impossible=self.impossible | self.impossible << width,
                left=self.left,
                memory=self.memory,
            )
            twice = [
                each
                for own, others in zip(one, other, strict=True)
                for each in self._twice(own, others, question, width)
            ]
            for bits, share in both.solve(twice).shares.items():
                pair = (bits & ((1 << width) - 1), bits >> width)
                if pair[0] != pair[1]:
                    turns[pair] = turns.get(pair, 0.0) + share / len(pairs)
            self.left = both.left
        return turns

    def _twice(
        self, own: Partition, other: Partition, question: str, width: int
    ) -> Iterator[Partition]:
        """Two partitions side by side; where they are one, and see nothing of the question, one that
        has both outcomes.
        """
        assert self.question_of is not None
        names = {
            each.name: each.name + _SECOND
            for each in other.support
            if self.question_of(each.name) == question
        }
        if own is other and not names:
            yield self.memory.derived((_BOTH, own, width), lambda: own.doubled(width))
        else:
            yield own
            yield self.memory.derived(
                (_SECOND, other, question, width), lambda: other.renamed(names, width)
            )

    def _fixed(self, partition: Partition, name: str, position: int) -> Partition:
        """A partition with one value of a variable."""
        if all(each.name != name for each in partition.support):
            return partition
        return self.memory.derived(
            (name, position, partition), lambda: partition.fixed(name, position)
        )


def turns_in(
    space: Space, together: Mapping[Bits, Worlds], question_of: Callable[[str], str]
) -> dict[str, Turns]:
    """For each question, the pairs of outcomes in worlds that differ in its variables alone."""
    questions: dict[str, list[Variable]] = {}
    for variable in space.variables:
        questions.setdefault(question_of(variable.name), []).append(variable)
    return {
        question: _turns_by(space, together, variables) for question, variables in questions.items()
    }


def _turns_by(
    space: Space, together: Mapping[Bits, Worlds], variables: Sequence[Variable]
) -> Turns:
    anyhow = {bits: _freed(space, worlds, variables) for bits, worlds in together.items()}
    rest = space.size // size_of(variables)
    turns = {}
    for (one, worlds), (other, there) in combinations(anyhow.items(), 2):
        if both := worlds & there:
            turns[(one, other)] = both.bit_count() / rest
    return turns


def _freed(space: Space, worlds: Worlds, variables: Sequence[Variable]) -> Worlds:
    """The worlds, each moved to where these variables have their first value."""
    for variable in variables:
        found = 0
        for position in range(len(variable.values)):
            found |= space.restricted(worlds, variable.name, position)
        worlds = found
    return worlds


def _add(turns: dict[tuple[Bits, Bits], float], more: Turns, times: float) -> None:
    for pair, share in more.items():
        turns[pair] = turns.get(pair, 0.0) + share * times


def components(partitions: Sequence[Partition]) -> list[list[Partition]]:
    """Groups of partitions that share variables, directly or through others."""
    groups: list[tuple[set[str], list[Partition]]] = []
    for each in partitions:
        names = {variable.name for variable in each.support}
        apart, joined = [], [each]
        for known, members in groups:
            if known & names:
                names |= known
                joined = members + joined
            else:
                apart.append((known, members))
        groups = [*apart, (names, joined)]
    return [members for _, members in groups]


def _variables(group: Sequence[Partition]) -> list[Variable]:
    found = {variable.name: variable for each in group for variable in each.support}
    return list(found.values())


def united(parts: Sequence[Solved]) -> Solved:
    """Solutions that share no variable: whatever comes out of one may come out with any of the others."""
    ahead = list(accumulate((part.shares for part in parts), _united, initial={0: 1.0}))
    behind = list(accumulate((part.shares for part in reversed(parts)), _united, initial={0: 1.0}))
    turns: dict[str, dict[tuple[Bits, Bits], float]] = {}
    for at, part in enumerate(parts):
        if part.turns:
            rest = _united(ahead[at], behind[len(parts) - at - 1])
            for question, pairs in part.turns.items():
                # The variables of one question may stand in several parts: one step at a time.
                _add(turns.setdefault(question, {}), _with_rest(pairs, rest), 1.0)
    return Solved(ahead[-1], turns)


def _united(one: Mapping[Bits, float], other: Mapping[Bits, float]) -> dict[Bits, float]:
    if len(one) * len(other) > _MOST_UNITED:
        raise CutOff
    found: dict[Bits, float] = {}
    for bits, share in one.items():
        for more, others in other.items():
            found[bits | more] = found.get(bits | more, 0.0) + share * others
    return found


def _with_rest(pairs: Turns, rest: Mapping[Bits, float]) -> Turns:
    if len(pairs) * len(rest) > _MOST_UNITED:
        raise CutOff
    found: dict[tuple[Bits, Bits], float] = {}
    for (one, other), share in pairs.items():
        for more, others in rest.items():
            pair = (one | more, other | more)
            if pair[0] != pair[1]:
                found[pair] = found.get(pair, 0.0) + share * others
    return found
