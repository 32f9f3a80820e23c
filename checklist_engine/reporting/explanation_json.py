"""Explanations for a program; `docs/explaining.md` describes every key."""

from collections.abc import Mapping

from checklist_engine.conclusion.answers import plain_answer
from checklist_engine.ground.places import Place
from checklist_engine.phrasing.bases import cited
from checklist_engine.reporting.explanation import (
    Explainer,
    FindingExplanation,
    RuleExplanation,
)
from checklist_engine.reporting.explanation_clauses import Clause, ShownAnswer
from checklist_engine.reporting.explanation_proofs import ShownProof


def explanation_json(explainer: Explainer, rule: str | None) -> dict[str, object]:
    """The explanation of one rule or of all, as JSON-ready data."""
    assessment = explainer.assessment
    return {
        "case": assessment.submission.case.id,
        "item": assessment.item,
        "decision": assessment.decision.value if assessment.decision else None,
        "conclusion": assessment.conclusion,
        "rules": [_rule(each, explainer) for each in explainer.explained(rule)],
    }


def _rule(explained: RuleExplanation, explainer: Explainer) -> Mapping[str, object]:
    return {
        "rule": explained.found.rule,
        "title": explained.found.title,
        "reading": explained.reading,
        "basis": list(cited(explained.rule.basis, explainer.assessment.as_of)),
        "findings": [_finding(each, explainer) for each in explained.findings],
    }


def _finding(each: FindingExplanation, explainer: Explainer) -> Mapping[str, object]:
    finding, index = each.finding, explainer.index
    places = explainer.assessment.submission.answers.places
    return {
        "element": finding.element,
        "verdict": finding.verdict.value,
        "machine_verdict": finding.machine_verdict.value,
        "text": finding.text,
        "answers": [
            {
                "path": path,
                "label": index.located[path].label,
                "answer": index.words(path),
                "place": _place(places.get(path)),
                "lacks_proof": path in finding.lacking_proof,
            }
            for path in finding.paths
        ],
        "reason": list(each.reason.paths),
        "reason_is_smallest": each.reason.smallest,
        "tree": clause_json(each.tree),
    }


def clause_json(clause: Clause) -> dict[str, object]:
    """A sentence with its parts and answers."""
    part: dict[str, object] = {} if clause.part is None else {"part": clause.part}
    return {
        **part,
        "text": clause.text,
        "truth": clause.truth.value,
        "proven": clause.proven.value,
        "note": clause.note,
        "parts": [clause_json(each) for each in clause.parts],
        "answers": [_answer(each) for each in clause.answers],
    }


def _answer(answer: ShownAnswer) -> Mapping[str, object]:
    return {
        "path": answer.path,
        "label": answer.label,
        "value": plain_answer(answer.answer),
        "words": answer.words,
        "unknown": answer.unknown,
        "place": _place(answer.place),
        "relevance": answer.relevance.value,
        "not_asked": [clause_json(each) for each in answer.not_asked],
        "first": list(answer.first),
        "proof": _proof(answer.proofs),
    }


def _proof(proofs: tuple[ShownProof, ...]) -> Mapping[str, object] | None:
    if not proofs:
        return None
    return {
        "holds": all(each.holds for each in proofs),
        "needs": [
            {
                "wanted": each.wanted,
                "holds": each.holds,
                "records": [
                    {"id": record.id, "words": record.words, "faults": list(record.faults)}
                    for record in each.records
                ],
            }
            for each in proofs
        ],
    }


def _place(place: Place | None) -> str | None:
    return str(place) if place else None
