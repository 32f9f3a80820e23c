"""`checklist explain`: why a verdict is what it is, and what a conclusion rests on."""

from collections.abc import Iterator

from checklist_engine.conclusion.answers import AnswerIndex, answer_index
from checklist_engine.conclusion.conditions import outcome_of
from checklist_engine.conclusion.questions import proof_words
from checklist_engine.evaluator.view import path_of
from checklist_engine.ground.wareki import wareki
from checklist_engine.model.assessment import Assessment, Finding, RuleFindings
from checklist_engine.model.plan import Plan, PlannedRule
from checklist_engine.model.submission import Evidence, elements_by_path
from checklist_engine.model.verdicts import Gate, Route, Verdict
from checklist_engine.phrasing.bases import cited
from checklist_engine.phrasing.recitation import recite
from checklist_engine.reporting.layout import Canvas, Tone, plain
from checklist_engine.reporting.text import decision_words


class Explainer:
    """Explains one assessment."""

    def __init__(self, assessment: Assessment, plan: Plan, canvas: Canvas) -> None:
        self.assessment = assessment
        self.plan = plan
        self.canvas = canvas
        self.answers = assessment.submission.answers
        self.index: AnswerIndex = answer_index(plan.vocabulary, self.answers)
        self.elements = elements_by_path(self.answers)
        self.planned = {rule.id: rule for rule in plan.rules}

    def rule(self, found: RuleFindings) -> Iterator[str]:
        """One rule: read aloud, with its verdicts, answers, evidence and clause."""
        planned = self.planned[found.rule]
        yield self.canvas.paint(f"■ {found.rule}　{found.title}［{found.gate.label}］", Tone.STRONG)
        words = recite(planned, self.plan.vocabulary)
        yield from self.canvas.hang("規則　", words.sentence(), indent=2)
        for proof in planned.proofs:
            label = self._fact_label(proof.ref.fact)
            wanted = f"「{label}」の回答には、{proof_words(proof, self.plan.evidence_kinds)}"
            yield from self.canvas.hang("証跡　", wanted, indent=2)
        for basis in cited(planned.basis, self.assessment.as_of):
            yield from self.canvas.hang("根拠　", basis, indent=2)
        if planned.guidance:
            yield from self.canvas.hang("手引　", planned.guidance, indent=2)
        for finding in found.findings:
            yield from self._finding(planned, finding)
        yield ""

    def chain(self) -> Iterator[str]:
        """The whole way: decision ← conditions ← rules ← answers."""
        yield self.canvas.paint(f"結論案　{decision_words(self.assessment)}", Tone.STRONG)
        if self.assessment.conclusion:
            yield plain(self.assessment.conclusion)
        if self.assessment.precedent:
            yield from self.canvas.hang(
                "← ",
                f"条件が諮問{self.assessment.precedent}と同じなので、その意見を引いています",
                indent=2,
            )
        for rule, finding in self._deciding():
            yield from self._step(rule, finding, indent=2)
        found = {
            (rule.rule, finding.element): (rule, finding)
            for rule in self.assessment.rules
            for finding in rule.findings
        }
        for condition in self.assessment.conditions:
            if condition.route is Route.CONCLUSION:
                yield from self.canvas.hang(
                    "← ", f"条件「{condition.subject}」: {condition.text}", indent=2
                )
                for origin in condition.origins:
                    rule, finding = found[origin.rule, origin.element]
                    yield from self._step(rule, finding, indent=6)
        yield ""

    def _deciding(self) -> Iterator[tuple[RuleFindings, Finding]]:
        """Findings that decide beside the conditions: blocking ones, and open conditional ones."""
        for rule in self.assessment.rules:
            for finding in rule.findings:
                blocks = rule.gate is Gate.BLOCKING and finding.verdict in (
                    Verdict.NOT_MET,
                    Verdict.UNDETERMINED,
                )
                waits = rule.gate is Gate.CONDITIONAL and finding.verdict is Verdict.UNDETERMINED
                if blocks or waits:
                    yield rule, finding

    def _step(self, rule: RuleFindings, finding: Finding, *, indent: int) -> Iterator[str]:
        words = f"{rule.rule}　{rule.title}{self._about(finding)}: {self._verdict(finding)}"
        yield from self.canvas.hang("← ", words, indent=indent)
        yield from self._answers(finding, indent=indent + 4)

    def _finding(self, planned: PlannedRule, finding: Finding) -> Iterator[str]:
        label = f"判定　{self._verdict(finding)}{self._about(finding)}"
        yield from self.canvas.hang("", label, indent=2)
        if finding.text:
            yield from self.canvas.hang("", finding.text, indent=6)
        kind = "回答を待つもの" if finding.machine_verdict is Verdict.UNDETERMINED else "理由"
        if finding.paths:
            yield f"      {kind}"
        yield from self._answers(finding, indent=6)
        yield from self._evidence(planned, finding)
        yield from self._ruling(finding)
        for use in outcome_of(planned, finding).uses:
            yield from self.canvas.hang(
                "→ ", f"条件「{self.plan.conditions[use.condition].subject}」", indent=6
            )

    def _answers(self, finding: Finding, *, indent: int) -> Iterator[str]:
        for path in finding.paths:
            words = f"{self.index.located[path].label}: {self.index.words(path)}"
            reason = self.answers.reasons.get(path)
            lacking = "（証跡なし）" if path in finding.lacking_proof else ""
            place = self.answers.places.get(path)
            where = f"〔{place}〕" if place else "〔記入なし〕"
            note = f"（{reason}）" if reason else ""
            yield from self.canvas.hang("・", f"{words}{note}{lacking}　{where}", indent=indent)

    def _evidence(self, planned: PlannedRule, finding: Finding) -> Iterator[str]:
        scope = (self.elements[finding.element],) if finding.element else ()
        if planned.loop is not None and not scope:
            return
        wanted = {path_of(proof.ref, scope) for proof in planned.proofs}
        wanted |= {element.path for element in scope}
        for record in self.assessment.submission.evidence:
            if wanted & set(record.supports):
                yield from self.canvas.hang("証跡 ", self._record(record), indent=6)

    def _record(self, record: Evidence) -> str:
        kind = self.plan.evidence_kinds[record.kind]
        parts = [
            record.title or kind.label,
            f"種類: {kind.label}（{kind.strength.label}）",
            f"発行: {record.issued_by}" if record.issued_by else "",
            f"{wareki(record.issued_on)}付け" if record.issued_on else "日付なし",
            f"{wareki(record.valid_until)}まで有効" if record.valid_until else "",
        ]
        return f"{record.id}　" + "、".join(part for part in parts if part)

    def _ruling(self, finding: Finding) -> Iterator[str]:
        for each in self.assessment.rulings:
            if each.ruling.id == finding.ruling:
                words = f"{each.ruling.authority}（{wareki(each.ruling.on)}）: {each.ruling.reason}"
                yield from self.canvas.hang("裁定 ", words, indent=6)

    def _verdict(self, finding: Finding) -> str:
        if finding.ruling is None:
            return finding.verdict.label
        return f"{finding.verdict.label}（規則による判定は{finding.machine_verdict.label}）"

    def _about(self, finding: Finding) -> str:
        if finding.element is None:
            return "（これから記入されるもの）" if finding.open_list else ""
        element = self.elements[finding.element]
        return f"（{element.name or element.key}）"

    def _fact_label(self, full_id: str) -> str:
        return next(
            fact.label for fact in self.plan.vocabulary.all_facts() if fact.full_id == full_id
        )


def explanation_text(
    assessment: Assessment, plan: Plan, canvas: Canvas, rule: str | None
) -> Iterator[str]:
    """The explanation of one rule or, without one, the chain from the decision down."""
    explainer = Explainer(assessment, plan, canvas)
    label = f"諮問{assessment.item}　" if assessment.item else "案件　"
    yield from canvas.hang(label, assessment.submission.case.title, tone=Tone.STRONG)
    yield ""
    if rule is None:
        yield from explainer.chain()
        return
    for found in assessment.rules:
        if found.rule == rule:
            yield from explainer.rule(found)


def explanation_json(assessment: Assessment, plan: Plan, rule: str | None) -> dict[str, object]:
    """The same for a program: of one rule or of all."""
    planned = {each.id: each for each in plan.rules}
    answers = assessment.submission.answers
    index = answer_index(plan.vocabulary, answers)
    return {
        "case": assessment.submission.case.id,
        "item": assessment.item,
        "decision": assessment.decision.value if assessment.decision else None,
        "conclusion": assessment.conclusion,
        "rules": [
            {
                "rule": found.rule,
                "title": found.title,
                "reading": recite(planned[found.rule], plan.vocabulary).sentence(),
                "basis": list(cited(planned[found.rule].basis, assessment.as_of)),
                "findings": [
                    {
                        "element": finding.element,
                        "verdict": finding.verdict.value,
                        "machine_verdict": finding.machine_verdict.value,
                        "text": finding.text,
                        "answers": [
                            {
                                "path": path,
                                "label": index.located[path].label,
                                "answer": index.words(path),
                                "place": str(answers.places[path])
                                if path in answers.places
                                else None,
                                "lacks_proof": path in finding.lacking_proof,
                            }
                            for path in finding.paths
                        ],
                    }
                    for finding in found.findings
                ],
            }
            for found in assessment.rules
            if rule is None or found.rule == rule
        ],
    }
