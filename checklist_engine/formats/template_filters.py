"""Filters of our own for templates of papers, and what becomes of a text in Markdown."""

import re
from collections.abc import Callable, Mapping

_SEPARATOR = "、"
# A backslash is one only before what it could escape; an underscore inside of a word is one.
_SIGNS = re.compile(
    r"\\(?=[!-/:-@\[-`{-~]|\n|$)|[`*<~]|(?<![^\W_])_|_(?![^\W_])"
    r"|&(?=#?\w+;)|\[(?=[^\]]*\][(\[:])"
)
_LINE_STARTS = re.compile(
    r"^[ \t]*(?P<sign>#{1,6}(?=\s|$)|[-+](?=\s|$)|>|=+[ \t]*$|[-|:][-|: \t]*$)", re.MULTILINE
)
_NUMBERED = re.compile(r"^[ \t]*(?P<number>[0-9]{1,9})(?P<sign>[.)])(?=\s|$)", re.MULTILINE)
_INDENTED = re.compile(r"^[ \t]+", re.MULTILINE)
_EMPTY_LINES = re.compile(r"\n[ \t]*(?=\n)")


class MarkdownText(str):
    """A text that is Markdown already and is not to be escaped again."""

    __slots__ = ()


def escaped(text: str) -> str:
    r"""A text as it is to be read, however it is put in Markdown: no markup, no HTML in it.

    >>> escaped("*必ず* <b>R&D</b> snake_case")
    '\\*必ず\\* \\<b>R&D\\</b> snake_case'
    >>> escaped("1. 甲\n\n# 乙")
    '1\\. 甲\n\\# 乙'
    """
    if isinstance(text, MarkdownText):
        return text
    text = _EMPTY_LINES.sub("", _without_marks(text))
    text = _NUMBERED.sub(lambda found: f"{found['number']}\\{found['sign']}", text)
    text = _LINE_STARTS.sub(lambda found: f"\\{found['sign']}", text)
    return _INDENTED.sub("", text)


def table_cell(words: object) -> MarkdownText:
    """Words that stand in a cell of a Markdown table: no markup, no bar, no line break."""
    text = _without_marks(str(words)).replace("|", "\\|")
    return MarkdownText(text.replace("\n", "<br>"))


def in_lines(words: object, count: int = 1) -> str:
    r"""What is listed with 「、」, so many a line: a narrow cell would break it anywhere.

    >>> in_lines("sub-003、sub-004、sub-006", 2)
    'sub-003、sub-004、\nsub-006'
    """
    each = str(words).split(_SEPARATOR)
    lines = (each[at : at + count] for at in range(0, len(each), count))
    return f"{_SEPARATOR}\n".join(_SEPARATOR.join(line) for line in lines)


ANYWHERE: Mapping[str, Callable[..., object]] = {"lines": in_lines}
"""The filters of every template."""

IN_MARKDOWN: Mapping[str, Callable[..., object]] = {**ANYWHERE, "cell": table_cell}


def _without_marks(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _SIGNS.sub(lambda found: f"\\{found[0]}", text)
