"""An add that is killed, at whatever moment, or that finds no room: nothing is lost, nothing half there."""

import os
import resource
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from archives import DAY, add, damage, rows, write_meeting
from packs import submission, write_files

from checklist_engine.ground.errors import InvalidFile
from checklist_engine.register.store import Store, writing
from checklist_engine.usecases.archive_add import add_gathered
from checklist_engine.usecases.archive_gathering import Circumstances, Gathered, gather

KILLED, REFUSED = -signal.SIGKILL, 3
BEFORE_AND_AFTER = 2
MOMENTS, MOST_MOMENTS = 60, 600


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Gathered]:
    """An archive as it is, and what is to be added to it: new cases with texts that fill many pages."""
    folder = write_meeting(tmp_path_factory.mktemp("meeting"))
    archive = folder / "a.db"
    add(archive, folder)
    notes = "# ".join(f"{number * number:x}\n" for number in range(20_000))
    write_files(folder, {"b.yaml": submission("{people: 9}", name="b") + "# " + notes})
    circumstances = Circumstances(as_of=None, pack=None, today=DAY, engine="1.0.0")
    return archive.read_bytes(), gather(folder, circumstances)


@pytest.fixture
def archive(tmp_path: Path, gathered: tuple[bytes, Gathered]) -> Path:
    path = tmp_path / "a.db"
    path.write_bytes(gathered[0])
    return path


def in_child(job: Callable[[], object]) -> int:
    """Run a job in a process of its own; its exit code, or less than 0 the signal that ended it."""
    child = os.fork()
    if child == 0:
        _end(job)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def _end(job: Callable[[], object]) -> NoReturn:
    try:
        job()
    except InvalidFile as error:
        os._exit(REFUSED if "E153" in str(error) else 9)
    except BaseException:  # noqa: BLE001 - nothing of a child may go on as if it were the tests
        os._exit(9)
    os._exit(0)


def added_with(archive: Path, gathered: Gathered, ready: Callable[[Store], object]) -> None:
    with writing(archive) as store:
        ready(store)
        add_gathered(store, [gathered])


def killed_at(step: int) -> Callable[[Store], object]:
    """SIGKILL at a step of SQLite's machine."""
    steps = iter(range(step, -1, -1))

    def count() -> int:
        if next(steps) == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    return lambda store: store.connection.set_progress_handler(count, 1)


def limited_to(size: int, ended_by: signal.Handlers) -> Callable[[Store], object]:
    """No file may grow beyond a size: the system ends the process there, or only refuses."""

    def limit(_: Store) -> None:
        signal.signal(signal.SIGXFSZ, ended_by)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


def steps_of_adding(archive: Path, gathered: Gathered) -> int:
    """How many steps of SQLite's machine an undisturbed add takes."""
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    added_with(archive, gathered, lambda store: store.connection.set_progress_handler(count, 1))
    return steps


def check_as_before(archive: Path, before: list[tuple[object, ...]], gathered: Gathered) -> None:
    """Nothing is lost, nothing is half there, and what was interrupted can be done again."""
    assert damage(archive) == ()
    assert rows(archive) == before
    with writing(archive) as store:
        assert any(each.is_new for each in add_gathered(store, [gathered]).cases)
    assert damage(archive) == ()


def test_a_kill_at_any_step_of_adding_leaves_the_archive_as_it_was(
    archive: Path, gathered: tuple[bytes, Gathered], tmp_path: Path
) -> None:
    before = rows(archive)
    copy = tmp_path / "copy.db"
    copy.write_bytes(gathered[0])
    steps = steps_of_adding(copy, gathered[1])
    assert steps > 300
    for step in range(0, steps, steps // 60):
        archive.write_bytes(gathered[0])
        job = lambda: added_with(archive, gathered[1], killed_at(step))  # noqa: B023, E731
        assert in_child(job) == KILLED, step
        check_as_before(archive, before, gathered[1])


def test_a_kill_while_pages_are_written_leaves_the_archive_as_it_was(
    archive: Path, gathered: tuple[bytes, Gathered], tmp_path: Path
) -> None:
    """The journal is on the disk, some pages are new, some are old: the worst moment there is."""
    before = rows(archive)
    size = len(gathered[0])
    copy = tmp_path / "copy.db"
    copy.write_bytes(gathered[0])
    steps_of_adding(copy, gathered[1])
    grown = copy.stat().st_size
    journals = 0
    for limit in range(size, grown, max(4096, (grown - size) // 40)):
        archive.write_bytes(gathered[0])
        job = lambda: added_with(archive, gathered[1], limited_to(limit, signal.SIG_DFL))  # noqa: B023, E731
        assert in_child(job) == -signal.SIGXFSZ, limit
        journals += archive.with_name("a.db-journal").stat().st_size > 0
        assert archive.read_bytes() != gathered[0]
        check_as_before(archive, before, gathered[1])
        assert not archive.with_name("a.db-journal").exists()
    assert journals > 10


def test_a_kill_at_any_time_leaves_all_or_nothing(
    archive: Path, gathered: tuple[bytes, Gathered], tmp_path: Path
) -> None:
    before = rows(archive)
    copy = tmp_path / "copy.db"
    copy.write_bytes(gathered[0])
    start = time.perf_counter()
    steps_of_adding(copy, gathered[1])
    took = time.perf_counter() - start
    after = rows(copy)
    outcomes: set[int] = set()
    for moment in range(MOST_MOMENTS):
        # A busy machine may take long over what was quick a moment ago: later and later, until
        # a kill has come after the end as well.
        if moment >= MOMENTS and len(outcomes) == BEFORE_AND_AFTER:
            break
        archive.write_bytes(gathered[0])
        child = os.fork()
        if child == 0:
            _end(lambda: added_with(archive, gathered[1], lambda _: None))
        time.sleep(took * moment / 40)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        assert damage(archive) == ()
        found = rows(archive)
        assert found in (before, after)
        outcomes.add(len(found))
    assert len(outcomes) == BEFORE_AND_AFTER


def test_a_kill_while_an_archive_is_made_leaves_none_or_an_empty_file(
    tmp_path: Path, gathered: tuple[bytes, Gathered]
) -> None:
    archive = tmp_path / "new.db"
    for limit in range(0, 60_000, 4096):
        job = lambda: added_with(archive, gathered[1], limited_to(limit, signal.SIG_DFL))  # noqa: B023, E731
        assert in_child(job) == -signal.SIGXFSZ, limit
        with pytest.raises(InvalidFile, match="E150 空のファイルです"):
            damage(archive)
    added_with(archive, gathered[1], lambda _: None)
    assert damage(archive) == ()


@pytest.mark.parametrize("share", [0, 0.3, 0.9])
def test_a_full_disk_is_told_and_leaves_the_archive_as_it_was(
    archive: Path, gathered: tuple[bytes, Gathered], share: float
) -> None:
    before = rows(archive)
    limit = len(gathered[0]) + int(share * 100_000)
    job = lambda: added_with(archive, gathered[1], limited_to(limit, signal.SIG_IGN))  # noqa: E731
    assert in_child(job) == REFUSED
    check_as_before(archive, before, gathered[1])


def test_a_folder_that_nobody_may_write_to_is_told(
    tmp_path: Path, gathered: tuple[bytes, Gathered]
) -> None:
    with pytest.raises(InvalidFile, match="E153"):
        added_with(tmp_path / "none" / "a.db", gathered[1], lambda _: None)


def test_a_reader_takes_back_what_a_killed_writer_left_behind(
    archive: Path, gathered: tuple[bytes, Gathered]
) -> None:
    before = rows(archive)
    size = len(gathered[0]) + 8192
    job = lambda: added_with(archive, gathered[1], limited_to(size, signal.SIG_DFL))  # noqa: E731
    assert in_child(job) == -signal.SIGXFSZ
    assert archive.with_name("a.db-journal").exists()
    assert damage(archive) == ()
    assert archive.read_bytes() == gathered[0]
    assert rows(archive) == before
