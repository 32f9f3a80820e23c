"""A case flipped: what was asked of it, a better decision or a condition gone, and what came of that."""

from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.inquiry.discharge import Discharge, discharge_of
from checklist_engine.inquiry.flip import Flipper, Flips
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.plan import Plan
from checklist_engine.model.verdicts import Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class FlippedCase:
    """逆算した案件: as it stands (`assessment`), and what would change it.

    Attributes:
        aim: the decision that is wanted; None where a condition is to go, or nothing is decided.
        condition: the id of the condition that is to go, if that is asked.
        discharge: when that condition counts as complied with, where the pack says so.
    """

    assessment: Assessment
    plan: Plan
    aim: Decision | None
    condition: str | None
    discharge: Discharge | None
    flips: Flips


def flip_case(
    assessment: Assessment,
    plan: Plan,
    *,
    aim: Decision | None = None,
    condition: str | None = None,
) -> FlippedCase:
    """The smallest changes that reach a decision, or that make a condition go.

    Args:
        assessment: of the case as it stands; its rulings count.
        plan: that it was assessed by.
        aim: the decision that is wanted; else the next better one.
        condition: the id of the condition that is to go, instead of a decision that is wanted.
    """
    flipper = Flipper(plan, assessment.as_of, [each.ruling for each in assessment.rulings])
    submission = assessment.submission
    discharge = None
    if condition is not None:
        aim = None
        flips = flipper.without_condition(submission, condition)
        discharge = discharge_of(condition, assessment, plan)
    elif assessment.decision is None:
        aim = None
        flips = Flips(alternatives=(), reached=False, exact=True)
    else:
        aim = aim or next_better(assessment.decision)
        flips = flipper.to_decision(submission, aim)
    return FlippedCase(
        assessment=assessment,
        plan=plan,
        aim=aim,
        condition=condition,
        discharge=discharge,
        flips=flips,
    )


def next_better(decision: Decision) -> Decision:
    """The decision that a department would want next: with conditions first, then without."""
    if decision in (Decision.REJECT, Decision.DEFER):
        return Decision.APPROVE_WITH_CONDITIONS
    return Decision.APPROVE
