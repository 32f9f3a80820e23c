"""Rules in a report: each with its verdict, the answers that it rests on, their proofs, its basis."""

from collections.abc import Iterator, Sequence

from checklist_engine.conclusion.answers import AnswerIndex, answer_index
from checklist_engine.drafting.html.words import (
    UNSETTLED,
    record_words,
    verdict_mark,
    worst_mark,
)
from checklist_engine.evaluator.proof import supports
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.wareki import wareki
from checklist_engine.model.assessment import Assessment, Finding, RuleFindings
from checklist_engine.model.plan import Plan, PlannedRule
from checklist_engine.model.submission import elements_by_path
from checklist_engine.model.verdicts import Verdict
from checklist_engine.phrasing.bases import cited
from checklist_engine.phrasing.recitation import recite
from checklist_engine.pictures.marks import Mark
from checklist_engine.reporting.explanation_proofs import Prover, ShownProof
from checklist_engine.reporting.text import score_words


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerEntry:
    """An answer that a finding rests on, or waits for.

    Attributes:
        unknown: why it is not given, where the submission says so.
        lacks_proof: whether it counts for nothing yet, for want of proof.
        proofs: what the rule wants as proof, and what there is.
        records: records on an answer of which the rule wants no proof.
    """

    label: str
    words: str
    unknown: str
    lacks_proof: bool
    proofs: tuple[ShownProof, ...]
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingEntry:
    """A finding: on an element (`about`), or on the submission."""

    mark: Mark
    about: str
    text: str
    is_open: bool
    answers: tuple[AnswerEntry, ...]
    ruling: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleEntry:
    """A rule and what came of it; `open` where its details are shown at first."""

    id: str
    anchor: str
    title: str
    gate: str
    mark: Mark
    open: bool
    findings: tuple[FindingEntry, ...]
    reading: str
    basis: tuple[str, ...]
    guidance: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyEntry:
    """A family (分野) with its rules and its score."""

    label: str
    anchor: str
    score: str
    rules: tuple[RuleEntry, ...]


def family_entries(assessment: Assessment, plan: Plan) -> tuple[FamilyEntry, ...]:
    """All rules of a case, by family, in their order."""
    teller = _Teller(assessment, plan)
    entries = (
        FamilyEntry(
            label=family.label,
            anchor=f"family-{family.id}",
            score=score_words(assessment.families.get(family.id)),
            rules=tuple(teller.rule(rule) for rule in assessment.rules if rule.family == family.id),
        )
        for family in plan.families
    )
    return tuple(entry for entry in entries if entry.rules)


class _Teller:
    """Tells the rules of one case."""

    def __init__(self, assessment: Assessment, plan: Plan) -> None:
        self.assessment, self.plan = assessment, plan
        submission = assessment.submission
        self.answers, self.evidence = submission.answers, submission.evidence
        self.index: AnswerIndex = answer_index(plan.vocabulary, submission.answers)
        self.elements = elements_by_path(submission.answers)
        self.planned = {rule.id: rule for rule in plan.rules}
        self.rulings = {each.ruling.id: each.ruling for each in assessment.rulings}

    def rule(self, found: RuleFindings) -> RuleEntry:
        planned = self.planned[found.rule]
        return RuleEntry(
            id=found.rule,
            anchor=f"rule-{found.rule}",
            title=found.title,
            gate=found.gate.label,
            mark=worst_mark(found.verdicts),
            open=bool(found.verdicts & UNSETTLED),
            findings=tuple(self._finding(planned, each) for each in found.findings),
            reading=recite(planned, self.plan.vocabulary).sentence(),
            basis=cited(planned.basis, self.assessment.as_of),
            guidance=planned.guidance or "",
            claims=tuple(self._claims(found.rule)),
        )

    def _finding(self, rule: PlannedRule, finding: Finding) -> FindingEntry:
        scope = (self.elements[finding.element],) if finding.element else ()
        prover = Prover(
            needs=rule.proofs,
            scope=scope,
            evidence=self.evidence,
            kinds=self.plan.evidence_kinds,
            as_of=self.assessment.as_of,
        )
        elements = [element.path for element in scope]
        return FindingEntry(
            mark=verdict_mark(finding.verdict),
            about=self._about(finding),
            text=finding.text or "",
            is_open=finding.machine_verdict is Verdict.UNDETERMINED,
            answers=tuple(self._answer(path, finding, prover, elements) for path in finding.paths),
            ruling=self._ruling(finding),
        )

    def _about(self, finding: Finding) -> str:
        if finding.element is None:
            return "これから記入されるもの" if finding.open_list else ""
        element = self.elements[finding.element]
        return element.name or element.key

    def _answer(
        self, path: str, finding: Finding, prover: Prover, elements: Sequence[str]
    ) -> AnswerEntry:
        located = self.index.located[path]
        proofs = prover.of(path) if located.answer is not None else ()
        return AnswerEntry(
            label=located.label,
            words=self.index.words(path),
            unknown=self.answers.reasons.get(path, ""),
            lacks_proof=path in finding.lacking_proof,
            proofs=proofs,
            records=()
            if proofs
            else tuple(
                record_words(each, self.plan)
                for each in self.evidence
                if supports(each, path, elements)
            ),
        )

    def _ruling(self, finding: Finding) -> str:
        if finding.ruling is None:
            return ""
        ruling = self.rulings[finding.ruling]
        return (
            f"規則による判定は「{finding.machine_verdict.label}」ですが、{ruling.authority}が"
            f"{wareki(ruling.on)}に「{ruling.verdict.label}」と裁定しました（{ruling.reason}）"
        )

    def _claims(self, rule: str) -> Iterator[str]:
        for claim in self.assessment.submission.claims:
            if claim.rule == rule:
                element = self.elements.get(claim.element or "")
                about = f"（{element.name or element.key}）" if element else ""
                yield f"{claim.kind.label}{about}：{claim.reason}"
