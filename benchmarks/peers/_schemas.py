"""The rules in JSON Schema."""

from collections.abc import Iterable, Sequence
from typing import Any

from checklist_engine.ground.atoms import Atom, Includes, OneOf, Pattern
from checklist_engine.model.plan import ElementTally, Exists, ForAll
from peers._translation import Translator, limits, list_name, plain

Schema = dict[str, Any]

_WORDS = {">=": "minimum", "<=": "maximum", ">": "exclusiveMinimum", "<": "exclusiveMaximum"}


class Schemas(Translator[Schema]):
    """What a test reads is required, so that a test of what is missing fails."""

    def test(self, name: str, atom: Atom, *, element: bool) -> Schema:  # noqa: ARG002
        match atom:
            case OneOf(operand=frozenset() as wanted, negated=negated):
                values = [plain(each) for each in wanted]
                found: Schema = {"enum": values} if len(values) > 1 else {"const": values[0]}
                return _of(name, {"not": found} if negated else found)
            case Includes(operand=frozenset() as codes, all_of_them=every, negated=negated):
                return _of(name, self._includes(sorted(codes), every=every, negated=negated))
            case Pattern(pattern=pattern):
                return _of(name, {"pattern": f"^(?:{pattern})$"})
            case _:
                return _of(name, _bounds(limits(atom, self.as_of)))

    def _includes(self, codes: Sequence[str], *, every: bool, negated: bool) -> Schema:
        if every:
            found = self.both([{"contains": {"const": code}} for code in codes])
        else:
            found = {"contains": {"enum": list(codes)}}
        return {"not": found} if negated else found

    def both(self, parts: Sequence[Schema]) -> Schema:
        return {"allOf": list(parts)}

    def either(self, parts: Sequence[Schema]) -> Schema:
        return {"anyOf": list(parts)}

    def negation(self, part: Schema) -> Schema:
        return {"not": part}

    def every(self, node: ForAll) -> Schema:
        part = self.either([self.negation(self.inside(node.where)), self.inside(node.satisfies)])
        return _of(list_name(node.elements), {"items": part})

    def some(self, node: Exists) -> Schema:
        part = self.both([self.inside(node.where), self.inside(node.satisfies)])
        return _of(list_name(node.elements), {"contains": part})

    def count(self, node: ElementTally) -> Schema:
        found: Schema = {"contains": self.inside(node.where), "minContains": node.at_least or 0}
        if node.at_most is not None:
            found["maxContains"] = node.at_most
        return _of(list_name(node.elements), found)


def _of(name: str, schema: Schema) -> Schema:
    return {"required": [name], "properties": {name: schema}}


def _bounds(found: Iterable[tuple[str, Any]]) -> Schema:
    return {_WORDS[word]: plain(bound) for word, bound in found}


def schema(term: Schema) -> Schema:
    """A rule as a schema of its own."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **term}
