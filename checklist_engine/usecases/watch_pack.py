"""`checklist lint --watch`: a pack that is linted anew whenever one of its files changes."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from checklist_engine.formats.files import shown_path
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.lint.message import Message
from checklist_engine.lint.workbench import Workbench
from checklist_engine.loader.pack_files import files_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What there is to say of a pack after a change of `files` (none: at the beginning).

    Of a single file that can be said at once, before the pack as a whole has been looked at
    (`settled` is False until then).
    """

    files: tuple[str, ...]
    messages: tuple[Message, ...]
    settled: bool


def watch_pack(bench: Workbench, wait: Callable[[], bool]) -> Iterator[Watched]:
    """What there is to say at the beginning and after each change, until `wait` says False."""
    folder = bench.reader.desk.folder
    seen = versions(folder)
    yield Watched(files=(), messages=bench.whole(), settled=True)
    while wait():
        before, seen = seen, versions(folder)
        changed = sorted(path for path in {*before, *seen} if before.get(path) != seen.get(path))
        if not changed:
            continue
        files = tuple(map(shown_path, changed))
        if len(changed) == 1 and changed[0] in before and changed[0] in seen:
            yield Watched(files=files, messages=bench.changed(changed[0]), settled=False)
        for path in changed:
            bench.reader.desk.forget(path)
        yield Watched(files=files, messages=bench.whole(), settled=True)


def versions(folder: Path) -> Mapping[Path, tuple[int, int]]:
    """When each file was written last, and its size: together they tell one version from another."""
    found = {}
    for name in files_in(folder):
        try:
            stat = (folder / name).stat()
        except OSError:
            # Taken away since it was listed.
            continue
        found[folder / name] = (stat.st_mtime_ns, stat.st_size)
    return found
