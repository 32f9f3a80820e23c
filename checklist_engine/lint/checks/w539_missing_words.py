"""満たさないときの言葉のない規則

何か
`outcomes` の `not_met` に `finding`（何が足りないか）のない規則を知らせます。`gate` が `advisory` の規則では、
`finding` も `remark` もないものを知らせます。

なぜ
結論案の表では、不適合の内容の欄が「－」になり、審議会の委員にも担当課にも、何が足りないのかが伝わりません。
`advisory` の規則の留意事項は、「「（題名）」を満たしていません」としか書かれません。

悪い例
    outcomes:
      not_met:
        condition: {use: fix-server-location}

良い例
    outcomes:
      not_met:
        finding: 個人情報を保管するサーバーの設置国が、契約書に明記されていません
        condition: {use: fix-server-location}
"""

from collections.abc import Iterator

from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.subject import LintedPack, LintedRule
from checklist_engine.model.verdicts import Gate, Verdict

CODE = "W539"
SEVERITY = Severity.WARNING


def of_rule(rule: LintedRule, _: LintedPack) -> Iterator[Problem]:
    outcome = rule.written.outcomes.get(Verdict.NOT_MET)
    advisory = rule.written.gate is Gate.ADVISORY
    has_words = outcome is not None and (
        outcome.finding is not None or (advisory and outcome.remark is not None)
    )
    if not has_words:
        yield Problem(
            place=rule.place("id")
            if outcome is None
            else rule.key_place("outcomes", Verdict.NOT_MET.value),
            message="満たさないときに何が足りないかを言う言葉がありません",
            hint="outcomes の not_met に、finding か remark を書いてください"
            if advisory
            else "outcomes の not_met に、finding を書いてください",
        )
