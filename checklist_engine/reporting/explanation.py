"""Explanations (判定の理由): each finding as a tree of sentences, and the fewest answers that it rests on."""

from collections.abc import Iterator

from checklist_engine.conclusion.answers import AnswerIndex, answer_index
from checklist_engine.evaluator.expression import elements_at, evaluate
from checklist_engine.evaluator.proof import lacking_proof
from checklist_engine.evaluator.relevance import only_irrelevant, relevance_map
from checklist_engine.evaluator.view import Scope, View
from checklist_engine.ground.lazy_dataclasses import dataclass, replace
from checklist_engine.ground.truth import Truth
from checklist_engine.inquiry.reasons import Reason, Reasoner
from checklist_engine.model.assessment import Assessment, Finding, RuleFindings
from checklist_engine.model.plan import TRUE, Exists, Node, Plan, PlannedLoop, PlannedRule
from checklist_engine.model.submission import elements_by_path
from checklist_engine.model.verdicts import Verdict
from checklist_engine.phrasing.recitation import Reciter, recite
from checklist_engine.reporting.explanation_clauses import Clause
from checklist_engine.reporting.explanation_proofs import Prover
from checklist_engine.reporting.explanation_tree import Teller
from checklist_engine.reporting.recital import period_words

APPLIES_WHEN = "applies_when"
FOR_EACH = "for_each"
REQUIRE = "require"
COMPENSATED_BY = "compensated_by"
"""The parts of a rule, as it is written."""
_FULFILLED = "この規則を満たしている"
_CONCERNED = "この規則の対象である"
_TRUTHS = {
    Verdict.MET: (Truth.TRUE, Truth.TRUE),
    Verdict.COMPENSATED: (Truth.TRUE, Truth.TRUE),
    Verdict.UNPROVEN: (Truth.TRUE, Truth.UNKNOWN),
    Verdict.UNDETERMINED: (Truth.UNKNOWN, Truth.UNKNOWN),
    Verdict.NOT_MET: (Truth.FALSE, Truth.FALSE),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingExplanation:
    """Why one finding is what the rules alone make it (its `machine_verdict`).

    Attributes:
        tree: whether the rule is fulfilled or, where it is 対象外, concerned at all. Its parts are
            those of the rule, as far as they were needed.
        reason: the fewest answers that give this verdict or, where it is open, may settle it.
    """

    finding: Finding
    tree: Clause
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleExplanation:
    """A rule read aloud (`reading`), and each of its findings explained."""

    rule: PlannedRule
    found: RuleFindings
    reading: str
    findings: tuple[FindingExplanation, ...]


class Explainer:
    """Explains one assessment."""

    def __init__(self, assessment: Assessment, plan: Plan) -> None:
        """Args:
        assessment: what was concluded.
        plan: the one that it was made with.
        """
        self.assessment, self.plan = assessment, plan
        answers, as_of = assessment.submission.answers, assessment.as_of
        self.index: AnswerIndex = answer_index(plan.vocabulary, answers)
        self.elements = elements_by_path(answers)
        self.rules = {rule.id: rule for rule in plan.rules}
        self._relevance = relevance_map(plan, answers, as_of)
        self._irrelevant = self._relevance.irrelevant
        self._view = View(answers=answers, as_of=as_of, hidden=self._irrelevant)
        self._reasoner = Reasoner(plan, assessment.submission, as_of)
        self._teller = Teller(
            reciter=Reciter.of(plan.vocabulary),
            index=self.index,
            relevance=self._relevance,
            planned={each.fact: each for each in plan.relevance},
            view=self._view,
            proven=self._view,
            prover=None,
        )

    def explained(self, rule: str | None = None) -> Iterator[RuleExplanation]:
        """The rule of this id or, without one, all rules, in their order."""
        for found in self.assessment.rules:
            if rule in (None, found.rule):
                yield self._rule(self.rules[found.rule], found)

    def _rule(self, rule: PlannedRule, found: RuleFindings) -> RuleExplanation:
        return RuleExplanation(
            rule=rule,
            found=found,
            reading=recite(rule, self.plan.vocabulary).sentence(),
            findings=tuple(
                FindingExplanation(
                    finding=finding,
                    tree=self._tree(rule, finding),
                    reason=self._reasoner.reason(rule, finding),
                )
                for finding in found.findings
            ),
        )

    def _tree(self, rule: PlannedRule, finding: Finding) -> Clause:
        """The parts in the order in which the evaluator goes through them, as far as it has to."""
        if rule.in_force is not None and not rule.in_force.covers(self.assessment.as_of):
            return _unconcerned((), f"施行期間（{period_words(rule.in_force)}）の外です")
        applies = self._when(APPLIES_WHEN, rule.applies_when, ())
        if any(each.truth is Truth.FALSE for each in applies):
            return _unconcerned(applies, "適用条件が成り立たないので、判定基準は見ていません")
        if rule.loop is None:
            return self._judged(rule, finding, applies, ())
        if finding.element is not None:
            scope = (self.elements[finding.element],)
            chosen = self._when(FOR_EACH, rule.loop.where, scope)
            return self._judged(rule, finding, (*applies, *chosen), scope)
        listed = self._list(rule.loop, finding)
        if finding.machine_verdict is Verdict.NOT_APPLICABLE:
            return _unconcerned((*applies, listed), None)
        return _root(finding.machine_verdict, (*applies, listed), None)

    def _when(self, part: str, node: Node, scope: Scope) -> tuple[Clause, ...]:
        """`applies_when` or `where`, where the rule has one."""
        if node == TRUE:
            return ()
        return (self._settled(replace(self._teller.clause(node, scope), part=part), node, scope),)

    def _settled(self, clause: Clause, node: Node, scope: Scope) -> Clause:
        """As the evaluator has it: an UNKNOWN that waits only for what nobody is asked is FALSE."""
        if not only_irrelevant(evaluate(node, self._view, scope), self._irrelevant):
            return clause
        return _denied(clause)

    def _list(self, loop: PlannedLoop, finding: Finding) -> Clause:
        """What stands in the way of a finding on an element: the list as a whole."""
        if elements_at(loop.elements, self._view, ()) is None:
            label = self._teller.reciter.elements(loop.elements, TRUE)
            clause = Clause(
                text=f"{label}が記入されている",
                truth=Truth.UNKNOWN,
                proven=Truth.UNKNOWN,
                answers=(self._teller.answer(loop.elements, ()),),
                part=FOR_EACH,
            )
            is_open = finding.machine_verdict is Verdict.UNDETERMINED
            return clause if is_open else _denied(clause)
        if finding.open_list and loop.closed_by is not None:
            return replace(self._teller.complete(loop.elements, loop.closed_by), part=FOR_EACH)
        some = Exists(
            elements=loop.elements, closed_by=loop.closed_by, where=loop.where, satisfies=TRUE
        )
        clause = replace(self._teller.clause(some), part=FOR_EACH)
        return clause if clause.truth is Truth.FALSE else _denied(clause)

    def _judged(
        self, rule: PlannedRule, finding: Finding, before: tuple[Clause, ...], scope: Scope
    ) -> Clause:
        evidence = self.assessment.submission.evidence
        kinds = self.plan.evidence_kinds
        lacking = lacking_proof(rule.proofs, evidence, kinds, self._view, scope)
        teller = replace(
            self._teller,
            proven=self._view.without(lacking),
            prover=Prover(
                needs=rule.proofs,
                scope=scope,
                evidence=evidence,
                kinds=kinds,
                as_of=self.assessment.as_of,
            ),
        )
        parts = [*before, replace(teller.clause(rule.require, scope), part=REQUIRE)]
        notes = []
        verdict = finding.machine_verdict
        if rule.compensated_by is not None:
            if verdict is Verdict.MET:
                notes.append("判定基準を満たすので、代替措置は見ていません")
            else:
                compensated = teller.clause(rule.compensated_by, scope)
                parts.append(replace(compensated, part=COMPENSATED_BY))
        if finding.applies is Truth.UNKNOWN and verdict is not Verdict.UNDETERMINED:
            notes.append(f"対象かどうかは未確定ですが、対象であれば{verdict.label}です")
        return _root(verdict, tuple(parts), "。".join(notes) or None)


def _root(verdict: Verdict, parts: tuple[Clause, ...], note: str | None) -> Clause:
    truth, proven = _TRUTHS[verdict]
    return Clause(text=_FULFILLED, truth=truth, proven=proven, parts=parts, note=note)


def _unconcerned(parts: tuple[Clause, ...], note: str | None) -> Clause:
    return Clause(text=_CONCERNED, truth=Truth.FALSE, proven=Truth.FALSE, parts=parts, note=note)


def _denied(clause: Clause) -> Clause:
    return replace(
        clause,
        truth=Truth.FALSE,
        proven=Truth.FALSE,
        note="求めない回答だけによるので、成り立たないものとします",
    )
