"""Planes: three-valued truths of many rows at once, by the same logic as `evaluator.expression`.

Every plane lies within the rows that there are (`everywhere`, or the present rows of a frame).
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from checklist_engine.bulk.columns import Bits


class Planes(NamedTuple):
    """Where something is TRUE, where FALSE and, of the rest, where it waits for an answer that somebody
    will be asked for. `waiting` is kept only where it is needed, else 0.
    """

    true: Bits
    false: Bits
    waiting: Bits = 0


def without(plane: Bits, taken: Bits) -> Bits:
    """The rows of `plane` that are not `taken`."""
    return plane ^ (plane & taken)


def union(planes: Iterable[Bits]) -> Bits:
    """The rows of any of the planes."""
    found = 0
    for plane in planes:
        found |= plane
    return found


def negated(planes: Planes) -> Planes:
    """NOT."""
    return Planes(planes.false, planes.true, planes.waiting)


def all_of(parts: Sequence[Planes], everywhere: Bits) -> Planes:
    """AND; of nothing, TRUE."""
    if not parts:
        return Planes(everywhere, 0)
    true, false, waiting = parts[0]
    for part in parts[1:]:
        true &= part.true
        false |= part.false
        waiting |= part.waiting
    return Planes(true, false, waiting and without(waiting, true | false))


def any_of(parts: Sequence[Planes], everywhere: Bits) -> Planes:
    """OR; of nothing, FALSE."""
    if not parts:
        return Planes(0, everywhere)
    true, false, waiting = parts[0]
    for part in parts[1:]:
        true |= part.true
        false &= part.false
        waiting |= part.waiting
    return Planes(true, false, waiting and without(waiting, true | false))


def settled(planes: Planes, everywhere: Bits) -> Planes:
    """An UNKNOWN that waits only for what nobody is asked is FALSE."""
    return Planes(planes.true, without(everywhere, planes.true | planes.waiting), planes.waiting)


def counted(planes: Iterable[Bits]) -> list[Bits]:
    """How many of the planes have each row: a number written in planes, its last binary digit first.

    >>> counted([0b011, 0b001, 0b001])
    [3, 1]
    """
    return added([planes])


def added(places: Sequence[Iterable[Bits]]) -> list[Bits]:
    """The sum of planes, those at a place of the digits counting twice as much as at the one before.

    Three planes of one place make one of it and one of the next: five operations a plane, however
    many there are.
    """
    digits: list[Bits] = []
    carries: list[Bits] = []
    while len(digits) < len(places) or carries:
        level = carries
        if len(digits) < len(places):
            level = level + [plane for plane in places[len(digits)] if plane]
        carries = []
        while len(level) > 2:
            one, two, three = level.pop(), level.pop(), level.pop()
            either = one ^ two
            if both := either ^ three:
                level.append(both)
            if carry := (one & two) | (either & three):
                carries.append(carry)
        if len(level) == 2:
            if carry := level[0] & level[1]:
                carries.append(carry)
            level = [level[0] ^ level[1]]
        digits.append(level[0] if level else 0)
    return digits


def reaching(digits: Sequence[Bits], bound: int, everywhere: Bits) -> Bits:
    """The rows whose number, as `counted` writes it, is at least `bound`."""
    reached = everywhere
    for place in range(max(len(digits), bound.bit_length())):
        digit = digits[place] if place < len(digits) else 0
        reached = digit & reached if bound >> place & 1 else digit | reached
    return reached


def not_below(digits: Sequence[Bits], bounds: Sequence[Bits], everywhere: Bits) -> Bits:
    """The rows whose number is at least the one that the bounds write for it."""
    reached = everywhere
    for place in range(max(len(digits), len(bounds))):
        digit = digits[place] if place < len(digits) else 0
        bound = bounds[place] if place < len(bounds) else 0
        # The later digit decides where the two differ.
        reached ^= (digit ^ bound) & (reached ^ digit)
    return reached


def tally(
    sure: Sequence[Bits],
    maybe: Sequence[Bits],
    at_least: int | None,
    at_most: int | None,
    *,
    unending: Bits,
    waiting: Bits,
    everywhere: Bits,
) -> Planes:
    """Whether a number lies within bounds.

    Args:
        sure: how many parts are TRUE, as `counted` writes it.
        maybe: how many are TRUE or UNKNOWN.
        at_least: the lower bound.
        at_most: the upper bound.
        unending: the rows where more may come.
        waiting: the rows where an UNKNOWN part, or what may come, waits for somebody.
        everywhere: the rows that there are.
    """
    bounds = []
    if at_least is not None:
        true = reaching(sure, at_least, everywhere)
        false = without(everywhere, reaching(maybe, at_least, everywhere) | unending)
        bounds.append(Planes(true, false, without(waiting, true | false)))
    if at_most is not None:
        false = reaching(sure, at_most + 1, everywhere)
        true = without(everywhere, reaching(maybe, at_most + 1, everywhere) | unending)
        bounds.append(Planes(true, false, without(waiting, true | false)))
    return all_of(bounds, everywhere)
