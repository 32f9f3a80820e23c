"""判断, a hidden sheet: what is asked, as formulas."""

from collections.abc import Mapping

from checklist_engine.compiler.expressions import refs_of
from checklist_engine.formats.xlsx_book import (
    Cell,
    Formula,
    Line,
    Role,
    Sheet,
    quoted,
)
from checklist_engine.forms.formulas import (
    ALWAYS,
    AnswerCells,
    formula_of,
    number_formula,
    state_formula,
    value_formula,
)
from checklist_engine.forms.layout import (
    RELEVANCE_SHEET,
    ChecklistColumn,
)
from checklist_engine.forms.writing_frame import Frame
from checklist_engine.forms.writing_words import picked_words
from checklist_engine.model.paths import FactRef, FieldRef, Ref
from checklist_engine.questionnaire.questionnaire import Question, Questionnaire, Subject

ASKED, WAITING, NOT_ASKED, NOT_NEEDED = "対象", "待ち", "対象外", "任意"
"""What 判断 says of a question."""

_ID, _ANSWER, _NUMBER, _VALUE, _STATE, _ASKED, _WORDS = "ABCDEFG"
# 「回答」 would make it another checklist, should somebody give the sheet another name.
_HEADERS = ("ID", "写した回答", "番号", "値", "扱い", "要否", "状態")


def referred(questionnaire: Questionnaire) -> frozenset[str]:
    """The full ids that some relevance reads, other than lists."""
    found = (
        ref.fact
        for subject in questionnaire.subjects()
        if subject.relevant_when
        for ref in refs_of(subject.relevant_when)
        if isinstance(ref, FactRef | FieldRef)
    )
    lists = {table.list.id for table in questionnaire.tables}
    return frozenset(found) - lists


def relevance_sheet(questionnaire: Questionnaire, frame: Frame) -> Sheet:
    """判断: a row a question, found by its ID, wherever it was sorted to."""
    read = referred(questionnaire)
    looks = {
        question.subject.id: answer_cells(question.subject, frame)
        for question in questionnaire.questions()
        if question.subject.id in read
    }
    lines = [Line(cells=tuple(Cell(value=word, role=Role.PLAIN) for word in _HEADERS))]
    lines += [_line(question, frame, looks) for question in questionnaire.questions()]
    widths = (30.0, 20.0, 8.0, 12.0, 8.0, 8.0, 10.0)
    return Sheet(name=RELEVANCE_SHEET, widths=widths, lines=tuple(lines), is_hidden=True)


def answer_cells(subject: Subject, frame: Frame) -> AnswerCells:
    """Where formulas find the answer to a question."""
    row = frame.relevance_rows[subject.id]
    sheet = quoted(RELEVANCE_SHEET)
    return AnswerCells(
        state=f"{sheet}!${_STATE}${row}", value=f"{sheet}!${_VALUE}${row}", subject=subject
    )


def asked_cell(fact: str, frame: Frame) -> str:
    """Where 判断 says whether a question is asked."""
    return f"{quoted(RELEVANCE_SHEET)}!${_ASKED}${frame.relevance_rows[fact]}"


def words_of_row(id_cell: str, frame: Frame) -> str:
    """What 判断 says of the question whose ID stands in a cell, as a formula."""
    sheet, last = quoted(RELEVANCE_SHEET), max(frame.relevance_rows.values(), default=2)
    ids, words = f"{sheet}!$A$2:$A${last}", f"{sheet}!${_WORDS}$2:${_WORDS}${last}"
    return f'IFERROR(INDEX({words},MATCH({id_cell},{ids},0)),"{ASKED}")'


def _line(question: Question, frame: Frame, looks: Mapping[str, AnswerCells]) -> Line:
    subject = question.subject
    row = frame.relevance_rows[subject.id]
    formulas: list[str | None] = [_found(row, frame), None, None, None]
    if subject.id in looks:
        name = frame.options.get(picked_words(subject), "")
        answer, number, value = f"${_ANSWER}{row}", f"${_NUMBER}{row}", f"${_VALUE}{row}"
        formulas[1:] = [
            number_formula(answer) if subject.options else None,
            value_formula(subject, answer, number, name),
            state_formula(f"${_ASKED}{row}", answer, value),
        ]

    def look_up(ref: Ref) -> AnswerCells | None:
        return looks.get(ref.fact) if isinstance(ref, FactRef) else None

    asked = formula_of(subject.relevant_when, look_up) if subject.relevant_when else ALWAYS
    asked_words = ASKED if subject.gate else NOT_NEEDED
    words = (
        f'CHOOSE(${_ASKED}{row}+1,"{NOT_ASKED}","{asked_words}","{WAITING}",'
        f'"{NOT_ASKED}","{asked_words}")'
    )
    return Line(
        cells=(
            Cell(value=subject.id, role=Role.PLAIN),
            *(
                Cell(value=Formula(text=text), role=Role.PLAIN) if text else None
                for text in (*formulas, asked, words)
            ),
        )
    )


def _found(row: int, frame: Frame) -> str:
    """The answer to the question whose ID stands in this row of 判断."""
    answers = frame.checklist_range(ChecklistColumn.ANSWER)
    at = f"MATCH(${_ID}{row},{frame.checklist_range(ChecklistColumn.ID)},0)"
    return f'IFERROR(IF(INDEX({answers},{at})="","",INDEX({answers},{at})),"")'
