"""Writing drafts: all of them, or nothing."""

from codecs import BOM_UTF8
from collections.abc import Sequence
from pathlib import Path

from checklist_engine.authoring.formatting.writing import write_whole
from checklist_engine.authoring.scaffolding.drafts import Draft
from checklist_engine.formats.files import reason_of, shown_path
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.ground.places import Place


def write_drafts(drafts: Sequence[Draft]) -> None:
    """Write all of the drafts; where one cannot be written, everything is as it was.

    Raises:
        InvalidFile: one cannot be written (E323).
    """
    before = {draft.path: draft.path.read_bytes() for draft in drafts if draft.path.exists()}
    made: list[Path] = []
    written: list[Path] = []
    for draft in drafts:
        try:
            made += _make_folders(draft.path.parent)
            write_whole(draft.path.resolve(), _like(before.get(draft.path, b""), draft.text))
        except OSError as error:
            _take_back(written, made, before)
            raise InvalidFile([_fault(draft.path, error)]) from error
        written.append(draft.path)


def _make_folders(folder: Path) -> list[Path]:
    """Make a folder and those around it; those that were not there, outermost first."""
    missing = [each for each in (*reversed(folder.parents), folder) if not each.exists()]
    for each in missing:
        each.mkdir()
    return missing


def _take_back(written: Sequence[Path], made: Sequence[Path], before: dict[Path, bytes]) -> None:
    for path in written:
        if path in before:
            write_whole(path.resolve(), before[path])
        else:
            path.unlink()
    for folder in reversed(made):
        folder.rmdir()


def _like(before: bytes, text: str) -> bytes:
    """A text with the line ends, and the mark at its beginning, that the file had."""
    mark = BOM_UTF8 if before.startswith(BOM_UTF8) else b""
    return mark + (text.replace("\n", "\r\n") if b"\r\n" in before else text).encode()


def _fault(path: Path, error: OSError) -> Diagnostic:
    return Diagnostic(
        code="E323",
        message=f"ファイルに書き込めません（{reason_of(error)}）",
        hint="フォルダに書き込む権限と、ディスクの空きを確かめてください。何も書き込んでいません",
        place=Place(file=shown_path(path)),
    )
