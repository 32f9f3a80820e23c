"""`checklist flip`: what would change the outcome of a submission, a folder of them, or a meeting."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.near_misses import nearest
from checklist_engine.inquiry.flipped import FlippedCase, flip_case
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.plan import Plan
from checklist_engine.model.verdicts import Decision
from checklist_engine.usecases.assess_cases import assess_cases


class UnknownCondition(Exception):
    """No pack of these cases knows the condition; `str()` is Japanese."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flipped:
    """The cases in order; `together` marks a folder or a meeting, `notices` are what a person should
    know beside them.
    """

    cases: tuple[FlippedCase, ...]
    together: bool
    notices: tuple[str, ...]


def flip_submission(
    path: Path,
    *,
    as_of: date | None,
    pack: Path | None,
    today: date,
    aim: Decision | None = None,
    condition: str | None = None,
) -> Flipped:
    """What would change the outcome of the cases at `path`; of a meeting, its rulings count.

    Args:
        path: a submission, or a folder with a meeting.yaml or with submissions directly inside.
        as_of: the assessment date; else the meeting's, else the case's `submitted_on`, else `today`.
        pack: the folder of a pack to use whatever the submissions name.
        today: the day it is.
        aim: the decision that is wanted; else, for each case, the next better one.
        condition: the condition that is to go, instead of a decision that is wanted.

    Raises:
        InvalidFile: all faults of all files at once.
        UnknownCondition: no pack has the condition.
    """
    assessed = assess_cases(path, as_of=as_of, pack=pack, today=today)
    if condition is not None:
        _check_condition(condition, assessed.cases)
    return Flipped(
        cases=tuple(
            flip_case(assessment, plan, aim=aim, condition=condition)
            for assessment, plan in assessed.cases
        ),
        together=assessed.together,
        notices=assessed.notices,
    )


def _check_condition(condition: str, cases: Sequence[tuple[Assessment, Plan]]) -> None:
    asked = dict.fromkeys(each.id for assessment, _ in cases for each in assessment.conditions)
    known = dict.fromkeys((*asked, *(name for _, plan in cases for name in plan.conditions)))
    if condition in known:
        return
    near = nearest(condition, known)
    listed = f"この案件に付く条件は {'、'.join(asked)} です" if asked else "条件は付きません"
    hint = f"もしかして {near} ですか" if near else listed
    raise UnknownCondition(f"条件「{condition}」は、規則集にありません。{hint}")
