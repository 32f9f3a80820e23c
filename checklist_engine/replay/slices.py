"""Slices (切片): some rows of columns as columns of their own, and moves of slices laid side by side.

A slice has what its rows answer and nothing else, so that whoever is given one can evaluate it, and never
learns of the others.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias, TypeVar

from checklist_engine.bulk.columns import (
    CASES,
    Bits,
    Codes,
    Column,
    Columns,
    ListColumn,
    Records,
    Supports,
    codes_of,
)
from checklist_engine.model.verdicts import Decision
from checklist_engine.replay.moves import Moves, RuleMoves, Standing

Part: TypeAlias = tuple[int, Moves]
"""The row that a slice begins at, and what moves in it."""

_Key = TypeVar("_Key")
_DECISIONS = (None, *Decision)


def slices_of(rows: int, most: int) -> Sequence[tuple[int, int]]:
    """Where slices of at most so many rows begin and end, none of them much longer than another.

    >>> slices_of(10, 4)
    [(0, 3), (3, 6), (6, 10)]
    """
    several = max(1, -(-rows // most))
    ends = [rows * at // several for at in range(several + 1)]
    return [*pairwise(ends)]


def cut(columns: Columns, start: int, stop: int) -> Columns:
    """The rows from `start` to `stop`; rows of one group stay together."""
    if (start, stop) == (0, len(columns.cases)):
        return columns
    spans = _Spans(columns, start, stop)
    return Columns(
        cases=columns.cases[start:stop],
        order=columns.order[start:stop],
        groups=tuple(_groups(columns.groups, start, stop)),
        days=_column(columns.days, start, stop),
        types=columns.types,
        facts={
            name: _column(each, *spans.of(spans.around(name)))
            for name, each in columns.facts.items()
        },
        lists={
            name: _list(each, spans.of(each.around), spans.of(name))
            for name, each in columns.lists.items()
        },
        records=_records(columns.records, spans),
    )


def joined(parts: Sequence[Part]) -> Moves:
    """What moves in all slices of a batch, in the order of their rows."""
    if len(parts) == 1:
        return parts[0][1]
    starts = [start for start, _ in parts]

    def standings(row: int) -> tuple[Standing, Standing]:
        start, moves = parts[bisect_right(starts, row) - 1]
        return moves.standings(row - start)

    rules = dict.fromkeys(name for _, moves in parts for name in moves.rules)
    decisions = _merged((start, moves.decisions) for start, moves in parts)
    return Moves(
        rules={
            name: RuleMoves(
                verdicts=_merged(
                    (start, moves.rules[name].verdicts)
                    for start, moves in parts
                    if name in moves.rules
                )
            )
            for name in rules
        },
        # As one process has them, whatever the first slice came past.
        decisions={
            pair: decisions[pair]
            for pair in sorted(decisions, key=lambda each: tuple(map(_DECISIONS.index, each)))
        },
        firmer=_shifted((start, moves.firmer) for start, moves in parts),
        looser=_shifted((start, moves.looser) for start, moves in parts),
        gained=_merged((start, moves.gained) for start, moves in parts),
        lost=_merged((start, moves.lost) for start, moves in parts),
        scores=_shifted((start, moves.scores) for start, moves in parts),
        weighs=_merged((start, moves.weighs) for start, moves in parts),
        standings=standings,
    )


class _Spans:
    """By list, which of its elements are in some rows: elements stand in the order of what has them."""

    def __init__(self, columns: Columns, start: int, stop: int) -> None:
        self._lists = columns.lists
        self._known = {CASES: (start, stop)}

    def around(self, name: str) -> str:
        """The list whose elements have a fact."""
        parent = name.rpartition(".")[0]
        return parent if parent in self._lists else CASES

    def of(self, name: str) -> tuple[int, int]:
        """The first of them, and the one after the last."""
        if name not in self._known:
            column = self._lists[name]
            start, stop = self.of(column.around)
            first = _elements(column.lengths[:start])
            self._known[name] = first, first + _elements(column.lengths[start:stop])
        return self._known[name]


def _elements(lengths: Codes) -> int:
    """How many elements there are, by lengths as a column has them."""
    return sum(lengths) - (len(lengths) - lengths.count(0))


def _groups(sizes: Iterable[int], start: int, stop: int) -> Iterator[int]:
    """How many rows of each group are between `start` and `stop`."""
    first = 0
    for size in sizes:
        rows = min(first + size, stop) - max(first, start)
        if rows > 0:
            yield rows
        first += size


def _column(column: Column, start: int, stop: int) -> Column:
    codes = column.codes[start:stop]
    if len(column.values) <= len(codes):
        return Column(type=column.type, values=column.values, codes=codes)
    # Texts may be another in every row: those of other rows stay where they are.
    used = sorted({*codes} - {0})
    rank = {code: at for at, code in enumerate(used, start=1)}
    return Column(
        type=column.type,
        values=tuple(column.values[code - 1] for code in used),
        codes=codes_of((rank.get(code, 0) for code in codes), len(used)),
    )


def _list(column: ListColumn, around: tuple[int, int], own: tuple[int, int]) -> ListColumn:
    trails = column.trails[slice(*own)]
    used = sorted({*trails})
    rank = {trail: at for at, trail in enumerate(used)}
    return ListColumn(
        around=column.around,
        lengths=column.lengths[slice(*around)],
        ways=tuple(column.ways[trail] for trail in used),
        trails=codes_of(map(rank.__getitem__, trails), len(used)),
        tiers=column.tiers[slice(*own)],
    )


def _records(records: Records, spans: _Spans) -> Records:
    start, stop = spans.of(CASES)
    kept = [number for number, row in enumerate(records.rows) if start <= row < stop]
    went = {number: now for now, number in enumerate(kept)}

    def supports(each: Supports, first: int) -> Supports:
        pairs = [
            (went[record], place - first)
            for record, place in zip(each.records, each.places, strict=True)
            if record in went
        ]
        return Supports(
            records=array("I", (record for record, _ in pairs)),
            places=array("I", (place for _, place in pairs)),
        )

    return Records(
        kinds=records.kinds,
        codes=array(records.codes.typecode, (records.codes[number] for number in kept)),
        rows=array("I", (records.rows[number] - start for number in kept)),
        answers={
            name: supports(each, spans.of(spans.around(name))[0])
            for name, each in records.answers.items()
        },
        elements={
            name: supports(each, spans.of(name)[0]) for name, each in records.elements.items()
        },
    )


def _shifted(planes: Iterable[tuple[int, Bits]]) -> Bits:
    found = 0
    for start, rows in planes:
        found |= rows << start
    return found


def _merged(parts: Iterable[tuple[int, Mapping[_Key, Bits]]]) -> dict[_Key, Bits]:
    """By key, the planes of slices as one."""
    found: dict[_Key, Bits] = {}
    for start, planes in parts:
        for key, rows in planes.items():
            found[key] = found.get(key, 0) | rows << start
    return found
