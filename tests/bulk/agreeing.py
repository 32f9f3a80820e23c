"""What bulk says, laid beside what the evaluator and the conclusion say of the same submissions."""

from collections.abc import Mapping, Sequence
from datetime import date

from checklist_engine.bulk import BulkResult, encode, evaluate
from checklist_engine.conclusion.assess import assess
from checklist_engine.model.assessment import Assessment, Finding
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import (
    Agendum,
    Answers,
    Case,
    Evidence,
    Ruling,
    Submission,
)

Dated = tuple[Submission, date]


def submission(
    name: str, answers: Answers, evidence: Sequence[Evidence] = (), plan: Plan | None = None
) -> Submission:
    """A submission of nothing but answers and evidence."""
    return Submission(
        file=f"{name}.yaml",
        case=Case(id=name, title=name, system=None, department=None, submitted_on=None),
        pack=plan.pack if plan else "",
        profile=plan.profile if plan else "",
        answers=answers,
        evidence=tuple(evidence),
        claims=(),
        digest="",
    )


def seen(finding: Finding) -> tuple[object, ...]:
    """What bulk says of a finding, too."""
    return finding.element, finding.verdict, finding.credit, finding.open_list


def bulk_findings(result: BulkResult, rule: str, row: int) -> list[tuple[object, ...]]:
    """The findings of a rule in one row, as `seen` has them."""
    return [
        (each.element, each.verdict, each.credit, each.open_list)
        for each in result.findings(rule, row)
    ]


def check_assessment(result: BulkResult, row: int, assessment: Assessment) -> None:
    """One row agrees with its assessment on everything that bulk says."""
    for rule in assessment.rules:
        found = [seen(each) for each in rule.findings]
        assert bulk_findings(result, rule.rule, row) == found, rule.rule
        has = result.rules[rule.rule].has
        assert {verdict for verdict, rows in has.items() if rows >> row & 1} == rule.verdicts
    assert result.score(row) == assessment.score
    for family in result.plan.families:
        assert result.score(row, family.id) == assessment.families.get(family.id)
    conditions = {name for name, rows in result.conditions.items() if rows >> row & 1}
    assert conditions == {each.id for each in assessment.conditions}
    assert bool(result.provisional >> row & 1) == assessment.provisional
    decided = [decision for decision, rows in (result.decisions or {}).items() if rows >> row & 1]
    assert decided == ([assessment.decision] if assessment.decision else [])


def check(
    plan: Plan, cases: Sequence[Dated], rulings: Mapping[int, Sequence[Ruling]] | None = None
) -> BulkResult:
    """Bulk agrees with an assessment of every submission; rulings are by place in `cases`."""
    columns = encode(plan.vocabulary, cases)
    by_row = {row: (rulings or {}).get(place, ()) for row, place in enumerate(columns.order)}
    result = evaluate(plan, columns, rulings=by_row)
    for row, place in enumerate(columns.order):
        given, as_of = cases[place]
        agendum = Agendum(item=None, submission=given)
        check_assessment(result, row, assess(plan, agendum, as_of, by_row[row]))
    return result
