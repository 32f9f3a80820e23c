"""どの適用区分も使わない規則

何か
どの適用区分（`profiles/`）でも使われない規則を知らせます。

なぜ
試験は通っていても、案件の評価に使われることはありません。新しい分野を適用区分に加え忘れたか、
`except` に入れたまま忘れられたものと思われます。

悪い例
    # pack.yaml
    families: [{id: cloud, label: クラウド}, {id: genai, label: 生成AI}]
    # profiles/external-connection.yaml
    rules: {families: [cloud]}          # genai/ の規則は使われない

良い例
    # pack.yaml
    families: [{id: cloud, label: クラウド}, {id: genai, label: 生成AI}]
    # profiles/external-connection.yaml
    rules: {families: [cloud, genai]}
"""

from collections.abc import Iterator

from checklist_engine.compiler.plan import selects
from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.subject import LintedPack

CODE = "W536"
SEVERITY = Severity.WARNING


def of_pack(pack: LintedPack) -> Iterator[Problem]:
    profiles = pack.pack.profiles.values()
    left_out = [
        rule
        for rule in pack.rules.values()
        if not any(selects(profile, rule.written) for profile in profiles)
    ]
    if not profiles or not left_out or pack.unread:
        return
    for rule in left_out:
        name, family = rule.written.id, rule.written.family
        excepting = [each.id for each in profiles if name in each.excepted]
        yield Problem(
            place=rule.place("id"),
            message=f"規則「{name}」は、どの適用区分でも使われません",
            hint=f"適用区分「{excepting[0]}」の except から外すか、規則を廃止してください"
            if excepting
            else f"適用区分の rules に、分野「{family}」又はこの規則を加えてください",
        )
