"""Causes and reasons, clause by clause of §4 (the conformance cases try their combinations)."""

import pytest
from worlds import evaluated

from checklist_engine.ground.truth import Truth

TWO = "parties: [{id: a, safe: true, risky: false}, {id: b, risky: true}]\n"


def told(expression: str, given: str = "{}") -> str:
    """`truth: paths` of an expression."""
    found = evaluated(expression, given)
    return f"{found.truth.value}: {' '.join(sorted(found.paths))}".rstrip(": ")


@pytest.mark.parametrize(
    ("expression", "given", "expected"),
    [
        ("used: true", "used: true", "true: used"),
        ("used: true", "used: false", "false: used"),
        ("used: true", "{}", "unknown: used"),
        ("used: {is: {fact: safe}}", "used: true", "unknown: safe"),
        ("used: {is: {fact: safe}}", "{}", "unknown: safe used"),
        ("used: {is: {fact: safe}}", "{used: true, safe: true}", "true: safe used"),
        ("days: {at_most: {parameter: limit}}", "days: 2", "true: days"),
        ("used: {answered: true}", "{}", "false: used"),
        # AND: the UNKNOWN parts; all parts; every FALSE part.
        ("{used: true, safe: true, plan: true}", "used: true", "unknown: plan safe"),
        ("{used: true, safe: true}", "{used: true, safe: true}", "true: safe used"),
        ("{used: true, safe: true, plan: true}", "{used: false, safe: false}", "false: safe used"),
        # OR: the mirror.
        ("any: [{used: true}, {safe: true}]", "used: false", "unknown: safe"),
        ("any: [{used: true}, {safe: true}]", "{used: false, safe: false}", "false: safe used"),
        ("any: [{used: true}, {safe: true}, {plan: true}]", "used: true", "true: used"),
        ("any: [{used: true}, {safe: true}]", "{used: true, safe: true}", "true: safe used"),
        # NOT: the same.
        ("not: {used: true}", "used: true", "false: used"),
        ("not: {used: true}", "{}", "unknown: used"),
        ("all: []", "{}", "true"),
        ("any: []", "{}", "false"),
    ],
)
def test_comparisons_and_connectives(expression: str, given: str, expected: str) -> None:
    assert told(expression, given) == expected


@pytest.mark.parametrize(
    ("bounds", "given", "expected"),
    [
        ("at_least: 2", "{used: true, safe: true}", "true: safe used"),
        ("at_least: 2", "{used: true}", "unknown: plan safe"),
        ("at_least: 2", "{used: false, safe: false}", "false: safe used"),
        ("at_most: 1", "{used: true, safe: true}", "false: safe used"),
        ("at_most: 1", "{used: false, safe: false}", "true: safe used"),
        ("at_most: 1", "{used: true}", "unknown: plan safe"),
        (
            "at_least: 1, at_most: 1",
            "{used: true, safe: false, plan: false}",
            "true: plan safe used",
        ),
        ("at_least: 1, at_most: 1", "{used: true, safe: true}", "false: safe used"),
        ("at_least: 0", "{}", "true"),
        ("at_most: 3", "{}", "true"),
        ("at_least: 4", "{}", "false"),
    ],
)
def test_counting_the_parts_that_hold(bounds: str, given: str, expected: str) -> None:
    parts = "[{used: true}, {safe: true}, {plan: true}]"
    assert told(f"count_of: {{of: {parts}, {bounds}}}", given) == expected


def test_a_bound_against_how_many_hold_and_how_many_may() -> None:
    """The number lies between t and t+u; for all of that range, for none of it, or unknown."""

    def row(bound: str) -> str:
        cells = []
        for true, unknown in [(0, 0), (0, 1), (1, 0), (0, 2), (1, 1), (2, 0)]:
            values = ["{all: []}"] * true + ["{used: true}"] * unknown
            outcome = evaluated(f"count_of: {{of: [{', '.join(values)}], {bound}: 1}}")
            cells.append(f"{outcome.truth.value:7}")
        return f"{bound:8} | {' '.join(cells)}".rstrip()

    assert [row("at_least"), row("at_most")] == [
        # t, u:     0, 0    0, 1    1, 0    0, 2    1, 1    2, 0
        "at_least | false   unknown true    unknown true    true",
        "at_most  | true    true    true    unknown unknown false",
    ]


@pytest.mark.parametrize("word", ["every", "some", "none", "count"])
def test_an_unanswered_list_is_waited_for_alone(word: str) -> None:
    rest = {
        "every": "satisfies: {used: true}, if_none: holds",
        "some": "satisfies: {used: true}",
        "none": "where: {used: true}",
        "count": "where: {used: true}, at_least: 1",
    }[word]
    assert told(f"{word}: {{in: parties, {rest}}}") == "unknown: parties"


@pytest.mark.parametrize(
    ("expression", "closed", "still_open"),
    [
        (
            "every: {in: parties, satisfies: {.risky: {answered: true}}, if_none: holds}",
            "true: complete parties parties[a].risky parties[b].risky",
            "unknown: complete",
        ),
        (
            "every: {in: parties, satisfies: {.risky: true}, if_none: holds}",
            "false: parties parties[a].risky",
            "false: parties parties[a].risky",
        ),
        (
            "every: {in: parties, satisfies: {.safe: true}, if_none: holds}",
            "unknown: parties[b].safe",
            "unknown: complete parties[b].safe",
        ),
        (
            "some: {in: parties, satisfies: {.risky: true}}",
            "true: parties parties[b].risky",
            "true: parties parties[b].risky",
        ),
        (
            "some: {in: parties, where: {.tier: 2}}",
            "false: complete parties",
            "unknown: complete",
        ),
        (
            "none: {in: parties, satisfies: {.risky: true}}",
            "false: parties parties[b].risky",
            "false: parties parties[b].risky",
        ),
        ("none: {in: parties, where: {.tier: 2}}", "true: complete parties", "unknown: complete"),
        (
            "count: {in: parties, where: {.risky: true}, at_least: 1}",
            "true: parties parties[b].risky",
            "true: parties parties[b].risky",
        ),
        (
            "count: {in: parties, where: {.risky: true}, at_least: 2}",
            "false: complete parties parties[a].risky",
            "unknown: complete",
        ),
        (
            "count: {in: parties, where: {.risky: true}, at_most: 0}",
            "false: parties parties[b].risky",
            "false: parties parties[b].risky",
        ),
        (
            "count: {in: parties, where: {.risky: true}, at_most: 1}",
            "true: complete parties parties[a].risky",
            "unknown: complete",
        ),
        (
            "count: {in: parties, where: {.safe: true}, at_least: 2}",
            "unknown: parties[b].safe",
            "unknown: complete parties[b].safe",
        ),
    ],
)
def test_quantifiers_over_a_closed_list_and_an_open_one(
    expression: str, closed: str, still_open: str
) -> None:
    assert told(expression, TWO + "complete: true") == closed
    assert told(expression, TWO) == still_open
    assert told(expression, TWO + "complete: false") == still_open


def test_a_list_that_nothing_closes_is_closed() -> None:
    given = "servers: [{id: s, safe: true}]"
    every = "every: {in: servers, satisfies: {.safe: true}, if_none: holds}"
    assert told(every, given) == "true: servers servers[s].safe"
    assert told("some: {in: servers, where: {.safe: false}}", given) == (
        "false: servers servers[s].safe"
    )


@pytest.mark.parametrize(
    ("if_none", "closed", "still_open"),
    [
        ("holds", "true: complete parties", "unknown: complete"),
        ("fails", "false: complete parties", "unknown: complete"),
        ("unknown", "unknown: parties", "unknown: complete parties"),
    ],
)
def test_if_none_says_what_every_is_when_nothing_matches(
    if_none: str, closed: str, still_open: str
) -> None:
    every = f"every: {{in: parties, where: {{.tier: 9}}, satisfies: {{.safe: false}}, if_none: {if_none}}}"
    assert told(every, TWO + "complete: true") == closed
    assert told(every, TWO) == still_open
    assert told(every, "{parties: [], complete: true}") == closed


def test_every_passes_over_what_does_not_match() -> None:
    every = "every: {in: parties, where: {.risky: true}, satisfies: {.safe: true}, if_none: holds}"
    assert told(every, "{parties: [{id: a, risky: false}], complete: true}") == (
        "true: complete parties parties[a].risky"
    )


def test_a_tree_is_gone_through_at_every_depth() -> None:
    tree = "{parties: [{id: a, subs: [{id: b, subs: [{id: c, risky: true}]}]}], complete: true}"
    assert told("some: {in: parties, where: {.tier: 3}, satisfies: {.risky: true}}", tree) == (
        "true: parties parties[a/b/c].risky"
    )
    assert told("count: {in: parties, at_least: 3, at_most: 3}", tree) == "true: complete parties"


def test_a_list_inside_an_element_and_the_element_around_it() -> None:
    sites = "some: {in: .sites, where: {.abroad: true, ..risky: true}}"
    some = f"some: {{in: parties, satisfies: {{{sites}}}}}"
    given = "parties: [{id: a, risky: true, sites: [{id: l, abroad: true}]}]"
    assert told(some, given) == (
        "true: parties parties[a].risky parties[a].sites parties[a].sites[l].abroad"
    )
    assert told(some, "{complete: true, parties: [{id: a}]}") == "unknown: parties[a].sites"


def test_an_irrelevant_answer_is_unanswered() -> None:
    assert told("stored: true", "{personal: false, stored: true}") == "unknown: stored"
    assert evaluated("not: {stored: true}", "{personal: false, stored: false}").truth is (
        Truth.UNKNOWN
    )
    assert told("stored: true", "{stored: true}") == "true: stored"
