"""Papers (文書案) of a meeting: every template of the packs, filled; nothing is written here."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

from checklist_engine.comparing.submission_diff import CaseDiff
from checklist_engine.drafting.case_view import case_view
from checklist_engine.drafting.dossier import Dossier, View
from checklist_engine.drafting.meeting_view import meeting_view
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile, raise_faults
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.meeting import Meeting
from checklist_engine.model.pack_parts import PaperTemplate
from checklist_engine.model.plan import Plan

Case: TypeAlias = tuple[Assessment, Plan]
Progress: TypeAlias = Callable[[int, int], None]
"""Told how many papers are done, of how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """文書案: a file name and its text."""

    name: str
    text: str

    @property
    def content(self) -> bytes:
        return self.text.encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class WordPaper:
    """文書案 for Word: a file name and its bytes."""

    name: str
    content: bytes


AnyPaper: TypeAlias = Paper | WordPaper


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """What papers are made of: a meeting with its cases; `corrections` are by submission file."""

    meeting: Meeting
    cases: Sequence[Case]
    notifications: Sequence[Case] = ()
    corrections: Mapping[str, CaseDiff] = field(default_factory=dict)

    def correction(self, assessment: Assessment) -> CaseDiff | None:
        """What a case corrects; None where it supersedes nothing."""
        return self.corrections.get(assessment.submission.file)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A paper that is still to be filled: its name without an ending, its template, its words.

    `title` is what the properties of a document show.
    """

    name: str
    title: str
    template: PaperTemplate
    view: View


Job: TypeAlias = Callable[[], AnyPaper]
"""Makes one paper when it is called."""


def draft_papers(jobs: Sequence[Job], progress: Progress | None = None) -> tuple[AnyPaper, ...]:
    """All the papers.

    Raises:
        InvalidFile: templates are wrong (E411 to E429); all of them at once.
    """
    faults: list[Diagnostic] = []
    papers = []
    for number, job in enumerate(jobs, start=1):
        try:
            papers.append(job())
        except InvalidFile as error:
            faults.extend(error.diagnostics)
        if progress is not None:
            progress(number, len(jobs))
    # A template that is wrong is wrong for every case.
    raise_faults(dict.fromkeys(faults))
    return tuple(papers)


def forms(papers: Papers) -> Iterator[Form]:
    """The papers of a meeting: its own first, then those of each case."""
    dossiers = [Dossier(assessment=each, plan=plan) for each, plan in papers.cases]
    notified = [Dossier(assessment=each, plan=plan) for each, plan in papers.notifications]
    cases = [
        case_view(dossier, papers.meeting, papers.correction(dossier.assessment))
        for dossier in dossiers
    ]
    head = {"meeting": meeting_view(papers.meeting, cases, notified)}
    whole: View = {
        **head,
        "cases": cases,
        "notifications": [case_view(dossier, papers.meeting) for dossier in notified],
    }
    for template in _of_meeting(dossiers):
        yield Form(name=template.name, title=template.name, template=template, view=whole)
    for dossier, case in zip(dossiers, cases, strict=True):
        is_corrected = papers.correction(dossier.assessment) is not None
        for template in dossier.plan.papers:
            if template.scope == "case" or (template.scope == "correction" and is_corrected):
                yield Form(
                    name=f"{case['item']}_{template.name}",
                    title=f"{template.name}　諮問{case['item']}",
                    template=template,
                    view={**head, "case": case},
                )


def _of_meeting(dossiers: Sequence[Dossier]) -> Sequence[PaperTemplate]:
    """The papers of the meeting; where packs have one of the same name, the last pack's."""
    found = {
        template.name: template
        for dossier in dossiers
        for template in dossier.plan.papers
        if template.scope == "meeting"
    }
    return tuple(found.values())
