"""チェックリスト: one row a question, by section."""

from collections.abc import Iterator

from checklist_engine.formats.xlsx_book import (
    Cell,
    CellValue,
    Conditional,
    Formula,
    Line,
    Look,
    Prompt,
    Role,
    Sheet,
    Strictness,
    height_of,
)
from checklist_engine.forms.formulas import is_blank, is_unknown
from checklist_engine.forms.layout import CHECKLIST_SHEET, CHECKLIST_TITLE, ChecklistColumn
from checklist_engine.forms.writing_content import FormContent
from checklist_engine.forms.writing_frame import (
    CHECKLIST_COLUMNS,
    CHECKLIST_HEADER,
    Frame,
    checklist_letters,
)
from checklist_engine.forms.writing_relevance import NOT_ASKED, NOT_NEEDED, WAITING, words_of_row
from checklist_engine.forms.writing_words import (
    answer_words,
    guidance_words,
    hint,
    input_role,
    needed_words,
    options_words,
    picked_words,
    question_words,
    shown_words,
)
from checklist_engine.questionnaire.questionnaire import Question, Questionnaire, Subject

FILLED, UNKNOWN, BLANK, LATER = "記入済", "未回答", "未記入", "前の回答待ち"
"""What 入力状況 says, besides 対象外."""

_WIDTHS = {
    ChecklistColumn.NUMBER: 5.0,
    ChecklistColumn.SECTION: 13.0,
    ChecklistColumn.ID: 19.0,
    ChecklistColumn.QUESTION: 40.0,
    ChecklistColumn.OPTIONS: 34.0,
    ChecklistColumn.GUIDANCE: 36.0,
    ChecklistColumn.REQUIRED: 6.0,
    ChecklistColumn.ANSWER: 26.0,
    ChecklistColumn.DETAIL: 30.0,
    ChecklistColumn.EVIDENCE: 12.0,
    ChecklistColumn.REMARK: 18.0,
    ChecklistColumn.STATE: 13.0,
}
_HOW_TO = (
    "黄色の欄に記入します。回答は、選択肢の文字又は番号で書きます（いくつでも選べる質問は「1、3」のように番号を並べます）。"
    "どれにも当たらないときは「該当なし」、まだ答えられないときは「未回答：照会中」のように理由を書きます。"
    "灰色の行は、ほかの回答により対象外となった質問で、記入は要りません。"
)


def checklist_sheet(content: FormContent, frame: Frame) -> Sheet:
    """The sheet of the questions."""
    asked = content.questionnaire
    widths = tuple(_WIDTHS[column] for column in CHECKLIST_COLUMNS)
    across = len(CHECKLIST_COLUMNS)
    lines = [
        Line(
            cells=(Cell(value=CHECKLIST_TITLE, role=Role.TITLE, across=across),),
            height=26,
        ),
        Line(
            cells=(Cell(value=_HOW_TO, role=Role.PLAIN, across=across),),
            height=height_of([(_HOW_TO, sum(widths))]),
        ),
        Line(
            cells=(
                Cell(
                    value=Formula(text=_summary(frame)),
                    role=Role.HEADING,
                    across=across,
                ),
            ),
            height=20,
        ),
        Line(
            cells=tuple(Cell(value=column, role=Role.HEADER) for column in CHECKLIST_COLUMNS),
            height=24,
        ),
        *_question_lines(content, frame),
    ]
    first, last = CHECKLIST_HEADER + 1, frame.last_row
    state = f"${checklist_letters(ChecklistColumn.STATE)}{first}"
    last_letters = checklist_letters(CHECKLIST_COLUMNS[-1])
    return Sheet(
        name=CHECKLIST_SHEET,
        widths=widths,
        lines=tuple(lines),
        freeze=f"{checklist_letters(ChecklistColumn.OPTIONS)}{first}",
        prompts=tuple(_prompts(asked, frame)),
        conditionals=(
            Conditional(
                cells=f"A{first}:{last_letters}{last}",
                formula=f'{state}="{NOT_ASKED}"',
                look=Look.NOT_ASKED,
            ),
            Conditional(
                cells=f"{last_letters}{first}:{last_letters}{last}",
                formula=f'{state}="{BLANK}"',
                look=Look.OPEN,
            ),
        ),
        title_rows=(CHECKLIST_HEADER, CHECKLIST_HEADER),
        header=content.running_heads,
        zoom=85,
    )


def blank_formula(frame: Frame) -> str:
    """How many questions that are asked are blank."""
    return f'COUNTIF({frame.checklist_range(ChecklistColumn.STATE)},"{BLANK}")'


def blank_required_formula(frame: Frame) -> str:
    """How many of these are required."""
    states = frame.checklist_range(ChecklistColumn.STATE)
    needed = frame.checklist_range(ChecklistColumn.REQUIRED)
    return f'COUNTIFS({states},"{BLANK}",{needed},"必須")'


def _summary(frame: Frame) -> str:
    states = frame.checklist_range(ChecklistColumn.STATE)
    return (
        f'"未記入 "&{blank_formula(frame)}&" 件（うち必須 "&{blank_required_formula(frame)}&" 件）　'
        f'未回答 "&COUNTIF({states},"{UNKNOWN}")&" 件　対象外 "&COUNTIF({states},"{NOT_ASKED}")&" 件"'
    )


def _question_lines(content: FormContent, frame: Frame) -> Iterator[Line]:
    own_places = frame.own_places(content.questionnaire)
    number = 0
    for part in content.questionnaire.parts:
        for question in part.questions:
            number += 1
            evidence = content.symbols_for(question.subject.id, own_places)
            cells = _cells(question, number, part.label, content, evidence, frame)
            texts = [
                (shown_words(cell.value), _WIDTHS[column])
                for column, cell in zip(CHECKLIST_COLUMNS, cells, strict=True)
                if not isinstance(cell.value, Formula) and column != ChecklistColumn.ID
            ]
            # IDs are set smaller, so that more of them goes into a line.
            texts.append((question.subject.id, _WIDTHS[ChecklistColumn.ID] * 1.2))
            yield Line(cells=cells, height=height_of(texts, least_lines=2))


def _cells(
    question: Question,
    number: int,
    section: str,
    content: FormContent,
    evidence: str | None,
    frame: Frame,
) -> tuple[Cell, ...]:
    subject = question.subject
    row = frame.rows[subject.id]
    sheet = _sheet_asked_for(subject, frame)
    answer = answer_words(subject, question.entry)
    values: dict[str, tuple[CellValue, Role]] = {
        ChecklistColumn.NUMBER: (number, Role.CENTRED),
        ChecklistColumn.SECTION: (section, Role.STRONG),
        ChecklistColumn.ID: (subject.id, Role.ID),
        ChecklistColumn.QUESTION: (question_words(subject), Role.TEXT),
        ChecklistColumn.OPTIONS: (options_words(subject, sheet), Role.TEXT),
        ChecklistColumn.GUIDANCE: (guidance_words(subject), Role.TEXT),
        ChecklistColumn.REQUIRED: (needed_words(subject), Role.CENTRED),
        ChecklistColumn.ANSWER: (answer, input_role(subject)),
        ChecklistColumn.DETAIL: (content.note(subject.id, "detail"), Role.INPUT_WORDS),
        ChecklistColumn.EVIDENCE: (evidence, Role.INPUT_WORDS),
        ChecklistColumn.REMARK: (content.note(subject.id, "remark"), Role.INPUT_WORDS),
        ChecklistColumn.STATE: (Formula(text=_state(subject, row, frame)), Role.STATE),
    }
    return tuple(Cell(value=value, role=role) for value, role in values.values())


def _sheet_asked_for(subject: Subject, frame: Frame) -> str | None:
    table = frame.tables.get(subject.key_of or subject.id)
    return table.sheet if table else None


def _state(subject: Subject, row: int, frame: Frame) -> str:
    answer = f"${checklist_letters(ChecklistColumn.ANSWER)}{row}"
    words = words_of_row(f"${checklist_letters(ChecklistColumn.ID)}{row}", frame)
    missing = f'IF({words}="{WAITING}","{LATER}",IF({words}="{NOT_NEEDED}","－","{BLANK}"))'
    if subject.id in frame.tables:
        table = frame.tables[subject.id]
        keys = table.range_of(next(iter(table.columns)))
        missing = f'IF(COUNTA({keys})>0,COUNTA({keys})&"件",{missing})'
    filled = f'IF({is_blank(answer)},{missing},IF({is_unknown(answer)},"{UNKNOWN}","{FILLED}"))'
    return f'IF({words}="{NOT_ASKED}","{NOT_ASKED}",{filled})'


def _prompts(questionnaire: Questionnaire, frame: Frame) -> Iterator[Prompt]:
    """One for all questions that say the same."""
    letters = checklist_letters(ChecklistColumn.ANSWER)
    cells: dict[tuple[str, str | None, Strictness], list[str]] = {}
    for question in questionnaire.questions():
        subject = question.subject
        row = frame.rows[subject.id]
        key = (hint(subject), source_of(subject, frame), strictness_of(subject))
        cells.setdefault(key, []).append(f"{letters}{row}")
    for (words, source, strictness), found in cells.items():
        yield Prompt(
            cells=" ".join(found),
            title=ChecklistColumn.ANSWER,
            words=words,
            source=source,
            strictness=strictness,
            warning="選択肢にない書き方です。このまま入力しますか（「未回答：理由」は、そのまま入力できます）",
        )
    symbols = checklist_letters(ChecklistColumn.EVIDENCE)
    yield Prompt(
        cells=f"{symbols}{CHECKLIST_HEADER + 1}:{symbols}{frame.last_row}",
        title=ChecklistColumn.EVIDENCE,
        words="シート「証跡」に書いた資料の記号を書きます（例: E1、E2）",
    )


def source_of(subject: Subject, frame: Frame) -> str | None:
    """The words of a drop-down: the name of their range, or the keys of a list."""
    if subject.key_of is not None:
        table = frame.tables[subject.key_of]
        return table.range_of(next(iter(table.columns)))
    return frame.options.get(picked_words(subject))


def strictness_of(subject: Subject) -> Strictness:
    """Whether other words than those of the drop-down need a second look."""
    open_to_others = subject.type.value in ("choices", "list") or subject.key_of is not None
    return Strictness.OPEN if open_to_others else Strictness.ASKS
