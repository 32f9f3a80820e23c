"""What can be said of rules whatever the answers are: how they may come out, and how two compare."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from checklist_engine.analysis.completions import Completions, completions, read_rules
from checklist_engine.analysis.evaluation import Evaluator
from checklist_engine.analysis.findings import Verdicts, verdicts_of
from checklist_engine.analysis.reading import Reading
from checklist_engine.analysis.scheme import Scheme, TooManyWorlds, room_of, slot_name
from checklist_engine.analysis.space import Worlds, first
from checklist_engine.analysis.witnesses import Witness, witness
from checklist_engine.ground.lazy_dataclasses import dataclass, replace
from checklist_engine.model.plan import (
    TRUE,
    Conjunction,
    Disjunction,
    ElementTally,
    Exists,
    ForAll,
    Negation,
    Node,
    Plan,
    PlannedRule,
    Tally,
    Undecided,
)
from checklist_engine.model.verdicts import Verdict

HARDNESS = {
    Verdict.NOT_MET: 3,
    Verdict.UNDETERMINED: 2,
    Verdict.UNPROVEN: 2,
    Verdict.COMPENSATED: 1,
}
"""How hard a verdict is on a submission; whatever is not here asks for nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """One or more rules in all worlds that they tell apart. Periods of rules (`in_force`) are left
    aside: they say when a rule counts, not what it means.

    Attributes:
        verdicts: of each rule, in their order.
        possible: the worlds that can be.
        exact: whether these stand for all; what is not found in others may still be.
    """

    evaluator: Evaluator
    rules: tuple[PlannedRule, ...]
    verdicts: tuple[Verdicts, ...]
    possible: Worlds

    @property
    def completions(self) -> Completions:
        return self.evaluator.completions

    @property
    def exact(self) -> bool:
        return self.completions.exact

    def covers(self, node: Node) -> bool:
        """Whether a further expression, looked at by itself, tells no more worlds apart."""
        reading = Reading()
        reading.node(node)
        return self.completions.reading.covers(reading)

    def where(self, verdict: Verdict, rule: int = 0) -> Worlds:
        """The worlds where a rule comes out so."""
        return self.verdicts[rule].get(verdict, 0) & self.possible

    def example(self, worlds: Worlds) -> Witness | None:
        """A submission out of a set of worlds; None where it is empty."""
        found = worlds & self.possible
        return witness(self.completions, first(found)) if found else None


def study(
    plan: Plan,
    rules: Sequence[PlannedRule],
    as_of: date,
    *,
    closed: bool = False,
    nodes: Sequence[Node] = (),
) -> Study | None:
    """The rules over all submissions that answer what is asked; None: 調べきれませんでした.

    Args:
        plan: whose vocabulary and relevance count.
        rules: what is studied.
        as_of: the day on which dates are judged.
        closed: whether every list is said to be complete.
        nodes: further expressions that will be looked at in the same worlds.
    """
    standing = tuple(replace(rule, in_force=None) for rule in rules)
    read = read_rules(plan, standing, nodes)
    scheme = Scheme(
        closed=closed, blanks=read.reading.probes, focus=common_focus(standing, read.reading)
    )
    try:
        evaluator = Evaluator(completions(plan, read, as_of, scheme))
    except TooManyWorlds:
        return None
    verdicts = tuple(verdicts_of(rule, evaluator) for rule in standing)
    return Study(
        evaluator=evaluator,
        rules=standing,
        verdicts=verdicts,
        possible=evaluator.completions.possible,
    )


def common_focus(rules: Sequence[PlannedRule], reading: Reading) -> str | None:
    """The slot whose finding stands for those of all, where rules go through the elements of the same
    list: the last one, for it can be all that any other can, and have others above it.
    """
    lists = {rule.loop.elements.fact if rule.loop else None for rule in rules}
    (name, *others) = lists
    if name is None or others:
        return None
    return slot_name(name, room_of(name, reading) - 1)


def waiting_for_ever(
    plan: Plan, rule: PlannedRule, as_of: date, known: Study | None = None
) -> Witness | None:
    """A submission that answers everything it is asked, with every list complete, and leaves the rule
    undetermined all the same; `if_none: unknown`, which means to wait, is left aside.

    Args:
        plan: whose vocabulary and relevance count.
        rule: what may wait.
        as_of: the day on which dates are judged.
        known: a study of the rule alone, where there is one.
    """
    # Where lists may be complete or not, there is all that there is where they are.
    never = known is not None and known.exact and not known.where(Verdict.UNDETERMINED)
    if never and not any(map(_is_undecided, _nodes(rule))):
        return None
    decided = _with_nodes(rule, lambda node: TRUE if isinstance(node, Undecided) else node)
    found = study(plan, [decided], as_of, closed=True)
    if found is None or found.completions.reading.probes:
        return None
    return found.example(found.where(Verdict.UNDETERMINED))


def same_meaning(plan: Plan, one: PlannedRule, other: PlannedRule, as_of: date) -> bool:
    """Whether two rules come out the same, whatever is answered and whatever is not; False, too, where
    that cannot be told.
    """
    standing = tuple(replace(rule, in_force=None) for rule in (one, other))
    try:
        read = read_rules(plan, standing)
        focus = common_focus(standing, read.reading)
        imagined = completions(plan, read, as_of, Scheme(closed=False, blanks=True, focus=focus))
    except TooManyWorlds:
        return False
    if not imagined.exact:
        return False
    evaluator = Evaluator(imagined)
    first_one, second = (verdicts_of(rule, evaluator) for rule in standing)
    return all(
        not (first_one.get(verdict, 0) ^ second.get(verdict, 0)) & imagined.possible
        for verdict in Verdict
    )


def implies(plan: Plan, strong: PlannedRule, weak: PlannedRule, as_of: date) -> bool:
    """Whether `strong` finds fault, as hard at least, wherever `weak` does; False where unsure."""
    found = study(plan, [strong, weak], as_of)
    if found is None or not found.exact:
        return False
    return not harder(found.verdicts[1], found.verdicts[0]) & found.possible


def harder(one: Verdicts, other: Verdicts) -> Worlds:
    """The worlds where the first comes out harder than the second."""
    worlds = 0
    for verdict, here in one.items():
        for softer, there in other.items():
            if HARDNESS.get(verdict, 0) > HARDNESS.get(softer, 0):
                worlds |= here & there
    return worlds


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of an expression that can be left out, by the positions on the way to it."""

    way: tuple[int, ...]
    node: Node


def idle_parts(plan: Plan, rule: PlannedRule, as_of: date) -> tuple[Part, ...]:
    """The parts of `require` that can be left out, all of them at once, without any submission that
    answers what is asked coming out otherwise. Of two that say the same, the later one.
    """
    found = study(plan, [rule], as_of)
    return idle_parts_in(found) if found is not None else ()


def idle_parts_in(found: Study) -> tuple[Part, ...]:
    """The same of the one rule of a study: what is left of it reads nothing that it does not read, so that
    the same worlds tell all of it apart.
    """
    if not found.exact:
        return ()
    idle: list[Part] = []
    shorter = found.rules[0]
    # From the last on, so that what is left out moves none of those still to be tried.
    for part in reversed(tuple(_parts(shorter.require, ()))):
        tried = replace(shorter, require=_without(shorter.require, part.way))
        if _comes_out_the_same(found, tried):
            shorter = tried
            idle.append(part)
    ways = {part.way for part in idle}
    return tuple(
        part
        for part in reversed(idle)
        if not any(part.way[:length] in ways for length in range(1, len(part.way)))
    )


def _comes_out_the_same(found: Study, other: PlannedRule) -> bool:
    """Whether a rule comes out as the one of a study does, in its worlds."""
    verdicts = verdicts_of(other, found.evaluator)
    return all(
        not found.where(verdict) ^ (verdicts.get(verdict, 0) & found.possible)
        for verdict in Verdict
    )


def same_meaning_when_complete(
    plan: Plan, one: PlannedRule, other: PlannedRule, as_of: date
) -> bool:
    """Whether two rules come out the same once everything that is asked has an answer."""
    found = study(plan, [one, other], as_of)
    if found is None or not found.exact:
        return False
    return all(not found.where(verdict) ^ found.where(verdict, 1) for verdict in Verdict)


def _parts(node: Node, way: tuple[int, ...]) -> Iterator[Part]:
    if isinstance(node, Conjunction | Disjunction):
        for at, part in enumerate(node.parts):
            if len(node.parts) > 1:
                yield Part(way=(*way, at), node=part)
            yield from _parts(part, (*way, at))


def _without(node: Node, way: tuple[int, ...]) -> Node:
    assert isinstance(node, Conjunction | Disjunction)
    at, *rest = way
    parts = list(node.parts)
    if rest:
        parts[at] = _without(parts[at], tuple(rest))
    else:
        del parts[at]
    return replace(node, parts=tuple(parts))


def _nodes(rule: PlannedRule) -> Iterator[Node]:
    """The expressions of a rule."""
    yield rule.applies_when
    if rule.loop is not None:
        yield rule.loop.where
    yield rule.require
    if rule.compensated_by is not None:
        yield rule.compensated_by


def _is_undecided(node: Node) -> bool:
    """Whether an expression has a part that waits, whatever is answered."""
    match node:
        case Undecided():
            return True
        case Conjunction(parts=parts) | Disjunction(parts=parts) | Tally(parts=parts):
            return any(map(_is_undecided, parts))
        case Negation(part=part):
            return _is_undecided(part)
        case ForAll() | Exists():
            return _is_undecided(node.where) or _is_undecided(node.satisfies)
        case ElementTally():
            return _is_undecided(node.where)
        case _:
            return False


def _with_nodes(rule: PlannedRule, change: Callable[[Node], Node]) -> PlannedRule:
    """The rule with every node of its expressions changed, from the innermost out."""

    def walk(node: Node) -> Node:
        match node:
            case Conjunction(parts=parts) | Disjunction(parts=parts) | Tally(parts=parts):
                return change(replace(node, parts=tuple(walk(part) for part in parts)))
            case Negation(part=part):
                return change(replace(node, part=walk(part)))
            case ForAll() | Exists():
                return change(replace(node, where=walk(node.where), satisfies=walk(node.satisfies)))
            case ElementTally():
                return change(replace(node, where=walk(node.where)))
            case _:
                return change(node)

    return replace(
        rule,
        applies_when=walk(rule.applies_when),
        loop=replace(rule.loop, where=walk(rule.loop.where)) if rule.loop else None,
        require=walk(rule.require),
        compensated_by=walk(rule.compensated_by) if rule.compensated_by is not None else None,
    )
