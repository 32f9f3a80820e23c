"""The report (報告書) of a case, and of a meeting or a folder of cases, as the text of one HTML file."""

from collections.abc import Sequence
from datetime import date
from pathlib import PurePosixPath
from urllib.parse import quote

from checklist_engine.comparing.submission_diff import CaseDiff
from checklist_engine.drafting.case_view import case_view
from checklist_engine.drafting.dossier import Dossier
from checklist_engine.drafting.html.case_detail import case_detail
from checklist_engine.drafting.html.case_part import case_part, submission_origin
from checklist_engine.drafting.html.drawings import legend, verdict_maps
from checklist_engine.drafting.html.page import page
from checklist_engine.drafting.html.rule_table import rule_table
from checklist_engine.drafting.meeting_view import meeting_view
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.meeting import Meeting
from checklist_engine.model.plan import Plan

OVERVIEW = "報告書.html"
"""The file of the report on a meeting, or a folder, where the reports of its cases stand beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A case to report on; `correction` where its submission supersedes an earlier one."""

    assessment: Assessment
    plan: Plan
    correction: CaseDiff | None = None

    @property
    def file(self) -> str:
        """The name of its report, where that stands beside others."""
        own = self.assessment.item or PurePosixPath(self.assessment.submission.file).stem
        return f"{own}_{OVERVIEW}"


def case_report(
    subject: Subject, *, meeting: Meeting | None, engine: str, is_alone: bool = False
) -> str:
    """A case in full: decision and conditions, what is open, then every rule.

    Args:
        subject: the case.
        meeting: the meeting that it is on the agenda of.
        engine: the version that assessed it.
        is_alone: whether there is no report on the whole beside it (`OVERVIEW`) to lead back to.
    """
    held = meeting or _no_meeting(subject.assessment.as_of)
    words = {
        "meeting": meeting_view(held, [], []) if meeting else None,
        "overview": "" if is_alone else _link(OVERVIEW),
        "case": case_view(_dossier(subject), held, subject.correction),
        "part": case_part(
            subject.assessment,
            subject.plan,
            subject.correction,
            anchors="",
            engine=engine,
            adopted=held.adopted.get(subject.assessment.item or ""),
        ),
        "detail": case_detail(subject.assessment, subject.plan),
    }
    return page("case.html.j2", words)


def meeting_report(
    subjects: Sequence[Subject],
    notified: Sequence[Subject],
    *,
    meeting: Meeting | None,
    engine: str,
    is_alone: bool = False,
) -> str:
    """All cases of a meeting, or of a folder: conclusions, map of verdicts, 届出, each case in short.

    Args:
        subjects: the cases, in the order of the agenda.
        notified: 届出 that are reported to the meeting.
        meeting: None for a folder.
        engine: the version that assessed them.
        is_alone: whether there are no reports of the cases beside it (`Subject.file`) to lead to.
    """
    held = meeting or _no_meeting(max(each.assessment.as_of for each in subjects))
    cases = [case_view(_dossier(each), held, each.correction) for each in subjects]
    parts = [
        case_part(
            each.assessment,
            each.plan,
            each.correction,
            anchors=f"c{number}-",
            engine=engine,
            adopted=held.adopted.get(each.assessment.item or ""),
            link="" if is_alone else _link(each.file),
        )
        for number, each in enumerate(subjects, start=1)
    ]
    table = rule_table(
        [
            (part.short, each.assessment, each.plan)
            for part, each in zip(parts, subjects, strict=True)
        ]
    )
    notices = [_dossier(each) for each in notified]
    words = {
        "meeting": meeting_view(held, cases, notices),
        "is_meeting": meeting is not None,
        "cases": list(zip(cases, parts, strict=True)),
        "maps": verdict_maps("map", table),
        "legend": legend(each.assessment for each in subjects),
        "table": table,
        "notifications": [case_view(each, held) for each in notices],
        "always_asked": frozenset.intersection(*(each.asked for each in notices))
        if notices
        else frozenset(),
        "notified": [row for each in notified for row in submission_origin(each.assessment)],
    }
    return page("meeting.html.j2", words)


def _dossier(subject: Subject) -> Dossier:
    return Dossier(assessment=subject.assessment, plan=subject.plan)


def _no_meeting(day: date) -> Meeting:
    """What stands in for the meeting of cases that are on no agenda."""
    return Meeting(id="", title="", council=None, date=day, time=None, place=None, adopted={})


def _link(file: str) -> str:
    """A link to a file beside this one, whatever its name is made of."""
    return quote(file, safe="", errors="surrogateescape")
