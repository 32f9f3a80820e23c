"""What expressions read: the tests that tell answers of a fact apart, and how many elements matter."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from checklist_engine.ground.atoms import Answered, Atom, bounds_of, has_right_side, holds
from checklist_engine.model.paths import FactRef, FieldRef, Ref, TierRef
from checklist_engine.model.plan import (
    TRUE,
    Conjunction,
    Disjunction,
    ElementTally,
    Exists,
    ForAll,
    Negation,
    Node,
    PlannedLoop,
    PlannedRelevance,
    PlannedRule,
    Tally,
    Test,
    Undecided,
)

Around: TypeAlias = tuple[str, ...]
"""The lists around an expression by their full ids, innermost first."""

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
    """

    atoms: dict[str, set[Atom]] = field(default_factory=dict)
    pairs: set[frozenset[str]] = field(default_factory=set)
    quantified: dict[str, dict[object, int]] = field(default_factory=dict)
    probes: bool = False
    facts: set[str] = field(default_factory=set)

    def rule(self, rule: PlannedRule) -> None:
        """Read a rule: its expressions and what its proofs are about."""
        around: Around = ()
        self.node(rule.applies_when)
        if rule.loop is not None:
            around = (self._list(rule.loop, 1),)
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
                inside = (self._list(node, 1), *around)
                self.node(node.where, inside)
                self.node(node.satisfies, inside)
            case ElementTally():
                needed = max(node.at_least or 0, (node.at_most or 0) + 1)
                inside = (self._list(node, needed), *around)
                self.node(node.where, inside)
            case Undecided(elements=elements):
                self.facts.add(elements.fact)

    def relevance(self, planned: Iterable[PlannedRelevance]) -> None:
        """Read when the facts that are read are asked, and the facts that this reads, and so on.

        INVARIANT: relevance stands in order, so what needs a fact comes after it.
        """
        for each in reversed(tuple(planned)):
            if self._touches(each):
                self.node(each.node, full_ids(each.lists))

    def _touches(self, planned: PlannedRelevance) -> bool:
        return planned.fact in self.facts

    def _list(self, node: PlannedLoop | ForAll | Exists | ElementTally, needed: int) -> str:
        name = node.elements.fact
        self.facts.add(name)
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
        elif test.against is None:
            self.atoms[name].add(test.atom)
        else:
            other = self._name(test.against, around)
            self.atoms.setdefault(other, set())
            self.pairs.add(frozenset({name, other}))

    def _name(self, ref: Ref, around: Around) -> str:
        match ref:
            case FactRef(fact=fact):
                self.facts.add(fact)
                return fact
            case FieldRef(fact=fact, up=up):
                self.facts.add(fact)
                return fact
            case TierRef(up=up):
                return around[up] + TIER

    def tiers(self, elements: str) -> int:
        """The deepest tier of a list that its rules tell apart from all above it; 1: none."""
        atoms = [atom for atom in self.atoms.get(elements + TIER, ()) if has_right_side(atom)]
        bounds = [bound for atom in atoms for bound in bounds_of(atom) if isinstance(bound, int)]
        passed: dict[tuple[bool, ...], int] = {}
        for tier in range(1, min(max(bounds, default=0), MOST_TIERS - 1) + 2):
            passed.setdefault(tuple(holds(atom, tier, date.min) for atom in atoms), tier)
        return max(passed.values())

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


def full_ids(lists: tuple[str, ...]) -> Around:
    """Full ids, innermost first, of lists named outermost first by their own names."""
    return tuple(".".join(lists[: at + 1]) for at in reversed(range(len(lists))))
