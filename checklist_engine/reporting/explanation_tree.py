"""An expression as a tree of sentences, each with its truth, down to the answers that it looks at.

The words are those of the recitation, the truths those of the evaluator, part by part.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from checklist_engine.conclusion.answers import AnswerIndex
from checklist_engine.evaluator.expression import elements_at, evaluate, is_open
from checklist_engine.evaluator.relevance import Relevance, RelevanceMap
from checklist_engine.evaluator.view import Scope, View, path_of
from checklist_engine.ground.lazy_dataclasses import dataclass, replace
from checklist_engine.ground.truth import Truth, negation
from checklist_engine.inquiry.reasons import askings
from checklist_engine.model.paths import FactRef, Ref, TierRef
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
    PlannedRelevance,
    Tally,
    Test,
    Undecided,
)
from checklist_engine.model.submission import Element
from checklist_engine.phrasing.recitation import Reciter
from checklist_engine.reporting.explanation_clauses import Clause, ShownAnswer
from checklist_engine.reporting.explanation_proofs import Prover
from checklist_engine.reporting.expression_tree import branch_of

Quantifier: TypeAlias = ForAll | Exists | ElementTally


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """Tells expressions of one rule over the answers of one submission.

    Attributes:
        view: the answers that count.
        proven: those of them that do not lack their proof.
        prover: None where no proof is asked for.
        planned: when facts are asked, by full id.
    """

    reciter: Reciter
    index: AnswerIndex
    relevance: RelevanceMap
    planned: Mapping[str, PlannedRelevance]
    view: View
    proven: View
    prover: Prover | None

    def clause(self, node: Node, scope: Scope = ()) -> Clause:
        """The sentence of an expression among the elements of `scope`."""
        match node:
            case Conjunction(parts=(part,)) | Disjunction(parts=(part,)):
                return self.clause(part, scope)
            case Test():
                return self._test(node, scope)
            case Undecided(elements=elements):
                return self._said(node, scope, answers=(self.answer(elements, scope),))
            case Conjunction(parts=(ForAll() as each, rest)) if _is_if_none(each, rest):
                parts = (*self._over(each, scope), *self._matched(each, rest, scope))
                return self._said(node, scope, parts=parts, answers=self._list(each, scope))
            case Conjunction(parts=parts) | Disjunction(parts=parts):
                return self._said(
                    node, scope, parts=tuple(self.clause(each, scope) for each in parts)
                )
            case Tally(parts=parts):
                told = tuple(self.clause(each, scope) for each in parts)
                return replace(self._said(node, scope, parts=told), note=_count(told, "つ"))
            case Negation(part=Exists() as some):
                return self._quantified(node, some, scope)
            case Negation(part=part):
                return self._said(node, scope, parts=(self.clause(part, scope),))
            case ForAll() | Exists() | ElementTally():
                return self._quantified(node, node, scope)

    def answer(self, ref: ListRef, scope: Scope) -> ShownAnswer:
        """The answer at `ref`."""
        return self.answer_at(path_of(ref, scope))

    def answer_at(self, path: str) -> ShownAnswer:
        """The answer at a path."""
        located = self.index.located[path]
        state = self.relevance.of(path)
        waits = sorted(self.relevance.open_causes_of(path)) if state is Relevance.PENDING else []
        return ShownAnswer(
            path=path,
            label=located.label,
            short=located.fact.label,
            answer=located.answer,
            words=self.index.words(path),
            unknown=self.view.answers.reasons.get(path),
            place=self.view.answers.places.get(path),
            proofs=self.prover.of(path) if self.prover else (),
            relevance=state,
            not_asked=tuple(self._not_asked(path)) if state is Relevance.IRRELEVANT else (),
            first=tuple(self.index.located[each].label for each in waits),
        )

    def _not_asked(self, path: str) -> Iterator[Clause]:
        # INVARIANT: relevance has no cycles, so this comes to an end.
        plain = replace(self, proven=self.view, prover=None)
        for asking in askings(self.planned, self.index, path):
            clause = plain.clause(asking.node, asking.scope)
            if clause.truth is not Truth.TRUE:
                yield clause

    def _said(
        self,
        node: Node,
        scope: Scope,
        *,
        parts: tuple[Clause, ...] = (),
        answers: tuple[ShownAnswer, ...] = (),
    ) -> Clause:
        return Clause(
            text=branch_of(node, self.reciter).words,
            truth=self._truth(node, scope),
            proven=self._proven(node, scope),
            parts=parts,
            answers=answers,
        )

    def _truth(self, node: Node, scope: Scope) -> Truth:
        return evaluate(node, self.view, scope).truth

    def _proven(self, node: Node, scope: Scope) -> Truth:
        return evaluate(node, self.proven, scope).truth

    def _test(self, test: Test, scope: Scope) -> Clause:
        refs: list[Ref] = [test.ref, *([test.against] if test.against is not None else [])]
        answers = [self.answer(ref, scope) for ref in refs if not isinstance(ref, TierRef)]
        tiers = [scope[ref.up].tier for ref in refs if isinstance(ref, TierRef)]
        note = "、".join(f"段階は{tier}" for tier in tiers) or None
        return replace(self._said(test, scope, answers=tuple(answers)), note=note)

    def _matched(self, each: ForAll, rest: Node, scope: Scope) -> Iterator[Clause]:
        """Whether there is anything that `every` is about: told where that decides."""
        listed = elements_at(each.elements, self.view, scope) is not None
        if listed and self._proven(rest, scope) is not Truth.TRUE:
            matched = rest.parts[0] if isinstance(rest, Disjunction) else rest
            held_up = matched != rest and self._truth(matched, scope) is Truth.FALSE
            note = "当たるものがないので、判定を保留します" if held_up else None
            yield replace(self._said(rest, scope), text="対象に当たるものがある", note=note)

    def _quantified(self, node: Node, inner: Quantifier, scope: Scope) -> Clause:
        parts = tuple(self._over(inner, scope))
        told = self._said(node, scope, parts=parts, answers=self._list(inner, scope))
        elements = [each for each in parts if each.element]
        if isinstance(inner, ElementTally) and elements:
            return replace(told, note=_count(elements, "件"))
        return told

    def _list(self, node: Quantifier, scope: Scope) -> tuple[ShownAnswer, ...]:
        return (self.answer(node.elements, scope),)

    def _over(self, node: Quantifier, scope: Scope) -> Iterator[Clause]:
        """The elements, those that decide first, and whether the list is complete where that counts."""
        elements = elements_at(node.elements, self.view, scope)
        if elements is None:
            return
        truth = self._truth(node, scope)
        if not _asks_nothing(node):
            deciding = _deciding(node, truth)
            told = [self._element(node, element, scope) for element in elements]
            # Of an `every` that holds, those that it is not about come after those that satisfy it.
            ranked = sorted(told, key=lambda each: (each[0].truth is not deciding, each[1]))
            yield from (clause for clause, _ in ranked)
        if node.closed_by is None:
            return
        unending = is_open(node.closed_by, self.view)
        if (unending and truth is Truth.UNKNOWN) or (not unending and _rests_on_all(node, truth)):
            yield self.complete(node.elements, node.closed_by)

    def complete(self, elements: ListRef, closed_by: str) -> Clause:
        """Whether a list has all its elements."""
        label = self.reciter.elements(elements, TRUE)

        def known(view: View) -> Truth:
            return Truth.UNKNOWN if is_open(closed_by, view) else Truth.TRUE

        return Clause(
            text=f"{label}の記入は、これで全てである",
            truth=known(self.view),
            proven=known(self.proven),
            answers=(self.answer(FactRef(fact=closed_by), ()),),
        )

    def _element(self, node: Quantifier, element: Element, scope: Scope) -> tuple[Clause, bool]:
        """What is said of one element, and whether `every` is not about it at all."""
        inside = (element, *scope)
        named = f"「{element.name or element.key}」"
        if isinstance(node, ForAll):
            where = () if node.where == TRUE else (self.clause(node.where, inside),)
            whole: Node = Disjunction(parts=(Negation(part=node.where), node.satisfies))
            if self._truth(node.where, inside) is Truth.FALSE:
                return self._of_element(f"{named}は、対象ではない", whole, inside, where), True
            parts = (*_labelled("対象", where), self.clause(node.satisfies, inside))
            verb = "が、これを満たす"
        else:
            asked = [node.where, *([node.satisfies] if isinstance(node, Exists) else [])]
            whole = Conjunction(parts=tuple(asked))
            # What an element has to be is an AND: its parts need no line of their own above them.
            parts = tuple(self.clause(each, inside) for each in _conjuncts(whole))
            verb = "が、これに当たる"
        if len(parts) == 1:
            [only] = parts
            return replace(only, text=f"{named}について、{only.text}", element=True), False
        return self._of_element(named + verb, whole, inside, parts), False

    def _of_element(self, text: str, node: Node, scope: Scope, parts: tuple[Clause, ...]) -> Clause:
        truth, proven = self._truth(node, scope), self._proven(node, scope)
        return Clause(text=text, truth=truth, proven=proven, parts=parts, element=True)


def _conjuncts(node: Node) -> Iterator[Node]:
    """The parts of an AND, of those that are themselves one too."""
    match node:
        case Conjunction(parts=(ForAll() as each, rest)) if _is_if_none(each, rest):
            yield node
        case Conjunction(parts=parts):
            for part in parts:
                yield from _conjuncts(part)
        case _:
            yield node


def _is_if_none(each: ForAll, rest: Node) -> bool:
    """Whether an AND is how the compiler writes `every` with its `if_none`: it is read as one."""
    matched = Exists(
        elements=each.elements, closed_by=each.closed_by, where=each.where, satisfies=TRUE
    )
    undecided = Undecided(elements=each.elements)
    return rest in (matched, Disjunction(parts=(matched, undecided)))


def _asks_nothing(node: Quantifier) -> bool:
    """Whether any element will do, whatever is answered of it."""
    return node.where == TRUE and not (
        isinstance(node, ForAll) or (isinstance(node, Exists) and node.satisfies != TRUE)
    )


def _deciding(node: Quantifier, truth: Truth) -> Truth:
    """The truth of the elements that decide."""
    if isinstance(node, ElementTally) and node.at_least is None:
        return negation(truth)
    return truth


def _labelled(label: str, clauses: Sequence[Clause]) -> Iterator[Clause]:
    for each in clauses:
        yield replace(each, text=f"{label}　{each.text}")


def _rests_on_all(node: Quantifier, truth: Truth) -> bool:
    """Whether a truth rests on there being no more elements."""
    match node:
        case ForAll():
            return truth is Truth.TRUE
        case Exists():
            return truth is Truth.FALSE
        case ElementTally(at_least=at_least, at_most=at_most):
            return (truth is Truth.TRUE and at_most is not None) or (
                truth is Truth.FALSE and at_least is not None
            )


def _count(parts: Sequence[Clause], counter: str) -> str:
    """「3件のうち1件が成立、1件が未確定」."""
    true = sum(each.truth is Truth.TRUE for each in parts)
    unknown = sum(each.truth is Truth.UNKNOWN for each in parts)
    still = f"、{unknown}{counter}が未確定" if unknown else ""
    return f"{len(parts)}{counter}のうち{true}{counter}が成立{still}"
