"""Texts of cells: pieces of rich text put together, without readings (ふりがな) above them."""

import re
from collections.abc import Mapping

from checklist_engine.formats.xlsx_refusals import too_large
from checklist_engine.ground.composed import composed

LONGEST_TEXT = 32_767
"""What a cell of Excel holds."""

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_READING = "rPh"
_PIECE = "t"
_RUN = "r"
_STRIKE = "strike"
_OFF = ("0", "false")


class TextCollector:
    """Puts a text together out of what is told of its elements."""

    def __init__(self, file: str) -> None:
        self._file = file
        self.clear()

    def clear(self) -> None:
        """Begin with a new text."""
        self._pieces: list[str] = []
        self._size = 0
        self._inside = self._reading = False
        self._strike = False
        self.is_struck = False
        """Whether a piece that shows something is crossed out."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == _READING:
            self._reading = True
        elif tag == _RUN:
            self._strike = False
        elif tag == _STRIKE:
            self._strike = attributes.get("val", "1") not in _OFF
        self._inside = tag == _PIECE and not self._reading

    def end(self, tag: str) -> None:
        if tag == _READING:
            self._reading = False
        self._inside = False

    def data(self, text: str) -> None:
        if self._inside:
            self._size += len(text)
            # Seven characters may stand for one (`_x000D_`).
            if self._size > 7 * LONGEST_TEXT:
                raise too_large(self._file, "長すぎる文字が入っています")
            self._pieces.append(text)
            self.is_struck |= self._strike and bool(text.strip())

    def text(self) -> str:
        """The text so far."""
        return unescaped("".join(self._pieces))


def unescaped(text: str) -> str:
    r"""A text with what cannot stand in XML put back; line ends are LF, letters are composed.

    >>> unescaped("a_x000D_\nb_x005F_x0041_")
    'a\nb_x0041_'
    """
    if "_x" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
        # Halves of a character, each written so, are one again; a half alone is none.
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return composed(text.replace("\r\n", "\n").replace("\r", "\n"))
