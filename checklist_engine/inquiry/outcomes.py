"""Outcomes: what a finding does to a decision and to conditions, as bits that several findings unite."""

from collections.abc import Collection, Sequence
from datetime import date
from itertools import accumulate, combinations

from checklist_engine.conclusion.rulings import REPLACEABLE, concerns, status_on
from checklist_engine.evaluator.tables import decision_of
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.inquiry.partition import Bits, Partition
from checklist_engine.inquiry.solving import IMPOSSIBLE
from checklist_engine.inquiry.units import Unit
from checklist_engine.model.assessment import RulingStatus
from checklist_engine.model.plan import Plan, PlannedRule
from checklist_engine.model.submission import Ruling
from checklist_engine.model.verdicts import Decision, Gate, Route, Verdict

ASKED: Bits = IMPOSSIBLE << 1
"""A condition is asked for."""
_REJECTED: Bits = IMPOSSIBLE << 1
_HELD_UP: Bits = IMPOSSIBLE << 2
_CONCLUDED: Bits = IMPOSSIBLE << 3
_FAILING = (Verdict.NOT_MET, Verdict.UNPROVEN, Verdict.UNDETERMINED)
_OPEN_AT = 4
"""From this bit on: each conditional rule that is open."""


@dataclass(slots=True)
class Outcomes:
    """What comes of the findings of one plan, with the rulings on one case.

    Attributes:
        conditions: the ids of those that the plan's rules may ask for, in their order.
    """

    plan: Plan
    rulings: Sequence[Ruling]
    as_of: date
    conditions: tuple[str, ...] = field(init=False)
    _asking: dict[str, frozenset[str]] = field(init=False, repr=False)
    _open: dict[str, Bits] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.rulings = sorted(
            (each for each in self.rulings if status_on(each, self.as_of) is RulingStatus.APPLIED),
            key=lambda each: each.on,
        )
        conditional = [rule.id for rule in self.plan.rules if rule.gate is Gate.CONDITIONAL]
        self._open = {name: 1 << (_OPEN_AT + at) for at, name in enumerate(conditional)}
        self._asking = {
            rule.id: frozenset(
                use.condition for outcome in rule.outcomes.values() for use in outcome.uses
            )
            for rule in self.plan.rules
        }
        used = frozenset[str]().union(*self._asking.values())
        known = sorted(
            (self.plan.conditions[name] for name in used), key=lambda each: (each.order, each.id)
        )
        self.conditions = tuple(condition.id for condition in known)

    def of_decision(self, unit: Unit) -> Partition | None:
        """What a finding does to the decision; None where it never does anything."""
        if unit.rule.gate is Gate.ADVISORY:
            return None
        return unit.partition({verdict: self._decisive(unit, verdict) for verdict in Verdict})

    def of_mending(self, unit: Unit) -> Partition | None:
        """The same, and whether the finding then fails: a change that mends is better than one that
        only says so.
        """
        if unit.rule.gate is Gate.ADVISORY:
            return None
        failing = self._open_end << list(self._asking).index(unit.rule.id)
        return unit.partition(
            {
                verdict: self._decisive(unit, verdict)
                | (failing if self.final(unit, verdict) in _FAILING else 0)
                for verdict in Verdict
            }
        )

    @property
    def _open_end(self) -> Bits:
        return 1 << (_OPEN_AT + len(self._open))

    def conditions_of(self, rule: PlannedRule) -> Collection[str]:
        """The conditions that a finding of a rule may ask for."""
        return self._asking[rule.id]

    def may_ask(self, unit: Unit, condition: str) -> bool:
        """Whether a finding may ask for a condition at all."""
        return condition in self._asking[unit.rule.id]

    def of_condition(self, unit: Unit, condition: str) -> Partition:
        """Where a finding asks for a condition."""
        return unit.partition(
            {verdict: ASKED if condition in self._uses(unit, verdict) else 0 for verdict in Verdict}
        )

    def decision(self, bits: Bits) -> Decision:
        """The decision that united outcomes come to."""
        blocking = {Verdict.NOT_MET} if bits & _REJECTED else set()
        blocking |= {Verdict.UNDETERMINED} if bits & _HELD_UP else set()
        return decision_of(
            blocking=frozenset(blocking),
            open_conditional_rules=(bits >> _OPEN_AT).bit_count(),
            open_at_most=self.plan.decision.open_at_most,
            has_condition=bool(bits & _CONCLUDED),
        )

    def leaves_points_open(self, bits: Bits) -> bool:
        """Whether it comes to an approval with no condition but the one on what is open (§6)."""
        return self.decision(bits) is Decision.APPROVE_WITH_CONDITIONS and not bits & _CONCLUDED

    def decisions_within(self, always: Bits, maybe: Bits) -> Collection[Decision]:
        """Every decision that there may be with all of these outcomes, and any of those."""
        free = [1 << at for at in range(maybe.bit_length()) if (maybe & ~always) >> at & 1]
        few = [bit for bit in free if bit < 1 << _OPEN_AT]
        # How many rules are open counts, not which.
        opened = list(accumulate((bit for bit in free if bit not in few), int.__or__, initial=0))
        return {
            self.decision(always | sum(some) | more)
            for count in range(len(few) + 1)
            for some in combinations(few, count)
            for more in opened
        }

    def anything(self, rule: PlannedRule) -> Bits:
        """All that findings of a rule may do to the decision, whatever they are."""
        concluded = any(
            self.plan.conditions[name].route is Route.CONCLUSION for name in self._asking[rule.id]
        )
        bits = _CONCLUDED if concluded else 0
        if rule.gate is Gate.BLOCKING:
            bits |= _REJECTED | _HELD_UP
        return bits | self._open.get(rule.id, 0)

    def in_the_way(self, aim: Decision, left_open: Collection[str] = ()) -> Bits:
        """The outcomes that keep a decision from being as good as `aim`, where these conditional rules
        may stay open.
        """
        open_ones = sum(bit for rule, bit in self._open.items() if rule not in left_open)
        if aim is Decision.APPROVE:
            return _REJECTED | _HELD_UP | _CONCLUDED | open_ones
        return _REJECTED | _HELD_UP | open_ones

    @property
    def conditional(self) -> Collection[str]:
        """The conditional rules."""
        return self._open.keys()

    def final(self, unit: Unit, verdict: Verdict) -> Verdict:
        """The verdict of a finding after the rulings."""
        if verdict not in REPLACEABLE:
            return verdict
        by_element = unit.rule.loop is not None
        ruled = [
            each.verdict
            for each in self.rulings
            if each.rule == unit.rule.id and concerns(each, unit.element, by_element=by_element)
        ]
        return ruled[-1] if ruled else verdict

    def _uses(self, unit: Unit, verdict: Verdict) -> Sequence[str]:
        outcome = unit.rule.outcomes.get(self.final(unit, verdict))
        return [use.condition for use in outcome.uses] if outcome else []

    def _decisive(self, unit: Unit, verdict: Verdict) -> Bits:
        final = self.final(unit, verdict)
        bits: Bits = 0
        if unit.rule.gate is Gate.BLOCKING:
            bits |= _REJECTED if final is Verdict.NOT_MET else 0
            bits |= _HELD_UP if final is Verdict.UNDETERMINED else 0
        elif unit.rule.gate is Gate.CONDITIONAL and final is Verdict.UNDETERMINED:
            bits |= self._open[unit.rule.id]
        concluded = self.plan.conclusion.at_most != 0 and any(
            self.plan.conditions[name].route is Route.CONCLUSION
            for name in self._uses(unit, verdict)
        )
        return bits | (_CONCLUDED if concluded else 0)
