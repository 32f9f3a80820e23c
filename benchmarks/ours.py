"""The ways in which this engine takes one submission, written down as its peers are (`peers/`)."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from peers import Peer, Said, Written

from checklist_engine.conclusion.assess import assess
from checklist_engine.evaluator.closure_verdicts import Judge
from checklist_engine.evaluator.findings import Assessor
from checklist_engine.evaluator.relevance import relevance_map
from checklist_engine.evaluator.view import View
from checklist_engine.model.assessment import Finding
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import Agendum, Submission
from checklist_engine.model.verdicts import Verdict

TRUTHS = {Verdict.MET: True, Verdict.NOT_MET: False, Verdict.UNDETERMINED: None}
"""What a verdict says of `require`, where a rule is nothing else."""


def by_closures(plan: Plan, as_of: date) -> Written:
    """Verdict and credit of each rule."""
    judge = Judge(plan)

    def run(submission: Submission) -> Any:
        return judge.judged(submission.answers, submission.evidence, as_of)

    def truths(judged: Any) -> Said:
        return [TRUTHS[found[0].verdict] for found in judged.results]

    return _written(plan, run, truths)


def by_walk(plan: Plan, as_of: date) -> Written:
    """Findings with their reasons and causes."""

    def run(submission: Submission) -> list[tuple[Finding, ...]]:
        irrelevant = relevance_map(plan, submission.answers, as_of).irrelevant
        view = View(answers=submission.answers, as_of=as_of, hidden=irrelevant)
        assessor = Assessor(
            plan=plan, view=view, evidence=submission.evidence, irrelevant=irrelevant
        )
        return [assessor.findings(rule) for rule in plan.rules]

    def truths(found: Sequence[tuple[Finding, ...]]) -> Said:
        return [TRUTHS[findings[0].verdict] for findings in found]

    return _written(plan, run, truths)


def by_assessment(plan: Plan, as_of: date) -> Written:
    """Everything: findings, score, decision, conditions and questions in words."""

    def run(submission: Submission) -> Any:
        return assess(plan, Agendum(item=None, submission=submission), as_of)

    def truths(assessment: Any) -> Said:
        return [TRUTHS[rule.findings[0].verdict] for rule in assessment.rules]

    return _written(plan, run, truths)


def _written(
    plan: Plan, run: Callable[[Submission], Any], truths: Callable[[Any], Said]
) -> Written:
    return Written(
        positions=tuple(range(len(plan.rules))),
        unsaid={},
        native=_as_it_came,
        run=run,
        truths=truths,
    )


def _as_it_came(submission: Submission) -> Submission:
    return submission


def _own(way: str, write: Callable[[Plan, date], Written]) -> Peer:
    name = "checklist-engine"
    return Peer(name=name, distribution=name, three_valued=True, write=write, way=way)


OURS = (
    _own("closures: verdicts", by_closures),
    _own("walk: verdicts with reasons", by_walk),
    _own("assessment: conditions and questions in words, too", by_assessment),
)
