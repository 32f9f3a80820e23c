"""Plan (実行計画): a pack compiled for one profile. Plain data: names resolved, types checked."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from checklist_engine.ground.atoms import Atom
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.model.bases import Basis, Period
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
from checklist_engine.model.paths import FactRef, FieldRef, Ref
from checklist_engine.model.texts import AnswerSlot, Text
from checklist_engine.model.verdicts import ClaimKind, Gate, Obligation, Route, Strength, Verdict

ListRef: TypeAlias = FactRef | FieldRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """One answer against an atom; `against` is set where the right side is another fact."""

    __test__ = False  # pytest would collect a class of this name

    ref: Ref
    atom: Atom
    against: Ref | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conjunction:
    """AND; of nothing, TRUE."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disjunction:
    """OR; of nothing, FALSE."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Negation:
    """NOT."""

    part: "Node"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many parts hold; at least one bound is set."""

    parts: tuple["Node", ...]
    at_least: int | None
    at_most: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForAll:
    """AND over the elements of a list of (NOT where OR satisfies)."""

    elements: ListRef
    closed_by: str | None
    where: "Node"
    satisfies: "Node"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exists:
    """OR over the elements of a list of (where AND satisfies)."""

    elements: ListRef
    closed_by: str | None
    where: "Node"
    satisfies: "Node"


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementTally:
    """How many elements of a list match; at least one bound is set."""

    elements: ListRef
    closed_by: str | None
    where: "Node"
    at_least: int | None
    at_most: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """Always UNKNOWN, waiting for the list: what `if_none: unknown` says when nothing matches."""

    elements: ListRef


Node: TypeAlias = (
    Test | Conjunction | Disjunction | Negation | Tally | ForAll | Exists | ElementTally | Undecided
)

TRUE = Conjunction(parts=())


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedLoop:
    """`for_each`: its list and which elements it is about."""

    elements: FactRef
    closed_by: str | None
    where: Node


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedProof:
    """The proof that an answer needs: kinds None, any kind; strength None, any strength."""

    ref: FactRef | FieldRef
    kinds: frozenset[str] | None
    strength: Strength | None
    max_age_months: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The labels of the codes chosen at `ref`; with `lacking`, of those of these not chosen."""

    ref: FactRef | FieldRef
    lacking: tuple[str, ...] | None


def names_element(text: Text | Labels) -> bool:
    """Whether a text or its labels can only be filled for an element."""
    if isinstance(text, Labels):
        return isinstance(text.ref, FieldRef)
    return any(
        isinstance(slot, AnswerSlot) and isinstance(slot.ref, FieldRef) for slot, _ in text.slots()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedUse:
    """A condition that an outcome asks for, and what fills its slots."""

    condition: str
    arguments: Mapping[str, Text | tuple[Text | Labels, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedOutcome:
    """What a rule says about a finding of one verdict; slots have known origins."""

    finding: Text | None = None
    question: Text | None = None
    question_first: Text | None = None
    remark: Text | None = None
    uses: tuple[PlannedUse, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRule:
    """A rule ready to be evaluated."""

    id: str
    family: str
    title: str
    gate: Gate
    weight: int
    basis: tuple[Basis, ...]
    in_force: Period | None
    applies_when: Node
    loop: PlannedLoop | None
    require: Node
    compensated_by: Node | None
    proofs: tuple[PlannedProof, ...]
    may_claim: tuple[ClaimKind, ...]
    guidance: str | None
    outcomes: Mapping[Verdict, PlannedOutcome]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedCondition:
    """A condition whose texts have known origins."""

    id: str
    subject: str
    obligation: Obligation
    text: Text
    text_open: Text | None
    parameters: Mapping[str, Literal["list", "text"]]
    order: int
    due_months: int | None
    discharged_by: Node | None
    route: Route


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRelevance:
    """When a fact, or a field of the elements of `lists` (outermost first), is asked."""

    fact: str
    lists: tuple[str, ...]
    node: Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """実行計画. In `relevance` stands what is not always asked, each after all that it reads; in
    `read` the full ids of the facts that its rules, and the relevance of those facts, look at.
    """

    pack: str
    pack_label: str
    pack_version: str
    pack_digest: str
    profile: str
    decides: bool
    families: tuple[Family, ...]
    vocabulary: Vocabulary
    relevance: tuple[PlannedRelevance, ...]
    read: frozenset[str]
    rules: tuple[PlannedRule, ...]
    conditions: Mapping[str, PlannedCondition]
    evidence_kinds: Mapping[str, EvidenceKind]
    credits: Credits
    decision: DecisionPolicy
    conclusion: ConclusionPolicy
    sentences: Sentences
    changes: tuple[Change, ...]
    papers: tuple[PaperTemplate, ...]
