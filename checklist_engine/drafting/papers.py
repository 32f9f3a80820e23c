"""Papers (文書案) of a meeting: every template of the packs, filled; nothing is written here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checklist_engine.drafting.case_view import View, case_view
from checklist_engine.formats.templates import render
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile, raise_faults
from checklist_engine.ground.wareki import wareki
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.pack import PaperTemplate
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import Meeting

Case = tuple[Assessment, Plan]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """文書案: a file name and its text."""

    name: str
    text: str


def draft_papers(
    meeting: Meeting, cases: Sequence[Case], notifications: Sequence[Case]
) -> tuple[Paper, ...]:
    """The papers of a meeting: those of the meeting first, then those of each case.

    Raises:
        InvalidFile: templates are wrong (E411 to E414); all of them at once.
    """
    views = [
        case_view(each, plan, meeting.adopted.get(each.item or ""), meeting.date)
        for each, plan in cases
    ]
    notices = [case_view(each, plan, None, meeting.date) for each, plan in notifications]
    faults: list[Diagnostic] = []
    papers = [
        *_meeting_papers(meeting, cases, views, notices, faults),
        *(
            paper
            for (_, plan), view in zip(cases, views, strict=True)
            for paper in _case_papers(meeting, plan, view, faults)
        ),
    ]
    raise_faults(faults)
    return tuple(papers)


def _meeting_papers(
    meeting: Meeting,
    cases: Sequence[Case],
    views: Sequence[View],
    notices: Sequence[View],
    faults: list[Diagnostic],
) -> Iterator[Paper]:
    view: View = {"meeting": _meeting_view(meeting), "cases": views, "notifications": notices}
    templates = {
        template.name: template
        for _, plan in cases
        for template in plan.papers
        if template.scope == "meeting"
    }
    for template in templates.values():
        yield from _paper(template, f"{template.name}.md", view, faults)


def _case_papers(
    meeting: Meeting, plan: Plan, case: View, faults: list[Diagnostic]
) -> Iterator[Paper]:
    view: View = {"meeting": _meeting_view(meeting), "case": case}
    for template in plan.papers:
        if template.scope == "case":
            yield from _paper(template, f"{case['item']}_{template.name}.md", view, faults)


def _paper(
    template: PaperTemplate, name: str, view: View, faults: list[Diagnostic]
) -> Iterator[Paper]:
    try:
        yield Paper(name=name, text=render(template.source, template.file, view))
    except InvalidFile as error:
        faults.extend(error.diagnostics)


def _meeting_view(meeting: Meeting) -> View:
    return {
        "id": meeting.id,
        "title": meeting.title,
        "council": meeting.council or "",
        "date": wareki(meeting.date),
        "time": meeting.time or "",
        "place": meeting.place or "",
        "is_over": bool(meeting.adopted),
    }
