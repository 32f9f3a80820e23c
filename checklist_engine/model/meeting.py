"""Meeting (会議), and what it adopted."""

from collections.abc import Mapping
from datetime import date

from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.model.verdicts import Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptedCondition:
    """A condition in the words that the council adopted; `due` None: as drafted.

    `subject` is for one that no catalogue knows.
    """

    id: str
    text: str
    due: date | None
    subject: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopted:
    """What the council adopted for a case; None where it adopted what was drafted."""

    decision: Decision | None
    conclusion: str | None
    conditions: tuple[AdoptedCondition, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """文書番号 and date of a letter, as far as they are known."""

    number: str | None
    date: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """会議. `adopted` is by item, and empty before the meeting.

    Attributes:
        is_over: whether the meeting has been held, though it may have adopted all that was drafted.
        consulted_by: the office that consults the council (「○○市長」), never a person's name.
        ground: what it consults by (「○○条例第○条」).
        notified_under: what notifications are reported under.
        public: whether the meeting is open to visitors.
        inquiries: the 諮問書 by item.
        replies: the 答申書 by item.
    """

    id: str
    title: str
    council: str | None
    date: date
    time: str | None
    place: str | None
    adopted: Mapping[str, Adopted]
    is_over: bool = False
    consulted_by: str | None = None
    ground: str | None = None
    notified_under: str | None = None
    public: bool | None = None
    visitors: int | None = None
    inquiries: Mapping[str, Letter] = field(default_factory=dict)
    replies: Mapping[str, Letter] = field(default_factory=dict)
