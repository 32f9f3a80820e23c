"""The form of a questionnaire, as the description of a workbook."""

from checklist_engine.formats.xlsx_book import (
    Book,
    Cell,
    Line,
    Role,
    Sheet,
    column_letters,
    quoted,
)
from checklist_engine.forms.layout import OPTIONS_SHEET
from checklist_engine.forms.writing_case import case_sheet
from checklist_engine.forms.writing_checklist import checklist_sheet
from checklist_engine.forms.writing_content import FormContent
from checklist_engine.forms.writing_frame import Frame, frame_of
from checklist_engine.forms.writing_list import list_sheet
from checklist_engine.forms.writing_records import (
    claims_sheet,
    evidence_sheet,
    notes_sheet,
    record_names,
)
from checklist_engine.forms.writing_relevance import relevance_sheet
from checklist_engine.forms.writing_result import result_sheet


def form_book(content: FormContent) -> Book:
    """The workbook of a form; what it cannot hold has been refused before (`writing_refusals`)."""
    asked = content.questionnaire
    frame = frame_of(asked)
    options, names = _options(content, frame)
    result = (result_sheet(content, *content.assessment),) if content.assessment else ()
    return Book(
        title=f"セキュリティ対策チェックリスト（{asked.profile_label}）",
        made_on=asked.as_of,
        sheets=(
            case_sheet(content, frame),
            checklist_sheet(content, frame),
            *(list_sheet(table, content, frame) for table in asked.tables),
            evidence_sheet(content, frame),
            claims_sheet(content),
            notes_sheet(content, frame),
            *result,
            options,
            relevance_sheet(asked, frame),
        ),
        names=names,
    )


def _options(content: FormContent, frame: Frame) -> tuple[Sheet, dict[str, str]]:
    """選択肢: a column for each drop-down, and the names of their ranges."""
    columns = {name: words for words, name in frame.options.items()}
    columns |= {name: words or ("",) for name, words in record_names(content.questionnaire).items()}
    names = {
        name: f"{quoted(OPTIONS_SHEET)}!${column_letters(number)}$1:"
        f"${column_letters(number)}${len(words)}"
        for number, (name, words) in enumerate(columns.items(), start=1)
    }
    lines = tuple(
        Line(
            cells=tuple(
                Cell(value=words[at], role=Role.PLAIN) if at < len(words) else None
                for words in columns.values()
            )
        )
        for at in range(max(map(len, columns.values())))
    )
    widths = (30.0,) * len(columns)
    return Sheet(name=OPTIONS_SHEET, widths=widths, lines=lines, is_hidden=True), names
