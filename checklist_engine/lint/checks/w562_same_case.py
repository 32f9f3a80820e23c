"""同じ内容の試験

何か
一つの試験のファイルの中で、回答、証跡、基準日、設定値、適用区分及び要素が同じ二つの場合を知らせます。

なぜ
期待する判定も同じであれば、二つ目は何も確かめていません。違っていれば、どちらかは必ず失敗します。
写して書き、変えるつもりの回答を変え忘れたものと思われます。

悪い例
    cases:
      - {name: 国内にある, answers: {hosting.country: JP}, expect: {verdict: met}}
      - {name: 国外にある, answers: {hosting.country: JP}, expect: {verdict: not_met}}

良い例
    cases:
      - {name: 国内にある, answers: {hosting.country: JP}, expect: {verdict: met}}
      - {name: 国外にある, answers: {hosting.country: OTHER}, expect: {verdict: not_met}}
"""

from collections.abc import Iterator
from itertools import combinations

from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.subject import LintedPack, LintedRule
from checklist_engine.model.rule_tests import RuleTestCase

CODE = "W562"
SEVERITY = Severity.WARNING


def of_rule(rule: LintedRule, _: LintedPack) -> Iterator[Problem]:
    told: set[str] = set()
    for first, second in combinations(rule.tests.cases if rule.tests else (), 2):
        if not _are_about_the_same(first, second) or f"{second.place}" in told:
            continue
        told.add(f"{second.place}")
        agree = first.expect == second.expect
        yield Problem(
            place=second.place,
            message=f"回答も証跡も「{first.name}」（{first.place.line} 行目）と同じ"
            + ("で、期待することも同じです" if agree else "なのに、期待することが違います"),
            hint="違いになる回答を書くか、この場合を消してください",
        )


def _are_about_the_same(first: RuleTestCase, second: RuleTestCase) -> bool:
    return (
        first.answers == second.answers
        and _proofs(first) == _proofs(second)
        and first.as_of == second.as_of
        and first.parameters == second.parameters
        and first.profile == second.profile
        and first.expect.element == second.expect.element
    )


def _proofs(case: RuleTestCase) -> frozenset[tuple[object, ...]]:
    """What counts of the evidence: neither its name nor its issuer nor the order of the records."""
    return frozenset(
        (each.kind, each.issued_on, each.valid_until, frozenset(each.supports))
        for each in case.evidence
    )
