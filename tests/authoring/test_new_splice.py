"""New entries come last, and nothing else in the file changes, comments least of all."""

from collections.abc import Sequence
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from untidy import Untidy

from checklist_engine.authoring.formatting.formatted import same
from checklist_engine.authoring.scaffolding.splice import Spliced, with_entry, with_item
from checklist_engine.formats.yaml_layout_reader import read_layout
from checklist_engine.formats.yaml_text import parse_yaml

ITEM = ["- id: n", '  label: "新: い"', "  fields:", "    - {id: x}"]
ENTRY = ["n-w:", '  text: "新: い"', "  due: {months: 6}"]


def shown(spliced: Spliced) -> list[str]:
    """The lines that are said to be new."""
    lines = spliced.text.split("\n")
    return [lines[number - 1] for number in spliced.new]


def item_added(before: str, lines: Sequence[str] = ITEM) -> Spliced:
    return with_item(parse_yaml(dedent(before).removeprefix("\n"), "x.yaml"), "facts", lines)


def entry_added(before: str) -> Spliced:
    return with_entry(parse_yaml(dedent(before).removeprefix("\n"), "x.yaml"), ENTRY)


def test_an_item_comes_last_in_its_list_as_far_right_as_the_others() -> None:
    spliced = item_added(
        """
        facts:
            - id: a   # a の横
              label: 名
              # a の終わり

            # 一覧の終わり
        section: {id: s}
        """
    )
    assert spliced.text == dedent(
        """\
        facts:
            - id: a   # a の横
              label: 名
              # a の終わり
            - id: n
              label: "新: い"
              fields:
                - {id: x}

            # 一覧の終わり
        section: {id: s}
        """
    )
    assert shown(spliced) == [f"    {line}" for line in ITEM]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("facts:\n- id: a\nb: 1\n", "facts:\n- id: a\n- id: new\nb: 1\n"),
        ("facts:\n  - a:\n      b:", "facts:\n  - a:\n      b:\n  - id: new\n"),
        ("facts:\n  - |\n    x\n\nb: 1\n", "facts:\n  - |\n    x\n\n  - id: new\nb: 1\n"),
        ("facts:\n  - {a: [1,\n    2]}  # c\n", "facts:\n  - {a: [1,\n    2]}  # c\n  - id: new\n"),
        ("facts: []\n", "facts:\n  - id: new\n"),
        ("facts:   []  # まだ\nb: 1\n", "facts:\n  - id: new  # まだ\nb: 1\n"),
        ("facts: [{id: a}]\n", "facts: [{id: a}, {id: new}]\n"),
        ("facts: [a,\n  b,  # c\n  ]\n", "facts: [a,\n  b, {id: new},  # c\n  ]\n"),
        ("{facts: [[1]], b: 1}", "{facts: [[1], {id: new}], b: 1}"),
        ("{facts: [ ], b: 1}", "{facts: [ {id: new}], b: 1}"),
    ],
)
def test_a_list_may_be_written_in_any_way(before: str, after: str) -> None:
    spliced = item_added(before, ["- id: new"])
    assert spliced.text == after
    assert "id: new" in "".join(shown(spliced))


def test_an_entry_comes_last_and_above_what_is_said_at_the_end_of_the_file() -> None:
    spliced = entry_added(
        """
        # 見出し
        a-b:
          text: 文  # 横
          # a-b の終わり
        # 終わり
        """
    )
    assert spliced.text == dedent(
        """\
        # 見出し
        a-b:
          text: 文  # 横
          # a-b の終わり
        n-w:
          text: "新: い"
          due: {months: 6}
        # 終わり
        """
    )
    assert shown(spliced) == ENTRY


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1", "a: 1\n" + "\n".join(ENTRY) + "\n"),
        (
            "  a:\n    b: 1\n...\n",
            "  a:\n    b: 1\n" + "".join(f"  {line}\n" for line in ENTRY) + "...\n",
        ),
        ("{}\n", "\n".join(ENTRY) + "\n"),
        ("{a: {b: 1},\n}\n", '{a: {b: 1}, n-w: {text: "新: い", due: {months: 6}},\n}\n'),
    ],
)
def test_a_catalogue_may_be_written_in_any_way(before: str, after: str) -> None:
    assert entry_added(before).text == after


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from("abc"), st.sampled_from([1, "x", None, [1], {"y": 2}]), min_size=1
        ),
        max_size=3,
    ),
    st.integers(),
)
@settings(max_examples=150, deadline=None)
def test_whatever_the_style_only_the_item_is_new(items: list[dict[str, object]], seed: int) -> None:
    root = {"section": {"id": "s"}, "facts": items}
    text = Untidy(seed).text(root)
    document = parse_yaml(text, "x.yaml")
    spliced = with_item(document, "facts", ITEM)
    added = parse_yaml("\n".join(ITEM), "x.yaml").root
    assert isinstance(added, list)
    assert same(parse_yaml(spliced.text, "x.yaml").root, {**root, "facts": [*items, *added]})
    before, after = read_layout(text), read_layout(spliced.text)
    assert before is not None
    assert after is not None
    assert sorted(before.comments) == sorted(after.comments)
    # Only the line with the brackets of a list may be another.
    gone = {*text.split("\n")} - {*spliced.text.split("\n")}
    assert len(gone) <= 1
