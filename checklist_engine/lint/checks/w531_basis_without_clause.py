"""条項のない根拠

何か
法令や指針（`document`）の名称だけで、条項や箇所（`clause`）のない根拠を知らせます。

なぜ
法律や指針は長く、名称だけでは、確かめようとする人がどこを読めばよいか分かりません。条文が改められたときに、
規則を見直す必要があるかどうかも分かりません。

悪い例
    basis:
      - {document: 個人情報の保護に関する法律}

良い例
    basis:
      - {document: 個人情報の保護に関する法律, clause: 第66条第1項}
"""

from collections.abc import Iterator

from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.subject import LintedPack, LintedRule

CODE = "W531"
SEVERITY = Severity.WARNING


def of_rule(rule: LintedRule, _: LintedPack) -> Iterator[Problem]:
    for position, basis in enumerate(rule.cursor.listed("basis")):
        if "document" in basis and "clause" not in basis:
            yield Problem(
                place=rule.place("basis", position, "document"),
                message=f"根拠「{basis['document'].text}」に、条項又は箇所がありません",
                hint="clause に「第66条第1項」「12頁」などと書いてください",
            )
