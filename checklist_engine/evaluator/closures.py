"""Expressions as closures: the truth of one submission, without the reasons, several times as fast.

A node becomes a function once, and the function is asked again and again. What it sees of a submission
are plain mappings (`Facts`) in which every fact that a Plan knows has an entry, None where it is
unanswered; elements of lists are such mappings, too. Truths are True, False and None (UNKNOWN).

The walk of `expression` says the same and why; a law holds the two together.
"""

import operator
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any, TypeAlias

from checklist_engine.ground.atoms import (
    Answered,
    Atom,
    Empty,
    Includes,
    NotExpired,
    OneOf,
    Pattern,
    Relation,
    Threshold,
    WithinMonths,
    holds,
    months_before,
    with_operand,
)
from checklist_engine.ground.patterns import matches
from checklist_engine.model.paths import FactRef, FieldRef, Ref, TierRef
from checklist_engine.model.plan import (
    TRUE,
    Conjunction,
    Disjunction,
    ElementTally,
    Exists,
    ForAll,
    Negation,
    Node,
    Tally,
    Test,
    Undecided,
)

Facts: TypeAlias = dict[str, Any]
Around: TypeAlias = tuple[Facts, ...]
"""The elements around an expression, innermost first."""
Closure: TypeAlias = Callable[[Facts, Around], bool | None]
Read: TypeAlias = Callable[[Facts, Around], Any]
Check: TypeAlias = Callable[[Any, date], bool]
"""Whether an answer passes on a day."""

DAY = " day"
"""Where the assessment date stands among the facts; no fact can be called so, nor the other two."""
TIER = " tier"
ELEMENT = " element"
_MOST_TEXTS = 4_096
_MOST_DAYS = 64
_RELATIONS: dict[Relation, Callable[[Any, Any], bool]] = {
    "at_least": operator.ge,
    "at_most": operator.le,
    "more_than": operator.gt,
    "less_than": operator.lt,
}


class Closures:
    """The functions of nodes. Equal nodes share one: a pack asks the same again and again, and what is
    already at hand in the processor is answered faster.
    """

    def __init__(self) -> None:
        self._built: dict[Node, Closure] = {}

    def of(self, node: Node) -> Closure:
        """The function that a node becomes."""
        if node not in self._built:
            self._built[node] = _built(node, self.of)
        return self._built[node]


def closure(node: Node) -> Closure:
    """The function of a single node."""
    return Closures().of(node)


def _built(node: Node, of: Callable[[Node], Closure]) -> Closure:
    match node:
        case Test(atom=Answered(expected=expected)):
            read = _reader(node.ref)
            return lambda facts, around: (read(facts, around) is not None) is expected
        case Test(against=None):
            return _test(node.ref, node.atom)
        case Test():
            return _against(node)
        case Conjunction(parts=parts):
            return _and([of(part) for part in parts])
        case Disjunction(parts=parts):
            return _or([of(part) for part in parts])
        case Negation(part=part):
            return _not(of(part))
        case Tally(parts=parts):
            return _tally(node, [of(part) for part in parts])
        case ForAll(where=where, satisfies=satisfies):
            return _for_all(node, None if where == TRUE else of(where), of(satisfies))
        case Exists(where=where, satisfies=satisfies):
            return _exists(node, None if where == TRUE else of(where), of(satisfies))
        case ElementTally(where=where):
            return _element_tally(node, of(where))
        case Undecided():
            return lambda _facts, _around: None


def _reader(ref: Ref) -> Read:
    match ref:
        case FactRef(fact=name):
            return lambda facts, _: facts[name]
        case FieldRef(up=up, field=name):
            return lambda _, around: around[up][name]
        case TierRef(up=up):
            return lambda _, around: around[up][TIER]


def _test(ref: Ref, atom: Atom) -> Closure:
    """A test of one answer. The commonest are written out: calls are most of what they cost."""
    match ref, atom:
        case FactRef(fact=name), OneOf(operand=frozenset() as wanted, negated=negated):
            return _fact_is_none_of(name, wanted) if negated else _fact_is_one_of(name, wanted)
        case FactRef(fact=name), Threshold(operand=bound, relation=relation):
            return _fact_compares(name, _RELATIONS[relation], bound)
        case FactRef(fact=name), _:
            return _fact_passes(name, _check(atom))
        case FieldRef(up=0, field=name), OneOf(operand=frozenset() as wanted, negated=False):
            return _field_is_one_of(name, wanted)
        case FieldRef(up=0, field=name), _:
            return _field_passes(name, _check(atom))
        case _:
            return _passes(_reader(ref), _check(atom))


def _fact_is_one_of(name: str, wanted: frozenset[Any]) -> Closure:
    def run(facts: Facts, _: Around) -> bool | None:
        value = facts[name]
        return None if value is None else value in wanted

    return run


def _fact_is_none_of(name: str, wanted: frozenset[Any]) -> Closure:
    def run(facts: Facts, _: Around) -> bool | None:
        value = facts[name]
        return None if value is None else value not in wanted

    return run


def _fact_compares(name: str, compare: Callable[[Any, Any], bool], bound: object) -> Closure:
    def run(facts: Facts, _: Around) -> bool | None:
        value = facts[name]
        return None if value is None else compare(value, bound)

    return run


def _fact_passes(name: str, check: Check) -> Closure:
    def run(facts: Facts, _: Around) -> bool | None:
        value = facts[name]
        return None if value is None else check(value, facts[DAY])

    return run


def _field_is_one_of(name: str, wanted: frozenset[Any]) -> Closure:
    def run(_: Facts, around: Around) -> bool | None:
        value = around[0][name]
        return None if value is None else value in wanted

    return run


def _field_passes(name: str, check: Check) -> Closure:
    def run(facts: Facts, around: Around) -> bool | None:
        value = around[0][name]
        return None if value is None else check(value, facts[DAY])

    return run


def _passes(read: Read, check: Check) -> Closure:
    def run(facts: Facts, around: Around) -> bool | None:
        value = read(facts, around)
        return None if value is None else check(value, facts[DAY])

    return run


def _check(atom: Atom) -> Check:
    """As `holds` says it."""
    match atom:
        case OneOf(operand=frozenset() as wanted, negated=True):
            return lambda value, _: value not in wanted
        case OneOf(operand=frozenset() as wanted):
            return lambda value, _: value in wanted
        case Threshold(operand=bound, relation=relation):
            compare = _RELATIONS[relation]
            return lambda value, _: compare(value, bound)
        case Includes(operand=frozenset() as codes, all_of_them=True, negated=negated):
            return lambda value, _: (codes <= value) is not negated
        case Includes(operand=frozenset() as codes, negated=negated):
            return lambda value, _: codes.isdisjoint(value) is negated
        case Empty(expected=expected):
            return lambda value, _: (not value) is expected
        case Pattern(pattern=pattern):
            known = lru_cache(_MOST_TEXTS)(lambda text: matches(pattern, text))
            return lambda value, _: known(value)
        case WithinMonths(months=months):
            first = lru_cache(_MOST_DAYS)(lambda day: months_before(day, months))
            return lambda value, day: first(day) <= value <= day
        case NotExpired(expected=expected):
            return lambda value, day: (value >= day) is expected
        case _:
            raise TypeError(f"{atom} has no right side of its own")


def _against(test: Test) -> Closure:
    """A test whose right side is another answer."""
    assert test.against is not None
    read, read_other, atom = _reader(test.ref), _reader(test.against), test.atom

    def run(facts: Facts, around: Around) -> bool | None:
        value, other = read(facts, around), read_other(facts, around)
        if value is None or other is None:
            return None
        return holds(with_operand(atom, other), value, facts[DAY])

    return run


def _and(parts: list[Closure]) -> Closure:
    if len(parts) == 1:
        return parts[0]

    def run(facts: Facts, around: Around) -> bool | None:
        found: bool | None = True
        for part in parts:
            truth = part(facts, around)
            if not truth:
                if truth is False:
                    return False
                found = None
        return found

    return run


def _or(parts: list[Closure]) -> Closure:
    if len(parts) == 1:
        return parts[0]

    def run(facts: Facts, around: Around) -> bool | None:
        found: bool | None = False
        for part in parts:
            truth = part(facts, around)
            if truth:
                return True
            if truth is None:
                found = None
        return found

    return run


def _not(part: Closure) -> Closure:
    def run(facts: Facts, around: Around) -> bool | None:
        truth = part(facts, around)
        return None if truth is None else not truth

    return run


def _tally(node: Tally, parts: list[Closure]) -> Closure:
    decide = _bounds(node)

    def run(facts: Facts, around: Around) -> bool | None:
        truths = [part(facts, around) for part in parts]
        return decide(truths.count(True), truths.count(None), False)

    return run


def _bounds(node: Tally | ElementTally) -> Callable[[int, int, bool], bool | None]:
    """What a count comes to: so many hold, so many may, and there may be more without end."""
    at_least, at_most = node.at_least, node.at_most

    def decide(sure: int, maybe: int, unending: bool) -> bool | None:
        found: bool | None = True
        if at_least is not None and sure < at_least:
            if sure + maybe < at_least and not unending:
                return False
            found = None
        if at_most is not None:
            if sure > at_most:
                return False
            if sure + maybe > at_most or unending:
                found = None
        return found

    return decide


def _is_closed(closed_by: str | None) -> Callable[[Facts], bool]:
    if closed_by is None:
        return lambda _: True
    return lambda facts: facts[closed_by] is True


def _for_all(node: ForAll, where: Closure | None, satisfies: Closure) -> Closure:
    listed, is_closed = _reader(node.elements), _is_closed(node.closed_by)

    def run(facts: Facts, around: Around) -> bool | None:
        elements = listed(facts, around)
        if elements is None:
            return None
        found: bool | None = True if is_closed(facts) else None
        for element in elements:
            inner = (element, *around)
            matches_ = True if where is None else where(facts, inner)
            if matches_ is False:
                continue
            truth = satisfies(facts, inner)
            if truth is False and matches_ is True:
                return False
            if truth is not True:
                found = None
        return found

    return run


def _exists(node: Exists, where: Closure | None, satisfies: Closure) -> Closure:
    listed, is_closed = _reader(node.elements), _is_closed(node.closed_by)

    def run(facts: Facts, around: Around) -> bool | None:
        elements = listed(facts, around)
        if elements is None:
            return None
        found: bool | None = False if is_closed(facts) else None
        for element in elements:
            inner = (element, *around)
            matches_ = True if where is None else where(facts, inner)
            if matches_ is False:
                continue
            truth = satisfies(facts, inner)
            if truth is True and matches_ is True:
                return True
            if truth is not False:
                found = None
        return found

    return run


def _element_tally(node: ElementTally, where: Closure) -> Closure:
    listed, is_closed = _reader(node.elements), _is_closed(node.closed_by)
    decide = _bounds(node)

    def run(facts: Facts, around: Around) -> bool | None:
        elements = listed(facts, around)
        if elements is None:
            return None
        truths = [where(facts, (element, *around)) for element in elements]
        return decide(truths.count(True), truths.count(None), not is_closed(facts))

    return run
