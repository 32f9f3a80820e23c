"""「こと」で終わらない条件

何か
条件の `text` と `text_open` のうち、「こと」で終わらないものを知らせます。
終わりに括弧書きが付いていてもかまいません。

なぜ
条件は「ただし、…すること。また、…すること。」とつながれて、結論の文になります。「こと」で終わらない文は、
誰に何を求めているのかが読み取れません。

悪い例
    text: 操作の記録を6か月保存する

良い例
    text: 操作の記録を6か月保存すること
"""

import re
from collections.abc import Iterator

from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.subject import LintedPack
from checklist_engine.lint.texts import ReadText, Role

CODE = "W518"
SEVERITY = Severity.WARNING

_BRACKETS = re.compile(r"(?:（[^（）]*）|〔[^〔〕]*〕)\s*$")


def of_text(text: ReadText, _: LintedPack) -> Iterator[Problem]:
    if text.role is not Role.CONDITION:
        return
    words = text.words.strip().rstrip("。")
    while _BRACKETS.search(words):
        words = _BRACKETS.sub("", words).strip()
    if words and not words.endswith(("こと", "}}")):
        yield Problem(
            place=text.place,
            message=f"「{text.key}」が「こと」で終わっていません",
            hint="「…すること」「…しないこと」のように、求めることを書いてください",
        )
