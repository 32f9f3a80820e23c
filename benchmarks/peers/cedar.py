"""Cedar, in Rust (cedarpy)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from checklist_engine.ground.atoms import Atom, Threshold
from checklist_engine.ground.values import Value
from checklist_engine.model.plan import ElementTally, Exists, ForAll, Plan
from checklist_engine.model.submission import Submission
from peers import Peer, Said, Written
from peers._translation import RELATIONS, TextTranslator, Unsayable, literals, plain

_METHODS = {
    ">=": "greaterThanOrEqual",
    "<=": "lessThanOrEqual",
    ">": "greaterThan",
    "<": "lessThan",
}


class Cedar(TextTranslator):
    """Facts are attributes of the context. There are no quantifiers over records, and no patterns but `*`."""

    def fact(self, name: str) -> str:
        return f"context.{name}"

    def field(self, name: str) -> str:
        raise Unsayable(f"a field of an element ({name})")

    def test(self, name: str, atom: Atom, *, element: bool) -> str:
        match atom:
            case Threshold(operand=Decimal() as bound, relation=relation):
                method = _METHODS[RELATIONS[relation]]
                return f'{self.fact(name)}.{method}(decimal("{_decimal(bound)}"))'
            case _:
                return super().test(name, atom, element=element)

    def one_of(self, value: str, wanted: frozenset[Value]) -> str:
        if len(wanted) == 1:
            return super().one_of(value, wanted)
        return f"[{', '.join(literals(wanted))}].contains({value})"

    def includes(self, value: str, codes: Sequence[str], *, every: bool) -> str:
        listed = ", ".join(literals(codes))
        return f"{value}.{'containsAll' if every else 'containsAny'}([{listed}])"

    def matches(self, value: str, pattern: str) -> str:  # noqa: ARG002
        raise Unsayable("patterns but `*`")

    def every(self, node: ForAll) -> str:  # noqa: ARG002
        raise Unsayable("quantifiers over records")

    def some(self, node: Exists) -> str:  # noqa: ARG002
        raise Unsayable("quantifiers over records")

    def count(self, node: ElementTally) -> str:  # noqa: ARG002
        raise Unsayable("quantifiers over records")


def write(plan: Plan, as_of: date) -> Written:
    """A policy for each rule; those that are satisfied are the reasons of one authorization."""
    import cedarpy  # noqa: PLC0415

    terms, unsaid = Cedar(as_of).rules(plan)
    text = "\n".join(
        f"permit(principal, action, resource) when {{ {term} }};" for term in terms.values()
    )
    policies = cedarpy.PolicySet.from_str(text)
    entities = cedarpy.Entities.from_json_str("[]")
    names = {f"policy{number}": number for number in range(len(terms))}
    who = {"principal": 'User::"a"', "action": 'Action::"a"', "resource": 'Case::"a"'}

    def run(document: Any) -> Said:
        answer = cedarpy.is_authorized({**who, "context": document}, policies, entities)
        found: list[bool | None] = [False] * len(names)
        for reason in answer.diagnostics.reasons:
            found[names[reason]] = True
        for error in answer.diagnostics.errors:
            found[names[error.split("`")[1]]] = None
        return found

    return Written(positions=tuple(terms), unsaid=unsaid, native=_native, run=run)


def _native(submission: Submission) -> Any:
    """Numbers with a point are an extension; lists are left out, as no rule can read their elements."""
    return {
        name: {"__extn": {"fn": "decimal", "arg": _decimal(value)}}
        if isinstance(value, Decimal)
        else plain(value)
        for name, value in submission.answers.values.items()
        if not isinstance(value, tuple)
    }


def _decimal(value: Decimal) -> str:
    return str(plain(value))


PEER = Peer(name="Cedar", distribution="cedarpy", three_valued=False, write=write)
