"""Relevance (質問の要否) of many rows at once: where a fact is not asked, decided when it is first read."""

from collections.abc import Iterator

from checklist_engine.bulk.columns import Bits
from checklist_engine.bulk.frames import Frame
from checklist_engine.bulk.planes import Planes, all_of, settled, without
from checklist_engine.bulk.reading import Reading
from checklist_engine.bulk.sheet import Sheet
from checklist_engine.ground.values import FactType
from checklist_engine.model.facts import Fact, Vocabulary
from checklist_engine.model.plan import Node, Plan, PlannedRelevance

_NUMBERS = frozenset({FactType.INTEGER, FactType.NUMBER})


class Relevance:
    """The irrelevant answers of a sheet under a plan, and readings that leave them out."""

    def __init__(self, plan: Plan, sheet: Sheet) -> None:
        self._sheet = sheet
        self._planned = {planned.fact: planned for planned in plan.relevance}
        self._decided: dict[str, Planes] = {}
        self._irrelevant: dict[str, Bits] = {}
        unfit = _Unfit(plan, sheet)
        irrelevant = self.irrelevant if self._planned else None
        self.reading = Reading(sheet=sheet, irrelevant=irrelevant, unfit=unfit)
        self._waiting = Reading(sheet=sheet, irrelevant=self.irrelevant, unfit=unfit, waits=True)

    def irrelevant(self, fact: str) -> Bits:
        """Where a fact is not asked, over the elements of the list that has it."""
        if fact not in self._planned:
            return 0
        if fact not in self._irrelevant:
            frame, decided = self._frame(self._planned[fact]), self._decide(fact)
            self._irrelevant[fact] = without(
                self._sheet.present(frame), decided.true | decided.waiting
            )
        return self._irrelevant[fact]

    def settled(self, node: Node, frame: Frame) -> Planes:
        """The truth of an `applies_when` or a `where`: what waits for irrelevant facts only is FALSE."""
        found, here = self.reading.evaluate(node, frame), self._sheet.present(frame)
        if not self._planned or found.true | found.false == here:
            return found
        return settled(self._waiting.evaluate(node, frame), here)

    def _decide(self, fact: str) -> Planes:
        if fact not in self._decided:
            planned = self._planned[fact]
            frame = self._frame(planned)
            parts = [self._waiting.evaluate(planned.node, frame)]
            around = next(
                (each for each in reversed(list(_lists(planned))) if each in self._planned), None
            )
            if around is not None:
                own = self._frame(self._planned[around]).chain()
                parts += [
                    Planes(*(self._sheet.raised(p, frame, own) for p in self._decide(around)))
                ]
            self._decided[fact] = all_of(parts, self._sheet.present(frame))
        return self._decided[fact]

    def _frame(self, planned: PlannedRelevance) -> Frame:
        """The frame of the elements that have the fact, or of the submissions."""
        frame = self._sheet.top
        for name in _lists(planned):
            frame = self._sheet.frame(frame, name, frame if frame.outer else None)
        return frame


class _Unfit:
    """The facts that have another type in a plan than they had when they were encoded. Rules read few of all
    facts, and only these are looked at.
    """

    def __init__(self, plan: Plan, sheet: Sheet) -> None:
        self._vocabulary = plan.vocabulary
        self._sheet = sheet
        self._known: dict[object, bool] = {}

    def __contains__(self, fact: object) -> bool:
        if fact not in self._known:
            planned = _fact_named(str(fact), self._vocabulary)
            self._known[fact] = planned is not None and not _fits(
                self._sheet.type_of(planned.full_id), planned.type
            )
        return self._known[fact]


def _fact_named(full_id: str, vocabulary: Vocabulary) -> Fact | None:
    if full_id in vocabulary.facts:
        return vocabulary.facts[full_id]
    around, _, last = full_id.rpartition(".")
    listed = _fact_named(around, vocabulary) if around else None
    return listed.shape.fields.get(last) if listed and listed.shape else None


def _fits(encoded: FactType | None, wanted: FactType) -> bool:
    return encoded in (None, wanted) or {encoded, wanted} == _NUMBERS


def _lists(planned: PlannedRelevance) -> Iterator[str]:
    """The full ids of the lists around a fact, outermost first."""
    name = ""
    for each in planned.lists:
        name = f"{name}.{each}" if name else each
        yield name
