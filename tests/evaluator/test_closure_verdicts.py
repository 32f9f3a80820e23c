"""Judge and assessment agree on whole submissions: findings, score, conditions and decision."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT
from packs import PACK, assessed, rule

from checklist_engine.conclusion.assess import assess
from checklist_engine.conclusion.sentence import concluding
from checklist_engine.evaluator.closure_judgement import Judged
from checklist_engine.evaluator.closure_verdicts import Judge
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import Agendum
from checklist_engine.model.verdicts import Decision
from checklist_engine.usecases.assess_cases import assess_cases

EXAMPLES = sorted(path.parent for path in (ROOT / "examples").glob("*/README.md"))
DAYS = (date(2021, 4, 15), date(2026, 4, 1))


def check(plan: Plan, found: Assessment, judge: Judge) -> None:
    """The judge says what an assessment without rulings says."""
    alone = assess(plan, Agendum(item=None, submission=found.submission), found.as_of)
    judged = judge.judged(found.submission.answers, found.submission.evidence, found.as_of)
    assert judged.findings == {
        each.rule: tuple(
            Judged(one.element, one.verdict, one.credit, one.open_list) for one in each.findings
        )
        for each in alone.rules
    }
    assert judged.score == alone.score
    assert judged.decision == alone.decision
    drafted = {each.id for each in alone.conditions}
    stands_in = alone.decision is Decision.APPROVE_WITH_CONDITIONS and not judged.concludes_with_one
    assert judged.conditions <= drafted
    assert len(drafted - judged.conditions) <= stands_in
    if not stands_in:
        assert judged.concludes_with_one == bool(concluding(alone.conditions))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_every_example_is_judged_as_it_is_assessed(example: Path) -> None:
    path = example / "submission.yaml"
    judges: dict[int, Judge] = {}
    for day in DAYS:
        done = assess_cases(path if path.exists() else example, as_of=day, pack=None, today=day)
        for found, plan in (*done.cases, *done.notifications):
            judge = judges.setdefault(id(plan), Judge(plan))
            check(plan, found, judge)
            emptied = replace(found.submission, evidence=())
            check(plan, replace(found, submission=emptied), judge)
            blank = replace(emptied, answers=replace(emptied.answers, values={}))
            check(plan, replace(found, submission=blank), judge)


TAKES_ALL = {
    "one/one-001.yaml": rule(require="{agreed: true}"),
    "one/one-002.yaml": rule(
        "one-002",
        require="{.papers: {includes_any: [audit]}}",
        rest="for_each: {in: parties, where: {.handles: true}}\n"
        "compensated_by: {some: {in: parties, satisfies: {.papers: {includes_all: [pledge]}}}}\n"
        "evidence: [{for: .papers, strength: contract}]\n",
    ),
    "two/two-001.yaml": rule(
        "two-001", require="{recorded: true}", rest="in_force: {from: 2030-01-01}\n"
    ),
    "two/two-002.yaml": rule(
        "two-002",
        gate="blocking",
        require="{any: [{people: {at_most: 3}}, {count_of: {of: [{checked: true}, {agreed: true}], "
        "at_least: 1, at_most: 1}}]}",
        not_met=None,
    ),
}
PARTIES = "[{id: a, handles: true, papers: [audit]}, {id: b, papers: [pledge], below: [{id: c, handles: true}]}]"


@pytest.mark.parametrize("answers", [
    "{}",
    "{agreed: true, people: 2, complete: true, parties: []}",
    "{agreed: true, people: 4, checked: true, complete: true, parties: [{id: a, handles: false}]}",
    f"{{agreed: false, people: 5, complete: true, parties: {PARTIES}}}",
    f"{{agreed: true, people: 3, parties: {PARTIES}}}",
])  # fmt: skip
@pytest.mark.parametrize(
    "evidence",
    ["", 'evidence: [{id: E1, kind: contract, title: 契約, supports: ["parties[a]"]}]\n'],
    ids=["no evidence", "evidence"],
)
@pytest.mark.parametrize("limit", ["", "conclusion: {at_most: 1, rest: remark}\n"], ids=["", "one"])
def test_a_small_pack_is_judged_as_it_is_assessed(
    answers: str, evidence: str, limit: str, tmp_path: Path
) -> None:
    if evidence and "id: a" not in answers:
        pytest.skip("there is nothing that the evidence could support")
    files = {**TAKES_ALL, "pack.yaml": PACK + limit}
    found, plan = assessed(tmp_path, files, answers, evidence)
    check(plan, found, Judge(plan))
