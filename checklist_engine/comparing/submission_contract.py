"""The JSON of the differences of submissions: a contract, described in `docs/comparing.md`."""

from collections.abc import Mapping

from checklist_engine.comparing.amendments import Amendment
from checklist_engine.comparing.case_sides import CaseSide
from checklist_engine.comparing.outcomes import (
    ConditionMove,
    Decided,
    Outcome,
    QuestionMove,
    ScoreMove,
    VerdictMove,
    Wording,
)
from checklist_engine.comparing.submission_diff import CaseDiff, SubmissionDiff
from checklist_engine.model.assessment import Score
from checklist_engine.model.verdicts import Verdict
from checklist_engine.reporting.contract import score_interval


def submission_diff_json(diff: SubmissionDiff) -> dict[str, object]:
    """The differences as JSON-ready data."""
    return {
        "kind": "submissions",
        "differs": diff.differs,
        "rule": diff.rule,
        "cases": [_case(each) for each in diff.cases if not each.is_notification],
        "notifications": [_case(each) for each in diff.cases if each.is_notification],
    }


def _case(case: CaseDiff) -> Mapping[str, object]:
    return {
        "id": case.known.submission.case.id,
        "differs": case.differs,
        "before": case.before and _side(case.before),
        "after": case.after and _side(case.after),
        "amendments": [_amendment(each) for each in case.amendments],
        "outcome": case.outcome and _outcome(case.outcome),
    }


def _side(side: CaseSide) -> Mapping[str, object]:
    assessment, case = side.assessment, side.submission.case
    return {
        "id": case.id,
        "item": assessment.item,
        "title": case.title,
        "file": side.submission.file,
        "pack": {
            "id": assessment.pack,
            "version": assessment.pack_version,
            "digest": assessment.pack_digest,
        },
        "profile": assessment.profile,
        "as_of": assessment.as_of.isoformat(),
        "submission_digest": side.submission.digest,
        "decision": assessment.decision and assessment.decision.value,
    }


def _amendment(amendment: Amendment) -> Mapping[str, object]:
    place = amendment.place
    return {
        "subject": amendment.subject.value,
        "path": amendment.path,
        "label": amendment.label,
        "change": amendment.how.value,
        "before": amendment.before,
        "after": amendment.after,
        "place": place and {"file": place.file, "line": place.line, "column": place.column},
        "asked": amendment.asked,
        "gained": list(amendment.gained),
        "lost": list(amendment.lost),
    }


def _outcome(outcome: Outcome) -> Mapping[str, object]:
    decision = outcome.decision
    return {
        "decision": decision and {"before": _decided(decision[0]), "after": _decided(decision[1])},
        "scores": [_score_move(each) for each in outcome.scores],
        "verdicts": [_verdict_move(each) for each in outcome.verdicts],
        "conditions": [_condition_move(each) for each in outcome.conditions],
        "questions": [_question_move(each) for each in outcome.questions],
    }


def _decided(decided: Decided) -> Mapping[str, object]:
    return {
        "decision": decided.decision and decided.decision.value,
        "provisional": decided.provisional,
        "conclusion": decided.conclusion,
    }


def _score_move(move: ScoreMove) -> Mapping[str, object]:
    return {
        "family": move.family,
        "label": move.label,
        "before": _score(move.before),
        "after": _score(move.after),
    }


def _score(score: Score | None) -> Mapping[str, object] | None:
    return None if score is None else score_interval(score)


def _verdict_move(move: VerdictMove) -> Mapping[str, object]:
    return {
        "rule": move.rule,
        "title": move.title,
        "gate": move.gate.value,
        "element": move.element,
        "before": _verdict(move.before),
        "after": _verdict(move.after),
    }


def _verdict(verdict: Verdict | None) -> str | None:
    return None if verdict is None else verdict.value


def _condition_move(move: ConditionMove) -> Mapping[str, object]:
    return {
        "id": move.id,
        "subject": move.subject,
        "before": _wording(move.before),
        "after": _wording(move.after),
        "rules": list(move.rules),
    }


def _wording(wording: Wording | None) -> Mapping[str, object] | None:
    return None if wording is None else {"text": wording.text, "route": wording.route.value}


def _question_move(move: QuestionMove) -> Mapping[str, object]:
    question = move.question
    return {
        "change": move.end.value,
        "text": question.text,
        "paths": list(question.paths),
        "labels": list(question.labels),
        "rules": list(question.rules),
        "awaited": question.awaited,
    }
