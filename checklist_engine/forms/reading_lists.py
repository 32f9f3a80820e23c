"""The sheets of lists: one row an element, known by the IDs of its columns."""

import unicodedata
from collections.abc import Mapping, Sequence

from checklist_engine.formats.xlsx_cells import Number, cell_words
from checklist_engine.forms.layout import (
    CALCULATED_SUFFIX,
    ELEMENT_EVIDENCE,
    ELEMENT_REMARK,
    ELEMENT_STATE,
    OWN_COLUMNS,
    PARENT,
    WITHIN,
    ListRow,
)
from checklist_engine.forms.reading_choices import Options, printed_options
from checklist_engine.forms.reading_elements import ElementRow, Forest, Node
from checklist_engine.forms.reading_ledger import Ledger
from checklist_engine.forms.reading_tables import (
    Row,
    Table,
    check_merged,
    header_word,
    tables_with,
    trimmed,
)
from checklist_engine.forms.reading_understood import Said, Unclear
from checklist_engine.forms.reading_values import read_answer
from checklist_engine.forms.reading_words import read_reference
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.places import Place
from checklist_engine.model.facts import Fact, Vocabulary

_KEY_LABEL = "記号"
_FORBIDDEN_IN_KEY = frozenset("/[]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """What stands in 根拠資料 of a question or an element."""

    path: str
    words: str
    place: Place


@dataclass(slots=True, kw_only=True)
class Lists:
    """The elements of all lists.

    Attributes:
        tables: the sheets of each list, by its full id.
        nodes: the elements at the top of each list that is a fact; none where nothing is listed.
        cited: what stands in 根拠資料 of elements.
        names: what `keys_of` has found out.
    """

    tables: Mapping[str, Sequence[Table]]
    nodes: dict[str, list[Node]] = field(default_factory=dict)
    cited: list[Cited] = field(default_factory=list)
    names: dict[str, Mapping[str, str]] = field(default_factory=dict)

    def keys_of(self, fact: str) -> Mapping[str, str]:
        """The keys that a choice may name, with the names of the elements."""
        if fact not in self.names:
            # INVARIANT: whoever asks does so when all rows have been put together.
            self.names[fact] = {
                node.source.key: _name_of(node)
                for top in self.nodes.get(fact, ())
                for node in top.with_all_below()
            }
        return self.names[fact]


def read_lists(vocabulary: Vocabulary, ledger: Ledger) -> Lists:
    """All elements; faults are added to the ledger."""
    facts = [fact for fact in vocabulary.all_facts() if fact.shape is not None]
    tables = {fact.full_id: tables_with(ledger, [_key_id(fact)]) for fact in facts}
    for fact in facts:
        for table in tables[fact.full_id]:
            check_merged(table, _key_id(fact), _filled_in(fact), ledger)
    rows = {
        fact.full_id: [
            element
            for table in tables[fact.full_id]
            for row in _in_order(table)
            if (element := _element_row(row, fact, ledger)) is not None
        ]
        for fact in facts
    }
    forest = Forest(rows, ledger)
    lists = Lists(tables=tables)
    for fact in vocabulary.facts.values():
        if fact.shape is not None and (nodes := forest.of_fact(fact)):
            lists.nodes[fact.id] = nodes
    for fact in vocabulary.facts.values():
        _read_fields(fact, lists.nodes.get(fact.id, []), lists, ledger)
    return lists


def _key_id(fact: Fact) -> str:
    assert fact.shape is not None
    return f"{fact.full_id}.{fact.shape.key}"


def _filled_in(fact: Fact) -> dict[str, str]:
    """The IDs of the columns that are filled in, with their labels."""
    assert fact.shape is not None
    fields = {each.full_id: each.label for each in fact.shape.fields.values()}
    own = {each.id_for(fact): each.label for each in OWN_COLUMNS if each is not ELEMENT_STATE}
    return {**fields, **own}


def _in_order(table: Table) -> list[Row]:
    """The rows by their numbers, as they were before anybody sorted them; else as they stand."""
    rows = [row for row in table.rows() if _has_words(row)]
    numbers = [_number(row) for row in rows]
    if None in numbers or len({*numbers}) < len(numbers):
        return rows
    return sorted(rows, key=lambda row: _number(row) or 0)


def _number(row: Row) -> int | None:
    value = row.cells.get(row.table.columns.get(ListRow.ID, 0))
    return value.value if isinstance(value, Number) and isinstance(value.value, int) else None


def _has_words(row: Row) -> bool:
    """Whether somebody wrote into a row: more than its number and what the form calculates."""
    columns = row.table.columns
    own = {columns.get(ListRow.ID)} | {
        column
        for word, column in columns.items()
        if word.endswith((ELEMENT_STATE.suffix, CALCULATED_SUFFIX))
    }
    return any(
        not (isinstance(value, str) and not trimmed(value))
        for column, value in row.cells.items()
        if column not in own
    )


def _element_row(row: Row, fact: Fact, ledger: Ledger) -> ElementRow | None:
    key_id = _key_id(fact)
    parent, within = PARENT.id_for(fact), WITHIN.id_for(fact)
    labels = {key_id: _KEY_LABEL, parent: PARENT.label, within: WITHIN.label}
    if [
        word for word, label in labels.items() if ledger.refused(row[word], row.place(word), label)
    ]:
        return None
    key = unicodedata.normalize("NFC", row.text(key_id))
    if not key:
        ledger.fault(
            "E347",
            row.place(key_id),
            f"「{fact.label}」の行に、記号がありません",
            "ほかの行と重ならない短い記号を書くか、要らない行なら内容を消してください",
        )
        return None
    if _FORBIDDEN_IN_KEY & {*key}:
        ledger.fault(
            "E347",
            row.place(key_id),
            f"記号「{key}」に「/」「[」「]」は使えません",
            "別の記号にしてください",
        )
        return None
    return ElementRow(
        row=row,
        list_fact=fact,
        key=key,
        key_place=row.place(key_id),
        parent=unicodedata.normalize("NFC", row.text(parent)),
        parent_place=row.place(parent),
        within=unicodedata.normalize("NFC", row.text(within)),
        within_place=row.place(within),
    )


def _read_fields(fact: Fact, tops: Sequence[Node], lists: Lists, ledger: Ledger) -> None:
    if fact.shape is None:
        return
    for top in tops:
        for node in top.with_all_below():
            _read_node(fact, node, lists, ledger)
            for inner in fact.shape.fields.values():
                _read_fields(inner, node.lists.get(inner.id, []), lists, ledger)


def _read_node(fact: Fact, node: Node, lists: Lists, ledger: Ledger) -> None:
    assert fact.shape is not None
    row = node.source.row
    for each in fact.shape.fields.values():
        if each.id == fact.shape.key:
            node.values[each.id], node.places[each.id] = node.source.key, node.source.key_place
            continue
        place, value = row.place(each.full_id), row[each.full_id]
        if each.key_of is not None:
            read = read_reference(value, lists.keys_of(each.key_of))
        else:
            read = read_answer(value, each, _options(each, row.table))
        if isinstance(read, Unclear):
            ledger.unclear(read, place, each.label)
        elif isinstance(read, Said):
            if read.words is not None and value is not None:
                ledger.read_as(place, cell_words(value), read.words)
            if each.id in node.lists and read.raw is not None:
                ledger.fault(
                    "E347",
                    place,
                    f"「{each.label}」の行があるのに、ここに「{trimmed(row.text(each.full_id))}」とあります",
                    "行を消すか、ここを空けてください",
                )
            elif read.raw is not None:
                node.values[each.id], node.places[each.id] = read.raw, place
    _beside(fact, node, lists, ledger)


def _beside(fact: Fact, node: Node, lists: Lists, ledger: Ledger) -> None:
    """What stands in a row beside its fields."""
    row = node.source.row
    evidence, remark = ELEMENT_EVIDENCE.id_for(fact), ELEMENT_REMARK.id_for(fact)
    if not ledger.refused(row[evidence], row.place(evidence), ELEMENT_EVIDENCE.label) and (
        words := row.text(evidence)
    ):
        lists.cited.append(Cited(path=node.path, words=words, place=row.place(evidence)))
    value = row[remark]
    if not ledger.refused(value, row.place(remark), ELEMENT_REMARK.label) and value is not None:
        ledger.note(node.path, "remark", cell_words(value))
    assert fact.shape is not None
    known = {
        ListRow.ID,
        *(each.full_id for each in fact.shape.fields.values()),
        *(own.id_for(fact) for own in OWN_COLUMNS),
        *(word for word in row.table.columns if word.endswith(CALCULATED_SUFFIX)),
    }
    for word, column, text in row.others(known):
        label = _label(row.table, column) or word or "見出しのない列"
        place = row.table.workbook.place(row.table.sheet, row.number, column)
        ledger.keep(
            place, node.path, f"{label}: {text}", f"列「{label}」は様式にないので、覚えに残しました"
        )


def _label(table: Table, column: int) -> str:
    """The label above the ID of a column."""
    first = table.columns.get(ListRow.ID, 0)
    for _, cells in table.head():
        mark = cells.get(first)
        if isinstance(mark, str) and header_word(mark) == header_word(ListRow.LABEL):
            value = cells.get(column)
            return "" if value is None else trimmed(cell_words(value))
    return ""


def _options(fact: Fact, table: Table) -> Options:
    """What may be chosen in a column: as it is printed above it."""
    column = table.columns.get(fact.full_id, 0)
    printed: Mapping[int, str] = {}
    for _, cells in table.head():
        value = cells.get(column)
        if isinstance(value, str):
            printed = printed_options(value) or printed
    return Options(fact.choices or {}, printed)


def _name_of(node: Node) -> str:
    row, shape = node.source.row, node.source.list_fact.shape
    assert shape is not None
    name = row.text(shape.fields[shape.name].full_id) if shape.name else ""
    return name or node.source.key
