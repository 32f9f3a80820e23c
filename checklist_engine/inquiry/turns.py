"""Turns of a dialogue: what is asked or said next, as data; `reporting.dialogue_text` has the words."""

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import TypeAlias

from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.inquiry.ask import OpenQuestion
from checklist_engine.model.facts import Fact
from checklist_engine.model.submission import Element


class ListStep(Enum):
    """What may be done with a list that is asked for."""

    ADD = "add"
    COMPLETE = "complete"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskAnswer:
    """Asks a question; `choices` are codes with labels, in the order of their numbers."""

    question: OpenQuestion
    choices: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskReason:
    """Asks why there is no answer."""

    question: OpenQuestion


@dataclass(frozen=True, slots=True, kw_only=True)
class AskList:
    """Asks what to do with a list that has these elements."""

    question: OpenQuestion
    elements: Sequence[Element]
    steps: Sequence[ListStep]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskKey:
    """Asks for the key of a new element; a blank line is the proposed one."""

    fact: Fact
    proposed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskName:
    """Asks for the name of a new element."""

    fact: Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPlace:
    """Asks which of these elements a new one stands below; a blank line is none."""

    fact: Fact
    elements: Sequence[Element]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskWhetherToGoOn:
    """Says that nothing asked for so far can change the decision any more (or, where not `settled`,
    that only what nobody knew can), and asks whether to go on with the rest.
    """

    settled: bool
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SayHelp:
    """Explains the question and what may be typed."""

    question: OpenQuestion | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SayNotUnderstood:
    """Says that a line was none of what may be typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SayRefused:
    """Says why an answer was not taken."""

    faults: Sequence[Diagnostic]


@dataclass(frozen=True, slots=True, kw_only=True)
class SaySaved:
    """Says what has been written (the paths), and what can still come of it."""

    paths: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SayLeftOpen:
    """Says that a question stays open, with its reason written into the file or (None) without."""

    question: OpenQuestion
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SayUndone:
    """Says that the last answer was taken back (its question's label); None: there was none."""

    label: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SayNotUndone:
    """Says that the file has changed since, so that the answer stays."""

    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SayReadAgain:
    """Says that the file was changed by somebody else, and has been read again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SayDone:
    """Says how things stand at the end; `quit` where it was ended early."""

    quit: bool


Ask: TypeAlias = AskAnswer | AskReason | AskList | AskKey | AskName | AskPlace | AskWhetherToGoOn
"""The turns that wait for a line."""
Say: TypeAlias = (
    SayHelp
    | SayNotUnderstood
    | SayRefused
    | SaySaved
    | SayLeftOpen
    | SayUndone
    | SayNotUndone
    | SayReadAgain
    | SayDone
)
Turn: TypeAlias = Ask | Say
