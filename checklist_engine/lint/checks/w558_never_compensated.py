"""役に立つことのない代替措置

何か
`compensated_by` を書いても、どう回答しても「代替措置あり」にならない規則を知らせます。

なぜ
代替措置が `require` を満たすときにしか成り立たない、又は決して成り立たないなら、書いた意味がありません。
担当課は、代替措置で足りると思って用意します。

悪い例
    require: {any: [{agreed: true}, {recorded: true}]}
    compensated_by: {recorded: true}

良い例
    require: {agreed: true}
    compensated_by: {recorded: true}
"""

from collections.abc import Iterator

from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.logic import study_of
from checklist_engine.lint.subject import LintedPack, LintedRule
from checklist_engine.model.verdicts import Verdict

CODE = "W558"
SEVERITY = Severity.WARNING


def of_rule(rule: LintedRule, pack: LintedPack) -> Iterator[Problem]:
    found = study_of(rule, pack) if rule.planned and rule.planned.compensated_by else None
    if found is not None and found.exact and not found.where(Verdict.COMPENSATED):
        yield Problem(
            place=rule.key_place("compensated_by"),
            message="この代替措置によって「代替措置あり」になることはありません",
            hint="require が成り立たないときにも成り立つ代替措置を書くか、compensated_by を消してください",
        )
