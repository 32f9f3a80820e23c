"""Discharge (対応済み): when a condition that has been asked for counts as complied with, and whether it does."""

from checklist_engine.evaluator.expression import evaluate
from checklist_engine.evaluator.relevance import relevance_map
from checklist_engine.evaluator.view import View
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.truth import Truth
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.plan import Node, Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Discharge:
    """対応が済んだとみる基準 (`discharged_by`), and what the answers say of it.

    Attributes:
        node: the expression.
        holds: its truth now.
        paths: what decides it, or what it waits for.
    """

    node: Node
    holds: Truth
    paths: tuple[str, ...]


def discharge_of(condition: str, assessment: Assessment, plan: Plan) -> Discharge | None:
    """The discharge of a condition; None where its pack does not say."""
    planned = plan.conditions.get(condition)
    if planned is None or planned.discharged_by is None:
        return None
    answers = assessment.submission.answers
    irrelevant = relevance_map(plan, answers, assessment.as_of).irrelevant
    view = View(answers=answers, as_of=assessment.as_of, hidden=irrelevant)
    found = evaluate(planned.discharged_by, view)
    return Discharge(
        node=planned.discharged_by, holds=found.truth, paths=tuple(sorted(found.paths))
    )
