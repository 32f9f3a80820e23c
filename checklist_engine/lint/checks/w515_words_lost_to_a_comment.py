"""注釈として捨てられる言葉

何か
引用符のない文の途中に、空白と「#」があるものを知らせます。
YAML は、空白の後の「#」から行の終わりまでを注釈として捨てます。
「# 」のように「#」の後に空白がある普通の注釈は、文が途中で切れて見えるときだけ知らせます。

なぜ
誤りにはならず、文が途中で終わったまま質問票や文書に印刷されます。

悪い例
    title: 手順 #3 を定める

良い例
    title: "手順 #3 を定める"
"""

import re
from collections.abc import Iterator
from functools import cache

from checklist_engine.formats.document import Document
from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.comments import Comment
from checklist_engine.lint.subject import LintedPack
from checklist_engine.lint.suppressions import comments_of, part_for_us
from checklist_engine.lint.wording import written

CODE = "W515"
SEVERITY = Severity.WARNING

_UNFINISHED = re.compile("[、（「『のをにはがとでへやも]$")


def of_document(document: Document, pack: LintedPack) -> Iterator[Problem]:
    if " #" not in document.text and "\t#" not in document.text:
        return
    for comment in comments_of(document, pack):
        if comment.alone or part_for_us(comment) == comment:
            continue
        words = _plain_text_before(comment, document)
        if words and _japanese().search(words) and _goes_on(words, comment.text):
            yield Problem(
                place=comment.place(document),
                message=f"「{comment.text}」は注釈とみなされ、文は「{words}」で終わります",
                hint="文の一部であれば、文全体を引用符で囲んでください。注釈であれば、「#」の後に空白を置いてください",
            )


@cache
def _japanese() -> re.Pattern[str]:
    """A character of Japanese; few runs come to need it, and it takes its time to make."""
    return re.compile("[ぁ-んァ-ヶ一-龠々]")


def _goes_on(words: str, comment: str) -> bool:
    """Whether a comment reads like the rest of the words before it."""
    return bool(comment[1:2].strip()) or _UNFINISHED.search(words) is not None


def _plain_text_before(comment: Comment, document: Document) -> str:
    """The text without quotes that ends before a comment; empty where something else does."""
    before = document.lines[comment.line - 1][: comment.column - 1].rstrip()
    end = (comment.line, len(before) + 1)
    for span in document.spans.values():
        if (span.end_line, span.end_column) == end and span.line == comment.line:
            words = written(document, span)
            return "" if words[:1] in ('"', "'", "[", "{", "|", ">") else words
    return ""
