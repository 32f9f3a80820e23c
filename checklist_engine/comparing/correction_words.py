"""What corrections are told in: the same words on the page of `checklist diff` and in the paper."""

from collections.abc import Iterator

from checklist_engine.comparing.amendments import NOTHING, Amendment
from checklist_engine.comparing.outcomes import Decided, QuestionEnd
from checklist_engine.ground.wareki import wareki
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.verdicts import Verdict

QUESTION_ENDS = {
    QuestionEnd.ANSWERED: "回答された",
    QuestionEnd.NEEDLESS: "要らなくなった",
    QuestionEnd.NEW: "新たに尋ねる",
}
_BY_THE_RULES = "違うので、評価の変化には、規則の違いによるものが含まれます"


def cautions(before: Assessment, after: Assessment) -> Iterator[str]:
    """What else than the correction may have moved the assessment."""
    if before.pack_digest != after.pack_digest:
        yield f"訂正前と訂正後とで規則集の内容が{_BY_THE_RULES}"
    if before.profile != after.profile:
        yield f"訂正前と訂正後とで適用区分が{_BY_THE_RULES}"
    if before.as_of != after.as_of:
        yield (
            f"訂正前は{wareki(before.as_of)}、訂正後は{wareki(after.as_of)}の時点で評価したので、"
            "評価の変化には、日付の違いによるものが含まれます"
        )


def after_words(amendment: Amendment, after: str | None = None) -> str:
    """The new words (or others in their place); of several entries, what came and what went."""
    notes = [
        f"（{how}もの：{'、'.join(entries)}）"
        for how, entries in (("加えた", amendment.gained), ("除いた", amendment.lost))
        if entries
    ]
    return "\n".join([after or amendment.after, *notes])


def decision_rows(decision: tuple[Decided, Decided] | None) -> Iterator[tuple[str, str, str]]:
    """What became of the decision and of its sentence: a label, before, after."""
    if decision is None:
        return
    before, after = decision
    if before.words != after.words:
        yield "結論案", before.words, after.words
    if before.conclusion != after.conclusion:
        yield "結論の文", before.conclusion or NOTHING, after.conclusion or NOTHING


def verdict_words(verdict: Verdict | None) -> str:
    """A verdict, or that there was none."""
    return NOTHING if verdict is None else verdict.label
