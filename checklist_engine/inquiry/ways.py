"""Ways: steps of all groups of partitions put together, the smallest first."""

from collections.abc import Iterable, Sequence
from heapq import nsmallest

from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.inquiry.trials import Changed, Questions, Step, Trials

_MOST = 40
"""Of those that leave equally much, so many are kept: enough that the smallest few are among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A step of every group, with the counted bits that stay after all of them, and the harm of all."""

    questions: Questions
    changed: Changed
    effort: int
    left: int
    harm: int

    @property
    def rank(self) -> tuple[int, int, int]:
        """The smallest is the best, then the one that does the least harm, then that of least effort."""
        return len(self.questions), self.harm, self.effort


NO_STEP = Way(questions=frozenset(), changed={}, effort=0, left=0, harm=0)


def put_together(fronts: Iterable[Sequence[Step]], trials: Trials) -> list[Way]:
    """The best ways, a step of every front each, that leave no more than is bearable; none of them
    holds another.
    """
    ways: dict[int, list[Way]] = {0: [NO_STEP]}
    for front in fronts:
        longer: dict[int, list[Way]] = {}
        for step in front:
            effort = trials.effort(step.questions)
            for way in (way for several in ways.values() for way in several):
                if way.left + step.left <= trials.aim.bearable:
                    longer.setdefault(way.left + step.left, []).append(_with(way, step, effort))
        ways = {
            left: nsmallest(_MOST, several, key=lambda way: way.rank)
            for left, several in longer.items()
        }
    found: list[Way] = []
    every = [way for several in ways.values() for way in several]
    for way in sorted(every, key=lambda way: way.rank):
        if not any(known.questions <= way.questions for known in found):
            found.append(way)
    return found


def _with(way: Way, step: Step, effort: int) -> Way:
    return Way(
        questions=way.questions | step.questions,
        changed={**way.changed, **step.changed},
        effort=way.effort + effort,
        left=way.left + step.left,
        harm=way.harm + step.harm,
    )
