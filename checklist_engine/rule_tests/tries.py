"""Cases of rules laid out and tried: what each sees of its rule, and how that differs from what it expects."""

from collections.abc import Iterator, Sequence

from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.model.assessment import Finding
from checklist_engine.model.rule_tests import RuleTest, RuleTestCase
from checklist_engine.model.verdicts import Verdict
from checklist_engine.rule_tests.bench import Bench, Seen, Trial


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A case, laid out, with what it sees of its rule; both None: its profile leaves the rule out."""

    case: RuleTestCase
    trial: Trial | None
    seen: Seen | None

    def differences(self) -> tuple[str, ...]:
        """What comes out otherwise than expected, in words."""
        return tuple(_differences(self.case, self.trial, self.seen))


def tried(bench: Bench, test: RuleTest) -> Iterator[Tried]:
    """The cases of a rule, in order.

    Raises:
        InvalidFile: the rule does not compile with the parameters of a case.
    """
    for case in test.cases:
        trial = bench.trial(test.rule, case)
        yield Tried(case=case, trial=trial, seen=trial.seen(trial.rule) if trial else None)


def _differences(case: RuleTestCase, trial: Trial | None, seen: Seen | None) -> Iterator[str]:
    if trial is None or seen is None:
        yield f"適用区分「{case.profile}」では、この規則は使われません"
        return
    expect = case.expect
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
