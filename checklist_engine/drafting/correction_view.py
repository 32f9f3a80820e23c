"""Corrections (訂正) as templates see them: what was amended, and what moved because of it."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from checklist_engine.comparing.amendments import NOTHING, Amendment
from checklist_engine.comparing.case_sides import CaseSide
from checklist_engine.comparing.correction_words import (
    QUESTION_ENDS,
    after_words,
    cautions,
    decision_rows,
    verdict_words,
)
from checklist_engine.comparing.outcomes import (
    ConditionMove,
    Outcome,
    VerdictMove,
    Wording,
)
from checklist_engine.comparing.submission_diff import CaseDiff
from checklist_engine.drafting.dossier import View, official_words
from checklist_engine.reporting.text import score_words

_PARTS = ("changes", "outcomes", "verdicts", "conditions", "questions", "notes")


def correction_view(correction: CaseDiff | None) -> View:
    """The words of a correction; all of them empty where there is none."""
    if correction is None or correction.before is None or correction.outcome is None:
        return {"is_made": False, "earlier": "", **{part: [] for part in _PARTS}}
    moved = correction.outcome
    before, after = correction.before.assessment, correction.known.assessment
    return {
        "is_made": True,
        "earlier": PurePosixPath(before.submission.file).name,
        "changes": [
            _change(each, correction.before, correction.known) for each in correction.amendments
        ],
        "outcomes": list(_outcomes(moved)),
        "verdicts": [_verdict(each) for each in moved.verdicts],
        "conditions": [_condition(each) for each in moved.conditions],
        "questions": [
            {"change": QUESTION_ENDS[each.end], "text": each.question.text}
            for each in moved.questions
        ],
        "notes": list(cautions(before, after)),
    }


def _change(amendment: Amendment, before: CaseSide, after: CaseSide) -> View:
    """A row; of an answer with several entries, what came and what went, too."""
    return {
        "label": amendment.label,
        "before": _official(before, amendment) or amendment.before,
        "after": after_words(amendment, _official(after, amendment)),
        "is_asked": amendment.asked,
    }


def _official(side: CaseSide, amendment: Amendment) -> str | None:
    """A date or a number as official papers write it; None for what is neither."""
    located = side.located.get(amendment.path)
    return official_words(located.answer, located.fact) if located else None


def _outcomes(moved: Outcome) -> Iterator[View]:
    for label, before, after in decision_rows(moved.decision):
        yield {"label": label, "before": before, "after": after}
    for score in moved.scores:
        words = score_words(score.before), score_words(score.after)
        if score.family is None and words[0] != words[1]:
            yield {"label": "評点", "before": words[0], "after": words[1]}


def _verdict(move: VerdictMove) -> View:
    return {
        "rule": move.rule,
        "title": move.title,
        "gate": move.gate.label,
        "element": move.owner or "",
        "before": verdict_words(move.before),
        "after": verdict_words(move.after),
    }


def _condition(move: ConditionMove) -> View:
    change = "改まった"
    if move.before is None:
        change = "加わった"
    elif move.after is None:
        change = "なくなった"
    return {
        "change": change,
        "subject": move.subject,
        "rules": "、".join(move.rules),
        "before": _wording(move.before),
        "after": _wording(move.after),
    }


def _wording(wording: Wording | None) -> str:
    return NOTHING if wording is None else f"（{wording.route.label}）{wording.text}"
