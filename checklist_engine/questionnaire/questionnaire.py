"""Questionnaire (質問票): what is asked of a case, and what is answered, as plain data.

It knows no format: a workbook, a page in a browser and a page that works offline are all written
from it.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum

from checklist_engine.evaluator.relevance import Relevance
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.values import FactType
from checklist_engine.model.pack_parts import EvidenceKind
from checklist_engine.model.plan import Node
from checklist_engine.model.submission import Answer, Claim, Evidence
from checklist_engine.model.verdicts import ClaimKind, Gate, Strength


class Filled(Enum):
    """入力状況 of one entry."""

    ANSWERED = "answered"
    UNKNOWN = "unknown"
    BLANK = "blank"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """選択肢: one code of a choice."""

    code: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofWanted:
    """The proof that a rule wants for the answer; `words` is what a person reads.

    `kinds` None: any kind; `strength` None: any strength.
    """

    rule: str
    words: str
    kinds: tuple[str, ...] | None
    strength: Strength | None
    max_age_months: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What can be asked: a fact, or a field of the elements of a list.

    Attributes:
        id: its full id in the vocabulary (`parties.country` for a field).
        field: the word of a field (`country`), the id of a fact.
        key_of: the list whose keys are the options.
        gate: the strictest gate of the rules that need the answer; None where none does.
        rules: the rules that read it, or whose answers are only asked because of it.
        relevant_when: when it is asked; None: whenever its list is.
    """

    id: str
    field: str
    section: str
    label: str
    question: str | None
    guidance: str | None
    type: FactType
    options: tuple[Option, ...]
    key_of: str | None
    unit: str | None
    min: int | Decimal | None
    max: int | Decimal | None
    gate: Gate | None
    rules: tuple[str, ...]
    proofs: tuple[ProofWanted, ...]
    relevant_when: Node | None

    @property
    def is_required(self) -> bool:
        """Whether a rule that counts for the decision needs the answer."""
        return self.gate in (Gate.BLOCKING, Gate.CONDITIONAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What stands at a path: whether it is asked now, and what is filled in."""

    path: str
    relevance: Relevance
    answer: Answer | None
    reason: str | None

    @property
    def filled(self) -> Filled:
        if self.answer is not None:
            return Filled.ANSWERED
        return Filled.BLANK if self.reason is None else Filled.UNKNOWN

    @property
    def is_open(self) -> bool:
        """Whether it is asked now, and nothing is filled in."""
        return self.relevance is Relevance.ASKED and self.filled is Filled.BLANK


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """質問: a fact, and what is filled in."""

    subject: Subject
    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An element that is listed. `parent` is the key of the element above it in a tree, `within`
    the path of the element whose list it is in; `entries` is by field.
    """

    path: str
    key: str
    tier: int
    parent: str | None
    within: str | None
    entries: Mapping[str, Entry]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A list as a table: a field a column, an element a row, a tree depth first.

    Attributes:
        list: what is said of the list as a whole.
        outer: for a list in a list, the full id of that one.
        key: the field that tells elements apart.
        name: the field that a person calls them by.
        closed_by: the fact that says whether the list is complete.
    """

    list: Subject
    outer: str | None
    key: str
    name: str | None
    is_tree: bool
    closed_by: str | None
    fields: tuple[Subject, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """区分: the questions of one section, in order."""

    id: str
    label: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimable:
    """A rule of which something may be claimed."""

    rule: str
    title: str
    kinds: tuple[ClaimKind, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many entries are filled, blank though they are asked, and not asked (now)."""

    filled: int
    blank: int
    blank_required: int
    not_asked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaire:
    """質問票 of one profile; of a case, where there is one."""

    pack: str
    pack_label: str
    pack_version: str
    profile: str
    profile_label: str
    as_of: date
    parts: tuple[Part, ...]
    tables: tuple[Table, ...]
    evidence_kinds: Mapping[str, EvidenceKind]
    claimable: tuple[Claimable, ...]
    evidence: tuple[Evidence, ...]
    claims: tuple[Claim, ...]

    def questions(self) -> Iterator[Question]:
        """Every question of every part."""
        for part in self.parts:
            yield from part.questions

    def subjects(self) -> Iterator[Subject]:
        """Every fact and every field."""
        for question in self.questions():
            yield question.subject
        for table in self.tables:
            yield from table.fields

    @property
    def counts(self) -> Counts:
        """Of the entries that rules need, fields of listed elements included."""
        pairs = [
            *((question.subject, question.entry) for question in self.questions()),
            *(
                (subject, row.entries[subject.field])
                for table in self.tables
                for row in table.rows
                for subject in table.fields
                if subject.field != table.key
            ),
        ]
        needed = [(subject, entry) for subject, entry in pairs if subject.gate is not None]
        asked = [(s, entry) for s, entry in needed if entry.relevance is Relevance.ASKED]
        return Counts(
            filled=sum(entry.filled is not Filled.BLANK for _, entry in asked),
            blank=sum(entry.is_open for _, entry in asked),
            blank_required=sum(entry.is_open and s.is_required for s, entry in asked),
            not_asked=len(needed) - len(asked),
        )
