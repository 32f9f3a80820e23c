"""Leaves (判定の枝): the comparisons of a rule as its author wrote them, each with its test."""

from collections.abc import Iterator, Mapping

from checklist_engine.evaluator.view import Scope
from checklist_engine.ground.atoms import Answered, OneOf
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.places import Place
from checklist_engine.ground.truth import Truth
from checklist_engine.model.expression import Comparison
from checklist_engine.model.facts import Vocabulary
from checklist_engine.model.paths import FieldRef, Ref, TierRef
from checklist_engine.model.plan import (
    Conjunction,
    Disjunction,
    Negation,
    Node,
    PlannedRule,
    Test,
)
from checklist_engine.model.rules import Rule
from checklist_engine.rule_tests.written_nodes import Lists, Part, with_node, written_nodes

TWO_VALUED = frozenset({Truth.TRUE, Truth.FALSE})
"""What a leaf can be that waits for no answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """判定の枝. `truths` are those that it can have: `answered` looks at the gap itself, and neither
    `.tier` nor the key of an element is ever unanswered, so that these are never UNKNOWN.
    """

    part: Part
    comparison: Comparison
    test: Test
    lists: Lists
    truths: frozenset[Truth]

    @property
    def place(self) -> Place:
        return self.comparison.place


def leaves_of(rule: Rule, planned: PlannedRule, vocabulary: Vocabulary) -> tuple[Leaf, ...]:
    """The leaves of a rule, in the order in which it is written.

    Args:
        rule: the rule as written.
        planned: the same rule as the compiler made it, not changed since.
        vocabulary: knows which fields are keys.
    """
    return tuple(_leaves(rule, planned, keys_of_lists(vocabulary)))


def keys_of_lists(vocabulary: Vocabulary) -> Mapping[str, str]:
    """By the full id of each list, the field that is the key of its elements."""
    return {fact.full_id: fact.shape.key for fact in vocabulary.by_full_id.values() if fact.shape}


def with_leaf(
    rule: PlannedRule, leaf: Leaf, scope: Scope, instead: Node, keys: Mapping[str, str]
) -> PlannedRule:
    """The rule with `instead` in place of a leaf among the elements of `scope`, and among no others.

    Args:
        rule: the rule that the leaf is of, not changed since.
        leaf: what is replaced.
        scope: an element of each list around the leaf.
        instead: what stands there now; it is evaluated among the same elements.
        keys: those of the lists, which tell their elements apart.
    """
    if scope:
        here = Conjunction(parts=tuple(_is_at(leaf, scope, keys)))
        elsewhere = Conjunction(parts=(Negation(part=here), leaf.test))
        instead = Disjunction(parts=(Conjunction(parts=(here, instead)), elsewhere))
    return with_node(rule, leaf.part, leaf.test, instead)


def _is_at(leaf: Leaf, scope: Scope, keys: Mapping[str, str]) -> Iterator[Test]:
    for up, (elements, element) in enumerate(zip(reversed(leaf.lists), scope, strict=True)):
        key = keys[elements.fact]
        ref = FieldRef(up=up, field=key, fact=f"{elements.fact}.{key}")
        yield Test(ref=ref, atom=OneOf(operand=frozenset({element.key})))


def _leaves(rule: Rule, planned: PlannedRule, keys: Mapping[str, str]) -> Iterator[Leaf]:
    for written in written_nodes(rule, planned):
        if isinstance(written.expression, Comparison) and isinstance(written.node, Test):
            yield Leaf(
                part=written.part,
                comparison=written.expression,
                test=written.node,
                lists=written.lists,
                truths=_truths(written.node, keys),
            )


def _truths(test: Test, keys: Mapping[str, str]) -> frozenset[Truth]:
    if isinstance(test.atom, Answered):
        return TWO_VALUED
    refs = [test.ref] if test.against is None else [test.ref, test.against]
    return TWO_VALUED if all(_is_given(ref, keys) for ref in refs) else frozenset(Truth)


def _is_given(ref: Ref, keys: Mapping[str, str]) -> bool:
    """Whether there is an answer wherever there is an element."""
    match ref:
        case TierRef():
            return True
        case FieldRef(field=field, fact=fact):
            return keys.get(fact.removesuffix(f".{field}")) == field
        case _:
            return False
