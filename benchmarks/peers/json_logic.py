"""JSON Logic, in Python (panzi-json-logic)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from checklist_engine.ground.atoms import Atom, Includes, OneOf, Pattern
from checklist_engine.model.plan import ElementTally, Exists, ForAll, Plan
from peers import Peer, Said, Written
from peers._translation import (
    Translator,
    Unsayable,
    limits,
    list_name,
    plain,
    plain_document,
    tally_bounds,
)

Logic = dict[str, Any]


class JsonLogic(Translator[Logic]):
    """Elements are the data of what stands in a quantifier. There are no patterns."""

    def test(self, name: str, atom: Atom, *, element: bool) -> Logic:  # noqa: ARG002
        value = {"var": name}
        match atom:
            case OneOf(operand=frozenset() as wanted, negated=negated):
                several = [plain(each) for each in wanted]
                found: Logic = {"in": [value, several]}
                if len(several) == 1:
                    found = {"==": [value, several[0]]}
                return self.negation(found) if negated else found
            case Includes(operand=frozenset() as codes, all_of_them=every, negated=negated):
                parts = [{"in": [code, value]} for code in sorted(codes)]
                found = self.both(parts) if every else self.either(parts)
                return self.negation(found) if negated else found
            case Pattern():
                raise Unsayable("patterns")
            case _:
                bounds = limits(atom, self.as_of)
                return self.both([{word: [value, plain(bound)]} for word, bound in bounds])

    def both(self, parts: Sequence[Logic]) -> Logic:
        return {"and": list(parts)} if len(parts) > 1 else parts[0]

    def either(self, parts: Sequence[Logic]) -> Logic:
        return {"or": list(parts)} if len(parts) > 1 else parts[0]

    def negation(self, part: Logic) -> Logic:
        return {"!": [part]}

    def every(self, node: ForAll) -> Logic:
        """No element is against it: `all` of nothing is false in this language."""
        against = [self.inside(node.where), self.negation(self.inside(node.satisfies))]
        return {"none": [{"var": list_name(node.elements)}, self.both(against)]}

    def some(self, node: Exists) -> Logic:
        part = self.both([self.inside(node.where), self.inside(node.satisfies)])
        return {"some": [{"var": list_name(node.elements)}, part]}

    def count(self, node: ElementTally) -> Logic:
        matching = {"filter": [{"var": list_name(node.elements)}, self.inside(node.where)]}
        found = {"reduce": [matching, {"+": [1, {"var": "accumulator"}]}, 0]}
        return self.both([{word: [found, bound]} for word, bound in tally_bounds(node)])


def write(plan: Plan, as_of: date) -> Written:
    """One logic, a list of all rules."""
    from json_logic import jsonLogic  # noqa: PLC0415

    terms, unsaid = JsonLogic(as_of).rules(plan)
    whole = list(terms.values())

    def run(document: Any) -> Said:
        found: list[Any] = jsonLogic(whole, document)
        return [bool(each) for each in found]

    return Written(positions=tuple(terms), unsaid=unsaid, native=plain_document, run=run)


PEER = Peer(name="JSON Logic", distribution="panzi-json-logic", three_valued=False, write=write)
