"""What a form cannot hold without loss: refused before anything is written, each with a way out."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal

from checklist_engine.formats.xlsx_book import Book
from checklist_engine.forms.layout import (
    CASE_ROWS,
    MOST_CELLS,
    MOST_CHARACTERS,
    MOST_COLUMNS,
    MOST_DIGITS,
    MOST_ROWS,
    SPARE_ROWS,
)
from checklist_engine.forms.writing_content import FormContent
from checklist_engine.forms.writing_frame import LIST_IDS, frame_of
from checklist_engine.forms.writing_list_relevance import list_relevance
from checklist_engine.forms.writing_records import labels_of
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.places import Place
from checklist_engine.ground.values import FactType
from checklist_engine.questionnaire.questionnaire import Entry, Subject, Table

_ESCAPE = re.compile("_x[0-9A-Fa-f]{4}_")
_LOOKS_UNANSWERED = re.compile(r"\s*未回答\s*(?:[:：].*)?", re.DOTALL)
_SMALLEST_POWER = -300
_NONCHARACTERS = frozenset("\ufffe\uffff")


def form_faults(content: FormContent, places: Mapping[str, Place], file: str) -> list[Diagnostic]:
    """Everything that keeps a form from being written (E360 to E366).

    Args:
        content: what the form is to say.
        places: where answers are written, by path.
        file: the submission that they come from.
    """
    return list(_Refusals(content=content, places=places, file=file).faults())


def book_faults(book: Book, file: str) -> list[Diagnostic]:
    """Whether the form as a whole could not be read back (E366), though each of its sheets could."""
    cells = sum(len(line.cells) for sheet in book.sheets for line in sheet.lines)
    rows = max(len(sheet.lines) for sheet in book.sheets)
    if cells <= MOST_CELLS and rows <= MOST_ROWS:
        return []
    fault = Diagnostic(
        code="E366",
        message=f"様式が大きくなりすぎます（全部で {cells:,} の欄、一番長いシートで {rows:,} 行。"
        f"読み戻せるのは {MOST_CELLS:,} の欄、{MOST_ROWS:,} 行まで）",
        hint="一覧や証跡を少なくするか、この案件は YAML のまま記入してください",
        place=Place(file=file),
    )
    return [fault]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Refusals:
    content: FormContent
    places: Mapping[str, Place]
    file: str

    def faults(self) -> Iterator[Diagnostic]:
        asked = self.content.questionnaire
        for question in asked.questions():
            yield from self.of_answer(question.subject, question.entry, question.subject.label)
        labels = labels_of(asked)
        for table in asked.tables:
            yield from self.of_table(table)
            fields = {field.field: field for field in table.fields}
            for row in table.rows:
                yield from self.of_key(table, row.key, row.path)
                for name, entry in row.entries.items():
                    yield from self.of_answer(fields[name], entry, labels[entry.path])
        for label, text in self.other_texts():
            yield from self.of_text(label, text, Place(file=self.file))

    def of_answer(self, subject: Subject, entry: Entry, label: str) -> Iterator[Diagnostic]:
        place = self.places.get(entry.path, Place(file=self.file))
        if entry.reason is not None:
            yield from self.of_text(f"{label}（未回答の理由）", entry.reason, place)
        match entry.answer:
            case str() if subject.type is FactType.TEXT:
                yield from self.of_text(label, entry.answer, place)
                if _LOOKS_UNANSWERED.fullmatch(entry.answer):
                    yield Diagnostic(
                        code="E364",
                        message=f"「{label}」の回答「{_short(entry.answer)}」は、様式では未回答の印と見分けられません",
                        hint="未回答なら {unknown: 理由} と書き、回答なら言葉を変えてください",
                        place=place,
                    )
            case int() | Decimal() if not isinstance(entry.answer, bool):
                if not _can_be_kept(Decimal(entry.answer)):
                    yield Diagnostic(
                        code="E363",
                        message=f"「{label}」の {entry.answer} は、"
                        f"Excel が正しく保てる桁数（{MOST_DIGITS} 桁）を超えています",
                        hint="桁を確かめるか、この案件は YAML のまま記入してください",
                        place=place,
                    )
            case _:
                pass

    def of_text(self, label: str, text: str, place: Place) -> Iterator[Diagnostic]:
        if "\r" in text:
            yield Diagnostic(
                code="E361",
                message=f"「{label}」に、Excel に書けない改行（CR）があります",
                hint="改行を普通のもの（LF）に直してください",
                place=place,
            )
        odd = [each for each in text if _is_unwritable(each)]
        if odd:
            yield Diagnostic(
                code="E360",
                message=f"「{label}」に、Excel に書けない制御文字（U+{ord(odd[0]):04X}）があります",
                hint="目に見えない文字なので、その前後を書き直してください",
                place=place,
            )
        length = len(text.encode("utf-16-le", "surrogatepass")) // 2
        if length > MOST_CHARACTERS:
            yield Diagnostic(
                code="E362",
                message=f"「{label}」は {length:,} 字あり、"
                f"Excel の一つの欄に入りません（{MOST_CHARACTERS:,} 字まで）",
                hint="要点だけを書き、全文は証跡の資料にしてください",
                place=place,
            )
        if found := _ESCAPE.search(text):
            yield Diagnostic(
                code="E365",
                message=f"「{label}」の「{found[0]}」は、Excel が別の文字に置き換えてしまいます",
                hint="「_」の一つを、全角の「＿」などに変えてください",
                place=place,
            )

    def of_key(self, table: Table, key: str, path: str) -> Iterator[Diagnostic]:
        """A key names a row, and other cells name it; so it must stand in one line as it is."""
        if "\n" in key or key != key.strip() or _LOOKS_UNANSWERED.fullmatch(key):
            place = self.places.get(f"{path}.{table.key}", Place(file=self.file))
            yield Diagnostic(
                code="E367",
                message=f"「{table.list.label}」の記号「{_short(key)}」は、様式の記号に使えません",
                hint="改行や前後の空白のない、短い記号にしてください",
                place=place,
            )

    def of_table(self, table: Table) -> Iterator[Diagnostic]:
        frame = frame_of(self.content.questionnaire)
        relevance = list_relevance(table, self.content.questionnaire, frame)
        columns = len(frame.tables[table.list.id].columns) + len(relevance.columns) + 1
        rows = LIST_IDS + len(table.rows) + SPARE_ROWS
        if rows > MOST_ROWS or columns > MOST_COLUMNS:
            yield Diagnostic(
                code="E366",
                message=f"「{table.list.label}」の表は {rows:,} 行 {columns} 列になり、様式に入りません"
                f"（{MOST_ROWS:,} 行 {MOST_COLUMNS} 列まで）",
                hint="一覧を短くするか、この案件は YAML のまま記入してください",
                place=self.places.get(table.list.id, Place(file=self.file)),
            )

    def other_texts(self) -> Iterator[tuple[str, str]]:
        """Every text that is no answer, with what it is called."""
        for name, value in self.content.case.items():
            if isinstance(value, str):
                yield CASE_ROWS[name], value
        for path, note in self.content.notes.items():
            yield f"覚え（{path}）", path
            for text in note.values():
                yield f"覚え（{path}）", text
        for record in self.content.questionnaire.evidence:
            texts = (record.id, record.title, record.issued_by, *record.supports)
            yield from ((f"証跡（{record.id}）", text) for text in texts if text)
        for claim in self.content.questionnaire.claims:
            yield f"申出（{claim.rule}）の理由", claim.reason


def _can_be_kept(number: Decimal) -> bool:
    """Whether a cell holds a number as it is; Excel keeps 15 digits, and no power below this."""
    digits = len(number.normalize().as_tuple().digits)
    small_enough = abs(number) < 10**MOST_DIGITS
    return digits <= MOST_DIGITS and small_enough and number.adjusted() > _SMALLEST_POWER


def _is_unwritable(character: str) -> bool:
    if character in "\n\r":
        return False
    return unicodedata.category(character) in ("Cc", "Cs") or character in _NONCHARACTERS


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 30 else line[:30] + "…"
