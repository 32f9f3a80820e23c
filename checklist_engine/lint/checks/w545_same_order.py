"""順序の決まらない条件

何か
`order` が同じ二つの条件を知らせます。

なぜ
条件は `order` の小さい順に印刷されます。同じ数のときは id の文字の順になり、書いた人が思う順にはなりません。
結論に入れる条件の数に限りがあるときは、どちらが留意事項に回るかも id で決まります。

悪い例
    agree: {order: 10, …}
    record: {order: 10, …}

良い例
    agree: {order: 10, …}
    record: {order: 20, …}
"""

from collections.abc import Iterator

from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.subject import LintedPack

CODE = "W545"
SEVERITY = Severity.WARNING


def of_pack(pack: LintedPack) -> Iterator[Problem]:
    taken: dict[int, str] = {}
    for condition in pack.pack.conditions.values():
        first = taken.setdefault(condition.order, condition.id)
        if first != condition.id and condition.id in pack.conditions:
            yield Problem(
                place=pack.conditions[condition.id]["order"].place,
                message=f"条件「{condition.id}」の order {condition.order} は、「{first}」と同じです",
                hint="印刷する順に、違う数にしてください",
            )
