"""The table twin of the map of verdicts: every rule of several cases, for those who cannot see it."""

from collections.abc import Sequence
from dataclasses import dataclass

from checklist_engine.drafting.html.words import worst_mark
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.plan import Plan
from checklist_engine.pictures.marks import Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """A rule and its mark in each case; None where the profile of a case does not have it."""

    id: str
    title: str
    marks: tuple[Mark | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleGroup:
    """A family with its rules."""

    label: str
    rows: tuple[RuleRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleTable:
    """Rules by family; `cases` are the heads of the columns."""

    cases: tuple[str, ...]
    groups: tuple[RuleGroup, ...]


def rule_table(cases: Sequence[tuple[str, Assessment, Plan]]) -> RuleTable:
    """The rules of all cases (each with what it is called), in the order of their packs."""
    marks = [
        {rule.rule: worst_mark(rule.verdicts) for rule in assessment.rules}
        for _, assessment, _ in cases
    ]
    labels: dict[str, str] = {}
    titles: dict[str, dict[str, str]] = {}
    for _, assessment, plan in cases:
        for family in plan.families:
            labels.setdefault(family.id, family.label)
            known = titles.setdefault(family.id, {})
            for rule in assessment.rules:
                if rule.family == family.id:
                    known.setdefault(rule.rule, rule.title)
    return RuleTable(
        cases=tuple(label for label, _, _ in cases),
        groups=tuple(
            RuleGroup(
                label=labels[family],
                rows=tuple(
                    RuleRow(id=rule, title=title, marks=tuple(each.get(rule) for each in marks))
                    for rule, title in rules.items()
                ),
            )
            for family, rules in titles.items()
            if rules
        ),
    )
