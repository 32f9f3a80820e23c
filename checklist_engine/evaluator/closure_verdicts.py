"""Verdicts without reasons: a Plan as closures, for whoever evaluates often and explains seldom.

    judge = Judge(plan)                             # once
    judged = judge.judged(answers, evidence, day)   # often
    judged.findings["sub-003"], judged.score, judged.decision

Element, verdict and credit of every finding, the score and the decision before any ruling are those of
`findings`, `score` and `conclusion`; why they are so, the walk says when it is asked. The tables of
verdict, credit and decision are those of `tables`, asked once for every combination of truths.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import product
from typing import NamedTuple, TypeAlias

from checklist_engine.evaluator.closure_facts import Sheets, element_without, without
from checklist_engine.evaluator.closures import ELEMENT, Around, Closure, Closures, Facts
from checklist_engine.evaluator.expression import evaluate
from checklist_engine.evaluator.proof import lacking_proof
from checklist_engine.evaluator.relevance import only_irrelevant, relevance_map
from checklist_engine.evaluator.score import RuleCredits, score_of
from checklist_engine.evaluator.tables import credit_of, decision_of, verdict_of
from checklist_engine.evaluator.view import View
from checklist_engine.ground.truth import Truth
from checklist_engine.model.assessment import Credit, Score
from checklist_engine.model.pack import Credits
from checklist_engine.model.plan import TRUE, Node, Plan, PlannedLoop, PlannedRule
from checklist_engine.model.submission import Answers, Element, Evidence
from checklist_engine.model.verdicts import Decision, Gate, Route, Verdict

Known: TypeAlias = bool | None
Truths: TypeAlias = tuple[Known, Known, Known, Known, Known]
"""Of: applies, required with proof, compensated with proof, required, compensated."""


class Judged(NamedTuple):
    """A finding without its reasons."""

    element: str | None
    verdict: Verdict
    credit: Credit | None
    open_list: bool = False


Findings: TypeAlias = tuple[Judged, ...]
_TRUTHS: Mapping[Known, Truth] = {True: Truth.TRUE, False: Truth.FALSE, None: Truth.UNKNOWN}
_NOT_APPLICABLE: Findings = (Judged(None, Verdict.NOT_APPLICABLE, None),)
_ANYTHING = Credit(low=Fraction(0), high=Fraction(1))
_UNDETERMINED: Findings = (Judged(None, Verdict.UNDETERMINED, _ANYTHING),)
_NOT_LISTED = Judged(None, Verdict.UNDETERMINED, _ANYTHING, open_list=True)


@dataclass(frozen=True, slots=True)
class _Order:
    """What score and decision want to know of rules, by their positions.

    `naming` gives the verdicts with which a rule asks for a condition that goes to the conclusion.
    """

    weights: tuple[int, ...]
    blocking: tuple[int, ...]
    conditional: tuple[int, ...]
    naming: tuple[tuple[int, frozenset[Verdict]], ...]

    @classmethod
    def of(cls, plan: Plan) -> "_Order":
        gates = [rule.gate for rule in plan.rules]
        named = [(at, _naming(rule, plan)) for at, rule in enumerate(plan.rules)]
        return cls(
            weights=tuple(rule.weight for rule in plan.rules),
            blocking=tuple(at for at, gate in enumerate(gates) if gate is Gate.BLOCKING),
            conditional=tuple(at for at, gate in enumerate(gates) if gate is Gate.CONDITIONAL),
            naming=tuple((at, verdicts) for at, verdicts in named if verdicts),
        )


def _naming(rule: PlannedRule, plan: Plan) -> frozenset[Verdict]:
    return frozenset(
        verdict
        for verdict, outcome in rule.outcomes.items()
        if any(plan.conditions[use.condition].route is Route.CONCLUSION for use in outcome.uses)
    )


@dataclass(frozen=True)
class Judgement:
    """What the rules say of one submission; `results` stand in the order of the rules.

    INVARIANT: rules without elements share the few findings that there are for them, so that what is
    asked of each findings once, by identity, is asked a few times.
    """

    plan: Plan
    results: Sequence[Findings]
    order: _Order = field(repr=False)

    @cached_property
    def findings(self) -> Mapping[str, Findings]:
        """The findings of each rule."""
        return dict(zip((rule.id for rule in self.plan.rules), self.results, strict=True))

    @cached_property
    def score(self) -> Score | None:
        """The score over all rules: those with the same findings weigh together."""
        weights: dict[int, int] = dict.fromkeys(self._distinct, 0)
        for found, weight in zip(self.results, self.order.weights, strict=True):
            weights[id(found)] += weight
        return score_of(
            [
                RuleCredits(
                    weight=weights[which],
                    credits=[each.credit for each in found],
                    open_list=any(each.open_list for each in found),
                )
                for which, found in self._distinct.items()
            ]
        )

    @cached_property
    def decision(self) -> Decision | None:
        """The decision before any ruling; None where the profile decides nothing."""
        if not self.plan.decides:
            return None
        known, results, order = self._verdicts, self.results, self.order
        waiting = {which for which, each in known.items() if Verdict.UNDETERMINED in each}
        return decision_of(
            blocking=frozenset().union(*(known[id(results[at])] for at in order.blocking)),
            open_conditional_rules=sum(id(results[at]) in waiting for at in order.conditional),
            open_at_most=self.plan.decision.open_at_most,
            has_condition=self.concludes_with_one,
        )

    @cached_property
    def conditions(self) -> frozenset[str]:
        """The conditions that findings ask for; the one that stands in for open rules is none of them."""
        return frozenset(
            use.condition
            for rule, found in zip(self.plan.rules, self.results, strict=True)
            for verdict in {each.verdict for each in found} & rule.outcomes.keys()
            for use in rule.outcomes[verdict].uses
        )

    @cached_property
    def concludes_with_one(self) -> bool:
        """Whether a condition that findings ask for goes to the conclusion."""
        known = self._verdicts
        return self.plan.conclusion.at_most != 0 and any(
            not each.isdisjoint(known[id(self.results[at])]) for at, each in self.order.naming
        )

    @cached_property
    def _verdicts(self) -> Mapping[int, frozenset[Verdict]]:
        return {
            which: frozenset(each.verdict for each in found)
            for which, found in self._distinct.items()
        }

    @cached_property
    def _distinct(self) -> Mapping[int, Findings]:
        return {id(found): found for found in self.results}


class Judge:
    """A Plan as closures."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._sheets = Sheets.of(plan.vocabulary)
        table, closures = _table(plan.credits), Closures()
        self._order = _Order.of(plan)
        self._plain = {truth: table[_plainly(truth)] for truth in _TRUTHS}
        self._requires: list[Closure] = []
        self._others: list[tuple[int, _Rule]] = []
        for position, rule in enumerate(plan.rules):
            if _is_plain(rule):
                self._requires.append(closures.of(rule.require))
            else:
                self._others.append((position, _Rule.of(rule, plan, table, closures)))

    def judged(self, answers: Answers, evidence: Sequence[Evidence], as_of: date) -> Judgement:
        """What the rules say of a submission on a day."""
        irrelevant: frozenset[str] = frozenset()
        if self.plan.relevance:
            irrelevant = relevance_map(self.plan, answers, as_of).irrelevant
        facts = without(self._sheets.facts(answers, as_of), irrelevant)
        plain = self._plain
        results = [plain[require(facts, ())] for require in self._requires]
        if self._others:
            case = _Case(
                facts=facts,
                evidence=evidence,
                view=View(answers=answers, as_of=as_of, hidden=irrelevant),
                irrelevant=irrelevant,
            )
            for position, rule in self._others:
                # INVARIANT: positions go up, so all that stands before this one is there already.
                results.insert(position, rule.findings(case))
        return Judgement(self.plan, results, self._order)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """A submission: as closures see it, and (for proof, and where causes count) as the walk does."""

    facts: Facts
    evidence: Sequence[Evidence]
    view: View
    irrelevant: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """A rule as closures."""

    rule: PlannedRule
    plan: Plan
    table: Mapping[Truths, Findings]
    applies: Closure
    where: Closure
    require: Closure
    compensated: Closure | None

    @classmethod
    def of(
        cls,
        rule: PlannedRule,
        plan: Plan,
        table: Mapping[Truths, Findings],
        closures: Closures,
    ) -> "_Rule":
        return cls(
            rule=rule,
            plan=plan,
            table=table,
            applies=closures.of(rule.applies_when),
            where=closures.of(rule.loop.where if rule.loop else TRUE),
            require=closures.of(rule.require),
            compensated=closures.of(rule.compensated_by) if rule.compensated_by else None,
        )

    def findings(self, case: _Case) -> Findings:
        if self.rule.in_force is not None and not self.rule.in_force.covers(case.view.as_of):
            return _NOT_APPLICABLE
        applies = self._settled(self.applies, self.rule.applies_when, case, ())
        if applies is False:
            return _NOT_APPLICABLE
        if self.rule.loop is None:
            return self.table[self._truths(applies, case, ())]
        return self._by_element(self.rule.loop, applies, case)

    def _by_element(self, loop: PlannedLoop, applies: Known, case: _Case) -> Findings:
        elements = case.facts[loop.elements.fact]
        if elements is None:
            hidden = loop.elements.fact in case.irrelevant
            return _NOT_APPLICABLE if hidden else _UNDETERMINED
        found = []
        for element in elements:
            chosen = self._settled(self.where, loop.where, case, (element,))
            if chosen is not False:
                both = None if applies is None or chosen is None else True
                [judged] = self.table[self._truths(both, case, (element,))]
                found.append(judged._replace(element=element[ELEMENT].path))
        if loop.closed_by is not None and case.facts[loop.closed_by] is not True:
            found.append(_NOT_LISTED)
        return tuple(found) or _NOT_APPLICABLE

    def _settled(self, run: Closure, node: Node, case: _Case, around: Around) -> Known:
        """An UNKNOWN that waits only for what nobody is asked is FALSE; the walk knows what it waits for."""
        truth = run(case.facts, around)
        if truth is None and case.irrelevant:
            outcome = evaluate(node, case.view, _elements(around))
            return False if only_irrelevant(outcome, case.irrelevant) else None
        return truth

    def _truths(self, applies: Known, case: _Case, around: Around) -> Truths:
        required = proven = self.require(case.facts, around)
        compensated = compensation_proven = False if self.compensated is None else None
        if self.compensated is not None:
            compensated = compensation_proven = self.compensated(case.facts, around)
        lacking = self._lacking(case, around)
        if lacking:
            facts = without(case.facts, lacking)
            inner = tuple(element_without(each, lacking) for each in around)
            proven = self.require(facts, inner)
            if self.compensated is not None:
                compensation_proven = self.compensated(facts, inner)
        return applies, proven, compensation_proven, required, compensated

    def _lacking(self, case: _Case, around: Around) -> frozenset[str]:
        if not self.rule.proofs:
            return frozenset()
        kinds, scope = self.plan.evidence_kinds, _elements(around)
        return lacking_proof(self.rule.proofs, case.evidence, kinds, case.view, scope)


def _elements(around: Around) -> tuple[Element, ...]:
    return tuple(each[ELEMENT] for each in around)


def _is_plain(rule: PlannedRule) -> bool:
    """Whether a rule has one finding, which depends on `require` alone."""
    special = rule.in_force or rule.loop or rule.compensated_by or rule.proofs
    return not special and rule.applies_when == TRUE


def _plainly(require: Known) -> Truths:
    return True, require, False, require, False


def _table(shares: Credits) -> Mapping[Truths, Findings]:
    """The findings of every combination of truths."""
    found: dict[Truths, Findings] = {}
    for truths in product(_TRUTHS, _TRUTHS, _TRUTHS, _TRUTHS, _TRUTHS):
        applies, proven, compensation_proven, required, compensated = (
            _TRUTHS[each] for each in truths
        )
        verdict = verdict_of(
            applies=applies,
            required_proven=proven,
            compensated_proven=compensation_proven,
            required=required,
            compensated=compensated,
        )
        credit = credit_of(verdict, applies=applies, required_proven=proven, shares=shares)
        found[truths] = (Judged(None, verdict, credit),)
    return found
