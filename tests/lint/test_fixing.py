"""Edits are made together where they do not meet, and a file comes out as it was otherwise."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist_engine.formats.document import split_lines
from checklist_engine.ground.places import Place, Span
from checklist_engine.lint.check import Edit, Severity
from checklist_engine.lint.fixing import Mending, mended, mended_content, mendings
from checklist_engine.lint.message import Message

TEXT = "a: 1\nb: 二\nc: 3\n"


def edit(text: str, *where: int, file: str = "f.yaml") -> Edit:
    line, column, end_line, end_column = where
    span = Span(line=line, column=column, end_line=end_line, end_column=end_column)
    return Edit(file=file, span=span, text=text)


def message(*edits: Edit, file: str = "f.yaml") -> Message:
    place = Place(file=file, line=1, column=1, end_column=2)
    return Message(code="W510", severity=Severity.WARNING, place=place, message="文", edits=edits)


@pytest.mark.parametrize(
    ("edits", "after"),
    [
        ([edit("one", 1, 4, 1, 5)], "a: one\nb: 二\nc: 3\n"),
        ([edit("", 1, 1, 2, 1)], "b: 二\nc: 3\n"),
        ([edit("x", 1, 4, 1, 5), edit("y", 3, 4, 3, 5)], "a: x\nb: 二\nc: y\n"),
        ([edit("y", 3, 4, 3, 5), edit("x", 1, 4, 1, 5)], "a: x\nb: 二\nc: y\n"),
        ([edit("a: 1\nb: 2", 1, 1, 2, 5)], "a: 1\nb: 2\nc: 3\n"),
        ([edit("", 3, 1, 4, 1)], "a: 1\nb: 二\n"),
        ([edit(" # end", 3, 5, 3, 5)], "a: 1\nb: 二\nc: 3 # end\n"),
    ],
)
def test_edits_are_made_at_their_places(edits: list[Edit], after: str) -> None:
    assert mended(TEXT, edits) == after


def test_line_ends_stay_as_they_are() -> None:
    text = TEXT.replace("\n", "\r\n")
    assert mended(text, [edit("x\ny", 2, 4, 2, 5)]) == "a: 1\r\nb: x\r\ny\r\nc: 3\r\n"
    mixed = "a: 1\rb: 2\nc: 3\u2028d: 4\x85e: 5"
    assert mended(mixed, [edit("x", 5, 4, 5, 5)]) == "a: 1\rb: 2\nc: 3\u2028d: 4\x85e: x"


@given(text=st.text(alphabet="ab\n\r\x85\u2028 "), data=st.data())
def test_an_edit_changes_nothing_else(text: str, data: st.DataObject) -> None:
    lines = split_lines(text.replace("\r\n", "\n").replace("\r", "\n"))
    line = data.draw(st.integers(1, len(lines)))
    start = data.draw(st.integers(1, len(lines[line - 1]) + 1))
    end = data.draw(st.integers(start, len(lines[line - 1]) + 1))
    same = edit(lines[line - 1][start - 1 : end - 1], line, start, line, end)
    assert mended(text, [same]) == text


def test_of_edits_that_meet_the_first_is_made() -> None:
    one, two = edit("x", 1, 1, 1, 5), edit("y", 1, 4, 1, 5)
    [found] = mendings([message(one), message(two)], ["f.yaml"])
    assert found == Mending(file="f.yaml", edits=(one,), messages=(message(one),))


def test_the_same_edit_twice_settles_both() -> None:
    one = edit("x", 1, 1, 1, 5)
    both = [message(one), replace(message(one), message="別の文")]
    [found] = mendings(both, ["f.yaml"])
    assert (found.edits, found.messages) == ((one,), tuple(both))


def test_edits_side_by_side_do_not_meet() -> None:
    one, two = edit("x", 1, 1, 1, 3), edit("y", 1, 3, 1, 5)
    [found] = mendings([message(one, two)], ["f.yaml"])
    assert set(found.edits) == {one, two}


def test_a_message_is_settled_whole_or_not_at_all() -> None:
    here, there = edit("x", 1, 1, 1, 3), edit("y", 1, 1, 1, 3, file="g.yaml")
    assert mendings([message(here, there)], ["f.yaml"]) == ()
    assert [each.file for each in mendings([message(here, there)], ["f.yaml", "g.yaml"])] == [
        "f.yaml",
        "g.yaml",
    ]


def test_a_message_without_edits_is_left_alone() -> None:
    assert mendings([message()], ["f.yaml"]) == ()


def content(raw: bytes, *edits: Edit, seen: str = TEXT) -> bytes | None:
    return mended_content(raw, Mending(file="f.yaml", edits=edits, messages=()), seen)


def test_marks_and_line_ends_of_a_file_are_kept() -> None:
    raw = b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode()
    after = content(raw, edit("x", 1, 4, 1, 5))
    assert after == b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").replace("1", "x").encode()


def test_a_file_that_is_not_as_it_was_is_left_alone() -> None:
    assert content(b"other: 1\n", edit("x", 1, 4, 1, 5)) is None
    assert content(b"\xff\xfe", edit("x", 1, 4, 1, 5)) is None


def test_what_could_not_be_read_afterwards_is_not_written() -> None:
    assert content(TEXT.encode(), edit("[", 1, 4, 1, 5)) is None
    assert content(TEXT.encode(), edit("a", 2, 1, 2, 2)) is None
