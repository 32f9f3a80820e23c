"""Corrections (訂正) as templates see them: what was amended, and what moved because of it."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from checklist_engine.comparing.amendments import NOTHING, Amendment
from checklist_engine.comparing.case_sides import CaseSide
from checklist_engine.comparing.outcomes import (
    ConditionMove,
    Outcome,
    QuestionEnd,
    VerdictMove,
    Wording,
)
from checklist_engine.comparing.submission_diff import CaseDiff
from checklist_engine.drafting.dossier import View, official_words
from checklist_engine.ground.wareki import wareki
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.verdicts import Verdict
from checklist_engine.reporting.text import score_words

_ENDS = {
    QuestionEnd.ANSWERED: "回答された",
    QuestionEnd.NEEDLESS: "要らなくなった",
    QuestionEnd.NEW: "新たに尋ねる",
}
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
            {"change": _ENDS[each.end], "text": each.question.text} for each in moved.questions
        ],
        "notes": list(_notes(before, after)),
    }


def _change(amendment: Amendment, before: CaseSide, after: CaseSide) -> View:
    """A row; of an answer with several entries, what came and what went, too."""
    notes = [
        f"（{how}もの：{'、'.join(entries)}）"
        for how, entries in (("加えた", amendment.gained), ("除いた", amendment.lost))
        if entries
    ]
    return {
        "label": amendment.label,
        "before": _official(before, amendment) or amendment.before,
        "after": "\n".join([_official(after, amendment) or amendment.after, *notes]),
        "is_asked": amendment.asked,
    }


def _official(side: CaseSide, amendment: Amendment) -> str | None:
    """A date or a number as official papers write it; None for what is neither."""
    if amendment.path == "case.submitted_on":
        day = side.submission.case.submitted_on
        return wareki(day) if day else None
    located = side.located.get(amendment.path)
    return official_words(located.answer, located.fact) if located else None


def _outcomes(moved: Outcome) -> Iterator[View]:
    if moved.decision is not None:
        before, after = moved.decision
        if before.words != after.words:
            yield {"label": "結論案", "before": before.words, "after": after.words}
        if before.conclusion != after.conclusion:
            yield {
                "label": "結論の文",
                "before": before.conclusion or NOTHING,
                "after": after.conclusion or NOTHING,
            }
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
        "before": _verdict_words(move.before),
        "after": _verdict_words(move.after),
    }


def _verdict_words(verdict: Verdict | None) -> str:
    return NOTHING if verdict is None else verdict.label


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


def _notes(before: Assessment, after: Assessment) -> Iterator[str]:
    """What else than the correction may have moved the assessment."""
    moved = "違うので、評価の変化には、規則の違いによるものが含まれます"
    if before.pack_digest != after.pack_digest:
        yield f"訂正前と訂正後とで規則集の内容が{moved}"
    if before.profile != after.profile:
        yield f"訂正前と訂正後とで適用区分が{moved}"
    if before.as_of != after.as_of:
        yield (
            f"訂正前は{wareki(before.as_of)}、訂正後は{wareki(after.as_of)}の時点で評価したので、"
            "評価の変化には、日付の違いによるものが含まれます"
        )
