"""The cells of one sheet, read in one go."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time

from checklist_engine.formats.xlsx_cells import (
    Area,
    CellError,
    CellValue,
    Formula,
    Number,
    Struck,
    cell_name,
    cell_words,
    moment_of,
    number_of,
)
from checklist_engine.formats.xlsx_parts import Outline
from checklist_engine.formats.xlsx_refusals import broken, sheet_too_large, too_large
from checklist_engine.formats.xlsx_texts import LONGEST_TEXT, TextCollector, unescaped
from checklist_engine.formats.xlsx_xml import Budget

MOST_ROWS = 5_000
MOST_COLUMNS = 100
_MOST_AREAS = 20_000

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+Z?)?")
_LONGEST_NUMBER = 400


class SheetReader:
    """A target for the XML of a sheet; afterwards `cells` and `merged` are what it holds."""

    def __init__(self, sheet: str, outline: Outline, budget: Budget) -> None:
        self._file, self._sheet, self._outline = budget.file, sheet, outline
        self._budget = budget
        self.cells: dict[tuple[int, int], CellValue] = {}
        self.merged: list[Area] = []
        self._row = self._column = 0
        self._attributes: Mapping[str, str] = {}
        self._value: list[str] | None = None
        self._formula: list[str] | None = None
        self._into: list[str] | None = None
        self._inline = TextCollector(budget.file)
        self._piece_struck = False
        self._size = 0

    def rows(self) -> Mapping[int, Mapping[int, CellValue]]:
        """The rows that are not blank, from above, each with its cells from the left."""
        found: dict[int, dict[int, CellValue]] = {}
        for (row, column), value in sorted(self.cells.items(), key=lambda each: each[0]):
            found.setdefault(row, {})[column] = value
        return found

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        match tag:
            case "row":
                self._row = self._count(attributes.get("r"), self._row + 1)
                self._column = 0
            case "c":
                self._begin_cell(attributes)
            case "v":
                self._into = self._value = []
            case "f":
                self._into = self._formula = []
            case "mergeCell":
                self._merge(attributes.get("ref", ""))
            case _:
                self._inline.start(tag, attributes)

    def end(self, tag: str) -> None:
        match tag:
            case "c":
                self._end_cell()
            case "v" | "f":
                self._into = None
            case _:
                self._inline.end(tag)

    def data(self, text: str) -> None:
        if self._into is None:
            self._inline.data(text)
            return
        self._size += len(text)
        if self._size > 7 * LONGEST_TEXT:
            raise too_large(self._file, "長すぎる文字が入っています")
        self._into.append(text)

    def _count(self, written: str | None, otherwise: int) -> int:
        if written is None:
            return otherwise
        if not (written.isascii() and written.isdigit() and len(written) <= 7):
            raise broken(self._file)
        return int(written)

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        self._attributes = attributes
        self._value = self._formula = None
        self._inline.clear()
        self._size = 0
        self._piece_struck = False
        row, self._column = self._row, self._column + 1
        if "r" in attributes:
            row, self._column = self._position(attributes["r"])
        if row != self._row or row < 1 or (row, self._column) in self.cells:
            raise broken(self._file)

    def _end_cell(self) -> None:
        value = self._cell_value()
        if value is None or value == "":
            return
        if self._is_struck(value):
            value = Struck(words=cell_words(value))
        if self._row > MOST_ROWS or self._column > MOST_COLUMNS:
            raise sheet_too_large(
                self._file,
                self._sheet,
                self._row,
                self._column,
                f"表は {MOST_ROWS:,} 行、{MOST_COLUMNS} 列までです",
            )
        self.cells[self._row, self._column] = value

    def _is_struck(self, value: CellValue) -> bool:
        """Whether a cell, or a piece of its text, is crossed out; a formula is none the less one."""
        if isinstance(value, Formula | CellError):
            return False
        return self._piece_struck or self._style() in self._outline.formats.struck

    def _cell_value(self) -> CellValue | None:
        kind = self._attributes.get("t", "n")
        if self._formula is not None:
            return _formula(unescaped("".join(self._formula)))
        if kind == "inlineStr":
            self._piece_struck = self._inline.is_struck
            return self._bounded(self._inline.text())
        if self._value is None:
            return None
        raw = "".join(self._value)
        match kind:
            case "s":
                return self._bounded(self._shared(raw))
            case "str":
                return self._bounded(unescaped(raw))
            case "b":
                return raw.strip() in ("1", "true")
            case "e":
                return CellError(code=raw.strip())
            case "d":
                return self._iso(raw.strip())
            case _:
                return self._number(raw)

    def _shared(self, raw: str) -> str:
        at = self._count(raw.strip(), 0)
        if at >= len(self._outline.texts):
            raise broken(self._file)
        self._budget.take_text(len(self._outline.texts[at]))
        self._piece_struck = at in self._outline.struck_texts
        return self._outline.texts[at]

    def _bounded(self, text: str) -> str:
        if len(text) > LONGEST_TEXT:
            raise sheet_too_large(
                self._file,
                self._sheet,
                self._row,
                self._column,
                f"一つのセルの文字は {LONGEST_TEXT:,} 字までです",
            )
        return text

    def _number(self, raw: str) -> CellValue | None:
        if not raw.strip():
            return None
        value = number_of(raw) if len(raw) < _LONGEST_NUMBER else None
        if value is None:
            raise broken(self._file)
        if self._style() in self._outline.formats.days:
            moment = moment_of(value, since_1904=self._outline.since_1904)
            if moment is not None:
                return moment
        return Number(value=value, percent=self._style() in self._outline.formats.percents)

    def _style(self) -> int:
        style = self._attributes.get("s", "0")
        return int(style) if style.isascii() and style.isdigit() and len(style) < 7 else 0

    def _iso(self, raw: str) -> date | time | str:
        if not _ISO.fullmatch(raw):
            return raw
        try:
            moment = datetime.fromisoformat(raw).replace(tzinfo=None)
        except ValueError:
            return raw
        return moment if moment.time() != time() else moment.date()

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        top, left = self._position(first)
        bottom, right = self._position(last or first)
        if bottom - top >= MOST_ROWS or right - left >= MOST_COLUMNS:
            raise sheet_too_large(
                self._file,
                self._sheet,
                top,
                left,
                f"{cell_name(top, left)} から、シート全体が結合されています",
            )
        if len(self.merged) >= _MOST_AREAS:
            raise too_large(self._file, "結合されたセルが多すぎます")
        self.merged.append(Area(top=top, left=left, bottom=bottom, right=right))

    def _position(self, reference: str) -> tuple[int, int]:
        found = position_of(reference)
        if found is None:
            raise broken(self._file)
        return found


def _formula(text: str) -> Formula | bool:
    # LibreOffice writes a truth as a formula without anything to reckon.
    constant = {"TRUE()": True, "FALSE()": False}.get(text.strip().upper())
    return Formula(text=text) if constant is None else constant


def position_of(reference: str) -> tuple[int, int] | None:
    """(row, column) of a cell; None where it is none.

    >>> position_of("G12"), position_of("G"), position_of("G0")
    ((12, 7), None, None)
    """
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(found[2]), column
