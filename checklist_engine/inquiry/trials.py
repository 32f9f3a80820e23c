"""Trials: whether an aim can be reached by changing certain questions, and the best way to do so."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from itertools import product
from operator import and_, or_
from typing import TypeAlias

from checklist_engine.analysis.space import Space
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.inquiry.joint import at, cheapest, laid_over, only, without_bits
from checklist_engine.inquiry.partition import Bits, Partition
from checklist_engine.inquiry.solving import IMPOSSIBLE, components

Changed: TypeAlias = Mapping[str, object]
"""The variables that are changed, with what they become."""
Questions: TypeAlias = frozenset[str]
_MOST_MASKS = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What is to be reached: none of the `unwanted` bits, and at most `bearable` of the `counted` ones."""

    unwanted: Bits
    counted: Bits = 0
    bearable: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One way to rid partitions that hang together of what is unwanted.

    Attributes:
        questions: those that are changed; none of them can be left out.
        changed: one way to change them, with the least costs, then with as few variables as can be.
        left: how many of the counted bits stay.
        harm: by how much single costs go up.
    """

    questions: Questions
    changed: Changed
    left: int
    harm: int


@dataclass(slots=True)
class Trials:
    """Tries sets of questions; in every partition the first value of each variable is the one that
    stands.

    Attributes:
        question_of: the question that a variable belongs to.
        may_change: whether a question may be changed at all.
        effort_of: what it takes to change a question.
        aim: what is to be reached.
        constraints: what no way to answer may break.
        costs: partitions whose bits are costs: they tell apart the ways to answer the same questions.
        tastes: the same for what does no harm, but is not to be proposed where it can be helped.
        exact: whether, so far, everything could be looked at.
    """

    question_of: Callable[[str], str]
    may_change: Callable[[str], bool]
    effort_of: Callable[[str], int]
    aim: Aim
    constraints: Sequence[Partition] = ()
    costs: Sequence[Partition] = ()
    tastes: Sequence[Partition] = ()
    exact: bool = True
    _cut: dict[tuple[int, Questions], tuple[Partition, Partition]] = field(
        default_factory=dict, repr=False
    )

    def effort(self, questions: Questions) -> int:
        """What it takes to change all of these."""
        return sum(map(self.effort_of, questions))

    def counted(self, partitions: Sequence[Partition]) -> Bits:
        """The counted bits that may come out of partitions."""
        every = (bits for part in partitions for bits in part.parts)
        return reduce(or_, every, 0) & self.aim.counted

    def questions(self, partitions: Sequence[Partition]) -> Questions:
        """The questions that can be changed and on which it depends what comes out of partitions."""
        every = {self.question_of(each.name) for part in partitions for each in part.support}
        return frozenset(filter(self.may_change, every))

    def fails(self, chosen: Questions, partitions: Sequence[Partition], limit: int) -> bool:
        """Whether no way to change these questions does, with at most so many counted bits that stay.

        Raises:
            TooLarge: it cannot be told.
        """
        pieces = self._pieces(chosen, partitions)
        return any(piece.parts.keys() == {IMPOSSIBLE} for piece in pieces) or (
            reduce(or_, self._least_left(pieces), 0).bit_count() > limit
        )

    def always_left(self, chosen: Questions, partition: Partition) -> Bits:
        """The counted bits that come out of a partition however these questions are changed."""
        cut = without_bits(self._cut_to(chosen, partition), self.aim.unwanted)
        possible = [bits for bits in cut.parts if bits != IMPOSSIBLE]
        return reduce(and_, possible, self.aim.counted) if possible else 0

    def step(self, chosen: Questions, partitions: Sequence[Partition]) -> Step:
        """The best way to change questions that do not fail.

        Raises:
            TooLarge: it cannot be told.
        """
        pieces = self._pieces(chosen, partitions)
        masks = self._least_left(pieces)
        needed = [only(piece, mask) for piece, mask in zip(pieces, masks, strict=True)]
        # Costs may hang on parts of an answer of which the partitions see nothing.
        needed += [self._cut_to(chosen, each) for each in self._about(chosen, self.constraints)]
        costs, tastes = self._about(chosen, self.costs), self._about(chosen, self.tastes)
        optional = [self._cut_to(chosen, each) for each in (*costs, *tastes)]
        changed: dict[str, object] = {}
        for joined in components([*needed, *optional]):
            inside = [each for each in joined if each in needed]
            changed |= cheapest(inside, [each for each in joined if each not in inside])
        return Step(
            questions=chosen,
            changed=changed,
            left=reduce(or_, masks, 0).bit_count(),
            harm=sum(max(0, at(each, changed) - at(each, {})) for each in costs),
        )

    def _about(self, chosen: Questions, partitions: Sequence[Partition]) -> list[Partition]:
        """The partitions on which it tells that these questions are changed."""
        return [each for each in partitions if not chosen.isdisjoint(self.questions([each]))]

    def _pieces(self, chosen: Questions, partitions: Sequence[Partition]) -> list[Partition]:
        """What can come out where these questions are changed, apart where nothing is shared."""
        cut = [self._cut_to(chosen, part) for part in partitions]
        return [without_bits(laid_over(group), self.aim.unwanted) for group in components(cut)]

    def _least_left(self, pieces: Sequence[Partition]) -> Sequence[Bits]:
        """For each piece, counted bits that stay, so that together they are as few as can be."""
        chosen: dict[Bits, tuple[Bits, ...]] = {0: ()}
        for piece in pieces:
            masks = _holding_no_other(bits for bits in piece.parts if bits != IMPOSSIBLE)
            longer: dict[Bits, tuple[Bits, ...]] = {}
            for (known, before), mask in product(chosen.items(), masks):
                longer.setdefault(known | mask, (*before, mask))
            kept = _holding_no_other(longer)
            if len(kept) > _MOST_MASKS:
                self.exact = False
            chosen = {bits: longer[bits] for bits in kept[:_MOST_MASKS]}
        return next(iter(chosen.values()), ())

    def _cut_to(self, chosen: Questions, partition: Partition) -> Partition:
        """A partition with everything but the chosen questions as it stands."""
        kept = frozenset(
            variable.name
            for variable in partition.support
            if self.question_of(variable.name) in chosen
        )
        key = (id(partition), kept)
        if key not in self._cut:
            # INVARIANT: the partition is kept with what is cut from it, so that no other gets its identity.
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
            self._cut[key] = partition, Partition(own, partition.over(own, parts))
        return self._cut[key][1]


def _holding_no_other(masks: Iterable[Bits]) -> list[Bits]:
    """Of several sets of bits those that hold no other, the smallest first."""
    found: list[Bits] = []
    for mask in sorted(masks, key=lambda bits: (bits.bit_count(), bits)):
        if not any(known & mask == known for known in found):
            found.append(mask)
    return found
