"""どの提出内容にも当てはまらない規則

何か
どう回答しても「対象外」になる規則を知らせます。回答の組合せを全て調べた結果です。

なぜ
適用条件が決して成り立たない規則は、無いのと同じです。両立しない条件を並べたときのほか、適用条件で見る事実が、
その条件のもとでは尋ねられないときにも起こります。

悪い例
    applies_when: {place: JP, not: {place: JP}}

良い例
    applies_when: {place: JP}
"""

from collections.abc import Iterator

from checklist_engine.analysis.rules import study
from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.logic import decided_in, study_of
from checklist_engine.lint.subject import LintedPack, LintedRule
from checklist_engine.model.verdicts import Verdict

CODE = "W552"
SEVERITY = Severity.ERROR


def of_rule(rule: LintedRule, pack: LintedPack) -> Iterator[Problem]:
    found = study_of(rule, pack) if rule.planned else None
    if found is None or not found.exact:
        return
    if decided_in(found):
        return
    # Where a list is still open a rule over it waits, though it may never apply.
    closed = study(pack.plan, [found.rules[0]], pack.as_of, closed=True)
    if closed is not None and closed.where(Verdict.NOT_APPLICABLE) == closed.possible:
        key = "applies_when" if "applies_when" in rule.cursor else "for_each"
        yield Problem(
            place=rule.key_place(key if key in rule.cursor else "require"),
            message="この規則は、どう回答しても「対象外」になります",
            hint="適用条件に両立しないものがないか、見ている事実がそのとき尋ねられるかを確かめてください",
        )
