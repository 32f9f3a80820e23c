"""使われない条件

何か
どの規則の `outcomes` からも使われず、`pack.yaml` の `open_condition` でもない条件を知らせます。

なぜ
結論案にも留意事項にも出てくることがありません。規則を消したときに残ったか、規則が別の条件を使うように
書き誤ったものと思われます。

悪い例
    # conditions.yaml
    fix-server-location: {subject: 設置国の指定, text: 設置国を契約書に明記すること, …}
    # どの規則にも condition: {use: fix-server-location} がない

良い例
    # conditions.yaml
    fix-server-location: {subject: 設置国の指定, text: 設置国を契約書に明記すること, …}
    # cloud/cloud-002.yaml
    outcomes:
      not_met:
        condition: {use: fix-server-location}
"""

from collections.abc import Iterator

from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.subject import LintedPack
from checklist_engine.model.pack import RulePack

CODE = "W540"
SEVERITY = Severity.WARNING


def of_pack(pack: LintedPack) -> Iterator[Problem]:
    if pack.unread:
        return
    used = frozenset(_used(pack.pack))
    for name, cursor in pack.conditions.items():
        if name not in used:
            yield Problem(
                place=cursor.key_place,
                message=f"条件「{name}」は、どの規則からも使われません",
                hint=f"規則の outcomes に condition: {{use: {name}}} と書くか、要らなければ消してください",
            )


def _used(pack: RulePack) -> Iterator[str]:
    if pack.decision.open_condition is not None:
        yield pack.decision.open_condition
    for rule in pack.rules.values():
        for outcome in rule.outcomes.values():
            yield from (use.condition for use in outcome.uses)
