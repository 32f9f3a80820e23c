"""What a cell of a workbook holds, as plain values."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Context, Decimal, InvalidOperation, Overflow, Underflow
from typing import TypeAlias

from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.places import Place

# Excel itself reckons with so many digits; what stands behind them is noise of binary fractions. Its
# numbers end at these powers, and what lies beyond would be millions of digits when written out.
_DIGITS = Context(prec=15, Emin=-330, Emax=310, traps=[InvalidOperation, Overflow, Underflow])
_INTEGERS = 15
_FIRST_OF_MARCH_1900 = 61
_LAST_SERIAL = 2_958_465
_SECONDS_A_DAY = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number, exact as it was written; `percent` where it is shown as per cent (0.5 as 50%)."""

    value: int | Decimal
    percent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """A formula; what it came to when it was saved is nobody's answer."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CellError:
    """An error value of Excel: #REF!, #N/A."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Struck:
    """Words of which some or all are crossed out (取り消し線): whether they still count, nobody can tell."""

    words: str


CellValue: TypeAlias = str | bool | Number | date | time | Formula | CellError | Struck
"""A day with a time of day is a datetime (which is a date, too)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """Cells that were made one; rows and columns count from 1, the last ones belong to it."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet: what its cells hold by row and column, counted from 1, from above and from the left;
    blank cells are left out.
    """

    name: str
    rows: Mapping[int, Mapping[int, CellValue]] = field(repr=False)
    merged: tuple[Area, ...] = ()
    comments: Mapping[tuple[int, int], str] = field(default_factory=dict, repr=False)
    pictures: int = 0
    is_hidden: bool = False

    def at(self, row: int, column: int) -> CellValue | None:
        """What a cell holds; None where it is blank."""
        return self.rows.get(row, {}).get(column)

    def values(self) -> Iterator[CellValue]:
        """What all cells hold."""
        for cells in self.rows.values():
            yield from cells.values()


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """A workbook as plain data."""

    file: str
    sheets: tuple[Sheet, ...] = field(repr=False)

    def place(self, sheet: Sheet, row: int, column: int) -> Place:
        """A cell as messages name it, with what it holds."""
        value = sheet.at(row, column)
        return Place(
            file=self.file,
            line=row,
            column=column,
            cell=f"「{sheet.name}」{cell_name(row, column)}",
            excerpt="" if value is None else cell_words(value),
        )


def cell_name(row: int, column: int) -> str:
    """A cell as Excel names it.

    >>> cell_name(12, 7), cell_name(1, 28)
    ('G12', 'AB1')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def cell_words(value: CellValue) -> str:
    """What a cell holds, as a person sees it there."""
    match value:
        case str():
            return value
        case bool():
            return "TRUE" if value else "FALSE"
        case Number():
            shown = value.value * 100 if value.percent else value.value
            return f"{plain_number(shown)}%" if value.percent else plain_number(shown)
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case time():
            return f"{value:%H:%M}"
        case Formula():
            return f"={value.text}"
        case CellError():
            return value.code
        case Struck():
            return value.words


def plain_number(value: int | Decimal) -> str:
    """A number without an exponent and without zeros that say nothing."""
    if isinstance(value, int):
        return str(value)
    words = f"{value:f}"
    return words.rstrip("0").rstrip(".") if "." in words else words


def number_of(text: str) -> int | Decimal | None:
    """The number of a cell; None where it is none.

    >>> number_of("0.30000000000000004"), number_of("12"), number_of("1E3"), number_of("NaN")
    (Decimal('0.3'), 12, 1000, None)
    >>> number_of("1E999999999"), number_of("1E-999999999")
    (None, None)
    """
    try:
        value = _DIGITS.create_decimal(text.strip()).normalize(_DIGITS)
    except (InvalidOperation, Overflow, Underflow):
        return None
    if not value.is_finite():
        return None
    if value == value.to_integral_value() and value.adjusted() < _INTEGERS:
        return int(value)
    return value


def moment_of(serial: int | Decimal, *, since_1904: bool) -> date | time | None:
    """The day that a number stands for; with a time of day where it has one. None where there is none.

    >>> moment_of(44301, since_1904=False), moment_of(Decimal("0.4375"), since_1904=False)
    (datetime.date(2021, 4, 15), datetime.time(10, 30))
    """
    if not 0 <= serial <= _LAST_SERIAL:
        return None
    days = int(serial)
    seconds = round((serial - days) * _SECONDS_A_DAY)
    if days == 0 and seconds and not since_1904:
        return (datetime(1900, 1, 1) + timedelta(seconds=seconds)).time()  # noqa: DTZ001
    if since_1904:
        start = date(1904, 1, 1)
    elif days >= _FIRST_OF_MARCH_1900:
        # Excel believes in a 29th of February 1900.
        start = date(1899, 12, 30)
    elif 0 < days < _FIRST_OF_MARCH_1900 - 1:
        start = date(1899, 12, 31)
    else:
        return None
    moment = datetime.combine(start, time()) + timedelta(days=days, seconds=seconds)
    return moment if moment.time() != time() else moment.date()
