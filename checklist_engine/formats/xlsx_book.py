"""A workbook as a plain description: cells and their roles, widths, drop-downs, print set-up."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TypeAlias

from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.widths import fold

LINE_POINTS = 12.5
_PADDING_POINTS = 5.0
HIGHEST_ROW = 409.0


class Role(Enum):
    """What a cell is for. Cells of an INPUT role are yellow, and can be written to."""

    TITLE = "title"
    HEADING = "heading"
    PLAIN = "plain"
    HEADER = "header"
    ID_HEADER = "id_header"
    TEXT = "text"
    STRONG = "strong"
    ID = "id"
    CENTRED = "centred"
    STATE = "state"
    COUNT = "count"
    BLANKS = "blanks"
    INPUT = "input"
    INPUT_WORDS = "input_words"
    INPUT_DATE = "input_date"


class Look(Enum):
    """How a cell looks for the time being."""

    NOT_ASKED = "not_asked"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """A formula, without its `=`."""

    text: str


CellValue: TypeAlias = str | int | Decimal | date | Formula | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell: what it holds, and the role that gives it its look. `across` cells are one."""

    value: CellValue = None
    role: Role = Role.TEXT
    across: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row: its cells from the first column on (None: nothing there); `height` in points."""

    cells: tuple[Cell | None, ...] = ()
    height: float | None = None


class Strictness(Enum):
    """What a drop-down does with other words: nothing, or it asks whether they are meant."""

    OPEN = "open"
    ASKS = "asks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """What shows when a cell is chosen, and the words to pick from, if there are any.

    `source` is a range or the name of one.
    """

    cells: str
    title: str
    words: str
    source: str | None = None
    strictness: Strictness = Strictness.OPEN
    warning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditional:
    """How cells look where a formula (as for the first of them) holds."""

    cells: str
    formula: str
    look: Look


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    r"""A sheet of a workbook.

    Attributes:
        name: at most 31 characters, none of `[]:*?/\`.
        widths: of the columns, in half-width characters.
        lines: the rows from the top.
        hidden_columns: the numbers (from 1) of columns nobody is to see or print.
        freeze: the cell right below and right of what stays when scrolling.
        prompts: drop-downs and hints.
        conditionals: looks that depend on what is filled in; the first that holds wins.
        title_rows: first and last row repeated on every printed page.
        last_column: the last column that is printed.
        header: what stands above each printed page, left and right.
        is_hidden: whether the sheet is there for formulas only.
        is_locked: whether only cells of input roles can be written to (no password).
    """

    name: str
    widths: tuple[float, ...]
    lines: tuple[Line, ...]
    hidden_columns: tuple[int, ...] = ()
    freeze: str | None = None
    prompts: tuple[Prompt, ...] = ()
    conditionals: tuple[Conditional, ...] = ()
    title_rows: tuple[int, int] | None = None
    last_column: int | None = None
    header: tuple[str, str] = ("", "")
    is_hidden: bool = False
    is_locked: bool = True
    zoom: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A workbook: its sheets, and the names of ranges in them. `made_on` is its date."""

    title: str
    made_on: date
    sheets: tuple[Sheet, ...]
    names: Mapping[str, str] = field(default_factory=dict)


def cut_rows(book: Book) -> list[tuple[str, int]]:
    """(sheet, row) of what a row of Excel cannot show whole, however high it is made."""
    return [
        (sheet.name, number)
        for sheet in book.sheets
        for number, line in enumerate(sheet.lines, start=1)
        if line.height == HIGHEST_ROW
    ]


def column_letters(number: int) -> str:
    """The letters of a column.

    >>> column_letters(1), column_letters(28)
    ('A', 'AB')
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def quoted(sheet: str) -> str:
    """The name of a sheet as formulas write it."""
    return "'" + sheet.replace("'", "''") + "'"


def height_of(texts: Sequence[tuple[str, float]], *, least_lines: int = 1) -> float:
    """The height of a row in points that shows these texts whole, each in its column's width."""
    # A cell keeps about half a character free on each side.
    lines = max((len(fold(text, max(2, int(width) - 1))) for text, width in texts), default=1)
    return min(HIGHEST_ROW, max(lines, least_lines) * LINE_POINTS + _PADDING_POINTS)
