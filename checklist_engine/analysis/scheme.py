"""Scheme: what is completed, and how far; and the variables that this makes."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from typing import TypeAlias

from checklist_engine.analysis.domains import Domain, domain, joint_domain, nearest_first
from checklist_engine.analysis.proofs import Records, possible_records
from checklist_engine.analysis.reading import MOST_TIERS, TIER, Reading
from checklist_engine.analysis.space import Space, Variable, size_of
from checklist_engine.ground.atoms import Atom, OneOf
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.values import FactType, Value
from checklist_engine.model.facts import Fact
from checklist_engine.model.plan import Plan, PlannedProof
from checklist_engine.model.submission import Answer, Answers, Element, Evidence

MOST_WORLDS = 1 << 18
COUNT = "#"
"""`parties#`: how many further elements a list gets; None where it has no answer."""
ANY = "∋"
"""`data.kinds∋`: whether any code is chosen; `data.kinds∋card`: whether this one is."""
PROOF = "?"
"""`hosting.country?`: the records for an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """What is completed, and how far.

    Attributes:
        given: the answers that stand.
        current: by path, the answers that are there and may change: each comes first among its values.
        evidence: the records that stand; None where any may be handed in.
        may_prove: whether further records may be handed in.
        closed: whether every list is complete, as it is when everything has been asked.
        blanks: whether an open fact may stay open, too; that comes first among its values.
        further: how many further elements a list may get; None: as many as the rules tell apart or, in
            a space of more than `most_worlds`, fewer.
        most_worlds: a larger space is not laid out.
        focus: the one element or slot of a `for_each` whose finding is wanted (empty: of none); what is
            read of that one only has no variables for the others. None: of all.
    """

    given: Answers = field(default_factory=lambda: Answers(values={}))
    current: Mapping[str, Value] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] | None = None
    may_prove: bool = False
    closed: bool = True
    blanks: bool = False
    further: int | None = None
    most_worlds: int = MOST_WORLDS
    focus: str | None = None


class TooManyWorlds(Exception):
    """The combinations are more than the scheme allows: 調べきれません."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """The variables of a scheme as a space; not `exact` where something may have been missed."""

    space: Space
    exact: bool
    records: Mapping[str, Mapping[Records, frozenset[PlannedProof]]]


Needs: TypeAlias = Mapping[str, frozenset[PlannedProof]]
"""The proofs that are asked for, by the full id of a fact or field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What rules read, whatever the answers are: worked out once for many submissions.

    Attributes:
        reading: the facts that are read, and the proofs that are needed.
        tests: the tests and needs that tell answers and records apart: those of the reading itself, or
            of all rules that are looked at together.
    """

    reading: Reading
    needs: Needs
    tests: Reading
    all_needs: Needs
    facts: Mapping[str, Fact]


def lay_out(plan: Plan, read: Read, scheme: Scheme, as_of: date) -> Laid:
    """The space of all completions.

    Args:
        plan: of whose vocabulary the facts are.
        read: what is read.
        scheme: what is completed.
        as_of: the assessment date.

    Raises:
        TooManyWorlds: even with one further element a list.
    """
    layout = _Layout(plan, read, scheme, as_of)
    wanted = layout.wanted_room()
    room = dict(wanted)
    variables = list(layout.variables(room))
    while size_of(variables) > scheme.most_worlds:
        largest = max(room, key=lambda name: room[name], default=None)
        if scheme.further is not None or largest is None or room[largest] <= 1:
            raise TooManyWorlds
        room[largest] -= 1
        variables = list(layout.variables(room))
    exact = room == wanted and all(each.exact for each in layout.domains.values())
    return Laid(space=Space(variables), exact=exact, records=layout.records)


class _Layout:
    """Declares variables: facts first, then lists slot by slot."""

    def __init__(self, plan: Plan, read: Read, scheme: Scheme, as_of: date) -> None:
        self.facts = read.facts
        facts = plan.vocabulary.facts.values()
        self.top = [fact for fact in facts if fact.id in read.reading.facts]
        self.reading, self.tests, self.scheme, self.as_of = read.reading, read.tests, scheme, as_of
        self.closing = {fact.shape.closed_by for fact in self.facts.values() if fact.shape}
        self.groups = read.tests.groups()
        provable = read.needs if scheme.evidence is None or scheme.may_prove else {}
        self.records = {
            name: dict(possible_records(read.all_needs[name], plan.evidence_kinds, as_of))
            for name in provable
        }
        self.domains = {
            name: self._domain(self.facts[name])
            for name in self.reading.facts
            if self.facts[name].type not in (FactType.LIST, FactType.CHOICES)
        }

    def wanted_room(self) -> dict[str, int]:
        """By list, how many further elements it may get."""
        further = self.scheme.further
        return {
            name: room_of(name, self.reading) if further is None else further
            for name in self.reading.facts
            if self.facts[name].shape is not None
        }

    def variables(self, room: Mapping[str, int]) -> Iterator[Variable]:
        """Every variable, with so many further elements by list."""
        for fact in self.top:
            yield from self._fact(fact, fact.id, self.scheme.given.values.get(fact.id), room)

    def _fact(
        self, fact: Fact, name: str, given: Answer | None, room: Mapping[str, int]
    ) -> Iterator[Variable]:
        if fact.full_id not in self.reading.facts:
            return
        if fact.shape is not None:
            yield from self._list(fact, name, given, room)
        elif fact.type is FactType.CHOICES and given is None:
            yield from self._choices(fact, name)
        elif given is None:
            yield Variable(name=name, values=self._values(fact, name))
        if fact.full_id in self.records:
            yield Variable(name=name + PROOF, values=tuple(self.records[fact.full_id]))

    def _values(self, fact: Fact, name: str) -> tuple[object, ...]:
        current = self.scheme.current.get(name)
        if current is None or fact.full_id in self.closing:
            found: Sequence[Value] = self.domains[fact.full_id].values
            found = found if current is None else nearest_first(current, found)
            return (*self._blank(name), *found)
        if fact.full_id in self.groups:
            return tuple(nearest_first(current, self.domains[fact.full_id].values))
        atoms = self.tests.atoms.get(fact.full_id, set())
        return domain(fact, atoms, self.as_of, current).values

    def _choices(self, fact: Fact, name: str) -> Iterator[Variable]:
        codes = self.reading.codes(fact)
        current = self.scheme.current.get(name)
        chosen = current if isinstance(current, frozenset) else frozenset[str]()
        if self._blank(name):
            yield Variable(name=name, values=(None, True))
        for code in codes:
            yield _yes_or_no(code_name(name, code), first=code in chosen)
        if self.reading.asks_for_any(fact) and len(codes) < len(fact.choices or ()):
            yield _yes_or_no(name + ANY, first=bool(chosen))

    def _list(
        self, fact: Fact, name: str, given: Answer | None, room: Mapping[str, int]
    ) -> Iterator[Variable]:
        assert fact.shape is not None
        if isinstance(given, tuple):
            for element in given:
                yield from self._element(fact, element.path, element, room)
            if not self._may_grow(fact.shape.closed_by):
                return
        further = room[fact.full_id]
        if not further:
            return
        blank = self._blank(name) if given is None else ()
        yield Variable(name=name + COUNT, values=(*blank, *range(further + 1)))
        for number in range(further):
            yield from self._element(fact, slot_name(name, number), None, room)

    def _may_grow(self, closed_by: str | None) -> bool:
        return closed_by is not None and self.scheme.given.values.get(closed_by) is not True

    def _element(
        self, fact: Fact, name: str, element: Element | None, room: Mapping[str, int]
    ) -> Iterator[Variable]:
        assert fact.shape is not None
        if element is None and fact.shape.children is not None:
            tiers = self.tests.tiers(fact.full_id)
            yield Variable(name=name + TIER, values=tuple(range(1, tiers + 1)))
        for each in fact.shape.fields.values():
            if each.id != fact.shape.key and self._is_seen(each, name):
                given = element.values.get(each.id) if element else None
                yield from self._fact(each, f"{name}.{each.id}", given, room)

    def _is_seen(self, own: Fact, slot: str) -> bool:
        focus = self.scheme.focus
        return focus is None or own.full_id in self.reading.of_any or slot == focus

    def _blank(self, name: str) -> tuple[None, ...]:
        return (None,) if self.scheme.blanks and name not in self.scheme.current else ()

    def _domain(self, fact: Fact) -> Domain:
        name = fact.full_id
        if name in self.closing:
            return Domain(values=(True,) if self.scheme.closed else (True, False))
        atoms = self.tests.atoms.get(name, set())
        group = self.groups.get(name)
        if group is None:
            return domain(fact, atoms, self.as_of)
        return joint_domain(fact, list(self._members(group)), self.as_of)

    def _members(self, group: AbstractSet[str]) -> Iterator[tuple[Fact, set[Atom]]]:
        for name in group:
            if name.endswith(TIER):
                continue
            tiers: set[Atom] = {OneOf(operand=frozenset(range(1, MOST_TIERS + 1)))}
            held_to_tier = any(each.endswith(TIER) for each in group)
            atoms = self.tests.atoms.get(name, set())
            is_integer = self.facts[name].type is FactType.INTEGER
            yield self.facts[name], atoms | tiers if held_to_tier and is_integer else atoms


def _yes_or_no(name: str, *, first: bool) -> Variable:
    return Variable(name=name, values=(first, not first))


def room_of(elements: str, reading: Reading) -> int:
    """How many further elements of a list the rules tell apart."""
    return max(1, reading.witnesses(elements))


def slot_name(elements: str, number: int) -> str:
    """What the variables of a further element begin with: `parties[/1]`, as no key can be."""
    return f"{elements}[/{number + 1}]"


def path_of_variable(name: str) -> str:
    """The path of the answer that a variable is of: of the list, where it is of a further element.

    >>> [path_of_variable(name) for name in ("a.b", "a.b∋x", "list#", "list[k].c", "list[/1].c∋x")]
    ['a.b', 'a.b', 'list', 'list[k].c', 'list']
    """
    before, further, _ = name.partition("[/")
    if further:
        return before
    element, bracket, own = name.rpartition("]")
    return element + bracket + own.partition(ANY)[0].removesuffix(COUNT)


def code_name(name: str, code: str) -> str:
    """What the variable of a code is called: `data.kinds∋card`."""
    return name + ANY + code
