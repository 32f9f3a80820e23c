"""A filled-in form → a submission as a Document whose values know their cells."""

from collections.abc import Iterator, Mapping, Sequence

from checklist_engine.formats.document import PlacedDocument
from checklist_engine.forms.reading_case import FormCase, case_content
from checklist_engine.forms.reading_checklist import (
    Checklist,
    checklist_tables,
    read_checklist,
    sheet_rows,
)
from checklist_engine.forms.reading_elements import Node
from checklist_engine.forms.reading_evidence import (
    Record,
    add_citations,
    read_claims,
    read_records,
)
from checklist_engine.forms.reading_ledger import Ledger
from checklist_engine.forms.reading_lists import Lists, read_lists
from checklist_engine.forms.reading_notes import (
    keep_other_sheets,
    keep_remarks,
    keep_words_above,
    read_notes,
)
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.places import Place, Pointer
from checklist_engine.model.facts import ListShape
from checklist_engine.model.pack import RulePack

_STAND_INS = {"id": "case", "title": "件名"}
_WHOLE_RECORD = frozenset({"id", "kind", "supports"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadForm:
    """A form as a submission; `asked` are the facts that have a row, with the cell of the answer."""

    document: PlacedDocument
    asked: Mapping[str, Place]


def read_form(case: FormCase, pack: RulePack, profile: str, ledger: Ledger) -> ReadForm:
    """Everything that a form says; faults are added to the ledger.

    Args:
        case: what its sheet 案件 says.
        pack: the pack that its questions are of.
        profile: the profile that it is for.
        ledger: where faults and notices go; it holds the workbook.
    """
    lists = read_lists(pack.vocabulary, ledger)
    checklist = read_checklist(pack.vocabulary, lists, ledger)
    _say_missing_sheets(pack, checklist, lists, ledger)
    records = read_records(pack.evidence_kinds, ledger)
    add_citations(records, [*checklist.cited, *lists.cited], ledger)
    claims = read_claims(pack.rules, ledger)
    read_notes(ledger)
    keep_other_sheets(ledger)
    keep_words_above([*_list_labels(pack)], ledger)
    keep_remarks(_rows_about(pack, lists, ledger), ledger)
    sheaf = _Sheaf()
    # INVARIANT: where the case lacks what it needs, there is a fault, and nothing is written; what
    # stands in for it lets the answers be checked all the same.
    sheaf.put(("case",), {**_STAND_INS, **case_content(case)}, case.sheet)
    for name in (*_STAND_INS, *case_content(case)):
        sheaf.places["case", name] = case.place(f"case.{name}")
    sheaf.put(("pack",), pack.id, case.place("pack"))
    sheaf.put(("profile",), profile, case.place("profile"))
    sheaf.answers(pack, checklist, lists)
    sheaf.records("evidence", [each for each in records if each.values.keys() >= _WHOLE_RECORD])
    sheaf.records("claims", claims)
    if notes := ledger.finished_notes():
        sheaf.put(("notes",), notes, case.sheet)
    document = PlacedDocument(
        file=ledger.workbook.file, root=sheaf.root, places={(): case.sheet, **sheaf.places}
    )
    return ReadForm(document=document, asked=checklist.asked)


def _say_missing_sheets(pack: RulePack, checklist: Checklist, lists: Lists, ledger: Ledger) -> None:
    """A list whose sheet somebody deleted cannot be read: that is said, not passed over."""
    for name, place in checklist.asked.items():
        fact = pack.vocabulary.facts[name]
        if (
            fact.shape is not None
            and not lists.tables[fact.full_id]
            and name not in checklist.answers
        ):
            ledger.left(
                place, f"「{fact.label}」を記入するシートがないので、未回答として読みました"
            )


def _list_labels(pack: RulePack) -> Iterator[str]:
    return (fact.label for fact in pack.vocabulary.all_facts() if fact.shape is not None)


def _rows_about(pack: RulePack, lists: Lists, ledger: Ledger) -> Mapping[tuple[str, int], str]:
    """What the rows of the form are about."""
    found = dict(sheet_rows(pack.vocabulary.facts, checklist_tables(ledger)))
    waiting = [node for nodes in lists.nodes.values() for node in nodes]
    while waiting:
        node = waiting.pop()
        row = node.source.row
        found[row.table.sheet.name, row.number] = node.path
        waiting += node.children
        for inner in node.lists.values():
            waiting += inner
    return found


class _Sheaf:
    """The data of a submission as it grows, with the cell of each value."""

    def __init__(self) -> None:
        self.root: dict[str, object] = {}
        self.places: dict[Pointer, Place] = {}

    def put(self, pointer: Pointer, value: object, place: Place) -> None:
        """Add a value at the top."""
        self.root[str(pointer[0])] = value
        self.places[pointer] = place

    def answers(self, pack: RulePack, checklist: Checklist, lists: Lists) -> None:
        """Add the answers, in the order of the vocabulary."""
        found: dict[str, object] = {}
        for fact in pack.vocabulary.facts.values():
            pointer = ("answers", fact.id)
            if fact.shape is not None and fact.id in lists.nodes:
                nodes = lists.nodes[fact.id]
                self.places[pointer] = nodes[0].source.key_place
                found[fact.id] = self._elements(fact.shape, nodes, pointer)
            elif fact.id in checklist.answers:
                self.places[pointer] = checklist.places[fact.id]
                found[fact.id] = checklist.answers[fact.id]
        self.root["answers"] = found

    def _elements(self, shape: ListShape, nodes: Sequence[Node], pointer: Pointer) -> list[object]:
        found: list[object] = []
        for number, node in enumerate(nodes):
            here = (*pointer, number)
            self.places[here] = node.source.key_place
            found.append(self._element(shape, node, here))
        return found

    def _element(self, shape: ListShape, node: Node, here: Pointer) -> dict[str, object]:
        element: dict[str, object] = {}
        for each in shape.fields.values():
            if each.shape is not None and each.id in node.lists:
                element[each.id] = self._elements(each.shape, node.lists[each.id], (*here, each.id))
            elif each.id in node.values:
                element[each.id] = node.values[each.id]
                self.places[*here, each.id] = node.places[each.id]
        if shape.children is not None and node.children:
            element[shape.children] = self._elements(shape, node.children, (*here, shape.children))
        return element

    def records(self, key: str, records: Sequence[Record]) -> None:
        """Add the rows of a table."""
        for number, record in enumerate(records):
            self.places[key, number] = record.place
            for name, place in record.places.items():
                self.places[key, number, name] = place
        if records:
            self.root[key] = [record.values for record in records]
