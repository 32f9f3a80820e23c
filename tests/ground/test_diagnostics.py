"""Diagnostics as a person sees them: the place, the line, the underline, the way out."""

import pytest

from checklist_engine.ground.diagnostics import Diagnostic, in_order
from checklist_engine.ground.places import Place


def underlined(excerpt: str, column: int, end_column: int) -> list[str]:
    place = Place(file="a.yaml", line=7, column=column, end_column=end_column, excerpt=excerpt)
    return str(Diagnostic(code="E203", message="だめ", place=place)).splitlines()[1:]


def test_a_diagnostic_shows_place_line_underline_and_hint() -> None:
    place = Place(
        file="rules/hst-001.yaml",
        line=12,
        column=11,
        end_column=25,
        excerpt="require: {hosting.contry: JP}",
    )
    diagnostic = Diagnostic(
        code="E203",
        message="事実「hosting.contry」は語彙にありません",
        place=place,
        hint="「hosting.country」（サーバーの設置国）ではありませんか",
    )
    assert str(diagnostic) == (
        "rules/hst-001.yaml:12:11: E203 事実「hosting.contry」は語彙にありません\n"
        "12 | require: {hosting.contry: JP}\n"
        "   |           ^^^^^^^^^^^^^^\n"
        "   = ヒント: 「hosting.country」（サーバーの設置国）ではありませんか"
    )


def test_a_full_width_character_takes_two_marks() -> None:
    assert underlined("label: 設置国、US", 8, 11) == [
        " 7 | label: 設置国、US",
        "   |        ^^^^^^",
    ]


def test_full_width_text_before_the_place_moves_the_underline() -> None:
    assert underlined("題名 ： あ", 4, 5) == [
        " 7 | 題名 ： あ",
        "   |      ^^",
    ]


def test_a_tab_is_shown_as_one_space_and_the_underline_stays_below_its_text() -> None:
    assert underlined("\tid: x", 2, 4) == [
        " 7 |  id: x",
        "   |  ^^",
    ]


def test_a_place_at_the_end_of_a_line_is_marked_after_it() -> None:
    assert underlined("a:", 3, 4) == [
        " 7 | a:",
        "   |   ^",
    ]


def test_a_place_without_extent_has_one_mark() -> None:
    assert underlined("a: b", 1, 1)[1] == "   | ^"


@pytest.mark.parametrize("column", [1, 60, 250, 499])
def test_of_a_long_line_the_part_around_the_place_is_shown(column: int) -> None:
    line = "".join(f"{number:03} " for number in range(125))
    excerpt, marks = underlined(line, column, column + 1)
    assert len(excerpt) <= 105
    position = marks.index("^")
    assert excerpt[position] == line[column - 1]


def test_a_file_as_a_whole_has_no_line_to_show() -> None:
    assert str(Diagnostic(code="E101", message="だめ", place=Place(file="a.yaml"))) == (
        "a.yaml: E101 だめ"
    )


def test_diagnostics_stand_by_file_line_and_column() -> None:
    faults = [
        Diagnostic(code="E203", message="m", place=Place(file=file, line=line, column=column))
        for file, line, column in [("b", 1, 1), ("a", 2, 1), ("a", 1, 9), ("a", 1, 2)]
    ]
    places = [str(each.place) for each in in_order(faults)]
    assert places == ["a:1:2", "a:1:9", "a:2:1", "b:1:1"]


def test_what_cannot_be_read_comes_first_for_it_may_explain_the_rest() -> None:
    reading = Diagnostic(code="E107", message="m", place=Place(file="z", line=9))
    meaning = Diagnostic(code="E203", message="m", place=Place(file="a", line=1))
    assert in_order([meaning, reading]) == (reading, meaning)


def test_the_same_fault_is_told_once() -> None:
    fault = Diagnostic(code="E203", message="m", place=Place(file="a", line=1))
    again = Diagnostic(code="E203", message="m", place=Place(file="a", line=1))
    assert in_order([fault, again]) == (fault,)


def test_a_control_character_is_shown_and_not_sent_to_the_terminal() -> None:
    excerpt, marks = underlined("a: \x1b[31m赤", 4, 5)
    assert "\x1b" not in excerpt
    assert len(marks) == len("   | ") + 4


def in_cell(sheet: str, name: str, line: int, excerpt: str = "はい、いいえ") -> Diagnostic:
    place = Place(file="form.xlsx", line=line, column=8, cell=f"「{sheet}」{name}", excerpt=excerpt)
    return Diagnostic(code="E342", message="だめ", place=place, hint="直す")


def test_a_fault_of_a_cell_shows_sheet_cell_and_what_it_holds() -> None:
    assert str(in_cell("チェックリスト", "H12", 12)) == (
        "form.xlsx「チェックリスト」H12: E342 だめ\nH12 | はい、いいえ\n   = ヒント: 直す"
    )


def test_what_a_cell_holds_is_shown_on_one_line_and_not_without_end() -> None:
    shown = str(in_cell("表", "A1", 1, "一行目\n二行目\x1b" + "あ" * 200)).split("\n")[1]
    assert shown.startswith("A1 | 一行目 二行目 あ")
    assert shown.endswith("…")
    assert len(shown) < 120


def test_a_blank_cell_shows_nothing() -> None:
    assert len(str(in_cell("表", "A1", 1, "")).split("\n")) == 2


def test_faults_of_a_workbook_stand_by_sheet_in_the_order_in_which_sheets_came() -> None:
    faults = [in_cell("後の表", "H9", 9), in_cell("先", "H5", 5), in_cell("後の表", "H2", 2)]
    assert [each.place.cell for each in in_order(faults)] == [
        "「後の表」H2",
        "「後の表」H9",
        "「先」H5",
    ]
