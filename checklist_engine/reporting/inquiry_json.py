"""The JSON of `ask`: a contract, described by `schemas/prospect.schema.json`."""

from collections.abc import Mapping

from checklist_engine.conclusion.answers import AnswerIndex, answer_index
from checklist_engine.inquiry.ask import OpenQuestion, Prospect
from checklist_engine.inquiry.replies import choices_of
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.plan import Plan

_DIGITS = 4


def prospect_json(prospect: Prospect, assessment: Assessment, plan: Plan) -> dict[str, object]:
    """What can still come of a case as JSON-ready data; `assessment` is the case as it stands."""
    submission = assessment.submission
    index = answer_index(plan.vocabulary, submission.answers)
    return {
        "case": {
            "id": submission.case.id,
            "item": assessment.item,
            "title": submission.case.title,
        },
        "as_of": assessment.as_of.isoformat(),
        "possible_decisions": [decision.value for decision in prospect.decisions],
        "conditions": {
            "certain": list(prospect.certain),
            "possible": list(prospect.possible),
        },
        "questions": [question_json(each, index) for each in prospect.questions],
        "exact": prospect.exact,
    }


def question_json(question: OpenQuestion, index: AnswerIndex) -> Mapping[str, object]:
    """An open question as JSON-ready data: all that a form needs to ask it."""
    fact = question.fact
    return {
        "path": question.path,
        "question": question.text,
        "changes": question.changes.value,
        "weight": round(question.weight, _DIGITS),
        "label": question.label,
        "type": fact.type.value,
        "choices": dict(choices_of(fact, index)),
        "unit": fact.unit,
        "guidance": fact.guidance,
        "rules": list(question.rules),
        "conditions": list(question.conditions),
        "pending": question.pending,
        "after": list(question.after),
        "listed": question.listed,
        "reason": question.reason,
    }
