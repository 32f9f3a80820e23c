"""Findings of a rule: its verdict on the submission, or on each element of its list."""

from collections.abc import Sequence
from fractions import Fraction

from checklist_engine.evaluator.expression import (
    Evaluation,
    all_of,
    elements_at,
    evaluate,
    is_open,
)
from checklist_engine.evaluator.proof import lacking_proof
from checklist_engine.evaluator.relevance import only_irrelevant
from checklist_engine.evaluator.tables import credit_of, verdict_of
from checklist_engine.evaluator.view import Scope, View
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.truth import Truth
from checklist_engine.model.assessment import Credit, Finding
from checklist_engine.model.plan import Plan, PlannedLoop, PlannedRule
from checklist_engine.model.submission import Evidence
from checklist_engine.model.verdicts import Verdict

_FALSE = Evaluation(Truth.FALSE)
_ANYTHING = Credit(low=Fraction(0), high=Fraction(1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessor:
    """What stays the same while the rules of one submission are gone through.

    `view` hides the irrelevant answers; `irrelevant` names their paths.
    """

    plan: Plan
    view: View
    evidence: Sequence[Evidence]
    irrelevant: frozenset[str]

    def findings(self, rule: PlannedRule) -> tuple[Finding, ...]:
        """The findings of a rule, in the order of the elements; never empty."""
        if rule.in_force is not None and not rule.in_force.covers(self.view.as_of):
            return (_not_applicable(rule, frozenset()),)
        applies = self._settled(evaluate(rule.applies_when, self.view))
        if applies.truth is Truth.FALSE:
            return (_not_applicable(rule, applies.paths),)
        if rule.loop is None:
            return (self._finding(rule, applies, ()),)
        return self._findings_by_element(rule, rule.loop, applies)

    def _findings_by_element(
        self, rule: PlannedRule, loop: PlannedLoop, applies: Evaluation
    ) -> tuple[Finding, ...]:
        waiting = applies.paths if applies.truth is Truth.UNKNOWN else frozenset[str]()
        listed = frozenset({loop.elements.fact})
        elements = elements_at(loop.elements, self.view, ())
        if elements is None:
            if listed <= self.irrelevant:
                return (_not_applicable(rule, listed),)
            return (_undetermined(rule, listed | waiting),)
        findings: list[Finding] = []
        passed_over: frozenset[str] = frozenset()
        for element in elements:
            chosen = self._settled(evaluate(loop.where, self.view, (element,)))
            if chosen.truth is Truth.FALSE:
                passed_over |= chosen.paths
            else:
                findings.append(self._finding(rule, all_of([applies, chosen]), (element,)))
        closed_by = frozenset({loop.closed_by} if loop.closed_by else ())
        if is_open(loop.closed_by, self.view):
            findings.append(_undetermined(rule, closed_by, open_list=True))
        return tuple(findings) or (_not_applicable(rule, listed | closed_by | passed_over),)

    def _settled(self, outcome: Evaluation) -> Evaluation:
        """An UNKNOWN that waits only for what nobody is asked is FALSE."""
        if only_irrelevant(outcome, self.irrelevant):
            return Evaluation(Truth.FALSE, outcome.paths)
        return outcome

    def _finding(self, rule: PlannedRule, applies: Evaluation, scope: Scope) -> Finding:
        lacking = lacking_proof(
            rule.proofs, self.evidence, self.plan.evidence_kinds, self.view, scope
        )
        proven = self.view.without(lacking)
        required = evaluate(rule.require, self.view, scope)
        required_proven = evaluate(rule.require, proven, scope) if lacking else required
        compensated = compensated_proven = _FALSE
        if rule.compensated_by is not None:
            compensated = evaluate(rule.compensated_by, self.view, scope)
            compensated_proven = evaluate(rule.compensated_by, proven, scope)
        verdict = verdict_of(
            applies=applies.truth,
            required_proven=required_proven.truth,
            compensated_proven=compensated_proven.truth,
            required=required.truth,
            compensated=compensated.truth,
        )
        match verdict:
            case Verdict.MET:
                decisive = [_where(applies, Truth.TRUE), required_proven.paths]
            case Verdict.COMPENSATED:
                decisive = [
                    _where(applies, Truth.TRUE),
                    compensated_proven.paths,
                    _where(required, Truth.FALSE),
                ]
            case Verdict.UNPROVEN:
                decisive = [_where(each, Truth.TRUE) for each in (applies, required, compensated)]
            case Verdict.UNDETERMINED:
                decisive = [
                    _where(each, Truth.UNKNOWN) for each in (applies, required, compensated)
                ]
            case _:
                decisive = [applies.paths, required.paths, compensated.paths]
        paths = frozenset().union(*decisive)
        return Finding(
            rule=rule.id,
            element=scope[0].path if scope else None,
            verdict=verdict,
            paths=tuple(sorted(paths)),
            lacking_proof=tuple(sorted(paths & lacking)) if verdict is Verdict.UNPROVEN else (),
            credit=credit_of(
                verdict,
                applies=applies.truth,
                required_proven=required_proven.truth,
                shares=self.plan.credits,
            ),
            applies=applies.truth,
            required_proven=required_proven.truth,
            machine_verdict=verdict,
        )


def _where(outcome: Evaluation, truth: Truth) -> frozenset[str]:
    return outcome.paths if outcome.truth is truth else frozenset()


def _not_applicable(rule: PlannedRule, reasons: frozenset[str]) -> Finding:
    return Finding(
        rule=rule.id,
        element=None,
        verdict=Verdict.NOT_APPLICABLE,
        paths=tuple(sorted(reasons)),
        lacking_proof=(),
        credit=None,
        applies=Truth.FALSE,
        required_proven=Truth.UNKNOWN,
        machine_verdict=Verdict.NOT_APPLICABLE,
    )


def _undetermined(rule: PlannedRule, causes: frozenset[str], *, open_list: bool = False) -> Finding:
    return Finding(
        rule=rule.id,
        element=None,
        verdict=Verdict.UNDETERMINED,
        paths=tuple(sorted(causes)),
        lacking_proof=(),
        credit=_ANYTHING,
        applies=Truth.UNKNOWN,
        required_proven=Truth.UNKNOWN,
        machine_verdict=Verdict.UNDETERMINED,
        open_list=open_list,
    )
