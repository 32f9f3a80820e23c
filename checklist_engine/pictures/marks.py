"""Marks (印): a sign and a word for what came out; the tone of it is never all that tells it."""

from enum import Enum

from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.pictures.lettering import PLAIN, lettering
from checklist_engine.pictures.svg import Element, box


class Tone(Enum):
    """What a mark means to the eye; the value is the end of its class."""

    GOOD = "good"
    CARE = "care"
    BAD = "bad"
    OPEN = "open"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign (○ △ × ？ －), the word that it stands for, and its tone."""

    sign: str
    words: str
    tone: Tone


def drawn_mark(mark: Mark, x: float, y: float, width: float, height: float) -> tuple[Element, ...]:
    """A mark in a cell."""
    tone = mark.tone.value
    return (
        box(x + 1, y + 1, width - 2, height - 2, f"pic-cell pic-{tone}"),
        lettering(
            (mark.sign,),
            x + width / 2,
            y + height / 2 - PLAIN * 0.78,
            PLAIN,
            f"pic-sign pic-on-{tone}",
            "middle",
        ),
    )
