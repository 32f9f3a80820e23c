"""RulePack (規則集) and Profile (適用区分)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Literal

from checklist_engine.ground.numerals import Numerals
from checklist_engine.ground.places import Place
from checklist_engine.ground.values import FactType, Value
from checklist_engine.model.facts import Vocabulary
from checklist_engine.model.rules import Condition, Rule
from checklist_engine.model.texts import Text
from checklist_engine.model.verdicts import Strength


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A family of rules: a folder of the pack, a part of the score."""

    id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """設定値: a value of the pack, its default until a profile sets another within bounds."""

    id: str
    type: FactType
    value: Value
    label: str
    min: int | Decimal | None = None
    max: int | Decimal | None = None
    unit: str | None = None


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
class Profile:
    """適用区分: which rules are asked of a submission, and how they are set.

    `rules` and `families` None: all. `excepted` gives the reason by rule; `parameters` and `weights`
    replace those of the pack.
    """

    id: str
    label: str
    decision: Literal["council", "none"]
    rules: tuple[str, ...] | None
    families: tuple[str, ...] | None
    excepted: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, Value] = field(default_factory=dict)
    weights: Mapping[str, int] = field(default_factory=dict)
    place: Place = field(compare=False, repr=False)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePack:
    """規則集: everything that a folder of rules says. Rules stand in their order (family, then id);
    `inherited` names those that a pack below has, too.
    """

    id: str
    version: str
    label: str
    families: tuple[Family, ...]
    parameters: Mapping[str, Parameter]
    evidence_kinds: Mapping[str, EvidenceKind]
    credits: Credits
    decision: DecisionPolicy
    conclusion: ConclusionPolicy
    test_date: date | None
    vocabulary: Vocabulary
    rules: Mapping[str, Rule]
    conditions: Mapping[str, Condition]
    profiles: Mapping[str, Profile]
    sentences: Sentences
    papers: tuple[PaperTemplate, ...]
    inherited: frozenset[str]
    changes: tuple[Change, ...]
    digest: str
    place: Place = field(compare=False, repr=False)
