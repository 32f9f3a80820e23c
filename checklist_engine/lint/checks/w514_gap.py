"""記入していないところ

何か
`checklist new` が残した「（記入してください: …）」が、まだ残っているところを知らせます。

なぜ
そのまま使うと、質問票や結論の文書に「（記入してください: …）」と印刷されます。

悪い例
    title: "（記入してください: 規則の題名）"

良い例
    title: 職員の多要素認証
"""

import re
from collections.abc import Iterator

from checklist_engine.formats.document import Document
from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.subject import LintedPack
from checklist_engine.lint.wording import stretch
from checklist_engine.model.gaps import GAP

CODE = "W514"
SEVERITY = Severity.WARNING

_GAP = re.compile(f"{re.escape(GAP)}[^）]*）?")


def of_document(document: Document, _: LintedPack) -> Iterator[Problem]:
    if GAP not in document.text:
        return
    for pointer in document.spans:
        value = _value(document.root, pointer)
        for found in _GAP.finditer(value) if isinstance(value, str) else ():
            yield Problem(
                place=stretch(document, pointer, found),
                message=f"記入していないところがあります: {found[0]}",
                hint="言葉を決めて書き替えてください。まだ使わない項目であれば、消してください",
            )


def _value(root: object, pointer: tuple[str | int, ...]) -> object:
    for step in pointer:
        root = root[step]  # type: ignore[index]
    return root
