"""Widths on a terminal, where a full-width character takes two cells."""

import unicodedata
from collections.abc import Iterator

_FORBIDDEN_AT_END = "（「『【〔［"
_FORBIDDEN_AT_START = "、。，．）」』】〕・ー！？："


def width(text: str) -> int:
    """Cells that `text` takes on a terminal.

    >>> width("国内 JP")
    7
    """
    return sum(_cells(character) for character in text)


def pad(text: str, cells: int) -> str:
    """`text` filled with spaces to at least `cells` cells."""
    return text + " " * max(0, cells - width(text))


def fold(text: str, cells: int) -> list[str]:
    """`text` cut into lines of at most `cells` cells; brackets and marks stay where
    they belong (禁則).

    >>> fold("認める。ただし", 6)
    ['認め', 'る。た', 'だし']
    """
    return [line for part in text.split("\n") for line in _fold_line(part, cells)]


def _fold_line(text: str, cells: int) -> Iterator[str]:
    start = used = 0
    for position, character in enumerate(text):
        if used + _cells(character) > cells and position > start:
            cut = _cut(text, start, position)
            yield text[start:cut].rstrip()
            start, used = cut, sum(map(_cells, text[cut:position]))
        used += _cells(character)
    yield text[start:]


def _cut(text: str, start: int, position: int) -> int:
    for cut in range(position, start, -1):
        forbidden = text[cut] in _FORBIDDEN_AT_START or text[cut - 1] in _FORBIDDEN_AT_END
        if not forbidden and not _inside_word(text, cut):
            return cut
    return position


def _inside_word(text: str, cut: int) -> bool:
    def narrow(character: str) -> bool:
        return character.isascii() and not character.isspace()

    return narrow(text[cut - 1]) and narrow(text[cut])


def _cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
