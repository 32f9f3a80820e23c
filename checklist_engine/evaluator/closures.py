"""Expressions as closures: the truth of one submission, without the reasons, many times as fast.

A node becomes a function once, and the function is asked again and again. It sees a submission as a
`Record`, in which tests of a single answer stand already answered: what is left to a function is to put
truths together. Truths are True, False and None (UNKNOWN).

The walk of `expression` says the same and why; a law holds the two together.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, TypeAlias

from checklist_engine.evaluator.closure_facts import SUBMISSION, TIER, Around, Record
from checklist_engine.evaluator.closure_rows import Known, Rows, picking
from checklist_engine.ground.atoms import Answered, Atom, holds, with_operand
from checklist_engine.model.paths import FactRef, FieldRef, Ref, TierRef
from checklist_engine.model.plan import (
    TRUE,
    Conjunction,
    Disjunction,
    ElementTally,
    Exists,
    ForAll,
    ListRef,
    Negation,
    Node,
    Tally,
    Test,
    Undecided,
)

Closure: TypeAlias = Callable[[Record, Around], Known]
Read: TypeAlias = Callable[[Record, Around], Any]
Kinds: TypeAlias = tuple[str, ...]
"""The lists whose elements an expression is among, by full id, innermost first."""
Place: TypeAlias = tuple[str, str, Atom]
"""A test of one answer alone: the kind of record, the name that it asks, and what it asks."""


class Closures:
    """The functions of nodes, each among the elements of some lists (kinds). Equal nodes share one."""

    def __init__(self, nodes: Iterable[tuple[Node, Kinds]]) -> None:
        tests: dict[str, list[tuple[str, Atom]]] = {}
        for node, kinds in nodes:
            for kind, name, atom in _tests_in(node, kinds):
                tests.setdefault(kind, []).append((name, atom))
        self.rows: Mapping[str, Rows] = {kind: Rows(those) for kind, those in tests.items()}
        self._built: dict[tuple[Node, Kinds], Closure] = {}

    @property
    def places(self) -> int:
        """How many places a submission's record has."""
        return len(self.rows.get(SUBMISSION, ()))

    def of(self, node: Node, kinds: Kinds = ()) -> Closure:
        """The function of one of the nodes, or of a part of one."""
        key = (node, kinds)
        if key not in self._built:
            self._built[key] = self._build(node, kinds)
        return self._built[key]

    def place(self, node: Node, kinds: Kinds = ()) -> int | None:
        """Where the truth of a node stands in a submission's record; None where it is put together."""
        test = _alone(node, kinds)
        if test is None or test[0] != SUBMISSION:
            return None
        return self.rows[SUBMISSION].place(*test[1:])

    def _build(self, node: Node, kinds: Kinds) -> Closure:
        match node:
            case Test():
                return self._test(node, kinds)
            case Conjunction(parts=parts):
                return self._junction(parts, kinds, decides=False)
            case Disjunction(parts=parts):
                return self._junction(parts, kinds, decides=True)
            case Negation(part=part):
                return _not(self.of(part, kinds))
            case Tally(parts=parts):
                return _tally(node, [self.of(part, kinds) for part in parts])
            case ForAll():
                return self._fold(node, _inside(node.elements, kinds), decides=False)
            case Exists():
                return self._fold(node, _inside(node.elements, kinds), decides=True)
            case ElementTally(where=where):
                return _element_tally(node, self.of(where, _inside(node.elements, kinds)))
            case Undecided():
                return lambda _sheet, _around: None

    def _test(self, test: Test, kinds: Kinds) -> Closure:
        alone = _alone(test, kinds)
        if alone is None:
            return _answered(test) if isinstance(test.atom, Answered) else _against(test)
        kind, name, atom = alone
        place = self.rows[kind].place(name, atom)
        match test.ref:
            case FactRef():
                return lambda sheet, _: sheet.truths[place]
            case FieldRef(up=up) | TierRef(up=up):
                return lambda _, around: around[up].truths[place]

    def _fold(self, node: ForAll | Exists, kinds: Kinds, *, decides: bool) -> Closure:
        """AND or OR over elements."""
        where = self._own_place(node.where, kinds)
        satisfies = self._own_place(node.satisfies, kinds)
        if where is not None and satisfies is not None:
            return _fold_of_tests(node, where, satisfies, decides=decides)
        chosen = None if node.where == TRUE else self.of(node.where, kinds)
        return _fold(node, chosen, self.of(node.satisfies, kinds), decides=decides)

    def _own_place(self, node: Node, kinds: Kinds) -> int | None:
        """Where the truth of a node stands in the record of the innermost element; None: nowhere."""
        match node, _alone(node, kinds):
            case Test(ref=FieldRef(up=0) | TierRef(up=0)), (kind, name, atom):
                return self.rows[kind].place(name, atom)
            case _:
                return None

    def _junction(self, parts: Sequence[Node], kinds: Kinds, *, decides: bool) -> Closure:
        """AND (FALSE decides) or OR (TRUE decides)."""
        places = [place for part in parts if (place := self.place(part, kinds)) is not None]
        others = [self.of(part, kinds) for part in parts if self.place(part, kinds) is None]
        if places:
            # What is at hand is looked at first: it may decide.
            others = [_decided(places, decides=decides), *others]
        return others[0] if len(others) == 1 else _folded(others, decides=decides)


def _tests_in(node: Node, kinds: Kinds) -> Iterator[Place]:
    """The tests in a node, and below it, that are put to one answer alone."""
    match node:
        case Test():
            test = _alone(node, kinds)
            if test is not None:
                yield test
        case Conjunction(parts=parts) | Disjunction(parts=parts) | Tally(parts=parts):
            for part in parts:
                yield from _tests_in(part, kinds)
        case Negation(part=part):
            yield from _tests_in(part, kinds)
        case ForAll() | Exists():
            inner = _inside(node.elements, kinds)
            yield from _tests_in(node.where, inner)
            yield from _tests_in(node.satisfies, inner)
        case ElementTally():
            yield from _tests_in(node.where, _inside(node.elements, kinds))
        case Undecided():
            pass


def _alone(node: Node, kinds: Kinds) -> Place | None:
    """A test of one answer alone. `answered` is none: it may ask of a list, too."""
    match node:
        case Test(atom=Answered()) | Test(against=FactRef() | FieldRef() | TierRef()):
            return None
        case Test(ref=FactRef(fact=name), atom=atom):
            return SUBMISSION, name, atom
        case Test(ref=FieldRef(up=up, field=name), atom=atom):
            return kinds[up], name, atom
        case Test(ref=TierRef(up=up), atom=atom):
            return kinds[up], TIER, atom
        case _:
            return None


def _inside(elements: ListRef, kinds: Kinds) -> Kinds:
    match elements:
        case FactRef(fact=name):
            return (name, *kinds)
        case FieldRef(up=up, field=name):
            return (f"{kinds[up]}.{name}", *kinds)


def _reader(ref: Ref) -> Read:
    match ref:
        case FactRef(fact=name):
            return lambda sheet, _: sheet.answers[name]
        case FieldRef(up=up, field=name):
            return lambda _, around: around[up].answers[name]
        case TierRef(up=up):
            return lambda _, around: around[up].answers[TIER]


def _answered(test: Test) -> Closure:
    assert isinstance(test.atom, Answered)
    read, expected = _reader(test.ref), test.atom.expected
    return lambda sheet, around: (read(sheet, around) is not None) is expected


def _against(test: Test) -> Closure:
    """A test whose right side is another answer."""
    assert test.against is not None
    read, read_other, atom = _reader(test.ref), _reader(test.against), test.atom

    def run(sheet: Record, around: Around) -> Known:
        value, other = read(sheet, around), read_other(sheet, around)
        if value is None or other is None:
            return None
        return holds(with_operand(atom, other), value, sheet.day)

    return run


def _decided(places: Sequence[int], *, decides: bool) -> Closure:
    """AND or OR of tests of the submission."""
    seen = picking(places)

    def run(sheet: Record, _: Around) -> Known:
        truths = seen(sheet.truths)
        return decides if decides in truths else None if None in truths else not decides

    return run


def _folded(parts: Sequence[Closure], *, decides: bool) -> Closure:
    """AND or OR of whatever; what is decided is not looked at further."""

    def run(sheet: Record, around: Around) -> Known:
        found: Known = not decides
        for part in parts:
            truth = part(sheet, around)
            if truth is decides:
                return decides
            if truth is None:
                found = None
        return found

    return run


def _not(part: Closure) -> Closure:
    def run(sheet: Record, around: Around) -> Known:
        truth = part(sheet, around)
        return None if truth is None else not truth

    return run


def _fold(
    node: ForAll | Exists, where: Closure | None, satisfies: Closure, *, decides: bool
) -> Closure:
    """AND or OR over the elements that match; an element that may match decides nothing."""
    listed, closed_by = _reader(node.elements), node.closed_by

    def run(sheet: Record, around: Around) -> Known:
        elements = listed(sheet, around)
        if elements is None:
            return None
        is_open = closed_by is not None and sheet.answers[closed_by] is not True
        found = None if is_open else not decides
        for element in elements:
            inner = (element, *around)
            chosen = True if where is None else where(sheet, inner)
            if chosen is False:
                continue
            truth = satisfies(sheet, inner)
            if truth is decides and chosen:
                return decides
            if truth is decides or truth is None:
                found = None
        return found

    return run


def _fold_of_tests(node: ForAll | Exists, where: int, satisfies: int, *, decides: bool) -> Closure:
    """The same, where an element has the truths of both at hand."""
    listed, closed_by = _reader(node.elements), node.closed_by
    both: Callable[[list[Known]], tuple[Known, Known]] = itemgetter(where, satisfies)
    deciding, waiting = (True, decides), {(None, decides), (True, None), (None, None)}

    def run(sheet: Record, around: Around) -> Known:
        elements = listed(sheet, around)
        if elements is None:
            return None
        found = {both(element.truths) for element in elements}
        if deciding in found:
            return decides
        is_open = closed_by is not None and sheet.answers[closed_by] is not True
        return None if is_open or not waiting.isdisjoint(found) else not decides

    return run


def _tally(node: Tally, parts: Sequence[Closure]) -> Closure:
    decide = _bounds(node)

    def run(sheet: Record, around: Around) -> Known:
        truths = [part(sheet, around) for part in parts]
        return decide(truths.count(True), truths.count(None), False)

    return run


def _element_tally(node: ElementTally, where: Closure) -> Closure:
    listed, closed_by, decide = _reader(node.elements), node.closed_by, _bounds(node)

    def run(sheet: Record, around: Around) -> Known:
        elements = listed(sheet, around)
        if elements is None:
            return None
        truths = [where(sheet, (element, *around)) for element in elements]
        is_open = closed_by is not None and sheet.answers[closed_by] is not True
        return decide(truths.count(True), truths.count(None), is_open)

    return run


def _bounds(node: Tally | ElementTally) -> Callable[[int, int, bool], Known]:
    """What a count comes to: so many hold, so many may, and there may be more without end."""
    at_least, at_most = node.at_least, node.at_most

    def decide(sure: int, maybe: int, unending: bool) -> Known:
        found: Known = True
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
