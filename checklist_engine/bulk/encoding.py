"""Encoding: typed submissions → columns. What a Plan may read is all there; words about it are not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from checklist_engine.bulk.columns import (
    CASES,
    Column,
    Columns,
    ListColumn,
    RecordKind,
    Records,
    Supports,
    codes_of,
)
from checklist_engine.ground.values import FactType, Value
from checklist_engine.model.facts import Fact, Vocabulary
from checklist_engine.model.submission import Answer, Evidence, Submission, elements_of

_SHORT = 8
_WORTH = 1 << 17
"""A group of its own is worth a pass over all rules where it saves at least so many empty slots."""


def encode(vocabulary: Vocabulary, cases: Sequence[tuple[Submission, date]]) -> Columns:
    """The columns of submissions, each with its assessment date."""
    order, groups = _grouped([_size(submission) for submission, _ in cases])
    tables = _Tables()
    for fact in vocabulary.facts.values():
        tables.lay(fact, CASES)
    for row, position in enumerate(order):
        submission, as_of = cases[position]
        tables.add(vocabulary, submission, as_of, row)
    return Columns(
        cases=tuple(cases[position][0].case.id for position in order),
        order=order,
        groups=groups,
        days=_column(FactType.DATE, tables.days),
        facts={name: _column(tables.types[name], raw) for name, raw in tables.values.items()},
        lists={name: each.column() for name, each in tables.lists.items()},
        records=tables.records.encoded(),
    )


def _size(submission: Submission) -> int:
    """The length of the longest list of a submission, at any depth."""
    longest = 0
    waiting = [elements_of(answer) for answer in submission.answers.values.values()]
    while waiting:
        elements = waiting.pop()
        longest = max(longest, len(elements))
        waiting += [elements_of(value) for each in elements for value in each.values.values()]
    return longest


def _grouped(sizes: Sequence[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The submissions in the order of their rows, and how many each group has.

    The lists of a group differ in length by the factor two at most, but where rows are few: a group with
    longer lists takes in one with shorter ones unless that would make too many empty slots.
    """
    classes: dict[int, list[int]] = {}
    for position, size in enumerate(sizes):
        classes.setdefault((max(size, _SHORT) - 1).bit_length(), []).append(position)
    groups: list[list[int]] = []
    longest_before = 0
    for _, members in sorted(classes.items()):
        longest = max(sizes[position] for position in members)
        if groups and len(groups[-1]) * (longest - longest_before) < _WORTH:
            groups[-1] += members
        else:
            groups.append(members)
        longest_before = longest
    order = tuple(position for group in groups for position in group)
    return order, tuple(len(group) for group in groups)


@dataclass(slots=True)
class _List:
    """A list while it is filled."""

    around: str
    lengths: list[int] = field(default_factory=list)
    trails: list[str] = field(default_factory=list)
    tiers: list[int] = field(default_factory=list)

    def column(self) -> ListColumn:
        ways = sorted(set(self.trails))
        rank = {way: number for number, way in enumerate(ways)}
        return ListColumn(
            around=self.around,
            lengths=codes_of(self.lengths, max(self.lengths, default=0)),
            ways=tuple(ways),
            trails=codes_of((rank[trail] for trail in self.trails), len(ways)),
            tiers=codes_of(self.tiers, max(self.tiers, default=0)),
        )


class _Tables:
    """Columns while they are filled, submission by submission."""

    def __init__(self) -> None:
        self.types: dict[str, FactType] = {}
        self.values: dict[str, list[Value | None]] = {}
        self.lists: dict[str, _List] = {}
        self.days: list[Value | None] = []
        self.records = _Records()

    def lay(self, fact: Fact, around: str) -> None:
        """An empty column for a fact, and for its fields."""
        if fact.shape is None:
            self.types[fact.full_id] = fact.type
            self.values[fact.full_id] = []
            return
        self.lists[fact.full_id] = _List(around)
        for each in fact.shape.fields.values():
            self.lay(each, fact.full_id)

    def add(self, vocabulary: Vocabulary, submission: Submission, as_of: date, row: int) -> None:
        """One more row."""
        self.days.append(as_of)
        places: dict[str, tuple[str, int]] = {}
        answers = submission.answers.values
        for name, fact in vocabulary.facts.items():
            self.put(fact, answers.get(name), places)
        for record in submission.evidence:
            self.records.add(record, row, vocabulary, places)

    def put(self, fact: Fact, answer: Answer | None, places: dict[str, tuple[str, int]]) -> None:
        """One more answer; `places` learns where the elements of the submission went."""
        if fact.shape is None:
            # INVARIANT: the loader gives elements to lists and values to all other facts.
            self.values[fact.full_id].append(None if isinstance(answer, tuple) else answer)
            return
        table = self.lists[fact.full_id]
        elements = elements_of(answer)
        table.lengths.append(0 if answer is None else len(elements) + 1)
        fields = tuple(fact.shape.fields.items())
        for element in elements:
            places[element.path] = (fact.full_id, len(table.trails))
            table.trails.append(element.path[element.path.rindex("[") + 1 : -1])
            table.tiers.append(element.tier)
            for name, each in fields:
                self.put(each, element.values.get(name), places)


class _Records:
    """Records of evidence while they are gathered."""

    def __init__(self) -> None:
        self.kinds: dict[RecordKind, int] = {}
        self.codes: list[int] = []
        self.rows: list[int] = []
        self.answers: dict[str, list[tuple[int, int]]] = {}
        self.elements: dict[str, list[tuple[int, int]]] = {}

    def add(
        self,
        record: Evidence,
        row: int,
        vocabulary: Vocabulary,
        places: Mapping[str, tuple[str, int]],
    ) -> None:
        kind = RecordKind(
            kind=record.kind, issued_on=record.issued_on, valid_until=record.valid_until
        )
        number = len(self.codes)
        self.codes.append(self.kinds.setdefault(kind, len(self.kinds)))
        self.rows.append(row)
        for path in dict.fromkeys(record.supports):
            if path in vocabulary.facts:
                self.answers.setdefault(path, []).append((number, row))
            elif path in places:
                name, place = places[path]
                self.elements.setdefault(name, []).append((number, place))
            else:
                element, _, last = path.rpartition(".")
                # A record about what is not there supports nothing.
                if element in places:
                    name, place = places[element]
                    self.answers.setdefault(f"{name}.{last}", []).append((number, place))

    def encoded(self) -> Records:
        return Records(
            kinds=tuple(self.kinds),
            codes=codes_of(self.codes, len(self.kinds)),
            rows=codes_of(self.rows, max(self.rows, default=0)),
            answers={name: _supports(pairs) for name, pairs in self.answers.items()},
            elements={name: _supports(pairs) for name, pairs in self.elements.items()},
        )


def _supports(pairs: Sequence[tuple[int, int]]) -> Supports:
    records = [record for record, _ in pairs]
    places = [place for _, place in pairs]
    return Supports(records=codes_of(records, max(records)), places=codes_of(places, max(places)))


def _column(wanted: FactType, raw: Sequence[Value | None]) -> Column:
    values = sorted({value for value in raw if value is not None}, key=_sorting)
    rank: dict[Value | None, int] = {value: number for number, value in enumerate(values, start=1)}
    rank[None] = 0
    return Column(
        type=wanted, values=tuple(values), codes=codes_of((rank[each] for each in raw), len(values))
    )


def _sorting(value: Value) -> Any:
    """Numbers and days by size, sets of codes by their codes."""
    return tuple(sorted(value)) if isinstance(value, frozenset) else value
