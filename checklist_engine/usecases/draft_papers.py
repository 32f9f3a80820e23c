"""`checklist draft`: the papers of a meeting, all of them or none."""

import shutil
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from checklist_engine.drafting.papers import Paper, draft_papers
from checklist_engine.formats.files import reason_of, shown_path
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.ground.places import Place
from checklist_engine.usecases.assess_cases import MEETING, Assessed, assess_cases


def draft_meeting(
    path: Path, *, as_of: date | None, pack: Path | None, today: date
) -> tuple[Assessed, tuple[Paper, ...]]:
    """The assessments of a meeting and its papers, not written yet.

    Raises:
        InvalidFile: a file or a template is faulty, or there is no meeting.
    """
    assessed = assess_cases(path, as_of=as_of, pack=pack, today=today)
    if assessed.meeting is None:
        raise _refusal(
            path,
            "E322",
            f"会議のファイル（{MEETING}）がないので、文書案を作れません",
            f"{MEETING} のあるフォルダを指定してください",
        )
    papers = draft_papers(assessed.meeting, assessed.cases, assessed.notifications)
    if not papers:
        raise _refusal(
            path,
            "E322",
            "規則集に文書案のひな形がありません",
            "規則集の templates フォルダに papers.yaml とひな形を置いてください",
        )
    return assessed, papers


def write_papers(papers: Sequence[Paper], folder: Path, *, force: bool) -> tuple[Path, ...]:
    """Write the papers into a folder; either all of them are there afterwards, or none is new.

    Raises:
        InvalidFile: the folder cannot be written to, or (without `force`) holds one of them.
    """
    if folder.exists() and not folder.is_dir():
        raise _refusal(
            folder,
            "E102",
            "フォルダを指定するところに、ファイルが指定されています",
            "別の名前にしてください",
        )
    existing = [paper.name for paper in papers if (folder / paper.name).exists()]
    if existing and not force:
        raise _refusal(
            folder,
            "E323",
            f"同じ名前の文書がすでにあります（{'、'.join(existing[:3])}{'など' if existing[3:] else ''}）",
            "別のフォルダを指定するか、上書きしてよければ --force を付けてください",
        )
    try:
        return _write(papers, folder)
    except OSError as error:
        raise _refusal(
            folder,
            "E323",
            f"文書を書き込めません（{reason_of(error)}）",
            "フォルダに書き込む権限と、ディスクの空きを確かめてください",
        ) from error


def _write(papers: Sequence[Paper], folder: Path) -> tuple[Path, ...]:
    folder.parent.mkdir(parents=True, exist_ok=True)
    # Written beside the target first: what can go wrong with a disk goes wrong there.
    draft = Path(tempfile.mkdtemp(prefix=".draft-", dir=folder.parent))
    try:
        for paper in papers:
            (draft / paper.name).write_text(paper.text, encoding="utf-8", newline="\n")
        folder.mkdir(exist_ok=True)
        return tuple((draft / paper.name).replace(folder / paper.name) for paper in papers)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _refusal(path: Path, code: str, message: str, hint: str) -> InvalidFile:
    place = Place(file=shown_path(path))
    return InvalidFile([Diagnostic(code=code, message=message, hint=hint, place=place)])
