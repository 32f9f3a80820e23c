"""A folder of our own in the user's cache folder: what it holds may be lost, and is never trusted.

Whoever reads checks that a file is the user's own, that nobody else can write it, and that it holds,
to the byte, what was written under its key. Whatever is not so is not there.
"""

import os
import stat
import sys
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from checklist_engine.ground.lazy_dataclasses import dataclass

SWITCH = "CHECKLIST_CACHE"
"""The environment variable that turns the cache off (`off`)."""
_NAME = "checklist-engine"
_MAGIC = b"checklist-cache"
_SUFFIX = ".cached"
_UNFINISHED = ".new"
_WRITABLE_BY_OTHERS = stat.S_IWGRP | stat.S_IWOTH


@dataclass(frozen=True, slots=True)
class CacheFolder:
    """Files by key. What fails, fails silently: the next run does the work again."""

    root: Path
    most_files: int = 64
    most_bytes: int = 64 * 1024 * 1024

    def read(self, key: str) -> bytes | None:
        """What was written under a key; None where there is nothing that can be trusted."""
        found = self.view(key)
        return None if found is None else found.tobytes()

    def view(self, key: str) -> memoryview | None:
        """The same, for what is large: it is not copied."""
        if not _is_ours(self.root):
            return None
        try:
            content = _read_own(self.root / f"{key}{_SUFFIX}", self.most_bytes)
        except OSError:
            return None
        end = content.find(b"\n") + 1
        body = memoryview(content)[end:]
        return body if content[:end] == _head(key, body) + b"\n" else None

    def write(self, key: str, body: bytes) -> None:
        """Keep something under a key: whole, or not at all; the oldest make room for it."""
        content = _head(key, body) + b"\n" + body
        if len(content) > self.most_bytes:
            return
        try:
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
            if _is_ours(self.root):
                unfinished = self._unfinished(key)
                try:
                    _write_new(unfinished, content)
                    unfinished.replace(self.root / f"{key}{_SUFFIX}")
                finally:
                    unfinished.unlink(missing_ok=True)
                self._prune(self.most_files)
        except OSError:
            return

    def clear(self) -> None:
        """Drop everything that is kept."""
        with suppress(OSError):
            if _is_ours(self.root):
                self._prune(most_files=0)

    def clock(self) -> int | None:
        """The moment it is (ns), as the file system writes it on files; None where it does not."""
        try:
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not _is_ours(self.root):
                return None
            probe = self._unfinished("clock")
            try:
                _write_new(probe, b"")
                return probe.stat().st_mtime_ns
            finally:
                probe.unlink(missing_ok=True)
        except OSError:
            return None

    def inside(self, name: str, *, most_files: int, most_bytes: int) -> "CacheFolder | None":
        """A folder in this one, which is made first; None where somebody else could put another in its place."""
        with suppress(OSError):
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_ours(self.root):
            return None
        return CacheFolder(self.root / name, most_files, most_bytes)

    def _unfinished(self, key: str) -> Path:
        """A name that no other writer has."""
        return self.root / f"{key}.{os.urandom(8).hex()}{_UNFINISHED}"

    def _prune(self, most_files: int) -> None:
        found = []
        with os.scandir(self.root) as entries:
            for entry in entries:
                if entry.name.endswith((_SUFFIX, _UNFINISHED)):
                    status = entry.stat(follow_symlinks=False)
                    found.append((status.st_mtime_ns, status.st_size, entry.path))
        files, size = len(found), sum(each[1] for each in found)
        for _, its_size, path in sorted(found):
            if files <= most_files and size <= self.most_bytes:
                break
            if not _is_folder(path):
                Path(path).unlink(missing_ok=True)
            files, size = files - 1, size - its_size


def cache_folder(
    environment: Mapping[str, str] = os.environ, platform: str = sys.platform
) -> CacheFolder | None:
    """The folder in which this user's programs keep what can be made again; None: there is none."""
    if environment.get(SWITCH) == "off":
        return None
    try:
        base = _base(environment, platform)
    except RuntimeError:
        # Nobody knows where the user is at home.
        return None
    return CacheFolder(base / _NAME) if base.is_absolute() else None


def _base(environment: Mapping[str, str], platform: str) -> Path:
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA", ""))
    if environment.get("XDG_CACHE_HOME"):
        return Path(environment["XDG_CACHE_HOME"])
    return Path.home() / ("Library/Caches" if platform == "darwin" else ".cache")


def _head(key: str, body: bytes | memoryview) -> bytes:
    return b" ".join((_MAGIC, key.encode(), sha256(body).hexdigest().encode()))


def _is_ours(folder: Path) -> bool:
    """Whether it is a folder of the user's own in which nobody else can put anything."""
    try:
        status = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(status.st_mode) and _only_user_writes(status)


def _only_user_writes(status: os.stat_result) -> bool:
    if sys.platform == "win32":
        # The folder of a user's local data is closed to others by its access list.
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & _WRITABLE_BY_OTHERS


def _is_folder(path: str) -> bool:
    return stat.S_ISDIR(os.lstat(path).st_mode)


def _read_own(path: Path, most_bytes: int) -> bytes:
    """The bytes of a regular file of the user's own.

    Raises:
        OSError: it is not there, or something else.
    """
    # A link is not followed, and a pipe does not make us wait.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with open(os.open(path, flags | getattr(os, "O_BINARY", 0)), "rb") as file:  # noqa: PTH123
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode) or not _only_user_writes(status):
            raise PermissionError(f"{path} is not to be trusted")
        if status.st_size > most_bytes:
            raise OSError(f"{path} is too large")
        return file.read(status.st_size)


def _write_new(path: Path, content: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with open(os.open(path, flags, 0o600), "wb") as file:  # noqa: PTH123
        file.write(content)
