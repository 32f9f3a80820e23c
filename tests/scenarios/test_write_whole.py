"""All or nothing: whatever stops the writing, and wherever, no mixture goes unnoticed.

The writing is stopped at each single thing that it asks of the system, one run after the other: by
a refusal of the system, by a person (Ctrl-C), and by a kill that leaves no time for anything.
"""

import os
import shutil
import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from checklist_engine.usecases.write_whole import (
    INTERRUPTED,
    HalfWritten,
    is_half_written,
    write_whole,
)

OLD = {"次第.md": b"old 1", "a.md": b"old 2", "mine.txt": b"mine"}
NEW = {"次第.md": b"new 1", "a.md": b"new 2", "b.md": b"new 3"}
AFTER = {**OLD, **NEW}
WATCHED = ("open", "os.mkdir", "os.rename", "os.remove", "shutil.copyfile", "tempfile.mkdtemp")
CHILD_DONE, CHILD_REFUSED, CHILD_HALF = 0, 10, 11
MOST = 60

# The copy only writes files and ends; threads that other tests left behind are no matter to it.
pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="a process that can be copied")


def folder_with(files: Mapping[str, bytes], path: Path) -> Path:
    path.mkdir(parents=True)
    for name, content in files.items():
        (path / name).write_bytes(content)
    return path


def contents(folder: Path) -> dict[str, bytes]:
    """The files that a person sees in a folder, but for the note of an interruption."""
    return {
        path.name: path.read_bytes()
        for path in folder.iterdir()
        if path.is_file() and path.name != INTERRUPTED
    }


def staging_of(folder: Path) -> list[Path]:
    return list(folder.glob(".draft-*"))


def killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def refused() -> None:
    raise PermissionError(13, "refused")


def interrupted() -> None:
    raise KeyboardInterrupt


def stopped(folder: Path, at: int, stop: Callable[[], None]) -> int:
    """Write NEW in a copy of this process that is stopped at the `at`-th thing that it asks for.

    Returns:
        How the copy ended: a code of its own, or the negative number of a signal.
    """
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    seen = 0

    def hook(event: str, _: tuple[object, ...]) -> None:
        nonlocal seen
        if event in WATCHED:
            seen += 1
            if seen == at:
                stop()

    code = CHILD_DONE
    try:
        sys.addaudithook(hook)
        write_whole(NEW, folder)
    except HalfWritten:
        code = CHILD_HALF
    except BaseException:  # noqa: BLE001 - whatever stopped it, the copy of pytest must end here
        code = CHILD_REFUSED
    finally:
        os._exit(code)


def test_a_new_folder_holds_all(tmp_path: Path) -> None:
    written = write_whole(NEW, tmp_path / "x" / "y")
    assert written == tuple(tmp_path / "x" / "y" / name for name in NEW)
    assert contents(tmp_path / "x" / "y") == NEW
    assert staging_of(tmp_path) == []


def test_a_new_folder_can_be_read_by_whom_any_new_folder_can(tmp_path: Path) -> None:
    (tmp_path / "usual").mkdir()
    write_whole(NEW, tmp_path / "made")
    assert (tmp_path / "made").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_what_is_there_is_replaced_and_the_rest_stays(tmp_path: Path) -> None:
    folder = folder_with(OLD, tmp_path / "out")
    write_whole(NEW, folder)
    assert contents(folder) == AFTER
    assert not is_half_written(folder)
    assert staging_of(folder) == []


def test_a_folder_behind_a_link_is_written_where_it_leads(tmp_path: Path) -> None:
    folder = folder_with(OLD, tmp_path / "out")
    (tmp_path / "link").symlink_to(folder)
    assert write_whole(NEW, tmp_path / "link")[0] == tmp_path / "link" / "次第.md"
    assert contents(folder) == AFTER
    assert (tmp_path / "link").is_symlink()


def test_a_folder_in_the_place_of_a_file_stops_all(tmp_path: Path) -> None:
    folder = folder_with({"a.md": b"old"}, tmp_path / "out")
    (folder / "b.md").mkdir()
    with pytest.raises(OSError, match=r"b\.md"):
        write_whole(NEW, folder)
    assert contents(folder) == {"a.md": b"old"}
    assert staging_of(folder) == []


def test_a_file_in_the_place_of_a_folder_above_stops_all(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"a file")
    with pytest.raises(OSError, match="x"):
        write_whole(NEW, tmp_path / "x" / "y")
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_a_disk_that_is_full_stops_all_before_anything_is_touched(tmp_path: Path) -> None:
    folder = folder_with(OLD, tmp_path / "out")
    # A name that is too long is refused while writing, as a full disk refuses what it has no room for.
    with pytest.raises(OSError, match="File name too long"):
        write_whole({**NEW, "長" * 100: b"x"}, folder)
    assert contents(folder) == OLD
    assert staging_of(folder) == []


@needs_fork
def test_killed_anywhere_an_old_folder_is_old_or_new_or_says_that_it_is_neither(
    tmp_path: Path,
) -> None:
    mixed, ends = 0, []
    for at in range(1, MOST):
        folder = folder_with(OLD, tmp_path / str(at))
        ends.append(stopped(folder, at, killed))
        found = contents(folder)
        # No file is ever a part of one.
        assert all(content in (OLD.get(name), NEW.get(name)) for name, content in found.items())
        if found not in (OLD, AFTER):
            mixed += 1
            assert is_half_written(folder)
            assert_nothing_is_lost(folder)
        assert_written_again(folder)
        if ends[-1] == CHILD_DONE:
            break
    assert ends[-1] == CHILD_DONE
    assert set(ends[:-1]) == {-signal.SIGKILL}
    # There is a moment at which it matters, so this test has seen it.
    assert mixed > 0


def assert_nothing_is_lost(folder: Path) -> None:
    """The note leads to all that has been replaced."""
    note = (folder / INTERRUPTED).read_text(encoding="utf-8")
    [staging] = [path for path in staging_of(folder) if path.name in note]
    assert contents(staging / "old") == {name: OLD[name] for name in OLD.keys() & NEW.keys()}


def assert_written_again(folder: Path) -> None:
    """Writing once more puts everything right; what the note named is cleared away."""
    named = is_half_written(folder)
    write_whole(NEW, folder)
    assert contents(folder) == AFTER
    assert not is_half_written(folder)
    if named:
        assert staging_of(folder) == []


@needs_fork
def test_killed_anywhere_a_new_folder_is_whole_or_not_there(tmp_path: Path) -> None:
    ends = []
    for at in range(1, MOST):
        folder = tmp_path / str(at) / "x" / "y"
        (tmp_path / str(at)).mkdir()
        ends.append(stopped(folder, at, killed))
        assert not (tmp_path / str(at) / "x").exists() or contents(folder) == NEW
        if ends[-1] == CHILD_DONE:
            break
    assert ends[-1] == CHILD_DONE


@needs_fork
@pytest.mark.parametrize("stop", [refused, interrupted])
def test_refused_or_interrupted_anywhere_everything_is_put_back(
    stop: Callable[[], None], tmp_path: Path
) -> None:
    ends, old = [], 0
    for at in range(1, MOST):
        folder = folder_with(OLD, tmp_path / str(at))
        ends.append(stopped(folder, at, stop))
        if ends[-1] == CHILD_DONE:
            break
        # Only clearing away may be stopped with everything new already there.
        found = contents(folder)
        assert found == AFTER or (found == OLD and not is_half_written(folder))
        old += found == OLD
        shutil.rmtree(folder)
    assert contents(tmp_path / str(len(ends))) == AFTER
    assert set(ends) == {CHILD_REFUSED, CHILD_DONE}
    assert old > len(ends) // 2


def test_a_note_with_other_names_in_it_removes_nothing_else(tmp_path: Path) -> None:
    folder = folder_with(OLD, tmp_path / "out")
    kept = folder_with({"x": b"x"}, folder / "kept")
    outside = folder_with({"x": b"x"}, tmp_path / ".draft-outside")
    note = "kept\n../.draft-outside\n.draft-gone\n"
    (folder / INTERRUPTED).write_text(note, encoding="utf-8")
    write_whole(NEW, folder)
    assert contents(kept) == contents(outside) == {"x": b"x"}
    assert not is_half_written(folder)
