"""An expression as written and the node that it was compiled to are found together, and replaced."""

from collections.abc import Iterator

import pytest
from benching import RULE, bench_of
from conftest import ROOT

from checklist_engine.loader.pack import load_pack
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
from checklist_engine.model.paths import FactRef, FieldRef, TierRef
from checklist_engine.model.plan import (
    TRUE,
    Conjunction,
    Disjunction,
    ElementTally,
    Exists,
    ForAll,
    Negation,
    Node,
    PlannedRule,
    Tally,
    Test,
)
from checklist_engine.rule_tests.bench import Bench
from checklist_engine.rule_tests.written_nodes import (
    Part,
    WrittenNode,
    first_place,
    with_node,
    written_nodes,
)
from checklist_engine.usecases.find_pack import find_base


def written(rule: str) -> tuple[PlannedRule, list[WrittenNode]]:
    bench = bench_of(rule)
    planned = bench.planned(RULE)
    return planned, list(written_nodes(bench.pack.rules[RULE], planned))


def names(path: str, node: Node) -> bool:
    """Whether a test is about the answer that a written path names."""
    assert isinstance(node, Test)
    name = path.lstrip(".")
    match node.ref:
        case FactRef(fact=fact):
            return path == fact
        case FieldRef(up=up, field=field):
            return path == f"{'.' * (up + 1)}{field}"
        case TierRef(up=up):
            return (name, len(path) - len(name)) == ("tier", up + 1)


def fits(expression: Expression, node: Node) -> bool:
    """Whether a node is of the kind that the expression compiles to."""
    match expression:
        case Comparison(path=path):
            return names(path, node)
        case All():
            return isinstance(node, Conjunction)
        case Any():
            return isinstance(node, Disjunction)
        case Not():
            return isinstance(node, Negation)
        case CountOf():
            return isinstance(node, Tally)
        case Count():
            return isinstance(node, ElementTally)
        case Every(if_none="holds"):
            return isinstance(node, ForAll)
        case Every():
            return isinstance(node, Conjunction) and isinstance(node.parts[0], ForAll)
        case Some(negated=True):
            return isinstance(node, Negation) and isinstance(node.part, Exists)
        case Some():
            return isinstance(node, Exists)


def parts_of(expression: Expression) -> Iterator[Expression]:
    """An expression and all inside it, told without the help of nodes."""
    yield expression
    inside: tuple[Expression, ...] = ()
    match expression:
        case All(parts=parts) | Any(parts=parts) | CountOf(parts=parts):
            inside = parts
        case Not(part=part):
            inside = (part,)
        case Every() | Some():
            inside = (expression.where, expression.satisfies)
        case Count():
            inside = (expression.where,)
        case Comparison():
            pass
    for each in inside:
        yield from parts_of(each)


DEEP = """\
applies_when: {any: [{agreed: true}, {not: {recorded: {is_not: true}}}]}
for_each: {in: parties, where: {.tier: {at_least: 2}, .handles: true}}
require:
  all:
    - every: {in: .sites, where: {.abroad: true}, satisfies: {..handles: true}, if_none: IF_NONE}
    - none: {in: .sites, where: {.abroad: true}, satisfies: {.id: {is_not: x}}}
    - some: {in: parties, where: {.papers: {includes: audit}}}
    - count: {in: parties, where: {.handles: {is: {fact: ..handles}}}, at_least: 1}
    - count_of: {of: [{people: {at_least: 1, at_most: 9}}, {checked: true}], at_least: 1}
compensated_by: {all: []}
"""


@pytest.mark.parametrize("if_none", ["holds", "fails", "unknown"])
def test_every_expression_comes_with_its_node(if_none: str) -> None:
    bench = bench_of(DEEP.replace("IF_NONE", if_none))
    rule = bench.pack.rules[RULE]
    found = list(written_nodes(rule, bench.planned(RULE)))
    assert all(fits(each.expression, each.node) for each in found)
    assert rule.for_each is not None
    assert rule.compensated_by is not None
    every = [rule.applies_when, rule.for_each.where, rule.require, rule.compensated_by]
    assert [each.expression for each in found] == [
        part for expression in every for part in parts_of(expression)
    ]


def test_every_rule_of_the_pack_is_walked_through() -> None:
    pack = load_pack(ROOT / "rules" / "municipal-privacy", find_base)
    bench = Bench.of(pack)
    kinds = set()
    for rule in pack.rules.values():
        for each in written_nodes(rule, bench.planned(rule.id)):
            assert fits(each.expression, each.node), rule.id
            kinds.add(type(each.expression))
    assert kinds >= {Comparison, All, Any, Some}


def test_the_lists_around_an_expression_stand_outermost_first() -> None:
    _, found = written(DEEP.replace("IF_NONE", "holds"))
    around = {
        each.expression.path + each.part.value: [ref.fact for ref in each.lists]
        for each in found
        if isinstance(each.expression, Comparison)
    }
    assert around["agreed" + "applies_when"] == []
    assert around[".tier" + "for_each.where"] == ["parties"]
    assert around["..handles" + "require"] == ["parties", "parties.sites"]
    assert around[".papers" + "require"] == ["parties", "parties"]
    assert around["people" + "require"] == ["parties"]


def node_at(found: list[WrittenNode], path: str) -> WrittenNode:
    return next(
        each
        for each in found
        if isinstance(each.expression, Comparison) and each.expression.path == path
    )


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("agreed", Part.APPLIES_WHEN),
        (".tier", Part.WHERE),
        (".abroad", Part.REQUIRE),
        ("..handles", Part.REQUIRE),
        ("checked", Part.REQUIRE),
    ],
)
def test_a_node_is_replaced_where_it_stands_and_nowhere_else(path: str, part: Part) -> None:
    planned, found = written(DEEP.replace("IF_NONE", "holds"))
    each = node_at(found, path)
    assert each.part is part
    changed = with_node(planned, part, each.node, TRUE)
    assert changed != planned
    # What was put there is taken for the old node again: all else is as it was.
    assert with_node(changed, part, each.node, TRUE) == changed
    assert repr(planned).replace(repr(each.node), repr(TRUE), 1) == repr(changed)


@pytest.mark.parametrize(("if_none", "times"), [("holds", 1), ("fails", 2), ("unknown", 2)])
def test_a_where_that_if_none_repeats_is_replaced_as_one(if_none: str, times: int) -> None:
    planned, found = written(
        "require: {every: {in: parties, where: {.handles: true}, "
        f"satisfies: {{.papers: {{includes: audit}}}}, if_none: {if_none}}}}}\n"
    )
    where = node_at(found, ".handles").node
    assert repr(planned.require).count(repr(where)) == times
    changed = with_node(planned, Part.REQUIRE, where, TRUE)
    assert repr(where) not in repr(changed.require)


def test_the_same_comparison_written_twice_is_two() -> None:
    planned, found = written("require: {any: [{agreed: true}, {not: {agreed: true}}]}\n")
    one, two = [each for each in found if isinstance(each.expression, Comparison)]
    assert one.node == two.node
    changed = with_node(planned, Part.REQUIRE, two.node, TRUE)
    assert changed.require == Disjunction(parts=(one.node, Negation(part=TRUE)))


def test_a_compensation_is_replaced_in_its_own_part() -> None:
    planned, found = written("require: {agreed: true}\ncompensated_by: {recorded: true}\n")
    changed = with_node(planned, Part.COMPENSATED_BY, found[-1].node, TRUE)
    assert (changed.require, changed.compensated_by) == (planned.require, TRUE)


@pytest.mark.parametrize(
    ("expression", "column"),
    [
        ("{agreed: true}", 11),
        ("{all: [{not: {agreed: true}}, {recorded: true}]}", 24),
        ("{some: {in: parties}}", 22),
        ("{all: []}", None),
        ("{count_of: {of: [{any: []}, {checked: true}], at_least: 1}}", 39),
    ],
)
def test_an_expression_begins_where_its_first_part_that_has_a_place_does(
    expression: str, column: int | None
) -> None:
    _, found = written(f"require: {expression}\n")
    [require] = [each for each in found if each.part is Part.REQUIRE][:1]
    place = first_place(require.expression)
    assert (place.column if place else None) == column


def test_every_part_has_a_name_for_readers() -> None:
    assert len({part.label for part in Part}) == len(Part)
