"""Decisions (結論案) and conditions of many rows at once, by the table of `evaluator.tables`."""

from collections.abc import Mapping, Sequence
from itertools import product
from typing import TypeAlias

from checklist_engine.bulk.columns import Bits
from checklist_engine.bulk.findings import RulePlanes
from checklist_engine.bulk.planes import counted, reaching, union, without
from checklist_engine.conclusion.open_condition import open_condition
from checklist_engine.evaluator.tables import decision_of
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.model.plan import Plan, PlannedRule
from checklist_engine.model.verdicts import Decision, Gate, Route, Verdict

Found: TypeAlias = Sequence[tuple[PlannedRule, RulePlanes]]
"""Rules with their findings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concluded:
    """What comes of the findings: rows by decision (None where the profile decides nothing), those where
    it is provisional, and by id of a condition those that get it.
    """

    decisions: Mapping[Decision, Bits] | None
    provisional: Bits
    conditions: Mapping[str, Bits]


def conclude(plan: Plan, rules: Found, everywhere: Bits) -> Concluded:
    """The decision, and the conditions that findings ask for."""
    open_rows = {
        gate: [found.rows_with(Verdict.UNDETERMINED) for rule, found in rules if rule.gate is gate]
        for gate in (Gate.BLOCKING, Gate.CONDITIONAL)
    }
    return concluded(
        plan,
        failed=union(
            found.rows_with(Verdict.NOT_MET) for rule, found in rules if rule.gate is Gate.BLOCKING
        ),
        blocked=union(open_rows[Gate.BLOCKING]),
        waiting=counted(open_rows[Gate.CONDITIONAL]),
        conditions=_conditions(rules),
        everywhere=everywhere,
    )


def concluded(
    plan: Plan,
    *,
    failed: Bits,
    blocked: Bits,
    waiting: Sequence[Bits],
    conditions: dict[str, Bits],
    everywhere: Bits,
) -> Concluded:
    """The decision, by what all rules together come to.

    Args:
        plan: says how it is decided.
        failed: the rows where a blocking rule is not met.
        blocked: those where one is undetermined.
        waiting: how many conditional rules are undetermined, digit by digit.
        conditions: by id, the rows that get one; the one for open rules is added.
        everywhere: all rows.
    """
    if not plan.decides:
        return Concluded(decisions=None, provisional=0, conditions=conditions)
    named = _named(plan, conditions)
    decisions = _decisions(plan, failed, blocked, waiting, named, everywhere)
    bare = without(decisions[Decision.APPROVE_WITH_CONDITIONS], named)
    if bare:
        name = open_condition(plan).id
        conditions[name] = conditions.get(name, 0) | bare
    still_open = blocked | reaching(waiting, 1, everywhere)
    approved = decisions[Decision.APPROVE] | decisions[Decision.APPROVE_WITH_CONDITIONS]
    return Concluded(decisions=decisions, provisional=approved & still_open, conditions=conditions)


def _conditions(rules: Found) -> dict[str, Bits]:
    """By id, the rows where a finding asks for a condition."""
    asked: dict[str, Bits] = {}
    for rule, found in rules:
        for verdict, outcome in rule.outcomes.items():
            if outcome.uses and (plane := found.rows_with(verdict)):
                for use in outcome.uses:
                    asked[use.condition] = asked.get(use.condition, 0) | plane
    return asked


def _named(plan: Plan, conditions: Mapping[str, Bits]) -> Bits:
    """The rows where a conclusion names a condition: one is routed there, and there is room for it."""
    if plan.conclusion.at_most == 0:
        return 0
    return union(
        plane
        for name, plane in conditions.items()
        if plan.conditions[name].route is Route.CONCLUSION
    )


def _decisions(
    plan: Plan,
    failed: Bits,
    blocked: Bits,
    waiting: Sequence[Bits],
    named: Bits,
    everywhere: Bits,
) -> dict[Decision, Bits]:
    """The table of decisions is asked about every kind of case: what a blocking rule finds, how many
    conditional rules are open (none, so many as a decision bears, too many), whether a condition is named.
    """
    bearable = plan.decision.open_at_most
    some, many = reaching(waiting, 1, everywhere), reaching(waiting, bearable + 1, everywhere)
    numbers = {0: everywhere ^ some, bearable + 1: many}
    if bearable:
        numbers[bearable] = some ^ many
    decisions = dict.fromkeys(Decision, 0)
    for fails, waits, (number, rows), has_condition in product(
        (True, False), (True, False), numbers.items(), (True, False)
    ):
        plane = rows
        for holds, wanted in ((failed, fails), (blocked, waits), (named, has_condition)):
            plane = plane & holds if wanted else without(plane, holds)
        blocking = {Verdict.NOT_MET: fails, Verdict.UNDETERMINED: waits}
        decision = decision_of(
            blocking=frozenset(verdict for verdict, there in blocking.items() if there),
            open_conditional_rules=number,
            open_at_most=bearable,
            has_condition=has_condition,
        )
        decisions[decision] |= plane
    return decisions
