"""Findings of a rule in every row of a sheet: on the submission, or on the elements of its list."""

from collections.abc import Mapping

from checklist_engine.bulk.columns import Bits
from checklist_engine.bulk.frames import Frame
from checklist_engine.bulk.planes import Planes, without
from checklist_engine.bulk.proof import Proofs
from checklist_engine.bulk.reading import Reading
from checklist_engine.bulk.relevance import Relevance
from checklist_engine.bulk.sheet import Sheet
from checklist_engine.bulk.verdict_table import Cell, VerdictTable
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.truth import Truth
from checklist_engine.model.plan import Plan, PlannedLoop, PlannedRule
from checklist_engine.model.verdicts import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePlanes:
    """The findings of a rule in the rows of a sheet.

    Attributes:
        frame: the rows of `cells`: the submissions, or the elements of the list of `for_each`.
        cells: verdict and credit of the findings, by row of the frame; rulings taken into account.
        applies, required_proven: what the machine's findings say of these two, in the same frame.
        skipped: submissions with one `not_applicable` in place of findings on elements.
        unlisted: submissions with one `undetermined`, as their list is unanswered.
        open_list: submissions with one more `undetermined`, for elements not listed yet.
    """

    frame: Frame
    cells: tuple[tuple[Cell, Bits], ...]
    applies: Planes
    required_proven: Planes
    skipped: Bits = 0
    unlisted: Bits = 0
    open_list: Bits = 0

    def rows_with(self, verdict: Verdict) -> Bits:
        """The submissions that have a finding of this verdict."""
        rows = 0
        for cell, plane in self.cells:
            if cell.verdict is verdict:
                rows |= plane
        if self.frame.outer is None:
            return rows
        rows = self.frame.any_slot(rows)
        if verdict is Verdict.NOT_APPLICABLE:
            return rows | self.skipped
        if verdict is Verdict.UNDETERMINED:
            return rows | self.unlisted | self.open_list
        return rows

    def by_element(self) -> Mapping[Verdict, Bits]:
        """By verdict, the rows of the frame."""
        found: dict[Verdict, Bits] = {}
        for cell, plane in self.cells:
            found[cell.verdict] = found.get(cell.verdict, 0) | plane
        return found


class BulkAssessor:
    """What stays the same while the rules of one plan are gone through on one sheet."""

    def __init__(self, plan: Plan, sheet: Sheet, table: VerdictTable | None = None) -> None:
        self._plan = plan
        self._sheet = sheet
        self._table = table or VerdictTable(plan.credits)
        self._relevance = Relevance(plan, sheet)
        self._proofs = Proofs(sheet, plan.evidence_kinds)

    def on(self, sheet: Sheet) -> "BulkAssessor":
        """The same for another sheet, with the same cells."""
        return BulkAssessor(self._plan, sheet, self._table)

    def planes(self, rule: PlannedRule) -> RulePlanes:
        """The findings of a rule."""
        top, everywhere = self._sheet.top, self._sheet.present(self._sheet.top)
        applies = self._relevance.settled(rule.applies_when, top)
        if rule.in_force is not None:
            covered = self._sheet.on_days(rule.in_force.covers)
            applies = Planes(applies.true & covered, applies.false | (everywhere ^ covered))
        if rule.loop is None:
            return self._found(rule, applies, everywhere, top)
        return self._by_element(rule, rule.loop, applies)

    def _by_element(self, rule: PlannedRule, loop: PlannedLoop, applies: Planes) -> RulePlanes:
        sheet, reading = self._sheet, self._relevance.reading
        top, everywhere = sheet.top, sheet.present(sheet.top)
        frame = sheet.frame(top, loop.elements.fact, None)
        considered = without(everywhere, applies.false)
        listed = reading.known(loop.elements, top) & considered
        missing = considered ^ listed
        unasked = missing & reading.hidden(loop.elements, top)
        open_list = listed & reading.open_rows(loop.closed_by, top)
        chosen = self._relevance.settled(loop.where, frame)
        rows = without(sheet.raised(listed, frame, ()), chosen.false)
        applying = applies.true & listed
        here = sheet.raised(applying, frame, ()) & chosen.true
        found = self._found(rule, Planes(here, 0), rows, frame)
        empty = without(listed, open_list | frame.any_slot(rows))
        return RulePlanes(
            frame=frame,
            cells=found.cells,
            applies=found.applies,
            required_proven=found.required_proven,
            skipped=applies.false | unasked | empty,
            unlisted=missing ^ unasked,
            open_list=open_list,
        )

    def _found(self, rule: PlannedRule, applies: Planes, rows: Bits, frame: Frame) -> RulePlanes:
        """The findings in some rows of a frame."""
        plain = self._relevance.reading
        lacking = self._proofs.lacking(rule.proofs, plain, frame if frame.outer else None)
        proven = plain
        if lacking:
            proven = Reading(
                sheet=plain.sheet,
                irrelevant=plain.irrelevant,
                unfit=plain.unfit,
                lacking=lacking,
                loop=frame if frame.outer else None,
            )
        required = plain.evaluate(rule.require, frame)
        required_proven = proven.evaluate(rule.require, frame) if lacking else required
        compensated: Planes | Truth = Truth.FALSE
        compensated_proven: Planes | Truth = Truth.FALSE
        if rule.compensated_by is not None:
            compensated = plain.evaluate(rule.compensated_by, frame)
            compensated_proven = (
                proven.evaluate(rule.compensated_by, frame) if lacking else compensated
            )
        always = applies.true == rows
        truths = (
            Truth.TRUE if always else applies,
            required_proven,
            compensated_proven,
            required,
            compensated,
        )
        return RulePlanes(
            frame=frame,
            cells=self._table.cells(truths, rows),
            applies=applies,
            required_proven=required_proven,
        )


def same_logic(rule: PlannedRule, other: PlannedRule) -> bool:
    """Whether two rules find the same, whatever they say of it and however much it counts."""
    return rule is other or _logic(rule) == _logic(other)


def _logic(rule: PlannedRule) -> object:
    return (
        rule.in_force,
        rule.applies_when,
        rule.loop,
        rule.require,
        rule.compensated_by,
        rule.proofs,
    )
