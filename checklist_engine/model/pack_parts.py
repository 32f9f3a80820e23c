"""What a pack brings to every Plan of it: families, kinds of proof, policies, wording, papers, changes."""

from enum import Enum
from fractions import Fraction
from typing import Literal

from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.numerals import Numerals
from checklist_engine.model.texts import Text
from checklist_engine.model.verdicts import Strength


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A family of rules: a folder of the pack, a part of the score."""

    id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceKind:
    """証跡の種類, and how strong a proof it is."""

    id: str
    label: str
    strength: Strength


@dataclass(frozen=True, slots=True, kw_only=True)
class Credits:
    """What a finding counts, between 0 and 1."""

    compensated: Fraction = Fraction(7, 10)
    unproven: Fraction = Fraction(1, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionPolicy:
    """How many open conditional rules a decision bears, and the condition that stands in for them."""

    open_at_most: int = 5
    open_condition: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConclusionPolicy:
    """How many conditions a conclusion names at most (None: all); the rest become 留意事項."""

    at_most: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """文型: the wording of conclusions, with slots."""

    approve: Text
    approve_with_conditions: Text
    between_conditions: str
    reject: Text
    defer: Text
    precedent: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class WordTemplate:
    """Word のひな形: a file that is read when papers are drafted; `digest` is of its bytes."""

    file: str
    digest: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperTemplate:
    """文書案のひな形: a paper for each case, each corrected case, or one for the meeting.

    `source` is Jinja2, `word` the template for Word, where the pack has one; `numerals` says how
    numbers are printed.
    """

    name: str
    scope: Literal["case", "meeting", "correction"]
    file: str
    source: str = field(repr=False)
    word: WordTemplate | None = None
    numerals: Numerals = "half"


class ChangeKind(Enum):
    """What a pack or a profile changes of what it stands on."""

    OFF = "off"
    ADDED = "added"
    MERGED = "merged"
    EXCEPTED = "excepted"
    PARAMETER = "parameter"
    WEIGHT = "weight"

    @property
    def label(self) -> str:
        return _CHANGE_LABELS[self]


_CHANGE_LABELS = {
    ChangeKind.OFF: "使わない",
    ChangeKind.ADDED: "加えた",
    ChangeKind.MERGED: "書き替えた",
    ChangeKind.EXCEPTED: "この適用区分では使わない",
    ChangeKind.PARAMETER: "設定値を替えた",
    ChangeKind.WEIGHT: "重みを替えた",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """変更点: of a rule, fact, condition or parameter (`subject`), by a pack or profile (`by`)."""

    kind: ChangeKind
    by: str
    subject: str
    words: str
