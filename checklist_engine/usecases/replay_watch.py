"""`checklist replay --watch`: past cases, replayed whenever a file of the new pack changes."""

from collections.abc import Callable, Iterator
from pathlib import Path

from checklist_engine.formats.files import shown_path
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.usecases.replay_cases import Replayed, Replayer, ReplayOrder, replayer
from checklist_engine.usecases.watch_pack import versions


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenReplay:
    """What came of a change of `files` (none: at the beginning), or what is wrong with the pack now."""

    files: tuple[str, ...]
    replayed: Replayed | None
    fault: str | None


def watch_replay(order: ReplayOrder, wait: Callable[[], bool]) -> Iterator[SeenReplay]:
    """What comes out at the beginning and after each change, until `wait` says False.

    Raises:
        InvalidFile: a submission, the archive or the old pack is faulty.
    """
    seen = versions(order.after)
    with replayer(order) as replay:
        yield _seen(replay, ())
        while wait():
            before, seen = seen, versions(order.after)
            changed = [
                path for path in sorted({*before, *seen}) if before.get(path) != seen.get(path)
            ]
            if changed:
                yield _seen(replay, changed)


def _seen(replay: Replayer, changed: "list[Path] | tuple[()]") -> SeenReplay:
    files = tuple(map(shown_path, changed))
    try:
        return SeenReplay(files=files, replayed=replay.run(), fault=None)
    except InvalidFile as error:
        # Half-written rules are seen, too: the next change mends them.
        return SeenReplay(files=files, replayed=None, fault=str(error))
