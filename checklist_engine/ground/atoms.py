"""Atoms: the few tests on one answered value that every comparison of the language comes down to.

An atom is plain data. Its `operand` is None where the right side is another fact; the evaluator
then puts the answer of that fact in (`with_operand`).
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal, TypeAlias

from checklist_engine.ground.lazy_dataclasses import dataclass, replace
from checklist_engine.ground.patterns import matches
from checklist_engine.ground.values import Value

Bound: TypeAlias = int | Decimal | date
Relation: TypeAlias = Literal["at_least", "at_most", "more_than", "less_than"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOf:
    """The value is one of the operand, or (negated) none of it."""

    operand: frozenset[Value] | None
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """The value stands in this relation to the operand."""

    operand: Bound | None
    relation: Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Includes:
    """Of the codes in the operand, any or all are chosen, or (negated) not so."""

    operand: frozenset[str] | None
    all_of_them: bool
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Empty:
    """Nothing is chosen, or (expected false) something is."""

    expected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """The whole text matches."""

    pattern: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithinMonths:
    """The day lies between so many months before the assessment date and that date."""

    months: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NotExpired:
    """The day is the assessment date or later, or (expected false) earlier."""

    expected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """There is an answer, or (expected false) none: the only atom that looks at the gap itself."""

    expected: bool


Atom: TypeAlias = (
    OneOf | Threshold | Includes | Empty | Pattern | WithinMonths | NotExpired | Answered
)

_RELATIONS: dict[Relation, Callable[[Bound, Bound], bool]] = {
    "at_least": lambda value, bound: value >= bound,  # type: ignore[operator]
    "at_most": lambda value, bound: value <= bound,  # type: ignore[operator]
    "more_than": lambda value, bound: value > bound,  # type: ignore[operator]
    "less_than": lambda value, bound: value < bound,  # type: ignore[operator]
}


def with_operand(atom: Atom, value: Value) -> Atom:
    """The atom with an answer as its right side; only atoms with an `operand` can have one."""
    match atom, value:
        case OneOf(), _:
            return replace(atom, operand=frozenset({value}))
        case Threshold(), int() | Decimal() | date():
            return replace(atom, operand=value)
        case Includes(), frozenset():
            return replace(atom, operand=value)
        case _:
            raise TypeError(f"{atom} takes no {value!r} as its right side")


def has_right_side(atom: Atom) -> bool:
    """Whether an atom holds its right side itself: there is no other fact."""
    return not (isinstance(atom, OneOf | Threshold | Includes) and atom.operand is None)


def bounds_of(atom: Atom) -> Iterator[Bound]:
    """The numbers and days at which an atom's answer may turn; none where it has another fact."""
    match atom:
        case Threshold(operand=bound) if bound is not None:
            yield bound
        case OneOf(operand=frozenset() as wanted):
            yield from (each for each in wanted if not isinstance(each, bool | str | frozenset))
        case _:
            pass


def holds(atom: Atom, value: Value, as_of: date) -> bool:
    """Whether an answered value passes; the compiler has seen to it that the types fit."""
    match atom, value:
        case OneOf(operand=frozenset() as wanted, negated=negated), _:
            return (value in wanted) is not negated
        case Threshold(operand=bound, relation=relation), int() | Decimal() | date():
            assert bound is not None
            return _RELATIONS[relation](value, bound)
        case Includes(operand=frozenset() as codes), frozenset():
            found = codes <= value if atom.all_of_them else bool(codes & value)
            return found is not atom.negated
        case Empty(expected=expected), frozenset():
            return (not value) is expected
        case Pattern(pattern=pattern), str():
            return matches(pattern, value)
        case WithinMonths(months=months), date():
            return within_months(value, months, as_of)
        case NotExpired(expected=expected), date():
            return (value >= as_of) is expected
        case Answered(expected=expected), _:
            return expected
        case _:
            raise TypeError(f"{atom} is no test for {value!r}")


def within_months(day: date, months: int, as_of: date) -> bool:
    """Whether `day` lies in the `months` before `as_of`, both ends included; a future day does not.

    >>> within_months(date(2021, 2, 28), 1, date(2021, 3, 31))
    True
    """
    return months_before(as_of, months) <= day <= as_of


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or that month's last day where it has no such day."""
    count = day.year * 12 + day.month - 1 - months
    if count < 12:
        return date.min
    year, month = count // 12, count % 12 + 1
    last = 31 if month == 12 else (date(year, month + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day.day, last))
