"""The sheet チェックリスト: one row a question, known by its ID wherever it stands."""

import unicodedata
from collections.abc import Mapping

from checklist_engine.formats.xlsx_cells import Struck, cell_words
from checklist_engine.forms.layout import ChecklistColumn
from checklist_engine.forms.reading_choices import Options, printed_options
from checklist_engine.forms.reading_ledger import Ledger
from checklist_engine.forms.reading_lists import Cited, Lists
from checklist_engine.forms.reading_tables import Row, Table, check_merged, tables_with, trimmed
from checklist_engine.forms.reading_understood import Said, Unclear
from checklist_engine.forms.reading_values import Understood, read_answer, read_text
from checklist_engine.forms.reading_words import read_reference
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.near_misses import nearest
from checklist_engine.ground.places import Place
from checklist_engine.model.facts import Fact, Vocabulary

_COLUMNS = [word for name, word in vars(ChecklistColumn).items() if name.isupper()]
_FILLED_IN = (
    ChecklistColumn.ANSWER,
    ChecklistColumn.DETAIL,
    ChecklistColumn.EVIDENCE,
    ChecklistColumn.REMARK,
)
_PRINTED = (
    ChecklistColumn.NUMBER,
    ChecklistColumn.SECTION,
    ChecklistColumn.OPTIONS,
    ChecklistColumn.GUIDANCE,
    ChecklistColumn.REQUIRED,
)
_NOTED = {"detail": ChecklistColumn.DETAIL, "remark": ChecklistColumn.REMARK}


@dataclass(slots=True)
class Checklist:
    """The answers of チェックリスト by fact, where they stand, and what stands in 根拠資料.

    `asked` are the facts that have a row, with the cell of the answer.
    """

    answers: dict[str, object] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    asked: dict[str, Place] = field(default_factory=dict)
    cited: list[Cited] = field(default_factory=list)


def checklist_tables(ledger: Ledger) -> list[Table]:
    """The sheets that are a checklist; none is a fault (E340)."""
    tables = tables_with(ledger, [ChecklistColumn.ID, ChecklistColumn.ANSWER])
    if not tables:
        ledger.fault(
            "E340",
            Place(file=ledger.workbook.file),
            f"チェックリストのシート（「{ChecklistColumn.ID}」と「{ChecklistColumn.ANSWER}」の列があるもの）がありません",
            "checklist form で作った様式を指定してください。見出しの行を消したときは、元に戻してください",
        )
    return tables


def read_checklist(vocabulary: Vocabulary, lists: Lists, ledger: Ledger) -> Checklist:
    """All answers of the checklist; faults are added to the ledger."""
    checklist = Checklist()
    for table in checklist_tables(ledger):
        check_merged(
            table, ChecklistColumn.ID, dict(zip(_FILLED_IN, _FILLED_IN, strict=True)), ledger
        )
        for row in table.rows():
            name = unicodedata.normalize("NFKC", row.text(ChecklistColumn.ID))
            fact = vocabulary.facts.get(name)
            if fact is not None:
                _read_row(row, fact, lists, checklist, ledger)
            elif _has_words(row, name):
                _keep(row, name, vocabulary, ledger)
    return checklist


def _has_words(row: Row, name: str) -> bool:
    """Whether somebody wrote into a row that is no question: where it has no ID, anywhere in it."""
    filled = any(row[word] is not None for word in _FILLED_IN)
    printed = [word for word in _COLUMNS if word not in _FILLED_IN and isinstance(row[word], str)]
    return filled or (not name and bool(printed)) or any(row.others(_COLUMNS))


def _read_row(row: Row, fact: Fact, lists: Lists, checklist: Checklist, ledger: Ledger) -> None:
    place, value = row.place(ChecklistColumn.ANSWER), row[ChecklistColumn.ANSWER]
    checklist.asked.setdefault(fact.id, place)
    if isinstance(row[ChecklistColumn.ID], Struck) or isinstance(
        row[ChecklistColumn.QUESTION], Struck
    ):
        ledger.left(
            place,
            f"「{fact.label}」の行に取り消し線がありますが、質問はなくなりません。"
            "当てはまらないときは、回答に書くか、シート「申出」に書いてください",
        )
    read: Understood
    if fact.key_of is not None:
        read = read_reference(value, lists.keys_of(fact.key_of))
    else:
        printed = printed_options(row.text(ChecklistColumn.OPTIONS))
        read = read_answer(value, fact, Options(fact.choices or {}, printed))
    if isinstance(read, Unclear):
        ledger.unclear(read, place, fact.label)
    elif isinstance(read, Said):
        if read.words is not None and value is not None:
            ledger.read_as(place, cell_words(value), read.words)
        if read.raw is not None:
            _put(fact, read.raw, place, lists, checklist, ledger)
    _beside(row, fact.id, checklist, ledger)


def _put(
    fact: Fact,
    raw: object,
    place: Place,
    lists: Lists,
    checklist: Checklist,
    ledger: Ledger,
) -> None:
    if fact.id in lists.nodes:
        first = lists.nodes[fact.id][0].source.key_place
        ledger.fault(
            "E347",
            place,
            f"「{fact.label}」の行が一覧のシートにあるのに（{first.cell}）、ここにも回答があります",
            "一覧の行が正しければここを空け、ここが正しければ一覧の行を消してください",
        )
    elif fact.id in checklist.answers and not _same(checklist.answers[fact.id], raw):
        first = checklist.places[fact.id]
        ledger.fault(
            "E345",
            place,
            f"「{fact.label}」（{fact.id}）の行が二つあり、回答が違います（一つ目は {first.cell}）",
            "どちらかの行を消すか、同じ回答にしてください",
        )
    else:
        checklist.answers.setdefault(fact.id, raw)
        checklist.places.setdefault(fact.id, place)


def _same(one: object, other: object) -> bool:
    return type(one) is type(other) and one == other


def _beside(row: Row, name: str, checklist: Checklist, ledger: Ledger) -> None:
    """What stands in a row beside the answer."""
    for key, word in _NOTED.items():
        read = read_text(row[word])
        if isinstance(read, Unclear):
            ledger.unclear(read, row.place(word), word)
        elif isinstance(read, Said) and isinstance(read.raw, str):
            ledger.note(name, key, read.raw)
    word = ChecklistColumn.EVIDENCE
    place = row.place(word)
    if not ledger.refused(row[word], place, word) and (words := row.text(word)):
        checklist.cited.append(Cited(path=name, words=words, place=place))
    for word, column, text in row.others(_COLUMNS):
        where = row.table.workbook.place(row.table.sheet, row.number, column)
        label = word or "見出しのない列"
        ledger.keep(
            where, name, f"{label}: {text}", f"列「{label}」は様式にないので、覚えに残しました"
        )


def _keep(row: Row, name: str, vocabulary: Vocabulary, ledger: Ledger) -> None:
    """A row that is no question of the pack: its words are kept."""
    parts = [
        f"{word}: {trimmed(cell_words(value))}"
        for word in (*([] if name else _PRINTED), ChecklistColumn.QUESTION, *_FILLED_IN)
        if (value := row[word]) is not None
    ]
    parts += [f"{word or '見出しのない列'}: {text}" for word, _, text in row.others(_COLUMNS)]
    about = name or f"{row.table.sheet.name} {row.number}行目"
    near = nearest(name, vocabulary.facts) if name else None
    why = (
        f"「{name}」というIDの確認項目は規則集にないので、覚えに残しました（回答としては読みません）"
        if name
        else "IDのない行なので、覚えに残しました（回答としては読みません）"
    )
    ledger.keep(
        row.place(ChecklistColumn.ID if name else None),
        about,
        "\n".join(parts),
        f"{why}。もしかして「{near}」ですか" if near else why,
    )


def sheet_rows(
    vocabulary: Mapping[str, Fact], tables: list[Table]
) -> Mapping[tuple[str, int], str]:
    """The facts of the rows, by the name of the sheet and the row."""
    return {
        (table.sheet.name, row.number): name
        for table in tables
        for row in table.rows()
        if (name := unicodedata.normalize("NFKC", row.text(ChecklistColumn.ID))) in vocabulary
    }
