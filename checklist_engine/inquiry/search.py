"""Search: the smallest sets of questions whose answers, changed together, reach an aim."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import comb
from typing import TypeAlias

from checklist_engine.analysis.space import Space, Variable, Worlds, numbers_of
from checklist_engine.inquiry.partition import Bits, Partition
from checklist_engine.inquiry.solving import IMPOSSIBLE, components

Changed: TypeAlias = Mapping[str, object]
"""The variables that are changed, with what they become."""

MOST_CHANGES = 5
"""How many questions are changed together at most."""
_MOST_TRIES = 3_000
_MOST_SETS = 200_000
_MOST_LOOKED_AT = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One way to rid partitions that hang together of what is unwanted.

    Attributes:
        questions: those that are changed; none of them can be left out.
        changed: one way to change them, with as few variables as can be.
    """

    questions: frozenset[str]
    changed: Changed


@dataclass(slots=True)
class Search:
    """Finds steps; in every partition the first value of each variable is the one that stands.

    Attributes:
        question_of: the question that a variable belongs to.
        may_change: whether a question may be changed at all.
        wanted: the bits that are to go.
        exact: whether all sets up to MOST_CHANGES have been tried, so far, or smaller ones that do;
            else there may be others, and smaller ones.
    """

    question_of: Callable[[str], str]
    may_change: Callable[[str], bool]
    wanted: Bits
    exact: bool = True
    _cut: dict[tuple[int, frozenset[str]], Partition] = field(default_factory=dict, repr=False)

    def fronts(self, partitions: Sequence[Partition]) -> Iterator[list[Step]]:
        """For each group of partitions that share variables, every smallest set of questions that rids
        it of the wanted bits: of no questions, where there is nothing to do; none, where none can.
        """
        reduced = [partition.reduced() for partition in partitions]
        if any(_standing(part) & self.wanted for part in reduced if not part.support):
            yield []
        for group in components([part for part in reduced if part.support]):
            self._cut.clear()
            yield self._front(group)

    def _front(self, group: Sequence[Partition]) -> list[Step]:
        unwanted = [part for part in group if _standing(part) & self.wanted]
        if not unwanted:
            return [Step(questions=frozenset(), changed={})]
        ways = [self._questions(part) for part in unwanted]
        if not all(ways):
            return []
        found = self._smallest(group, ways)
        if not found and not self.exact:
            found = self._put_together(group, unwanted)
        return found

    def _questions(self, partition: Partition) -> frozenset[str]:
        """The questions that can be changed and on which it depends what comes out of a partition."""
        every = {self.question_of(each.name) for each in partition.support}
        return frozenset(filter(self.may_change, every))

    def _smallest(self, group: Sequence[Partition], ways: Sequence[frozenset[str]]) -> list[Step]:
        """Every set is tried that touches all that is unwanted, the small ones first."""
        questions = sorted(frozenset().union(*(self._questions(part) for part in group)))
        found: list[Step] = []
        left = _MOST_TRIES
        for count in range(1, len(questions) + 1):
            if count > MOST_CHANGES and found:
                return found
            if count > MOST_CHANGES or comb(len(questions), count) > _MOST_SETS:
                self.exact = False
                return found
            for chosen in map(frozenset, combinations(questions, count)):
                if any(step.questions <= chosen for step in found):
                    continue
                if not all(chosen & each for each in ways):
                    continue
                left -= 1
                if left < 0:
                    self.exact = False
                    return found
                step = self._tried(chosen, group)
                if step is not None:
                    found.append(step)
        return found

    def _put_together(
        self, group: Sequence[Partition], unwanted: Sequence[Partition]
    ) -> list[Step]:
        """Where there are too many sets: what rids each partition by itself, all together, and then
        whatever can be left out of that again.
        """
        chosen: frozenset[str] = frozenset()
        for part in unwanted:
            own = self._smallest([part], [self._questions(part)])
            if not own:
                return []
            # What has been chosen already is dearer to us than what is small.
            best = min(own, key=lambda step: (len(step.questions - chosen), len(step.questions)))
            chosen |= best.questions
        step = self._tried(chosen, group)
        if step is None:
            return []
        for question in sorted(chosen):
            shorter = self._tried(step.questions - {question}, group)
            step = shorter or step
        return [step]

    def _tried(self, chosen: frozenset[str], group: Sequence[Partition]) -> Step | None:
        """The best that comes of changing these questions: with the fewest bits, then variables."""
        found = [each for each in self._reached(chosen, group) if not each[0] & self.wanted]
        if not found:
            return None
        _, worlds, space = min(found, key=lambda each: (each[0].bit_count(), each[0]))
        return Step(questions=chosen, changed=_fewest(space, worlds))

    def _reached(
        self, chosen: frozenset[str], group: Sequence[Partition]
    ) -> list[tuple[Bits, Worlds, Space]]:
        """What can come out where these questions are changed."""
        parts = [self._cut_to(chosen, partition) for partition in group]
        names = {each.name: each for part in parts for each in part.support}
        space = Space(list(names.values()))
        together: dict[Bits, Worlds] = {0: space.everywhere}
        for part in parts:
            lifted = part.lifted(space)
            further: dict[Bits, Worlds] = {}
            for bits, worlds in together.items():
                for more, there in lifted.items():
                    if both := worlds & there:
                        further[bits | more] = further.get(bits | more, 0) | both
            together = further
        return [(bits, worlds, space) for bits, worlds in together.items() if not bits & IMPOSSIBLE]

    def _cut_to(self, chosen: frozenset[str], partition: Partition) -> Partition:
        """A partition with everything but the chosen questions as it stands."""
        kept = frozenset(
            variable.name
            for variable in partition.support
            if self.question_of(variable.name) in chosen
        )
        key = (id(partition), kept)
        if key not in self._cut:
            space = partition.space
            parts = dict(partition.parts)
            for variable in partition.support:
                if variable.name not in kept:
                    parts = {
                        bits: found
                        for bits, worlds in parts.items()
                        if (found := space.restricted(worlds, variable.name, 0))
                    }
            own = Space([each for each in partition.support if each.name in kept])
            self._cut[key] = Partition(own, partition.over(own, parts))
        return self._cut[key]


def _standing(partition: Partition) -> Bits:
    return next(bits for bits, worlds in partition.parts.items() if worlds & 1)


def _fewest(space: Space, worlds: Worlds) -> Changed:
    """Of these worlds, the one with the fewest variables that have not their first value."""
    best: list[Variable] | None = None
    chosen: Mapping[str, object] = {}
    for looked_at, number in enumerate(numbers_of(worlds)):
        world = space.world(number)
        moved = [v for v in space.variables if world[v.name] != v.values[0]]
        if best is None or len(moved) < len(best):
            best, chosen = moved, {v.name: world[v.name] for v in moved}
        if looked_at >= _MOST_LOOKED_AT:
            break
    return chosen
