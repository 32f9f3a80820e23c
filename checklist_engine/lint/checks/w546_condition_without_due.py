"""期限のない条件

何か
結論に入れる条件（`route: conclusion`）のうち、実施、報告又は徹底を求める（`obligation` が `implement`、`report`、
`ensure`）のに、期限（`due`）のないものを知らせます。

なぜ
条件管理表の期限の欄が「－」になり、いつまでに対応を確かめればよいかが分かりません。

悪い例
    fix-server-location:
      obligation: implement
      route: conclusion
      text: サーバーの設置国を、契約書に明記すること

良い例
    fix-server-location:
      obligation: implement
      route: conclusion
      due: {months: 3}
      text: サーバーの設置国を、契約書に明記すること
"""

from collections.abc import Iterator

from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.subject import LintedPack
from checklist_engine.model.verdicts import Obligation, Route

CODE = "W546"
SEVERITY = Severity.NOTE


def of_pack(pack: LintedPack) -> Iterator[Problem]:
    for name, cursor in pack.conditions.items():
        condition = pack.pack.conditions[name]
        obligation = condition.obligation
        if (
            condition.route is Route.CONCLUSION
            and obligation is not Obligation.CONSIDER
            and condition.due_months is None
        ):
            yield Problem(
                place=cursor["obligation"].place,
                message=f"{obligation.label}を求める条件「{name}」に、期限がありません",
                hint="due: {months: 3} のように、会議の日から何か月以内かを書いてください",
            )
