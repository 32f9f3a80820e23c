"""Edits of a YAML file: one value, entry or item is written, and all else stays as it was."""

import pytest

from checklist_engine.formats.yaml_edits import Source, with_entry, with_item, with_value
from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.ground.places import Pointer

ONE = Source(flow="1")
PAIR = Source(flow="{x: 1, y: 2}", lines=("x: 1", "y: 2"))
ITEMS = Source(flow="[{x: 1}]", lines=("- x: 1",))


def value(before: str, pointer: Pointer, source: Source = ONE) -> str:
    return with_value(parse_yaml(before, "f.yaml"), pointer, source)


def entry(
    before: str,
    pointer: Pointer,
    source: Source = ONE,
    *,
    after: str | None = None,
    ahead: str | None = None,
) -> str:
    document = parse_yaml(before, "f.yaml")
    return with_entry(document, pointer, "new", source, after=after, before=ahead)


def item(before: str, pointer: Pointer, source: Source = PAIR) -> str:
    return with_item(parse_yaml(before, "f.yaml"), pointer, source)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 5\n", "a: 1\n"),
        ("a: 5", "a: 1"),
        ("a:   5   # why\n", "a:   1   # why\n"),
        ("a: 'x # y' # why\nb: 2\n", "a: 1 # why\nb: 2\n"),
        ("a: null\n", "a: 1\n"),
        ("a: ~ # why\n", "a: 1 # why\n"),
        ("a:\n", "a: 1\n"),
        ("a:", "a: 1"),
        ("a: # why\nb: 2\n", "a: 1 # why\nb: 2\n"),
        ("a:\n  # why\nb: 2\n", "a: 1\n  # why\nb: 2\n"),
        ("a: {unknown: x}\n", "a: 1\n"),
        ("a: {unknown: x,\n  } # why\n", "a: 1 # why\n"),
        ("a: []\n", "a: 1\n"),
        ("a:\n  5\n", "a:\n  1\n"),
        ('"a": ""\n', '"a": 1\n'),
        ("a:\n  unknown: x\nb: 2\n", "a: 1\nb: 2\n"),
        ("a:\n  unknown: x # why\n  # not yet\nb: 2\n", "a: 1\n  # why\n  # not yet\nb: 2\n"),
        ("a: # head\n  unknown: x\n", "a: 1\n  # head\n"),
        ("a: |\n  # text\n  more\nb: 2\n", "a: 1\nb: 2\n"),
        ("a: >-\n  text\n", "a: 1\n"),
        ("a:\n- x\n- y\nb: 2\n", "a: 1\nb: 2\n"),
    ],
)
def test_a_value_is_replaced_where_it_stands(before: str, after: str) -> None:
    assert value(before, ("a",)) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{a: 5, b: 2}\n", "{a: 1, b: 2}\n"),
        ("{a: , b: 2}\n", "{a: 1 , b: 2}\n"),
        ("{a: }\n", "{a: 1 }\n"),
        ("{a}\n", "{a: 1}\n"),
        ("{a, b: 2}\n", "{a: 1, b: 2}\n"),
        ('{"a":5}\n', '{"a": 1}\n'),
        ("{a: {unknown: x}, b: 2}\n", "{a: 1, b: 2}\n"),
    ],
)
def test_a_value_in_brackets_is_replaced_where_it_stands(before: str, after: str) -> None:
    assert value(before, ("a",)) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a:\n", "a:\n  x: 1\n  y: 2\n"),
        ("a: {}\n", "a:\n  x: 1\n  y: 2\n"),
        ("a: {} # why\nb: 2\n", "a: # why\n  x: 1\n  y: 2\nb: 2\n"),
        ("a: null\nb: 2\n", "a:\n  x: 1\n  y: 2\nb: 2\n"),
        ("a: {unknown: z}", "a:\n  x: 1\n  y: 2"),
        ("a:\n  unknown: z # why\nb: 2\n", "a:\n  # why\n  x: 1\n  y: 2\nb: 2\n"),
        ("b:\n    a: {}\n", None),
        ("{a: {}, b: 2}\n", "{a: {x: 1, y: 2}, b: 2}\n"),
        ("{a}\n", "{a: {x: 1, y: 2}}\n"),
    ],
)
def test_a_block_is_written_below_its_key(before: str, after: str | None) -> None:
    if after is None:
        assert value(before, ("b", "a"), PAIR) == "b:\n    a:\n      x: 1\n      y: 2\n"
    else:
        assert value(before, ("a",), PAIR) == after


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("a: 5\nb: 2\n", "a", "a: 5\nnew: 1\nb: 2\n"),
        ("a: 5\nb: 2\n", "b", "a: 5\nb: 2\nnew: 1\n"),
        ("a: 5\nb: 2", "b", "a: 5\nb: 2\nnew: 1\n"),
        ("a: 5 # why\n# of b\nb: 2\n", "a", "a: 5 # why\nnew: 1\n# of b\nb: 2\n"),
        ("a: 5\n  # of a\nb: 2\n", "a", "a: 5\n  # of a\nnew: 1\nb: 2\n"),
        ("a:\n  x: 1\n  y:\n    - 2\n\nb: 2\n", "a", "a:\n  x: 1\n  y:\n    - 2\nnew: 1\n\nb: 2\n"),
        ("a: {x: 1,\n  y: 2}\nb: 2\n", "a", "a: {x: 1,\n  y: 2}\nnew: 1\nb: 2\n"),
        ("a: |\n  text\n  more\nb: 2\n", "a", "a: |\n  text\n  more\nnew: 1\nb: 2\n"),
        ("a: one\n  text\nb: 2\n", "a", "a: one\n  text\nnew: 1\nb: 2\n"),
        ("a:\nb: 2\n", "a", "a:\nnew: 1\nb: 2\n"),
    ],
)
def test_an_entry_is_written_behind_another(before: str, after: str, expected: str) -> None:
    assert entry(before, (), after=after) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("a: 5\nb: 2\n", "new: 1\na: 5\nb: 2\n"),
        ("# of the file\n\n# of a\na: 5\n", "# of the file\n\nnew: 1\n# of a\na: 5\n"),
        ("{a: 5}\n", "{new: 1, a: 5}\n"),
        ("{ # why\n  a: 5}\n", "{ # why\n  new: 1, a: 5}\n"),
    ],
)
def test_an_entry_is_written_before_another(before: str, expected: str) -> None:
    assert entry(before, (), ahead="a") == expected


def test_an_entry_before_the_first_of_an_item_goes_behind_it() -> None:
    assert entry("- a: 5\n  b: 2\n", (0,), ahead="a") == "- a: 5\n  new: 1\n  b: 2\n"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("{a: 5, b: 2}\n", "a", "{a: 5, new: 1, b: 2}\n"),
        ("{a: 5, b: 2}\n", "b", "{a: 5, b: 2, new: 1}\n"),
        ("{a: , b: 2}\n", "a", "{a: , new: 1 , b: 2}\n"),
        ("{a, b: 2}\n", "a", "{a, new: 1, b: 2}\n"),
        ("{a: [1, 2] # why\n}\n", "a", "{a: [1, 2], new: 1 # why\n}\n"),
    ],
)
def test_an_entry_in_brackets_is_written_behind_another(
    before: str, after: str, expected: str
) -> None:
    text = entry(before, (), after=after)
    assert text == expected
    assert parse_yaml(text, "f.yaml").cursor()["new"].value == 1


def test_an_entry_with_a_block_is_written_as_a_block_where_there_are_no_brackets() -> None:
    assert entry("a: 5\n", (), PAIR, after="a") == "a: 5\nnew:\n  x: 1\n  y: 2\n"
    assert entry("{a: 5}\n", (), PAIR, after="a") == "{a: 5, new: {x: 1, y: 2}}\n"
    deep = "b:\n    a: 5\nc: 1\n"
    assert entry(deep, ("b",), PAIR, after="a") == (
        "b:\n    a: 5\n    new:\n      x: 1\n      y: 2\nc: 1\n"
    )


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("a:\n  - x: 0\nb: 2\n", "a:\n  - x: 0\n  - x: 1\n    y: 2\nb: 2\n"),
        ("a:\n- x: 0\n", "a:\n- x: 0\n- x: 1\n  y: 2\n"),
        ("a:\n  - x: 0 # why\n    # more\nb: 2\n", "a:\n  - x: 0 # why\n    # more\n  - x: 1\n    y: 2\nb: 2\n"),
        ("a: [{x: 0}] # why\n", "a: [{x: 0}, {x: 1, y: 2}] # why\n"),
        ("a: [] # why\nb: 2\n", "a: # why\n  - x: 1\n    y: 2\nb: 2\n"),
        ("{a: []}\n", "{a: [{x: 1, y: 2}]}\n"),
        ("{a: [{x: 0}]}\n", "{a: [{x: 0}, {x: 1, y: 2}]}\n"),
    ],
)  # fmt: skip
def test_an_item_is_written_at_the_end_of_its_list(before: str, expected: str) -> None:
    assert item(before, ("a",)) == expected


def test_a_list_of_plain_items_grows_too() -> None:
    assert item("a:\n  - one\n", ("a",), ONE) == "a:\n  - one\n  - 1\n"


def test_a_list_is_written_for_what_is_no_list_yet() -> None:
    assert value("a: {unknown: x}\nb: 2\n", ("a",), ITEMS) == "a:\n  - x: 1\nb: 2\n"


@pytest.mark.parametrize("mark", ["\x85", "\u2028"])
def test_other_line_ends_in_a_comment_shift_nothing(mark: str) -> None:
    before = f"a: 5 # one{mark}b: {{}} # why\nc: 3\n"
    assert value(before, ("b",), PAIR) == f"a: 5 # one{mark}b: # why\n  x: 1\n  y: 2\nc: 3\n"
