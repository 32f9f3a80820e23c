"""`checklist draft`: the papers of a meeting, all of them or none."""

import errno
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from checklist_engine import __version__
from checklist_engine.drafting.paper_formats import jobs, without_word
from checklist_engine.drafting.papers import AnyPaper, Papers, Progress, draft_papers
from checklist_engine.formats.files import reason_of, shown_path
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.ground.lazy_dataclasses import dataclass, replace
from checklist_engine.ground.places import Place
from checklist_engine.model.verdicts import Decision
from checklist_engine.usecases.assess_cases import MEETING, assess_cases
from checklist_engine.usecases.find_corrections import find_corrections
from checklist_engine.usecases.own_templates import with_own_templates
from checklist_engine.usecases.write_whole import (
    INTERRUPTED,
    HalfWritten,
    is_half_written,
    leavings,
    write_whole,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """Papers that are not written yet; `notices` are what a person should know beside them."""

    papers: tuple[AnyPaper, ...]
    notices: tuple[str, ...]


def draft_meeting(
    path: Path,
    *,
    as_of: date | None,
    pack: Path | None,
    today: date,
    formats: Sequence[str] = ("md",),
    templates: Path | None = None,
    progress: Progress | None = None,
) -> Drafted:
    """The papers of a meeting.

    Args:
        path: a folder with a meeting.yaml, or that file.
        as_of: the day on which dates are judged; else the meeting's.
        pack: the folder of a pack to use whatever the submissions name.
        today: the day it is.
        formats: some of `FORMATS`.
        templates: a folder of templates that take the place of the pack's.
        progress: told what is done of how much.

    Raises:
        InvalidFile: a file or a template is faulty, or there is no meeting.
        MissingExtra: a format is wanted that needs what is not installed.
    """
    assessed = assess_cases(path, as_of=as_of, pack=pack, today=today)
    if assessed.meeting is None:
        raise _refusal(
            path,
            "E322",
            f"会議のファイル（{MEETING}）がないので、文書案を作れません",
            f"{MEETING} のあるフォルダを指定してください",
        )
    corrections = find_corrections(path, assessed, pack=pack)
    papers = Papers(
        meeting=assessed.meeting,
        cases=assessed.cases,
        notifications=assessed.notifications,
        corrections=corrections.by_file,
    )
    notices = [*assessed.notices, *corrections.notices, *_stranded(papers)]
    if templates is not None:
        own = with_own_templates(papers.cases, templates)
        papers = replace(papers, cases=own.cases)
        notices += own.notices
    drafted = draft_papers(jobs(papers, formats, engine=__version__), progress)
    if not drafted:
        raise _without_templates(path, formats)
    if "docx" in formats:
        notices += _without_word(papers)
    return Drafted(papers=drafted, notices=tuple(dict.fromkeys(notices)))


def write_papers(papers: Sequence[AnyPaper], folder: Path, *, force: bool) -> tuple[Path, ...]:
    """Write the papers into a folder; either all of them are there afterwards, or none is new.

    Raises:
        InvalidFile: the folder cannot be written to, or (without `force`) holds one of them.
    """
    try:
        _check_folder(folder)
        if not force:
            _check_free(papers, folder)
        return write_whole({paper.name: paper.content for paper in papers}, folder)
    except HalfWritten as error:
        raise _refusal(
            folder,
            "E323",
            "書込みが途中で止まり、元に戻せませんでした。新しい文書と前の文書が混ざっています",
            f"フォルダの中の「{INTERRUPTED}」を読み、開いている文書を閉じてから、"
            "--force を付けてもう一度実行してください",
        ) from error
    except OSError as error:
        raise _refusal(
            folder,
            "E323",
            f"文書を書き込めません（{_reason(error)}）",
            "フォルダに書き込む権限とディスクの空きを確かめ、Word などで開いている文書を閉じてください",
        ) from error


def left_over(folder: Path) -> tuple[str, ...]:
    """What earlier writing left in and beside a folder, to be told to whoever wrote there now."""
    return tuple(
        f"{shown_path(each)}: 前の書込みが途中で止まり、残ったフォルダです。"
        "ほかに書き込んでいる人がいなければ、消してください"
        for each in leavings(folder)
    )


def _check_folder(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise _refusal(
            folder,
            "E102",
            "フォルダを指定するところに、ファイルが指定されています",
            "別の名前にしてください",
        )


def _check_free(papers: Sequence[AnyPaper], folder: Path) -> None:
    if is_half_written(folder):
        raise _refusal(
            folder,
            "E323",
            "前の書込みが途中で止まっていて、新しい文書と前の文書が混ざっています",
            f"フォルダの中の「{INTERRUPTED}」を読み、全て書き直してよければ --force を付けてください",
        )
    existing = [paper.name for paper in papers if (folder / paper.name).exists()]
    if existing:
        raise _refusal(
            folder,
            "E323",
            f"同じ名前の文書がすでにあります（{'、'.join(existing[:3])}{'など' if existing[3:] else ''}）",
            "別のフォルダを指定するか、上書きしてよければ --force を付けてください",
        )


def _reason(error: OSError) -> str:
    """Why nothing can be written; `reason_of` speaks of reading where the two are told alike."""
    if error.errno in (errno.EACCES, errno.EPERM):
        return "書き込む権限がないか、ほかのソフトが使っています"
    if error.errno in (errno.EISDIR, errno.ENOTEMPTY):
        return "同じ名前のフォルダがあります"
    if error.errno in (errno.ENOTDIR, errno.EEXIST):
        return "フォルダの途中に、同じ名前のファイルがあります"
    if error.errno == errno.ENAMETOOLONG:
        return "フォルダ、諮問の記号又は文書の名前が長すぎます。日本語で80文字までにしてください"
    return reason_of(error)


def _stranded(papers: Papers) -> Iterator[str]:
    """Cases whose sentence leans on one that the council then did not approve."""
    adopted = papers.meeting.adopted
    for assessment, _ in papers.cases:
        earlier = adopted.get(assessment.precedent or "")
        decision = earlier.decision if earlier else None
        if decision in (Decision.REJECT, Decision.DEFER) and assessment.item not in adopted:
            yield (
                f"諮問{assessment.item}の結論は諮問{assessment.precedent}の意見を引きますが、"
                f"諮問{assessment.precedent}は「{decision.label}」と決まりました。"
                f"meeting.yaml の adopted に、諮問{assessment.item}の言葉を書いてください"
            )


def _without_word(papers: Papers) -> Iterator[str]:
    names = without_word(papers)
    if names:
        yield f"Word のひな形がないので、Word では作らない文書があります: {'、'.join(names)}"


def _without_templates(path: Path, formats: Sequence[str]) -> InvalidFile:
    kind = " Word のひな形" if tuple(formats) == ("docx",) else "ひな形"
    return _refusal(
        path,
        "E322",
        f"規則集に文書案の{kind}がありません",
        "規則集の templates フォルダに papers.yaml とひな形を置いてください",
    )


def _refusal(path: Path, code: str, message: str, hint: str) -> InvalidFile:
    place = Place(file=shown_path(path))
    return InvalidFile([Diagnostic(code=code, message=message, hint=hint, place=place)])
