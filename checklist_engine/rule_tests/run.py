"""Running rule tests: each case through the same evaluation as a submission (§10)."""

from collections.abc import Iterator, Sequence

from checklist_engine.model.assessment import Finding
from checklist_engine.model.rule_tests import RuleTest, RuleTestCase
from checklist_engine.model.verdicts import Verdict
from checklist_engine.rule_tests.bench import Bench, Trial
from checklist_engine.rule_tests.outcome import TestOutcome


def run_rule_tests(bench: Bench, tests: Sequence[RuleTest]) -> Iterator[TestOutcome]:
    """The outcome of every case, in order.

    Raises:
        InvalidFile: a rule does not compile with the parameters of a case.
    """
    for test in tests:
        for case in test.cases:
            yield TestOutcome(
                rule=test.rule,
                case=case.name,
                place=case.place,
                differences=tuple(_differences(bench.trial(test.rule, case), case)),
            )


def _differences(trial: Trial | None, case: RuleTestCase) -> Iterator[str]:
    if trial is None:
        yield f"適用区分「{case.profile}」では、この規則は使われません"
        return
    expect = case.expect
    seen = trial.seen(trial.rule)
    if seen.verdict is None:
        yield f"要素「{expect.element}」についての判定がありません"
        return
    if seen.verdict is not expect.verdict:
        yield (
            f"判定は {expect.verdict.value}（{expect.verdict.label}）のはずが、"
            f"{seen.verdict.value}（{seen.verdict.label}）でした"
            f"{_because(trial.findings(trial.rule), seen.verdict)}"
        )
    yield from _set_differences("waiting_for", expect.waiting_for, seen.waiting_for)
    yield from _set_differences("conditions", expect.conditions, seen.conditions)


def _because(findings: Sequence[Finding], verdict: Verdict) -> str:
    paths = sorted({path for each in findings if each.verdict is verdict for path in each.paths})
    return f"（{'、'.join(paths)}）" if paths else ""


def _set_differences(
    name: str, wanted: frozenset[str] | None, found: frozenset[str]
) -> Iterator[str]:
    if wanted is None or wanted == found:
        return
    missing, extra = sorted(wanted - found), sorted(found - wanted)
    parts = [f"足りない: {'、'.join(missing)}"] if missing else []
    parts += [f"余分: {'、'.join(extra)}"] if extra else []
    yield f"{name} が違います（{'。'.join(parts)}）"
