"""The sheet of a list: one row an element, a field a column."""

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
    column_letters,
    height_of,
)
from checklist_engine.forms.formulas import is_blank
from checklist_engine.forms.layout import (
    ELEMENT_EVIDENCE,
    ELEMENT_REMARK,
    ELEMENT_STATE,
    OWN_COLUMNS,
    PARENT,
    WITHIN,
    ListRow,
)
from checklist_engine.forms.writing_checklist import source_of, strictness_of
from checklist_engine.forms.writing_content import FormContent
from checklist_engine.forms.writing_frame import LIST_IDS, Frame, TableFrame
from checklist_engine.forms.writing_list_relevance import ListRelevance, list_relevance
from checklist_engine.forms.writing_words import (
    answer_words,
    guidance_words,
    hint,
    input_role,
    options_words,
    shown_words,
)
from checklist_engine.ground.lazy_dataclasses import dataclass, replace
from checklist_engine.questionnaire.questionnaire import Row, Subject, Table

_FIRST_WIDTH = 11.0
_WIDTHS = {
    PARENT: 12.0,
    WITHIN: 12.0,
    ELEMENT_EVIDENCE: 12.0,
    ELEMENT_REMARK: 18.0,
    ELEMENT_STATE: 13.0,
}
_KEY_WIDTH = 12.0
_FIELD_WIDTH = 19.0
_WORDS_WIDTH = 26.0
_FULL_WIDTH = 210.0
_MOST_STRETCH = 1.6
_TALLEST_FROZEN = 360.0

_WORDS_OF_OWN = {
    PARENT: (
        "どの行の下に入りますか",
        "一つ上の段階（委託元など）の行の記号を書きます。最初の段階では空けておきます",
    ),
    WITHIN: ("どの行に属しますか", "元の一覧にある行の記号を書きます"),
    ELEMENT_EVIDENCE: (
        "裏付ける資料はどれですか",
        "シート「証跡」に書いた資料の記号を書きます（例: E1、E2）",
    ),
    ELEMENT_REMARK: ("", ""),
    ELEMENT_STATE: ("", ""),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """A column: its ID, and the words above it."""

    id: str
    label: str
    question: str
    guidance: str
    options: str
    width: float
    role: Role
    subject: Subject | None = None


def list_sheet(table: Table, content: FormContent, frame: Frame) -> Sheet:
    """The sheet of one list."""
    return _ListSheet(
        table=table,
        content=content,
        frame=frame,
        place=frame.tables[table.list.id],
        relevance=list_relevance(table, content.questionnaire, frame),
        own_places=frame.own_places(content.questionnaire),
    ).sheet()


def count_formula(table: Table, frame: Frame) -> str:
    """How many fields that are asked are blank in a list."""
    return f"SUM({frame.tables[table.list.id].range_of(table.list.id + ELEMENT_STATE.suffix)})"


@dataclass(frozen=True, slots=True, kw_only=True)
class _ListSheet:
    table: Table
    content: FormContent
    frame: Frame
    place: TableFrame
    relevance: ListRelevance
    own_places: frozenset[str]

    def sheet(self) -> Sheet:
        columns = _stretched(tuple(self.columns()))
        hidden = self.relevance.columns
        widths = (_FIRST_WIDTH, *(column.width for column in columns))
        head = [*self.head(columns, sum(widths))]
        first = self.place.first_row
        frozen = sum(line.height or 0 for line in head) <= _TALLEST_FROZEN
        return Sheet(
            name=self.place.sheet,
            widths=(*widths, *(8.0 for _ in hidden)),
            lines=(*head, *self.element_lines(columns)),
            hidden_columns=tuple(range(len(widths) + 1, len(widths) + len(hidden) + 1)),
            freeze=f"C{first if frozen else 1}",
            prompts=tuple(self.prompts(columns)),
            conditionals=tuple(self.conditionals()),
            title_rows=(LIST_IDS - 1, LIST_IDS),
            last_column=len(widths),
            header=self.content.running_heads,
            zoom=85,
        )

    def columns(self) -> Iterator[_Column]:
        fields = {field.id: field for field in self.table.fields}
        own = {each.suffix: each for each in OWN_COLUMNS}
        for column_id in self.place.columns:
            if column_id in fields:
                yield self.field_column(fields[column_id])
                continue
            each = own[column_id.removeprefix(self.table.list.id)]
            question, guidance = _WORDS_OF_OWN[each]
            role = Role.BLANKS if each is ELEMENT_STATE else Role.INPUT_WORDS
            yield _Column(
                id=column_id,
                label=each.label,
                question=question,
                guidance=guidance,
                options="",
                width=_WIDTHS[each],
                role=role,
            )

    def field_column(self, field: Subject) -> _Column:
        linked = self.frame.tables.get(field.key_of or field.id)
        is_key = field.field == self.table.key
        wide = field.type.value == "text" and not is_key and field.field != self.table.name
        guidance = guidance_words(field)
        if is_key:
            guidance = guidance or "ほかの行と重ならない短い記号を付けます（例: a、b、c）"
        return _Column(
            id=field.id,
            label=field.label,
            question=field.question or "",
            guidance=guidance,
            options="" if is_key else options_words(field, linked.sheet if linked else None),
            width=_KEY_WIDTH if is_key else _WORDS_WIDTH if wide else _FIELD_WIDTH,
            role=input_role(field),
            subject=field,
        )

    def head(self, columns: tuple[_Column, ...], width: float) -> Iterator[Line]:
        across = len(columns) + 1
        subject = self.table.list
        yield Line(cells=(Cell(value=subject.label, role=Role.TITLE, across=across),), height=26)
        words = "　".join(each for each in (subject.question, guidance_words(subject)) if each)
        words = f"{words}　一行に一つずつ、黄色の欄に記入します。記号のない行は読みません。".strip(
            "　"
        )
        yield Line(
            cells=(Cell(value=words, role=Role.PLAIN, across=across),),
            height=height_of([(words, width)]),
        )
        for title, texts in (
            (ListRow.QUESTION, [column.question for column in columns]),
            (ListRow.GUIDANCE, [column.guidance for column in columns]),
            (ListRow.OPTIONS, [column.options for column in columns]),
        ):
            yield Line(
                cells=(
                    Cell(value=title, role=Role.STRONG),
                    *(Cell(value=text or None, role=Role.TEXT) for text in texts),
                ),
                height=height_of(
                    [(text, column.width) for text, column in zip(texts, columns, strict=True)]
                ),
            )
        labels = [column.label for column in columns]
        yield Line(
            cells=tuple(Cell(value=word, role=Role.HEADER) for word in (ListRow.LABEL, *labels)),
            height=height_of([(column.label, column.width) for column in columns], least_lines=2),
        )
        ids = [column.id for column in columns]
        yield Line(
            cells=(
                *(Cell(value=word, role=Role.ID_HEADER) for word in (ListRow.ID, *ids)),
                *(Cell(value=each, role=Role.PLAIN) for each in self.relevance.columns),
            ),
            height=height_of([(column.id, column.width * 1.2) for column in columns]),
        )

    def element_lines(self, columns: tuple[_Column, ...]) -> Iterator[Line]:
        rows: list[Row | None] = list(self.table.rows)
        rows += [None] * (self.place.last_row - self.place.first_row + 1 - len(rows))
        for number, element in enumerate(rows, start=1):
            at = self.place.first_row + number - 1
            values = [self.value(column, element, at) for column in columns]
            calculated = self.relevance.formulas(at)
            yield Line(
                cells=(
                    Cell(value=number, role=Role.CENTRED),
                    *(
                        Cell(value=value, role=column.role)
                        for value, column in zip(values, columns, strict=True)
                    ),
                    *(Cell(value=Formula(text=text), role=Role.PLAIN) for text in calculated),
                ),
                height=height_of(
                    [
                        (shown_words(value), column.width)
                        for value, column in zip(values, columns, strict=True)
                        if not isinstance(value, Formula)
                    ],
                    least_lines=2,
                ),
            )

    def value(self, column: _Column, element: Row | None, at: int) -> CellValue:
        list_id = self.table.list.id
        if column.id == list_id + ELEMENT_STATE.suffix:
            return Formula(text=self.state(at))
        if element is None:
            return None
        if column.subject is not None:
            return answer_words(column.subject, element.entries[column.subject.field])
        match column.id.removeprefix(list_id):
            case PARENT.suffix:
                return element.parent
            case WITHIN.suffix:
                return self.within(element)
            case ELEMENT_EVIDENCE.suffix:
                return self.content.symbols_for(element.path, self.own_places)
            case _:
                return self.content.note(element.path, "remark")

    def within(self, element: Row) -> str | None:
        """The key of the element around, or its path where a key does not tell which one it is."""
        assert element.within is not None
        assert self.table.outer is not None
        tables = {each.list.id: each for each in self.content.questionnaire.tables}
        if tables[self.table.outer].outer is not None:
            return element.within
        return element.within[element.within.rindex("[") + 1 : -1].rpartition("/")[2]

    def state(self, row: int) -> str:
        """How many fields of a row are blank though they are asked."""
        letters = {column_id: self.place.letters(column_id) for column_id in self.place.columns}
        key_id = f"{self.table.list.id}.{self.table.key}"
        parts = [
            self.relevance.is_open(field, row)
            for field in self.table.fields
            if field.id != key_id and field.gate is not None
        ]
        key = f"${letters[key_id]}{row}"
        inputs = [letters[column_id] for column_id in list(letters)[1:-1]]
        others = f"COUNTA({inputs[0]}{row}:{inputs[-1]}{row})"
        return f'IF({is_blank(key)},IF({others}>0,"記号なし",""),{"+".join(parts) or "0"})'

    def prompts(self, columns: tuple[_Column, ...]) -> Iterator[Prompt]:
        for column in columns:
            letters = self.place.letters(column.id)
            cells = f"{letters}{self.place.first_row}:{letters}{self.place.last_row}"
            subject = column.subject
            if subject is not None and subject.field != self.table.key:
                yield Prompt(
                    cells=cells,
                    title=column.label,
                    words=hint(subject),
                    source=source_of(subject, self.frame),
                    strictness=strictness_of(subject),
                    warning="選択肢にない書き方です。このまま入力しますか"
                    "（「未回答：理由」は、そのまま入力できます）",
                )
            elif column.guidance:
                yield Prompt(
                    cells=cells,
                    title=column.label,
                    words=column.guidance,
                    source=self.keys_for(column),
                    strictness=Strictness.OPEN,
                )

    def keys_for(self, column: _Column) -> str | None:
        """The keys that 上の行の記号 and 属する行の記号 can name."""
        list_id = self.table.list.id
        if column.id == list_id + PARENT.suffix:
            return self.place.range_of(f"{list_id}.{self.table.key}")
        if column.id == list_id + WITHIN.suffix and self.table.outer:
            outer = self.frame.tables[self.table.outer]
            return outer.range_of(next(iter(outer.columns)))
        return None

    def conditionals(self) -> Iterator[Conditional]:
        first, last = self.place.first_row, self.place.last_row
        key = f"$B{first}"
        for field in self.table.fields:
            asked = self.relevance.asked_column(field.id)
            if asked is not None:
                letters = self.place.letters(field.id)
                cell = f"${asked}{first}"
                yield Conditional(
                    cells=f"{letters}{first}:{letters}{last}",
                    formula=f'AND({key}<>"",OR({cell}=0,{cell}=3))',
                    look=Look.NOT_ASKED,
                )
        state = column_letters(len(self.place.columns) + 1)
        yield Conditional(
            cells=f"{state}{first}:{state}{last}",
            formula=f'OR({state}{first}="記号なし",N({state}{first})>0)',
            look=Look.OPEN,
        )


def _stretched(columns: tuple[_Column, ...]) -> tuple[_Column, ...]:
    """The columns of a narrow table made wider, so that it fills a page."""
    by = _FULL_WIDTH / (_FIRST_WIDTH + sum(column.width for column in columns))
    factor = max(1.0, min(by, _MOST_STRETCH))
    return tuple(replace(column, width=round(column.width * factor, 1)) for column in columns)
