"""足りない試験

何か
試験のファイル（`<規則の id>.test.yaml`）のない規則と、次の判定を期待する場合が試験に一つもない規則を知らせます。
適合、不適合及び判定保留（どの規則にも）、証跡未確認（`evidence` があるとき）、対象外（`applies_when` が
あるとき）、代替措置あり（`compensated_by` があるとき）。土台の規則集にもある規則は、そちらで試験するので、
試験がなくても知らせません。

なぜ
試験のない判定は、規則を書き誤ったり、後から直したりしたときに、違っていても誰も気付きません。

悪い例
    # cloud/cloud-001.test.yaml
    rule: cloud-001
    cases:
      - name: 国内にある
        answers: {hosting.country: JP}
        expect: {verdict: met}

良い例
    # cloud/cloud-001.test.yaml
    rule: cloud-001
    cases:
      - name: 国内にある
        answers: {hosting.country: JP}
        expect: {verdict: met}
      - name: 国外にある
        answers: {hosting.country: OTHER}
        expect: {verdict: not_met}
      - name: 設置国が未回答
        answers: {}
        expect: {verdict: undetermined, waiting_for: [hosting.country]}
"""

from collections.abc import Iterator

from checklist_engine.ground.places import Place
from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.mentions import rule_mentions
from checklist_engine.lint.subject import LintedPack, LintedRule
from checklist_engine.model.expression import Comparison
from checklist_engine.model.rule_tests import RuleTest
from checklist_engine.model.verdicts import Verdict

CODE = "W560"
SEVERITY = Severity.WARNING

_SUFFIX = ".yaml"
_TEST_SUFFIX = ".test.yaml"


def of_rule(rule: LintedRule, pack: LintedPack) -> Iterator[Problem]:
    name = rule.written.id
    inherited = name in pack.pack.inherited
    if rule.tests is None:
        file = rule.written.place.file.removesuffix(_SUFFIX) + _TEST_SUFFIX
        # A test file with faults is told by these.
        if not inherited and file not in pack.documents:
            yield Problem(
                place=rule.place("id"),
                message=f"規則「{name}」の試験がありません",
                hint=f"{name}{_TEST_SUFFIX} に、適合、不適合及び判定保留の場合を書いてください",
            )
        return
    wanted = list(_wanted(rule, pack, inherited=inherited))
    expected = {case.expect.verdict for case in rule.tests.cases}
    missing = [verdict for verdict in wanted if verdict not in expected]
    if missing:
        yield Problem(
            place=_top(rule.tests, pack),
            message=f"試験に、判定が{'、'.join(each.label for each in missing)}となる場合がありません",
            hint=f"expect: {{verdict: {missing[0].value}}} の場合を加えてください",
        )


def _wanted(rule: LintedRule, pack: LintedPack, *, inherited: bool) -> Iterator[Verdict]:
    yield Verdict.MET
    if _can_be_open(rule, pack):
        yield Verdict.UNDETERMINED
    yield Verdict.NOT_MET
    if inherited:
        # The rest has not been changed, or is tested below.
        return
    if rule.written.evidence:
        yield Verdict.UNPROVEN
    if "applies_when" in rule.cursor:
        yield Verdict.NOT_APPLICABLE
    if rule.written.compensated_by is not None:
        yield Verdict.COMPENSATED


def _can_be_open(rule: LintedRule, pack: LintedPack) -> bool:
    """Whether the rule may wait for an answer: `answered` never does."""
    return any(
        not isinstance(each.by, Comparison) or each.by.operator != "answered"
        for each in rule_mentions(rule.written, pack.pack.vocabulary)
    )


def _top(tests: RuleTest, pack: LintedPack) -> Place:
    """Where a file of tests says which rule it is about."""
    [file] = {case.place.file for case in tests.cases}
    return pack.documents[file].place(("rule",))
