"""Layout on a terminal: folded paragraphs with hanging labels, in cells, colour only where wanted."""

import re
from collections.abc import Sequence
from enum import Enum

from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.widths import fold, pad, width


class Tone(Enum):
    """What a word means to the eye; the word itself always says it too."""

    PLAIN = ""
    STRONG = "1"
    GOOD = "32"
    CARE = "33"
    BAD = "31"
    QUIET = "2"


# The last are those that turn the direction of what follows.
_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """Text of a file without what would steer a terminal."""
    return _CONTROLS.sub("�", text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Canvas:
    """How wide a terminal is, in cells, and whether it shows colours."""

    cells: int
    colour: bool

    def paint(self, text: str, tone: Tone) -> str:
        """The text in its tone, where there are colours."""
        if not self.colour or tone is Tone.PLAIN or not text:
            return text
        return f"\x1b[{tone.value}m{text}\x1b[0m"

    def rule(self, mark: str = "─") -> str:
        """A line across."""
        return self.paint(mark * self.cells, Tone.QUIET)

    def hang(self, label: str, text: str, *, indent: int = 0, tone: Tone = Tone.PLAIN) -> list[str]:
        """A text beside its label, folded so that all of it hangs behind the label."""
        start = indent + width(label)
        first, *rest = fold(plain(text), max(self.cells - start, 20))
        return [
            " " * indent + self.paint(label, tone) + first,
            *(" " * start + line for line in rest),
        ]

    def table(self, rows: Sequence[Sequence[str]], *, indent: int = 0) -> list[str]:
        """Rows in columns as wide as their widest cell; the last column is folded."""
        if not rows:
            return []
        widths = [max(width(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
        lines: list[str] = []
        for row in rows:
            label = "".join(pad(cell, cells + 2) for cell, cells in zip(row, widths, strict=False))
            lines += self.hang(label, row[-1], indent=indent)
        return lines
