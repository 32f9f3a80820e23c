"""尋ねられない回答を待ち続ける規則

何か
尋ねられることに全て回答し、一覧も全て記入し終えたのに「判定保留」のままになる提出内容がある規則を、その例とともに
知らせます。`if_none: unknown` は、待つと決めて書くものなので除きます。

なぜ
ある事実が、別の回答が R のときだけ尋ねられるのに、規則は R でないときにも当てはまると、規則は誰も尋ねない回答を
待ち続け、担当課は何を答えれば終わるのか分かりません。

悪い例
    # facts
    - {id: agreed, type: boolean, relevant_when: {place: JP}}
    # 規則（場所が日本以外でも当てはまる）
    require: {agreed: true}

良い例
    applies_when: {place: JP}
    require: {agreed: true}
"""

from collections.abc import Iterator

from checklist_engine.analysis.rules import waiting_for_ever
from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.logic import example_words, study_of
from checklist_engine.lint.subject import LintedPack, LintedRule

CODE = "W553"
SEVERITY = Severity.ERROR


def of_rule(rule: LintedRule, pack: LintedPack) -> Iterator[Problem]:
    if rule.planned is None:
        return
    found = waiting_for_ever(pack.plan, rule.planned, pack.as_of, study_of(rule, pack))
    if found is not None:
        yield Problem(
            place=rule.key_place("require"),
            message="尋ねられることに全て回答しても、「判定保留」のままになることがあります"
            f"（例: {example_words(found, pack)}）",
            hint="規則が見る事実の relevant_when と同じことを applies_when に書くか、"
            "relevant_when を広げてください",
        )
