"""Explanations as a person reads them, in 40 cells or more, with colours or without."""

from collections.abc import Iterator, Sequence

from checklist_engine.conclusion.conditions import outcome_of
from checklist_engine.conclusion.questions import proof_words
from checklist_engine.evaluator.relevance import Relevance
from checklist_engine.ground.truth import Truth
from checklist_engine.ground.wareki import wareki
from checklist_engine.ground.widths import pad
from checklist_engine.model.assessment import Finding, RuleFindings
from checklist_engine.model.verdicts import Gate, Route, Verdict
from checklist_engine.phrasing.bases import cited
from checklist_engine.reporting.explanation import (
    APPLIES_WHEN,
    COMPENSATED_BY,
    FOR_EACH,
    REQUIRE,
    Explainer,
    FindingExplanation,
    RuleExplanation,
)
from checklist_engine.reporting.explanation_clauses import Clause, ShownAnswer
from checklist_engine.reporting.explanation_proofs import ShownProof
from checklist_engine.reporting.layout import Canvas, Tone, plain
from checklist_engine.reporting.text import decision_words

_PARTS = {
    APPLIES_WHEN: "適用条件",
    FOR_EACH: "対象",
    REQUIRE: "判定基準",
    COMPENSATED_BY: "代替措置",
}
_MARKS = {
    Truth.TRUE: ("○ 成立", Tone.GOOD),
    Truth.FALSE: ("× 不成立", Tone.BAD),
    Truth.UNKNOWN: ("？未確定", Tone.CARE),
}
_UNPROVEN = ("△ 要証跡", Tone.CARE)
_MARK_CELLS = 9
_MOST_ELEMENTS = 5


def explanation_text(explainer: Explainer, canvas: Canvas, rule: str | None) -> Iterator[str]:
    """The explanation of one rule or, without one, the chain from the decision down."""
    writer = _Writer(explainer, canvas)
    yield from writer.heading()
    if rule is None:
        yield from writer.chain()
    else:
        for explained in explainer.explained(rule):
            yield from writer.rule(explained)


class _Writer:
    def __init__(self, explainer: Explainer, canvas: Canvas) -> None:
        self.explainer, self.canvas = explainer, canvas
        self.assessment, self.plan = explainer.assessment, explainer.plan
        self.answers = explainer.assessment.submission.answers
        self.index, self.elements = explainer.index, explainer.elements

    def heading(self) -> Iterator[str]:
        item = self.assessment.item
        label = f"諮問{item}　" if item else "案件　"
        yield from self.canvas.hang(label, self.assessment.submission.case.title, tone=Tone.STRONG)
        yield ""

    def rule(self, explained: RuleExplanation) -> Iterator[str]:
        """One rule: read aloud, then each of its findings."""
        found, planned = explained.found, explained.rule
        yield self.canvas.paint(f"■ {found.rule}　{found.title}［{found.gate.label}］", Tone.STRONG)
        yield from self.canvas.hang("規則　", explained.reading, indent=2)
        facts = {fact.full_id: fact for fact in self.plan.vocabulary.all_facts()}
        for proof in planned.proofs:
            label = facts[proof.ref.fact].label
            wanted = f"「{label}」の回答には、{proof_words(proof, self.plan.evidence_kinds)}"
            yield from self.canvas.hang("証跡　", wanted, indent=2)
        for basis in cited(planned.basis, self.assessment.as_of):
            yield from self.canvas.hang("根拠　", basis, indent=2)
        if planned.guidance:
            yield from self.canvas.hang("手引　", planned.guidance, indent=2)
        for each in explained.findings:
            yield from self._finding(explained, each)
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
        for path in finding.paths:
            lacking = "（証跡なし）" if path in finding.lacking_proof else ""
            words = f"{self._answered(path)}{lacking}　{self._place(path)}"
            yield from self.canvas.hang("・", words, indent=indent + 4)

    def _finding(self, explained: RuleExplanation, each: FindingExplanation) -> Iterator[str]:
        finding = each.finding
        verdict = f"{self._verdict(finding)}{self._about(finding)}"
        yield from self.canvas.hang("判定　", verdict, indent=2, tone=Tone.STRONG)
        if finding.text:
            yield from self.canvas.hang("", finding.text, indent=6)
        yield from self._reason(each)
        for use in outcome_of(explained.rule, finding).uses:
            subject = self.plan.conditions[use.condition].subject
            yield from self.canvas.hang("→ ", f"条件「{subject}」", indent=6)
        yield from self._ruling(finding)
        for part in each.tree.parts:
            yield f"    {_PARTS[part.part or REQUIRE]}"
            yield from self._clause(part, 6, proofs=part.truth is Truth.TRUE)
        if each.tree.note:
            yield from self.canvas.hang("", f"（{each.tree.note}）", indent=4)

    def _reason(self, each: FindingExplanation) -> Iterator[str]:
        finding, reason = each.finding, each.reason
        is_open = finding.machine_verdict is Verdict.UNDETERMINED
        if is_open:
            yield from self._waited_for("回答を待つもの", finding.paths)
            if set(reason.paths) == set(finding.paths):
                if reason.smallest and len(reason.paths) > 1:
                    yield from self.canvas.hang(
                        "", "この全てが分かるまで、判定は決まりません", indent=6
                    )
            else:
                among = "このうち、" if set(reason.paths) < set(finding.paths) else ""
                heading = f"{among}次の{len(reason.paths)}件が分かれば、判定が決まることがあります"
                yield from self._waited_for(heading, reason.paths)
        else:
            this = "この判定" if finding.ruling is None else "規則による判定"
            heading = f"理由（次の{len(reason.paths)}件の回答だけで、{this}になります）"
            if not reason.paths:
                heading = f"理由（回答によらず、{this}になります）"
            elif not reason.smallest:
                heading = f"理由（{this}になる回答の一組。多いため、最も少ないとは限りません）"
            yield from self._listed(heading, reason.paths, finding.lacking_proof)

    def _listed(
        self, heading: str, paths: Sequence[str], lacking: Sequence[str] = ()
    ) -> Iterator[str]:
        yield from self.canvas.hang("", heading, indent=6)
        for path in paths:
            note = "（証跡が足りません）" if path in lacking else ""
            yield from self.canvas.hang("・", self._answered(path) + note, indent=6)

    def _waited_for(self, heading: str, paths: Sequence[str]) -> Iterator[str]:
        yield from self.canvas.hang("", heading, indent=6)
        for path in paths:
            answer = self.index.located[path].answer
            note = ""
            if isinstance(answer, tuple):
                note = "（ほかにあれば、書き加えます）"
            elif answer is False:
                note = "（「はい」になるのを待ちます）"
            yield from self.canvas.hang("・", self._answered(path) + note, indent=6)

    def _clause(self, clause: Clause, indent: int, *, proofs: bool) -> Iterator[str]:
        unproven = clause.truth is Truth.TRUE and clause.proven is not Truth.TRUE
        mark, tone = _UNPROVEN if unproven else _MARKS[clause.truth]
        note = f"（{clause.note}）" if clause.note else ""
        yield from self.canvas.hang(
            pad(mark, _MARK_CELLS), clause.text + note, indent=indent, tone=tone
        )
        elements = [each for each in clause.parts if each.element]
        if not elements:
            for answer in clause.answers:
                shown = proofs or clause.truth is Truth.TRUE
                yield from self._answer(answer, clause, indent + 2, proofs=shown)
        left_out = elements[_MOST_ELEMENTS:]
        for part in clause.parts:
            if part not in left_out:
                yield from self._clause(part, indent + 2, proofs=proofs)
            elif part is left_out[0]:
                yield from self.canvas.hang("", _how_many(left_out), indent=indent + 2)

    def _answer(
        self, answer: ShownAnswer, clause: Clause, indent: int, *, proofs: bool
    ) -> Iterator[str]:
        label = "回答" if f"「{answer.short}」" in clause.text else answer.short
        if len(clause.answers) > 1:
            label = answer.short
        place = self._place(answer.path)
        if answer.answer is None and answer.place is None:
            place = ""
        yield from self.canvas.hang(
            "・", f"{label}: {_words(answer)}　{place}".rstrip(), indent=indent
        )
        for each in answer.not_asked:
            yield from self._clause(each, indent + 2, proofs=False)
        if proofs and answer.answer is not None and answer.relevance is not Relevance.IRRELEVANT:
            for proof in answer.proofs:
                yield from self._proof(proof, indent)

    def _proof(self, proof: ShownProof, indent: int) -> Iterator[str]:
        have = "足りません" if proof.records else "ありません"
        words = f"{'あります' if proof.holds else have}（要るもの: {proof.wanted}）"
        yield from self.canvas.hang("・証跡: ", words, indent=indent)
        for record in proof.records:
            mark = f"{'×' if record.faults else '○'} {record.id}　"
            faults = f"（{'、'.join(record.faults)}）" if record.faults else ""
            yield from self.canvas.hang(mark, record.words + faults, indent=indent + 2)

    def _answered(self, path: str) -> str:
        """「受け取った監督の資料（クラウド事業者）: 該当なし」."""
        unknown = self.answers.reasons.get(path)
        note = f"（{unknown}）" if unknown else ""
        return f"{self.index.located[path].label}: {self.index.words(path)}{note}"

    def _place(self, path: str) -> str:
        place = self.answers.places.get(path)
        return f"〔{place}〕" if place else "〔記入なし〕"

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


def _words(answer: ShownAnswer) -> str:
    first = "".join(f"「{label}」" for label in answer.first)
    match answer.relevance:
        case Relevance.IRRELEVANT if answer.answer is None:
            return "求めません（次のことが成り立たないため）"
        case Relevance.IRRELEVANT:
            return f"求めません（次のことが成り立たないため）。記入された「{answer.words}」は使いません"
        case Relevance.PENDING:
            return f"{answer.words}（求めるかどうかは、{first}の回答によります）"
        case Relevance.ASKED:
            return answer.words + (f"（{answer.unknown}）" if answer.unknown else "")


def _how_many(elements: Sequence[Clause]) -> str:
    """「ほか7件（成立5件、未確定2件）」."""
    counts = {
        mark.split()[-1].removeprefix("？"): sum(each.truth is truth for each in elements)
        for truth, (mark, _) in _MARKS.items()
    }
    parts = "、".join(f"{words}{count}件" for words, count in counts.items() if count)
    return f"ほか{len(elements)}件（{parts}）"
