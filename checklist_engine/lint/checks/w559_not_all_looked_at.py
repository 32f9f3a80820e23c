"""調べきれない規則

何か
回答の組合せが多すぎるために、適合・不適合になりうるかを最後まで調べられなかった規則を知らせます。

なぜ
調べきれなかった規則には、W550 から W558 までの誤りが残っていても知らせられません。一つの規則で多くの事実や一覧を
見すぎているしるしでもあります。

悪い例
    require:
      all:
        - every: {in: parties, satisfies: {…}, if_none: holds}
        - count: {in: parties, where: {…}, at_least: 9}

良い例
    # 確かめたいことごとに、規則を分ける
    require: {every: {in: parties, satisfies: {…}, if_none: holds}}
"""

from collections.abc import Iterator

from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.logic import study_of
from checklist_engine.lint.subject import LintedPack, LintedRule

CODE = "W559"
SEVERITY = Severity.NOTE


def of_rule(rule: LintedRule, pack: LintedPack) -> Iterator[Problem]:
    if rule.planned is None:
        return
    found = study_of(rule, pack)
    if found is None or not found.exact:
        yield Problem(
            place=rule.key_place("require"),
            message="回答の組合せが多いため、この規則の論理は調べきれませんでした",
            hint="規則を分けると、最後まで調べられます",
        )
