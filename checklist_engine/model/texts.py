"""Texts of rules and conditions: literal words, slots, and 〔…〕 that may be left out.

`Slot` is as an author wrote it. The compiler puts a slot with a known origin in its place, so that
every word of a draft can be followed back: an answer, a parameter of the pack (already a literal
then), or an argument that the text is filled with.
"""

from collections.abc import Iterator
from enum import Enum
from typing import TypeAlias

from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.places import Place
from checklist_engine.model.paths import FactRef, FieldRef


class Filter(Enum):
    """How the entries of a slot are joined or a date is written."""

    YA = "ya"
    OYOBI = "oyobi"
    TOUTEN = "touten"
    WAREKI = "wareki"


@dataclass(frozen=True, slots=True, kw_only=True)
class Literal:
    """Words that stand as they are."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """`{{ name | filter }}` as written."""

    name: str
    filter: Filter | None
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSlot:
    """A slot that prints an answer."""

    ref: FactRef | FieldRef
    filter: Filter | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArgumentSlot:
    """A slot that the caller fills: a parameter of a condition, or a word of a sentence."""

    name: str
    filter: Filter | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Optional:
    """〔…〕: left out when a list in it is empty."""

    parts: tuple["Segment", ...]


Segment: TypeAlias = Literal | Slot | AnswerSlot | ArgumentSlot | Optional


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """文: segments in order, and where the text stands."""

    parts: tuple[Segment, ...]
    place: Place = field(compare=False, repr=False)

    def slots(self) -> Iterator[tuple[Slot | AnswerSlot | ArgumentSlot, bool]]:
        """Every slot, with whether it stands in 〔…〕."""
        for part in self.parts:
            match part:
                case Optional(parts=inner):
                    for each in inner:
                        if not isinstance(each, Literal | Optional):
                            yield each, True
                case Literal():
                    pass
                case _:
                    yield part, False
