"""理由のない見逃し

何か
`# checklist: ignore` に、符号の後の理由がないものを知らせます。理由がないあいだは、指摘も見逃しません。

なぜ
指摘を見逃すのは、規則集の判断です。一年後に別の職員が読んだとき、なぜそのままでよいのかが分からなければ、
直すことも、安心して残すこともできません。

悪い例
    title: 委託先の確認    # checklist: ignore W519

良い例
    title: 委託先の確認    # checklist: ignore W519 条例の文言をそのまま示すため
"""

from collections.abc import Iterator

from checklist_engine.formats.document import Document
from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.subject import LintedPack
from checklist_engine.lint.suppressions import ignores

CODE = "W500"
SEVERITY = Severity.WARNING


def of_document(document: Document, pack: LintedPack) -> Iterator[Problem]:
    for ignore in ignores(document, pack):
        if ignore.readable and not ignore.reason:
            codes = ",".join(ignore.codes)
            yield Problem(
                place=ignore.place,
                message=f"{codes} を見逃す理由が書かれていません",
                hint=f"「# checklist: ignore {codes} 条例の文言のため」のように、符号の後に理由を書いてください",
            )
