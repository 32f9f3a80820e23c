"""根拠のない規則

何か
`gate` が `blocking` か `conditional` なのに、根拠（`basis`）の一つもない規則を知らせます。

なぜ
満たさないときに「認めない」とし、又は条件を付ける規則には、その根拠を示せなければなりません。根拠がないと、
担当課や事業者に理由を問われても、文書案のどこにも答えがありません。

悪い例
    id: cloud-001
    title: サーバーの設置国
    gate: blocking
    weight: 5
    require: {hosting.country: JP}

良い例
    id: cloud-001
    title: サーバーの設置国
    gate: blocking
    weight: 5
    basis:
      - {document: 個人情報の保護に関する法律, clause: 第66条第1項, in_force: {from: 2023-04-01}}
    require: {hosting.country: JP}
"""

from collections.abc import Iterator

from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.subject import LintedPack, LintedRule
from checklist_engine.model.verdicts import Gate

CODE = "W530"
SEVERITY = Severity.WARNING


def of_rule(rule: LintedRule, _: LintedPack) -> Iterator[Problem]:
    gate = rule.written.gate
    if not rule.written.basis and gate is not Gate.ADVISORY:
        yield Problem(
            place=rule.place("gate"),
            message=f"{gate.value}（{gate.label}）の規則ですが、根拠（basis）がありません",
            hint="条文（document と clause）か、条文によらない実務（practice と origin）を basis に書いてください",
        )
