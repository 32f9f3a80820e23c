"""The table of verdicts and credits as a diagram of choices, read off `evaluator.tables`.

The table has five truths on one side. A rule that wants no proof, has no `compensated_by` or always
applies leaves most of them fixed or the same; its diagram asks for the others only, one after the other, and
what comes to the same is asked once.
"""

from collections.abc import Sequence
from typing import TypeAlias

from checklist_engine.bulk.columns import Bits
from checklist_engine.bulk.planes import Planes
from checklist_engine.evaluator.tables import credit_of, verdict_of
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.truth import Truth
from checklist_engine.model.assessment import Credit
from checklist_engine.model.pack_parts import Credits
from checklist_engine.model.verdicts import Verdict


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """What the table says: a verdict, and what it counts."""

    verdict: Verdict
    credit: Credit | None


@dataclass(frozen=True, slots=True, eq=False)
class _Choice:
    """Where to go by the truth at `index` of the truths that are free."""

    index: int
    true: "_Choice | Cell"
    false: "_Choice | Cell"
    unknown: "_Choice | Cell"


_Node: TypeAlias = _Choice | Cell
_Shape: TypeAlias = tuple[int, ...]
"""Of the five truths each: the index of one that is free, or what stands for one that is fixed."""

_FIXED = (Truth.FALSE, Truth.TRUE)
_FIXED_TRUE, _FIXED_FALSE = -1, -2


class VerdictTable:
    """The table under the credits of a pack; diagrams are kept by the truths that they ask for."""

    def __init__(self, shares: Credits) -> None:
        self._shares = shares
        self._diagrams: dict[_Shape, _Node] = {}

    def cells(self, truths: Sequence[Planes | Truth], rows: Bits) -> tuple[tuple[Cell, Bits], ...]:
        """The cells that the rows fall into, each once.

        Args:
            truths: applies, required_proven, compensated_proven, required, compensated; TRUE or FALSE where
                one is fixed, and the same object where two are the same.
            rows: the rows that have a finding.
        """
        free: list[Planes] = []
        shape: list[int] = []
        for each in truths:
            if isinstance(each, Truth):
                shape.append(_FIXED_TRUE if each is Truth.TRUE else _FIXED_FALSE)
                continue
            for index, other in enumerate(free):
                if other is each:
                    shape.append(index)
                    break
            else:
                shape.append(len(free))
                free.append(each)
        key = tuple(shape)
        if key not in self._diagrams:
            self._diagrams[key] = self._diagram(key, len(free))
        return _routed(self._diagrams[key], free, rows)

    def _diagram(self, shape: _Shape, free: int) -> _Node:
        known: dict[object, _Node] = {}

        def build(taken: tuple[Truth, ...]) -> _Node:
            if len(taken) == free:
                said = _said([taken[at] if at >= 0 else _FIXED[at] for at in shape], self._shares)
                return known.setdefault(said, Cell(*said))
            below = (
                build((*taken, Truth.TRUE)),
                build((*taken, Truth.FALSE)),
                build((*taken, Truth.UNKNOWN)),
            )
            if below[0] is below[1] is below[2]:
                return below[0]
            return known.setdefault((len(taken), below), _Choice(len(taken), *below))

        return build(())


def _routed(root: _Node, free: Sequence[Planes], rows: Bits) -> tuple[tuple[Cell, Bits], ...]:
    """Rows on their way through a diagram."""
    at: dict[_Node, Bits] = {root: rows}
    for index, planes in enumerate(free):
        reached: dict[_Node, Bits] = {}
        for node, here in at.items():
            if isinstance(node, Cell) or node.index != index:
                reached[node] = reached.get(node, 0) | here
                continue
            true, false = here & planes.true, here & planes.false
            unknown = here ^ true ^ false
            for to, part in ((node.true, true), (node.false, false), (node.unknown, unknown)):
                if part:
                    reached[to] = reached.get(to, 0) | part
        at = reached
    return tuple((node, here) for node, here in at.items() if isinstance(node, Cell) and here)


def _said(truths: Sequence[Truth], shares: Credits) -> tuple[Verdict, Credit | None]:
    applies, required_proven, compensated_proven, required, compensated = truths
    verdict = verdict_of(
        applies=applies,
        required_proven=required_proven,
        compensated_proven=compensated_proven,
        required=required,
        compensated=compensated,
    )
    credit = credit_of(verdict, applies=applies, required_proven=required_proven, shares=shares)
    return verdict, credit
