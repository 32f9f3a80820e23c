"""An expression as an indented list, so that the brackets of its sentence can be checked by eye."""

from collections.abc import Iterator

from checklist_engine.ground.lazy_dataclasses import dataclass, replace
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
from checklist_engine.phrasing.recitation import Reciter


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """One line of the list, and the lines below it."""

    words: str
    below: tuple["Branch", ...] = ()

    @property
    def is_nested(self) -> bool:
        """Whether a list stands inside a list: a plain one is clear from its sentence."""
        return any(each.below for each in self.below)

    def lines(self, depth: int = 0) -> Iterator[tuple[int, str]]:
        """(depth, words) from the top down."""
        yield depth, self.words
        for each in self.below:
            yield from each.lines(depth + 1)


def branch_of(node: Node, reciter: Reciter) -> Branch:
    """The expression `node` as a list of the clauses that `reciter` reads."""
    match node:
        case Test() | Undecided() | Conjunction(parts=()) | Disjunction(parts=()):
            return Branch(words=reciter.words(node))
        case Conjunction(parts=(part,)) | Disjunction(parts=(part,)):
            return branch_of(part, reciter)
        case Conjunction(parts=(ForAll() as each, rest)) if if_none := _if_none(each, rest):
            return _for_all(each, if_none, reciter)
        case Conjunction(parts=parts):
            return _list("次の全て", parts, reciter)
        case Disjunction(parts=parts):
            return _list("次のいずれか", parts, reciter)
        case Negation(part=Exists() as some):
            return _elements(some.elements, _matching(some), "がない", reciter)
        case Negation(part=part):
            return _list("次のことがない", (part,), reciter)
        case Tally(parts=parts):
            return _list(f"次のうち{_bounds(node, 'つ')}", parts, reciter)
        case ForAll():
            return _for_all(node, "満たすものとする", reciter)
        case Exists():
            return _elements(node.elements, _matching(node), "がある", reciter)
        case ElementTally():
            return _elements(node.elements, node.where, f"が{_bounds(node, '件')}ある", reciter)


def _list(words: str, parts: tuple[Node, ...], reciter: Reciter) -> Branch:
    return Branch(words=words, below=tuple(branch_of(part, reciter) for part in parts))


def _for_all(node: ForAll, if_none: str, reciter: Reciter) -> Branch:
    where = () if node.where == TRUE else (_labelled("対象", node.where, reciter),)
    return Branch(
        words=f"{_name(node.elements, reciter)}の全て（該当するものがないときは、{if_none}）",
        below=(*where, _labelled("満たすこと", node.satisfies, reciter)),
    )


def _if_none(each: ForAll, rest: Node) -> str | None:
    """`if_none: fails` and `unknown`, which the compiler writes as a second part of an AND."""
    matched = Exists(
        elements=each.elements, closed_by=each.closed_by, where=each.where, satisfies=TRUE
    )
    if rest == matched:
        return "満たさないものとする"
    if rest == Disjunction(parts=(matched, Undecided(elements=each.elements))):
        return "判定を保留する"
    return None


def _elements(ref: ListRef, matching: Node, ending: str, reciter: Reciter) -> Branch:
    name = _name(ref, reciter)
    if matching == TRUE:
        return Branch(words=name + ending)
    return _list(f"{name}に、次のもの{ending}", (matching,), reciter)


def _matching(some: Exists) -> Node:
    parts = tuple(part for part in (some.where, some.satisfies) if part != TRUE)
    return Conjunction(parts=parts)


def _labelled(label: str, node: Node, reciter: Reciter) -> Branch:
    branch = branch_of(node, reciter)
    return replace(branch, words=f"{label}　{branch.words}")


def _name(ref: ListRef, reciter: Reciter) -> str:
    return reciter.elements(ref, TRUE)


def _bounds(node: Tally | ElementTally, counter: str) -> str:
    low = "" if node.at_least is None else f"{node.at_least}{counter}以上"
    high = "" if node.at_most is None else f"{node.at_most}{counter}以下"
    return low + high
