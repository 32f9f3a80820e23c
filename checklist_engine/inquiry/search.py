"""Search: the smallest sets of questions whose answers, changed together, reach an aim.

A set of questions *fails* where, with everything else as it stands, no way to answer them will do. From
what fails comes a *conflict*: questions of which everything that does not fail changes at least one. So
sets are put together from conflicts, the smallest first, and every set that fails gives one conflict
more, until none does. However many questions there are, only those are tried that may matter.
"""

from collections.abc import Sequence
from functools import reduce
from heapq import heappop, heappush
from operator import or_

from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.inquiry.joint import TooLarge, with_bits
from checklist_engine.inquiry.partition import Bits, Partition
from checklist_engine.inquiry.solving import IMPOSSIBLE, components
from checklist_engine.inquiry.trials import Questions, Step, Trials

ENOUGH = 5
"""So many of the smallest sets are wanted of a group of partitions."""
_MOST_STEPS = 12
"""So many are looked for: of those of one size, others than the first may do less harm."""
MOST_TRIES = 400
"""So many sets are tried in a group of partitions."""
NONE: Questions = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found.

    Attributes:
        fronts: for each group of partitions that hang together, its smallest steps, for every number
            of counted bits that may stay: one of no questions, where there is nothing to do; none,
            where nothing helps.
        exact: whether nothing was passed over; else there may be others, and smaller ones.
        stuck: by position, the partitions that nothing helps; if there is none, those of which not
            all counted bits can be helped.
    """

    fronts: Sequence[Sequence[Step]]
    exact: bool
    stuck: Sequence[int]


def search(
    trials: Trials, partitions: Sequence[Partition], *, most_tries: int = MOST_TRIES
) -> Found:
    """The smallest steps to what is aimed at, of sets of one size those that take the least effort first.

    Args:
        trials: what is aimed at, and what may be changed.
        partitions: what comes out, of which things are unwanted.
        most_tries: so many sets are tried in each group; then one that does is put together.
    """
    bits = trials.aim.unwanted | trials.aim.counted | IMPOSSIBLE
    known = [with_bits(each, bits) for each in partitions]
    fronts = [_Front(trials, group, most_tries) for group in _groups(trials, known)]
    most = [min(trials.counted(each.group).bit_count(), trials.aim.bearable) for each in fronts]
    found = [front.steps(limit) for front, limit in zip(fronts, most, strict=True)]
    if all(found):
        for front, steps, limit in zip(fronts, found, most, strict=True):
            for less in range(limit - 1, -1, -1):
                have = {step.questions for step in steps}
                steps += [each for each in front.steps(less) if each.questions not in have]
    helpless = {id(part) for front in fronts for part in front.helpless}
    return Found(
        fronts=found,
        exact=trials.exact and all(front.exact for front in fronts),
        stuck=[place for place, part in enumerate(known) if id(part) in helpless],
    )


def _groups(trials: Trials, partitions: Sequence[Partition]) -> Sequence[list[Partition]]:
    """What shares variables, or a bit that is counted once for all."""
    groups: list[tuple[Bits, list[Partition]]] = []
    for group in components(partitions):
        counted = trials.counted(group)
        together = [each for each in groups if each[0] & counted]
        groups = [each for each in groups if each not in together]
        for bits, members in together:
            counted |= bits
            group.extend(members)
        groups.append((counted, group))
    return [group for _, group in groups]


@dataclass(slots=True)
class _Front:
    """The smallest steps of one group, the conflicts that have been found on the way, and the partitions
    that fail whatever is changed.
    """

    trials: Trials
    group: Sequence[Partition]
    most_tries: int
    exact: bool = True
    conflicts: list[Questions] = field(default_factory=list)
    helpless: list[Partition] = field(default_factory=list)

    def steps(self, limit: int) -> list[Step]:
        """Those after which at most so many counted bits stay. What is in conflict where more may stay
        is so where less may: so the limits come down, and the conflicts are kept.
        """
        found: list[Step] = []
        queue = [self._ranked(NONE)]
        seen = {NONE}
        tries = 0
        while queue and len(found) < _MOST_STEPS:
            ranked = heappop(queue)
            chosen = ranked[-1]
            if any(step.questions <= chosen for step in found):
                continue
            if (now := self._ranked(chosen, limit)) > ranked:
                heappush(queue, now)
                continue
            tries += 1
            if tries > self.most_tries:
                self._pass_over(found)
                return found or self._put_together(limit)
            try:
                conflict = self._unhit(chosen, limit)
                if conflict is None:
                    found.append(self.trials.step(chosen, self.group))
                    continue
            except TooLarge:
                self._pass_over(found)
                continue
            for question in conflict:
                longer = chosen | {question}
                if longer not in seen:
                    seen.add(longer)
                    heappush(queue, self._ranked(longer))
        return found

    def _pass_over(self, found: Sequence[Step]) -> None:
        """As sets come by their size, what is passed over once enough are found is no smaller."""
        self.exact &= len(found) >= ENOUGH

    def _put_together(self, limit: int) -> list[Step]:
        """Where there are too many sets: one that does, and that nothing can be left out of."""
        chosen = NONE
        try:
            while (conflict := self._unhit(chosen, limit)) is not None:
                if not conflict:
                    return []
                chosen |= {min(sorted(conflict), key=self._promise)}
            for question in sorted(chosen, key=self.trials.effort_of, reverse=True):
                if not self.trials.fails(chosen - {question}, self.group, limit):
                    chosen -= {question}
            return [self.trials.step(chosen, self.group)]
        except TooLarge:
            return []

    def _promise(self, question: str) -> tuple[int, int]:
        """Less for a question that stands in many conflicts, then for one of little effort."""
        often = sum(question in conflict for conflict in self.conflicts)
        return -often, self.trials.effort_of(question)

    def _ranked(
        self, chosen: Questions, limit: int | None = None
    ) -> tuple[int, int, list[str], Questions]:
        """What a set comes to at least: conflicts that share nothing take a question each, and so does
        whatever stays beyond the limit, but for what one question can mend together.
        """
        size, effort = len(chosen), self.trials.effort(chosen)
        met = chosen
        further = 0
        for conflict in sorted(self.conflicts, key=len):
            if not conflict & met:
                met |= conflict
                further += 1
                effort += min(map(self.trials.effort_of, conflict), default=0)
        if limit is not None and self.trials.aim.counted:
            further = max(further, self._beyond(chosen, limit))
        return size + further, effort, sorted(chosen), chosen

    def _beyond(self, chosen: Questions, limit: int) -> int:
        """How many further questions it takes at least to get down to the limit."""
        staying = self._staying(chosen)
        excess = reduce(or_, (bits for _, bits in staying), 0).bit_count() - limit
        mended: dict[str, Bits] = {}
        for part, bits in staying:
            for question in self.trials.questions([part]) - chosen:
                mended[question] = mended.get(question, 0) | bits
        count = 0
        for most in sorted((bits.bit_count() for bits in mended.values()), reverse=True):
            if excess <= 0:
                break
            excess -= most
            count += 1
        return count

    def _staying(self, chosen: Questions) -> list[tuple[Partition, Bits]]:
        """The partitions of which, if only these questions are changed, counted bits stay: which ones."""
        found = []
        for part in self.group:
            bits = self.trials.always_left(chosen, part)
            if bits:
                found.append((part, bits))
        return found

    def _unhit(self, chosen: Questions, limit: int) -> Questions | None:
        """A conflict that a set does not touch; None where the set does not fail. One without any
        question says that nothing helps.
        """
        known = [each for each in self.conflicts if not each & chosen]
        if known:
            return min(known, key=len)
        if not self.trials.fails(chosen, self.group, limit):
            return None
        guilty = self._guilty(chosen, limit)
        questions = self.trials.questions(guilty)
        failing = chosen & questions
        for question in sorted(questions - failing):
            try:
                if self.trials.fails(failing | {question}, guilty, limit):
                    failing |= {question}
            except TooLarge:
                # What is not known to fail stays in the conflict.
                continue
        if failing == questions:
            self.helpless += guilty
        self.conflicts.append(questions - failing)
        return questions - failing

    def _guilty(self, chosen: Questions, limit: int) -> Sequence[Partition]:
        """Of the group, which fails, a few partitions that fail by themselves."""
        fails = self.trials.fails
        for part in self.group:
            if fails(chosen, [part], limit):
                return [part]
        staying = sorted(
            self._staying(chosen), key=lambda each: len(self.trials.questions(each[:1]))
        )
        some: list[Partition] = []
        together = 0
        for part, bits in staying:
            if bits & ~together:
                some.append(part)
                together |= bits
            if together.bit_count() > limit:
                return some
        known: list[Partition] = []
        for part in sorted(self.group, key=lambda each: len(self.trials.questions([each]))):
            known.append(part)
            if fails(chosen, known, limit):
                break
        for part in known[:-1]:
            fewer = [each for each in known if each is not part]
            if fails(chosen, fewer, limit):
                known = fewer
        return known
