"""Comments are found where YAML has them, and nowhere else."""

import pytest

from checklist_engine.formats.json_text import parse_json
from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.lint.comments import comments


def found(text: str) -> list[tuple[int, int, str, bool]]:
    document = parse_yaml(text, "f.yaml")
    return [(each.line, each.column, each.text, each.alone) for each in comments(document)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# top\na: 1\n", [(1, 1, "# top", True)]),
        ("a: 1 # end\n", [(1, 6, "# end", False)]),
        ("a: 1\t# end\n", [(1, 6, "# end", False)]),
        ("a: 1 # end", [(1, 6, "# end", False)]),
        ("a: # end\n  b: 1\n", [(1, 4, "# end", False)]),
        ("a:   # blank\n", [(1, 6, "# blank", False)]),
        ("a: 1\n  # inside\nb: 2\n", [(2, 3, "# inside", True)]),
        (
            "a:\n  - 1 # one\n  # between\n  - 2\n",
            [(2, 7, "# one", False), (3, 3, "# between", True)],
        ),
        ("a: {x: 1, # in a flow\n  y: 2}\n", [(1, 11, "# in a flow", False)]),
        (
            "a: | # header\n  text\n# after\nb: 1\n",
            [(1, 6, "# header", False), (3, 1, "# after", True)],
        ),
        ("a: 'x' # one # two\n", [(1, 8, "# one # two", False)]),
        ("a: 手順 #3 を\n", [(1, 7, "#3 を", False)]),
    ],
)
def test_a_comment_begins_at_a_mark_after_a_blank(
    text: str, expected: list[tuple[int, int, str, bool]]
) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a: x#y\n",
        "a#b: 1\n",
        'a: "x # y"\n',
        "a: 'x # y'\n",
        '"a # b": 1\n',
        "a: |\n  x # y\n  # z\n",
        "a: >-\n  x\n  # z\n",
        'a: "x\n  # y\n  z"\n',
        "a: {'x # y': [\"# z\"]}\n",
    ],
)
def test_a_mark_inside_a_text_begins_none(text: str) -> None:
    assert found(text) == []


def test_json_has_no_comments() -> None:
    assert comments(parse_json('{"a": "x # y"}', "f.json")) == ()


def test_a_comment_knows_its_place() -> None:
    document = parse_yaml("a: 1  # 注釈\n", "f.yaml")
    [comment] = comments(document)
    place = comment.place(document)
    assert (str(place), place.end_column, place.excerpt) == ("f.yaml:1:7", 11, "a: 1  # 注釈")
