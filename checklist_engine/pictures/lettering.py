"""Lettering: words inside a width, folded where Japanese may be folded, and cut where there is no room."""

from collections.abc import Sequence

from checklist_engine.ground.widths import fold, width
from checklist_engine.pictures.characters import visible
from checklist_engine.pictures.svg import Element

SMALL = 12
PLAIN = 14
_LEADING = 1.4
# What Latin letters take of the font size, bold, in the widest of the fonts at hand.
_BROAD, _CAPITAL, _SMALL_LETTER = 1.1, 0.9, 0.7


def room_for(words: str, size: float) -> float:
    """How wide words are at most."""
    return sum(map(_share, visible(words))) * size


def folded(words: str, size: float, room: float, most: int) -> tuple[str, ...]:
    """The lines of a text, at most so many; what is left out is shown by `…`."""
    cells = max(int(room / (size / 2)), 2)
    # More than so many characters never fit; a text may be of any length.
    text = visible(words[: cells * (most + 1)]).replace("\n", " ")
    lines = _lines(text, cells, most)
    while cells > 2 and (widest := max(room_for(each, size) for each in lines)) > room:
        # Cells take Latin letters for narrower than they are.
        cells = max(min(int(cells * room / widest), cells - 1), 2)
        lines = _lines(text, cells, most)
    return lines


def _lines(text: str, cells: int, most: int) -> tuple[str, ...]:
    lines = fold(text, cells)
    if len(lines) <= most:
        return tuple(lines)
    return (*lines[: most - 1], fold(lines[most - 1], max(cells - 2, 2))[0] + "…")


def _share(character: str) -> float:
    """How much of the font size a character takes."""
    if width(character) != 1:
        return width(character) / 2
    if character in "—–…":
        return 1
    if character in "mwMW@%&#":
        return _BROAD
    return _CAPITAL if character.isupper() else _SMALL_LETTER


def height_of(lines: Sequence[str], size: float) -> float:
    """How high lines are, one below the other."""
    return len(lines) * size * _LEADING


def lettering(
    lines: Sequence[str], x: float, y: float, size: float, kind: str = "", anchor: str = "start"
) -> Element:
    """Lines whose upper edge is `y`."""
    return Element(
        "text",
        {"class": f"pic-text {kind}".rstrip(), "font-size": size, "text-anchor": anchor},
        tuple(
            Element("tspan", {"x": x, "y": y + size * (_LEADING * at + 1.1)}, (words,))
            for at, words in enumerate(lines)
            if words
        ),
    )
