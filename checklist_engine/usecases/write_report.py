"""`checklist report`: a case, a folder or a meeting → one HTML file, or a folder with each case in full."""

import contextlib
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from checklist_engine.drafting.html.report import OVERVIEW, Subject, case_report, meeting_report
from checklist_engine.drafting.papers import Paper, Progress
from checklist_engine.formats.files import exists, reason_of, shown_path
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.places import Place
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.meeting import Meeting
from checklist_engine.model.plan import Plan
from checklist_engine.usecases.assess_cases import Assessed, assess_cases
from checklist_engine.usecases.find_corrections import Corrections, find_corrections

_PAGES = (".html", ".htm")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """報告書: the text of the file, the number of cases in it, and what a person should know beside it."""

    text: str
    cases: int
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reports:
    """報告書 that stand in one folder and lead to each other, and what a person should know beside them."""

    papers: tuple[Paper, ...]
    cases: int
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What there is to report on; `together` marks a folder or a meeting."""

    subjects: Sequence[Subject]
    notified: Sequence[Subject]
    meeting: Meeting | None
    together: bool
    notices: tuple[str, ...]


def is_page(output: Path) -> bool:
    """Whether a name is that of one file; any other is that of a folder.

    >>> is_page(Path("report.html")), is_page(Path("令和3.4.15"))
    (True, False)
    """
    return output.suffix.lower() in _PAGES


def make_report(
    path: Path, *, as_of: date | None, pack: Path | None, today: date, engine: str
) -> Report:
    """The one report on what is at `path`, not written yet; see `assess_cases`.

    Raises:
        InvalidFile: all faults of all files at once.
    """
    told = _told(path, as_of=as_of, pack=pack, today=today)
    if told.together:
        text = meeting_report(
            told.subjects, told.notified, meeting=told.meeting, engine=engine, is_alone=True
        )
    else:
        text = case_report(told.subjects[0], meeting=None, engine=engine, is_alone=True)
    return Report(text=text, cases=len(told.subjects), notices=told.notices)


def make_reports(
    path: Path,
    *,
    as_of: date | None,
    pack: Path | None,
    today: date,
    engine: str,
    progress: Progress | None = None,
) -> Reports:
    """The report on the whole and one on each case, not written yet; of a single case, its own.

    Raises:
        InvalidFile: all faults of all files at once; two reports would have the same name.
    """
    told = _told(path, as_of=as_of, pack=pack, today=today)
    _check_names(path, told.subjects)

    def overview() -> Paper:
        text = meeting_report(told.subjects, told.notified, meeting=told.meeting, engine=engine)
        return Paper(name=OVERVIEW, text=text)

    def of_case(subject: Subject) -> Paper:
        text = case_report(subject, meeting=told.meeting, engine=engine, is_alone=not told.together)
        return Paper(name=subject.file, text=text)

    jobs: list[Callable[[], Paper]] = [partial(of_case, each) for each in told.subjects]
    if told.together:
        jobs.insert(0, overview)
    papers = []
    for number, job in enumerate(jobs, start=1):
        papers.append(job())
        if progress is not None:
            progress(number, len(jobs))
    return Reports(papers=tuple(papers), cases=len(told.subjects), notices=told.notices)


def write_report(text: str, file: Path, *, force: bool) -> None:
    """Write the report; what was there before is there until the whole of the new one is.

    Raises:
        InvalidFile: there is such a file already (without `force`), or it cannot be written.
    """
    if exists(file) and file.is_dir():
        raise _refusal(
            file,
            "E102",
            "ファイルを指定するところに、フォルダが指定されています",
            f"{shown_path(file)}/report.html のように、ファイルの名前まで書いてください",
        )
    if exists(file) and not force:
        raise _refusal(
            file,
            "E323",
            "同じ名前のファイルがすでにあります",
            "別の名前を指定するか、上書きしてよければ --force を付けてください",
        )
    draft = file.with_name(f".{file.name}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(text, encoding="utf-8", newline="\n")
        draft.replace(file)
    except (OSError, ValueError) as error:
        with contextlib.suppress(OSError, ValueError):
            draft.unlink(missing_ok=True)
        raise _refusal(
            file,
            "E323",
            f"ファイルを書き込めません（{reason_of(error)}）",
            "フォルダに書き込む権限と、ディスクの空きを確かめてください",
        ) from error


def _told(path: Path, *, as_of: date | None, pack: Path | None, today: date) -> _Told:
    assessed = assess_cases(path, as_of=as_of, pack=pack, today=today)
    corrections = find_corrections(path, assessed, pack=pack)
    notices = [*assessed.notices, *corrections.notices]
    cases = _current(assessed, corrections, notices)
    return _Told(
        subjects=[_subject(each, corrections) for each in cases],
        notified=[_subject(each, corrections) for each in assessed.notifications],
        meeting=assessed.meeting,
        together=assessed.together,
        notices=tuple(dict.fromkeys(notices)),
    )


def _current(
    assessed: Assessed, corrections: Corrections, notices: list[str]
) -> list[tuple[Assessment, Plan]]:
    """The cases; in a folder without a meeting, not those that another file of it supersedes."""
    if assessed.meeting is not None:
        return list(assessed.cases)
    files = [assessment.submission.file for assessment, _ in assessed.cases]
    dropped = corrections.earlier_than(file for file in files if file not in corrections.superseded)
    for file in files:
        if file in dropped:
            notices.append(f"{file}: ほかの提出内容に置き換えられたので、訂正前として示します")
        elif file in corrections.superseded:
            notices.append(f"{file}: supersedes が一回りしているので、別の案件として示します")
    return [case for case in assessed.cases if case[0].submission.file not in dropped]


def _subject(case: tuple[Assessment, Plan], corrections: Corrections) -> Subject:
    assessment, plan = case
    return Subject(
        assessment=assessment,
        plan=plan,
        correction=corrections.by_file.get(assessment.submission.file),
    )


def _check_names(path: Path, subjects: Sequence[Subject]) -> None:
    """In a folder, `a.yaml` and `a.json` would have reports of one name."""
    counted = Counter(each.file for each in subjects)
    clashing = [
        Path(each.assessment.submission.file).name for each in subjects if counted[each.file] > 1
    ]
    if clashing:
        raise _refusal(
            path,
            "E323",
            f"報告書の名前が同じになる提出内容があります（{'、'.join(clashing)}）",
            "どちらかのファイルの名前を変えてください",
        )


def _refusal(path: Path, code: str, message: str, hint: str) -> InvalidFile:
    place = Place(file=shown_path(path))
    return InvalidFile([Diagnostic(code=code, message=message, hint=hint, place=place)])
