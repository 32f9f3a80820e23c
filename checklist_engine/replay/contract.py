"""The JSON of an Impact: a contract, described in `docs/replay.md`."""

from collections.abc import Mapping

from checklist_engine.model.assessment import Score
from checklist_engine.model.verdicts import Verdict
from checklist_engine.replay.batches import CaseName
from checklist_engine.replay.impact import (
    ExplainedVerdict,
    Impact,
    MovedCase,
    NamedCondition,
    RuleImpact,
    UnfitCase,
)
from checklist_engine.replay.moves import Standing
from checklist_engine.reporting.contract import score_interval


def impact_json(impact: Impact) -> dict[str, object]:
    """The Impact as JSON-ready data."""
    return {
        "before": impact.before,
        "after": impact.after,
        "moves": impact.moves,
        "total": impact.total,
        "moved": impact.moved,
        "groups": {group.value: count for group, count in impact.groups.items()},
        "decisions": [
            {"before": old and old.value, "after": new and new.value, "cases": count}
            for (old, new), count in impact.decisions.items()
            if count
        ],
        "provisional": {"gained": impact.looser, "lost": impact.firmer},
        "verdicts": {sort.value: count for sort, count in impact.sorts.items()},
        "scores": impact.scores,
        "rules": [_rule(each) for each in impact.rules],
        "conditions": [
            {"id": each.id, "subject": each.subject, "gained": each.gained, "lost": each.lost}
            for each in impact.conditions
        ],
        "general": list(impact.general),
        "unfit": {
            "count": impact.unfit_count,
            "not_compared": impact.unknown,
            "cases": [_unfit(each) for each in impact.unfit],
        },
        "cases": [_case(each) for each in impact.cases],
    }


def _rule(rule: RuleImpact) -> Mapping[str, object]:
    return {
        "id": rule.rule,
        "title": rule.title,
        "edits": [edit.value for edit in rule.edits],
        "cases": rule.cases,
        "verdicts": {sort.value: count for sort, count in rule.sorts.items()},
    }


def _unfit(case: UnfitCase) -> Mapping[str, object]:
    return {**_name(case.name), "reasons": list(case.reasons), "compared": case.compared}


def _case(case: MovedCase) -> Mapping[str, object]:
    return {
        **_name(case.name),
        "group": case.group.value,
        "before": _standing(case.before),
        "after": _standing(case.after),
        "verdicts": [_verdict(each) for each in case.verdicts],
        "conditions": {
            "gained": [_condition(each) for each in case.gained],
            "lost": [_condition(each) for each in case.lost],
        },
        "unfit": list(case.unfit),
    }


def _name(name: CaseName) -> Mapping[str, object]:
    return {
        "place": name.place,
        "id": name.id,
        "title": name.title,
        "system": name.system,
        "department": name.department,
        "meeting": name.meeting,
        "item": name.item,
        "notified": name.notified,
        "as_of": name.as_of.isoformat(),
    }


def _standing(standing: Standing) -> Mapping[str, object]:
    return {
        "decision": standing.decision and standing.decision.value,
        "provisional": standing.provisional,
        "score": _score(standing.score),
    }


def _score(score: Score | None) -> Mapping[str, object] | None:
    return None if score is None else score_interval(score)


def _verdict(move: ExplainedVerdict) -> Mapping[str, object]:
    return {
        "rule": move.rule,
        "title": move.title,
        "gate": move.gate.value,
        "element": move.element,
        "before": _value(move.before),
        "after": _value(move.after),
        "sort": move.sort.value,
        "edits": [edit.value for edit in move.edits],
        "because": [
            {
                "path": each.path,
                "label": each.label,
                "answer": each.answer,
                "lacks_proof": each.lacks_proof,
            }
            for each in move.because
        ],
    }


def _value(verdict: Verdict | None) -> str | None:
    return None if verdict is None else verdict.value


def _condition(condition: NamedCondition) -> Mapping[str, object]:
    return {
        "id": condition.id,
        "subject": condition.subject,
        "rules": list(condition.rules),
    }
