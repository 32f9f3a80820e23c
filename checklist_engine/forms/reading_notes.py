"""覚え, and all words of a form that have no place of their own: kept as notes, and reported."""

from collections.abc import Collection, Mapping

from checklist_engine.formats.xlsx_cells import Formula, Number, Sheet, cell_words
from checklist_engine.forms.layout import (
    CHECKLIST_TITLE,
    CLAIMS_SHEET,
    EVIDENCE_SHEET,
    NEVER_READ,
    NOTE_KEYS,
    NOTES_SHEET,
    WORDS_ABOVE,
    ListRow,
    NoteColumn,
    ResultColumn,
)
from checklist_engine.forms.reading_ledger import Ledger
from checklist_engine.forms.reading_tables import (
    Row,
    check_merged,
    header_word,
    tables_with,
    trimmed,
)
from checklist_engine.forms.reading_understood import Said, Unclear
from checklist_engine.forms.reading_values import read_text
from checklist_engine.ground.lazy_dataclasses import replace

_COLUMNS = [word for name, word in vars(NoteColumn).items() if name.isupper()]
# The sheet of the result may have been renamed; what the form itself says there is nobody's note.
_ROWS_ABOVE = frozenset({ListRow.QUESTION, ListRow.GUIDANCE, ListRow.OPTIONS, ListRow.LABEL})
_RESULT = (ResultColumn.TITLE, ResultColumn.ANSWERS)


def read_notes(ledger: Ledger) -> None:
    """The rows of 覚え, into the notes of the ledger."""
    for table in tables_with(ledger, [NoteColumn.PATH, NoteColumn.SOURCE]):
        check_merged(table, NoteColumn.PATH, dict(zip(_COLUMNS, _COLUMNS, strict=True)), ledger)
        for row in table.rows():
            _read_row(row, ledger)


def _read_row(row: Row, ledger: Ledger) -> None:
    found: dict[str, str] = {}
    for key, word in NOTE_KEYS.items():
        read = read_text(row[word])
        if isinstance(read, Unclear):
            ledger.unclear(read, row.place(word), word)
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


def keep_other_sheets(ledger: Ledger) -> None:
    """Keep the words of sheets that are none of the form."""
    for sheet in ledger.workbook.sheets:
        if sheet.name in ledger.headers or _is_helper(sheet):
            continue
        if sheet.is_hidden:
            ledger.left(
                replace(ledger.workbook.place(sheet, 1, 1), excerpt=""),
                f"隠れているシート「{sheet.name}」は読んでいません。必要なら、再表示してください",
            )
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


def keep_words_above(labels: Collection[str], ledger: Ledger) -> None:
    """Keep what somebody wrote above the header of a table.

    Args:
        labels: those of the lists, which are the titles of their sheets.
        ledger: where the words are kept.
    """
    titles = {CHECKLIST_TITLE, EVIDENCE_SHEET, CLAIMS_SHEET, NOTES_SHEET, *labels}
    for sheet in ledger.workbook.sheets:
        for number, cells in sheet.rows.items():
            if number >= ledger.headers.get(sheet.name, 0):
                break
            words = [
                trimmed(cell_words(each))
                for each in cells.values()
                if not isinstance(each, Formula)
            ]
            own = [each for each in words if each and each not in titles]
            if own and not ({*words} & _ROWS_ABOVE or any(map(_is_of_form, own))):
                ledger.keep(
                    ledger.workbook.place(sheet, number, min(cells)),
                    f"{sheet.name} {number}行目",
                    "｜".join(own),
                    "見出しの行より上の言葉を、覚えに残しました",
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


def _is_of_form(words: str) -> bool:
    return any(mark in words for mark in WORDS_ABOVE)


def _is_helper(sheet: Sheet) -> bool:
    """Whether a sheet is one that the form writes and nobody fills in."""
    if sheet.name in NEVER_READ:
        return True
    words = {header_word(value) for value in sheet.values() if isinstance(value, str)}
    return {*_RESULT} <= words or not any(
        not isinstance(value, Formula | Number) for value in sheet.values()
    )
