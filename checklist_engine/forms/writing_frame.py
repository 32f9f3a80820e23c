"""Where everything of a form stands, before anything is written: sheets, rows, columns, ranges."""

from collections.abc import Mapping

from checklist_engine.formats.xlsx_book import column_letters, quoted
from checklist_engine.forms.layout import (
    CASE_SHEET,
    CHECKLIST_SHEET,
    CLAIMS_SHEET,
    ELEMENT_EVIDENCE,
    ELEMENT_REMARK,
    ELEMENT_STATE,
    EVIDENCE_SHEET,
    NOTES_SHEET,
    OPTIONS_SHEET,
    PARENT,
    RELEVANCE_SHEET,
    RESULT_SHEET,
    SPARE_ROWS,
    WITHIN,
    ChecklistColumn,
    sheet_name,
)
from checklist_engine.forms.writing_words import picked_words
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.questionnaire.questionnaire import Question, Questionnaire, Table

CHECKLIST_HEADER = 4
"""The row of the header words in チェックリスト; the questions stand below it."""
CHECKLIST_COLUMNS = (
    ChecklistColumn.NUMBER,
    ChecklistColumn.SECTION,
    ChecklistColumn.ID,
    ChecklistColumn.QUESTION,
    ChecklistColumn.OPTIONS,
    ChecklistColumn.GUIDANCE,
    ChecklistColumn.REQUIRED,
    ChecklistColumn.ANSWER,
    ChecklistColumn.DETAIL,
    ChecklistColumn.EVIDENCE,
    ChecklistColumn.REMARK,
    ChecklistColumn.STATE,
)
LIST_IDS = 7
"""The row of the IDs on the sheet of a list; the elements stand below it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFrame:
    """The sheet of a list: its columns by ID, those of the form itself too, and its rows."""

    sheet: str
    columns: Mapping[str, int]
    first_row: int
    last_row: int

    def letters(self, column_id: str) -> str:
        """The letters of the column of this ID."""
        return column_letters(self.columns[column_id])

    def range_of(self, column_id: str) -> str:
        """The cells of a column, as formulas of other sheets write them."""
        letters = self.letters(column_id)
        return f"{quoted(self.sheet)}!${letters}${self.first_row}:${letters}${self.last_row}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Where everything stands.

    Attributes:
        rows: the row of each question in チェックリスト, by ID.
        relevance_rows: its row in 判断.
        tables: the sheet of each list, by its full id.
        options: the name of the range that holds the words of a drop-down, by those words.
    """

    rows: Mapping[str, int]
    relevance_rows: Mapping[str, int]
    tables: Mapping[str, TableFrame]
    options: Mapping[tuple[str, ...], str]

    @property
    def last_row(self) -> int:
        """The last row of チェックリスト."""
        return max(self.rows.values(), default=CHECKLIST_HEADER + 1)

    def checklist_range(self, column: str) -> str:
        """The cells of a column of チェックリスト, as formulas of other sheets write them."""
        letters = checklist_letters(column)
        first = CHECKLIST_HEADER + 1
        return f"{quoted(CHECKLIST_SHEET)}!${letters}${first}:${letters}${self.last_row}"

    def own_places(self, questionnaire: Questionnaire) -> frozenset[str]:
        """The paths that have a cell for 根拠資料: questions and whole elements."""
        elements = {row.path for table in questionnaire.tables for row in table.rows}
        return frozenset(self.rows) | elements


def checklist_letters(column: str) -> str:
    """The letters of a column of チェックリスト, by its header word."""
    return column_letters(CHECKLIST_COLUMNS.index(column) + 1)


def frame_of(questionnaire: Questionnaire) -> Frame:
    """The frame of a questionnaire's form."""
    questions = list(questionnaire.questions())
    taken = [
        CASE_SHEET,
        CHECKLIST_SHEET,
        EVIDENCE_SHEET,
        CLAIMS_SHEET,
        NOTES_SHEET,
        RESULT_SHEET,
        OPTIONS_SHEET,
        RELEVANCE_SHEET,
    ]
    tables: dict[str, TableFrame] = {}
    labels = {table.list.id: table.list.label for table in questionnaire.tables}
    for table in questionnaire.tables:
        outer = f"（{labels[table.outer]}）" if table.outer else ""
        tables[table.list.id] = _table_frame(table, sheet_name(table.list.label + outer, taken))
        taken.append(tables[table.list.id].sheet)
    picked = dict.fromkeys(picked_words(subject) for subject in questionnaire.subjects())
    return Frame(
        rows=_numbered(questions, CHECKLIST_HEADER + 1),
        relevance_rows=_numbered(questions, 2),
        tables=tables,
        options={
            words: f"options_{number:03}"
            for number, words in enumerate((each for each in picked if each), start=1)
        },
    )


def _numbered(questions: list[Question], first: int) -> dict[str, int]:
    return {question.subject.id: first + at for at, question in enumerate(questions)}


def _table_frame(table: Table, sheet: str) -> TableFrame:
    key = f"{table.list.id}.{table.key}"
    ids = [
        key,
        *([table.list.id + WITHIN.suffix] if table.outer else []),
        *([table.list.id + PARENT.suffix] if table.is_tree else []),
        *(field.id for field in table.fields if field.id != key),
        *(
            table.list.id + each.suffix
            for each in (ELEMENT_EVIDENCE, ELEMENT_REMARK, ELEMENT_STATE)
        ),
    ]
    return TableFrame(
        sheet=sheet,
        # The first column says which row is which.
        columns={column_id: number for number, column_id in enumerate(ids, start=2)},
        first_row=LIST_IDS + 1,
        last_row=LIST_IDS + len(table.rows) + SPARE_ROWS,
    )
