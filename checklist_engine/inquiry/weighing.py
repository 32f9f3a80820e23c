"""Weighing: what findings come to together, and how much of it hangs on which answer."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import reduce
from itertools import combinations

from checklist_engine.analysis.scheme import path_of_variable
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.inquiry.outcomes import ASKED, Outcomes
from checklist_engine.inquiry.partition import Bits, Partition
from checklist_engine.inquiry.solving import IMPOSSIBLE, CutOff, Memory, Solved, Solver, Turns
from checklist_engine.inquiry.units import Unit
from checklist_engine.model.plan import PlannedRule
from checklist_engine.model.verdicts import Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighedDecisions:
    """The decisions that are possible and, by path, how much hangs on an answer that alone can turn
    the decision: for each two outcomes that it turns into one another, the share of completions where it
    does, at most 1 in all. Where not `exact`, some of them may not be possible after all.
    """

    decisions: tuple[Decision, ...]
    weights: Mapping[str, float]
    exact: bool
    leaves_points_open: AbstractSet[bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighedConditions:
    """The conditions that are certain, those that are possible (the certain ones among them) and, by
    path, those that the answer alone brings or spares. Where not `exact`, fewer may be possible and
    more certain.
    """

    certain: frozenset[str]
    possible: frozenset[str]
    turned: Mapping[str, tuple[str, ...]]
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Effects:
    """What a unit does to the decision, and where it asks for which conditions."""

    unit: Unit
    decision: Partition | None
    conditions: Mapping[str, Partition]


@dataclass(slots=True)
class Weighing:
    """Weighs again and again, and keeps what rests on units that are as they were.

    Attributes:
        joints: how many joint tables may be made for the decision, and for the conditions.
    """

    outcomes: Outcomes
    joints: int
    _memory: Memory = field(default_factory=Memory, repr=False)
    # By the identity of a unit, which its effects keep alive.
    _effects: dict[int, _Effects] = field(default_factory=dict, repr=False)
    _constraints: tuple[Partition, ...] = field(default=(), repr=False)

    def lay_out(self, units: Sequence[Unit], constraints: Iterable[Partition]) -> None:
        """Take in the units that are to be weighed, and what no world may break."""
        self._memory.trim()
        self._constraints = tuple(map(self._memory.partition, constraints))
        self._effects = {
            id(unit): self._effects.get(id(unit)) or self._worked_out(unit) for unit in units
        }

    def _worked_out(self, unit: Unit) -> _Effects:
        decision = self.outcomes.of_decision(unit)
        asking = {
            name: self._memory.partition(self.outcomes.of_condition(unit, name))
            for name in self.outcomes.conditions_of(unit.rule)
        }
        return _Effects(
            unit=unit,
            decision=self._memory.partition(decision) if decision else None,
            conditions={name: each for name, each in asking.items() if _ever(each, ASKED)},
        )

    def decisions(self, untold: Sequence[PlannedRule]) -> WeighedDecisions:
        """The decisions; `untold` are rules of which any finding may come out."""
        parts = [each.decision for each in self._effects.values() if each.decision is not None]
        parts += self._constraints
        solver = self._solver()
        try:
            solved = solver.solve(parts)
        except CutOff:
            return self._loosely([self._alone(part) for part in parts], untold)
        if untold:
            return self._loosely([solved], untold)
        found = {self.outcomes.decision(bits) for bits in solved.shares}
        return WeighedDecisions(
            decisions=_in_order(found),
            weights=self._weights(solved.turns),
            exact=True,
            leaves_points_open={self.outcomes.leaves_points_open(bits) for bits in solved.shares},
        )

    def _weights(self, turns: Mapping[str, Turns]) -> Mapping[str, float]:
        weights: dict[str, float] = {}
        for path, pairs in turns.items():
            for (one, other), share in pairs.items():
                if self.outcomes.decision(one) is not self.outcomes.decision(other):
                    weights[path] = min(weights.get(path, 0.0) + share, 1.0)
        return weights

    def _loosely(self, apart: Sequence[Solved], untold: Sequence[PlannedRule]) -> WeighedDecisions:
        """As if what was solved apart could come out in any way together: more than can, never less."""
        always: Bits = 0
        maybe = reduce(int.__or__, map(self.outcomes.anything, untold), 0)
        weights: dict[str, float] = {}
        for solved in apart:
            always |= reduce(int.__and__, solved.shares)
            maybe |= reduce(int.__or__, solved.shares)
            for path, pairs in solved.turns.items():
                weights[path] = max(weights.get(path, 0.0), min(sum(pairs.values()), 1.0))
        found = self.outcomes.decisions_within(always, maybe)
        return WeighedDecisions(
            decisions=_in_order(found),
            weights={path: share for path, share in weights.items() if share and len(found) > 1},
            exact=False,
            leaves_points_open={False, Decision.APPROVE_WITH_CONDITIONS in found},
        )

    def _alone(self, part: Partition) -> Solved:
        """What comes of one partition; where even that takes too long, whatever may."""
        try:
            return Solver(question_of=path_of_variable, memory=self._memory).solve([part])
        except CutOff:
            possible = [bits for bits in part.parts if not bits & IMPOSSIBLE]
            any_two = dict.fromkeys(combinations(possible, 2), 1.0)
            return Solved(dict.fromkeys(possible, 1.0), dict.fromkeys(_questions(part), any_two))

    def conditions(self, untold: Sequence[PlannedRule]) -> WeighedConditions:
        """The conditions that findings ask for; `untold` are rules of which any may come out."""
        asking: dict[str, list[Partition]] = {}
        for effects in self._effects.values():
            for name, partition in effects.conditions.items():
                asking.setdefault(name, []).append(partition)
        certain: set[str] = set()
        possible = {name for rule in untold for name in self.outcomes.conditions_of(rule)}
        turned: dict[str, dict[str, None]] = {}
        solver, exact = self._solver(), not untold
        for name in filter(asking.__contains__, self.outcomes.conditions):
            try:
                solved = solver.solve([*asking[name], *self._touching(asking[name])])
            except CutOff:
                possible.add(name)
                # Whatever the others come to, it is asked for where one of them always asks.
                certain |= {name} if any(map(_always_asks, asking[name])) else set()
                for path in {path for part in asking[name] for path in _questions(part)}:
                    turned.setdefault(path, {})[name] = None
                exact = False
                continue
            asked = [bool(bits & ASKED) for bits in solved.shares]
            if any(asked):
                possible.add(name)
            if all(asked):
                certain.add(name)
            for path in _turning(solved, ASKED):
                turned.setdefault(path, {})[name] = None
        return WeighedConditions(
            certain=frozenset(certain),
            possible=frozenset(possible),
            turned={path: tuple(names) for path, names in turned.items()},
            exact=exact,
        )

    def _touching(self, parts: Sequence[Partition]) -> Iterator[Partition]:
        """The constraints that share a variable with some of these."""
        names = {variable.name for part in parts for variable in part.support}
        for each in self._constraints:
            if any(variable.name in names for variable in each.support):
                yield each

    def _solver(self) -> Solver:
        return Solver(question_of=path_of_variable, memory=self._memory, left=self.joints)


def _questions(partition: Partition) -> Iterable[str]:
    """The questions on which it depends what comes out."""
    return dict.fromkeys(path_of_variable(variable.name) for variable in partition.support)


def _always_asks(partition: Partition) -> bool:
    return all(bits & (ASKED | IMPOSSIBLE) for bits in partition.parts)


def _ever(partition: Partition, wanted: Bits) -> bool:
    return any(bits & wanted for bits in partition.parts)


def _turning(solved: Solved, wanted: Bits) -> Iterator[str]:
    """The questions that alone turn one of these bits."""
    for path, pairs in solved.turns.items():
        if any((one ^ other) & wanted for one, other in pairs):
            yield path


def _in_order(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    found = set(decisions)
    return tuple(decision for decision in Decision if decision in found)
