"""効力を失い、後を継ぐもののない根拠

何か
基準日に効力を失っている根拠（`in_force` の `until` が過ぎたもの）のうち、その後に効力を持つようになった根拠が同じ
規則にないものを知らせます。

なぜ
法令や指針が改められると、根拠の条項も変わります。新しい条項が書かれていないと、規則が今も要るのか、
何を根拠に確かめているのかが分かりません。ほかに効力のある根拠がなければ、失効したものが「現行」として引かれます。

悪い例
    basis:
      - document: 個人情報保護条例
        clause: 第10条
        in_force: {until: 2023-03-31}

良い例
    basis:
      - document: 個人情報保護条例
        clause: 第10条
        in_force: {until: 2023-03-31}
      - document: 個人情報の保護に関する法律
        clause: 第66条第1項
        in_force: {from: 2023-04-01}
"""

from collections.abc import Iterator, Sequence
from datetime import date

from checklist_engine.ground.wareki import wareki
from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.subject import LintedPack, LintedRule
from checklist_engine.model.bases import Basis

CODE = "W532"
SEVERITY = Severity.WARNING


def of_rule(rule: LintedRule, pack: LintedPack) -> Iterator[Problem]:
    for position, basis in enumerate(rule.written.basis):
        until = basis.in_force.until if basis.in_force else None
        if until is None or until >= pack.as_of:
            continue
        if not _has_successor(basis, until, rule.written.basis, pack.as_of):
            yield Problem(
                place=rule.place("basis", position, "in_force", "until"),
                message=f"根拠「{basis.document}」は{wareki(until)}で効力を失い、"
                "後を継ぐ根拠がありません",
                hint="後を継ぐ条項を basis に加えてください。なければ、この規則が今も要るかを確かめてください",
            )


def _has_successor(expired: Basis, until: date, all_of_them: Sequence[Basis], as_of: date) -> bool:
    """Whether what came into force afterwards, or more of the same document, is in force now."""
    return any(
        other.document == expired.document
        if other.in_force is None
        else other.in_force.covers(as_of)
        and (
            other.document == expired.document
            or (other.in_force.start is not None and other.in_force.start > until)
        )
        for other in all_of_them
    )
