"""問いの形でない質問

何か
事実の `question` と、規則の `question`、`question_first` のうち、「…ですか」「…ますか」のように
「か」で終わらないものを知らせます。終わりに括弧書きの説明が付いていてもかまいません。

なぜ
質問は、そのまま様式と質問票に並びます。「記録の保存期間」のような言い切りでは、何を答えればよいかが伝わりません。
書き方の説明は `guidance` に書きます。

悪い例
    question: 記録の保存期間を記入してください

良い例
    question: 記録を何か月保存していますか（委託先が保存するものを含む。）
"""

import re
from collections.abc import Iterator

from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.subject import LintedPack
from checklist_engine.lint.texts import ReadText, Role

CODE = "W512"
SEVERITY = Severity.WARNING

_BRACKETS = re.compile(r"(?:（[^（）]*）|\([^()]*\)|〔[^〔〕]*〕)\s*$")
_QUESTION = re.compile(r"か[。？?]?$|[？?]$")


def of_text(text: ReadText, _: LintedPack) -> Iterator[Problem]:
    if text.role is Role.QUESTION and not _asks(text.words.strip()):
        yield Problem(
            place=text.place,
            message=f"「{text.key}」が問いの形になっていません",
            hint="「…ですか」「…ますか」のように、「か」で終わる文にしてください。"
            "記入の仕方は guidance に書きます",
        )


def _asks(words: str) -> bool:
    while _BRACKETS.search(words):
        words = _BRACKETS.sub("", words).strip()
    # What a slot prints at the end cannot be known; nothing at all is another fault.
    return not words or words.endswith("}}") or _QUESTION.search(words) is not None
