"""対にならない括弧

何か
人が読む文の中の「」『』（）〔〕のうち、閉じていないものと、開いていないものを知らせます。

なぜ
括弧の書き落としは、読む人には文がどこまで続くのか分からなくします。半角の ( と全角の ）の組も、対になりません。

悪い例
    question: 職員（教職員を含む。はIDを使いますか

良い例
    question: 職員（教職員を含む。）はIDを使いますか
"""

import re
from collections.abc import Iterator

from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.subject import LintedPack
from checklist_engine.lint.texts import ReadText

CODE = "W516"
SEVERITY = Severity.WARNING

_PAIRS = {"「": "」", "『": "』", "（": "）", "〔": "〕"}
_BRACKET = re.compile("[「」『』（）〔〕]")


def of_text(text: ReadText, _: LintedPack) -> Iterator[Problem]:
    opened: list[re.Match[str]] = []
    for found in _BRACKET.finditer(text.words):
        if found[0] in _PAIRS:
            opened.append(found)
        elif any(_PAIRS[each[0]] == found[0] for each in opened):
            # What was opened after its partner has been left open.
            while _PAIRS[opened[-1][0]] != found[0]:
                yield _open(opened.pop(), text)
            opened.pop()
        else:
            start = next(start for start, end in _PAIRS.items() if end == found[0])
            yield Problem(
                place=text.at(found),
                message=f"対になる「{start}」のない「{found[0]}」があります",
                hint=f"「{start}」を書き加えるか、「{found[0]}」を消してください",
            )
    for found in opened:
        yield _open(found, text)


def _open(found: re.Match[str], text: ReadText) -> Problem:
    end = _PAIRS[found[0]]
    return Problem(
        place=text.at(found),
        message=f"「{found[0]}」が閉じていません",
        hint=f"「{end}」を書き加えてください",
    )
