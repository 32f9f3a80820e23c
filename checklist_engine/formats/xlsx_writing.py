"""A workbook written from its plain description: the same description gives the same bytes.

Nothing that is not a `Formula` can become one: a text is written as a text, whatever it begins with.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from copy import copy
from datetime import UTC, date, datetime

from checklist_engine.formats.xlsx_book import (
    Book,
    Cell,
    Formula,
    Prompt,
    Role,
    Sheet,
    Strictness,
    column_letters,
)
from checklist_engine.formats.xlsx_styles import differential, styled
from checklist_engine.ground.errors import MissingExtra

try:
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles.cell_style import StyleArray
    from openpyxl.workbook.defined_name import DefinedName
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.header_footer import HeaderFooterItem
    from openpyxl.worksheet.properties import PageSetupProperties
    from openpyxl.worksheet.worksheet import Worksheet
except ImportError as error:
    raise MissingExtra("excel", "Excel の様式を作る") from error

_A3 = 8
_EARLIEST_DAY = date(1900, 3, 1)
_CREATOR = "checklist-engine"
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_LONGEST_TEXT = 32_767
_LONGEST_PROMPT = 255
_LONGEST_TITLE = 32
_LONGEST_HEADER = 100


def book_bytes(book: Book) -> bytes:
    """The bytes of an .xlsx file."""
    written = Workbook()
    written.remove(written.worksheets[0])
    styles = styled(written)
    for sheet in book.sheets:
        _write_sheet(written.create_sheet(sheet.name), sheet, styles)
    for name, cells in book.names.items():
        written.defined_names[name] = DefinedName(name, attr_text=cells)
    written.active = 0
    _describe(written, book)
    return _packed(written, book.made_on)


def _describe(written: Workbook, book: Book) -> None:
    written.properties.title = book.title
    written.properties.creator = _CREATOR
    written.properties.lastModifiedBy = _CREATOR
    written.properties.created = datetime.combine(book.made_on, datetime.min.time(), UTC)
    assert written.calculation is not None
    written.calculation.fullCalcOnLoad = True


def _write_sheet(target: Worksheet, sheet: Sheet, styles: Mapping[Role, StyleArray]) -> None:
    for number, line in enumerate(sheet.lines, start=1):
        if line.height is not None:
            target.row_dimensions[number].height = line.height
        for column, cell in enumerate(line.cells, start=1):
            if cell is not None:
                _write_cell(target, number, column, cell, styles)
    for column, width in enumerate(sheet.widths, start=1):
        target.column_dimensions[column_letters(column)].width = width
    for column in sheet.hidden_columns:
        target.column_dimensions[column_letters(column)].hidden = True
    target.freeze_panes = sheet.freeze
    target.sheet_view.zoomScale = sheet.zoom
    target.sheet_view.showGridLines = False
    target.sheet_state = "hidden" if sheet.is_hidden else "visible"
    for prompt in sheet.prompts:
        _write_prompt(target, prompt)
    for conditional in sheet.conditionals:
        target.conditional_formatting.add(
            conditional.cells, differential(conditional.formula, conditional.look)
        )
    _lock(target, sheet)
    if not sheet.is_hidden:
        # A print area would get a hidden sheet printed by LibreOffice.
        _set_up_print(target, sheet)


def _write_cell(
    target: Worksheet, row: int, column: int, cell: Cell, styles: Mapping[Role, StyleArray]
) -> None:
    for each in range(column, column + cell.across):
        target.cell(row, each)._style = copy(styles[cell.role])  # type: ignore[union-attr]  # noqa: SLF001
    if cell.across > 1:
        target.merge_cells(
            start_row=row, end_row=row, start_column=column, end_column=column + cell.across - 1
        )
    place = target.cell(row, column)
    match cell.value:
        case None:
            pass
        case Formula(text=text):
            place.value = f"={text}"
        case str() as text:
            # What answers may not hold is refused before; this is for the words of a pack.
            place.value = ILLEGAL_CHARACTERS_RE.sub("�", text)[:_LONGEST_TEXT]
            # A text that begins like a formula or an error value stays a text.
            place.data_type = "s"
        case date() as day if day < _EARLIEST_DAY:
            # Excel takes 1900 for a leap year, and knows no day before.
            place.value = day.isoformat()
        case value:
            kept = place.number_format
            place.value = value
            place.number_format = kept


def _write_prompt(target: Worksheet, prompt: Prompt) -> None:
    validation = DataValidation(
        sqref=prompt.cells,
        type="list" if prompt.source else None,
        formula1=prompt.source,
        allow_blank=True,
        showErrorMessage=prompt.source is not None and prompt.strictness is Strictness.ASKS,
        errorStyle="warning",
        errorTitle="確認",
        error=prompt.warning or None,
        showInputMessage=bool(prompt.words),
        promptTitle=_cut(prompt.title, _LONGEST_TITLE),
        prompt=_cut(prompt.words, _LONGEST_PROMPT) or None,
    )
    target.add_data_validation(validation)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _lock(target: Worksheet, sheet: Sheet) -> None:
    # No password: it keeps hands off formulas, and whoever has to can take it away.
    target.protection.sheet = sheet.is_locked
    target.protection.formatColumns = False
    target.protection.formatRows = False
    target.protection.autoFilter = False


def _set_up_print(target: Worksheet, sheet: Sheet) -> None:
    target.page_setup.orientation = "landscape"
    target.page_setup.paperSize = _A3
    target.page_setup.fitToWidth = 1
    target.page_setup.fitToHeight = 0
    target.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = target.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.header, margins.footer = 0.7, 0.6, 0.3, 0.3
    target.print_options.horizontalCentered = True
    if sheet.title_rows:
        target.print_title_rows = f"{sheet.title_rows[0]}:{sheet.title_rows[1]}"
    last = sheet.last_column or len(sheet.widths)
    if sheet.lines:
        target.print_area = f"A1:{column_letters(last)}{len(sheet.lines)}"
    left, right = (_cut(words, _LONGEST_HEADER).replace("&", "&&") for words in sheet.header)
    target.oddHeader = _beside(left, right)
    target.oddFooter = _beside("&A", "&P / &N ページ")


def _beside(left: str, right: str) -> HeaderFooterItem:
    found = HeaderFooterItem()
    found.left.text, found.right.text = left, right
    return found


def _packed(written: Workbook, made_on: date) -> bytes:
    """The parts of the workbook, without the time at which they were written."""
    first = io.BytesIO()
    written.save(first)
    packed = io.BytesIO()
    day = f"{made_on.isoformat()}T00:00:00Z".encode()
    with zipfile.ZipFile(first) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + day + rb"\g<2>", content)
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            target.writestr(entry, content)
    return packed.getvalue()
