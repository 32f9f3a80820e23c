"""Leaves: the comparisons that an author wrote, what truths they can have, and one of them replaced."""

from itertools import product

import pytest
from benching import RULE, bench_of, letters, rule_test

from checklist_engine.evaluator.expression import elements_at, evaluate
from checklist_engine.evaluator.view import Scope, View
from checklist_engine.ground.truth import Truth
from checklist_engine.model.paths import FactRef
from checklist_engine.model.plan import Conjunction, Disjunction, Node
from checklist_engine.rule_tests.leaves import Leaf, keys_of_lists, leaves_of, with_leaf

CONSTANTS: dict[Truth, Node] = {
    Truth.TRUE: Conjunction(parts=()),
    Truth.FALSE: Disjunction(parts=()),
}


def leaves(rule: str) -> tuple[Leaf, ...]:
    bench = bench_of(rule)
    planned = bench.planned(RULE)
    return leaves_of(bench.pack.rules[RULE], planned, bench.pack.vocabulary)


def test_every_comparison_of_a_rule_is_a_leaf_at_its_place() -> None:
    found = leaves(
        "applies_when: {agreed: true}\n"
        "for_each: {in: parties, where: {.tier: {at_least: 2}}}\n"
        "require:\n"
        "  any:\n"
        "    - .papers: {includes: audit, includes_any: [roster, pledge]}\n"
        "    - not: {every: {in: .sites, where: {.abroad: true}, satisfies: {.id: x}, if_none: fails}}\n"
        "compensated_by: {people: {at_least: 3}}\n"
    )
    told = [
        (leaf.part.value, leaf.comparison.path, leaf.place.line, leaf.place.column)
        for leaf in found
    ]
    assert told == [
        ("applies_when", "agreed", 4, 16),
        ("for_each.where", ".tier", 5, 33),
        ("require", ".papers", 8, 7),
        ("require", ".papers", 8, 7),
        ("require", ".abroad", 9, 41),
        ("require", ".id", 9, 69),
        ("compensated_by", "people", 10, 18),
    ]


@pytest.mark.parametrize(
    ("require", "truths"),
    [
        ("{agreed: true}", "TFU"),
        ("{agreed: {answered: true}}", "TF"),
        ("{some: {in: parties, where: {.tier: 2}}}", "TF"),
        ("{some: {in: parties, where: {.id: x}}}", "TF"),
        ("{some: {in: parties, where: {.name: x}}}", "TFU"),
        ("{some: {in: parties, where: {.tier: {is: {fact: people}}}}}", "TFU"),
        ("{some: {in: parties, where: {.id: {is: {fact: note}}}}}", "TFU"),
        ("{some: {in: parties, where: {.id: {is: {fact: .name}}}}}", "TFU"),
        (
            "{some: {in: parties, where: {some: {in: .sites, where: {.id: {is: {fact: ..id}}}}}}}",
            "TF",
        ),
    ],
)
def test_what_is_never_unanswered_is_never_unknown(require: str, truths: str) -> None:
    [leaf] = leaves(f"require: {require}\n")
    assert letters(leaf.truths) == truths


# One leaf among some elements replaced: the truth is that of a plain reading, element by element.

NESTED = """\
require:
  every:
    in: parties
    where: {.handles: true}
    satisfies:
      some: {in: parties, where: {.handles: {is_not: {fact: ..handles}}}, satisfies: {..papers: {includes: audit}}}
    if_none: IF_NONE
"""
ANSWERS = [
    f"{{complete: {complete}, parties: [{{id: a, handles: {a}, papers: {papers}, "
    f"below: [{{id: c, handles: {c}}}]}}, {{id: b, papers: [audit], handles: {b}}}]}}"
    for complete, a, b, c, papers in product(
        ["true", "false"],
        ["true", "false", "null"],
        ["true", "null"],
        ["false", "true"],
        ["[]", "[audit]"],
    )
]


def scopes(leaf: Leaf, view: View) -> list[Scope]:
    found: list[Scope] = [()]
    for ref in leaf.lists:
        found = [
            (element, *scope) for scope in found for element in elements_at(ref, view, scope) or ()
        ]
    return found


def conjunction(parts: list[Truth]) -> Truth:
    if Truth.FALSE in parts:
        return Truth.FALSE
    return Truth.UNKNOWN if Truth.UNKNOWN in parts else Truth.TRUE


def opposite(truth: Truth) -> Truth:
    return {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE}.get(truth, Truth.UNKNOWN)


def disjunction(parts: list[Truth]) -> Truth:
    return opposite(conjunction([opposite(part) for part in parts]))


def keys_of(scope: Scope) -> tuple[str, ...]:
    return tuple(element.key for element in scope)


Truths = dict[tuple[int, tuple[str, ...]], Truth]
"""By the number of a leaf and the keys of the elements around it, innermost first."""


def plainly(truths: Truths, view: View, if_none: str) -> Truth:
    """NESTED over the truths of its three leaves."""
    elements = elements_at(FactRef(fact="parties"), view, ())
    assert elements is not None
    is_open = view.answer(FactRef(fact="complete"), ()) is not True
    more = [Truth.UNKNOWN] if is_open else []
    every, matched = [], []
    for outer in keys_of(elements):
        some = [
            conjunction([truths[1, (inner, outer)], truths[2, (inner, outer)]])
            for inner in keys_of(elements)
        ]
        satisfied = disjunction([*some, *more])
        where = truths[0, (outer,)]
        every.append(disjunction([opposite(where), satisfied]))
        matched.append(where)
    holds = conjunction([*every, *more])
    any_match = disjunction([*matched, *more])
    match if_none:
        case "holds":
            return holds
        case "fails":
            return conjunction([holds, any_match])
        case _:
            return conjunction([holds, disjunction([any_match, Truth.UNKNOWN])])


@pytest.mark.parametrize("if_none", ["holds", "fails", "unknown"])
def test_a_leaf_is_replaced_among_some_elements_and_no_others(if_none: str) -> None:
    bench = bench_of(NESTED.replace("IF_NONE", if_none))
    planned, vocabulary = bench.planned(RULE), bench.pack.vocabulary
    found = leaves_of(bench.pack.rules[RULE], planned, vocabulary)
    keys = keys_of_lists(vocabulary)
    changes = 0
    for answers in ANSWERS:
        [trial] = bench.trials(rule_test(f"- {{answers: {answers}}}"))
        view = trial.assessor.view
        at = [(number, scope) for number, leaf in enumerate(found) for scope in scopes(leaf, view)]
        truths: Truths = {
            (number, keys_of(scope)): evaluate(found[number].test, view, scope).truth
            for number, scope in at
        }
        before = evaluate(planned.require, view).truth
        assert before is plainly(truths, view, if_none)
        for number, scope in at:
            for truth, constant in CONSTANTS.items():
                changed = with_leaf(planned, found[number], scope, constant, keys)
                after = evaluate(changed.require, view).truth
                assert after is plainly({**truths, (number, keys_of(scope)): truth}, view, if_none)
                changes += after is not before
    assert changes > 50


def test_the_keys_of_lists_inside_elements_are_known() -> None:
    assert keys_of_lists(bench_of("require: {agreed: true}").pack.vocabulary) == {
        "parties": "id",
        "parties.sites": "id",
    }
