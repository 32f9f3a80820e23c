"""誰も出せない証跡

何か
規則が求める証跡（`evidence`）のうち、規則集のどの種類の証跡も満たさないものと、`kinds` に並べた種類のうち、
求める強さ（`strength`）に足りないものを知らせます。

なぜ
満たす証跡がなければ、担当課が何を出しても「証跡未確認」のままです。並べた種類が強さに足りなければ、
質問に挙げられているその証跡を出しても足りないと言われることになります。

悪い例
    # pack.yaml
    evidence_kinds:
      - {id: pledge, label: 誓約書, strength: statement}
      - {id: audit_report, label: 監査報告書, strength: audit}
    # sub/sub-003.yaml
    evidence: [{for: .supervision_documents, kinds: [audit_report, pledge], strength: contract}]

良い例
    # pack.yaml
    evidence_kinds:
      - {id: pledge, label: 誓約書, strength: statement}
      - {id: audit_report, label: 監査報告書, strength: audit}
    # sub/sub-003.yaml
    evidence: [{for: .supervision_documents, kinds: [audit_report, pledge]}]
"""

from collections.abc import Iterator

from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.proof_needs import accepts, is_strong_enough
from checklist_engine.lint.subject import LintedPack, LintedRule
from checklist_engine.model.rules import ProofNeed

CODE = "W538"
SEVERITY = Severity.WARNING


def of_rule(rule: LintedRule, pack: LintedPack) -> Iterator[Problem]:
    kinds = pack.pack.evidence_kinds
    for position, need in enumerate(rule.written.evidence):
        if any(accepts(need, kind) for kind in kinds.values()):
            yield from _too_weak(need, pack)
        elif all(name in kinds for name in need.kinds or ()):
            key = "for" if need.strength is None else "strength"
            yield Problem(
                place=rule.place("evidence", position, key),
                message=f"「{need.path}」の証跡を満たす種類が、pack.yaml の evidence_kinds にありません",
                hint="strength を弱くするか、pack.yaml に証跡の種類を加えてください"
                if need.kinds is None
                else "kinds の種類は、どれも strength の強さに足りません。どちらかを直してください",
            )


def _too_weak(need: ProofNeed, pack: LintedPack) -> Iterator[Problem]:
    for name, place in zip(need.kinds or (), need.kind_places, strict=True):
        kind = pack.pack.evidence_kinds.get(name)
        if kind is not None and need.strength is not None and not is_strong_enough(need, kind):
            yield Problem(
                place=place,
                message=f"証跡の種類「{name}」（{kind.label}）の強さは{kind.strength.label}で、"
                f"求める強さ（{need.strength.label}）に足りません",
                hint="kinds から外すか、strength を消してください",
            )
