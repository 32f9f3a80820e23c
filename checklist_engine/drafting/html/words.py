"""Marks and short words that every part of a report uses: the same sign for the same thing."""

from collections.abc import Iterable, Sequence

from checklist_engine.evaluator.tables import worst
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.wareki import wareki
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import Evidence
from checklist_engine.model.verdicts import WORST_FIRST, Decision, Verdict
from checklist_engine.pictures.marks import Mark, Tone
from checklist_engine.reporting.text import SIGNS

_TONES = {
    Verdict.MET: Tone.GOOD,
    Verdict.COMPENSATED: Tone.GOOD,
    Verdict.UNPROVEN: Tone.CARE,
    Verdict.UNDETERMINED: Tone.OPEN,
    Verdict.NOT_MET: Tone.BAD,
    Verdict.WAIVED: Tone.QUIET,
    Verdict.NOT_APPLICABLE: Tone.QUIET,
}
UNSETTLED = frozenset({Verdict.NOT_MET, Verdict.UNPROVEN, Verdict.UNDETERMINED})
"""The verdicts that a reader has to do something about."""
_DECISIONS = {
    Decision.APPROVE: ("○", Tone.GOOD),
    Decision.APPROVE_WITH_CONDITIONS: ("△", Tone.CARE),
    Decision.DEFER: ("？", Tone.OPEN),
    Decision.REJECT: ("×", Tone.BAD),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many there are of something that has a mark."""

    mark: Mark
    count: int


def verdict_mark(verdict: Verdict) -> Mark:
    """The mark of a verdict."""
    return Mark(SIGNS[verdict], verdict.label, _TONES[verdict])


def decision_mark(decision: Decision | None) -> Mark:
    """The mark of a decision."""
    if decision is None:
        return Mark("－", "結論を出さない適用区分", Tone.QUIET)
    sign, tone = _DECISIONS[decision]
    return Mark(sign, decision.label, tone)


def worst_mark(verdicts: Iterable[Verdict]) -> Mark:
    """The mark of a rule, whose verdict is the worst of its findings."""
    return verdict_mark(worst(frozenset(verdicts)))


def waiting_words(assessment: Assessment) -> str:
    """What stands beside a decision that is not final yet, and never inside its sentence."""
    waiting = sum(question.awaited for question in assessment.questions)
    return f"回答待ち{waiting}件・暫定" if assessment.provisional else ""


def counts_of(verdicts: Sequence[Verdict]) -> tuple[Count, ...]:
    """How many there are of each verdict, the worst first."""
    return tuple(
        Count(mark=verdict_mark(each), count=verdicts.count(each))
        for each in WORST_FIRST
        if each in verdicts
    )


def record_words(record: Evidence, plan: Plan) -> str:
    """A record of proof: 「E1　設置国の確認（口頭での確認、システム業者、日付なし）」."""
    kind = plan.evidence_kinds[record.kind]
    about = [
        kind.label if record.title else "",
        record.issued_by or "",
        wareki(record.issued_on) if record.issued_on else "日付なし",
        f"{wareki(record.valid_until)}まで有効" if record.valid_until else "",
    ]
    return f"{record.id}　{record.title or kind.label}（{'、'.join(filter(None, about))}）"
