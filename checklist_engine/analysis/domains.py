"""Domains: for each fact a few answers that stand for all, as far as the tests put to it can tell.

Two answers that pass and fail the same tests are one to every rule. So of each kind one is enough: a
code, a number on and between the bounds, a day on either side of a limit. Sets of codes (`choices`)
need no domain: each code is chosen or not.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from checklist_engine.ground.atoms import (
    Atom,
    Bound,
    NotExpired,
    OneOf,
    Pattern,
    WithinMonths,
    bounds_of,
    has_right_side,
    holds,
    months_before,
)
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.patterns import shortest
from checklist_engine.ground.values import FactType, Value
from checklist_engine.model.facts import Fact

_OTHER_TEXTS = ("（その他）", "x", "0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """Answers that stand for all; not `exact` where some kind of answer may be missing."""

    values: tuple[Value, ...]
    exact: bool = True


def domain(fact: Fact, atoms: AbstractSet[Atom], as_of: date, near: Value | None = None) -> Domain:
    """The domain of a fact that is put to these tests, and to nothing else.

    Args:
        fact: of any type but `choices` and `list`.
        atoms: the tests.
        as_of: the day on which dates are judged.
        near: an answer that comes first, with the others as near to it as there are.
    """
    found = _candidates(fact, atoms, 0, as_of)
    kinds: dict[tuple[bool, ...], Value] = {}
    ordered = sorted((atom for atom in atoms if has_right_side(atom)), key=repr)
    for value in found.values if near is None else nearest_first(near, found.values):
        kinds.setdefault(tuple(holds(atom, value, as_of) for atom in ordered), value)
    return Domain(values=tuple(kinds.values()), exact=found.exact)


def joint_domain(
    fact: Fact, group: Sequence[tuple[Fact, AbstractSet[Atom]]], as_of: date
) -> Domain:
    """The domain of a fact that is held against others, `fact` among them: every order and every
    equality of their answers has to be possible.
    """
    values: dict[Value, None] = {}
    exact = True
    for other, atoms in group:
        found = _candidates(other, atoms, len(group), as_of)
        values.update(dict.fromkeys(found.values))
        exact &= found.exact
    fitting = tuple(value for value in values if _fits(value, fact))
    return Domain(values=fitting, exact=exact)


def nearest_first(near: Value, values: Sequence[Value]) -> Sequence[Value]:
    """The answer itself, then the others by how far they are from it where that can be said.

    >>> nearest_first(5, [1, 4, 9])
    [5, 4, 1, 9]
    """
    others = [value for value in values if value != near]
    if isinstance(near, date):
        others.sort(key=lambda value: abs(value - near) if isinstance(value, date) else timedelta())
    elif isinstance(near, int | Decimal) and not isinstance(near, bool):
        others.sort(key=lambda value: abs(Decimal(str(value)) - Decimal(near)))
    return [near, *others]


def _fits(value: Value, fact: Fact) -> bool:
    if fact.type is FactType.CHOICE and fact.choices is not None:
        return value in fact.choices
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return (fact.min is None or value >= fact.min) and (fact.max is None or value <= fact.max)
    return True


def _candidates(fact: Fact, atoms: AbstractSet[Atom], room: int, as_of: date) -> Domain:
    """Answers of every kind; `room` for so many facts that are held against each other."""
    match fact.type:
        case FactType.BOOLEAN:
            return Domain(values=(True, False))
        case FactType.CHOICE if fact.choices is not None:
            return Domain(values=tuple(fact.choices))
        case FactType.INTEGER:
            return Domain(values=tuple(_integers(fact, atoms, room)))
        case FactType.NUMBER:
            return Domain(values=tuple(_numbers(fact, atoms, room)))
        case FactType.DATE:
            return Domain(values=tuple(_days(atoms, room, as_of)))
        case _:
            return _texts(atoms, room)


def _bounds(atoms: AbstractSet[Atom]) -> Iterator[Bound]:
    for atom in atoms:
        yield from bounds_of(atom)


def _integers(fact: Fact, atoms: AbstractSet[Atom], room: int) -> Iterator[int]:
    ends = [int(end) for end in (fact.min, fact.max) if end is not None]
    bounds = {int(bound) for bound in _bounds(atoms) if not isinstance(bound, date)}
    reach = room + 1
    near = {bound + step for bound in bounds for step in range(-reach, reach + 1)}
    # The ends come last: a number beside a bound says more than the farthest one.
    found = [*sorted(near), *ends] or range(1, reach + 1)
    yield from (value for value in dict.fromkeys(found) if _fits(value, fact))


def _numbers(fact: Fact, atoms: AbstractSet[Atom], room: int) -> Iterator[Decimal]:
    ends = [Decimal(end) for end in (fact.min, fact.max) if end is not None]
    bounds = {Decimal(bound) for bound in _bounds(atoms) if not isinstance(bound, date)}
    fixed = sorted({*bounds, *ends}) or [Decimal(0)]
    # As many values in each gap as there are facts to fill it, and beyond both ends.
    count = room + 1
    found = {*fixed}
    for low, high in pairwise([fixed[0] - 1, *fixed, fixed[-1] + 1]):
        found |= {low + (high - low) * part / (count + 1) for part in range(1, count + 1)}
    yield from (value for value in sorted(found) if _fits(value, fact))


def _days(atoms: AbstractSet[Atom], room: int, as_of: date) -> Iterator[date]:
    limits = {bound for bound in _bounds(atoms) if isinstance(bound, date)}
    for atom in atoms:
        match atom:
            case WithinMonths(months=months):
                limits |= {months_before(as_of, months), as_of}
            case NotExpired():
                limits.add(as_of)
            case _:
                pass
    reach = room + 1
    numbers = {
        day.toordinal() + step for day in limits or {as_of} for step in range(-reach, reach + 1)
    }
    yield from (
        date.min + timedelta(days=number - 1)
        for number in sorted(numbers)
        if 1 <= number <= date.max.toordinal()
    )


def _texts(atoms: AbstractSet[Atom], room: int) -> Domain:
    """The texts that tests name, some that match each pattern, and some that are none of these."""
    named = {
        each
        for atom in atoms
        if isinstance(atom, OneOf)
        for each in atom.operand or ()
        if isinstance(each, str)
    }
    patterns = [atom.pattern for atom in atoms if isinstance(atom, Pattern)]
    wanted = len(named) + room + 1
    matching = [text for pattern in patterns for text in shortest(pattern, wanted)]
    others = [*_OTHER_TEXTS, *(f"{text}（その他）" for text in matching)]
    free = [
        text for text in (*others, *(f"（その他{n}）" for n in range(room))) if text not in named
    ]
    return Domain(
        values=tuple(dict.fromkeys([*sorted(named), *matching, *free])),
        # Texts that match two patterns at once, or one and not the other, are not searched for.
        exact=len(patterns) < 2,
    )
