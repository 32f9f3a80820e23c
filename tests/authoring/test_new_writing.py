"""All files are written, or everything is as it was."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from checklist_engine.authoring.formatting.writing import write_whole
from checklist_engine.authoring.scaffolding.drafts import Draft, whole_draft
from checklist_engine.authoring.scaffolding.writing import write_drafts
from checklist_engine.ground.errors import InvalidFile

Write = Callable[[str, str | bytes], Path]


def everything(folder: Path) -> dict[str, bytes | None]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


def test_all_files_are_written_with_the_folders_around_them(tmp_path: Path) -> None:
    drafts = [whole_draft(tmp_path / name, f"{name}\n") for name in ("a/b/c.yaml", "a/d.yaml")]
    write_drafts(drafts)
    assert {name for name, content in everything(tmp_path).items() if content} == {
        "a/b/c.yaml",
        "a/d.yaml",
    }


@pytest.mark.parametrize("at", [0, 1, 2, 3])
def test_where_one_fails_all_are_taken_back(at: int, write: Write) -> None:
    changed = write("x/here.yaml", b"\xef\xbb\xbfa: 1\r\n")
    folder = changed.parent.parent
    # No folder can stand where a file is.
    impossible = whole_draft(changed / "below.yaml", "b: 1\n")
    drafts = [
        Draft(path=changed, text="a: 1\nb: 2\n", new=range(2, 3)),
        whole_draft(folder / "new" / "deep" / "er.yaml", "c: 1\n"),
        whole_draft(folder / "x" / "new.yaml", "d: 1\n"),
    ]
    drafts.insert(at, impossible)
    before = everything(folder)
    with pytest.raises(InvalidFile) as caught:
        write_drafts(drafts)
    [fault] = caught.value.diagnostics
    assert (fault.code, "何も書き込んでいません" in (fault.hint or "")) == ("E323", True)
    assert everything(folder) == before


def test_a_file_is_written_as_it_was_encoded(write: Write) -> None:
    path = write("a.yaml", b"\xef\xbb\xbfa: 1\r\n")
    write_drafts([Draft(path=path, text="a: 1\nb: 2\n", new=range(2, 3))])
    assert path.read_bytes() == b"\xef\xbb\xbfa: 1\r\nb: 2\r\n"


def test_new_lines_are_numbered_from_one() -> None:
    draft = Draft(path=Path("a"), text="a\nb\nc\n", new=range(2, 4))
    assert [*draft.new_lines()] == [(2, "b"), (3, "c")]
    assert [*whole_draft(Path("a"), "a\nb\n").new_lines()] == [(1, "a"), (2, "b")]


def test_a_file_is_never_half_written(write: Write) -> None:
    path = write("a.yaml", "old")
    path.chmod(0o600)
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o600
    other = path.with_name("b.yaml")
    write_whole(other, b"new")
    mask = os.umask(0)
    os.umask(mask)
    assert other.stat().st_mode & 0o777 == 0o666 & ~mask
    folder = path.with_name("c.yaml")
    folder.mkdir()
    with pytest.raises(OSError, match="irectory"):
        write_whole(folder, b"new")
    assert sorted(each.name for each in path.parent.iterdir()) == ["a.yaml", "b.yaml", "c.yaml"]
