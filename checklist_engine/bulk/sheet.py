"""Sheet: a group of rows laid out for evaluation; columns become planes, each of them built once.

Nothing here knows a Plan: what is irrelevant or unproven is taken away by those who read a sheet.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from itertools import pairwise

from checklist_engine.bulk.columns import CASES, Bits, Codes, Columns, codes_of
from checklist_engine.bulk.digits import (
    NO,
    YES,
    digits_of,
    is_ragged,
    rows_one_by_one,
    rows_with,
    whole,
)
from checklist_engine.bulk.frames import Frame, concatenated, lifted, lifted_codes, repeated
from checklist_engine.bulk.layout import Layout
from checklist_engine.bulk.planes import not_below, reaching, without
from checklist_engine.bulk.signs import dates_of, signs_of, span_of
from checklist_engine.ground.atoms import Atom, NotExpired, WithinMonths, holds, with_operand
from checklist_engine.ground.values import FactType, Value
from checklist_engine.model.paths import FactRef, Ref, TierRef
from checklist_engine.model.plan import PlannedRule, Test

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
        self.most_slots: dict[int, tuple[PlannedRule, int]] = {}
        """By the identity of a rule, the bits that a row takes in it; see `cutting`."""
        self._layout = Layout(columns, start, stop)
        self._present: dict[Frame, Bits] = {self.top: (1 << self.top.width) - 1}
        self._tests: dict[tuple[int, Frame], tuple[Test, Bits, Bits]] = {}
        self._codes: dict[tuple[str, str], Codes] = {}
        self._digits: dict[tuple[str, str], tuple[Bits, ...]] = {}
        self._planes: dict[object, Bits] = {}

    def frame(self, outer: Frame, name: str, anchor: Frame | None) -> Frame:
        """The frame of the elements of a list, inside another."""
        key = (name, anchor)
        if key not in outer.inner:
            slots = self._layout.slots(name)
            outer.inner[key] = Frame(outer, name, anchor, slots, outer.width * slots)
        return outer.inner[key]

    def slots(self, name: str) -> int:
        """How many elements the longest list of this name has."""
        return self._layout.slots(name)

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
        return self.columns.types.get(fact)

    def answered(self, ref: Ref, frame: Frame) -> Bits:
        """Where there is an answer."""
        if isinstance(ref, TierRef):
            return self.present(frame)
        owner = owner_of(ref, frame)
        key = (ref.fact, owner, frame)
        if key not in self._planes:
            found = 0
            for digit in self._digits_of(ref, owner):
                found |= digit
            self._planes[key] = self._raised_from(owner, found, frame)
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
            signs = bytes(YES if a == b else NO for a, b in zip(first, second, strict=True))
            self._planes[key] = whole(signs) & self.present(frame)
        return self._planes[key]

    def on_days(self, test: Callable[[date], bool]) -> Bits:
        """The rows whose assessment date passes."""
        table = [int(test(day)) for day in self._days]
        return whole(bytes(YES if each else NO for each in self._by_day(table)))

    def day(self, row: int) -> date:
        """The assessment date of a row of the sheet."""
        return self._days[self.columns.days.codes[self.start + row] - 1]

    def places(self, name: str) -> Codes:
        """For every bit of a list in the lists around it, which of all its elements it is; one more than
        the last where there is none.
        """
        return self._layout.places(name)

    def element_path(self, name: str, bit: int) -> str:
        """The path of an element of a list that is a fact."""
        column = self.columns.lists[name]
        return f"{name}[{column.ways[column.trails[self.places(name)[bit]]]}]"

    def _passing(self, ref: Ref, owner: Frame | None, atom: Atom) -> Bits:
        """The plane of an atom over the elements of the list that has the answer."""
        values = self._values(ref)
        if not isinstance(atom, (WithinMonths, NotExpired)):
            return self._with_signs(ref, owner, signs_of(values, atom, _ANY_DAY))
        if self._only_day is not None:
            return self._with_signs(ref, owner, signs_of(values, atom, self._only_day))
        # On every day the codes that pass stand in a row: they are compared with the ends of it.
        spans = [span_of(values, atom, day) for day in self._days]
        found = self._not_below(ref, owner, self._by_day([start + 1 for start, _ in spans]))
        return without(found, self._not_below(ref, owner, self._by_day([e + 1 for _, e in spans])))

    def _with_signs(self, ref: Ref, owner: Frame | None, signs: bytes) -> Bits:
        """Where the code of an answer has a `1` among the signs."""
        if YES not in signs:
            return 0
        if is_ragged(signs):
            return rows_one_by_one(self._codes_of(ref, owner), signs)
        return rows_with(self._digits_of(ref, owner), signs, (owner or self.top).everywhere)

    def _not_below(self, ref: Ref, owner: Frame | None, bounds: Sequence[int]) -> Bits:
        """Where the code of an answer is not below that which its row has among the bounds."""
        most = max(bounds)
        wanted = [
            self._raised_from(None, digit, owner or self.top)
            for digit in digits_of(codes_of(bounds, most), most)
        ]
        return not_below(self._digits_of(ref, owner), wanted, self.present(owner or self.top))

    def _by_day(self, table: Sequence[int]) -> Sequence[int]:
        """For every row what a table has for its assessment date."""
        return [table[code - 1] for code in self._day_codes]

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
        key = _known_as(ref, owner)
        if key not in self._codes:
            self._codes[key] = self._layout.codes(*key)
        return self._codes[key]

    def _digits_of(self, ref: Ref, owner: Frame | None) -> tuple[Bits, ...]:
        """The same in planes."""
        key = _known_as(ref, owner)
        # Lists have lengths for codes, and no values.
        is_list = key[1] in self.columns.lists
        most = self._layout.slots(key[1]) + 1 if is_list else len(self._values(ref))
        return self._digits_at(key, most)

    def _digits_at(self, key: tuple[str, str], most: int) -> tuple[Bits, ...]:
        """Codes that go up to `most` in planes."""
        if key not in self._digits:
            self._digits[key] = digits_of(self._layout.codes(*key), most)
        return self._digits[key]

    def _codes_in(self, ref: Ref, frame: Frame) -> Codes:
        owner = owner_of(ref, frame)
        own = owner.chain() if owner else ()
        return lifted_codes(self._codes_of(ref, owner), frame, own, self.top.width)

    def _listed(self, name: str) -> Bits:
        """The elements that there are, over a list in the lists around it."""
        if name not in self.columns.lists:
            return 0
        width, slots = len(self._layout.lengths(name)), self._layout.slots(name)
        digits = self._digits_at((self.columns.lists[name].around, name), slots + 1)
        around = (1 << width) - 1
        return concatenated([reaching(digits, slot + 2, around) for slot in range(slots)], width)

    @cached_property
    def _days(self) -> Sequence[date]:
        return dates_of(self.columns.days.values)

    @cached_property
    def _day_codes(self) -> Codes:
        return self.columns.days.codes[self.start : self.stop]

    @cached_property
    def _only_day(self) -> date | None:
        """The assessment date of all rows; None where they differ."""
        [*days] = set(self._day_codes)
        return self._days[days[0] - 1] if len(days) == 1 else None

    @cached_property
    def _deepest(self) -> int:
        """The last tier of any tree."""
        return max(
            (max(set(each.tiers), default=0) for each in self.columns.lists.values()), default=0
        )


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


def _known_as(ref: Ref, owner: Frame | None) -> tuple[str, str]:
    """The list around an answer, and its name there (none for a tier)."""
    return owner.name if owner else CASES, "" if isinstance(ref, TierRef) else ref.fact


def _plane_of_pairs(codes: Codes, others: Codes, test: Callable[[int, int], bool]) -> Bits:
    """The rows with both codes, of which the test holds (of their ranks); each pair is tried once."""
    table = {
        pair: YES if pair[0] and pair[1] and test(pair[0] - 1, pair[1] - 1) else NO
        for pair in set(zip(codes, others, strict=True))
    }
    return whole(bytes(map(table.__getitem__, zip(codes, others, strict=True))))
