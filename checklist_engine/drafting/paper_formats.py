"""Formats of papers: what each makes of a meeting, as jobs that are done one by one.

What a format needs is imported when its first paper is made.
"""

# ruff: noqa: PLC0415

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from checklist_engine.drafting.papers import Form, Job, Paper, Papers, WordPaper, forms

FORMATS = ("docx", "md", "html")


def jobs(papers: Papers, formats: Sequence[str], *, engine: str) -> Sequence[Job]:
    """A job for each paper, format by format.

    Args:
        papers: what they are made of.
        formats: some of `FORMATS`.
        engine: the version that assessed the cases, for the reports.
    """
    filled = tuple(forms(papers))
    makers: Mapping[str, Callable[[], Iterator[Job]]] = {
        "docx": lambda: (partial(_word, form) for form in filled if form.template.word is not None),
        "md": lambda: (partial(_markdown, form) for form in filled),
        "html": lambda: _reports(papers, engine),
    }
    return [job for name in formats for job in makers[name]()]


def without_word(papers: Papers) -> tuple[str, ...]:
    """The names of papers that have no template for Word, so that none can be made of them."""
    templates = (template for _, plan in papers.cases for template in plan.papers)
    return tuple(dict.fromkeys(each.name for each in templates if each.word is None))


def _markdown(form: Form) -> Paper:
    from checklist_engine.formats.templates import render

    template = form.template
    text = render(template.source, template.file, form.view, template.numerals)
    return Paper(name=f"{form.name}.md", text=text)


def _word(form: Form) -> WordPaper:
    from checklist_engine.drafting.word import word_paper

    content = word_paper(form.template, form.view, title=form.title)
    return WordPaper(name=f"{form.name}.docx", content=content)


def _reports(papers: Papers, engine: str) -> Iterator[Job]:
    """One of the meeting, which leads to all, and one of each case in full."""
    from checklist_engine.drafting.html.report import (
        OVERVIEW,
        Subject,
        case_report,
        meeting_report,
    )

    cases, notified = (
        [
            Subject(assessment=each, plan=plan, correction=papers.correction(each))
            for each, plan in group
        ]
        for group in (papers.cases, papers.notifications)
    )

    def of_meeting() -> Paper:
        text = meeting_report(cases, notified, meeting=papers.meeting, engine=engine)
        return Paper(name=OVERVIEW, text=text)

    def of_case(subject: Subject) -> Paper:
        text = case_report(subject, meeting=papers.meeting, engine=engine)
        return Paper(name=subject.file, text=text)

    yield of_meeting
    for subject in cases:
        yield partial(of_case, subject)
