"""Relevance (§2): asked, irrelevant or pending, for facts, sections, lists and their fields."""

import pytest
from worlds import relevance

from checklist_engine.evaluator.expression import Evaluation
from checklist_engine.evaluator.relevance import only_irrelevant
from checklist_engine.ground.truth import Truth


@pytest.mark.parametrize(
    ("given", "stored", "masked"),
    [
        ("{}", "pending", "pending"),
        ("personal: true", "asked", "pending"),
        ("personal: false", "irrelevant", "irrelevant"),
        ("{personal: true, stored: true}", "asked", "asked"),
        ("{personal: true, stored: false}", "asked", "irrelevant"),
        ("{personal: {unknown: 照会中}}", "pending", "pending"),
        # An answer that is there counts while it is pending, and not once it is irrelevant.
        ("stored: true", "pending", "asked"),
        ("{personal: false, stored: true}", "irrelevant", "irrelevant"),
    ],
)
def test_a_fact_is_asked_irrelevant_or_pending(given: str, stored: str, masked: str) -> None:
    found = relevance(given)
    assert (found.of("stored").value, found.of("masked").value) == (stored, masked)


def test_a_fact_without_a_relevant_when_is_asked() -> None:
    assert relevance("{}").of("used").value == "asked"
    assert relevance("{}").of("parties[a].safe").value == "asked"


@pytest.mark.parametrize(
    ("given", "tested", "passed"),
    [
        ("{}", "pending", "pending"),
        ("used: false", "irrelevant", "irrelevant"),
        ("{used: false, tested: true}", "irrelevant", "irrelevant"),
        ("used: true", "asked", "pending"),
        ("{used: true, tested: true}", "asked", "asked"),
        ("{used: true, tested: false}", "asked", "irrelevant"),
        ("tested: true", "pending", "pending"),
    ],
)
def test_a_section_and_its_fact_must_both_be_relevant(given: str, tested: str, passed: str) -> None:
    found = relevance(given)
    assert (found.of("tested").value, found.of("passed").value) == (tested, passed)


ELEMENTS = "vendors: [{id: v, handles: true}, {id: w, handles: false}, {id: x}]"


@pytest.mark.parametrize(
    ("personal", "expected"),
    [
        ("true", ["asked", "irrelevant", "pending"]),
        ("false", ["irrelevant", "irrelevant", "irrelevant"]),
        ("", ["pending", "irrelevant", "pending"]),
    ],
)
def test_a_field_is_judged_in_its_element_and_never_asked_before_its_list(
    personal: str, expected: list[str]
) -> None:
    found = relevance(f"personal: {personal}\n{ELEMENTS}\n")
    assert [found.of(f"vendors[{key}].papers").value for key in "vwx"] == expected


@pytest.mark.parametrize(
    ("personal", "expected"), [("true", "asked"), ("false", "irrelevant"), ("", "pending")]
)
def test_a_field_without_a_relevant_when_is_asked_where_its_list_is(
    personal: str, expected: str
) -> None:
    found = relevance(f"personal: {personal}\n{ELEMENTS}\n")
    assert found.of("vendors[v].handles").value == expected
    assert found.of("vendors[v].rooms[r].locked").value == expected


@pytest.mark.parametrize(
    ("personal", "expected"), [("true", "asked"), ("false", "irrelevant"), ("", "pending")]
)
def test_a_field_of_a_list_inside_an_element_is_never_asked_before_the_outer_list(
    personal: str, expected: str
) -> None:
    rooms = "vendors: [{id: v, rooms: [{id: r, locked: true}]}]"
    found = relevance(f"personal: {personal}\n{rooms}\n")
    assert found.of("vendors[v].rooms[r].key_log").value == expected


@pytest.mark.parametrize(
    ("given", "path", "causes"),
    [
        ("{}", "stored", {"personal"}),
        ("{}", "masked", {"stored"}),
        ("{}", "passed", {"used", "tested"}),
        ("used: true", "passed", {"tested"}),
        ("tested: true", "passed", {"used"}),
        ("vendors: [{id: v}]", "vendors[v].papers", {"personal", "vendors[v].handles"}),
        ("vendors: [{id: v}]", "vendors[v].handles", {"personal"}),
        ("personal: true", "stored", set()),
    ],
)
def test_what_is_pending_waits_for_the_open_facts_of_its_relevance(
    given: str, path: str, causes: set[str]
) -> None:
    assert relevance(given).open_causes_of(path) == causes


def test_the_irrelevant_paths_are_those_that_are_hidden() -> None:
    given = f"personal: true\nstored: false\nused: false\n{ELEMENTS}\n"
    assert relevance(given).irrelevant == {"masked", "tested", "passed", "vendors[w].papers"}


def test_under_an_irrelevant_list_its_elements_are_not_looked_at() -> None:
    assert relevance(f"personal: false\n{ELEMENTS}\n").irrelevant >= {"vendors"}
    assert relevance(f"personal: false\n{ELEMENTS}\n").of("vendors[v].papers").value == "irrelevant"


def test_only_an_unknown_can_wait_for_what_is_irrelevant_alone() -> None:
    waiting = Evaluation(Truth.UNKNOWN, frozenset({"a", "b"}))
    assert only_irrelevant(waiting, {"a", "b", "c"})
    assert not only_irrelevant(waiting, {"a"})
    assert not only_irrelevant(Evaluation(Truth.FALSE, frozenset({"a"})), {"a"})
