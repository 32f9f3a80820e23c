"""RulePack (規則集) and Profile (適用区分)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.places import Place
from checklist_engine.ground.values import FactType, Value
from checklist_engine.model.facts import Vocabulary
from checklist_engine.model.pack_parts import (
    Change,
    ConclusionPolicy,
    Credits,
    DecisionPolicy,
    EvidenceKind,
    Family,
    PaperTemplate,
    Sentences,
)
from checklist_engine.model.rules import Condition, Rule


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
