"""The floor: the whole pack as one generated straight-line Python function, three-valued, nothing else.

    rules = floor(plan, AS_OF)          one function of one document
    rules(document(submission))         for each rule in turn True, False or None (UNKNOWN)

No faster evaluation of one document is to be had in Python, so it is what the others are measured by. It knows
`require` only: no proof, no relevance, no `for_each`, no score, no decision.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from checklist_engine.ground.atoms import (
    Answered,
    Atom,
    Empty,
    Includes,
    NotExpired,
    OneOf,
    Pattern,
    Threshold,
    WithinMonths,
    months_before,
)
from checklist_engine.ground.patterns import matches
from checklist_engine.model.paths import FactRef, FieldRef, Ref
from checklist_engine.model.plan import (
    Conjunction,
    Disjunction,
    ElementTally,
    Exists,
    ForAll,
    Negation,
    Node,
    Plan,
    Test,
)
from checklist_engine.model.submission import Submission, elements_of

Document = dict[str, Any]
Floor = Callable[[Document], tuple[bool | None, ...]]

_RELATIONS = {"at_least": ">=", "at_most": "<=", "more_than": ">", "less_than": "<"}


def document(submission: Submission) -> Document:
    """The answers as plain mappings, elements of lists with their `tier`."""
    found: Document = dict(submission.answers.values)
    for name, answer in found.items():
        if isinstance(answer, tuple):
            found[name] = [{**each.values, "tier": each.tier} for each in elements_of(answer)]
    return found


def floor(plan: Plan, as_of: date) -> Floor:
    """The function of a plan's rules on one day."""
    return _Writer(as_of).written(plan)


@dataclass
class _Writer:
    """Writes the function; every constant is a default argument, so that it is a local name."""

    as_of: date
    lines: list[str] = field(default_factory=list)
    constants: dict[str, object] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    names: int = 0

    def written(self, plan: Plan) -> Floor:
        results = []
        for rule in plan.rules:
            if rule.loop or rule.proofs or rule.compensated_by or plan.relevance:
                raise ValueError(f"{rule.id} is more than the floor can do")
            results.append(self.node(rule.require, (), "    "))
        loads = [f"    {local} = get({name!r})" for name, local in self.facts.items()]
        head = ", ".join(["document", *(f"{name}={name}" for name in self.constants)])
        text = "\n".join(
            [
                f"def rules({head}):",
                "    get = document.get",
                *loads,
                *self.lines,
                f"    return ({', '.join(results)},)",
            ]
        )
        space = dict(self.constants)
        exec(compile(text, "<floor>", "exec"), space)  # noqa: S102  the text is our own
        made: Any = space["rules"]
        found: Floor = made
        return found

    def name(self) -> str:
        self.names += 1
        return f"v{self.names}"

    def constant(self, value: object) -> str:
        name = f"k{len(self.constants)}"
        self.constants[name] = value
        return name

    def put(self, indent: str, *lines: str) -> None:
        self.lines += [f"{indent}{line}" for line in lines]

    def node(self, node: Node, scope: tuple[str, ...], indent: str) -> str:
        """Writes a node; the name of its truth."""
        match node:
            case Test(ref=ref, atom=atom, against=None):
                return self.test(ref, atom, scope, indent)
            case Conjunction(parts=parts):
                return self.junction(parts, scope, indent, decides=False)
            case Disjunction(parts=parts):
                return self.junction(parts, scope, indent, decides=True)
            case Negation(part=part):
                inner, name = self.node(part, scope, indent), self.name()
                self.put(indent, f"{name} = None if {inner} is None else not {inner}")
                return name
            case ForAll(satisfies=satisfies):
                return self.fold(node, satisfies, scope, indent, decides=False)
            case Exists(satisfies=satisfies):
                return self.fold(node, satisfies, scope, indent, decides=True)
            case ElementTally():
                return self.tally(node, scope, indent)
            case _:
                raise ValueError(f"{node} is more than the floor can do")

    def test(self, ref: Ref, atom: Atom, scope: tuple[str, ...], indent: str) -> str:
        name = self.name()
        match ref:
            case FactRef(fact=fact):
                value = self.facts.setdefault(fact, f"f{len(self.facts)}")
            case FieldRef(up=up, field=one):
                value = self.name()
                self.put(indent, f"{value} = {scope[up]}.get({one!r})")
            case _:
                value = self.name()
                self.put(indent, f"{value} = {scope[ref.up]}['tier']")
        if isinstance(atom, Answered):
            self.put(indent, f"{name} = ({value} is not None) is {atom.expected}")
        else:
            self.put(indent, f"{name} = None if {value} is None else {self.holds(atom, value)}")
        return name

    def holds(self, atom: Atom, value: str) -> str:
        match atom:
            case OneOf(operand=wanted, negated=negated):
                assert wanted is not None
                if len(wanted) == 1:
                    one = self.constant(next(iter(wanted)))
                    return f"{value} {'!=' if negated else '=='} {one}"
                return f"{value} {'not in' if negated else 'in'} {self.constant(wanted)}"
            case Threshold(operand=bound, relation=relation):
                return f"{value} {_RELATIONS[relation]} {self.constant(bound)}"
            case Includes(operand=codes, all_of_them=every, negated=negated):
                known = self.constant(codes)
                found = f"{known} <= {value}" if every else f"not {known}.isdisjoint({value})"
                return f"not ({found})" if negated else f"({found})"
            case Empty(expected=expected):
                return f"(not {value}) is {expected}"
            case Pattern(pattern=pattern):
                known = self.constant(_Remembered(pattern))
                return f"{known}[{value}]"
            case WithinMonths(months=months):
                first = self.constant(months_before(self.as_of, months))
                return f"{first} <= {value} <= {self.constant(self.as_of)}"
            case NotExpired(expected=expected):
                return f"({value} >= {self.constant(self.as_of)}) is {expected}"
            case _:
                raise ValueError(f"{atom} is no test of a value")

    def junction(
        self, parts: tuple[Node, ...], scope: tuple[str, ...], indent: str, *, decides: bool
    ) -> str:
        """AND (FALSE decides) or OR (TRUE decides): what is decided is not looked at further."""
        name = self.name()
        self.put(indent, f"{name} = {not decides}")
        for part in parts:
            if part is not parts[0]:
                self.put(indent, f"if {name} is not {decides}:")
                indent += "    "
            each = self.node(part, scope, indent)
            self.put(indent, f"if {each} is not {not decides}: {name} = {each}")
        return name

    def listed(
        self, node: ForAll | Exists | ElementTally, scope: tuple[str, ...], indent: str
    ) -> str:
        if isinstance(node.elements, FactRef):
            return self.facts.setdefault(node.elements.fact, f"f{len(self.facts)}")
        elements = self.name()
        self.put(indent, f"{elements} = {scope[node.elements.up]}.get({node.elements.field!r})")
        return elements

    def closed(self, node: ForAll | Exists | ElementTally) -> str:
        if node.closed_by is None:
            return "True"
        return f"{self.facts.setdefault(node.closed_by, f'f{len(self.facts)}')} is True"

    def fold(
        self,
        node: ForAll | Exists,
        satisfies: Node,
        scope: tuple[str, ...],
        indent: str,
        *,
        decides: bool,
    ) -> str:
        elements, name, element = self.listed(node, scope, indent), self.name(), self.name()
        closed = self.closed(node)
        self.put(
            indent,
            f"if {elements} is None: {name} = None",
            "else:",
            f"    {name} = {not decides} if {closed} else None",
            f"    for {element} in {elements}:",
        )
        inner, below = (element, *scope), f"{indent}        "
        where = self.node(node.where, inner, below)
        self.put(below, f"if {where} is False: continue")
        each = self.node(satisfies, inner, below)
        self.put(
            below,
            f"if {each} is {decides} and {where}:",
            f"    {name} = {decides}",
            "    break",
            f"if {each} is not {not decides}: {name} = None",
        )
        return name

    def tally(self, node: ElementTally, scope: tuple[str, ...], indent: str) -> str:
        elements, name, element = self.listed(node, scope, indent), self.name(), self.name()
        sure, maybe = self.name(), self.name()
        self.put(
            indent,
            f"if {elements} is None: {name} = None",
            "else:",
            f"    {sure} = {maybe} = 0",
            f"    for {element} in {elements}:",
        )
        where = self.node(node.where, (element, *scope), f"{indent}        ")
        self.put(
            f"{indent}        ", f"if {where}: {sure} += 1", f"elif {where} is None: {maybe} += 1"
        )
        closed = self.closed(node)
        bounds = list(self.bounds(node, sure, maybe, closed))
        parts = " and ".join(f"({each})" for each in bounds)
        if len(bounds) == 2:
            first, second = bounds
            parts = f"_and({first}, {second})"
            self.constants["_and"] = _and
        self.put(f"{indent}    ", f"{name} = {parts}")
        return name

    def bounds(self, node: ElementTally, sure: str, maybe: str, closed: str) -> Iterator[str]:
        if node.at_least is not None:
            yield (
                f"True if {sure} >= {node.at_least} else False if {sure} + {maybe} < "
                f"{node.at_least} and {closed} else None"
            )
        if node.at_most is not None:
            yield (
                f"False if {sure} > {node.at_most} else True if {sure} + {maybe} <= "
                f"{node.at_most} and {closed} else None"
            )


class _Remembered(dict[str, bool]):
    """Which texts match a pattern; each is tried once."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    def __missing__(self, text: str) -> bool:
        self[text] = found = matches(self.pattern, text)
        return found


def _and(one: bool | None, other: bool | None) -> bool | None:
    if one is False or other is False:
        return False
    return None if one is None or other is None else True
