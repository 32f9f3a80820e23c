"""Layout (並び): the codes of a group of rows, slot by slot as the bits of its frames stand."""

from array import array
from itertools import accumulate
from operator import itemgetter
from typing import Any

from checklist_engine.bulk.columns import CASES, Codes, Columns
from checklist_engine.bulk.digits import turns
from checklist_engine.ground.lazy_dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Run:
    """Rows whose lists are equally long: the first of them, how many they are, the first of their elements,
    and how many elements each has.
    """

    row: int
    rows: int
    place: int
    count: int

    @property
    def end(self) -> int:
        return self.place + self.rows * self.count


class Layout:
    """The rows from `start` to `stop` of some columns."""

    def __init__(self, columns: Columns, start: int, stop: int) -> None:
        self._columns = columns
        self._start, self._stop = start, stop
        self._places: dict[str, Codes] = {}
        self._lengths: dict[str, Codes] = {}
        self._slots: dict[str, int] = {}
        self._getters: dict[str, itemgetter[Any]] = {}
        self._runs: dict[str, list[_Run]] = {}

    def codes(self, around: str, fact: str) -> Codes:
        """The codes of an answer over the elements of a list (`fact` empty: their tiers), or over the rows;
        0 where there is no element.
        """
        raw = self._stored(around, fact)
        if raw is None:
            return array("B", bytes(self._width(around)))
        return self._laid_out(around, raw)

    def lengths(self, name: str) -> Codes:
        """The lengths of a list (as a column has them) over what is around it."""
        if name not in self._lengths:
            column = self._columns.lists.get(name)
            self._lengths[name] = (
                array("B") if column is None else self._laid_out(column.around, column.lengths)
            )
        return self._lengths[name]

    def slots(self, name: str) -> int:
        """How many elements the longest list has."""
        if name not in self._slots:
            self._slots[name] = max(1, max(self.lengths(name), default=0)) - 1
        return self._slots[name]

    def places(self, name: str) -> Codes:
        """For every bit of a list in the lists around it, which of all its elements it is; one more than
        the last where there is none.
        """
        if name not in self._places:
            self._places[name] = self._gathered(name)
        return self._places[name]

    def _width(self, around: str) -> int:
        """How many bits the elements of a list have, or the rows."""
        if around == CASES:
            return self._stop - self._start
        return len(self.lengths(around)) * self.slots(around)

    def _stored(self, around: str, fact: str) -> "Codes | None":
        """The codes as they are stored; None where there are none of this name."""
        lists = self._columns.lists
        if not fact:
            return lists[around].tiers if around in lists else None
        if fact in lists:
            return lists[fact].lengths if lists[fact].around == around else None
        parent = fact.rpartition(".")[0]
        if (parent if parent in lists else CASES) != around:
            return None
        column = self._columns.facts.get(fact)
        return column.codes if column else None

    def _laid_out(self, around: str, raw: Codes) -> Codes:
        """Stored codes, slot by slot."""
        if around == CASES:
            return raw[self._start : self._stop]
        if self._columns.lists[around].around != CASES:
            return self._picked(around, raw)
        width = self._width(CASES)
        laid = array(raw.typecode, [0]) * self._width(around)
        for run in self._runs_of(around):
            for slot in range(run.count):
                at = slot * width + run.row
                laid[at : at + run.rows] = raw[run.place + slot : run.end : run.count]
        return laid

    def _runs_of(self, name: str) -> list[_Run]:
        """Rows one after the other whose lists are equally long."""
        if name not in self._runs:
            self._runs[name] = runs = []
            lengths = self.lengths(name)
            row, place = 0, self._first(name)
            for end in turns(lengths):
                rows, count = end - row, max(lengths[row] - 1, 0)
                runs.append(_Run(row, rows, place, count))
                row = end
                place += rows * count
        return self._runs[name]

    def _first(self, name: str) -> int:
        """How many elements of a list of the submissions the rows before these have."""
        before = self._columns.lists[name].lengths[: self._start]
        return sum(before) - (len(before) - before.count(0))

    def _picked(self, around: str, raw: Codes) -> Codes:
        """The same where a list is in the elements of another, and nothing stands in a row."""
        places = self.places(around)
        if not places:
            return array(raw.typecode)
        if around not in self._getters:
            # One more place, as a getter of a single one would give no tuple.
            self._getters[around] = itemgetter(*places, -1)
        laid = array(raw.typecode, self._getters[around](raw + array(raw.typecode, [0])))
        laid.pop()
        return laid

    def _gathered(self, name: str) -> Codes:
        column = self._columns.lists.get(name)
        if column is None:
            return array("I")
        end = len(column.tiers)
        lengths = self.lengths(name)
        width = len(lengths)
        places = array("I", [end]) * (width * self.slots(name))
        if column.around == CASES:
            for run in self._runs_of(name):
                for slot in range(run.count):
                    at, own = slot * width + run.row, range(run.place + slot, run.end, run.count)
                    places[at : at + run.rows] = array("I", own)
            return places
        starts = [*accumulate((max(code - 1, 0) for code in column.lengths), initial=0)]
        for row, (place, code) in enumerate(zip(self.places(column.around), lengths, strict=True)):
            if code > 1:
                first, count = starts[place], code - 1
                places[row : row + width * count : width] = array("I", range(first, first + count))
        return places
