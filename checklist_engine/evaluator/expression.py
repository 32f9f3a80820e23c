"""Evaluation of an expression: its truth, with the reasons that decided it or the causes it waits for.

Every composite is strong Kleene. A quantifier is the AND or OR that it is, over its elements and one
more part: the rest of the list, which is settled when the list is closed and UNKNOWN while it is open.
"""

from collections.abc import Iterable, Sequence

from checklist_engine.evaluator.view import Scope, View, paths_of
from checklist_engine.ground.atoms import Answered, Atom, holds, with_operand
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.truth import Truth, conjunction, disjunction, negation, truth_of
from checklist_engine.model.paths import FactRef
from checklist_engine.model.plan import (
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
from checklist_engine.model.submission import Elements


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A truth; `paths` are its causes where it is UNKNOWN, else its reasons."""

    truth: Truth
    paths: frozenset[str] = frozenset()


def evaluate(node: Node, view: View, scope: Scope = ()) -> Evaluation:
    """The truth of `node` among the elements of `scope`."""
    match node:
        case Test():
            return _test(node, view, scope)
        case Conjunction(parts=parts):
            return all_of([evaluate(part, view, scope) for part in parts])
        case Disjunction(parts=parts):
            return any_of([evaluate(part, view, scope) for part in parts])
        case Negation(part=part):
            return _not(evaluate(part, view, scope))
        case Tally(parts=parts):
            return _tally([evaluate(part, view, scope) for part in parts], node, rest=None)
        case ForAll() | Exists() | ElementTally():
            return _quantified(node, view, scope)
        case Undecided(elements=elements):
            return Evaluation(Truth.UNKNOWN, paths_of(elements, scope))


def all_of(parts: Sequence[Evaluation]) -> Evaluation:
    """AND: what decides it is every FALSE part, else all of them."""
    truth = conjunction(part.truth for part in parts)
    return Evaluation(truth, _paths_where(parts, truth))


def any_of(parts: Sequence[Evaluation]) -> Evaluation:
    """OR: what decides it is every TRUE part, else all of them."""
    truth = disjunction(part.truth for part in parts)
    return Evaluation(truth, _paths_where(parts, truth))


def _not(part: Evaluation) -> Evaluation:
    return Evaluation(negation(part.truth), part.paths)


def _paths_where(parts: Iterable[Evaluation], truth: Truth) -> frozenset[str]:
    return frozenset().union(*(part.paths for part in parts if part.truth is truth))


def _test(test: Test, view: View, scope: Scope) -> Evaluation:
    answer = view.answer(test.ref, scope)
    if isinstance(test.atom, Answered):
        answered = (answer is not None) is test.atom.expected
        return Evaluation(truth_of(answered), paths_of(test.ref, scope))
    atom: Atom = test.atom
    missing: frozenset[str] = frozenset()
    paths = paths_of(test.ref, scope)
    if answer is None:
        missing |= paths
    if test.against is not None:
        other = view.answer(test.against, scope)
        paths |= paths_of(test.against, scope)
        if other is None:
            missing |= paths_of(test.against, scope)
        elif not isinstance(other, tuple):
            atom = with_operand(atom, other)
    # INVARIANT: the compiler lets only `answered` test a list.
    if missing or answer is None or isinstance(answer, tuple):
        return Evaluation(Truth.UNKNOWN, missing)
    return Evaluation(truth_of(holds(atom, answer, view.as_of)), paths)


@dataclass(frozen=True, slots=True)
class _Rest:
    """What may still be listed beyond the elements that are."""

    open: bool
    paths: frozenset[str]

    def as_part(self, settled: Truth) -> Evaluation:
        return Evaluation(Truth.UNKNOWN if self.open else settled, self.paths)


def is_open(closed_by: str | None, view: View) -> bool:
    """Whether a list may still grow: it has a `closed_by` that is not answered `true`."""
    return closed_by is not None and view.answer(FactRef(fact=closed_by), ()) is not True


def elements_at(ref: ListRef, view: View, scope: Scope) -> Elements | None:
    """The elements of a list, or None where it is unanswered."""
    answer = view.answer(ref, scope)
    return answer if isinstance(answer, tuple) else None


def _quantified(node: ForAll | Exists | ElementTally, view: View, scope: Scope) -> Evaluation:
    listed = paths_of(node.elements, scope)
    elements = elements_at(node.elements, view, scope)
    if elements is None:
        return Evaluation(Truth.UNKNOWN, listed)
    rest = _Rest(
        is_open(node.closed_by, view), frozenset({node.closed_by} if node.closed_by else ())
    )
    scopes = [(element, *scope) for element in elements]
    wheres = [evaluate(node.where, view, inner) for inner in scopes]
    outcome = _over_elements(node, wheres, scopes, rest, view)
    if outcome.truth is Truth.UNKNOWN:
        return outcome
    return Evaluation(outcome.truth, outcome.paths | listed)


def _over_elements(
    node: ForAll | Exists | ElementTally,
    wheres: Sequence[Evaluation],
    scopes: Sequence[Scope],
    rest: _Rest,
    view: View,
) -> Evaluation:
    """The AND, OR or count over elements that match as `wheres` say, and the rest of their list."""
    pairs = list(zip(wheres, scopes, strict=True))
    match node:
        case ForAll(satisfies=satisfies):
            parts = [any_of([_not(w), evaluate(satisfies, view, inner)]) for w, inner in pairs]
            return all_of([*parts, rest.as_part(Truth.TRUE)])
        case Exists(satisfies=satisfies):
            parts = [all_of([w, evaluate(satisfies, view, inner)]) for w, inner in pairs]
            return any_of([*parts, rest.as_part(Truth.FALSE)])
        case ElementTally():
            return _tally(wheres, node, rest)


def _tally(
    parts: Sequence[Evaluation], bounds: Tally | ElementTally, rest: _Rest | None
) -> Evaluation:
    """How many hold lies between the TRUE parts and those with the UNKNOWN ones, or without end."""
    least = sum(part.truth is Truth.TRUE for part in parts)
    most = least + sum(part.truth is Truth.UNKNOWN for part in parts)
    unending = rest is not None and rest.open
    from_below = _paths_where(parts, Truth.TRUE)
    from_above = _paths_where(parts, Truth.FALSE) | (rest.paths if rest else frozenset())
    waiting = _paths_where(parts, Truth.UNKNOWN) | (
        rest.paths if rest and unending else frozenset()
    )

    def bound(reached: bool, passed: bool, when_reached: Truth) -> Evaluation:
        if reached:
            return Evaluation(when_reached, from_below)
        if passed:
            return Evaluation(negation(when_reached), from_above)
        return Evaluation(Truth.UNKNOWN, waiting)

    outcomes = []
    if bounds.at_least is not None:
        below = most < bounds.at_least and not unending
        outcomes.append(bound(least >= bounds.at_least, below, Truth.TRUE))
    if bounds.at_most is not None:
        within = most <= bounds.at_most and not unending
        outcomes.append(bound(least > bounds.at_most, within, Truth.FALSE))
    return all_of(outcomes)
