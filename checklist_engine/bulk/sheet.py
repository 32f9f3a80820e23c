"""Sheet: a group of rows laid out for evaluation; columns become planes, each of them built once.

Nothing here knows a Plan: what is irrelevant or unproven is taken away by those who read a sheet.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from itertools import pairwise
from operator import itemgetter
from typing import Any

from checklist_engine.bulk.columns import CASES, Bits, Codes, Columns
from checklist_engine.bulk.frames import Frame, lifted, lifted_codes, repeated
from checklist_engine.ground.atoms import (
    Atom,
    NotExpired,
    Threshold,
    WithinMonths,
    holds,
    with_operand,
)
from checklist_engine.ground.values import FactType, Value
from checklist_engine.model.paths import FactRef, Ref, TierRef
from checklist_engine.model.plan import Test

_NO, _YES = b"01"
_ANY_DAY = date.min
"""The day on which an atom is tried that looks at none."""


def owner_of(ref: Ref, frame: Frame) -> Frame | None:
    """The frame whose elements have what `ref` names; None where it is a fact of the submission."""
    return None if isinstance(ref, FactRef) else frame.up(ref.up)


class Sheet:
    """The rows from `start` to `stop` of some columns."""

    def __init__(self, columns: Columns, start: int, stop: int) -> None:
        self.columns = columns
        self.start, self.stop = start, stop
        self.top = Frame(None, CASES, None, 1, stop - start)
        self._present: dict[Frame, Bits] = {self.top: (1 << self.top.width) - 1}
        self._gathered: dict[str, Codes] = {}
        self._getters: dict[str, itemgetter[Any]] = {}
        self._tests: dict[tuple[int, Frame], tuple[Test, Bits, Bits]] = {}
        self._codes: dict[tuple[str, str], Codes] = {}
        self._planes: dict[object, Bits] = {}

    def frame(self, outer: Frame, name: str, anchor: Frame | None) -> Frame:
        """The frame of the elements of a list, inside another."""
        key = (name, anchor)
        if key not in outer.inner:
            slots = max(1, max(self._lengths(name), default=0)) - 1
            outer.inner[key] = Frame(outer, name, anchor, slots, outer.width * slots)
        return outer.inner[key]

    def present(self, frame: Frame) -> Bits:
        """The bits of a frame that stand for an element (or a submission) that there is."""
        if frame not in self._present:
            assert frame.outer is not None
            outer = self.present(frame.outer)
            own = lifted(self._listed(frame.name), frame, frame.chain(), self.top.width)
            self._present[frame] = own & repeated(outer, frame.outer.width, frame.slots)
        return self._present[frame]

    def raised(self, plane: Bits, frame: Frame, own: Sequence[Frame]) -> Bits:
        """A plane over the elements of some of the frames around, as one of `frame`."""
        levels = frame.levels
        if not plane or len(levels) == len(own):
            return plane
        if not own and len(levels) == 1:
            return repeated(plane, self.top.width, frame.slots) & self.present(frame)
        return lifted(plane, frame, own, self.top.width) & self.present(frame)

    def type_of(self, fact: str) -> FactType | None:
        """The type that a fact had when it was encoded; None where there was none of this name."""
        if fact in self.columns.lists:
            return FactType.LIST
        column = self.columns.facts.get(fact)
        return column.type if column else None

    def answered(self, ref: Ref, frame: Frame) -> Bits:
        """Where there is an answer."""
        if isinstance(ref, TierRef):
            return self.present(frame)
        owner = owner_of(ref, frame)
        key = (ref.fact, owner, frame)
        if key not in self._planes:
            codes = self._codes_of(ref, owner)
            most = 255 if codes.typecode == "B" else max(codes, default=0)
            table = bytes([_NO]) + bytes([_YES]) * most
            self._planes[key] = self._raised_from(owner, _plane(codes, table), frame)
        return self._planes[key]

    def tested(self, test: Test, frame: Frame) -> tuple[Bits, Bits]:
        """Where an answer passes a test, and where it does not, as far as the columns alone say it."""
        # Looking a test up by what it says takes longer than to evaluate it, so it is known by itself.
        key = (id(test), frame)
        found = self._tests.get(key)
        if found is None:
            passing = self.passes(test.ref, test.atom, frame)
            found = (test, passing, self.answered(test.ref, frame) ^ passing)
            self._tests[key] = found
        return found[1:]

    def passes(self, ref: Ref, atom: Atom, frame: Frame) -> Bits:
        """Where there is an answer, and the atom holds of it."""
        owner = owner_of(ref, frame)
        key = (ref, owner, atom, frame)
        if key not in self._planes:
            plane = self._passing(ref, owner, atom)
            self._planes[key] = self._raised_from(owner, plane, frame)
        return self._planes[key]

    def passes_against(self, ref: Ref, atom: Atom, against: Ref, frame: Frame) -> Bits:
        """Where there are both answers, and the atom holds of one with the other as its right side."""
        key = (ref, atom, against, frame)
        if key not in self._planes:
            values, others = self._values(ref), self._values(against)

            def test(code: int, other: int) -> bool:
                return holds(with_operand(atom, others[other]), values[code], _ANY_DAY)

            codes = self._codes_in(ref, frame), self._codes_in(against, frame)
            self._planes[key] = _plane_of_pairs(*codes, test) & self.present(frame)
        return self._planes[key]

    def same_element(self, one: Frame, other: Frame, frame: Frame) -> Bits:
        """Where two of the frames around, of one list, stand at the same element."""
        key = (one, other, frame)
        if key not in self._planes:
            places = self.places(one.name)
            first, second = (
                lifted_codes(places, frame, each.chain(), self.top.width) for each in (one, other)
            )
            text = bytes(_YES if a == b else _NO for a, b in zip(first, second, strict=True))
            self._planes[key] = _whole(text) & self.present(frame)
        return self._planes[key]

    def on_days(self, test: Callable[[date], bool]) -> Bits:
        """The rows whose assessment date passes."""
        days = self.columns.days
        table = bytes([_NO]) + bytes(_YES if test(each) else _NO for each in _dates(days.values))
        return _plane(days.codes[self.start : self.stop], table)

    def day(self, row: int) -> date:
        """The assessment date of a row of the sheet."""
        days = self.columns.days
        return _dates(days.values)[days.codes[self.start + row] - 1]

    def places(self, name: str) -> Codes:
        """For every bit of a list in the lists around it, which of all its elements it is; one more than
        the last where there is none.
        """
        if name not in self._gathered:
            self._gathered[name] = self._gather(name)
        return self._gathered[name]

    def element_path(self, name: str, bit: int) -> str:
        """The path of an element of a list that is a fact."""
        column = self.columns.lists[name]
        return f"{name}[{column.ways[column.trails[self.places(name)[bit]]]}]"

    def _passing(self, ref: Ref, owner: Frame | None, atom: Atom) -> Bits:
        """The plane of an atom over the elements of the list that has the answer."""
        codes, values = self._codes_of(ref, owner), self._values(ref)
        if not isinstance(atom, WithinMonths | NotExpired):
            return _plane(codes, _table(values, atom, _ANY_DAY))
        days = self.columns.days.codes[self.start : self.stop]
        dates = _dates(self.columns.days.values)
        if len(set(days)) == 1:
            return _plane(codes, _table(values, atom, dates[days[0] - 1]))
        native = owner.chain() if owner else ()
        spread = days
        for level in native:
            spread = spread * level.slots
        return _plane_of_pairs(
            codes, spread, lambda code, day: holds(atom, values[code], dates[day])
        )

    def _raised_from(self, owner: Frame | None, plane: Bits, frame: Frame) -> Bits:
        return self.raised(plane, frame, owner.chain() if owner else ())

    def _values(self, ref: Ref) -> Sequence[Value]:
        """What the codes of an answer stand for, from code 1 on."""
        if isinstance(ref, TierRef):
            return range(1, self._deepest + 1)
        column = self.columns.facts.get(ref.fact)
        return column.values if column else ()

    def _codes_of(self, ref: Ref, owner: Frame | None) -> Codes:
        """The codes of an answer, over the elements of the list that has it."""
        around = owner.name if owner else CASES
        fact = "" if isinstance(ref, TierRef) else ref.fact
        key = (around, fact)
        if key not in self._codes:
            self._codes[key] = self._laid_out(around, self._raw_codes(around, fact))
        return self._codes[key]

    def _codes_in(self, ref: Ref, frame: Frame) -> Codes:
        owner = owner_of(ref, frame)
        own = owner.chain() if owner else ()
        return lifted_codes(self._codes_of(ref, owner), frame, own, self.top.width)

    def _raw_codes(self, around: str, fact: str) -> "Codes | None":
        """The codes as they are stored; None where there are none of this name."""
        lists = self.columns.lists
        if not fact:
            return lists[around].tiers if around in lists else None
        if fact in lists:
            return lists[fact].lengths if lists[fact].around == around else None
        parent = fact.rpartition(".")[0]
        if (parent if parent in lists else CASES) != around:
            return None
        column = self.columns.facts.get(fact)
        return column.codes if column else None

    def _laid_out(self, around: str, raw: "Codes | None") -> Codes:
        """Stored codes slot by slot, 0 where there is no element."""
        if around == CASES:
            return (
                raw[self.start : self.stop]
                if raw is not None
                else array("B", bytes(self.top.width))
            )
        places = self.places(around)
        if raw is None or not places:
            return array("B", bytes(len(places)))
        padded = raw + array(raw.typecode, [0])
        if around not in self._getters:
            # One more place, as a getter of a single one would give no tuple.
            self._getters[around] = itemgetter(*places, -1)
        taken = self._getters[around](padded)
        laid_out = array(raw.typecode, bytes(taken) if raw.typecode == "B" else taken)
        laid_out.pop()
        return laid_out

    def _lengths(self, name: str) -> Codes:
        column = self.columns.lists.get(name)
        if column is None:
            return array("B")
        return self._laid_out(column.around, column.lengths)

    def _gather(self, name: str) -> Codes:
        column = self.columns.lists.get(name)
        if column is None:
            return array("I")
        end = len(column.tiers)
        starts = array("I", [0])
        total = 0
        for code in column.lengths:
            total += code - 1 if code else 0
            starts.append(total)
        lengths = self._lengths(name)
        around = (
            range(self.start, self.stop) if column.around == CASES else self.places(column.around)
        )
        width = len(lengths)
        places = array("I", [end]) * (width * (max(1, max(lengths, default=0)) - 1))
        for row, (place, code) in enumerate(zip(around, lengths, strict=True)):
            if code > 1:
                start, count = starts[place], code - 1
                places[row : row + width * count : width] = array("I", range(start, start + count))
        return places

    def _listed(self, name: str) -> Bits:
        """The elements that there are, over a list in the lists around it."""
        lengths = self._lengths(name)
        longest = max(lengths, default=0)
        listed, at = 0, 0
        for slot in range(longest - 1 if longest else 0):
            table = bytes([_NO]) * (slot + 2) + bytes([_YES]) * (longest - slot - 1)
            listed |= _plane(lengths, table) << at
            at += len(lengths)
        return listed

    @cached_property
    def _deepest(self) -> int:
        """The last tier of any tree."""
        return max((max(each.tiers, default=0) for each in self.columns.lists.values()), default=0)


def sheets_of(columns: Columns) -> tuple[Sheet, ...]:
    """The sheets of some columns, group by group; they are kept with the columns."""
    kept = columns.kept.get(Sheet)
    if not isinstance(kept, tuple):
        ends = [0]
        for size in columns.groups:
            ends.append(ends[-1] + size)
        kept = tuple(Sheet(columns, start, stop) for start, stop in pairwise(ends))
        columns.kept[Sheet] = kept
    return kept


def _plane(codes: Codes, table: bytes) -> Bits:
    """The rows whose code has a `1` in the table (of one sign for each code)."""
    if _YES not in table:
        return 0
    if codes.typecode == "B":
        return _whole(codes.tobytes().translate(table.ljust(256, b"0")))
    return _whole(bytes(map(table.__getitem__, codes)))


def _whole(text: bytes) -> Bits:
    return int(text[::-1], 2) if text else 0


def _plane_of_pairs(codes: Codes, others: Codes, test: Callable[[int, int], bool]) -> Bits:
    """The rows with both codes, of which the test holds (of their ranks); each pair is tried once."""
    table = {
        pair: _YES if pair[0] and pair[1] and test(pair[0] - 1, pair[1] - 1) else _NO
        for pair in set(zip(codes, others, strict=True))
    }
    return _whole(bytes(map(table.__getitem__, zip(codes, others, strict=True))))


def _table(values: Sequence[Value], atom: Atom, day: date) -> bytes:
    """A sign for each code: whether the atom holds of its value."""
    match atom:
        # Values are sorted, so that what passes are some of them in a row.
        case Threshold(relation=relation):
            rising = relation in ("at_least", "more_than")
            turn = _turn(values, len(values), lambda value: holds(atom, value, day) is rising)
            return _in_a_row(values, turn, len(values)) if rising else _in_a_row(values, 0, turn)
        case NotExpired(expected=expected):
            turn = _turn(values, len(values), lambda value: holds(atom, value, day) is expected)
            return _in_a_row(values, turn, len(values)) if expected else _in_a_row(values, 0, turn)
        case WithinMonths():
            end = bisect_right(_dates(values), day)
            return _in_a_row(values, _turn(values, end, lambda value: holds(atom, value, day)), end)
        case _:
            signs = (_YES if holds(atom, value, day) else _NO for value in values)
            return b"0" + bytes(signs)


def _turn(values: Sequence[Value], end: int, test: Callable[[Value], bool]) -> int:
    """The first of the values before `end` that passes, where all after it do; else `end`."""
    return bisect_left(values, True, hi=end, key=test)


def _in_a_row(values: Sequence[Value], start: int, end: int) -> bytes:
    return b"0" * (start + 1) + b"1" * (end - start) + b"0" * (len(values) - end)


def _dates(values: Sequence[Value]) -> list[date]:
    return [each for each in values if isinstance(each, date)]
