"""同じ名前の試験

何か
一つの試験のファイルの中で、名前（`name`）の同じ二つの場合を知らせます。

なぜ
失敗したときに、どちらの場合かが名前から分かりません。名前は、何が違う場合なのかを読む人に伝えるものです。

悪い例
    cases:
      - {name: 満たさない, answers: {hosting.country: OTHER}, expect: {verdict: not_met}}
      - {name: 満たさない, answers: {}, expect: {verdict: undetermined}}

良い例
    cases:
      - {name: 国外にある, answers: {hosting.country: OTHER}, expect: {verdict: not_met}}
      - {name: 設置国が未回答, answers: {}, expect: {verdict: undetermined}}
"""

from collections.abc import Iterator

from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.subject import LintedPack, LintedRule
from checklist_engine.model.rule_tests import RuleTestCase

CODE = "W563"
SEVERITY = Severity.WARNING


def of_rule(rule: LintedRule, _: LintedPack) -> Iterator[Problem]:
    names: dict[str, RuleTestCase] = {}
    for case in rule.tests.cases if rule.tests else ():
        first = names.setdefault(case.name.strip(), case)
        if first is not case:
            yield Problem(
                place=case.place,
                message=f"名前「{case.name}」の場合が {first.place.line} 行目にもあります",
                hint="何が違う場合なのかが分かる名前にしてください",
            )
