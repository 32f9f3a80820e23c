"""Writing files into a folder as a whole: all of them are there afterwards, or none is new.

Everything is written beside its place first, down to the disk, so that what can go wrong with a
disk goes wrong before anything is touched. Then:

- A folder that is not there yet is moved into place in one step: nothing can come between.
- In a folder that is there, files are moved one by one (no system swaps many at once). What they
  take the place of is copied first, and put back where a move is refused (a file that another
  program has open) or where a person interrupts.
- Where not even that can be done any more (the process is killed, the power fails), a note
  (`INTERRUPTED`) is left in the folder, which says that old and new stand side by side and where
  the old ones are. It is written before the first move and taken away after the last, and whoever
  writes there next is told of it.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

INTERRUPTED = "書込みが途中で止まりました.txt"
_STAGING = ".draft-"
_NAMED = re.compile(rf"^({re.escape(_STAGING)}[A-Za-z0-9_]+)$", re.MULTILINE)


class HalfWritten(Exception):
    """A folder in which old and new files stand side by side, and could not be put right."""


def write_whole(files: Mapping[str, bytes], folder: Path) -> tuple[Path, ...]:
    """Write files, by their names, into a folder that is made where it is not there.

    Raises:
        OSError: something cannot be written; nothing is changed.
        HalfWritten: neither could what was changed be put back.
    """
    place = folder.resolve()
    if place.is_dir():
        _write_into(files, place)
    else:
        _write_new(files, place)
    return tuple(folder / name for name in files)


def is_half_written(folder: Path) -> bool:
    """Whether someone was interrupted here, or is writing at this moment."""
    return (folder / INTERRUPTED).exists()


def leavings(folder: Path) -> tuple[Path, ...]:
    """Hidden folders in and beside a folder, left by a process that was killed before it moved a file.

    Nobody can tell them from those of someone who is writing at this moment, so that they stay.
    """
    place = folder.resolve()
    found = (each for around in (place, place.parent) for each in around.glob(f"{_STAGING}*"))
    return tuple(each for each in sorted(found) if each.is_dir() and not each.is_symlink())


def _write_new(files: Mapping[str, bytes], place: Path) -> None:
    """The folder, and those around it that are missing, in one move."""
    around = next(each for each in place.parents if each.exists())
    missing = place.relative_to(around)
    with _staging(around) as staging:
        inner = staging / missing
        inner.mkdir(parents=True)
        _write_all(files, inner)
        (staging / missing.parts[0]).rename(around / missing.parts[0])


def _write_into(files: Mapping[str, bytes], place: Path) -> None:
    # Inside the folder, because what stands beside it may be on another disk, or nobody's to write to.
    with _staging(place) as staging:
        new, old = staging / "new", staging / "old"
        new.mkdir()
        old.mkdir()
        _write_all(files, new)
        kept = [name for name in files if os.path.lexists(place / name)]
        for name in kept:
            _check_replaceable(place / name)
            shutil.copy2(place / name, old / name)
        before = _left_behind(place)
        _move_all(files, staging, place, kept)
        (place / INTERRUPTED).unlink()
        for each in before:
            shutil.rmtree(each, ignore_errors=True)


def _move_all(files: Mapping[str, bytes], staging: Path, place: Path, kept: Sequence[str]) -> None:
    """Move every new file into place; undo what was moved where that fails."""
    try:
        _write_durably(place / INTERRUPTED, _note(staging).encode())
        for name in files:
            (staging / "new" / name).replace(place / name)
    except BaseException:
        try:
            _undo(files, staging, place, kept)
        except OSError as error:
            raise HalfWritten from error
        raise


def _undo(files: Mapping[str, bytes], staging: Path, place: Path, kept: Sequence[str]) -> None:
    """Put back what was there; a file is still in `new` if its turn had not come."""
    moved = [name for name in files if not (staging / "new" / name).exists()]
    for name in moved:
        if name in kept:
            (staging / "old" / name).replace(place / name)
        else:
            (place / name).unlink()
    (place / INTERRUPTED).unlink(missing_ok=True)


@contextmanager
def _staging(around: Path) -> Iterator[Path]:
    """A folder to write in first; it stays where a person needs what is in it."""
    staging = Path(tempfile.mkdtemp(prefix=_STAGING, dir=around))
    try:
        yield staging
    except HalfWritten:
        raise
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    shutil.rmtree(staging, ignore_errors=True)


def _check_replaceable(path: Path) -> None:
    """Ask for what a move will need before the first one: a file, and not one that is locked."""
    # Windows refuses this while Word has the file open; elsewhere a move does not mind.
    with path.open("r+b"):
        pass


def _left_behind(place: Path) -> Sequence[Path]:
    """What an earlier interruption left in the folder, as its note names it."""
    note = place / INTERRUPTED
    try:
        text = note.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ()
    named = (place / name for name in _NAMED.findall(text))
    return tuple(each for each in named if each.is_dir() and not each.is_symlink())


def _write_all(files: Mapping[str, bytes], folder: Path) -> None:
    for name, content in files.items():
        _write_durably(folder / name, content)


def _write_durably(path: Path, content: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        # A full disk may be noticed only now.
        os.fsync(stream.fileno())


def _note(staging: Path) -> str:
    return (
        "文書の書込みが、途中で止まりました（又は、今書き込んでいるところです）。\n"
        "このフォルダには、新しい文書と前の文書が混ざっています。このまま使わないでください。\n"
        "同じコマンドに --force を付けて、もう一度実行すると、すべて新しくなります。\n"
        "置き換えられる前の文書は、次のフォルダの old の中にあります。\n"
        f"{staging.name}\n"
    )
