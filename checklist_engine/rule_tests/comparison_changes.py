"""Changes to a comparison: another operator, another code, a bound one further on, the opposite."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from checklist_engine.ground.atoms import (
    Answered,
    Atom,
    Bound,
    Empty,
    Includes,
    NotExpired,
    OneOf,
    Pattern,
    Threshold,
    WithinMonths,
)
from checklist_engine.ground.lazy_dataclasses import dataclass, replace
from checklist_engine.ground.places import Place
from checklist_engine.ground.values import FactType, Value
from checklist_engine.model.expression import Comparison
from checklist_engine.model.facts import Fact
from checklist_engine.model.plan import Test
from checklist_engine.operators import operators
from checklist_engine.rule_tests.changes import Change, FactWords, named

_OPPOSITES = {"is": "is_not", "is_not": "is", "in": "not_in", "not_in": "in"}
_NEIGHBOURS = {
    "at_least": "more_than",
    "more_than": "at_least",
    "at_most": "less_than",
    "less_than": "at_most",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Instead:
    """Another atom, and how it came about."""

    key: tuple[object, ...]
    words: str
    atom: Atom
    place: Place


def comparison_changes(comparison: Comparison, test: Test, facts: FactWords) -> Iterator[Change]:
    """The changes of a comparison that mean something else, each meaning once."""
    fact = facts.at(test.ref)
    seen = {_meaning(test.atom, fact)}
    for instead in _atoms(comparison, test.atom, fact):
        meaning = _meaning(instead.atom, fact)
        if meaning not in seen:
            seen.add(meaning)
            yield Change(
                key=instead.key,
                words=f"{facts.subject(test.ref)}{instead.words}",
                node=replace(test, atom=instead.atom),
                place=instead.place,
            )


def _atoms(comparison: Comparison, atom: Atom, fact: Fact | None) -> Iterator[_Instead]:
    match atom:
        case OneOf():
            yield from _other_values(comparison, atom, fact)
            opposite = _OPPOSITES[comparison.operator]
            yield _operator(comparison, opposite, replace(atom, negated=not atom.negated))
        case Threshold(relation=relation):
            neighbour = _NEIGHBOURS[relation]
            yield _operator(comparison, neighbour, _threshold(atom, neighbour))
            if atom.operand is not None:
                yield from _bounds(comparison, atom, fact, atom.operand)
        case Includes():
            yield from _other_quantities(comparison, atom)
            if atom.operand is not None:
                yield from _other_codes(comparison, atom, fact, atom.operand)
        case WithinMonths(months=months):
            for step in (1, -1):
                if months + step >= 0:
                    moved = WithinMonths(months=months + step)
                    words = f"の「{months}か月」を「{months + step}か月」に替え"
                    yield _value(comparison, ("bound", step), words, moved)
        case Empty(expected=expected) | NotExpired(expected=expected) | Answered(expected=expected):
            turned = f"{named(expected, None)}を{named(not expected, None)}に替え"
            words = f"の「{_label(comparison.operator)}」の{turned}"
            yield _value(comparison, ("opposite",), words, replace(atom, expected=not expected))
        case Pattern():
            words = "の書き方を問わないことにし"
            yield _value(comparison, ("any text",), words, Pattern(pattern=".*"))


def _operator(comparison: Comparison, other: str, atom: Atom) -> _Instead:
    return _Instead(
        key=("operator", other),
        words=f"の「{_label(comparison.operator)}」を「{_label(other)}」に替え",
        atom=atom,
        place=comparison.operator_place,
    )


def _value(comparison: Comparison, key: tuple[object, ...], words: str, atom: Atom) -> _Instead:
    return _Instead(key=key, words=words, atom=atom, place=comparison.argument.place)


def _without(comparison: Comparison, value: Value, fact: Fact | None, atom: Atom) -> _Instead:
    parts = comparison.argument.parts
    places = [part.place for part in parts if str(part.raw) == str(value)]
    return _Instead(
        key=("without", value),
        words=f"から{named(value, fact)}を外し",
        atom=atom,
        place=next(iter(places), comparison.argument.place),
    )


def _with(comparison: Comparison, value: Value, fact: Fact | None, atom: Atom) -> _Instead:
    return _value(comparison, ("with", value), f"に{named(value, fact)}を加え", atom)


def _label(operator: str) -> str:
    return operators()[operator].label


def _threshold(atom: Threshold, relation: str) -> Threshold:
    match relation:
        case "at_least" | "at_most" | "more_than" | "less_than":
            return replace(atom, relation=relation)
        case _:
            raise ValueError(f"{relation} is no relation")


def _bounds(
    comparison: Comparison, atom: Threshold, fact: Fact | None, bound: Bound
) -> Iterator[_Instead]:
    for step, moved in _next_to(bound):
        words = f"の{named(bound, fact)}を{named(moved, fact)}に替え"
        yield _value(comparison, ("bound", step), words, replace(atom, operand=moved))


def _next_to(bound: Bound) -> Iterator[tuple[int, Bound]]:
    """The bound one further on and one before: by one, by the last digit that is written, by a day."""
    for step in (1, -1):
        match bound:
            case date():
                number = bound.toordinal() + step
                if date.min.toordinal() <= number <= date.max.toordinal():
                    yield step, bound + timedelta(days=step)
            case Decimal():
                exponent = bound.as_tuple().exponent
                digits = min(exponent, 0) if isinstance(exponent, int) else 0
                yield step, bound + step * Decimal(1).scaleb(digits)
            case int():
                yield step, bound + step


def _other_values(comparison: Comparison, atom: OneOf, fact: Fact | None) -> Iterator[_Instead]:
    if atom.operand is None:
        return
    domain = _domain(fact)
    written = [part.raw for part in comparison.argument.parts]
    values = _ordered(atom.operand, domain or written)
    others = [value for value in domain if value not in atom.operand]
    if len(values) > 1:
        for value in values:
            fewer = replace(atom, operand=atom.operand - {value})
            yield _without(comparison, value, fact, fewer)
        for value in others:
            yield _with(comparison, value, fact, replace(atom, operand=atom.operand | {value}))
        return
    [value] = values
    instead: list[tuple[object, Value]] = [(other, other) for other in others]
    if isinstance(value, int | Decimal | date) and not isinstance(value, bool):
        instead += _next_to(value)
    for key, other in instead:
        words = f"の{named(value, fact)}を{named(other, fact)}に替え"
        yield _value(comparison, ("instead", key), words, replace(atom, operand=frozenset({other})))


def _other_quantities(comparison: Comparison, atom: Includes) -> Iterator[_Instead]:
    anything = replace(atom, all_of_them=False, negated=False)
    if atom.negated or atom.all_of_them:
        yield _operator(comparison, "includes_any", anything)
    elif comparison.operator == "includes_any":
        yield _operator(comparison, "includes_all", replace(atom, all_of_them=True))
    if not atom.negated:
        yield _operator(comparison, "excludes_all", replace(anything, negated=True))


def _other_codes(
    comparison: Comparison, atom: Includes, fact: Fact | None, codes: frozenset[str]
) -> Iterator[_Instead]:
    declared = list((fact.choices if fact else None) or {})
    others = [code for code in declared if code not in codes]
    if comparison.operator == "includes":
        [code] = codes
        for other in others:
            words = f"の{named(code, fact)}を{named(other, fact)}に替え"
            instead = replace(atom, operand=frozenset({other}))
            yield _value(comparison, ("instead", other), words, instead)
        return
    for code in sorted(codes, key=declared.index) if len(codes) > 1 else ():
        yield _without(comparison, code, fact, replace(atom, operand=codes - {code}))
    for code in others:
        yield _with(comparison, code, fact, replace(atom, operand=codes | {code}))


def _domain(fact: Fact | None) -> Sequence[Value]:
    """All that can be answered, where it is a matter of choice."""
    if fact is None:
        return ()
    return (True, False) if fact.type is FactType.BOOLEAN else tuple(fact.choices or ())


def _counts(fact: Fact | None) -> bool:
    """Whether there is nothing between two whole numbers; `.tier` counts, too."""
    return fact is None or fact.type is FactType.INTEGER


def _ordered(values: frozenset[Value], order: Sequence[object]) -> list[Value]:
    """The values in an order in which a date may stand as text; what is not in it (a parameter) follows."""
    place = {str(value): number for number, value in enumerate(order)}
    return sorted(values, key=lambda value: (place.get(str(value), len(order)), str(value)))


def _meaning(atom: Atom, fact: Fact | None) -> object:
    """What two atoms have in common that pass the same answers."""
    match atom:
        case OneOf(operand=frozenset() as values, negated=negated) if domain := _domain(fact):
            return frozenset(value for value in domain if (value in values) is not negated)
        case Threshold(operand=int() as bound, relation="more_than") if _counts(fact):
            return Threshold(operand=bound + 1, relation="at_least")
        case Threshold(operand=int() as bound, relation="less_than") if _counts(fact):
            return Threshold(operand=bound - 1, relation="at_most")
        case Threshold(operand=date() as day, relation="more_than") if day < date.max:
            return Threshold(operand=day + timedelta(days=1), relation="at_least")
        case Threshold(operand=date() as day, relation="less_than") if day > date.min:
            return Threshold(operand=day - timedelta(days=1), relation="at_most")
        case Includes(operand=frozenset() as codes, all_of_them=True) if len(codes) == 1:
            return replace(atom, all_of_them=False)
        case _:
            return atom
