"""A Layout knows what stands where: quotes, comments, blank lines."""

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist_engine.formats.yaml_layout import Block, Entry, Flow, FlowPart, Layout, Scalar
from checklist_engine.formats.yaml_layout_reader import read_layout
from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.ground.errors import InvalidFile


def layout(text: str) -> Layout:
    found = read_layout(dedent(text).removeprefix("\n"))
    assert found is not None
    return found


def entries(value: object) -> tuple[Entry, ...]:
    assert isinstance(value, Block)
    return value.entries


def entry(text: str, *steps: int) -> Entry:
    """The entry at these positions, from the root."""
    found = layout(text).root
    for step in steps:
        found = entries(found.value)[step]
    return found


def scalar(source: str, value: str | None = None, style: str = "") -> Scalar:
    return Scalar(source=source, value=source if value is None else value, style=style, indent=0)


def words(entry: Entry) -> tuple[list[str], list[str]]:
    """The comments above and below an entry."""
    return [each.text for each in entry.above], [each.text for each in entry.below]


def test_a_text_without_a_value_has_no_layout() -> None:
    assert read_layout("---\n") is None
    assert read_layout("# 注釈\n") is None


def test_scalars_keep_how_they_are_written() -> None:
    found = entries(layout("""a: 'b'\n"c": "d\\n"\ne: 12\n""").root.value)
    assert [each.key for each in found] == [scalar("a"), scalar('"c"', "c", '"'), scalar("e")]
    assert [each.value for each in found] == [
        scalar("'b'", "b", "'"),
        scalar('"d\\n"', "d\n", '"'),
        scalar("12"),
    ]


def test_a_value_that_is_left_out_is_none() -> None:
    assert [each.value for each in entries(layout("a:\nb: ~\n? c\n").root.value)] == [
        None,
        scalar("~"),
        None,
    ]
    assert [each.value for each in entries(layout("-\n- a\n-\n").root.value)] == [
        None,
        scalar("a"),
        None,
    ]


def test_a_list_may_stand_as_far_left_as_its_key() -> None:
    found = layout("a:\n- 1\n-\n- 2\nb:\n  - 3\n")
    assert [each.key and each.key.value for each in entries(found.root.value)] == ["a", "b"]
    assert len(entries(entries(found.root.value)[0].value)) == 3


def test_a_value_on_a_line_of_its_own_is_apart() -> None:
    assert entry("a:\n  b\n", 0).apart
    assert entry("- # 注釈\n  [b]\n", 0).apart
    assert not entry("a: b\n", 0).apart


def test_parts_of_brackets_know_their_line_breaks() -> None:
    found = entry("a: [b,\n    c:\n\n      d,  # 一\n  # 二\n  ]\n", 0).value
    assert isinstance(found, Flow)
    assert [(part.content, part.breaks) for part in found.parts] == [
        ("[", 0),
        (scalar("b"), 0),
        (",", 0),
        (scalar("c"), 1),
        (":", 0),
        (scalar("d"), 2),
        (",", 0),
        ("# 一", 0),
        ("# 二", 1),
        ("]", 1),
    ]
    assert found.parts[-1] == FlowPart(content="]", breaks=1, column=2)


def test_a_block_text_ends_with_its_last_line_unless_it_keeps_blank_ones() -> None:
    text = """
    a: |
      一

        二

    b: |+
      三

    c: >-  # 見出し
      四
    """
    found = entries(layout(text).root.value)
    assert [each.value.source for each in found if isinstance(each.value, Scalar)] == [
        "|\n  一\n\n    二",
        "|+\n  三\n",
        ">-  # 見出し\n  四",
    ]
    assert [each.after_blank for each in found] == [False, True, False]


@pytest.mark.parametrize(
    ("source", "indicators", "keeps", "indent"),
    [
        ("|\n    a", "", False, 4),
        ("|\n\n   a\n  ", "", False, 3),
        ("|2-\n    a", "2-", False, 4),
        (">+3\n     a", "+3", True, 5),
        ("|+\n\n  ", "+", True, 2),
        ("|", "", False, 0),
    ],
)
def test_a_block_text_tells_its_indentation(
    source: str, indicators: str, *, keeps: bool, indent: int
) -> None:
    found = Scalar(source=source, value="", style=source[0], indent=2)
    assert found.is_block
    assert (found.indicators, found.keeps_blanks, found.content_indent()) == (
        indicators,
        keeps,
        indent,
    )


def test_what_is_no_block_text_has_no_indicators() -> None:
    found = scalar("'|+'", "|+", "'")
    assert (found.is_block, found.indicators, found.keeps_blanks) == (False, "", False)


def test_comments_belong_to_what_they_stand_at() -> None:
    text = """
    a:  # a の横
      # b の上
      b: 1  # b の後
        # b の下
      # a の終わり
    # c の上
    c:
      # c の値の上
      [1]  # c の後
    # 終わり
    """
    a, c = entry(text, 0), entry(text, 1)
    b = entry(text, 0, 0)
    assert (a.beside, b.tail, c.tail) == ("# a の横", "# b の後", "# c の後")
    assert words(b) == (["# b の上"], ["# b の下"])
    assert isinstance(a.value, Block)
    assert [each.text for each in a.value.below] == ["# a の終わり"]
    assert words(c) == (["# c の上"], [])
    assert [each.text for each in c.before_value] == ["# c の値の上"]
    root = layout(text).root.value
    assert isinstance(root, Block)
    assert [each.text for each in root.below] == ["# 終わり"]
    assert len(layout(text).comments) == 9


def test_comments_below_a_list_that_is_not_indented_belong_to_what_follows() -> None:
    text = "a:\n- 1\n  # 一の下\n# b の上\nb: 2\n"
    assert words(entry(text, 0, 0)) == ([], ["# 一の下"])
    assert words(entry(text, 1)) == (["# b の上"], [])


@pytest.mark.parametrize(
    ("text", "heading", "first", "blank"),
    [
        ("# 一\n# 二\na: 1\n", ["# 一", "# 二"], [], False),
        ("# 一\n\na: 1\n", ["# 一"], [], True),
        ("# 一\n\n# 二\na: 1\n", ["# 一"], ["# 二"], True),
        ("# 一\n\n# 二\n\na: 1\n", ["# 一", "# 二"], [], True),
        ("# 一\n\n# 二\n\n# 三\n# 四\na: 1\n", ["# 一", "# 二"], ["# 三", "# 四"], True),
        ("\n# 一\na: 1\n", ["# 一"], [], False),
        ("--- # 一\n# 二\na: 1\n", ["# 一", "# 二"], [], False),
        ("a: 1\n", [], [], False),
        ("\n\na: 1\n", [], [], False),
    ],
)
def test_the_heading_of_a_file_ends_at_its_last_blank_line(
    text: str, heading: list[str], first: list[str], *, blank: bool
) -> None:
    root = layout(text).root
    assert ([each.text for each in root.above], root.after_blank) == (heading, blank)
    assert words(entry(text, 0)) == (first, [])


def test_directives_are_kept_with_what_stands_among_them() -> None:
    found = layout("# 一\n%YAML 1.1  # 二\n# 三\n---  # 四\na: 1\n...\n# 五\n")
    assert found.directives == "# 一\n%YAML 1.1  # 二\n# 三\n---"
    assert [each.text for each in found.root.above] == ["# 四"]
    assert [each.text for each in found.root.below] == ["# 五"]


def test_a_question_mark_leaves_its_comments_above() -> None:
    text = "# 一\n? # 二\n  a # 三\n# 四\n: # 五\n  b # 六\n"
    found = entry(text, 0)
    assert words(found)[0] == ["# 二", "# 三", "# 四"]
    assert (found.beside, found.tail) == ("# 五", "# 六")
    assert [each.text for each in layout(text).root.above] == ["# 一"]


@given(
    st.lists(
        st.sampled_from(["a: 1", "- b", "# 注", "  # 注", "", "  c: [", " ]", "d: |", "  e", "f:"])
    )
)
def test_no_comment_is_lost_and_none_is_made_up(lines: list[str]) -> None:
    text = "\n".join(lines) + "\n"
    try:
        parse_yaml(text, "x.yaml")
    except InvalidFile:
        return
    found = read_layout(text)
    if found is None:
        return
    # In a block text, what looks like a comment is none.
    assert len(found.comments) <= sum(line.strip() == "# 注" for line in lines)
    if "d: |" not in lines:
        assert len(found.comments) == sum(line.strip() == "# 注" for line in lines)
