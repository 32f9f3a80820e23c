"""`checklist docs`: pages written into a folder, or held against those that are there."""

import re
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import groupby
from pathlib import Path

from checklist_engine.drafting.papers import Paper
from checklist_engine.formats.files import exists, shown_path
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.places import Place
from checklist_engine.usecases.draft_papers import write_papers

_OURS = re.compile(r"^このページは `checklist docs", re.MULTILINE)


class Staleness(Enum):
    """How a page of a folder is not what it should be."""

    MISSING = "missing"
    CHANGED = "changed"
    LEFT_OVER = "left_over"

    @property
    def label(self) -> str:
        return {
            "missing": "ありません",
            "changed": "内容が違います",
            "left_over": "要らなくなったので、消してください",
        }[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class StalePage:
    """A page that is to be written anew or (`left_over`) to be deleted."""

    path: Path
    staleness: Staleness


def write_pages(pages: Sequence[Paper], folder: Path, *, force: bool) -> tuple[Path, ...]:
    """Write pages into a folder and the folders in it; the paths.

    Raises:
        InvalidFile: the folder cannot be written to, or (without `force`) holds one of them.
    """
    existing = [page.name for page in pages if exists(folder / page.name)]
    if existing and not force:
        raise InvalidFile(
            [
                Diagnostic(
                    code="E323",
                    message=f"同じ名前のページがすでにあります（{_some(existing)}）",
                    hint="別のフォルダを指定するか、上書きしてよければ --force を付けてください",
                    place=Place(file=shown_path(folder)),
                )
            ]
        )
    return tuple(
        path
        for inner, group in _by_folder(pages, folder)
        for path in write_papers(group, inner, force=True)
    )


def stale_pages(pages: Sequence[Paper], folder: Path) -> tuple[StalePage, ...]:
    """The pages that are not as they would be written now, and those that would not be written."""
    return tuple(_stale(pages, folder))


def _stale(pages: Sequence[Paper], folder: Path) -> Iterator[StalePage]:
    for page in pages:
        path = folder / page.name
        if not exists(path):
            yield StalePage(path=path, staleness=Staleness.MISSING)
        elif _text_of(path) != page.text:
            yield StalePage(path=path, staleness=Staleness.CHANGED)
    wanted = {folder / page.name for page in pages}
    for inner, _ in _by_folder(pages, folder):
        for path in sorted(inner.glob("*.md")):
            if path not in wanted and _OURS.search(_text_of(path) or ""):
                yield StalePage(path=path, staleness=Staleness.LEFT_OVER)


def _by_folder(pages: Sequence[Paper], folder: Path) -> Iterator[tuple[Path, list[Paper]]]:
    """Pages by the folder they stand in, with their names in it."""
    paths = sorted(pages, key=lambda page: (folder / page.name).parent)
    for inner, group in groupby(paths, key=lambda page: (folder / page.name).parent):
        yield inner, [Paper(name=Path(page.name).name, text=page.text) for page in group]


def _text_of(path: Path) -> str | None:
    """The text of a page, whatever ends its lines; None where it is no text that can be read."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def _some(names: Sequence[str]) -> str:
    return "、".join(names[:3]) + ("など" if names[3:] else "")
