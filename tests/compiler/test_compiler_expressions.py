"""Expressions → nodes: words fall away until only a few kinds are left (§4)."""

from compiling import node

from checklist_engine.compiler.expressions import facts_of
from checklist_engine.ground.atoms import OneOf
from checklist_engine.model.paths import FactRef, FieldRef
from checklist_engine.model.plan import (
    TRUE,
    Conjunction,
    Disjunction,
    ElementTally,
    Exists,
    ForAll,
    Negation,
    Node,
    Tally,
    Test,
    Undecided,
)

PARTIES = FactRef(fact="parties")
SITES = FieldRef(up=0, field="sites", fact="parties.sites")
PERSONAL = Test(ref=FactRef(fact="data.personal"), atom=OneOf(operand=frozenset({True})))
SAFE = Test(
    ref=FieldRef(up=0, field="safe", fact="parties.safe"), atom=OneOf(operand=frozenset({True}))
)


def compiled(expression: str) -> Node:
    found, faults = node(expression)
    assert faults == []
    return found


def test_connectives() -> None:
    assert compiled("data.personal: true") == PERSONAL
    assert compiled("all: [{data.personal: true}]") == Conjunction(parts=(PERSONAL,))
    assert compiled("any: [{data.personal: true}]") == Disjunction(parts=(PERSONAL,))
    assert compiled("not: {data.personal: true}") == Negation(part=PERSONAL)
    assert compiled("{data.personal: true, any: []}") == Conjunction(
        parts=(PERSONAL, Disjunction(parts=()))
    )
    assert compiled("count_of: {of: [{data.personal: true}], at_most: 1}") == Tally(
        parts=(PERSONAL,), at_least=None, at_most=1
    )


def test_some_and_none_and_count() -> None:
    some = Exists(elements=PARTIES, closed_by="complete", where=SAFE, satisfies=TRUE)
    assert compiled("some: {in: parties, where: {.safe: true}}") == some
    assert compiled("none: {in: parties, where: {.safe: true}}") == Negation(part=some)
    assert compiled("some: {in: parties, satisfies: {.safe: true}}") == Exists(
        elements=PARTIES, closed_by="complete", where=TRUE, satisfies=SAFE
    )
    assert compiled("count: {in: parties, at_least: 1, at_most: 2}") == ElementTally(
        elements=PARTIES, closed_by="complete", where=TRUE, at_least=1, at_most=2
    )


def test_if_none_is_a_further_part_of_the_and() -> None:
    def every(if_none: str) -> Node:
        body = f"in: parties, where: {{.tier: 1}}, satisfies: {{.safe: true}}, if_none: {if_none}"
        return compiled(f"every: {{{body}}}")

    each = every("holds")
    assert isinstance(each, ForAll)
    assert (each.elements, each.closed_by, each.satisfies) == (PARTIES, "complete", SAFE)
    matched = Exists(elements=PARTIES, closed_by="complete", where=each.where, satisfies=TRUE)
    assert every("fails") == Conjunction(parts=(each, matched))
    undecided = Disjunction(parts=(matched, Undecided(elements=PARTIES)))
    assert every("unknown") == Conjunction(parts=(each, undecided))


def test_a_list_that_nothing_closes_says_so() -> None:
    found = compiled("some: {in: parties, where: {some: {in: .sites}}}")
    assert isinstance(found, Exists)
    assert found.where == Exists(elements=SITES, closed_by=None, where=TRUE, satisfies=TRUE)


def test_what_an_expression_reads() -> None:
    assert facts_of(compiled("all: []")) == frozenset()
    assert facts_of(
        compiled("{days: {at_most: {fact: days}}, not: {tools: {includes: mail}}}")
    ) == {
        "days",
        "tools",
    }
    assert facts_of(
        compiled(
            "some: {in: parties, where: {.tier: 1, some: {in: .sites, where: {.country: JP}}}}"
        )
    ) == {"parties", "complete", "parties.sites", "parties.sites.country"}
    assert facts_of(
        compiled("every: {in: parties, satisfies: {.safe: true}, if_none: unknown}")
    ) == {"parties", "complete", "parties.safe"}
    assert facts_of(compiled("count: {in: parties, where: {memo: x}, at_least: 1}")) == {
        "parties",
        "complete",
        "memo",
    }
    assert facts_of(compiled("count_of: {of: [{days: 1}, {memo: x}], at_least: 1}")) == {
        "days",
        "memo",
    }
