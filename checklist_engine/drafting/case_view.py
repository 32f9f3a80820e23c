"""What a template sees of one case: plain words, nothing that could be evaluated."""

from checklist_engine.comparing.submission_diff import CaseDiff
from checklist_engine.drafting.condition_view import Conditions, adopted_for
from checklist_engine.drafting.correction_view import correction_view
from checklist_engine.drafting.dossier import Dossier, View, rules_of
from checklist_engine.drafting.finding_view import (
    claim_views,
    finding_views,
    issue_views,
    ruling_views,
)
from checklist_engine.drafting.meeting_view import letter_view
from checklist_engine.drafting.outline_view import list_views, outline_views
from checklist_engine.drafting.sheet_view import question_views, section_views
from checklist_engine.ground.wareki import wareki
from checklist_engine.model.meeting import Meeting
from checklist_engine.reporting.text import decision_words, score_words


def case_view(dossier: Dossier, meeting: Meeting, correction: CaseDiff | None = None) -> View:
    """The words of a case, as `docs/papers.md` lists them."""
    assessment = dossier.assessment
    case, item = assessment.submission.case, assessment.item or ""
    return {
        "item": item,
        "id": case.id,
        "title": one_line(case.title),
        "system": one_line(case.system or case.title),
        "department": one_line(case.department or ""),
        "inquiry": letter_view(meeting.inquiries.get(item), meeting.date),
        "reply": letter_view(meeting.replies.get(item), meeting.date),
        "as_of": wareki(assessment.as_of),
        "pack": _pack(dossier),
        **_concluded(dossier, meeting),
        "score": score_words(assessment.score),
        "remarks": [
            {"text": each.text, "rules": "、".join(rules_of(each.origins))}
            for each in assessment.remarks
        ],
        "questions": list(question_views(dossier)),
        "outline": list(outline_views(dossier)),
        "lists": list(list_views(dossier)),
        "issues": list(issue_views(dossier)),
        "correction": correction_view(correction),
        "sections": list(section_views(dossier)),
        "findings": list(finding_views(dossier)),
        "claims": list(claim_views(dossier)),
        "rulings": list(ruling_views(dossier)),
        "answers": _answers(dossier),
    }


def one_line(words: str) -> str:
    """Words that stand in a heading or in the middle of a sentence: no line break in them."""
    return " ".join(words.split("\n")).strip()


def _pack(dossier: Dossier) -> View:
    return {
        "id": dossier.assessment.pack,
        "label": dossier.assessment.pack_label,
        "version": dossier.assessment.pack_version,
        "changes": [
            {"subject": each.subject, "kind": each.kind.label, "words": each.words}
            for each in dossier.plan.changes
        ],
    }


def _concluded(dossier: Dossier, meeting: Meeting) -> View:
    """Decision, sentence and conditions: what was adopted where something was, else the draft."""
    assessment = dossier.assessment
    adopted = meeting.adopted.get(assessment.item or "")
    drafted = assessment.conclusion or ""
    conclusion = (adopted and adopted.conclusion) or drafted
    decision = (adopted and adopted.decision) or assessment.decision
    writer = Conditions(
        dossier=dossier,
        adopted=adopted_for(assessment, meeting.adopted),
        meeting_day=meeting.date,
    )
    conditions = list(writer.views())
    return {
        "decision": decision.label if decision else "",
        "decision_words": decision_words(assessment),
        "provisional": assessment.provisional,
        "waiting": sum(question.awaited for question in assessment.questions),
        "precedent": assessment.precedent or "",
        "is_adopted": adopted is not None,
        "conclusion": conclusion,
        "drafted": drafted,
        "differences": list(writer.differences(conclusion, conditions)),
        "conditions": conditions,
    }


def _answers(dossier: Dossier) -> View:
    return {
        path: {
            "label": located.label,
            "words": dossier.words(path),
            "code": located.answer if isinstance(located.answer, str) else "",
            "is_asked": path in dossier.asked,
        }
        for path, located in dossier.index.located.items()
    }
