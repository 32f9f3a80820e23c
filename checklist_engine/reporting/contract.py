"""The JSON of an assessment: a contract, described by `schemas/assessment.schema.json`."""

from collections.abc import Mapping, Sequence

from checklist_engine.conclusion.answers import AnswerIndex, answer_index, plain_answer
from checklist_engine.evaluator.score import rounded
from checklist_engine.model.assessment import (
    Assessment,
    DraftedCondition,
    Finding,
    Origin,
    Question,
    RuledOn,
    RuleFindings,
    Score,
)
from checklist_engine.model.language import LANGUAGE
from checklist_engine.model.plan import Plan
from checklist_engine.model.verdicts import Route, Verdict


def assessment_json(assessment: Assessment, plan: Plan, engine: str) -> dict[str, object]:
    """An assessment as JSON-ready data; `engine` is the version that made it."""
    submission = assessment.submission
    index = answer_index(plan.vocabulary, submission.answers)
    return {
        "case": {
            "id": submission.case.id,
            "item": assessment.item,
            "title": submission.case.title,
            "system": submission.case.system,
            "department": submission.case.department,
        },
        "pack": {
            "id": assessment.pack,
            "version": assessment.pack_version,
            "digest": assessment.pack_digest,
            "changes": [
                {
                    "kind": change.kind.value,
                    "by": change.by,
                    "subject": change.subject,
                    "words": change.words,
                }
                for change in plan.changes
            ],
        },
        "profile": assessment.profile,
        "submission_digest": submission.digest,
        "as_of": assessment.as_of.isoformat(),
        "versions": {
            "engine": engine,
            "language": LANGUAGE,
            "pack": assessment.pack_version,
        },
        "decision": assessment.decision.value if assessment.decision else None,
        "provisional": assessment.provisional,
        "conclusion": assessment.conclusion,
        "precedent": assessment.precedent,
        "score": _score(assessment),
        "findings": [
            _finding(rule, finding) for rule in assessment.rules for finding in rule.findings
        ],
        "conditions": [_condition(each, index) for each in assessment.conditions],
        "questions": [_question(each) for each in assessment.questions],
        "remarks": [
            {
                "text": remark.text,
                "condition": remark.condition,
                "from": _origins(remark.origins, index),
            }
            for remark in assessment.remarks
        ],
        "claims": [
            {
                "rule": claim.rule,
                "element": claim.element,
                "claim": claim.kind.value,
                "reason": claim.reason,
            }
            for claim in submission.claims
        ],
        "rulings": [_ruling(each) for each in assessment.rulings],
        "citywide": [
            {"id": each.id, "text": each.text, "from": _origins(each.origins, index)}
            for each in assessment.conditions
            if each.route is Route.CITYWIDE
        ],
    }


def _ruling(ruled: RuledOn) -> Mapping[str, object]:
    ruling = ruled.ruling
    return {
        "id": ruling.id,
        "rule": ruling.rule,
        "element": ruling.element,
        "verdict": ruling.verdict.value,
        "authority": ruling.authority,
        "reason": ruling.reason,
        "on": ruling.on.isoformat(),
        "expires": ruling.expires.isoformat() if ruling.expires else None,
        "status": ruled.status.value,
    }


def _score(assessment: Assessment) -> Mapping[str, object] | None:
    if assessment.score is None:
        return None
    families = {family: score_interval(score) for family, score in assessment.families.items()}
    return {**score_interval(assessment.score), "families": families}


def score_interval(score: Score) -> Mapping[str, object]:
    """A score as every contract has it: points from low to high and the settled share, one decimal."""
    return {
        "low": rounded(score.low),
        "high": rounded(score.high),
        "coverage": rounded(score.coverage),
    }


def _finding(rule: RuleFindings, finding: Finding) -> Mapping[str, object]:
    kind = "causes" if finding.machine_verdict is Verdict.UNDETERMINED else "reasons"
    return {
        "rule": rule.rule,
        "title": rule.title,
        "gate": rule.gate.value,
        "element": finding.element,
        "verdict": finding.verdict.value,
        "machine_verdict": finding.machine_verdict.value,
        "ruling": finding.ruling,
        kind: list(finding.paths),
        "lacking_proof": list(finding.lacking_proof),
        "credit": finding.credit and [float(finding.credit.low), float(finding.credit.high)],
        "text": finding.text,
    }


def _condition(condition: DraftedCondition, index: AnswerIndex) -> Mapping[str, object]:
    return {
        "id": condition.id,
        "text": condition.text,
        "route": condition.route.value,
        "from": _origins(condition.origins, index),
    }


def _origins(origins: Sequence[Origin], index: AnswerIndex) -> list[Mapping[str, object]]:
    return [
        {
            "rule": origin.rule,
            "element": origin.element,
            "answers": {path: plain_answer(index.located[path].answer) for path in origin.paths},
        }
        for origin in origins
    ]


def _question(question: Question) -> Mapping[str, object]:
    return {
        "paths": list(question.paths),
        "labels": list(question.labels),
        "text": question.text,
        "rules": list(question.rules),
    }
