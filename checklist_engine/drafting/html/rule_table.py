"""Verdicts by rule and case: what the map of verdicts draws, and its twin for those who cannot see it tells."""

from collections.abc import Iterator, Sequence

from checklist_engine.drafting.html.words import UNSETTLED, verdict_mark, worst_mark
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.plan import Plan
from checklist_engine.model.verdicts import WORST_FIRST
from checklist_engine.pictures.marks import Mark

_MOST_COLUMNS = 6
"""Cases that have room for a column each on A4."""


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
    """Rules by family; `cases` are what the cases are called, in the order of the marks of a row."""

    cases: tuple[str, ...]
    groups: tuple[RuleGroup, ...]

    @property
    def is_grid(self) -> bool:
        """Whether each case can have a column; else cases are listed behind their marks."""
        return len(self.cases) <= _MOST_COLUMNS

    @property
    def unsettled(self) -> frozenset[Mark]:
        """The marks of which a reader on paper, too, has to know the cases."""
        return frozenset(map(verdict_mark, UNSETTLED))

    def by_mark(self, row: RuleRow) -> Iterator[tuple[Mark, tuple[str, ...]]]:
        """The marks of a rule, the worst first, each with the cases that have it."""
        for mark in map(verdict_mark, WORST_FIRST):
            cases = tuple(
                case for case, own in zip(self.cases, row.marks, strict=True) if own == mark
            )
            if cases:
                yield mark, cases


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
