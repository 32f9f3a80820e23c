"""Tables: columns while they are filled, a batch of submissions at a time; then their rows are put in order."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import accumulate, chain
from operator import itemgetter
from typing import Any

from checklist_engine.bulk.columns import (
    CASES,
    Codes,
    Column,
    Columns,
    ListColumn,
    RecordKind,
    Records,
    Supports,
    codes_of,
)
from checklist_engine.bulk.grouping import grouped
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.values import FactType, Value
from checklist_engine.model.facts import Fact, Vocabulary

_IN_A_BYTE = 256
"""So many codes there are of one byte."""

BATCH = 1000
"""So many submissions are taken at a time."""


class Values:
    """Answers to one fact. Codes are given as values come, by what was written for them (`raw`)."""

    def __init__(self, wanted: FactType) -> None:
        self.type = wanted
        self.known: dict[Any, int] = {None: 0}
        self._typed: list[Value | None] = [None]
        # A byte a code for as long as that is enough.
        self._codes: bytearray | Codes = bytearray()

    def learn(self, raw: object, value: Value | None) -> None:
        """From now on this stands for that."""
        self.known[raw] = len(self._typed)
        self._typed.append(value)

    def coded(self, raws: Iterable[object]) -> "bytes | Codes":
        """The codes of more answers.

        Raises:
            KeyError, TypeError: one of them has not been learnt, or never can be.
        """
        codes = map(self.known.__getitem__, raws)
        return bytes(codes) if len(self._typed) <= _IN_A_BYTE else array("I", codes)

    def add_coded(self, codes: "bytes | Codes") -> None:
        """More answers, as `coded` has them."""
        if isinstance(self._codes, bytearray) and isinstance(codes, array):
            self._codes = array("I", list(self._codes))
        self._codes.extend(codes)

    def add(self, values: Sequence[Value | None]) -> None:
        """More answers, typed."""
        for value in set(values).difference(self.known):
            self.learn(value, value)
        self.add_coded(self.coded(values))

    def column(self, order: "Order") -> Column:
        """The column, its values sorted."""
        found = {self._typed[code] for code in set(self._codes)}
        values = sorted((each for each in found if each is not None), key=_sorting)
        rank: dict[Value | None, int] = {value: at for at, value in enumerate(values, start=1)}
        final = [rank.get(each, 0) for each in self._typed]
        if isinstance(self._codes, bytearray):
            renumbered = self._codes.translate(bytes(final).ljust(_IN_A_BYTE))
            codes = array("B", bytes(order.of(renumbered)))
        else:
            codes = codes_of(map(final.__getitem__, order.of(self._codes)), len(values))
        return Column(type=self.type, values=tuple(values), codes=codes)


@dataclass(slots=True)
class Listed:
    """The elements of a list, in the order of what is around them."""

    around: str
    lengths: Codes = field(default_factory=lambda: array("I"))
    trails: list[str] = field(default_factory=list)
    tiers: list[int] = field(default_factory=list)

    def add(self, lengths: Iterable[int], trails: Sequence[str], tiers: Sequence[int]) -> None:
        """More lists, with the elements of all of them."""
        self.lengths.extend(lengths)
        self.trails += trails
        self.tiers += tiers

    def starts(self) -> list[int]:
        """Where the elements of each list begin, and where those of the last end."""
        return [*accumulate((max(code - 1, 0) for code in self.lengths), initial=0)]

    def column(self, around: "Order", order: "Order") -> ListColumn:
        ways = sorted(set(self.trails))
        rank = {way: at for at, way in enumerate(ways)}
        return ListColumn(
            around=self.around,
            lengths=codes_of(around.of(self.lengths), max(self.lengths, default=0)),
            ways=tuple(ways),
            trails=codes_of(order.of([rank[trail] for trail in self.trails]), len(ways)),
            tiers=codes_of(order.of(self.tiers), max(self.tiers, default=0)),
        )


@dataclass(frozen=True, slots=True)
class Order:
    """In which order what came is put."""

    places: Sequence[int]

    def of(self, came: Sequence[int]) -> Sequence[int]:
        """What came, in this order."""
        if len(self.places) < 2:
            return [came[place] for place in self.places]
        taken: Sequence[int] = itemgetter(*self.places)(came)
        return taken

    def inside(self, starts: Sequence[int]) -> "Order":
        """The order of elements, by where those of each begin."""
        ranges = (range(starts[place], starts[place + 1]) for place in self.places)
        return Order([*chain.from_iterable(ranges)])

    def turned(self) -> Sequence[int]:
        """For each that came, where it went."""
        went = [0] * len(self.places)
        for now, place in enumerate(self.places):
            went[place] = now
        return went


@dataclass(slots=True)
class _Records:
    """Records of evidence as they come; places are of what came, too."""

    kinds: dict[RecordKind, int] = field(default_factory=dict)
    codes: list[int] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    answers: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    elements: dict[str, list[tuple[int, int]]] = field(default_factory=dict)


class Tables:
    """All columns of some vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.values: dict[str, Values] = {}
        self.lists: dict[str, Listed] = {}
        self.days = Values(FactType.DATE)
        self._names: list[str] = []
        self._positions: list[int] = []
        self._records = _Records()
        for fact in vocabulary.facts.values():
            self._lay(fact, CASES)

    def add_cases(self, names: Sequence[str], positions: Sequence[int], days: list[date]) -> int:
        """More rows, of the submissions that stand at these positions; the number of the first of them."""
        first = len(self._names)
        self._names += names
        self._positions += positions
        self.days.add(days)
        return first

    def add_record(
        self, record: RecordKind, row: int, supports: Iterable[tuple[str, str, int]]
    ) -> None:
        """One more record of a row. What it supports: the list (none for the submission), the fact (none
        for all of an element), and the place.
        """
        records = self._records
        number = len(records.codes)
        records.codes.append(records.kinds.setdefault(record, len(records.kinds)))
        records.rows.append(row)
        for name, fact, place in supports:
            by_name = records.answers if fact else records.elements
            by_name.setdefault(fact or name, []).append((number, place))

    def columns(self) -> Columns:
        """What has been filled in, in order."""
        rows, groups = grouped(self._lengths_of_rows(), len(self._names))
        orders = {CASES: Order(rows)}
        for name, each in self.lists.items():
            # INVARIANT: a list is laid after the one around it.
            orders[name] = orders[each.around].inside(each.starts())
        return Columns(
            cases=tuple(self._names[row] for row in rows),
            order=array("I", [self._positions[row] for row in rows]),
            groups=groups,
            days=self.days.column(orders[CASES]),
            types={name: each.type for name, each in self.values.items()},
            facts={
                name: each.column(orders[self.around(name)]) for name, each in self.values.items()
            },
            lists={
                name: each.column(orders[each.around], orders[name])
                for name, each in self.lists.items()
            },
            records=self._sorted_records(orders),
        )

    def around(self, fact: str) -> str:
        """The list whose elements have a fact."""
        parent = fact.rpartition(".")[0]
        return parent if parent in self.lists else CASES

    def _lay(self, fact: Fact, around: str) -> None:
        if fact.shape is None:
            self.values[fact.full_id] = Values(fact.type)
            return
        self.lists[fact.full_id] = Listed(around)
        for each in fact.shape.fields.values():
            self._lay(each, fact.full_id)

    def _lengths_of_rows(self) -> Iterator[Sequence[int]]:
        """For each list the length of it in each row; of a list in a list, of the longest."""
        rows: dict[str, Sequence[int]] = {CASES: range(len(self._names))}
        for name, each in self.lists.items():
            around = rows[each.around]
            if each.around == CASES:
                yield each.lengths
            else:
                longest = [0] * len(self._names)
                for row, code in zip(around, each.lengths, strict=True):
                    longest[row] = max(longest[row], code)
                yield longest
            rows[name] = [
                row for row, code in zip(around, each.lengths, strict=True) for _ in range(code - 1)
            ]

    def _sorted_records(self, orders: Mapping[str, Order]) -> Records:
        records = self._records
        went = {name: order.turned() for name, order in orders.items()} if records.codes else {}
        rows = [went[CASES][row] for row in records.rows]
        return Records(
            kinds=tuple(records.kinds),
            codes=codes_of(records.codes, len(records.kinds)),
            rows=codes_of(rows, max(rows, default=0)),
            answers={
                name: _supports(pairs, went[self.around(name)])
                for name, pairs in records.answers.items()
            },
            elements={
                name: _supports(pairs, went[name]) for name, pairs in records.elements.items()
            },
        )


def _supports(pairs: Sequence[tuple[int, int]], went: Sequence[int]) -> Supports:
    records = [record for record, _ in pairs]
    places = [went[place] for _, place in pairs]
    return Supports(records=codes_of(records, max(records)), places=codes_of(places, max(places)))


def _sorting(value: Value) -> Any:
    """Numbers and days by size, sets of codes by their codes."""
    return tuple(sorted(value)) if isinstance(value, frozenset) else value
