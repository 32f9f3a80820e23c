"""Changes to what joins comparisons: かつ for 又は, a part left out, all for some, a bound further on."""

from collections.abc import Iterator, Sequence

from checklist_engine.ground.lazy_dataclasses import dataclass, replace
from checklist_engine.model.expression import (
    All,
    Any,
    Comparison,
    Count,
    CountOf,
    Every,
    Expression,
    IfNone,
    Not,
    Some,
)
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
from checklist_engine.operators import operators
from checklist_engine.rule_tests.changes import Change, FactWords
from checklist_engine.rule_tests.written_nodes import first_place

_IF_NONE: dict[IfNone, str] = {
    "holds": "満たす",
    "fails": "満たさない",
    "unknown": "判定を保留する",
}


def composite_changes(expression: Expression, node: Node, facts: FactWords) -> Iterator[Change]:
    """The changes of an expression that is made of others; a comparison has none here."""
    return _Composite(expression=expression, facts=facts).changes(node)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Composite:
    expression: Expression
    facts: FactWords

    def changes(self, node: Node) -> Iterator[Change]:
        match self.expression, node:
            case All(parts=written), Conjunction(parts=parts) if len(parts) > 1:
                yield self._change(
                    ("joined",), "「かつ」を「又は」に替え", Disjunction(parts=parts)
                )
                yield from self._without_parts(written, node)
            case Any(parts=written), Disjunction(parts=parts) if len(parts) > 1:
                yield self._change(
                    ("joined",), "「又は」を「かつ」に替え", Conjunction(parts=parts)
                )
                yield from self._without_parts(written, node)
            case Not(), Negation(part=part):
                yield self._change(("not",), f"{self._about(part)}の前の「not」を外し", part)
            case CountOf(parts=written), Tally():
                yield from self._bounds(node)
                yield from self._without_parts(written, node)
            case Count(), ElementTally():
                yield from self._bounds(node)
                if node.where != TRUE:
                    yield self._without_where(node, replace(node, where=TRUE))
            case Every(if_none=if_none), Conjunction(parts=(ForAll() as each, *_)) | (
                ForAll() as each
            ):
                yield from self._every(each, if_none)
            case Some(negated=True), Negation(part=Exists() as some):
                listed = self.facts.subject(some.elements)
                yield self._change(("none",), f"{listed}についての「none」を「some」に替え", some)
                if some.where != TRUE:
                    yield self._without_where(some, Negation(part=replace(some, where=TRUE)))
            case Some(), Exists():
                yield self._some_to_every(node)
                if node.where != TRUE:
                    yield self._without_where(node, replace(node, where=TRUE))
            case _:
                pass

    def _change(self, key: tuple[object, ...], words: str, node: Node) -> Change:
        return Change(key=key, words=words, node=node, place=first_place(self.expression))

    def _without_parts(
        self, written: Sequence[Expression], node: Conjunction | Disjunction | Tally
    ) -> Iterator[Change]:
        for number, part in enumerate(written):
            rest = (*node.parts[:number], *node.parts[number + 1 :])
            yield Change(
                key=("without part", number),
                words=f"{self._named(part, node.parts[number])}を外し",
                node=replace(node, parts=rest),
                place=first_place(part),
            )

    def _without_where(self, node: ForAll | Exists | ElementTally, without: Node) -> Change:
        listed = self.facts.subject(node.elements)
        return self._change(("without where",), f"{listed}についての「where」を外し", without)

    def _bounds(self, node: Tally | ElementTally) -> Iterator[Change]:
        about = self._about(node)
        for step in (1, -1):
            if node.at_least is not None and (moved := node.at_least + step) >= 0:
                words = f"{about}を数える「at_least」を {node.at_least} から {moved} に替え"
                yield self._change(("at_least", step), words, replace(node, at_least=moved))
            if node.at_most is not None and (moved := node.at_most + step) >= 0:
                words = f"{about}を数える「at_most」を {node.at_most} から {moved} に替え"
                yield self._change(("at_most", step), words, replace(node, at_most=moved))

    def _every(self, each: ForAll, if_none: IfNone) -> Iterator[Change]:
        listed = self.facts.subject(each.elements)
        some = Exists(
            elements=each.elements,
            closed_by=each.closed_by,
            where=each.where,
            satisfies=each.satisfies,
        )
        yield self._change(("every",), f"{listed}についての「every」を「some」に替え", some)
        for other, words in _IF_NONE.items():
            if other != if_none:
                yield self._change(
                    ("if_none", other),
                    f"{listed}に該当するものがないときの扱いを"
                    f"「{_IF_NONE[if_none]}」から「{words}」に替え",
                    _when_none(each, other),
                )
        if each.where != TRUE:
            yield self._without_where(each, _when_none(replace(each, where=TRUE), if_none))

    def _some_to_every(self, some: Exists) -> Change:
        # A `some` that only has a `where` says in it what one of the elements has to be.
        only_where = some.satisfies == TRUE
        every = ForAll(
            elements=some.elements,
            closed_by=some.closed_by,
            where=TRUE if only_where else some.where,
            satisfies=some.where if only_where else some.satisfies,
        )
        listed = self.facts.subject(some.elements)
        return self._change(("some",), f"{listed}についての「some」を「every」に替え", every)

    def _named(self, expression: Expression, node: Node) -> str:
        if isinstance(expression, Comparison) and isinstance(node, Test):
            operator = operators()[expression.operator].label
            return f"{self.facts.subject(node.ref)}についての部分（{operator}）"
        return f"{self._about(node)}などについての部分"

    def _about(self, node: Node) -> str:
        """The first thing that an expression names."""
        match node:
            case Test(ref=ref):
                return self.facts.subject(ref)
            case Conjunction(parts=parts) | Disjunction(parts=parts) | Tally(parts=parts):
                return self._about(parts[0]) if parts else "空の並び"
            case Negation(part=part):
                return self._about(part)
            case ForAll() | Exists() | ElementTally() | Undecided():
                return self.facts.subject(node.elements)


def _when_none(each: ForAll, if_none: IfNone) -> Node:
    """`every` with another `if_none`, as the compiler makes it."""
    matched = Exists(
        elements=each.elements, closed_by=each.closed_by, where=each.where, satisfies=TRUE
    )
    match if_none:
        case "holds":
            return each
        case "fails":
            return Conjunction(parts=(each, matched))
        case "unknown":
            waiting = Disjunction(parts=(matched, Undecided(elements=each.elements)))
            return Conjunction(parts=(each, waiting))
