"""覚え, and all words of a form that have no place of their own: kept as notes, and reported."""

from collections.abc import Collection, Mapping

from checklist_engine.formats.xlsx_cells import Formula, Number, Sheet, cell_words
from checklist_engine.forms.layout import NEVER_READ, NOTE_KEYS, NoteColumn
from checklist_engine.forms.reading_ledger import Ledger
from checklist_engine.forms.reading_tables import Row, header_word, tables_with, trimmed
from checklist_engine.forms.reading_understood import Said, Unclear
from checklist_engine.forms.reading_values import read_text

_COLUMNS = [word for name, word in vars(NoteColumn).items() if name.isupper()]
# The sheet of the result may have been renamed; what the form itself says there is nobody's note.
_RESULT = ("確認する事項", "基になった回答")


def read_notes(ledger: Ledger) -> None:
    """The rows of 覚え, into the notes of the ledger."""
    for table in tables_with(ledger, [NoteColumn.PATH, NoteColumn.SOURCE]):
        for row in table.rows():
            _read_row(row, ledger)


def _read_row(row: Row, ledger: Ledger) -> None:
    found: dict[str, str] = {}
    for key, word in NOTE_KEYS.items():
        read = read_text(row[word])
        if isinstance(read, Unclear):
            ledger.fault(read.code, row.place(word), f"「{word}」: {read.message}", read.hint)
        elif isinstance(read, Said) and isinstance(read.raw, str):
            found[key] = read.raw
    about = row.text(NoteColumn.PATH)
    if found and not about:
        about = f"{row.table.sheet.name} {row.number}行目"
    for key, words in found.items():
        ledger.note(about, key, words)
    for word, column, text in row.others(_COLUMNS):
        where = row.table.workbook.place(row.table.sheet, row.number, column)
        ledger.keep(
            where,
            about or f"{row.table.sheet.name} {row.number}行目",
            f"{word or '見出しのない列'}: {text}",
            "様式にない列の言葉を、覚えに残しました",
        )


def keep_other_sheets(read: Collection[str], ledger: Ledger) -> None:
    """Keep the words of sheets that are none of the form.

    Args:
        read: the names of the sheets that were read.
        ledger: where they are kept.
    """
    for sheet in ledger.workbook.sheets:
        if sheet.name in read or sheet.is_hidden or _is_helper(sheet):
            continue
        rows = 0
        for number, cells in sheet.rows.items():
            words = [
                trimmed(cell_words(value))
                for value in cells.values()
                if not isinstance(value, Formula)
            ]
            if any(words):
                rows += 1
                ledger.note(f"{sheet.name} {number}行目", "remark", "｜".join(filter(None, words)))
        if rows:
            first = min(sheet.rows)
            ledger.kept(
                ledger.workbook.place(sheet, first, min(sheet.rows[first])),
                f"シート「{sheet.name}」は様式にないので、{rows} 行を覚えに残しました",
            )


def keep_remarks(about: Mapping[tuple[str, int], str], ledger: Ledger) -> None:
    """Keep the comments on cells, and say where pictures lie, which cannot be kept.

    Args:
        about: what a row is about, by the name of its sheet and its number.
        ledger: where they are kept.
    """
    for sheet in ledger.workbook.sheets:
        for (row, column), words in sheet.comments.items():
            place = ledger.workbook.place(sheet, row, column)
            name = about.get((sheet.name, row), f"{sheet.name} {row}行目")
            ledger.keep(
                place, name, f"セルのメモ: {words}", "セルのメモ（コメント）を、覚えに残しました"
            )
        if sheet.pictures:
            ledger.left(
                ledger.workbook.place(sheet, 1, 1),
                f"シート「{sheet.name}」の画像や図形（{sheet.pictures} 個）は読めません。"
                "必要なものは、証跡の資料として別に出してください",
            )


def _is_helper(sheet: Sheet) -> bool:
    """Whether a sheet is one that the form writes and nobody fills in."""
    if sheet.name in NEVER_READ:
        return True
    words = {header_word(value) for value in sheet.values() if isinstance(value, str)}
    return {*_RESULT} <= words or not any(
        not isinstance(value, Formula | Number) for value in sheet.values()
    )
