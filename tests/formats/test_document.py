"""Documents and cursors: every value knows where it stands."""

import pytest

from checklist_engine.formats.document import Cursor, Document, place_in, split_lines
from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.ground.places import Place, Span

TEXT = """\
id: sub-003
weight: 3
basis:
  - document: 法律
    clause: 第66条
blank:
"""


@pytest.fixture
def document() -> Document:
    return parse_yaml(TEXT, "sub-003.yaml")


@pytest.fixture
def cursor(document: Document) -> Cursor:
    return document.cursor()


def test_a_value_has_the_place_of_its_text(document: Document) -> None:
    assert document.place(("basis", 0, "clause")) == Place(
        file="sub-003.yaml", line=5, column=13, end_column=17, excerpt="    clause: 第66条"
    )


def test_a_key_has_a_place_of_its_own(document: Document) -> None:
    place = document.key_place(("basis", 0, "clause"))
    assert (place.line, place.column, place.end_column) == (5, 5, 11)


def test_an_unknown_pointer_has_the_place_of_what_is_around_it(document: Document) -> None:
    assert document.place(("weight", "x", 3)) == document.place(("weight",))


def test_an_item_of_a_list_has_no_key_and_shows_itself(document: Document) -> None:
    assert document.key_place(("basis", 0)) == document.place(("basis", 0))


def test_a_value_on_several_lines_shows_its_first_one_to_the_end(document: Document) -> None:
    place = document.place(("basis", 0))
    assert (place.line, place.column, place.excerpt) == (4, 5, "  - document: 法律")
    assert place.end_column == len(place.excerpt) + 1


def test_a_place_without_a_span_is_the_file() -> None:
    assert place_in("a.yaml", ("x",), None) == Place(file="a.yaml")


def test_a_span_beyond_the_text_shows_no_line() -> None:
    span = Span(line=9, column=1, end_line=9, end_column=2)
    assert place_in("a.yaml", ("x",), span).excerpt == ""


def test_lines_are_counted_as_yaml_counts_them() -> None:
    assert split_lines("a\nb\x85c\u2028d\u2029e\x0bf\x0cg") == ("a", "b", "c", "d", "e\x0bf\x0cg")


def test_a_cursor_walks_by_keys_and_positions(cursor: Cursor) -> None:
    assert cursor["id"].text == "sub-003"
    assert cursor["weight"].integer == 3
    clause = cursor["basis"][0]["clause"]
    assert (clause.key, clause.text, clause.place.line) == ("clause", "第66条", 5)


def test_a_blank_entry_is_as_good_as_none(cursor: Cursor) -> None:
    assert "blank" not in cursor
    assert cursor.get("blank") is None
    assert cursor.get_text("blank") is None
    assert list(cursor.listed("blank")) == []
    assert cursor["blank"].value is None


def test_what_is_there_is_got(cursor: Cursor) -> None:
    found = cursor.get("id")
    assert found is not None
    assert found.text == cursor.get_text("id") == "sub-003"
    assert [item["document"].text for item in cursor.listed("basis")] == ["法律"]


def test_entries_stand_in_the_order_of_the_file(cursor: Cursor) -> None:
    assert [entry.key for entry in cursor.entries()] == ["id", "weight", "basis", "blank"]


def test_nothing_is_in_a_value_that_is_no_mapping(cursor: Cursor) -> None:
    assert "s" not in cursor["id"]
    assert cursor["id"].get("s") is None


def test_a_value_of_another_type_than_the_schema_says_is_a_fault_of_ours(cursor: Cursor) -> None:
    with pytest.raises(TypeError, match="not int"):
        _ = cursor["id"].integer


def test_a_fault_stands_at_the_value_or_at_its_key(cursor: Cursor) -> None:
    weight = cursor["weight"]
    assert (weight.fault("E299", "m").place.column, weight.key_fault("E299", "m").place.column) == (
        9,
        1,
    )
    assert weight.fault("E299", "m", "h").hint == "h"
