"""余分な空白と、重なった句読点

何か
人が読む文の初めと終わりの空白、文の中の全角の空白（「？」「！」の後を除く）、「。。」「、、」のように重なった句読点を知らせます。
`--fix` で、初めと終わりの空白を消し、重なった句読点を一つにします。

なぜ
文は文書の中につながれるので、余分な空白や句読点は、そのまま紙に出ます。全角の空白のあるなしで、
同じ言葉が違う言葉として扱われることもあります。

悪い例
    title: "委託先の　監督、、証跡 "

良い例
    title: 委託先の監督、証跡
"""

import re
from collections.abc import Iterator

from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.subject import LintedPack
from checklist_engine.lint.texts import ReadText

CODE = "W517"
SEVERITY = Severity.WARNING

_AT_END = re.compile(r"\A[ \t　]+|[ \t　]+\Z")
_REPEATED = re.compile("([。、])\\1+|、。|。、")
_WITHIN = re.compile("(?<=[^ \t　？！?!])　+(?=[^ \t　])")
_TWO_MARKS = re.compile("[。、][。、]")
_QUOTED_ENDS = re.compile(r"\A([\"'])[ \t　]+|[ \t　]+([\"'])\Z|\A[　]+|[　]+\Z")


def of_text(text: ReadText, _: LintedPack) -> Iterator[Problem]:
    words = text.words.removesuffix("\n")
    if not words.strip() or not _is_suspect(words):
        return
    for found in _AT_END.finditer(words):
        where = "初め" if found.start() == 0 else "終わり"
        yield Problem(
            place=text.at(found),
            message=f"文の{where}に空白があります",
            hint="空白を消してください",
            edits=text.edits(_without_blanks_at_ends),
        )
    for found in _REPEATED.finditer(words):
        yield Problem(
            place=text.at(found),
            message=f"句読点が重なっています（{found[0]}）",
            hint=f"「{found[0][0]}」一つにしてください",
            edits=text.edits(_with_single_marks),
        )
    for found in _WITHIN.finditer(words):
        yield Problem(
            place=text.at(found),
            message="文の中に全角の空白があります",
            hint="空白を消すか、「、」や「・」で区切ってください",
        )


def _is_suspect(words: str) -> bool:
    """Whether there is anything to look for: most texts have none of it, and it is quickly seen."""
    at_ends = words != words.strip(" \t　")
    return at_ends or "　" in words or _TWO_MARKS.search(words) is not None


def _without_blanks_at_ends(source: str) -> str:
    return _QUOTED_ENDS.sub(lambda found: found[1] or found[2] or "", source)


def _with_single_marks(source: str) -> str:
    return _REPEATED.sub(lambda found: found[0][0], source)
