"""Packs in a cache of the test's own, and what happens to their files."""

import json
import os
from pathlib import Path

from checklist_engine.usecases.cache_folder import CacheFolder


def text_of(path: Path, old: str, new: str) -> None:
    """Another text in a file, of the same size, that looks as if nobody had touched it."""
    before = path.stat()
    text = path.read_text(encoding="utf-8")
    assert len(old) == len(new)
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def looked_at_later(kept: Path) -> None:
    """The index, as if it had been taken a minute later than it was."""
    folder = CacheFolder(kept)
    for path in kept.iterdir():
        body = folder.read(path.stem)
        assert body is not None
        if b'"Index"' in body:
            raw = json.loads(body)
            raw["Index"]["taken"] += 60 * 10**9
            folder.write(path.stem, json.dumps(raw).encode())
