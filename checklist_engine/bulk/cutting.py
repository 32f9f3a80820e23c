"""Cutting (分割): a rule whose quantifiers stand in each other is run on a few rows at a time.

Each of them multiplies the bits of a row by the slots of its list: a thousand elements against a thousand others
are a million bits. So many rows are taken together as fit, and what is found is laid side by side.
"""

from collections.abc import Callable, Sequence

from checklist_engine.bulk.columns import Bits
from checklist_engine.bulk.findings import RulePlanes
from checklist_engine.bulk.frames import Frame, concatenated
from checklist_engine.bulk.planes import Planes
from checklist_engine.bulk.sheet import Sheet
from checklist_engine.bulk.verdict_table import Cell
from checklist_engine.model.plan import (
    Conjunction,
    Disjunction,
    ElementTally,
    Exists,
    ForAll,
    Negation,
    Node,
    Plan,
    PlannedRule,
    Tally,
    Test,
    Undecided,
)

_WIDEST = 1 << 24
"""A plane of so many bits (2 MB) is wide enough."""


class Cutting:
    """On how many rows of a sheet the rules of a plan are run at once."""

    def __init__(self, plan: Plan, sheet: Sheet) -> None:
        self._sheet = sheet
        self._rows = sheet.stop - sheet.start
        # What is asked may have to be found out for any rule.
        self._least = max((self._slots(each.node) for each in plan.relevance), default=1)

    def rows_at_a_time(self, rule: PlannedRule) -> int | None:
        """So many rows, at least one; None where all of them fit."""
        known = self._sheet.most_slots.get(id(rule))
        if known is None:
            known = self._sheet.most_slots[id(rule)] = rule, self._most_slots(rule)
        most = max(known[1], self._least)
        return None if self._rows * most <= _WIDEST else max(1, _WIDEST // most)

    def _most_slots(self, rule: PlannedRule) -> int:
        """How many bits a row takes at the innermost of a rule."""
        slots = 1
        most = self._slots(rule.require)
        if rule.compensated_by is not None:
            most = max(most, self._slots(rule.compensated_by))
        if rule.loop is not None:
            slots = max(1, self._sheet.slots(rule.loop.elements.fact))
            most = max(most, self._slots(rule.loop.where))
        return max(slots * most, self._slots(rule.applies_when))

    def _slots(self, node: Node) -> int:
        """How many bits a row takes at the innermost of a node."""
        match node:
            case Test() | Undecided():
                return 1
            case Conjunction(parts=parts) | Disjunction(parts=parts) | Tally(parts=parts):
                return max(map(self._slots, parts), default=1)
            case Negation(part=part):
                return self._slots(part)
            case ElementTally(where=where, elements=elements):
                return self._slots(where) * max(1, self._sheet.slots(elements.fact))
            case ForAll() | Exists():
                inside = max(self._slots(node.where), self._slots(node.satisfies))
                return inside * max(1, self._sheet.slots(node.elements.fact))


def in_parts(sheet: Sheet, rows: int, run: Callable[[Sheet], RulePlanes]) -> RulePlanes:
    """What comes of a rule on a sheet, found on so many rows at a time."""
    parts = [
        run(Sheet(sheet.columns, start, min(start + rows, sheet.stop)))
        for start in range(sheet.start, sheet.stop, rows)
    ]
    frame = sheet.top
    if parts[0].frame.outer is not None:
        frame = sheet.frame(sheet.top, parts[0].frame.name, None)

    def joined(planes: Sequence[Bits]) -> Bits:
        frames = (part.frame for part in parts)
        return _side_by_side([*zip(frames, planes, strict=True)], rows, frame)

    def on_rows(planes: Sequence[Bits]) -> Bits:
        return sum(plane << at * rows for at, plane in enumerate(planes))

    def truths(several: Sequence[Planes]) -> Planes:
        return Planes(
            joined([each.true for each in several]), joined([each.false for each in several])
        )

    cells: dict[Cell, list[Bits]] = {}
    for at, part in enumerate(parts):
        for cell, plane in part.cells:
            cells.setdefault(cell, [0] * len(parts))[at] |= plane
    return RulePlanes(
        frame=frame,
        cells=tuple((cell, joined(planes)) for cell, planes in cells.items()),
        applies=truths([part.applies for part in parts]),
        required_proven=truths([part.required_proven for part in parts]),
        skipped=on_rows([part.skipped for part in parts]),
        unlisted=on_rows([part.unlisted for part in parts]),
        open_list=on_rows([part.open_list for part in parts]),
    )


def _side_by_side(parts: Sequence[tuple[Frame, Bits]], rows: int, frame: Frame) -> Bits:
    """Planes of parts, each of so many rows, as one plane of the frame of all of them."""
    if frame.outer is None:
        return sum(plane << at * rows for at, (_, plane) in enumerate(parts))
    slots = [0] * frame.slots
    for at, (own, plane) in enumerate(parts):
        for slot, block in enumerate(own.blocks(plane)):
            slots[slot] |= block << at * rows
    return concatenated(slots, frame.outer.width)
