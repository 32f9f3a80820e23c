"""未確認のときも同じ条件の文

何か
`text_open`（判定保留のときの文）が `text`（不適合のときの文）と同じ条件を知らせます。`pack.yaml` の
`open_condition` の条件は、確かめて報告することを求めるものなので、知らせません。

なぜ
まだ答えていないだけの案件に、満たしていない案件と同じ条件が付きます。実は満たしている担当課には、
済んでいることを求めることになります。

悪い例
    fix-server-location:
      text: サーバーの設置国を、契約書に明記すること
      text_open: サーバーの設置国を、契約書に明記すること

良い例
    fix-server-location:
      text: サーバーの設置国を、契約書に明記すること
      text_open: サーバーの設置国が契約書に明記されているかを確かめ、その結果を審議会に報告すること
"""

from collections.abc import Iterator

from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.subject import LintedPack

CODE = "W544"
SEVERITY = Severity.WARNING


def of_pack(pack: LintedPack) -> Iterator[Problem]:
    for name, cursor in pack.conditions.items():
        condition = pack.pack.conditions[name]
        if name == pack.pack.decision.open_condition or condition.text_open is None:
            continue
        if condition.text_open.parts == condition.text.parts:
            yield Problem(
                place=cursor["text_open"].place,
                message=f"条件「{name}」の text_open が text と同じです",
                hint="「…を確かめ、その結果を報告すること」のように、まだ分からない場合の文にしてください",
            )
