"""JSON with places: what it reads, where each value stands, what it says of a broken text."""

from contextlib import suppress
from decimal import Decimal

import pytest

from checklist_engine.formats.document import Document
from checklist_engine.formats.json_text import DEEPEST, parse_json
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.ground.places import Pointer, Span


def faults(text: str) -> tuple[Diagnostic, ...]:
    with pytest.raises(InvalidFile) as caught:
        parse_json(text, "a.json")
    return caught.value.diagnostics


def source(document: Document, span: Span) -> str:
    lines = document.text.split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("null", None),
        ("true", True),
        (" false\n", False),
        ("0", 0),
        ("-12", -12),
        ("0.10", Decimal("0.10")),
        ("1e3", Decimal("1E+3")),
        ("-1.5E-2", Decimal("-0.015")),
        ('""', ""),
        ('"設置国"', "設置国"),
        (r'"\"\\\/\b\f\n\r\t"', '"\\/\b\f\n\r\t'),
        (r'"\u3042"', "あ"),
        (r'"\ud83d\ude00"', "😀"),
        (r'"\ud83d"', "�"),
        (r'"\ude00x"', "�x"),
        ("[]", []),
        ("{}", {}),
        ('[1, [2], {"a": [null]}]', [1, [2], {"a": [None]}]),
    ],
)
def test_a_json_text_is_read_exactly(text: str, value: object) -> None:
    found = parse_json(text, "a.json").root
    assert found == value
    assert type(found) is type(value)


def test_numbers_keep_every_digit() -> None:
    assert str(parse_json("1.10", "a.json").root) == "1.10"
    assert parse_json("0.1", "a.json").root == Decimal("0.1")


def test_a_number_of_5_000_digits_is_read_or_refused_but_is_no_fault_of_ours() -> None:
    with suppress(InvalidFile):
        parse_json('{"a": ' + "9" * 5_000 + "}", "a.json")


TEXT = """\
{
  "id": "sub-003",
  "basis": [1, "法律", {"clause": null}],
  "empty": {}
}
"""


@pytest.mark.parametrize(
    ("pointer", "written"),
    [
        (("id",), '"sub-003"'),
        (("basis",), '[1, "法律", {"clause": null}]'),
        (("basis", 0), "1"),
        (("basis", 1), '"法律"'),
        (("basis", 2, "clause"), "null"),
        (("empty",), "{}"),
        ((), TEXT.strip()),
    ],
)
def test_every_value_has_the_span_of_its_text(pointer: Pointer, written: str) -> None:
    document = parse_json(TEXT, "a.json")
    assert source(document, document.spans[pointer]) == written


def test_every_key_has_the_span_of_its_text() -> None:
    document = parse_json(TEXT, "a.json")
    assert {
        pointer: source(document, span) for pointer, span in document.key_spans.items()
    } == {
        ("id",): '"id"',
        ("basis",): '"basis"',
        ("basis", 2, "clause"): '"clause"',
        ("empty",): '"empty"',
    }  # fmt: skip


def test_a_line_of_json_lines_stands_where_it_is_in_its_file() -> None:
    document = parse_json('{"a": [1]}', "cases.jsonl", first_line=7)
    place = document.place(("a", 0))
    assert (place.line, place.column, place.excerpt) == (7, 8, '{"a": [1]}')
    with pytest.raises(InvalidFile, match=r"cases\.jsonl:7:8: E115"):
        parse_json('{"a": [x]}', "cases.jsonl", first_line=7)


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("", 1, 1, "値が正しく"),
        ('{"a": 1,}', 1, 9, "項目の名前"),
        ("[1,]", 1, 4, "値がありません"),
        ("[,]", 1, 2, "値がありません"),
        ("[1 2]", 1, 4, "「,」か「]」"),
        ('{"a" 1}', 1, 6, "「:」"),
        ("{a: 1}", 1, 2, "項目の名前"),
        ("{'a': 1}", 1, 2, "項目の名前"),
        ("[1", 1, 3, "「,」か「]」"),
        ('{"a": 1', 1, 8, "「,」か「}」"),
        ('{"a":\n  1]', 2, 4, "「,」か「}」"),
        ('"x', 1, 1, "値が正しく"),
        ('"a\tb"', 1, 1, "値が正しく"),
        (r'"\x"', 1, 1, "値が正しく"),
        ("[01]", 1, 2, "値が正しく"),
        ("[1.]", 1, 2, "値が正しく"),
        ("NaN", 1, 1, "値が正しく"),
        ("// 注釈\n1", 1, 1, "値が正しく"),
        ("[1] 2", 1, 5, "余分な文字"),
        ('{"a":　1}', 1, 6, "値が正しく"),
        ("1　", 1, 2, "余分な文字"),
    ],
)
def test_a_broken_text_is_told_at_its_place(text: str, line: int, column: int, words: str) -> None:
    (fault,) = faults(text)
    assert (fault.code, fault.place.line, fault.place.column) == ("E115", line, column)
    assert words in fault.message
    assert fault.hint


def test_the_line_that_is_shown_is_the_line_that_is_meant() -> None:
    (fault,) = faults('["\u2028",\n x]')
    assert (fault.place.line, fault.place.column, fault.place.excerpt) == (2, 2, " x]")


def test_duplicate_keys_are_all_told_at_their_places() -> None:
    found = faults('{"a": 1,\n "b": {"c": 1, "c": 2},\n "a": 3}')
    assert [(each.code, each.place.line, each.place.column) for each in found] == [
        ("E110", 2, 16),
        ("E110", 3, 2),
    ]
    assert all(each.hint == "どちらか一つにしてください" for each in found)


def test_duplicates_before_a_broken_spot_are_told_with_it() -> None:
    assert [each.code for each in faults('{"a": 1, "a": 2, x}')] == ["E110", "E115"]


def test_nesting_ends_at_its_deepest_level() -> None:
    parse_json("[" * DEEPEST + "]" * DEEPEST, "a.json")
    (fault,) = faults("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1))
    assert fault.code == "E114"
    assert fault.hint is not None
    assert "括弧" in fault.hint


@pytest.mark.parametrize("text", ["[" * 30_000, '{"a":' * 30_000])
def test_30_000_levels_are_refused_and_crash_nothing(text: str) -> None:
    assert [each.code for each in faults(text)] == ["E114"]
