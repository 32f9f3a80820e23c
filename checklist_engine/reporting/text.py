"""An assessment as a person reads it: decision and sentence first, then what stands in the way."""

from collections.abc import Iterator, Sequence

from checklist_engine.conclusion.answers import AnswerIndex, answer_index
from checklist_engine.evaluator.score import rounded
from checklist_engine.evaluator.tables import worst
from checklist_engine.ground.wareki import wareki
from checklist_engine.model.assessment import (
    Assessment,
    Finding,
    Origin,
    RuleFindings,
    Score,
)
from checklist_engine.model.pack_parts import ChangeKind
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import elements_by_path
from checklist_engine.model.verdicts import Decision, Route, Verdict
from checklist_engine.reporting.layout import Canvas, Tone, plain

SIGNS = {
    Verdict.MET: "○",
    Verdict.COMPENSATED: "○",
    Verdict.UNPROVEN: "△",
    Verdict.UNDETERMINED: "？",
    Verdict.NOT_MET: "×",
    Verdict.WAIVED: "－",
    Verdict.NOT_APPLICABLE: "－",
}
"""What stands for a verdict wherever there is room for one character only, on every paper alike."""
_TONES = {
    Verdict.MET: Tone.GOOD,
    Verdict.COMPENSATED: Tone.GOOD,
    Verdict.UNPROVEN: Tone.CARE,
    Verdict.UNDETERMINED: Tone.CARE,
    Verdict.NOT_MET: Tone.BAD,
}
_DECISION_TONES = {
    Decision.APPROVE: Tone.GOOD,
    Decision.APPROVE_WITH_CONDITIONS: Tone.CARE,
    Decision.DEFER: Tone.CARE,
    Decision.REJECT: Tone.BAD,
}
_IN_DETAIL = (Verdict.NOT_MET, Verdict.UNPROVEN, Verdict.UNDETERMINED)
_IN_BRIEF = (Verdict.MET, Verdict.COMPENSATED, Verdict.WAIVED, Verdict.NOT_APPLICABLE)


def agenda_text(assessments: Sequence[Assessment], canvas: Canvas) -> list[str]:
    """One line a case: what a meeting decides, at a glance."""
    first = "諮問" if any(each.item for each in assessments) else "案件"
    rows = [(first, "結論案", "評点", "システム")]
    rows += [
        (
            each.item or each.submission.case.id,
            decision_words(each),
            score_words(each.score),
            each.submission.case.system or each.submission.case.title,
        )
        for each in assessments
    ]
    return [*canvas.table(rows), ""]


def notifications_text(assessments: Sequence[Assessment], canvas: Canvas) -> list[str]:
    """届出 of a meeting: one line each, with what a rule remarks on it."""
    lines = [canvas.paint(f"■ 届出（{len(assessments)}件）", Tone.STRONG)]
    for each in assessments:
        case = each.submission.case
        lines += canvas.hang("・", f"{case.title}（{case.department or '担当課未記入'}）", indent=2)
        for remark in each.remarks:
            lines += canvas.hang("× ", remark.text, indent=6, tone=Tone.BAD)
        for question in each.questions:
            lines += canvas.hang("？ ", question.text, indent=6, tone=Tone.CARE)
    return lines


def assessment_text(
    assessment: Assessment, plan: Plan, canvas: Canvas, *, verbose: bool = False
) -> list[str]:
    """One case, as lines; `verbose` with all that packs and profile changed."""
    writer = _Writer(assessment, plan, canvas)
    return [
        *writer.heading(),
        *writer.changes(verbose=verbose),
        *writer.conclusion(),
        *writer.findings(),
        *writer.rulings(),
        *writer.claims(),
        *writer.conditions(),
        *writer.remarks(),
        *writer.questions(),
        *writer.settled(),
    ]


def decision_words(assessment: Assessment) -> str:
    """The decision with its 暫定: 「条件付きで認める（回答待ち4件・暫定）」."""
    if assessment.decision is None:
        return "結論を出さない適用区分"
    waiting = sum(question.awaited for question in assessment.questions)
    note = f"（回答待ち{waiting}件・暫定）" if assessment.provisional else ""
    return assessment.decision.label + note


class _Writer:
    """Writes the parts of one case."""

    def __init__(self, assessment: Assessment, plan: Plan, canvas: Canvas) -> None:
        self.assessment = assessment
        self.plan = plan
        self.canvas = canvas
        answers = assessment.submission.answers
        self.index: AnswerIndex = answer_index(plan.vocabulary, answers)
        self.elements = elements_by_path(answers)

    def heading(self) -> Iterator[str]:
        case = self.assessment.submission.case
        yield self.canvas.rule("━")
        label = f"諮問{self.assessment.item}　" if self.assessment.item else "案件　"
        yield from self.canvas.hang(label, case.title, tone=Tone.STRONG)
        facts = [
            case.department,
            f"規則集 {self.assessment.pack} {self.assessment.pack_version}",
            f"基準日 {wareki(self.assessment.as_of)}",
        ]
        yield self.canvas.paint(plain("　".join(fact for fact in facts if fact)), Tone.QUIET)
        yield self.canvas.rule("━")

    def changes(self, *, verbose: bool) -> Iterator[str]:
        """What of the pack is not as it was below: what is left out always, the rest when asked."""
        left_out = (ChangeKind.OFF, ChangeKind.EXCEPTED)
        shown = [each for each in self.plan.changes if verbose or each.kind in left_out]
        if shown:
            yield self._title("規則集の変更", len(shown))
            rows = [(each.subject, f"{each.kind.label}（{each.by}）", each.words) for each in shown]
            yield from self.canvas.table(rows, indent=2)
        hidden = len(self.plan.changes) - len(shown)
        if hidden:
            yield self.canvas.paint(f"規則集の変更 {hidden}件（--verbose で示します）", Tone.QUIET)
        if shown or hidden:
            yield ""

    def conclusion(self) -> Iterator[str]:
        decision = self.assessment.decision
        tone = _DECISION_TONES[decision] if decision else Tone.PLAIN
        yield f"結論案　{self.canvas.paint(decision_words(self.assessment), tone)}"
        yield ""
        if self.assessment.conclusion:
            # Not folded: the sentence is there to be copied, to the letter.
            yield plain(self.assessment.conclusion)
            yield ""
        score = self.assessment.score
        if score is None:
            yield "評点　　数える規則がありません"
        else:
            yield f"評点　　{score_words(score)}点（確定した割合 {rounded(score.coverage):.1f}%）"
            rows = [
                (family.label, f"{score_words(self.assessment.families[family.id])}")
                for family in self.plan.families
                if family.id in self.assessment.families
            ]
            yield from self.canvas.table(rows, indent=8)
        yield ""

    def findings(self) -> Iterator[str]:
        for verdict in _IN_DETAIL:
            found = list(self._with(verdict))
            if not found:
                continue
            yield self._title(verdict.label, len(found))
            for rule, finding in found:
                yield from self._finding(rule, finding)
            yield ""

    def _finding(self, rule: RuleFindings, finding: Finding) -> Iterator[str]:
        mark = f"{SIGNS[finding.verdict]} {rule.rule}　"
        element = f"（{self._element(finding)}）" if finding.element else ""
        yield from self.canvas.hang(
            mark,
            f"{rule.title}{element}［{rule.gate.label}］",
            indent=2,
            tone=_TONES[finding.verdict],
        )
        if finding.text:
            yield from self.canvas.hang("", finding.text, indent=6)
        for path in finding.paths:
            label = self.index.located[path].label
            words = self.index.words(path)
            lacking = "（証跡なし）" if path in finding.lacking_proof else ""
            yield from self.canvas.hang("・", f"{label}: {words}{lacking}", indent=6)

    def rulings(self) -> Iterator[str]:
        """What was ruled on, the machine's verdict beside the final one; and what came to nothing."""
        if not self.assessment.rulings:
            return
        yield self._title("裁定", len(self.assessment.rulings))
        findings = {
            finding.ruling: (rule, finding)
            for rule in self.assessment.rules
            for finding in rule.findings
        }
        for each in self.assessment.rulings:
            ruling = each.ruling
            words = f"{ruling.rule}　{ruling.verdict.label}（{each.status.label}）"
            if ruling.id in findings:
                rule, finding = findings[ruling.id]
                element = f"（{self._element(finding)}）" if finding.element else ""
                words = (
                    f"{rule.rule}　{rule.title}{element}: {finding.verdict.label}"
                    f"（規則による判定は{finding.machine_verdict.label}）"
                )
            yield from self.canvas.hang("－ ", words, indent=2)
            until = f"、{wareki(ruling.expires)}まで" if ruling.expires else ""
            source = f"{ruling.authority}、{wareki(ruling.on)}{until}: {ruling.reason}"
            yield from self.canvas.hang("", source, indent=6)
        yield ""

    def claims(self) -> Iterator[str]:
        """What the department asks for, with the verdict that it does not change."""
        claims = self.assessment.submission.claims
        if not claims:
            return
        rules = {rule.rule: rule for rule in self.assessment.rules}
        yield self._title("申出", len(claims))
        for claim in claims:
            rule = rules.get(claim.rule)
            if rule is None:
                now = "（この適用区分では使われない規則です）"
            else:
                verdicts = frozenset(
                    finding.verdict
                    for finding in rule.findings
                    if claim.element in (None, finding.element)
                )
                now = f"（今の判定は{worst(verdicts).label}）" if verdicts else "（判定なし）"
            words = f"{claim.rule}　{rule.title if rule else ''}: {claim.kind.label}との申出{now}"
            yield from self.canvas.hang("・", words, indent=2)
            yield from self.canvas.hang("", f"理由: {claim.reason}", indent=6)
        yield ""

    def conditions(self) -> Iterator[str]:
        for route in (Route.CONCLUSION, Route.CITYWIDE):
            drafted = [each for each in self.assessment.conditions if each.route is route]
            if drafted:
                yield self._title(self._heading(route), len(drafted))
                for condition in drafted:
                    yield from self.canvas.hang("・", condition.text, indent=2)
                    yield from self._from(condition.origins)
                yield ""

    def _heading(self, route: Route) -> str:
        """A sentence that does not approve has no conditions in it."""
        refused = self.assessment.decision in (Decision.REJECT, Decision.DEFER)
        return (
            f"認める場合の{route.label}" if refused and route is Route.CONCLUSION else route.label
        )

    def remarks(self) -> Iterator[str]:
        if self.assessment.remarks:
            yield self._title(Route.REMARK.label, len(self.assessment.remarks))
            for remark in self.assessment.remarks:
                yield from self.canvas.hang("・", remark.text, indent=2)
                yield from self._from(remark.origins)
            yield ""

    def questions(self) -> Iterator[str]:
        if not self.assessment.questions:
            return
        yield self._title("質問", len(self.assessment.questions))
        for number, question in enumerate(self.assessment.questions, start=1):
            yield from self.canvas.hang(f"{number:>2}. ", question.text, indent=2)
            mark = "【回答待ち】" if question.awaited else ""
            waits = f"{mark}回答欄: {'、'.join(question.labels)}　規則: {'、'.join(question.rules)}"
            for line in self.canvas.hang("", waits, indent=6):
                yield self.canvas.paint(line, Tone.QUIET)
        yield ""

    def settled(self) -> Iterator[str]:
        """What needs no more attention, one line a verdict."""
        found = {verdict: list(self._with(verdict)) for verdict in _IN_BRIEF}
        rows = [
            (
                f"{SIGNS[verdict]} {verdict.label}",
                "、".join(dict.fromkeys(rule.rule for rule, _ in findings)),
            )
            for verdict, findings in found.items()
            if findings
        ]
        if rows:
            yield self._title("そのほかの判定", sum(map(len, found.values())))
            yield from self.canvas.table(rows, indent=2)
            yield ""

    def _with(self, verdict: Verdict) -> Iterator[tuple[RuleFindings, Finding]]:
        for rule in self.assessment.rules:
            for finding in rule.findings:
                if finding.verdict is verdict:
                    yield rule, finding

    def _title(self, words: str, count: int) -> str:
        return self.canvas.paint(f"■ {words}（{count}件）", Tone.STRONG)

    def _element(self, finding: Finding) -> str:
        element = self.elements[finding.element or ""]
        return element.name or element.key

    def _from(self, origins: Sequence[Origin]) -> Iterator[str]:
        rules = "、".join(dict.fromkeys(origin.rule for origin in origins))
        for line in self.canvas.hang("", f"規則: {rules}", indent=4):
            yield self.canvas.paint(line, Tone.QUIET)


def score_words(score: Score | None) -> str:
    """A score as an interval in points; 「－」 where nothing is counted."""
    if score is None:
        return "－"
    low, high = rounded(score.low), rounded(score.high)
    return f"{low:.1f}" if low == high else f"{low:.1f}～{high:.1f}"
