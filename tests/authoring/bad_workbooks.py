"""Forms of the sample project, each spoilt in the one way that a page of E130 to E359 is about."""

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from checklist_engine.forms.layout import (
    CASE_SHEET,
    CHECKLIST_SHEET,
    CLAIMS_SHEET,
    CaseColumn,
    ChecklistColumn,
    ClaimColumn,
)
from checklist_engine.usecases.write_form import filled_form

DAY = date(2021, 4, 15)
IMPORT = "$ checklist import form.xlsx -o read.yaml"
_TYPES = "[Content_Types].xml"
_MAIN = b"openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_WITH_MACROS = b"ms-excel.sheet.macroEnabled.main+xml"


def form_of(submission: Path) -> Path:
    """The form of a submission, beside it."""
    form = filled_form(submission, None, None, as_of=DAY, today=DAY)
    path = submission.with_name("form.xlsx")
    path.write_bytes(form.content)
    return path


def with_parts(submission: Path, change: Callable[[dict[str, bytes]], object]) -> None:
    """The form with the parts of its zip changed."""
    path = form_of(submission)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    path.write_bytes(stream.getvalue())


def filled(change: Callable[["openpyxl.Workbook"], object]) -> Callable[[Path], object]:
    """What fills the form in."""

    def fill(submission: Path) -> None:
        path = form_of(submission)
        book = openpyxl.load_workbook(path)
        change(book)
        book.save(path)

    return fill


def put(sheet: str, row: str | int, word: str, value: Any) -> Callable[[Path], object]:
    """What writes into the row of an ID (or below a header, so many rows), in the column of a word."""

    def change(book: "openpyxl.Workbook") -> None:
        found = book[sheet]
        assert isinstance(found, Worksheet)
        cells = [cell for line in found.iter_rows() for cell in line]
        [header] = [cell for cell in cells if cell.value == word]
        assert header.row is not None
        assert header.column is not None
        number = header.row + row if isinstance(row, int) else row_of(cells, row)
        found.cell(number, header.column).value = value

    return filled(change)


def row_of(cells: list[Any], name: str) -> int:
    return int(next(cell.row for cell in cells if cell.value == name))


def answer(fact: str, value: str) -> Callable[[Path], object]:
    return put(CHECKLIST_SHEET, fact, ChecklistColumn.ANSWER, value)


def ask_twice(book: "openpyxl.Workbook") -> None:
    sheet = book[CHECKLIST_SHEET]
    assert isinstance(sheet, Worksheet)
    cells = {cell.value: cell.column for line in sheet.iter_rows() for cell in line}
    row = sheet.max_row + 1
    sheet.cell(row, cells[ChecklistColumn.ID] or 1).value = "hosting.country"
    sheet.cell(row, cells[ChecklistColumn.ANSWER] or 1).value = "日本以外"


def claim_without_reason(book: "openpyxl.Workbook") -> None:
    sheet = book[CLAIMS_SHEET]
    assert isinstance(sheet, Worksheet)
    [header] = [line for line in sheet.iter_rows() if line[0].value == ClaimColumn.RULE]
    row = (header[0].row or 0) + 1
    for cell, value in zip(header, ("cloud-001", None, "該当しない"), strict=False):
        sheet.cell(row, cell.column or 1).value = value


def write_far_away(book: "openpyxl.Workbook") -> None:
    book[CASE_SHEET]["A6000"] = "残った言葉"


def spoil_type(parts: dict[str, bytes]) -> None:
    parts[_TYPES] = parts[_TYPES].replace(_MAIN, _WITH_MACROS)


BAD_WORKBOOKS: Mapping[str, Callable[[Path], object]] = {
    "E131": lambda file: with_parts(file, spoil_type),
    "E132": lambda file: form_of(file).write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    ),
    "E133": lambda file: form_of(file).write_bytes(form_of(file).read_bytes()[:-2000]),
    "E134": lambda file: with_parts(
        file, lambda parts: parts.update({"xl/media/a.png": b"\0" * 9_000_000})
    ),
    "E135": lambda file: with_parts(
        file, lambda parts: parts.update({"xl/externalLinks/externalLink1.xml": b"<a/>"})
    ),
    "E136": filled(write_far_away),
    "E340": filled(lambda book: book.remove(book[CASE_SHEET])),
    "E341": answer("hosting.country", "=1+1"),
    "E342": answer("contracts.chain_complete", "たぶん"),
    "E343": put(CASE_SHEET, "case.submitted_on", CaseColumn.VALUE, "3/4/15"),
    "E344": answer("hosting.country", "3"),
    "E345": filled(ask_twice),
    "E346": put(CHECKLIST_SHEET, "hosting.country", ChecklistColumn.EVIDENCE, "E9"),
    "E347": put("委託先・再委託先", "sys", "parties@parent", "ない記号"),
    "E348": filled(claim_without_reason),
    "E349": put(CASE_SHEET, "case.title", CaseColumn.VALUE, None),
}
"""What happens to the form of a submission, by the code that reading it brings."""
