"""Rulings (裁定) in bulk: there are few, so each is put in by itself, as `conclusion.rulings` does."""

from collections.abc import Mapping, Sequence

from checklist_engine.bulk.columns import Bits
from checklist_engine.bulk.findings import RulePlanes
from checklist_engine.bulk.planes import Planes, without
from checklist_engine.bulk.sheet import Sheet
from checklist_engine.bulk.verdict_table import Cell
from checklist_engine.conclusion.rulings import REPLACEABLE, concerns, status_on
from checklist_engine.evaluator.tables import credit_of
from checklist_engine.ground.lazy_dataclasses import replace
from checklist_engine.ground.truth import Truth
from checklist_engine.model.assessment import RulingStatus
from checklist_engine.model.pack_parts import Credits
from checklist_engine.model.submission import Ruling


def after_rulings(
    sheet: Sheet,
    planes: Mapping[str, RulePlanes],
    rulings: Mapping[int, Sequence[Ruling]],
    shares: Credits,
) -> Mapping[str, RulePlanes]:
    """The findings by rule after the rulings on some rows; of several on one finding, the latest counts."""
    chosen: dict[str, dict[int, Ruling]] = {}
    for row, several in rulings.items():
        if not sheet.start <= row < sheet.stop:
            continue
        as_of = sheet.day(row - sheet.start)
        for ruling in sorted(several, key=lambda each: each.on):
            found = planes.get(ruling.rule)
            if found is not None and status_on(ruling, as_of) is RulingStatus.APPLIED:
                for bit in _bits(sheet, found, row - sheet.start, ruling):
                    chosen.setdefault(ruling.rule, {})[bit] = ruling
    return {
        **planes,
        **{rule: _ruled(planes[rule], bits, shares) for rule, bits in chosen.items()},
    }


def _bits(sheet: Sheet, planes: RulePlanes, row: int, ruling: Ruling) -> Sequence[int]:
    """The findings of a row that a ruling is about and takes the place of."""
    frame = planes.frame
    replaceable: Bits = 0
    for cell, plane in planes.cells:
        if cell.verdict in REPLACEABLE:
            replaceable |= plane
    if frame.outer is None:
        bits = [row] if concerns(ruling, None, by_element=False) else []
    else:
        bits = [
            bit
            for bit in range(row, frame.width, frame.outer.width)
            if replaceable >> bit & 1
            and concerns(ruling, sheet.element_path(frame.name, bit), by_element=True)
        ]
    return [bit for bit in bits if replaceable >> bit & 1]


def _ruled(planes: RulePlanes, bits: Mapping[int, Ruling], shares: Credits) -> RulePlanes:
    taken = sum(1 << bit for bit in bits)
    found = [(cell, without(plane, taken)) for cell, plane in planes.cells]
    for bit, ruling in bits.items():
        credit = credit_of(
            ruling.verdict,
            applies=_truth(planes.applies, bit),
            required_proven=_truth(planes.required_proven, bit),
            shares=shares,
        )
        found.append((Cell(ruling.verdict, credit), 1 << bit))
    return replace(planes, cells=tuple(found))


def _truth(planes: Planes, bit: int) -> Truth:
    if planes.true >> bit & 1:
        return Truth.TRUE
    return Truth.FALSE if planes.false >> bit & 1 else Truth.UNKNOWN
