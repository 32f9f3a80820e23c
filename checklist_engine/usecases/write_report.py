"""`checklist report`: a case, a folder or a meeting → one HTML file."""

import contextlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from checklist_engine.drafting.html.report import Subject, case_report, meeting_report
from checklist_engine.formats.files import exists, reason_of, shown_path
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.ground.places import Place
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.plan import Plan
from checklist_engine.usecases.assess_cases import Assessed, assess_cases
from checklist_engine.usecases.find_corrections import Corrections, find_corrections


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """報告書: the text of the file, the number of cases in it, and what a person should know beside it."""

    text: str
    cases: int
    notices: tuple[str, ...]


def make_report(
    path: Path, *, as_of: date | None, pack: Path | None, today: date, engine: str
) -> Report:
    """The report on what is at `path`, not written yet; see `assess_cases`.

    Raises:
        InvalidFile: all faults of all files at once.
    """
    assessed = assess_cases(path, as_of=as_of, pack=pack, today=today)
    corrections = find_corrections(path, assessed, pack=pack)
    notices = [*assessed.notices, *corrections.notices]
    cases = _current(assessed, corrections, notices)
    subjects = [_subject(each, corrections) for each in cases]
    if assessed.together:
        notified = [_subject(each, corrections) for each in assessed.notifications]
        text = meeting_report(subjects, notified, meeting=assessed.meeting, engine=engine)
    else:
        text = case_report(subjects[0], meeting=None, engine=engine)
    return Report(text=text, cases=len(subjects), notices=tuple(dict.fromkeys(notices)))


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
            f"報告書を書き込めません（{reason_of(error)}）",
            "フォルダに書き込む権限と、ディスクの空きを確かめてください",
        ) from error


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


def _refusal(path: Path, code: str, message: str, hint: str) -> InvalidFile:
    place = Place(file=shown_path(path))
    return InvalidFile([Diagnostic(code=code, message=message, hint=hint, place=place)])
