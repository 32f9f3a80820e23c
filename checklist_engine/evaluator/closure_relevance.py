"""Relevance by closures: what nobody is asked is taken away from the record of a submission."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from checklist_engine.evaluator.closure_facts import Around, Record, Sheets
from checklist_engine.evaluator.closures import Closure, Closures, Kinds
from checklist_engine.evaluator.expression import evaluate
from checklist_engine.evaluator.relevance import deciding, only_irrelevant
from checklist_engine.evaluator.view import View
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.model.plan import Node, Plan, PlannedRelevance
from checklist_engine.model.submission import Element


@dataclass(frozen=True, slots=True)
class Asking:
    """What is not always asked, each with the function of its relevance."""

    planned: Sequence[tuple[PlannedRelevance, Closure]]
    sheets: Sheets

    @classmethod
    def of(cls, plan: Plan, closures: Closures, sheets: Sheets) -> "Asking":
        return cls(
            [(each, closures.of(each.node, kinds_of(each))) for each in plan.relevance], sheets
        )

    def hide(self, sheet: Record, view: View, hidden: set[str]) -> None:
        """Take away what nobody is asked from the sheet, and add its paths to what the view hides.

        Relevance is decided as `relevance_map` does it; only what an UNKNOWN waits for is left to the walk.
        """
        pending: dict[str, bool] = {}
        for planned, run in self.planned:
            name = planned.fact.rpartition(".")[2] if planned.lists else planned.fact
            for path, list_path, record, around in _occurrences(planned, name, sheet):
                waits = pending.get(deciding(list_path, pending), False)
                truth = run(sheet, around)
                if truth is None and not waits and hidden:
                    outcome = evaluate(planned.node, view, elements_of(around))
                    truth = False if only_irrelevant(outcome, hidden) else None
                if truth is False:
                    hidden.add(path)
                    self.sheets.take_away(record, name)
                pending[path] = waits or truth is None


def kinds_of(planned: PlannedRelevance) -> Kinds:
    """The lists that a field is in, by full id, innermost first."""
    return tuple(accumulate(planned.lists, lambda outer, inner: f"{outer}.{inner}"))[::-1]


def elements_of(around: Around) -> tuple[Element, ...]:
    """The elements as the walk knows them."""
    return tuple(each.element for each in around if each.element)


def settled(truth: bool | None, node: Node, view: View, around: Around) -> bool | None:
    """A truth after which an UNKNOWN that waits only for what nobody is asked is FALSE."""
    if truth is None and view.hidden:
        outcome = evaluate(node, view, elements_of(around))
        return False if outcome.paths <= view.hidden else None
    return truth


def _occurrences(
    planned: PlannedRelevance, name: str, sheet: Record
) -> Iterator[tuple[str, str, Record, Around]]:
    """(path, path of its list, record, elements around) of a fact, or of a field in each element."""
    if not planned.lists:
        yield name, "", sheet, ()
        return
    outer, *inner = planned.lists
    found: list[tuple[str, Around]] = [(outer, (each,)) for each in sheet.answers[outer] or ()]
    for listed in inner:
        found = [
            (_path(around[0], listed), (each, *around))
            for _, around in found
            for each in around[0].answers[listed] or ()
        ]
    for list_path, around in found:
        yield _path(around[0], name), list_path, around[0], around


def _path(record: Record, name: str) -> str:
    assert record.element is not None
    return f"{record.element.path}.{name}"
