"""どう回答しても適合にならない規則

何か
当てはまる提出内容のどれでも「適合」にならない規則を知らせます。回答の組合せを全て調べた結果です。

なぜ
満たしようのない規則は、どの部署にも条件を付け続けます。両立しない条件を「かつ」で並べたり、選択肢の値域の外と
比べたりすると起こります。

悪い例
    require: {people: {at_least: 10, at_most: 5}}

良い例
    require: {people: {at_least: 5, at_most: 10}}
"""

from collections.abc import Iterator

from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.logic import decided_in, study_of
from checklist_engine.lint.subject import LintedPack, LintedRule
from checklist_engine.model.verdicts import Verdict

CODE = "W550"
SEVERITY = Severity.ERROR


def of_rule(rule: LintedRule, pack: LintedPack) -> Iterator[Problem]:
    found = study_of(rule, pack) if rule.planned else None
    if found is None or not found.exact:
        return
    if decided_in(found) and not found.where(Verdict.MET):
        yield Problem(
            place=rule.key_place("require"),
            message="この規則は、どう回答しても「適合」になりません",
            hint="require に両立しない条件がないか、比べる値がありうる範囲にあるかを確かめてください",
        )
