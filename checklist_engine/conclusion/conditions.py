"""Conditions (ただし書き): asked for by findings, merged, routed, and cut to the limit (§7)."""

from collections.abc import Iterator, Mapping, Sequence

from checklist_engine.conclusion.filling import Filler, fill_arguments
from checklist_engine.conclusion.open_condition import open_condition
from checklist_engine.evaluator.view import Scope
from checklist_engine.ground.lazy_dataclasses import dataclass, replace
from checklist_engine.model.assessment import DraftedCondition, Finding, Origin, RuleFindings
from checklist_engine.model.plan import (
    Labels,
    Plan,
    PlannedCondition,
    PlannedOutcome,
    PlannedRule,
    PlannedUse,
    names_element,
)
from checklist_engine.model.submission import Element
from checklist_engine.model.texts import Text
from checklist_engine.model.verdicts import Gate, Route, Verdict

_NO_OUTCOME = PlannedOutcome()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """One finding that asks for one condition."""

    condition: str
    texts: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]
    firm: bool
    gate: Gate
    origin: Origin


def outcome_of(rule: PlannedRule, finding: Finding) -> PlannedOutcome:
    """What a rule says about a finding; nothing, where it says nothing."""
    return rule.outcomes.get(finding.verdict, _NO_OUTCOME)


def origin_of(finding: Finding) -> Origin:
    """A finding as the origin of words."""
    return Origin(rule=finding.rule, element=finding.element, paths=finding.paths)


def draft_conditions(
    plan: Plan,
    rules: Sequence[RuleFindings],
    elements: Mapping[str, Element],
    filler: Filler,
) -> tuple[DraftedCondition, ...]:
    """All conditions that findings ask for, by their order; what exceeds the limit of a conclusion
    is routed to the remarks.
    """
    planned = {rule.id: rule for rule in plan.rules}
    groups: dict[tuple[object, ...], list[_Asked]] = {}
    for rule in rules:
        for finding in rule.findings:
            for asked in _asked(planned[rule.rule], finding, elements, filler):
                key = (asked.condition, *sorted(asked.texts.items()))
                groups.setdefault(key, []).append(asked)
    drafted = [_merged(plan.conditions[group[0].condition], group) for group in groups.values()]
    drafted.sort(key=lambda each: (each.order, each.id))
    return _limited(drafted, plan.conclusion.at_most)


def draft_open_condition(plan: Plan, rules: Sequence[RuleFindings]) -> DraftedCondition:
    """The condition that stands in for open conditional rules where none of its own came out."""
    waiting = [
        rule
        for rule in rules
        if rule.gate is Gate.CONDITIONAL and Verdict.UNDETERMINED in rule.verdicts
    ]
    subjects = tuple(rule.title for rule in waiting)
    condition = open_condition(plan)
    return DraftedCondition(
        id=condition.id,
        subject=condition.subject,
        text=fill_arguments(condition.text_open or condition.text, {"subjects": subjects}),
        route=Route.CONCLUSION,
        obligation=condition.obligation,
        gate=Gate.CONDITIONAL,
        order=condition.order,
        open=True,
        due_months=condition.due_months,
        origins=tuple(
            origin_of(finding)
            for rule in waiting
            for finding in rule.findings
            if finding.verdict is Verdict.UNDETERMINED
        ),
    )


def _asked(
    rule: PlannedRule, finding: Finding, elements: Mapping[str, Element], filler: Filler
) -> Iterator[_Asked]:
    scope = (elements[finding.element],) if finding.element else ()
    for use in outcome_of(rule, finding).uses:
        yield _Asked(
            condition=use.condition,
            texts={
                name: filler.fill(argument, scope)
                for name, argument in use.arguments.items()
                if isinstance(argument, Text)
            },
            lists=_lists(use, scope, filler),
            firm=finding.verdict is not Verdict.UNDETERMINED,
            gate=rule.gate,
            origin=origin_of(finding),
        )


def _lists(use: PlannedUse, scope: Scope, filler: Filler) -> Mapping[str, tuple[str, ...]]:
    def entries(item: Text | Labels) -> tuple[str, ...]:
        if not scope and names_element(item):
            # An element that is not listed yet has no words of its own.
            return ()
        return (
            filler.labels(item, scope) if isinstance(item, Labels) else (filler.fill(item, scope),)
        )

    return {
        name: tuple(entry for item in argument for entry in entries(item))
        for name, argument in use.arguments.items()
        if not isinstance(argument, Text)
    }


def _merged(condition: PlannedCondition, group: Sequence[_Asked]) -> DraftedCondition:
    lists: dict[str, tuple[str, ...]] = {}
    for asked in group:
        for name, entries in asked.lists.items():
            lists[name] = tuple(dict.fromkeys((*lists.get(name, ()), *entries)))
    firm = any(asked.firm for asked in group)
    text = condition.text if firm or condition.text_open is None else condition.text_open
    gates = {asked.gate for asked in group}
    return DraftedCondition(
        id=condition.id,
        subject=condition.subject,
        text=fill_arguments(text, {**group[0].texts, **lists}),
        route=condition.route,
        obligation=condition.obligation,
        gate=min(gates, key=list(Gate).index),
        order=condition.order,
        open=not firm,
        due_months=condition.due_months,
        origins=tuple(asked.origin for asked in group),
    )


def _limited(
    drafted: Sequence[DraftedCondition], at_most: int | None
) -> tuple[DraftedCondition, ...]:
    """Gate first, then the strongest obligation, then order, choose what a conclusion names."""
    if at_most is None:
        return tuple(drafted)
    ranked = sorted(
        (each for each in drafted if each.route is Route.CONCLUSION),
        key=lambda each: (list(Gate).index(each.gate), -each.obligation.rank, each.order),
    )
    beyond = ranked[at_most:]
    return tuple(
        replace(each, route=Route.REMARK) if any(each is over for over in beyond) else each
        for each in drafted
    )
