"""Answers before the vocabulary is known: nested or dotted, laid over one another, plain again."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklist_engine.formats.document import Cursor
from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.loader.answer_tree import (
    Tree,
    is_unanswered,
    is_unknown,
    merged,
    nested,
    plain,
)


def tree(text: str) -> dict[str, Tree]:
    faults: list[Diagnostic] = []
    found = nested(parse_yaml(text, "answers.yaml").cursor(), faults)
    assert faults == []
    return dict(found)


def raw(each: Tree) -> object:
    """A tree as plain data, with what is unanswered."""
    if isinstance(each, Cursor):
        return each.value
    return {word: raw(inner) for word, inner in each.items()}


@pytest.mark.parametrize(
    "text",
    [
        "hosting: {country: JP, region: tokyo}",
        "hosting.country: JP\nhosting.region: tokyo",
        "hosting: {country: JP}\nhosting.region: tokyo",
        "hosting.country: JP\nhosting: {region: tokyo}",
    ],
)
def test_nested_and_dotted_keys_are_the_same(text: str) -> None:
    assert raw(tree(text)) == {"hosting": {"country": "JP", "region": "tokyo"}}


def test_dots_and_nesting_may_be_mixed_at_every_depth() -> None:
    assert raw(tree("a.b: {c.d: 1}\na: {b.e: 2}")) == {"a": {"b": {"c": {"d": 1}, "e": 2}}}


def test_a_list_and_an_unknown_end_a_path() -> None:
    assert raw(tree("parties: [{id: a, b.c: 1}]\nx: {unknown: 照会中}")) == {
        "parties": [{"id": "a", "b.c": 1}],
        "x": {"unknown": "照会中"},
    }


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("hosting: {country: JP}\nhosting.country: US", 2),
        ("hosting.country: JP\nhosting: {country: JP}", 2),
        ("hosting.country: JP\nhosting: JP", 2),
        ("hosting: JP\nhosting.country: JP", 2),
        ("hosting: {country.code: JP}\nhosting.country: {code: US}", 2),
        ("a:\na.b: 1", 2),
    ],
)
def test_the_same_path_twice_is_told_at_the_second_key(text: str, line: int) -> None:
    faults: list[Diagnostic] = []
    nested(parse_yaml(text, "answers.yaml").cursor(), faults)
    (fault,) = faults
    assert (fault.code, fault.place.line) == ("E301", line)
    assert fault.hint


@pytest.mark.parametrize(
    ("base", "over", "result"),
    [
        ("a: 1", "b: 2", {"a": 1, "b": 2}),
        ("a: 1", "a: 2", {"a": 2}),
        ("a: {b: 1, c: 2}", "a.c: 3", {"a": {"b": 1, "c": 3}}),
        ("a.b: 1", "a: {c: 2}", {"a": {"b": 1, "c": 2}}),
        ("a: [x, y]", "a: [z]", {"a": ["z"]}),
        ("a: [{id: p, b: 1}]", "a: [{id: p}]", {"a": [{"id": "p"}]}),
        ("a: 1", "a:", {"a": None}),
        ("a: {b: 1, c: 2}", "a:", {"a": None}),
        ("a: {b: 1}", "a.b: {unknown: 照会中}", {"a": {"b": {"unknown": "照会中"}}}),
        ("a: 1", "a: {b: 2}", {"a": {"b": 2}}),
        ("a:", "a: {b: 2}", {"a": {"b": 2}}),
    ],
)
def test_mappings_are_merged_key_by_key_and_everything_else_replaced(
    base: str, over: str, result: object
) -> None:
    assert raw(merged(tree(base), tree(over))) == result


def test_merging_leaves_its_sides_as_they_were() -> None:
    base, over = tree("a: {b: 1}"), tree("a: {c: 2}")
    merged(base, over)
    assert (raw(base), raw(over)) == ({"a": {"b": 1}}, {"a": {"c": 2}})


trees = st.recursive(
    st.integers(0, 3),
    lambda inner: st.dictionaries(st.sampled_from("abc"), inner, min_size=1, max_size=3),
    max_leaves=8,
).filter(lambda found: isinstance(found, dict))


@settings(max_examples=100, deadline=None, derandomize=True)
@given(trees, trees, trees)
def test_laying_one_over_another_over_a_third_has_no_brackets(
    first: object, second: object, third: object
) -> None:
    one, two, three = (tree(str(each).replace("'", "")) for each in (first, second, third))
    assert raw(merged(merged(one, two), three)) == raw(merged(one, merged(two, three)))
    assert raw(merged(one, one)) == raw(one)
    assert raw(merged({}, one)) == raw(merged(one, {})) == raw(one)


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: {b: 1}\nc.d: x", {"a": {"b": 1}, "c": {"d": "x"}}),
        ("a:\nb: '　'\nc: {unknown: x}\nd: 1", {"d": 1}),
        ("a: {b: , c: }\nd: 1", {"d": 1}),
        ("a: []\nb: [x]", {"a": [], "b": ["x"]}),
        ("a: false\nb: 0", {"a": False, "b": 0}),
        (
            "a: [{id: p, x: , y: {unknown: 照会中}, z: 1, w: [{id: q, v: ''}]}]",
            {"a": [{"id": "p", "z": 1, "w": [{"id": "q"}]}]},
        ),
        ("{}", {}),
    ],
)
def test_plain_data_is_without_what_is_unanswered(text: str, data: object) -> None:
    assert plain(tree(text)) == data


@pytest.mark.parametrize(
    ("value", "unanswered"),
    [
        (None, True),
        ("", True),
        (" \t　", True),
        ({"unknown": "照会中"}, True),
        ({"unknown": None}, True),
        (False, False),
        (0, False),
        ([], False),
        ({}, False),
        ({"unknown": "x", "a": 1}, False),
        ("無", False),
    ],
)
def test_what_is_as_good_as_no_answer(value: object, *, unanswered: bool) -> None:
    assert is_unanswered(value) is unanswered


def test_only_a_mapping_of_unknown_alone_says_unknown() -> None:
    assert is_unknown({"unknown": "照会中"})
    assert not is_unknown({})
    assert not is_unknown("unknown")
