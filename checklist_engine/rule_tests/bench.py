"""Bench (試験台): a case laid out for its rule, so that only the rule itself is left to evaluate.

Nothing is drafted. What a case expects (a verdict, paths, the ids of conditions) stands in findings.
"""

from checklist_engine.compiler.expressions import facts_of
from checklist_engine.compiler.plan import compile_plan, compile_sound, selects
from checklist_engine.conclusion.conditions import outcome_of
from checklist_engine.evaluator.findings import Assessor
from checklist_engine.evaluator.relevance import relevance_map
from checklist_engine.evaluator.tables import worst
from checklist_engine.evaluator.view import View
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import raise_faults
from checklist_engine.ground.lazy_dataclasses import dataclass, field, replace
from checklist_engine.ground.values import Value
from checklist_engine.model.assessment import Finding
from checklist_engine.model.pack import Profile, RulePack
from checklist_engine.model.plan import Plan, PlannedRule
from checklist_engine.model.rule_tests import RuleTest, RuleTestCase
from checklist_engine.model.submission import names_element_path
from checklist_engine.model.verdicts import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a case sees of its rule; `verdict` None: there is no finding on the element it names."""

    verdict: Verdict | None
    waiting_for: frozenset[str]
    conditions: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A case on the bench. `rule` is its rule as the profile and the parameters of the case set it;
    what else is tried here may look at no fact that this rule does not look at.
    """

    case: RuleTestCase
    rule: PlannedRule
    assessor: Assessor

    def findings(self, rule: PlannedRule) -> tuple[Finding, ...]:
        """The findings of a rule that the case is about."""
        findings = self.assessor.findings(rule)
        wanted = self.case.expect.element
        if wanted is None:
            return findings
        return tuple(
            finding
            for finding in findings
            if finding.element is not None and names_element_path(finding.element, wanted)
        )

    def seen(self, rule: PlannedRule) -> Seen:
        """What the case sees of a rule."""
        findings = self.findings(rule)
        return Seen(
            verdict=worst({finding.verdict for finding in findings}) if findings else None,
            waiting_for=frozenset(
                path
                for finding in findings
                if finding.verdict is Verdict.UNDETERMINED
                for path in finding.paths
            ),
            conditions=frozenset(
                use.condition for finding in findings for use in outcome_of(rule, finding).uses
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """Lays cases out. What several of them share is compiled once.

    Attributes:
        pack: the pack, as it is read.
        plan: its rules without faults, with the parameters as the pack has them.
        known: faults of the pack that have been told already.
    """

    pack: RulePack
    plan: Plan
    known: frozenset[Diagnostic] = frozenset()
    laid: dict[object, Plan] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, pack: RulePack) -> "Bench":
        """A bench for all rules of a pack.

        Raises:
            InvalidFile: the pack does not compile.
        """
        return cls(pack=pack, plan=compile_plan(pack, _every_rule(pack)))

    def planned(self, rule: str) -> PlannedRule:
        """A rule with the parameters of the pack."""
        return _rule_of(self.plan, rule)

    def trials(self, test: RuleTest | None) -> tuple[Trial, ...]:
        """The cases of a rule, without those whose profile leaves the rule out; None has none.

        Raises:
            InvalidFile: the rule does not compile with the parameters of a case.
        """
        if test is None:
            return ()
        trials = (self.trial(test.rule, case) for case in test.cases)
        return tuple(trial for trial in trials if trial is not None)

    def trial(self, rule: str, case: RuleTestCase) -> Trial | None:
        """One case; None where its profile leaves the rule out.

        Raises:
            InvalidFile: the rule does not compile with the parameters of the case.
        """
        profile = self.pack.profiles[case.profile] if case.profile else None
        if profile is not None and not selects(profile, self.pack.rules[rule]):
            return None
        # What a case sets counts, whatever its profile says.
        settings = {**(profile.parameters if profile else {}), **case.parameters}
        plan = self._plan(rule, settings)
        relevance = relevance_map(plan, case.answers, case.as_of)
        hidden = relevance.irrelevant
        view = View(answers=case.answers, as_of=case.as_of, hidden=hidden)
        return Trial(
            case=case,
            rule=plan.rules[0],
            assessor=Assessor(plan=plan, view=view, evidence=case.evidence, irrelevant=hidden),
        )

    def _plan(self, rule: str, settings: dict[str, Value]) -> Plan:
        """The plan of one rule with these parameters."""
        changed = {
            name: value
            for name, value in settings.items()
            if value != self.pack.parameters[name].value
        }
        key = (rule, *sorted(changed.items(), key=lambda setting: setting[0])) if changed else rule
        if key not in self.laid:
            plan = self._with(rule, changed) if changed else self.plan
            self.laid[key] = _narrowed(plan, rule)
        return self.laid[key]

    def _with(self, rule: str, changed: dict[str, Value]) -> Plan:
        faults: list[Diagnostic] = []
        alone = replace(self.pack, rules={rule: self.pack.rules[rule]})
        plan = compile_sound(alone, replace(_every_rule(alone), parameters=changed), faults)
        raise_faults(fault for fault in faults if fault not in self.known)
        return plan


def _rule_of(plan: Plan, name: str) -> PlannedRule:
    return next(rule for rule in plan.rules if rule.id == name)


def _every_rule(pack: RulePack) -> Profile:
    return Profile(
        id="all", label="", decision="council", rules=None, families=None, place=pack.place
    )


def _narrowed(plan: Plan, name: str) -> Plan:
    """The plan with one rule, and with the relevance of what it looks at alone."""
    rule = _rule_of(plan, name)
    nodes = [rule.applies_when, rule.require]
    nodes += [rule.compensated_by] if rule.compensated_by else []
    nodes += [rule.loop.where] if rule.loop else []
    read = {fact for node in nodes for fact in facts_of(node)}
    if rule.loop is not None:
        read |= {rule.loop.elements.fact, *filter(None, [rule.loop.closed_by])}
    relevance = []
    for planned in reversed(plan.relevance):
        # INVARIANT: relevance stands in order, so what needs a fact comes after it.
        if planned.fact in read:
            read |= facts_of(planned.node)
            relevance.append(planned)
    return replace(plan, rules=(rule,), relevance=tuple(reversed(relevance)), read=frozenset(read))
