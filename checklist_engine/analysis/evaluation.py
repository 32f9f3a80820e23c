"""Evaluation of expressions in all worlds at once.

The logic is that of `evaluator.expression`, part by part; a law says that
both agree in every world.
"""

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import TypeAlias

from checklist_engine.analysis.completions import Around, ChoiceColumn, Column, Completions, Slot
from checklist_engine.analysis.space import Worlds
from checklist_engine.analysis.tables import Table, all_of, any_of, negated, tally
from checklist_engine.ground.atoms import Answered, Empty, Includes, holds, with_operand
from checklist_engine.ground.lazy_dataclasses import dataclass, field, replace
from checklist_engine.ground.values import FactType
from checklist_engine.model.facts import Fact
from checklist_engine.model.paths import FactRef, FieldRef, Ref, TierRef
from checklist_engine.model.plan import (
    Conjunction,
    Disjunction,
    ElementTally,
    Exists,
    ForAll,
    ListRef,
    Negation,
    Node,
    PlannedRelevance,
    Tally,
    Test,
    Undecided,
)

Lacking: TypeAlias = Mapping[str, Worlds]
"""For each answer that needs proof, the worlds where it lacks it."""

_NOTHING: Lacking = {}


@dataclass(frozen=True, slots=True)
class _Seen:
    """What an expression sees of an answer: irrelevant and unproven ones are blank."""

    column: Column
    irrelevant: Worlds


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The same of an answer of several codes."""

    column: ChoiceColumn
    irrelevant: Worlds


@dataclass(slots=True)
class Evaluator:
    """Evaluates over the completions of one scheme; `relevance` None: as their plan has it."""

    completions: Completions
    relevance: Sequence[PlannedRelevance] | None = None
    everywhere: Worlds = field(init=False)
    _relevance: dict[str, PlannedRelevance] = field(init=False, repr=False)
    _asked: dict[str, Table] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self.everywhere = self.completions.space.everywhere
        relevance = self.completions.plan.relevance if self.relevance is None else self.relevance
        self._relevance = {each.fact: each for each in relevance}

    def table(self, node: Node, around: Around = (), lacking: Lacking = _NOTHING) -> Table:
        """The truth of `node`; answers that lack their proof are taken away where they do."""
        match node:
            case Test():
                return self._test(node, around, lacking)
            case Conjunction(parts=parts):
                return all_of(
                    [self.table(each, around, lacking) for each in parts], self.everywhere
                )
            case Disjunction(parts=parts):
                return any_of(
                    [self.table(each, around, lacking) for each in parts], self.everywhere
                )
            case Negation(part=part):
                return negated(self.table(part, around, lacking))
            case Tally(parts=parts, at_least=at_least, at_most=at_most):
                return tally(
                    [self.table(each, around, lacking) for each in parts],
                    at_least,
                    at_most,
                    unending=0,
                    unending_waits=0,
                    everywhere=self.everywhere,
                )
            case ForAll() | Exists() | ElementTally():
                return self._quantified(node, around, lacking)
            case Undecided(elements=elements):
                listed = self.listed(elements, around, lacking)
                return Table(0, 0, self.everywhere & ~listed.irrelevant)

    def _test(self, test: Test, around: Around, lacking: Lacking) -> Table:
        if isinstance(test.atom, Includes | Empty):
            return self._choice_test(test, around, lacking)
        left = self._seen(test.ref, around, lacking)
        if isinstance(test.atom, Answered):
            answered = self.everywhere & ~left.column.blank
            blank = self.everywhere & left.column.blank
            return Table(answered, blank, 0) if test.atom.expected else Table(blank, answered, 0)
        if test.against is not None:
            return self._comparison(test, left, self._seen(test.against, around, lacking))
        true = 0
        as_of = self.completions.as_of
        for value, worlds in left.column.values:
            if holds(test.atom, value, as_of):
                true |= worlds
        known = self.everywhere & ~left.column.blank
        return Table(true, known & ~true, left.column.blank & ~left.irrelevant)

    def _comparison(self, test: Test, left: _Seen, right: _Seen) -> Table:
        true = 0
        for other, others in right.column.values:
            atom = with_operand(test.atom, other)
            for value, worlds in left.column.values:
                if worlds & others and holds(atom, value, self.completions.as_of):
                    true |= worlds & others
        known = self.everywhere & ~(left.column.blank | right.column.blank)
        waiting = (left.column.blank & ~left.irrelevant) | (right.column.blank & ~right.irrelevant)
        return Table(true, known & ~true, waiting)

    def _choice_test(self, test: Test, around: Around, lacking: Lacking) -> Table:
        left = self._chosen(test.ref, around, lacking)
        blank, waiting = left.column.blank, left.column.blank & ~left.irrelevant
        match test.atom:
            case Empty(expected=expected):
                true = ~left.column.any if expected else left.column.any
            case Includes(operand=frozenset() as codes, all_of_them=whole, negated=negated):
                parts = [left.column.codes.get(code, 0) for code in codes]
                true = _every(parts) if whole else _any(parts)
                true = ~true if negated else true
            case Includes(all_of_them=whole, negated=negated):
                assert test.against is not None
                right = self._chosen(test.against, around, lacking)
                blank |= right.column.blank
                waiting |= right.column.blank & ~right.irrelevant
                pairs = [
                    (left.column.codes.get(code, 0), worlds)
                    for code, worlds in right.column.codes.items()
                ]
                if whole:
                    true = _every([own | ~other for own, other in pairs])
                else:
                    true = _any([own & other for own, other in pairs])
                true = ~true if negated else true
            case _:
                raise TypeError(f"{test.atom} is no test of chosen codes")
        known = self.everywhere & ~blank
        return Table(true & known, known & ~true, waiting)

    def _chosen(self, ref: Ref, around: Around, lacking: Lacking) -> _Chosen:
        assert not isinstance(ref, TierRef)
        fact = self.completions.facts[ref.fact]
        inside = around[ref.up :] if isinstance(ref, FieldRef) else ()
        column = self.completions.choice_column(fact, inside[0] if inside else None)
        name = name_of(ref, around)
        irrelevant = self.irrelevant(ref.fact, name, inside)
        gone = irrelevant | lacking.get(name, 0)
        return _Chosen(replace(column, blank=column.blank | gone), irrelevant)

    def _seen(self, ref: Ref, around: Around, lacking: Lacking) -> _Seen:
        if isinstance(ref, TierRef):
            slot = around[ref.up]
            return _Seen(Column(tuple(slot.tiers.items()), 0), 0)
        fact = self.completions.facts[ref.fact]
        name = name_of(ref, around)
        if fact.shape is not None:
            listed = self.listed(ref, around, lacking)
            return _Seen(Column((), listed.blank), listed.irrelevant)
        if fact.type is FactType.CHOICES:
            chosen = self._chosen(ref, around, lacking)
            return _Seen(Column((), chosen.column.blank), chosen.irrelevant)
        inside: Around = ()
        if isinstance(ref, FactRef):
            column = self.completions.fact_column(ref.fact)
        else:
            inside = around[ref.up :]
            column = self.completions.field_column(inside[0], ref.field)
        irrelevant = self.irrelevant(ref.fact, name, inside)
        gone = irrelevant | lacking.get(name, 0)
        if gone:
            values = tuple((value, worlds & ~gone) for value, worlds in column.values)
            column = Column(values, column.blank | gone)
        return _Seen(column, irrelevant)

    def irrelevant(self, fact: str, name: str, inside: Around) -> Worlds:
        """The worlds where the answer at `name` is not asked for, for good."""
        if fact not in self._relevance:
            return 0
        return self.everywhere & self.asked(fact, name, inside).settled(self.everywhere).false

    def asked(self, fact: str, name: str, inside: Around) -> Table:
        """Where the fact, or the field of the slots `inside`, is asked, is irrelevant, is pending."""
        if name not in self._asked:
            around = self._asked_list(inside)
            planned = self._relevance.get(fact)
            own = [self.table(planned.node, inside)] if planned else []
            self._asked[name] = self._all(*around, *own)
        return self._asked[name]

    def _asked_list(self, inside: Around) -> list[Table]:
        if not inside:
            return []
        elements = inside[0].fact
        name = inside[0].name.rpartition("[")[0]
        return [self.asked(elements.full_id, name, inside[1:])]

    def listed(self, ref: ListRef, around: Around = (), lacking: Lacking = _NOTHING) -> "Listed":
        """A list as it stands in all worlds."""
        fact = self.completions.facts[ref.fact]
        name = name_of(ref, around)
        inside: Around = ()
        if isinstance(ref, FactRef):
            given = self.completions.scheme.given.values.get(ref.fact)
        else:
            inside = around[ref.up :]
            element = inside[0].element
            given = element.values.get(ref.field) if element else None
        irrelevant = self.irrelevant(ref.fact, name, inside)
        gone = irrelevant | lacking.get(name, 0)
        return Listed(
            fact=fact,
            slots=self.completions.slots(fact, name, given),
            blank=self.completions.unlisted(name, given) | gone,
            irrelevant=irrelevant,
        )

    def open(self, closed_by: str | None, lacking: Lacking = _NOTHING) -> tuple[Worlds, Worlds]:
        """The worlds where a list may still grow, and those of them where that can be asked for."""
        if closed_by is None:
            return 0, 0
        seen = self._seen(FactRef(fact=closed_by), (), lacking)
        worlds = self.everywhere & ~seen.column.where(True)
        return worlds, worlds & ~seen.irrelevant

    def _quantified(
        self,
        node: ForAll | Exists | ElementTally,
        around: Around,
        lacking: Lacking,
    ) -> Table:
        listed = self.listed(node.elements, around, lacking)
        unending, waits = self.open(node.closed_by, lacking)
        scopes = [(slot, *around) for slot in listed.slots]
        wheres = [self.table(node.where, inside, lacking) for inside in scopes]
        pairs = list(zip(wheres, scopes, strict=True))
        rest = Table(0, self.everywhere & ~unending, waits)
        found: Table
        match node:
            case ForAll(satisfies=satisfies):
                parts = [
                    self._any(
                        self._absent(inside[0]),
                        negated(where),
                        self.table(satisfies, inside, lacking),
                    )
                    for where, inside in pairs
                ]
                found = self._all(*parts, negated(rest))
            case Exists(satisfies=satisfies):
                parts = [
                    self._all(
                        self._present(inside[0]), where, self.table(satisfies, inside, lacking)
                    )
                    for where, inside in pairs
                ]
                found = self._any(*parts, rest)
            case ElementTally(at_least=at_least, at_most=at_most):
                found = tally(
                    [self._all(self._present(inside[0]), where) for where, inside in pairs],
                    at_least,
                    at_most,
                    unending=unending,
                    unending_waits=waits,
                    everywhere=self.everywhere,
                )
        there = ~listed.blank
        return Table(
            found.true & there,
            found.false & there,
            (found.waiting & there) | (listed.blank & ~listed.irrelevant),
        )

    def _all(self, *parts: Table) -> Table:
        return all_of(parts, self.everywhere)

    def _any(self, *parts: Table) -> Table:
        return any_of(parts, self.everywhere)

    def _present(self, slot: Slot) -> Table:
        return Table(slot.present, self.everywhere & ~slot.present, 0)

    def _absent(self, slot: Slot) -> Table:
        return negated(self._present(slot))


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A list: its slots, where it has no answer and where it is not asked for."""

    fact: Fact
    slots: tuple[Slot, ...]
    blank: Worlds
    irrelevant: Worlds


def name_of(ref: FactRef | FieldRef, around: Around) -> str:
    """What the variables of an answer are called."""
    match ref:
        case FactRef(fact=fact):
            return fact
        case FieldRef(up=up, field=name):
            return f"{around[up].name}.{name}"


def _every(parts: Sequence[Worlds]) -> Worlds:
    return reduce(int.__and__, parts, -1)


def _any(parts: Sequence[Worlds]) -> Worlds:
    return reduce(int.__or__, parts, 0)
