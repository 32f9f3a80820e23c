"""`checklist ask`: what can still come of a submission, a folder of them, or a meeting, and what to ask."""

from datetime import date
from pathlib import Path

from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.inquiry.ask import FURTHER, Inquirer, Prospect
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.plan import Plan
from checklist_engine.usecases.assess_cases import assess_cases


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedCase:
    """A case as it stands (`assessment`), and what can still come of it."""

    assessment: Assessment
    plan: Plan
    prospect: Prospect


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The cases in order; `together` marks a folder or a meeting, `notices` are what a person should
    know beside them.
    """

    cases: tuple[AskedCase, ...]
    together: bool
    notices: tuple[str, ...]


def ask_submission(
    path: Path, *, as_of: date | None, pack: Path | None, today: date, further: int = FURTHER
) -> Asked:
    """What can still come of the cases at `path`; of a meeting, its rulings count.

    Args:
        path: a submission, or a folder with a meeting.yaml or with submissions directly inside.
        as_of: the assessment date; else the meeting's, else the case's `submitted_on`, else `today`.
        pack: the folder of a pack to use whatever the submissions name.
        today: the day it is.
        further: how many further elements a list that may grow is thought to get at most.

    Raises:
        InvalidFile: all faults of all files at once.
    """
    assessed = assess_cases(path, as_of=as_of, pack=pack, today=today)
    return Asked(
        cases=tuple(_asked(assessment, plan, further) for assessment, plan in assessed.cases),
        together=assessed.together,
        notices=assessed.notices,
    )


def _asked(assessment: Assessment, plan: Plan, further: int) -> AskedCase:
    rulings = [each.ruling for each in assessment.rulings]
    inquirer = Inquirer(plan, assessment.as_of, rulings, further=further)
    return AskedCase(assessment=assessment, plan=plan, prospect=inquirer.ask(assessment.submission))
