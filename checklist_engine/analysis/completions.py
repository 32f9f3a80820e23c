"""Completions: every way to answer what is still open, as columns over a space of worlds."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import reduce
from typing import TypeAlias

from checklist_engine.analysis.reading import TIER, Reading
from checklist_engine.analysis.scheme import (
    ANY,
    COUNT,
    PROOF,
    Laid,
    Read,
    Scheme,
    code_name,
    lay_out,
    slot_name,
)
from checklist_engine.analysis.space import Space, Worlds
from checklist_engine.evaluator.proof import proves, supports
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.values import Value
from checklist_engine.model.facts import Fact
from checklist_engine.model.plan import Node, Plan, PlannedProof, PlannedRelevance, PlannedRule
from checklist_engine.model.submission import Answer, Element, elements_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """Room for one element of a list.

    Attributes:
        name: what its variables begin with: the path of an element that is there, or `parties[/1]`.
        fact: the list.
        key: the key of its element.
        element: the element that is there; None for one that may come.
        present: the worlds that have it.
        tiers: by tier, the worlds where it stands at it.
    """

    name: str
    fact: Fact
    key: str
    element: Element | None
    present: Worlds
    tiers: Mapping[int, Worlds] = field(repr=False)


Around: TypeAlias = tuple[Slot, ...]
"""The slots around an expression, innermost first."""


@dataclass(frozen=True, slots=True)
class Column:
    """An answer in all worlds: by value, where it has it, and the worlds where it has none."""

    values: tuple[tuple[Value, Worlds], ...]
    blank: Worlds

    def where(self, wanted: Value) -> Worlds:
        """The worlds where the answer is this."""
        return next((worlds for value, worlds in self.values if value == wanted), 0)


@dataclass(frozen=True, slots=True)
class ChoiceColumn:
    """An answer of several codes in all worlds: by code, where it is chosen, the worlds where any is,
    and those where there is no answer. A code that no test names is not told.
    """

    codes: Mapping[str, Worlds]
    any: Worlds
    blank: Worlds


@dataclass(slots=True)
class Completions:
    """Every way to answer what is read, under a scheme; the columns say nothing of relevance.

    Attributes:
        possible: the worlds that can be, as far as columns and slots have been asked for: an element
            of tier 2 stands below one of tier 1, and where a code is chosen, something is.
        exact: whether they stand for all; else something may have been missed.
    """

    plan: Plan
    as_of: date
    scheme: Scheme
    reading: Reading
    laid: Laid
    facts: Mapping[str, Fact]
    possible: Worlds = field(init=False)
    _slots: dict[str, tuple[Slot, ...]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self.possible = self.space.everywhere
        # What a tree can be must be known, whether an expression gets as far as its elements or not.
        for fact in self.plan.vocabulary.facts.values():
            if fact.shape is not None and fact.id in self.reading.facts:
                self.slots(fact, fact.id, self.scheme.given.values.get(fact.id))

    @property
    def space(self) -> Space:
        return self.laid.space

    @property
    def exact(self) -> bool:
        return self.laid.exact

    def fact_column(self, fact: str) -> Column:
        """The column of an answer of the submission."""
        return self._column(fact, self.scheme.given.values.get(fact))

    def field_column(self, slot: Slot, name: str) -> Column:
        """The column of a field of an element; blank where there is no such element."""
        shape = slot.fact.shape
        assert shape is not None
        if name == shape.key:
            return Column(((slot.key, slot.present),), self.space.everywhere & ~slot.present)
        return self._column(
            f"{slot.name}.{name}", slot.element.values.get(name) if slot.element else None
        )

    def choice_column(self, fact: Fact, slot: Slot | None) -> ChoiceColumn:
        """The column of a fact of type `choices`, or of such a field of an element."""
        everywhere = self.space.everywhere
        if slot is None:
            name, given = fact.id, self.scheme.given.values.get(fact.id)
        else:
            name = f"{slot.name}.{fact.id}"
            given = slot.element.values.get(fact.id) if slot.element else None
        if isinstance(given, frozenset):
            codes = dict.fromkeys(given, everywhere)
            return ChoiceColumn(codes, everywhere if given else 0, 0)
        codes = {
            code: self.space.where_is(code_name(name, code), value=True)
            for code in self.reading.codes(fact)
        }
        chosen = reduce(int.__or__, codes.values(), 0)
        if name + ANY in self.space:
            found = self.space.where_is(name + ANY, value=True)
            self.possible &= ~chosen | found
            chosen = found
        blank = next((worlds for value, worlds in self.space.column(name) if value is None), 0)
        return ChoiceColumn(codes, chosen, blank)

    def _column(self, name: str, given: Answer | None) -> Column:
        if given is not None and not isinstance(given, tuple):
            return Column(((given, self.space.everywhere),), 0)
        values: list[tuple[Value, Worlds]] = []
        blank = 0 if name in self.space else self.space.everywhere
        for value, worlds in self.space.column(name):
            if value is None:
                blank = worlds
            else:
                values.append((value, worlds))  # type: ignore[arg-type]
        return Column(tuple(values), blank)

    def unlisted(self, name: str, given: Answer | None) -> Worlds:
        """The worlds where a list has no answer."""
        if name + COUNT in self.space:
            return next(
                (worlds for value, worlds in self.space.column(name + COUNT) if value is None), 0
            )
        return 0 if isinstance(given, tuple) else self.space.everywhere

    def slots(self, fact: Fact, name: str, given: Answer | None) -> tuple[Slot, ...]:
        """The slots of the list at `name`."""
        if name not in self._slots:
            there = [self._there(fact, element) for element in elements_of(given)]
            self._slots[name] = (*there, *self._to_come(fact, name))
            self._check_tiers(self._slots[name])
        return self._slots[name]

    def _there(self, fact: Fact, element: Element) -> Slot:
        return Slot(
            name=element.path,
            fact=fact,
            key=element.key,
            element=element,
            present=self.space.everywhere,
            tiers={element.tier: self.space.everywhere},
        )

    def _to_come(self, fact: Fact, name: str) -> Iterable[Slot]:
        counts = [
            (value, worlds)
            for value, worlds in self.space.column(name + COUNT)
            if isinstance(value, int)
        ]
        for number in range(len(counts) - 1):
            slot = slot_name(name, number)
            present = reduce(int.__or__, (worlds for count, worlds in counts if count > number), 0)
            tiers = {
                tier: worlds
                for tier, worlds in self.space.column(slot + TIER)
                if isinstance(tier, int)
            }
            yield Slot(
                name=slot,
                fact=fact,
                key=f"new{number + 1}",
                element=None,
                present=present,
                tiers=tiers or {1: self.space.everywhere},
            )

    def _check_tiers(self, slots: tuple[Slot, ...]) -> None:
        """Rule out the worlds where an element stands at a tier with none above it to stand under."""
        reached: dict[int, Worlds] = {0: self.space.everywhere}
        for slot in slots:
            for tier, worlds in slot.tiers.items():
                self.possible &= ~(slot.present & worlds) | reached.get(tier - 1, 0)
            for tier, worlds in slot.tiers.items():
                reached[tier] = reached.get(tier, 0) | (slot.present & worlds)

    def lacking(self, need: PlannedProof, name: str, around: Around) -> Worlds:
        """The worlds where the answer at `name` lacks the proof that `need` asks for."""
        if self.scheme.evidence is not None:
            elements = [slot.element.path for slot in around if slot.element is not None]
            proven = any(
                supports(record, name, elements)
                and proves(record, need, self.plan.evidence_kinds[record.kind], self.as_of)
                for record in self.scheme.evidence
            )
            if proven or not self.scheme.may_prove:
                return 0 if proven else self.space.everywhere
        known = self.laid.records[need.ref.fact]
        return reduce(
            int.__or__,
            (
                worlds
                for records, worlds in self.space.column(name + PROOF)
                if need not in known[records]  # type: ignore[index]
            ),
            0,
        )


def read_rules(
    plan: Plan,
    rules: Iterable[PlannedRule],
    nodes: Iterable[Node] = (),
    relevances: Iterable[Sequence[PlannedRelevance]] | None = None,
    among: Read | None = None,
) -> Read:
    """What rules and further expressions read, and when this is asked.

    Args:
        plan: of whose vocabulary the facts are.
        rules: what is read.
        nodes: expressions that are read, too.
        relevances: when facts are asked, where more than what the plan says of it counts.
        among: what all rules read that are looked at together with these.
    """
    reading = Reading()
    needs: dict[str, frozenset[PlannedProof]] = {}
    for rule in rules:
        reading.rule(rule)
        for need in rule.proofs:
            needs[need.ref.fact] = needs.get(need.ref.fact, frozenset()) | {need}
    for node in nodes:
        reading.node(node)
    for relevance in relevances if relevances is not None else (plan.relevance,):
        reading.relevance(relevance)
    return Read(
        reading=reading,
        needs=needs,
        tests=among.reading if among else reading,
        all_needs=among.needs if among else needs,
        facts=plan.vocabulary.by_full_id,
    )


def completions(plan: Plan, read: Read, as_of: date, scheme: Scheme) -> Completions:
    """All completions that what is read can tell apart.

    Raises:
        TooManyWorlds: they are more than the scheme allows.
    """
    return Completions(
        plan=plan,
        as_of=as_of,
        scheme=scheme,
        reading=read.reading,
        laid=lay_out(plan, read, scheme, as_of),
        facts=read.facts,
    )
