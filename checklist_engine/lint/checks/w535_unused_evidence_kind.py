"""何の裏付けにもならない証跡の種類

何か
どの規則の `evidence` も満たさない証跡の種類（`pack.yaml` の `evidence_kinds`）を知らせます。規則の試験に
出てくるもの（それだけでは足りないことを確かめているもの）は、知らせません。

なぜ
担当課がその証跡を出しても、どの回答の裏付けにもなりません。規則の `kinds` に書き忘れたか、強さ（`strength`）を
取り違えたものと思われます。

悪い例
    # pack.yaml
    evidence_kinds:
      - {id: contract, label: 契約書, strength: contract}
      - {id: memorandum, label: 覚書, strength: contract}
    # sub/sub-002.yaml
    evidence: [{for: contracts.resubcontracting, kinds: [contract]}]

良い例
    # pack.yaml
    evidence_kinds:
      - {id: contract, label: 契約書, strength: contract}
      - {id: memorandum, label: 覚書, strength: contract}
    # sub/sub-002.yaml
    evidence: [{for: contracts.resubcontracting, kinds: [contract, memorandum]}]
"""

from collections.abc import Iterator

from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.own_files import head
from checklist_engine.lint.proof_needs import accepts
from checklist_engine.lint.subject import LintedPack

CODE = "W535"
SEVERITY = Severity.WARNING


def of_pack(pack: LintedPack) -> Iterator[Problem]:
    if pack.unread:
        return
    tried = frozenset(_tried(pack))
    needs = [need for rule in pack.pack.rules.values() for need in rule.evidence]
    for entry in head(pack).listed("evidence_kinds"):
        kind = pack.pack.evidence_kinds.get(entry["id"].text)
        if kind is None or kind.id in tried:
            continue
        if not any(accepts(need, kind) for need in needs):
            yield Problem(
                place=entry["id"].place,
                message=f"証跡の種類「{kind.id}」（{kind.label}）では、どの規則の証跡も足りません",
                hint="規則の evidence の kinds に加えるか、要らなければ消してください。"
                "足りないことが正しければ、それを確かめる試験を書いてください",
            )


def _tried(pack: LintedPack) -> Iterator[str]:
    """The kinds that records of rule tests are of."""
    for rule in pack.rules.values():
        for case in rule.tests.cases if rule.tests else ():
            yield from (record.kind for record in case.evidence)
