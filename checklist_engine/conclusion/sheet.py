"""The checklist (セキュリティ対策チェックリスト): what is asked of a submission, section by section."""

from collections.abc import Iterator

from checklist_engine.conclusion.answers import AnswerIndex
from checklist_engine.evaluator.relevance import Relevance, RelevanceMap
from checklist_engine.ground.values import FactType
from checklist_engine.model.assessment import SheetRow
from checklist_engine.model.plan import Plan


def checklist_sheet(
    plan: Plan, index: AnswerIndex, relevance: RelevanceMap
) -> tuple[SheetRow, ...]:
    """The rows, in the order of the vocabulary; what is irrelevant is in no document (§2)."""
    return tuple(_rows(plan, index, relevance))


def _rows(plan: Plan, index: AnswerIndex, relevance: RelevanceMap) -> Iterator[SheetRow]:
    for path, located in index.located.items():
        fact = located.fact
        if fact.full_id not in plan.read or (fact.type is FactType.LIST and located.around):
            continue
        state = relevance.of(path)
        asked = state is Relevance.ASKED
        if asked or (state is Relevance.PENDING and located.answer is not None):
            yield SheetRow(section=fact.section, path=path, asked=asked)
