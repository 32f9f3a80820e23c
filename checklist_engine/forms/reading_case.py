"""The sheet 案件: the case, and which pack and profile the form was made for."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from checklist_engine.formats.xlsx_cells import cell_words
from checklist_engine.forms.layout import CASE_ROWS, FORM_VERSION, CaseColumn
from checklist_engine.forms.reading_ledger import Ledger
from checklist_engine.forms.reading_tables import Row, check_merged, tables_with, trimmed
from checklist_engine.forms.reading_understood import Said, Unclear
from checklist_engine.forms.reading_values import Understood, read_day, read_text, read_whole_number
from checklist_engine.ground.lazy_dataclasses import dataclass, field, replace
from checklist_engine.ground.places import Place

_CASE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
_KNOWN_COLUMNS = (CaseColumn.LABEL, CaseColumn.ID, CaseColumn.VALUE, CaseColumn.GUIDANCE)
_REQUIRED = ("case.id", "case.title")
_CASE = "case."


@dataclass(frozen=True, slots=True, kw_only=True)
class FormCase:
    """What 案件 says, by the IDs of its rows, and where."""

    values: Mapping[str, object]
    places: Mapping[str, Place] = field(repr=False)
    sheet: Place

    def text(self, name: str) -> str | None:
        """A value that is a text; None where there is none."""
        value = self.values.get(name)
        return value if isinstance(value, str) else None

    def place(self, name: str) -> Place:
        """Where a value stands, or would stand."""
        return self.places.get(name, self.sheet)


def read_case(ledger: Ledger) -> FormCase | None:
    """The case; None where there is no such sheet (E340). Faults are added to the ledger."""
    tables = tables_with(ledger, [CaseColumn.ID, CaseColumn.VALUE])
    if not tables:
        ledger.fault(
            "E340",
            Place(file=ledger.workbook.file),
            f"案件のシート（「{CaseColumn.ID}」と「{CaseColumn.VALUE}」の列があるもの）がありません",
            "checklist form で作った様式を指定してください。シートを消したときは、作り直して写してください",
        )
        return None
    values: dict[str, object] = {}
    places: dict[str, Place] = {}
    for table in tables:
        check_merged(table, CaseColumn.ID, {CaseColumn.VALUE: CaseColumn.VALUE}, ledger)
        for row in table.rows():
            name = unicodedata.normalize("NFKC", row.text(CaseColumn.ID))
            if name in CASE_ROWS:
                _read_row(row, name, values, places, ledger)
            elif (row[CaseColumn.VALUE] is not None and not name) or (
                name and row.text(CaseColumn.VALUE)
            ):
                _keep(row, ledger)
    case = FormCase(
        values=values, places=places, sheet=replace(tables[0].place(tables[0].header), excerpt="")
    )
    for name in list(_faulty(case, ledger)):
        values.pop(name, None)
    return case


def _read_row(
    row: Row,
    name: str,
    values: dict[str, object],
    places: dict[str, Place],
    ledger: Ledger,
) -> None:
    place, value = row.place(CaseColumn.VALUE), row[CaseColumn.VALUE]
    places.setdefault(name, place)
    read: Understood
    match name:
        case "case.submitted_on":
            read = read_day(value)
        case "case.revision" | "form.version":
            read = read_whole_number(value)
        case _:
            read = read_text(value)
    label = CASE_ROWS[name]
    if isinstance(read, Unclear):
        ledger.unclear(read, place, label)
    elif isinstance(read, Said) and read.raw is not None:
        raw = trimmed(read.raw) if isinstance(read.raw, str) else read.raw
        if name in values and values[name] != raw:
            ledger.fault(
                "E345",
                place,
                f"「{label}」が二か所に、違う内容で書かれています",
                "どちらかの行を消してください",
            )
            return
        if read.words is not None and value is not None and name != "form.version":
            ledger.read_as(place, cell_words(value), read.words)
        values[name], places[name] = raw, place
    for word, column, text in row.others(_KNOWN_COLUMNS):
        where = row.table.workbook.place(row.table.sheet, row.number, column)
        ledger.keep(
            where,
            name,
            f"{word or '見出しのない列'}: {text}",
            f"「{label}」の横の言葉を覚えに残しました",
        )


def _keep(row: Row, ledger: Ledger) -> None:
    words = "、".join(trimmed(cell_words(value)) for value in row.cells.values())
    about = f"{row.table.sheet.name} {row.number}行目"
    ledger.keep(row.place(), about, words, f"{row.number} 行目は様式にないので、覚えに残しました")


def _faulty(case: FormCase, ledger: Ledger) -> Iterator[str]:
    """Adds the faults of the case as a whole; the names of values that no case can have."""
    faulty = {(fault.place.cell) for fault in ledger.faults}
    for name in _REQUIRED:
        if name not in case.values and case.place(name).cell not in faulty:
            ledger.fault(
                "E349",
                case.place(name),
                f"「{CASE_ROWS[name]}」が書かれていません",
                "案件のシートの記入欄に書いてください",
            )
    symbol = case.text("case.id")
    if symbol is not None and not _CASE_ID.fullmatch(symbol):
        ledger.fault(
            "E349",
            case.place("case.id"),
            f"案件の記号「{symbol}」は、記号の形ではありません",
            "r3-1-a のように、半角の英数字で始まり、英数字と「_」「-」「.」だけの記号にしてください",
        )
        yield "case.id"
    revision = case.values.get("case.revision")
    if isinstance(revision, int) and revision < 1:
        ledger.fault(
            "E349", case.place("case.revision"), "版は 1 以上の整数です", "初めての提出は 1 です"
        )
        yield "case.revision"
    version = case.values.get("form.version")
    if isinstance(version, int) and version > FORM_VERSION:
        ledger.fault(
            "E340",
            case.place("form.version"),
            f"様式の版（{version}）が、このプログラムで読める版（{FORM_VERSION}）より新しいものです",
            "プログラムを新しくするか、様式を作った人に知らせてください",
        )


def case_content(case: FormCase) -> dict[str, object]:
    """The case as a submission file has it; without what is faulty."""
    return {
        name.removeprefix(_CASE): case.values[name]
        for name in CASE_ROWS
        if name.startswith(_CASE) and name in case.values
    }
