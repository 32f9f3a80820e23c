"""Expressions as written → nodes of a Plan (§4)."""

from collections.abc import Iterator

from checklist_engine.compiler.comparisons import Comparisons
from checklist_engine.compiler.names import Lists
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.model.expression import (
    All,
    Any,
    Comparison,
    Count,
    CountOf,
    Every,
    Expression,
    Not,
    Some,
)
from checklist_engine.model.facts import Fact
from checklist_engine.model.paths import FactRef, FieldRef, Ref
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
    Tally,
    Test,
    Undecided,
)


@dataclass(frozen=True, slots=True)
class Expressions:
    """Compiles expressions of one vocabulary and one set of parameters."""

    comparisons: Comparisons

    def compile(self, expression: Expression, around: Lists = ()) -> Node:
        """The node of `expression` among the elements of `around`."""
        match expression:
            case Comparison():
                return self.comparisons.compile(expression, around)
            case All(parts=parts):
                return Conjunction(parts=tuple(self.compile(part, around) for part in parts))
            case Any(parts=parts):
                return Disjunction(parts=tuple(self.compile(part, around) for part in parts))
            case Not(part=part):
                return Negation(part=self.compile(part, around))
            case CountOf(parts=parts, at_least=at_least, at_most=at_most):
                return Tally(
                    parts=tuple(self.compile(part, around) for part in parts),
                    at_least=at_least,
                    at_most=at_most,
                )
            case Every() | Some() | Count():
                return self._quantifier(expression, around)

    def _quantifier(self, expression: Every | Some | Count, around: Lists) -> Node:
        found = self.comparisons.names.list_at(expression.path, around, expression.place)
        if found is None:
            return TRUE
        ref, fact = found
        closed_by = closed_by_of(fact)
        inside = (fact, *around)
        where = self.compile(expression.where, inside)
        match expression:
            case Every():
                satisfies = self.compile(expression.satisfies, inside)
                each = ForAll(elements=ref, closed_by=closed_by, where=where, satisfies=satisfies)
                return self._when_none(each, expression)
            case Some():
                satisfies = self.compile(expression.satisfies, inside)
                some = Exists(elements=ref, closed_by=closed_by, where=where, satisfies=satisfies)
                return Negation(part=some) if expression.negated else some
            case Count():
                return ElementTally(
                    elements=ref,
                    closed_by=closed_by,
                    where=where,
                    at_least=expression.at_least,
                    at_most=expression.at_most,
                )

    def _when_none(self, each: ForAll, expression: Every) -> Node:
        """`if_none`, as a further part of the AND, so that the logic stays whole."""
        matched = Exists(
            elements=each.elements, closed_by=each.closed_by, where=each.where, satisfies=TRUE
        )
        match expression.if_none:
            case "holds":
                return each
            case "fails":
                return Conjunction(parts=(each, matched))
            case "unknown":
                undecided = Undecided(elements=each.elements)
                return Conjunction(parts=(each, Disjunction(parts=(matched, undecided))))


def closed_by_of(fact: Fact) -> str | None:
    """The fact that says whether a list is complete."""
    return fact.shape.closed_by if fact.shape else None


def refs_of(node: Node) -> Iterator[Ref]:
    """Every answer that a node reads, lists and `closed_by` with them."""
    match node:
        case Test():
            yield node.ref
            if node.against is not None:
                yield node.against
        case Conjunction(parts=parts) | Disjunction(parts=parts) | Tally(parts=parts):
            for part in parts:
                yield from refs_of(part)
        case Negation(part=part):
            yield from refs_of(part)
        case ForAll() | Exists():
            yield from _list_refs(node.elements, node.closed_by)
            yield from refs_of(node.where)
            yield from refs_of(node.satisfies)
        case ElementTally():
            yield from _list_refs(node.elements, node.closed_by)
            yield from refs_of(node.where)
        case Undecided():
            yield node.elements


def facts_of(node: Node) -> frozenset[str]:
    """The full ids of every fact and field that a node reads."""
    return frozenset(ref.fact for ref in refs_of(node) if isinstance(ref, FactRef | FieldRef))


def _list_refs(elements: ListRef, closed_by: str | None) -> Iterator[Ref]:
    yield elements
    if closed_by is not None:
        yield FactRef(fact=closed_by)
