"""Writing the nodes of a Plan in another language."""

import json
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Generic, TypeVar

from floor import document

from checklist_engine.ground.atoms import (
    Atom,
    Includes,
    NotExpired,
    OneOf,
    Pattern,
    Threshold,
    WithinMonths,
    months_before,
)
from checklist_engine.ground.values import Value
from checklist_engine.model.paths import FactRef, FieldRef
from checklist_engine.model.plan import (
    Conjunction,
    Disjunction,
    ElementTally,
    Exists,
    ForAll,
    ListRef,
    Negation,
    Node,
    Plan,
    Test,
)
from checklist_engine.model.submission import Submission

Term = TypeVar("Term")

RELATIONS = {"at_least": ">=", "at_most": "<=", "more_than": ">", "less_than": "<"}


class Unsayable(Exception):
    """A language has no words for this."""


class Translator(ABC, Generic[Term]):
    """A language: what it writes for each kind of node. `element` says whether a test stands in a quantifier."""

    def __init__(self, as_of: date) -> None:
        self.as_of = as_of

    def rules(self, plan: Plan) -> tuple[dict[int, Term], Counter[str]]:
        """The terms of the rules by their positions; how often there were no words, and for what."""
        terms: dict[int, Term] = {}
        unsaid: Counter[str] = Counter()
        for position, rule in enumerate(plan.rules):
            if rule.loop or rule.proofs or rule.compensated_by or plan.relevance:
                raise ValueError(f"{rule.id} is more than `require`")
            try:
                terms[position] = self.term(rule.require)
            except Unsayable as error:
                unsaid[str(error)] += 1
        return terms, unsaid

    def term(self, node: Node, *, element: bool = False) -> Term:
        match node:
            case Test(ref=FactRef(fact=name), atom=atom, against=None):
                return self.test(name, atom, element=False)
            case Test(ref=FieldRef(up=0, field=name), atom=atom, against=None) if element:
                return self.test(name, atom, element=True)
            case Conjunction(parts=parts) if parts:
                return self.both([self.term(each, element=element) for each in parts])
            case Disjunction(parts=parts) if parts:
                return self.either([self.term(each, element=element) for each in parts])
            case Negation(part=part):
                return self.negation(self.term(part, element=element))
            case ForAll() if not element:
                return self.every(node)
            case Exists() if not element:
                return self.some(node)
            case ElementTally() if not element:
                return self.count(node)
            case _:
                raise Unsayable(type(node).__name__)

    def inside(self, node: Node) -> Term:
        """A node that is about an element of a list."""
        return self.term(node, element=True)

    @abstractmethod
    def test(self, name: str, atom: Atom, *, element: bool) -> Term: ...
    @abstractmethod
    def both(self, parts: Sequence[Term]) -> Term: ...
    @abstractmethod
    def either(self, parts: Sequence[Term]) -> Term: ...
    @abstractmethod
    def negation(self, part: Term) -> Term: ...
    @abstractmethod
    def every(self, node: ForAll) -> Term: ...
    @abstractmethod
    def some(self, node: Exists) -> Term: ...
    @abstractmethod
    def count(self, node: ElementTally) -> Term: ...


class TextTranslator(Translator[str]):
    """A language of texts with infix words."""

    and_word = "&&"
    or_word = "||"
    not_word = "!"

    def both(self, parts: Sequence[str]) -> str:
        return f"({f' {self.and_word} '.join(parts)})"

    def either(self, parts: Sequence[str]) -> str:
        return f"({f' {self.or_word} '.join(parts)})"

    def negation(self, part: str) -> str:
        return f"{self.not_word}({part})"

    def test(self, name: str, atom: Atom, *, element: bool) -> str:
        value = self.field(name) if element else self.fact(name)
        match atom:
            case OneOf(operand=frozenset() as wanted, negated=negated):
                found = self.one_of(value, wanted)
                return self.negation(found) if negated else found
            case Includes(operand=frozenset() as codes, all_of_them=every, negated=negated):
                found = self.includes(value, sorted(codes), every=every)
                return self.negation(found) if negated else found
            case Pattern(pattern=pattern):
                return self.matches(value, f"^(?:{pattern})$")
            case _:
                return self.both(
                    [f"{value} {word} {literal(bound)}" for word, bound in limits(atom, self.as_of)]
                )

    def one_of(self, value: str, wanted: frozenset[Value]) -> str:
        if len(wanted) == 1:
            return f"{value} == {literals(wanted)[0]}"
        return f"{value} in [{', '.join(literals(wanted))}]"

    @abstractmethod
    def fact(self, name: str) -> str: ...
    @abstractmethod
    def field(self, name: str) -> str: ...
    @abstractmethod
    def includes(self, value: str, codes: Sequence[str], *, every: bool) -> str: ...
    @abstractmethod
    def matches(self, value: str, pattern: str) -> str: ...


def limits(atom: Atom, as_of: date) -> Iterator[tuple[str, Value]]:
    """An atom that compares sizes as bounds that must all hold."""
    match atom:
        case Threshold(operand=bound, relation=relation) if bound is not None:
            yield RELATIONS[relation], bound
        case WithinMonths(months=months):
            yield ">=", months_before(as_of, months)
            yield "<=", as_of
        case NotExpired(expected=expected):
            yield (">=" if expected else "<"), as_of
        case _:
            raise Unsayable(type(atom).__name__)


def tally_bounds(node: ElementTally) -> Iterator[tuple[str, int]]:
    """The bounds of a count, which must all hold."""
    if node.at_least is not None:
        yield ">=", node.at_least
    if node.at_most is not None:
        yield "<=", node.at_most


def list_name(elements: ListRef) -> str:
    """The fact that holds a list."""
    if isinstance(elements, FactRef):
        return elements.fact
    raise Unsayable("a list in an element")


def plain_document(submission: Submission) -> dict[str, Any]:
    """The answers as JSON has them; the elements of a tree stand in one list, parents before children."""
    return {name: plain(value) for name, value in document(submission).items()}


def plain(value: Any) -> Any:
    """A value as JSON has it. Days are numbered: JSON has none, and most languages have no order of texts."""
    match value:
        case Mapping():
            return {name: plain(each) for name, each in value.items()}
        case frozenset():
            return sorted(value)
        case list():
            return [plain(each) for each in value]
        case Decimal():
            return float(value)
        case date():
            return value.toordinal()
        case _:
            return value


def literal(value: Value) -> str:
    return json.dumps(plain(value))


def literals(values: Iterable[Value]) -> list[str]:
    return sorted(literal(each) for each in values)
