"""Rego, by rego-cpp (regopy)."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from checklist_engine.ground.values import Value
from checklist_engine.model.plan import ElementTally, Exists, ForAll, Plan
from peers import Peer, Said, Written
from peers._translation import TextTranslator, list_name, literals, plain_document, tally_bounds


class Rego(TextTranslator):
    """A term is the body of a rule. OR, NOT and what is about an element are rules of their own."""

    def __init__(self, as_of: date) -> None:
        super().__init__(as_of)
        self.rules_of_its_own: list[str] = []

    def fact(self, name: str) -> str:
        return f"input.{name}"

    def field(self, name: str) -> str:
        return f"one.{name}"

    def both(self, parts: Sequence[str]) -> str:
        return "; ".join(parts)

    def either(self, parts: Sequence[str]) -> str:
        return self._rule(parts)

    def negation(self, part: str) -> str:
        return f"not {self._rule([part])}"

    def one_of(self, value: str, wanted: frozenset[Value]) -> str:
        if len(wanted) == 1:
            return super().one_of(value, wanted)
        return f"{value} in {{{', '.join(literals(wanted))}}}"

    def includes(self, value: str, codes: Sequence[str], *, every: bool) -> str:
        found = [f'"{code}" in {value}' for code in codes]
        return self.both(found) if every or len(found) == 1 else self.either(found)

    def matches(self, value: str, pattern: str) -> str:
        return f'regex.match("{pattern}", {value})'

    def every(self, node: ForAll) -> str:
        part = self.either([self.negation(self.inside(node.where)), self.inside(node.satisfies)])
        return f"every one in {self.fact(list_name(node.elements))} {{ {part} }}"

    def some(self, node: Exists) -> str:
        part = self._rule([self.both([self.inside(node.where), self.inside(node.satisfies)])])
        # A rule of its own, for `one` is a name in the whole body that it stands in.
        return self._rule(
            [f"some one in {self.fact(list_name(node.elements))}; {part}"], whole=True
        )

    def count(self, node: ElementTally) -> str:
        listed, part = self.fact(list_name(node.elements)), self._rule([self.inside(node.where)])
        found = f"count([one | some one in {listed}; {part}])"
        return self.both([f"{found} {word} {bound}" for word, bound in tally_bounds(node)])

    def _rule(self, bodies: Sequence[str], *, whole: bool = False) -> str:
        """A rule that holds where one of the bodies does; a function where they are about an element."""
        inner = not whole and any("one" in body for body in bodies)
        name = f"part{len(self.rules_of_its_own)}{'(one)' if inner else ''}"
        self.rules_of_its_own.append("\n".join(f"{name} if {{ {body} }}" for body in bodies))
        return name


def write(plan: Plan, as_of: date) -> Written:
    """One module, built once; all rules that hold are asked for at once."""
    import regopy  # noqa: PLC0415

    language = Rego(as_of)
    terms, unsaid = language.rules(plan)
    named = [f"rule{number} if {{ {term} }}" for number, term in enumerate(terms.values())]
    interpreter = regopy.Interpreter()
    head = ("package rules", "import rego.v1")
    interpreter.add_module("rules", "\n".join((*head, *language.rules_of_its_own, *named)))
    bundle = interpreter.build("data.rules")

    def run(document: Any) -> Said:
        interpreter.set_input(document)
        [found] = json.loads(str(interpreter.query_bundle(bundle)))["expressions"]
        return [f"rule{number}" in found for number in range(len(terms))]

    return Written(positions=tuple(terms), unsaid=unsaid, native=plain_document, run=run)


PEER = Peer(name="Rego (rego-cpp)", distribution="regopy", three_valued=False, write=write)
