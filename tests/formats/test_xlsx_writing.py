"""Workbooks from their plain description."""

import io
import subprocess
import sys
import zipfile
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from checklist_engine.formats.xlsx_book import (
    Book,
    Cell,
    CellValue,
    Conditional,
    Formula,
    Line,
    Look,
    Prompt,
    Role,
    Sheet,
    Strictness,
    column_letters,
    height_of,
    quoted,
)
from checklist_engine.formats.xlsx_writing import book_bytes

DAY = date(2021, 4, 15)


def book(*sheets: Sheet, names: dict[str, str] | None = None) -> Book:
    return Book(title="題", made_on=DAY, sheets=sheets, names=names or {})


def sheet_of(*values: CellValue, role: Role = Role.INPUT) -> Sheet:
    cells = tuple(Cell(value=value, role=role) for value in values)
    return Sheet(name="表", widths=(10.0,) * len(cells), lines=(Line(cells=cells),))


def written(sheet: Sheet) -> Worksheet:
    """The sheet as openpyxl reads it back."""
    found = openpyxl.load_workbook(io.BytesIO(book_bytes(book(sheet)))).worksheets[0]
    assert isinstance(found, Worksheet)
    return found


def test_the_same_description_gives_the_same_bytes() -> None:
    once, again = (book_bytes(book(sheet_of("あ", 1, DAY))) for _ in range(2))
    assert once == again


def test_nothing_in_the_file_says_when_it_was_written() -> None:
    with zipfile.ZipFile(io.BytesIO(book_bytes(book(sheet_of("あ"))))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = package.read("docProps/core.xml").decode()
    assert core.count("2021-04-15T00:00:00Z") == 2
    assert "checklist-engine" in core
    assert "openpyxl" not in core


@pytest.mark.parametrize("text", ["=1+1", "=", "+1", "-1", "@a", "#REF!", "#N/A", "'a", "  a  "])
def test_a_text_stays_a_text(text: str) -> None:
    cell = written(sheet_of(text))["A1"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_only_a_formula_is_a_formula() -> None:
    cell = written(sheet_of(Formula(text="SUM(B1:C1)")))["A1"]
    assert (cell.value, cell.data_type) == ("=SUM(B1:C1)", "f")


@pytest.mark.parametrize(
    "number", [0, 12, -3, 999_999_999_999_999, Decimal("0.1"), Decimal("2.50")]
)
def test_a_number_is_a_number(number: int | Decimal) -> None:
    cell = written(sheet_of(number))["A1"]
    assert cell.data_type == "n"
    assert Decimal(str(cell.value)) == number


def test_a_day_keeps_the_format_of_its_role() -> None:
    cell = written(sheet_of(DAY, role=Role.INPUT_DATE))["A1"]
    assert cell.number_format == 'yyyy"年"m"月"d"日"'
    assert str(cell.value).startswith("2021-04-15")


@pytest.mark.parametrize("day", [date(1900, 2, 28), date(1868, 9, 8), date(1, 1, 1)])
def test_a_day_that_excel_does_not_know_is_written_in_words(day: date) -> None:
    assert written(sheet_of(day, role=Role.INPUT_DATE))["A1"].value == day.isoformat()


def test_what_is_typed_into_a_cell_for_words_stays_as_it_is_typed() -> None:
    assert written(sheet_of("1-2", role=Role.INPUT_WORDS))["A1"].number_format == "@"


def test_only_input_cells_can_be_written_to() -> None:
    sheet = Sheet(
        name="表",
        widths=(10.0,),
        lines=tuple(Line(cells=(Cell(value="あ", role=role),)) for role in Role),
    )
    found = written(sheet)
    assert found.protection.sheet
    assert found.protection.password is None
    for number, role in enumerate(Role, start=1):
        cell = found.cell(number, 1)
        assert cell.protection.locked is ("input" not in role.value)
        assert (cell.fill.start_color.rgb == "FFFFF9D6") is ("input" in role.value)


def test_a_sheet_is_printed_on_a3_one_page_wide_with_its_titles() -> None:
    sheet = Sheet(
        name="表",
        widths=(10.0, 10.0, 3.0),
        lines=(Line(cells=(Cell(value="見出し"), None, Cell(value=1))),),
        title_rows=(1, 1),
        last_column=2,
        hidden_columns=(3,),
        header=("甲 & 乙", "右" * 200),
    )
    found = written(sheet)
    assert (found.page_setup.paperSize, found.page_setup.orientation) == (8, "landscape")
    assert (found.page_setup.fitToWidth, found.page_setup.fitToHeight) == (1, 0)
    assert found.print_title_rows == "$1:$1"
    assert str(found.print_area).endswith("$A$1:$B$1")
    assert found.column_dimensions["C"].hidden
    assert found.oddHeader is not None
    assert found.oddHeader.left.text == "甲 && 乙"
    assert str(found.oddHeader.right.text).endswith("…")


def test_a_hidden_sheet_is_hidden_and_has_no_print_area() -> None:
    raw = book_bytes(
        book(sheet_of("あ"), Sheet(name="裏", widths=(5.0,), lines=(Line(),), is_hidden=True))
    )
    found = openpyxl.load_workbook(io.BytesIO(raw))
    assert found["裏"].sheet_state == "hidden"
    assert not found["裏"].print_area


def test_a_drop_down_asks_back_or_leaves_other_words_alone() -> None:
    def prompt(cells: str, strictness: Strictness) -> Prompt:
        return Prompt(
            cells=cells, title="題" * 40, words="言" * 300, source="options", strictness=strictness
        )

    sheet = Sheet(
        name="表",
        widths=(10.0,),
        lines=(Line(cells=(Cell(value=1),)),),
        prompts=(
            prompt("A1 A3", Strictness.ASKS),
            prompt("A2", Strictness.OPEN),
            Prompt(cells="A4", title="題", words="言葉だけ"),
        ),
    )
    asks, leaves, hint = written(sheet).data_validations.dataValidation
    assert (str(asks.sqref), asks.formula1, asks.errorStyle) == ("A1 A3", "options", "warning")
    assert asks.showErrorMessage
    assert not leaves.showErrorMessage
    assert hint.formula1 is None
    assert len(str(asks.prompt)) == 255
    assert len(str(asks.promptTitle)) == 32


def test_names_and_conditional_looks_are_written() -> None:
    sheet = Sheet(
        name="表",
        widths=(10.0,),
        lines=(Line(cells=(Cell(value=1),)),),
        conditionals=(Conditional(cells="A1:A9", formula='$A1="x"', look=Look.NOT_ASKED),),
    )
    raw = book_bytes(book(sheet, names={"options": "'表'!$A$1:$A$2"}))
    found = openpyxl.load_workbook(io.BytesIO(raw))
    assert found.defined_names["options"].attr_text == "'表'!$A$1:$A$2"
    [(cells, [rule])] = [
        (str(each.sqref), each.rules) for each in found["表"].conditional_formatting
    ]
    assert (cells, rule.formula) == ("A1:A9", ['$A1="x"'])


@pytest.mark.parametrize(
    ("texts", "points"),
    [
        ([], 17.5),
        ([("あ", 10)], 17.5),
        ([("あいうえおかき", 10)], 30.0),
        ([("あ\nい\nう", 10), ("あ", 10)], 42.5),
        ([("あ" * 10_000, 10)], 409.0),
    ],
)
def test_a_row_is_as_high_as_its_longest_text(
    texts: list[tuple[str, float]], points: float
) -> None:
    assert height_of(texts) == points


@pytest.mark.parametrize(("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (703, "AAA")])
def test_columns_have_letters(number: int, letters: str) -> None:
    assert column_letters(number) == letters


def test_the_name_of_a_sheet_is_quoted() -> None:
    assert quoted("a'b") == "'a''b'"


def test_without_openpyxl_the_extra_is_named() -> None:
    code = (
        "import sys\n"
        "sys.modules['openpyxl'] = None\n"
        "from checklist_engine.ground.errors import MissingExtra\n"
        "try:\n"
        "    import checklist_engine.formats.xlsx_writing\n"
        "except MissingExtra as error:\n"
        "    print(error.extra)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "excel"
