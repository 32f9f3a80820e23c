"""Signs: for every code of a column, whether an atom holds of its value.

Each value is tried once, by the function that the evaluator calls; where the values that pass stand in a row,
only the ends of it are looked for.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date

from checklist_engine.bulk.digits import NO, YES
from checklist_engine.ground.atoms import (
    Atom,
    NotExpired,
    OneOf,
    Threshold,
    WithinMonths,
    holds,
)
from checklist_engine.ground.values import Value


def signs_of(values: Sequence[Value], atom: Atom, day: date) -> bytes:
    """A sign for each code: code 0 is no answer, code 1 the first of the (sorted) values, and so on."""
    match atom:
        case Threshold() | NotExpired() | WithinMonths():
            start, end = span_of(values, atom, day)
            return b"0" * (start + 1) + b"1" * (end - start) + b"0" * (len(values) - end)
        case OneOf(operand=frozenset() as wanted, negated=negated):
            return _signs_of_some(values, wanted, negated=negated)
        case _:
            return b"0" + bytes(YES if holds(atom, value, day) else NO for value in values)


def span_of(
    values: Sequence[Value], atom: Threshold | NotExpired | WithinMonths, day: date
) -> tuple[int, int]:
    """Of sorted values those that pass an atom, which stand in a row: the first, and the end."""
    if isinstance(atom, WithinMonths):
        end = bisect_right(dates_of(values), day)
        return bisect_left(values, True, hi=end, key=lambda each: holds(atom, each, day)), end
    rising = (
        atom.expected
        if isinstance(atom, NotExpired)
        else atom.relation in ("at_least", "more_than")
    )
    turn = bisect_left(values, True, key=lambda each: holds(atom, each, day) is rising)
    return (turn, len(values)) if rising else (0, turn)


def dates_of(values: Sequence[Value]) -> list[date]:
    """The values of a column of dates as such."""
    return [each for each in values if isinstance(each, date)]


def _signs_of_some(values: Sequence[Value], wanted: frozenset[Value], *, negated: bool) -> bytes:
    signs = bytearray([YES if negated else NO]) * (len(values) + 1)
    signs[0] = NO
    for each in wanted:
        at = bisect_left(values, each)
        if at < len(values) and values[at] == each:
            signs[at + 1] = NO if negated else YES
    return bytes(signs)
