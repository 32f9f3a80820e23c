"""期待どおりにならない試験

何か
試験の場合のうち、規則を評価した結果が、期待する判定（`verdict`）、待つ回答（`waiting_for`）又は条件（`conditions`）と
違うものを知らせます。`checklist test` で失敗するものと同じです。

なぜ
規則か試験のどちらかが、書いた人の思うことと違っています。

悪い例
    # cloud/cloud-001.yaml
    require: {hosting.country: JP}
    # cloud/cloud-001.test.yaml
    cases:
      - {name: 国外にある, answers: {hosting.country: OTHER}, expect: {verdict: met}}

良い例
    # cloud/cloud-001.yaml
    require: {hosting.country: JP}
    # cloud/cloud-001.test.yaml
    cases:
      - {name: 国外にある, answers: {hosting.country: OTHER}, expect: {verdict: not_met}}
"""

from collections.abc import Iterator

from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.subject import LintedPack, LintedRule
from checklist_engine.lint.trials import tried_of

CODE = "W564"
SEVERITY = Severity.ERROR


def of_rule(rule: LintedRule, pack: LintedPack) -> Iterator[Problem]:
    for each in tried_of(rule, pack):
        differences = each.differences()
        if differences:
            yield Problem(
                place=each.case.place,
                message="。".join(differences),
                hint="規則か、期待する判定を直してください",
            )
