"""`checklist replay`: what a changed pack would have done to past cases, in an archive or in folders."""

# ruff: noqa: PLC0415 - who replays a folder needs no SQLite

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from checklist_engine.bulk import UnreadableColumns
from checklist_engine.compiler.plan_json_hints import Refused
from checklist_engine.formats.files import exists, shown_path
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.places import Place
from checklist_engine.replay.collecting import Collector
from checklist_engine.replay.engines import Engine
from checklist_engine.replay.impact import Impact
from checklist_engine.usecases.cache_folder import CacheFolder, cache_folder
from checklist_engine.usecases.find_pack import pack_folder
from checklist_engine.usecases.pack_cache import makers
from checklist_engine.usecases.replay_engine import Misplaced, engine_of
from checklist_engine.usecases.replay_packs import KnownPack

_MAKERS = (
    "bulk",
    "compiler",
    "conclusion",
    "evaluator",
    "formats",
    "ground",
    "loader",
    "model",
    "operators",
    "register",
)
_MOST_FILES = 4096
_MOST_BYTES = 2 * 1024**3


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayOrder:
    """What is wanted: `before` None, each case against its own pack; `limit` None, all cases in full."""

    cases: Path
    after: Path
    before: Path | None
    as_of: date | None
    today: date
    limit: int | None
    all_revisions: bool
    engine: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """What came of it; `notices` are what a person should know beside it."""

    impact: Impact
    notices: tuple[str, ...]


def replay_cases(order: ReplayOrder) -> Replayed:
    """Replay once.

    Raises:
        InvalidFile: a pack, a submission or the archive is faulty.
        Misplaced: an option is for archives, or for folders, alone.
    """
    with replayer(order) as replay:
        return replay.run()


@dataclass(frozen=True, slots=True)
class Replayer:
    """Cases that are in memory, and can be replayed again and again."""

    order: ReplayOrder
    compare: Callable[[KnownPack, Collector], Sequence[str]]
    forget: Callable[[], None]
    before: KnownPack | None

    def run(self) -> Replayed:
        """Replay by the new pack as it is now.

        Raises:
            InvalidFile: the pack is faulty.
        """
        try:
            return self._run()
        except (Refused, UnreadableColumns):
            # What was kept is not what was written, though it says it is: it is made anew.
            self.forget()
            return self._run()

    def _run(self) -> Replayed:
        collector = Collector(self.order.limit)
        after = KnownPack(self.order.after)
        notices = self.compare(after, collector)
        impact = collector.impact(self.before.words if self.before else None, after.words)
        return Replayed(impact=impact, notices=tuple(dict.fromkeys(notices)))


@contextmanager
def replayer(order: ReplayOrder) -> Iterator[Replayer]:
    """What replays these cases, while they are open.

    Raises:
        InvalidFile: a pack, a submission or the archive is faulty.
        Misplaced: an option is for archives, or for folders, alone.
    """
    for pack in (order.after, order.before):
        if pack is not None:
            pack_folder(pack)
    if not exists(order.cases):
        raise _missing(order.cases)
    with engine_of(order.engine) as engine:
        cases = _archived if _is_archive(order.cases) else _in_folder
        with cases(order, engine) as found:
            yield found


@contextmanager
def _in_folder(order: ReplayOrder, engine: Engine) -> Iterator[Replayer]:
    from checklist_engine.usecases.replay_folder import folder_cases, replay_folder

    if order.all_revisions:
        raise Misplaced("--all-revisions は、蓄積を再評価するときに使います")
    notices: list[str] = []
    cases = folder_cases(
        order.cases, pack=order.before, as_of=order.as_of, today=order.today, notices=notices
    )
    before = KnownPack(order.before) if order.before else None
    if before is not None:
        for each in cases:
            # Read already; asked here for its name.
            before.of(each.assessment.profile)

    def compare(after: KnownPack, collector: Collector) -> Sequence[str]:
        replay_folder(cases, after, engine, collector)
        return notices

    yield Replayer(order, compare, KnownPack(order.after).forget, before)


@contextmanager
def _archived(order: ReplayOrder, engine: Engine) -> Iterator[Replayer]:
    from checklist_engine.register.archive import open_archive
    from checklist_engine.usecases.replay_archive import ArchiveReplay
    from checklist_engine.usecases.replay_segments import SegmentStore

    if order.as_of is not None:
        raise Misplaced("蓄積の案件は、それぞれの基準日で評価するので、--as-of は使えません")
    before = KnownPack(order.before) if order.before else None
    with open_archive(order.cases) as archive:
        replay = ArchiveReplay(
            archive,
            SegmentStore(archive, _columns_folder(), makers(_MAKERS)),
            before,
            order.all_revisions,
        )

        def compare(after: KnownPack, collector: Collector) -> Sequence[str]:
            replay.replay(after, engine, collector)
            return ()

        def forget() -> None:
            for each in (replay, KnownPack(order.after), before):
                if each is not None:
                    each.forget()

        yield Replayer(order, compare, forget, before)


def _columns_folder() -> CacheFolder | None:
    cache = cache_folder()
    if cache is None:
        return None
    return cache.inside("columns", most_files=_MOST_FILES, most_bytes=_MOST_BYTES)


def _is_archive(path: Path) -> bool:
    """Whether it is to be read as an archive: a file that is no text of a submission or meeting."""
    return not path.is_dir() and path.suffix.lower() not in (".yaml", ".yml", ".json")


def _missing(path: Path) -> InvalidFile:
    return InvalidFile(
        [
            Diagnostic(
                code="E101",
                message="ファイル又はフォルダが見つかりません",
                hint="蓄積のファイルか、提出内容のあるフォルダの名前を確かめてください",
                place=Place(file=shown_path(path)),
            )
        ]
    )
