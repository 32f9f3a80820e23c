"""The rules in CEL, where an answer that is missing is an error, and `&&` and `||` are Kleene's.

What is not yet known of an open list is an error, too: `unknown` is a name that no document has.
"""

from collections.abc import Sequence

from checklist_engine.ground.atoms import Atom
from checklist_engine.model.plan import (
    Conjunction,
    Disjunction,
    ElementTally,
    Exists,
    ForAll,
    Negation,
    Node,
    Test,
)
from peers._translation import TextTranslator, list_name

UNKNOWN = "unknown"


class Cel(TextTranslator):
    """Facts are variables, elements are called `one`."""

    def fact(self, name: str) -> str:
        return name

    def field(self, name: str) -> str:
        return f"one.{name}"

    def includes(self, value: str, codes: Sequence[str], *, every: bool) -> str:
        return self._joined([f'"{code}" in {value}' for code in codes], every=every)

    def matches(self, value: str, pattern: str) -> str:
        return f'{value}.matches("{pattern}")'

    def every(self, node: ForAll) -> str:
        part = self.either([self.negation(self.inside(node.where)), self.inside(node.satisfies)])
        return self.both([f"{list_name(node.elements)}.all(one, {part})", self._closed(node)])

    def some(self, node: Exists) -> str:
        part = self.both([self.inside(node.where), self.inside(node.satisfies)])
        open_or_no = self.negation(self._closed(node))
        return self.either([f"{list_name(node.elements)}.exists(one, {part})", open_or_no])

    def count(self, node: ElementTally) -> str:
        """A count lies between what surely matches and what may match."""
        listed, closed = list_name(node.elements), self._closed(node)
        surely = f"size({listed}.filter(one, {self._two_valued(node.where, missing=False)}))"
        possibly = f"size({listed}.filter(one, {self._two_valued(node.where, missing=True)}))"
        bounds = []
        if node.at_least is not None:
            less = f"{possibly} < {node.at_least} ? !{closed} : {UNKNOWN}"
            bounds.append(f"({surely} >= {node.at_least} ? true : ({less}))")
        if node.at_most is not None:
            less = f"{possibly} <= {node.at_most} ? {closed} : {UNKNOWN}"
            bounds.append(f"({surely} > {node.at_most} ? false : ({less}))")
        return self.both(bounds)

    def _closed(self, node: ForAll | Exists | ElementTally) -> str:
        return "true" if node.closed_by is None else f"({node.closed_by} || {UNKNOWN})"

    def _two_valued(self, node: Node, *, missing: bool) -> str:
        """TRUE where a node is TRUE, or (`missing`) where it is TRUE or UNKNOWN."""
        match node:
            case Test(atom=atom):
                return self._guarded(node, atom, missing=missing)
            case Conjunction(parts=parts) | Disjunction(parts=parts):
                several = [self._two_valued(each, missing=missing) for each in parts]
                return self._joined(several, every=isinstance(node, Conjunction))
            case Negation(part=part):
                return self.negation(self._two_valued(part, missing=not missing))
            case _:
                return self.inside(node)

    def _guarded(self, node: Test, atom: Atom, *, missing: bool) -> str:
        name = getattr(node.ref, "field", "")
        there, test = f"has({self.field(name)})", self.test(name, atom, element=True)
        return f"(!{there} || {test})" if missing else f"({there} && {test})"

    def _joined(self, parts: Sequence[str], *, every: bool) -> str:
        return self.both(parts) if every else self.either(parts)
