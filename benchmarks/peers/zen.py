"""GoRules zen, in Rust (zen-engine)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from checklist_engine.model.plan import ElementTally, Exists, ForAll, Plan
from peers import Peer, Said, Written
from peers._translation import TextTranslator, list_name, plain_document, tally_bounds


class Zen(TextTranslator):
    """Elements are `#`."""

    and_word, or_word, not_word = "and", "or", "not "

    def fact(self, name: str) -> str:
        return name

    def field(self, name: str) -> str:
        return f"#.{name}"

    def includes(self, value: str, codes: Sequence[str], *, every: bool) -> str:
        found = [f'"{code}" in {value}' for code in codes]
        return self.both(found) if every else self.either(found)

    def matches(self, value: str, pattern: str) -> str:
        return f'matches({value}, "{pattern}")'

    def every(self, node: ForAll) -> str:
        part = self.either([self.negation(self.inside(node.where)), self.inside(node.satisfies)])
        return f"all({list_name(node.elements)}, {part})"

    def some(self, node: Exists) -> str:
        part = self.both([self.inside(node.where), self.inside(node.satisfies)])
        return f"some({list_name(node.elements)}, {part})"

    def count(self, node: ElementTally) -> str:
        found = f"count({list_name(node.elements)}, {self.inside(node.where)})"
        return self.both([f"{found} {word} {bound}" for word, bound in tally_bounds(node)])


def write(plan: Plan, as_of: date) -> Written:
    """One expression, a list of all rules; where one raises, each is asked by itself."""
    import zen  # noqa: PLC0415

    terms, unsaid = Zen(as_of).rules(plan)
    whole = zen.compile_expression(f"[{', '.join(terms.values())}]")
    parts = [zen.compile_expression(term) for term in terms.values()]

    def alone(part: Any, document: Any) -> bool | None:
        try:
            found: bool | None = part.evaluate(document)
        except Exception:  # noqa: BLE001  it has no class of its own
            return None
        return found

    def run(document: Any) -> Said:
        try:
            found: Said = whole.evaluate(document)
        except Exception:  # noqa: BLE001
            return [alone(part, document) for part in parts]
        return found

    return Written(positions=tuple(terms), unsaid=unsaid, native=plain_document, run=run)


PEER = Peer(name="GoRules zen", distribution="zen-engine", three_valued=False, write=write)
