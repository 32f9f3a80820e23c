"""The expressions of a rule as their author wrote them, each with the node it was compiled to."""

from collections.abc import Iterator
from enum import Enum
from typing import TypeAlias

from checklist_engine.ground.lazy_dataclasses import dataclass, replace
from checklist_engine.ground.places import Place
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
from checklist_engine.model.plan import (
    Conjunction,
    Disjunction,
    ElementTally,
    Exists,
    ForAll,
    ListRef,
    Negation,
    Node,
    PlannedRule,
    Tally,
    Test,
    Undecided,
)
from checklist_engine.model.rules import Rule


class Part(Enum):
    """The expressions of a rule that its verdicts come from."""

    APPLIES_WHEN = "applies_when"
    WHERE = "for_each.where"
    REQUIRE = "require"
    COMPENSATED_BY = "compensated_by"

    @property
    def label(self) -> str:
        return _PART_LABELS[self]


_PART_LABELS = {
    Part.APPLIES_WHEN: "適用条件",
    Part.WHERE: "対象とする要素",
    Part.REQUIRE: "判定基準",
    Part.COMPENSATED_BY: "代替措置",
}

Lists: TypeAlias = tuple[ListRef, ...]
"""The lists whose elements are around an expression, outermost first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenNode:
    """An expression in a part of a rule, and its node."""

    part: Part
    expression: Expression
    node: Node
    lists: Lists


def written_nodes(rule: Rule, planned: PlannedRule) -> Iterator[WrittenNode]:
    """Every expression of a rule, each before those inside it.

    Args:
        rule: the rule as written.
        planned: the same rule as the compiler made it, not changed since.
    """
    inside: Lists = ()
    yield from _walk(Part.APPLIES_WHEN, rule.applies_when, planned.applies_when, ())
    if rule.for_each is not None and planned.loop is not None:
        inside = (planned.loop.elements,)
        yield from _walk(Part.WHERE, rule.for_each.where, planned.loop.where, inside)
    yield from _walk(Part.REQUIRE, rule.require, planned.require, inside)
    if rule.compensated_by is not None and planned.compensated_by is not None:
        yield from _walk(Part.COMPENSATED_BY, rule.compensated_by, planned.compensated_by, inside)


def first_place(expression: Expression) -> Place | None:
    """Where an expression begins, as far as its parts can tell."""
    match expression:
        case Comparison(place=place) | Every(place=place) | Some(place=place) | Count(place=place):
            return place
        case All(parts=parts) | Any(parts=parts) | CountOf(parts=parts):
            return next(filter(None, map(first_place, parts)), None)
        case Not(part=part):
            return first_place(part)


def with_node(rule: PlannedRule, part: Part, old: Node, new: Node) -> PlannedRule:
    """The rule with another node in place of `old`, the very object.

    INVARIANT: the compiler makes a node for each expression, and where `if_none` repeats a `where`,
    it repeats the object: what is said once is replaced as one.
    """
    match part:
        case Part.APPLIES_WHEN:
            return replace(rule, applies_when=_swapped(rule.applies_when, old, new))
        case Part.WHERE if rule.loop is not None:
            loop = replace(rule.loop, where=_swapped(rule.loop.where, old, new))
            return replace(rule, loop=loop)
        case Part.COMPENSATED_BY if rule.compensated_by is not None:
            return replace(rule, compensated_by=_swapped(rule.compensated_by, old, new))
        case _:
            return replace(rule, require=_swapped(rule.require, old, new))


def _walk(part: Part, expression: Expression, node: Node, lists: Lists) -> Iterator[WrittenNode]:
    yield WrittenNode(part=part, expression=expression, node=node, lists=lists)
    for inner, its_node, around in _inside(expression, node, lists):
        yield from _walk(part, inner, its_node, around)


def _inside(
    expression: Expression, node: Node, lists: Lists
) -> Iterator[tuple[Expression, Node, Lists]]:
    match expression, node:
        case (
            (All(parts=written), Conjunction(parts=parts))
            | (Any(parts=written), Disjunction(parts=parts))
            | (CountOf(parts=written), Tally(parts=parts))
        ):
            for inner, its_node in zip(written, parts, strict=True):
                yield inner, its_node, lists
        case Not(part=inner), Negation(part=part):
            yield inner, part, lists
        case Every(), _:
            each = node.parts[0] if isinstance(node, Conjunction) else node
            assert isinstance(each, ForAll)
            yield expression.where, each.where, (*lists, each.elements)
            yield expression.satisfies, each.satisfies, (*lists, each.elements)
        case Some(), _:
            some = node.part if isinstance(node, Negation) else node
            assert isinstance(some, Exists)
            yield expression.where, some.where, (*lists, some.elements)
            yield expression.satisfies, some.satisfies, (*lists, some.elements)
        case Count(), ElementTally():
            yield expression.where, node.where, (*lists, node.elements)
        case _:
            pass


def _swapped(node: Node, old: Node, new: Node) -> Node:
    if node is old:
        return new
    match node:
        case Conjunction(parts=parts) | Disjunction(parts=parts) | Tally(parts=parts):
            return replace(node, parts=tuple(_swapped(each, old, new) for each in parts))
        case Negation(part=part):
            return Negation(part=_swapped(part, old, new))
        case ForAll() | Exists():
            return replace(
                node,
                where=_swapped(node.where, old, new),
                satisfies=_swapped(node.satisfies, old, new),
            )
        case ElementTally():
            return replace(node, where=_swapped(node.where, old, new))
        case Test() | Undecided():
            return node
