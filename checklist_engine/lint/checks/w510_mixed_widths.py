"""全角の英数字と半角の片仮名

何か
人が読む文の中の、全角の英数字（１、Ａ）と半角の片仮名（ｱ）を知らせます。`--fix` で、英数字は半角に、片仮名は全角に
そろえます。

なぜ
同じ言葉が全角と半角の両方で書かれていると、検索しても見付からず、文書の中で字の幅もそろいません。

悪い例
    title: ＩＤを３年ごとに見直すｼｽﾃﾑ

良い例
    title: IDを3年ごとに見直すシステム
"""

import re
import unicodedata
from collections.abc import Iterator

from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.subject import LintedPack
from checklist_engine.lint.texts import ReadText

CODE = "W510"
SEVERITY = Severity.WARNING

_WIDE = "０-９Ａ-Ｚａ-ｚ"
# A number keeps its point and its commas, half-width as its digits then are.
_SUSPECT = re.compile(f"[{_WIDE}ｦ-ﾟ]")
_STRETCH = re.compile(f"(?P<wide>[{_WIDE}](?:[{_WIDE}．，]*[{_WIDE}])?)|[ｦ-ﾟ]+")


def of_text(text: ReadText, _: LintedPack) -> Iterator[Problem]:
    for found in _STRETCH.finditer(text.words) if _SUSPECT.search(text.words) else ():
        kind = "全角の英数字" if found["wide"] else "半角の片仮名"
        yield Problem(
            place=text.at(found),
            message=f"{kind}「{found[0]}」があります",
            hint=f"「{_narrowed(found)}」と書いてください",
            edits=text.edits(lambda source: _STRETCH.sub(_narrowed, source)),
        )


def _narrowed(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", found[0])
