"""A text as it is written: where a stretch of it stands, and how it is changed in its quotes."""

import re

import pytest

from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.lint.fixing import mended
from checklist_engine.lint.wording import rewritten, stretch, written


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("a: 手順\n", "手順"),
        ('a: "手順 # 一"  # x\n', '"手順 # 一"'),
        ("a: one\n  two\n", "one\n  two"),
        ("a: |\n  one\n  two\nb: 1\n", "|\n  one\n  two\n"),
        ("a: |\n  one", "|\n  one"),
        ("a: [1,\n  2]\n", "[1,\n  2]"),
    ],
)
def test_what_is_written_is_given_as_it_stands(text: str, source: str) -> None:
    document = parse_yaml(text, "f.yaml")
    assert written(document, document.spans[("a",)]) == source


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: 手順を守る\n", "f.yaml:1:6"),
        ('a: "手順を守る"\n', "f.yaml:1:7"),
        ("a: '手順を守る'\n", "f.yaml:1:7"),
        ("b: 1\na: {x: 手順を守る}\n", "f.yaml:2:10"),
        ("a: |\n  一行目\n  手順を守る\n", "f.yaml:3:5"),
        ("a: >-\n  一行目\n  手順を守る\n", "f.yaml:3:5"),
        ("a: 一行目\n  手順を守る\n", "f.yaml:2:5"),
        ('a: "手\\u9806を守る"\n', "f.yaml:1:12"),
    ],
)
def test_a_stretch_of_a_text_is_found_where_it_stands(text: str, place: str) -> None:
    document = parse_yaml(text, "f.yaml")
    pointer = ("a", "x") if "x:" in text else ("a",)
    value = document.root["a"]  # type: ignore[index]
    words = value["x"] if isinstance(value, dict) else value
    [found] = re.finditer("を守る", words)
    at = stretch(document, pointer, found)
    assert str(at) == place
    assert at.excerpt[at.column - 1 : at.end_column - 1] == "を守る"


def test_what_is_written_otherwise_is_shown_whole() -> None:
    document = parse_yaml('a: "\\u624b\\u9806"\n', "f.yaml")
    [found] = re.finditer("手", "手順")
    assert stretch(document, ("a",), found) == document.place(("a",))


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("a: Ｘ  # Ｘ\n", "a: x  # Ｘ\n"),
        ('a: "Ｘ \\n"\n', 'a: "x \\n"\n'),
        ("a: |\n  Ｘ\n  y\nb: Ｘ\n", "a: |\n  x\n  y\nb: Ｘ\n"),
        ("a: y\n", "a: y\n"),
    ],
)
def test_a_text_is_changed_inside_its_quotes(text: str, after: str) -> None:
    document = parse_yaml(text, "f.yaml")
    edits = rewritten(document, ("a",), lambda source: source.replace("Ｘ", "x"))
    assert mended(text, edits) == after


@pytest.mark.parametrize("value", ["12", "true", "null", "0.5"])
def test_a_text_stays_a_text(value: str) -> None:
    document = parse_yaml("a: Ｘ\n", "f.yaml")
    edits = rewritten(document, ("a",), lambda _: value)
    assert parse_yaml(mended(document.text, edits), "f.yaml").root == {"a": value}


def test_what_is_not_there_is_not_changed() -> None:
    document = parse_yaml("a: 1\n", "f.yaml")
    assert rewritten(document, ("b",), str.upper) == ()
