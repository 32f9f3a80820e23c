"""Running rule tests: each case through the same Plan and evaluation as a submission."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from checklist_engine.compiler.plan import compile_plan
from checklist_engine.conclusion.assess import assess
from checklist_engine.evaluator.tables import worst
from checklist_engine.model.assessment import Assessment, Finding
from checklist_engine.model.pack import Profile, RulePack
from checklist_engine.model.plan import Plan
from checklist_engine.model.rule_tests import Expectation, RuleTest, RuleTestCase
from checklist_engine.model.submission import Agendum, Case, Submission, names_element_path
from checklist_engine.model.verdicts import Verdict
from checklist_engine.rule_tests.outcome import TestOutcome


def run_rule_tests(pack: RulePack, tests: Sequence[RuleTest]) -> Iterator[TestOutcome]:
    """The outcome of every case, in order.

    Raises:
        InvalidFile: the pack does not compile.
    """
    plans = _Plans(pack)
    for test in tests:
        for case in test.cases:
            plan = plans.of(case)
            rules = tuple(rule for rule in plan.rules if rule.id == test.rule)
            # A single rule decides nothing, so nothing stands in for it when it is open.
            only = replace(plan, rules=rules, decides=False)
            yield TestOutcome(
                rule=test.rule,
                case=case.name,
                place=case.place,
                differences=tuple(_differences(only, case)),
            )


class _Plans:
    """Plans by profile and parameters, each compiled once."""

    def __init__(self, pack: RulePack) -> None:
        self.pack = pack
        self.compiled: dict[object, Plan] = {}
        self.of_all_rules = Profile(
            id="all", label="", decision="council", rules=None, families=None, place=pack.place
        )

    def of(self, case: RuleTestCase) -> Plan:
        key = (case.profile, *sorted(case.parameters.items(), key=lambda item: item[0]))
        if key not in self.compiled:
            profile = self.pack.profiles[case.profile] if case.profile else self.of_all_rules
            # What a case sets counts, whatever its profile says.
            parameters = {**profile.parameters, **case.parameters}
            self.compiled[key] = compile_plan(self.pack, replace(profile, parameters=parameters))
        return self.compiled[key]


def _differences(plan: Plan, case: RuleTestCase) -> Iterator[str]:
    if not plan.rules:
        yield f"適用区分「{case.profile}」では、この規則は使われません"
        return
    assessment = assess(plan, Agendum(item=None, submission=_submission(plan, case)), case.as_of)
    expect = case.expect
    findings = [
        finding
        for rule in assessment.rules
        for finding in rule.findings
        if expect.element is None or _names(finding.element, expect.element)
    ]
    if not findings:
        yield f"要素「{expect.element}」についての判定がありません"
        return
    verdict = worst({finding.verdict for finding in findings})
    if verdict is not expect.verdict:
        yield (
            f"判定は {expect.verdict.value}（{expect.verdict.label}）のはずが、"
            f"{verdict.value}（{verdict.label}）でした{_because(findings, verdict)}"
        )
    yield from _set_differences("waiting_for", expect.waiting_for, _waiting_for(findings))
    yield from _set_differences("conditions", expect.conditions, _conditions(assessment, expect))


def _names(path: str | None, element: str) -> bool:
    return path is not None and names_element_path(path, element)


def _because(findings: Sequence[Finding], verdict: Verdict) -> str:
    paths = sorted({path for each in findings if each.verdict is verdict for path in each.paths})
    return f"（{'、'.join(paths)}）" if paths else ""


def _waiting_for(findings: Sequence[Finding]) -> frozenset[str]:
    return frozenset(
        path
        for finding in findings
        if finding.verdict is Verdict.UNDETERMINED
        for path in finding.paths
    )


def _conditions(assessment: Assessment, expect: Expectation) -> frozenset[str]:
    return frozenset(
        condition.id
        for condition in assessment.conditions
        for origin in condition.origins
        if expect.element is None or _names(origin.element, expect.element)
    )


def _set_differences(
    name: str, wanted: frozenset[str] | None, found: frozenset[str]
) -> Iterator[str]:
    if wanted is None or wanted == found:
        return
    missing, extra = sorted(wanted - found), sorted(found - wanted)
    parts = [f"足りない: {'、'.join(missing)}"] if missing else []
    parts += [f"余分: {'、'.join(extra)}"] if extra else []
    yield f"{name} が違います（{'。'.join(parts)}）"


def _submission(plan: Plan, case: RuleTestCase) -> Submission:
    return Submission(
        file=case.place.file,
        case=Case(id="test", title=case.name, system=None, department=None, submitted_on=None),
        pack=plan.pack,
        profile=plan.profile,
        answers=case.answers,
        evidence=case.evidence,
        claims=(),
        digest="",
    )
