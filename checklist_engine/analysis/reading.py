"""What expressions read: the tests that tell answers of a fact apart, and how many elements matter."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from typing import TypeAlias

from checklist_engine.ground.atoms import (
    Answered,
    Atom,
    Empty,
    Includes,
    bounds_of,
    has_right_side,
    holds,
)
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.model.facts import Fact
from checklist_engine.model.paths import FactRef, FieldRef, Ref, TierRef
from checklist_engine.model.plan import (
    TRUE,
    Conjunction,
    Disjunction,
    ElementTally,
    Exists,
    ForAll,
    ListRef,
    Negation,
    Node,
    PlannedLoop,
    PlannedRelevance,
    PlannedRule,
    Tally,
    Test,
    Undecided,
)


@dataclass(frozen=True, slots=True)
class Place:
    """An element around an expression: of this list (its full id), each in turn (`of_loop`) or any."""

    elements: str
    of_loop: bool = False


Around: TypeAlias = tuple[Place, ...]
"""The elements around an expression, innermost first."""

MOST_TIERS = 5
TIER = ".tier"
"""What the tier of a list's elements is called here: `parties.tier`. No field has this name."""


@dataclass(slots=True)
class Reading:
    """What has been read so far.

    Attributes:
        atoms: by the full id of a fact or field, the tests it is put to.
        pairs: facts that are held against each other.
        quantified: by list, what is asked of its elements, and how many of them that may take: one
            for each quantifier, as many as a count asks for.
        probes: whether something is asked about the gap itself (`answered`).
        facts: every fact and field that is read at all, lists and `closed_by` with them.
        of_any: of the fields, those that are read of any element, not only of the one that a `for_each`
            is about.
    """

    atoms: dict[str, set[Atom]] = field(default_factory=dict)
    pairs: set[frozenset[str]] = field(default_factory=set)
    quantified: dict[str, dict[object, int]] = field(default_factory=dict)
    probes: bool = False
    facts: set[str] = field(default_factory=set)
    of_any: set[str] = field(default_factory=set)

    def rule(self, rule: PlannedRule) -> None:
        """Read a rule: its expressions and what its proofs are about."""
        around: Around = ()
        self.node(rule.applies_when)
        if rule.loop is not None:
            around = (Place(self._list(rule.loop, 1, around), of_loop=True),)
            self.node(rule.loop.where, around)
        self.node(rule.require, around)
        if rule.compensated_by is not None:
            self.node(rule.compensated_by, around)

    def node(self, node: Node, around: Around = ()) -> None:
        """Read an expression among the elements of `around`."""
        match node:
            case Test():
                self._test(node, around)
            case Conjunction(parts=parts) | Disjunction(parts=parts) | Tally(parts=parts):
                for part in parts:
                    self.node(part, around)
            case Negation(part=part):
                self.node(part, around)
            case ForAll() | Exists():
                inside = (Place(self._list(node, 1, around)), *around)
                self.node(node.where, inside)
                self.node(node.satisfies, inside)
            case ElementTally():
                needed = max(node.at_least or 0, (node.at_most or 0) + 1)
                inside = (Place(self._list(node, needed, around)), *around)
                self.node(node.where, inside)
            case Undecided(elements=elements):
                self._elements(elements, around)

    def relevance(self, planned: Iterable[PlannedRelevance]) -> None:
        """Read when the facts that are read are asked, and the facts that this reads, and so on.

        INVARIANT: relevance stands in order, so what needs a fact comes after it.
        """
        for each in reversed(tuple(planned)):
            if each.fact in self.facts:
                # What is asked of one element only is read of that one only.
                of_loop = each.fact not in self.of_any
                self.node(each.node, tuple(Place(name, of_loop) for name in full_ids(each.lists)))

    def _elements(self, elements: ListRef, around: Around) -> None:
        if isinstance(elements, FieldRef):
            self._field(elements.fact, around[elements.up])
        else:
            self.facts.add(elements.fact)

    def _list(
        self, node: PlannedLoop | ForAll | Exists | ElementTally, needed: int, around: Around
    ) -> str:
        name = node.elements.fact
        self._elements(node.elements, around)
        # What a loop is about, and whether there is any of it, is shown by the same element.
        about = (node.where, TRUE) if isinstance(node, PlannedLoop) else _asked_of(node)
        self.quantified.setdefault(name, {})[about] = needed
        if node.closed_by is not None:
            self.facts.add(node.closed_by)
        return name

    def witnesses(self, elements: str) -> int:
        """How many elements a decision may need at most: what reads the same is counted once, and
        an element of a deep tier comes with those above it.
        """
        return sum(self.quantified.get(elements, {}).values()) + self.tiers(elements) - 1

    def _test(self, test: Test, around: Around) -> None:
        name = self._name(test.ref, around)
        self.atoms.setdefault(name, set())
        if isinstance(test.atom, Answered):
            self.probes = True
            return
        self.atoms[name].add(test.atom)
        if test.against is not None:
            other = self._name(test.against, around)
            self.atoms.setdefault(other, set()).add(test.atom)
            self.pairs.add(frozenset({name, other}))

    def _name(self, ref: Ref, around: Around) -> str:
        match ref:
            case FactRef(fact=fact):
                self.facts.add(fact)
                return fact
            case FieldRef(fact=fact, up=up):
                self._field(fact, around[up])
                return fact
            case TierRef(up=up):
                return around[up].elements + TIER

    def _field(self, fact: str, of: Place) -> None:
        self.facts.add(fact)
        if not of.of_loop:
            self.of_any.add(fact)

    def codes(self, fact: Fact) -> Sequence[str]:
        """The codes that tests of a `choices` fact name, in the order of the form; all of them where it
        is held against another.
        """
        atoms = self.atoms.get(fact.full_id, ())
        named = {
            code
            for atom in atoms
            if isinstance(atom, Includes)
            for code in atom.operand or fact.choices or ()
        }
        return [code for code in fact.choices or () if code in named]

    def asks_for_any(self, fact: Fact) -> bool:
        """Whether a `choices` fact is tested for being empty."""
        return any(isinstance(atom, Empty) for atom in self.atoms.get(fact.full_id, ()))

    def tiers(self, elements: str) -> int:
        """The deepest tier of a list that its rules tell apart from all above it; 1: none."""
        atoms = [atom for atom in self.atoms.get(elements + TIER, ()) if has_right_side(atom)]
        bounds = [bound for atom in atoms for bound in bounds_of(atom) if isinstance(bound, int)]
        passed: dict[tuple[bool, ...], int] = {}
        for tier in range(1, min(max(bounds, default=0), MOST_TIERS - 1) + 2):
            passed.setdefault(tuple(holds(atom, tier, date.min) for atom in atoms), tier)
        return max(passed.values())

    def covers(self, other: "Reading") -> bool:
        """Whether all that another has read has been read here, too: it tells nothing else apart."""
        return (
            other.facts <= self.facts
            and other.of_any <= self.of_any
            and other.pairs <= self.pairs
            and other.probes <= self.probes
            and all(atoms <= self.atoms.get(name, set()) for name, atoms in other.atoms.items())
            and all(
                asked.items() <= self.quantified.get(name, {}).items()
                for name, asked in other.quantified.items()
            )
        )

    def groups(self) -> Mapping[str, AbstractSet[str]]:
        """The facts that are held against each other, directly or through others, by each of them."""
        groups: dict[str, set[str]] = {}
        for pair in self.pairs:
            joined = set(pair).union(*(groups.get(name, set()) for name in pair))
            for name in joined:
                groups[name] = joined
        return groups


def _asked_of(node: ForAll | Exists | ElementTally) -> object:
    return node if isinstance(node, ElementTally) else (node.where, node.satisfies)


def full_ids(lists: tuple[str, ...]) -> tuple[str, ...]:
    """Full ids, innermost first, of lists named outermost first by their own names."""
    return tuple(".".join(lists[: at + 1]) for at in reversed(range(len(lists))))
