"""What is kept in the user's cache folder: given back to the byte, or not at all."""

import os
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from checklist_engine.usecases.cache_folder import SWITCH, CacheFolder, cache_folder

KEY, BODY = "0123", b"what was kept\n\x00\xff"
on_posix = pytest.mark.skipif(sys.platform == "win32", reason="owners and modes are of POSIX")


@pytest.fixture
def cache(tmp_path: Path) -> CacheFolder:
    folder = CacheFolder(tmp_path / "a" / "b")
    folder.write(KEY, BODY)
    return folder


def kept(cache: CacheFolder) -> Path:
    return cache.root / f"{KEY}.cached"


def test_what_is_written_is_read(cache: CacheFolder) -> None:
    assert cache.read(KEY) == BODY
    assert [path.name for path in cache.root.iterdir()] == [kept(cache).name]


def test_nothing_is_read_where_nothing_was_written(tmp_path: Path) -> None:
    assert CacheFolder(tmp_path / "not there").read(KEY) is None


def test_the_last_one_counts(cache: CacheFolder) -> None:
    cache.write(KEY, b"")
    assert cache.read(KEY) == b""


@on_posix
def test_folder_and_files_are_the_users_own(cache: CacheFolder) -> None:
    assert cache.root.stat().st_mode & 0o777 == 0o700
    assert kept(cache).stat().st_mode & 0o777 == 0o600


def test_a_byte_that_flipped_anywhere_is_noticed(cache: CacheFolder) -> None:
    written = kept(cache).read_bytes()
    for at in range(len(written)):
        kept(cache).write_bytes(written[:at] + bytes([written[at] ^ 1]) + written[at + 1 :])
        assert cache.read(KEY) is None
    kept(cache).write_bytes(written)
    assert cache.read(KEY) == BODY


def test_a_file_that_was_cut_off_anywhere_is_noticed(cache: CacheFolder) -> None:
    written = kept(cache).read_bytes()
    for length in range(len(written)):
        kept(cache).write_bytes(written[:length])
        assert cache.read(KEY) is None


def test_the_content_of_another_key_is_noticed(cache: CacheFolder) -> None:
    cache.write("4567", b"other")
    (cache.root / "4567.cached").replace(kept(cache))
    assert cache.read(KEY) is None


def _link_file(file: Path, _: Path) -> None:
    file.rename(file.with_suffix(".moved"))
    file.symlink_to(file.with_suffix(".moved"))


def _put_folder(file: Path, _: Path) -> None:
    file.unlink()
    file.mkdir()


def _put_pipe(file: Path, _: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def _link_folder(_: Path, root: Path) -> None:
    root.rename(root.with_name("moved"))
    root.symlink_to(root.with_name("moved"))


SPOILED: dict[str, Callable[[Path, Path], None]] = {
    "a link": _link_file,
    "a folder": _put_folder,
    "a pipe": _put_pipe,
    "writable by the group": lambda file, _: file.chmod(0o620),
    "writable by all": lambda file, _: file.chmod(0o602),
    "a folder writable by the group": lambda _, root: root.chmod(0o770),
    "a folder writable by all": lambda _, root: root.chmod(0o707),
    "a linked folder": _link_folder,
}


@on_posix
@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED.keys())
def test_what_others_may_have_touched_is_not_read(
    spoil: Callable[[Path, Path], None], cache: CacheFolder
) -> None:
    spoil(kept(cache), cache.root)
    assert cache.read(KEY) is None


@on_posix
@pytest.mark.skipif(
    sys.platform != "win32" and os.geteuid() != 0, reason="only root gives files away"
)
@pytest.mark.parametrize("which", ["file", "folder"])
def test_what_belongs_to_somebody_else_is_not_read(which: str, cache: CacheFolder) -> None:
    os.chown(kept(cache) if which == "file" else cache.root, 12345, -1)
    assert cache.read(KEY) is None


@on_posix
@pytest.mark.parametrize("spoil", [_link_file, _put_folder])
def test_a_spoiled_place_is_never_an_error_to_write_to(
    spoil: Callable[[Path, Path], None], cache: CacheFolder
) -> None:
    spoil(kept(cache), cache.root)
    cache.write(KEY, BODY)
    assert cache.read(KEY) in (BODY, None)
    assert not list(cache.root.glob("*.new"))


def test_a_link_in_the_place_of_a_file_is_replaced_and_not_written_through(
    cache: CacheFolder, tmp_path: Path
) -> None:
    precious = tmp_path / "precious"
    precious.write_text("x", encoding="utf-8")
    kept(cache).unlink()
    kept(cache).symlink_to(precious)
    cache.write(KEY, BODY)
    assert precious.read_text(encoding="utf-8") == "x"
    assert cache.read(KEY) == BODY


def test_where_no_folder_can_be_nothing_happens(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    folder = CacheFolder(tmp_path / "file" / "below")
    folder.write(KEY, BODY)
    assert folder.read(KEY) is None
    assert folder.clock() is None


def test_too_much_is_neither_kept_nor_read(cache: CacheFolder) -> None:
    narrow = replace(cache, most_bytes=200)
    narrow.write("big", b"x" * 200)
    assert narrow.read("big") is None
    assert narrow.read(KEY) == BODY
    cache.write("big", b"x" * 200)
    assert narrow.read("big") is None
    assert cache.read("big") == b"x" * 200


@pytest.mark.parametrize("limits", [{"most_files": 3}, {"most_bytes": 400}], ids=str)
def test_the_oldest_make_room(limits: dict[str, Any], cache: CacheFolder) -> None:
    for number in range(5):
        cache.write(f"k{number}", BODY)
        os.utime(cache.root / f"k{number}.cached", ns=(number, number))
    replace(cache, **limits).write("last", BODY)
    assert cache.read("last") == BODY
    assert [number for number in range(5) if cache.read(f"k{number}")] == [4]
    assert len(list(cache.root.iterdir())) == 3


def test_what_else_is_in_the_folder_is_left_alone(cache: CacheFolder) -> None:
    (cache.root / "mine.txt").write_text("x", encoding="utf-8")
    (cache.root / "folder.cached").mkdir()
    replace(cache, most_files=0).write("k", BODY)
    assert sorted(path.name for path in cache.root.iterdir()) == ["folder.cached", "mine.txt"]


def test_writers_at_the_same_time_do_each_other_no_harm(cache: CacheFolder) -> None:
    bodies = [bytes([number]) * 10_000 for number in range(8)]

    def write(body: bytes) -> None:
        for _ in range(20):
            cache.write(KEY, body)
            assert cache.read(KEY) in bodies

    writers = [threading.Thread(target=write, args=(body,)) for body in bodies]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    assert cache.read(KEY) in bodies
    assert [path.name for path in cache.root.iterdir()] == [kept(cache).name]


def test_the_clock_goes_by_the_files(cache: CacheFolder) -> None:
    before = cache.clock()
    cache.write("later", b"")
    after = cache.clock()
    assert before is not None
    assert after is not None
    assert before <= (cache.root / "later.cached").stat().st_mtime_ns <= after


@pytest.mark.parametrize(
    ("platform", "environment", "folder"),
    [
        ("linux", {"XDG_CACHE_HOME": "/x"}, "/x/checklist-engine"),
        ("linux", {}, "~/.cache/checklist-engine"),
        ("linux", {"XDG_CACHE_HOME": ""}, "~/.cache/checklist-engine"),
        ("darwin", {}, "~/Library/Caches/checklist-engine"),
        ("linux", {"XDG_CACHE_HOME": "/x", SWITCH: ""}, "/x/checklist-engine"),
    ],
)
@on_posix
def test_the_folder_is_where_the_system_keeps_such_things(
    platform: str, environment: dict[str, str], folder: str
) -> None:
    found = cache_folder(environment, platform)
    assert found is not None
    assert found.root == Path(folder).expanduser()


@pytest.mark.parametrize(
    "environment", [{SWITCH: "off", "XDG_CACHE_HOME": "/x"}, {"XDG_CACHE_HOME": "relative"}]
)
def test_without_a_folder_there_is_no_cache(environment: dict[str, str]) -> None:
    assert cache_folder(environment) is None
