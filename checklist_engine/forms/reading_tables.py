"""Tables of a form: found by their header words, wherever they stand and whatever else does."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping

from checklist_engine.formats.xlsx_cells import CellValue, Formula, Sheet, Workbook, cell_words
from checklist_engine.forms.layout import NEVER_READ
from checklist_engine.forms.reading_ledger import Ledger
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.places import Place

# Words of a header; what is longer is not looked at, for it takes its time.
_LONGEST_HEADER = 200
_BLANKS = re.compile(r"[\s\u200b\ufeff]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: the row of its header, and the column of each word in it."""

    workbook: Workbook
    sheet: Sheet
    header: int
    columns: Mapping[str, int]

    def place(self, row: int, word: str | None = None) -> Place:
        """A cell by its row and header word; the beginning of the row where there is no such column."""
        first = min(self.columns.values())
        return self.workbook.place(self.sheet, row, self.columns.get(word or "", first))

    def head(self) -> Iterator[tuple[int, Mapping[int, CellValue]]]:
        """The rows above the header, by their numbers."""
        for number, cells in self.sheet.rows.items():
            if number >= self.header:
                return
            yield number, cells

    def rows(self) -> Iterator["Row"]:
        """The rows below the header that are not blank."""
        for number, cells in self.sheet.rows.items():
            if number > self.header:
                yield Row(table=self, number=number, cells=cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a table."""

    table: Table
    number: int
    cells: Mapping[int, CellValue] = field(repr=False)

    def __getitem__(self, word: str) -> CellValue | None:
        """What stands in a column; None where there is nothing (or no such column)."""
        value = self.cells.get(self.table.columns.get(word, 0))
        return None if isinstance(value, str) and is_blank(value) else value

    def place(self, word: str | None = None) -> Place:
        """The cell in a column."""
        return self.table.place(self.number, word)

    def text(self, word: str) -> str:
        """What stands in a column, as a person sees it, without blanks around it; formulas say nothing."""
        value = self[word]
        return "" if value is None or isinstance(value, Formula) else trimmed(cell_words(value))

    def others(self, known: Collection[str]) -> Iterator[tuple[str, int, str]]:
        """(header word, column, text) of what stands in columns that are none of the `known`."""
        words = {self.table.columns[word] for word in known if word in self.table.columns}
        headers = {column: word for word, column in self.table.columns.items()}
        for column, value in self.cells.items():
            if column in words or isinstance(value, Formula):
                continue
            if text := trimmed(cell_words(value)):
                yield headers.get(column, ""), column, text


def tables_with(ledger: Ledger, wanted: Collection[str]) -> list[Table]:
    """Every table whose header has all of these words, but on sheets that the form itself writes."""
    found = []
    for sheet in ledger.workbook.sheets:
        if sheet.name in NEVER_READ:
            continue
        table = _table(ledger.workbook, sheet, wanted)
        if table is not None:
            found.append(table)
            ledger.headers.setdefault(sheet.name, table.header)
    return found


def _table(workbook: Workbook, sheet: Sheet, wanted: Collection[str]) -> Table | None:
    for number, cells in sheet.rows.items():
        columns: dict[str, int] = {}
        for column, value in cells.items():
            if isinstance(value, str) and len(value) <= _LONGEST_HEADER:
                columns.setdefault(header_word(value), column)
        if {*map(header_word, wanted)} <= columns.keys():
            known = {header_word(word): word for word in wanted}
            return Table(
                workbook=workbook,
                sheet=sheet,
                header=number,
                columns={known.get(word, word): column for word, column in columns.items()},
            )
    return None


def check_merged(table: Table, key: str, filled_in: Mapping[str, str], ledger: Ledger) -> None:
    """Add a fault for cells that were made one so that nobody can tell which cell was filled in.

    Args:
        table: the table.
        key: the header word of the column that tells rows apart.
        filled_in: what the columns that are filled in are called, by their header words.
        ledger: where faults go.
    """
    columns = {
        table.columns[word]: name for word, name in filled_in.items() if word in table.columns
    }
    for area in table.sheet.merged:
        covered = [column for column in columns if area.left <= column <= area.right]
        if area.bottom <= table.header or not covered:
            continue
        if table.sheet.at(area.top, area.left) is None:
            continue
        name = columns[min(covered)]
        if area.bottom > area.top:
            message = (
                f"「{name}」のセルが {area.top} 行目から {area.bottom} 行目まで結合されています"
            )
        elif table.columns[key] < area.left < min(covered):
            message = f"「{name}」のセルが、左の列のセルと結合されています"
        else:
            continue
        ledger.fault(
            "E345",
            table.workbook.place(table.sheet, area.top, area.left),
            message,
            "結合を解いて、それぞれの欄に書いてください",
        )


def header_word(text: str) -> str:
    r"""A header word as it is compared: whatever its widths, line ends and blanks.

    >>> header_word("具体的な\n内容・対策"), header_word("Ｎｏ.")
    ('具体的な内容・対策', 'No.')
    """
    return unicodedata.normalize("NFKC", _BLANKS.sub("", text))


def trimmed(text: str) -> str:
    """A text without blanks around it."""
    return text.strip().strip("\u200b\ufeff").strip()


def is_blank(text: str) -> bool:
    """Whether a text shows nothing."""
    return not trimmed(text)
