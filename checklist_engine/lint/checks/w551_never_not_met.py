"""どう回答しても不適合にならない規則

何か
どの提出内容でも「不適合」にならない規則を知らせます。回答の組合せを全て調べた結果です。

なぜ
いつも満たされる規則は、何も確かめていません。適用条件と同じことを `require` に書いたり、「いずれか」の中に
いつも成り立つものを入れたりすると起こります。

悪い例
    require:
      any:
        - agreed: true
        - agreed: false

良い例
    require: {agreed: true}
"""

from collections.abc import Iterator

from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.logic import decided_in, study_of
from checklist_engine.lint.subject import LintedPack, LintedRule
from checklist_engine.model.verdicts import Verdict

CODE = "W551"
SEVERITY = Severity.ERROR


def of_rule(rule: LintedRule, pack: LintedPack) -> Iterator[Problem]:
    found = study_of(rule, pack) if rule.planned else None
    if found is None or not found.exact:
        return
    if decided_in(found) and not found.where(Verdict.NOT_MET):
        yield Problem(
            place=rule.key_place("require"),
            message="この規則は、どう回答しても「不適合」になりません",
            hint="require がいつも成り立つ書き方になっていないか、applies_when と同じことを"
            "言っていないかを確かめてください",
        )
