"""Canonical forms: expressions that are spelled differently and are the same by the laws of the logic.

Only laws of three-valued logic count, so that two expressions of one form are TRUE, FALSE and
UNKNOWN together, whatever is answered: order, brackets, repetition, and NOT pushed inwards.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from typing import Literal, TypeAlias

from checklist_engine.ground.atoms import (
    Answered,
    Atom,
    Empty,
    Includes,
    NotExpired,
    OneOf,
    Relation,
    Threshold,
)
from checklist_engine.ground.lazy_dataclasses import replace
from checklist_engine.model.plan import (
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

Form: TypeAlias = Hashable
"""A form: to be compared, and good for nothing else."""

_OPPOSITES: dict[Relation, Relation] = {
    "at_least": "less_than",
    "less_than": "at_least",
    "at_most": "more_than",
    "more_than": "at_most",
}
_TRUE: Form = ("all", frozenset())
_FALSE: Form = ("any", frozenset())


def canonical(node: Node, *, negated: bool = False) -> Form:
    """The one form of all spellings of an expression, or of its NOT, that are known to be the same."""
    match node:
        case Conjunction(parts=parts):
            return _joined(
                "any" if negated else "all", (canonical(each, negated=negated) for each in parts)
            )
        case Disjunction(parts=parts):
            return _joined(
                "all" if negated else "any", (canonical(each, negated=negated) for each in parts)
            )
        case Negation(part=part):
            return canonical(part, negated=not negated)
        case ForAll():
            # NOT every is some that is not.
            return _every(node) if not negated else _some(node, satisfies=False)
        case Exists():
            return _some(node, satisfies=True) if not negated else _none(node)
        case Tally(parts=parts, at_least=at_least, at_most=at_most):
            counted = frozenset(Counter(map(canonical, parts)).items())
            return _turned(("count_of", counted, at_least, at_most), negated=negated)
        case ElementTally(elements=elements, closed_by=closed_by, where=where):
            bounds = (node.at_least, node.at_most)
            form = ("count", elements, closed_by, canonical(where), *bounds)
            return _turned(form, negated=negated)
        case Test(atom=atom):
            opposite = _opposite(atom) if negated else atom
            if opposite is None:
                return _turned(node, negated=True)
            return replace(node, atom=_yes_or_no(opposite))
        case Undecided():
            # Always UNKNOWN, and so is its opposite.
            return node


def _every(node: ForAll) -> Form:
    wanted = _joined("any", (canonical(node.where, negated=True), canonical(node.satisfies)))
    return ("every", node.elements, node.closed_by, wanted)


def _some(node: ForAll | Exists, *, satisfies: bool) -> Form:
    wanted = _joined(
        "all", (canonical(node.where), canonical(node.satisfies, negated=not satisfies))
    )
    return ("some", node.elements, node.closed_by, wanted)


def _none(node: Exists) -> Form:
    unwanted = (canonical(each, negated=True) for each in (node.where, node.satisfies))
    return ("every", node.elements, node.closed_by, _joined("any", unwanted))


def _turned(form: Form, *, negated: bool) -> Form:
    return ("not", form) if negated else form


def _opposite(atom: Atom) -> Atom | None:
    """The atom that holds where this one fails; None where the language has none."""
    match atom:
        case OneOf() | Includes():
            return replace(atom, negated=not atom.negated)
        case Empty() | NotExpired() | Answered():
            return replace(atom, expected=not atom.expected)
        case Threshold(relation=relation):
            return replace(atom, relation=_OPPOSITES[relation])
        case _:
            return None


def _yes_or_no(atom: Atom) -> Atom:
    """Of two answers, not the one is the other."""
    match atom:
        case OneOf(operand=frozenset() as wanted, negated=True) if wanted and all(
            isinstance(each, bool) for each in wanted
        ):
            return OneOf(operand=frozenset({True, False}) - wanted)
        case _:
            return atom


def _joined(how: Literal["all", "any"], parts: Iterable[Form]) -> Form:
    """AND or OR of forms: flat, each once, decided where one of them decides it."""
    deciding = _FALSE if how == "all" else _TRUE
    listed = frozenset(_flat(how, parts))
    if deciding in listed:
        return deciding
    if len(listed) == 1:
        return next(iter(listed))
    return (how, listed)


def _flat(how: str, parts: Iterable[Form]) -> Iterator[Form]:
    for part in parts:
        match part:
            case (str() as inner, frozenset() as listed) if inner == how:
                yield from listed
            case _:
                yield part
