"""The JSON of `flip`: a contract, described by `schemas/flips.schema.json`."""

from collections.abc import Mapping

from checklist_engine.conclusion.answers import plain_answer
from checklist_engine.ground.truth import Truth
from checklist_engine.inquiry.flip import Alternative
from checklist_engine.inquiry.flipped import FlippedCase
from checklist_engine.model.assessment import DraftedCondition
from checklist_engine.model.verdicts import Verdict
from checklist_engine.phrasing.recitation import Reciter
from checklist_engine.reporting.flip_effects import VerdictMove, effects
from checklist_engine.reporting.flip_obstacles import ToldObstacle, told_obstacles
from checklist_engine.reporting.flip_steps import StepWords, StepWriter

_HOLDS = {Truth.TRUE: True, Truth.FALSE: False, Truth.UNKNOWN: None}


def flip_json(case: FlippedCase) -> dict[str, object]:
    """What would change the outcome of a case, as JSON-ready data."""
    now, flips = case.assessment, case.flips
    return {
        "case": {
            "id": now.submission.case.id,
            "item": now.item,
            "title": now.submission.case.title,
        },
        "as_of": now.as_of.isoformat(),
        "decision": now.decision.value if now.decision else None,
        "to": case.aim.value if case.aim else None,
        "condition": _wanted_gone(case),
        "reached": flips.reached,
        "exact": flips.exact,
        "alternatives": [_alternative(each, case) for each in flips.alternatives],
        "harmless": flips.harmless and _alternative(flips.harmless, case),
        "obstacles": [_obstacle(each) for each in told_obstacles(case)],
    }


def _wanted_gone(case: FlippedCase) -> Mapping[str, object] | None:
    """The condition that is to go, as it is asked for now, and what discharges it."""
    if case.condition is None:
        return None
    drafted = [each for each in case.assessment.conditions if each.id == case.condition]
    discharge = case.discharge
    return {
        "id": case.condition,
        "asked": [_condition(each) for each in drafted],
        "discharged_by": discharge
        and {
            "text": Reciter.of(case.plan.vocabulary).words(discharge.node),
            "holds": _HOLDS[discharge.holds],
            "paths": list(discharge.paths),
        },
    }


def _alternative(alternative: Alternative, case: FlippedCase) -> Mapping[str, object]:
    found = effects(case.assessment, alternative.assessment)
    after = alternative.assessment
    return {
        "changes": [
            {
                "path": change.path,
                "from": plain_answer(change.before),
                "to": plain_answer(change.after),
            }
            for change in alternative.changes
        ],
        "proofs": [
            {"path": proof.path, "kinds": list(proof.kinds)} for proof in alternative.proofs
        ],
        "decision": after.decision.value if after.decision else None,
        "provisional": after.provisional,
        "effort": alternative.effort,
        "steps": [_step(each) for each in StepWriter(alternative, case).steps()],
        "mended": [_move(each) for each in found.mended],
        "worsened": [_move(each) for each in found.worsened],
        "not_met": [
            {"rule": each.rule, "title": each.title, "element": each.element}
            for each in found.failing
            if each.after is Verdict.NOT_MET
        ],
        "conditions": {
            "gone": [_condition(each) for each in found.gone],
            "come": [_condition(each) for each in found.come],
            "staying": [_condition(each) for each in found.staying],
        },
    }


def _step(step: StepWords) -> Mapping[str, object]:
    return {
        "path": step.path,
        "action": step.action.value,
        "label": step.label,
        "text": step.text,
        "meaning": step.meaning,
        "notes": list(step.notes),
        "guidance": step.guidance,
        "effort": step.effort,
        "also": None if step.also is None else list(step.also),
    }


def _move(move: VerdictMove) -> Mapping[str, object]:
    return {
        "rule": move.rule,
        "title": move.title,
        "gate": move.gate.value,
        "element": move.element,
        "from": move.before.value,
        "to": move.after.value,
    }


def _condition(condition: DraftedCondition) -> Mapping[str, object]:
    return {"id": condition.id, "text": condition.text, "route": condition.route.value}


def _obstacle(told: ToldObstacle) -> Mapping[str, object]:
    return {
        "rule": told.rule.id,
        "title": told.rule.title,
        "gate": told.rule.gate.value,
        "element": told.obstacle.element,
        "verdict": told.verdict.value if told.verdict else None,
        "fixed": [
            {"path": path, "label": located.label, "answer": plain_answer(located.answer)}
            for path, located in told.fixed
        ],
        "may_claim": [kind.value for kind in told.rule.may_claim],
    }
