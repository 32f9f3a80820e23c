"""Workbooks of users, read as plain data: values only, within bounds, nothing run and nothing fetched.

Styles say which numbers are days, and nothing else is taken from them: what LibreOffice writes there
is not what Excel writes. No formula is trusted, not even in its last value.
"""

from pathlib import Path

from checklist_engine.formats.xlsx_cells import Sheet, Workbook
from checklist_engine.formats.xlsx_comments import read_remarks
from checklist_engine.formats.xlsx_package import Package, read_package
from checklist_engine.formats.xlsx_parts import Outline, SheetPart, read_outline
from checklist_engine.formats.xlsx_sheets import SheetReader
from checklist_engine.formats.xlsx_xml import Budget, read_xml


def read_workbook(path: Path) -> Workbook:
    """The workbook at `path`.

    Raises:
        InvalidFile: it is not there (E101 to E103), none (E130 to E133), or not safe to read (E134 to E136).
        MissingExtra: defusedxml is not installed.
    """
    package = read_package(path)
    budget = Budget(file=package.file)
    outline = read_outline(package, budget)
    return Workbook(
        file=package.file,
        sheets=tuple(_sheet(package, each, outline, budget) for each in outline.sheets),
    )


def _sheet(package: Package, part: SheetPart, outline: Outline, budget: Budget) -> Sheet:
    reader = SheetReader(part.name, outline, budget)
    read_xml(package, part.part, reader, budget)
    comments, pictures = read_remarks(package, part.part, budget)
    return Sheet(
        name=part.name,
        rows=reader.rows(),
        merged=tuple(reader.merged),
        comments=comments,
        pictures=pictures,
        is_hidden=part.is_hidden,
    )
