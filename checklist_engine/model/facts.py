"""Vocabulary (語彙): every question that may be asked."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.places import Place
from checklist_engine.ground.values import FactType
from checklist_engine.model.expression import Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class ListShape:
    """What the elements of a list are; `children` makes the list a tree."""

    key: str
    name: str | None
    children: str | None
    closed_by: str | None
    fields: Mapping[str, "Fact"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """事実: one thing that may be asked, or one field of the elements of a list.

    `id` is what an author writes for it; `full_id` tells fields of different lists apart
    (`parties.locations.country`). `key_of` names the list whose keys are its codes.
    """

    id: str
    full_id: str
    label: str
    type: FactType
    section: str
    question: str | None
    guidance: str | None
    choices: Mapping[str, str] | None
    key_of: str | None
    relevant_when: Expression | None
    unit: str | None
    min: int | Decimal | None
    max: int | Decimal | None
    mutable: bool
    effort: int | None
    shape: ListShape | None
    place: Place = field(compare=False, repr=False)

    def with_fields(self) -> Iterator["Fact"]:
        """The fact, then the fields of its elements, theirs, and so on."""
        yield self
        if self.shape:
            for each in self.shape.fields.values():
                yield from each.with_fields()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """区分: a part of the form."""

    id: str
    label: str
    order: int
    relevant_when: Expression | None
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """語彙: sections by id and facts by id, both in the order of the form; `by_full_id` has the fields of
    lists, too.
    """

    sections: Mapping[str, Section]
    facts: Mapping[str, Fact]
    by_full_id: Mapping[str, Fact] = field(
        init=False, default_factory=dict, compare=False, repr=False
    )

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_full_id", {each.full_id: each for each in self.all_facts()})

    def all_facts(self) -> Iterator[Fact]:
        """Every fact and every field of a list."""
        for fact in self.facts.values():
            yield from fact.with_fields()
