"""Dask: two workers of this machine say what this process says, and what goes wrong with workers is told."""

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import across  # noqa: F401  finds the archives of the tests beside this folder
import pytest
from archives import FILES, add, write_meeting
from packs import rule, submission, write_files
from test_replay_errands import impact_by, some_batch

from checklist_engine import __version__
from checklist_engine.ground.errors import MissingExtra
from checklist_engine.replay.contract import impact_json
from checklist_engine.replay.engines import Engine, here
from checklist_engine.replay.machines import Unreachable, cluster, scheduler
from checklist_engine.replay.parcels import OtherVersion
from checklist_engine.usecases.replay_cases import ReplayOrder, replay_cases
from checklist_engine.usecases.replay_engine import engine_of

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def dask() -> Any:
    """The package, where it is installed."""
    return pytest.importorskip("distributed", reason="needs checklist-engine[dask]")


@pytest.fixture(scope="module")
def two_workers(dask: Any) -> Iterator[Engine]:
    """Two workers, each of whom gets something however little there is."""
    assert dask
    with cluster(2, least=1) as engine:
        yield engine


@pytest.fixture
def order(tmp_path: Path) -> ReplayOrder:
    """An archive of two packs, with rulings, and an answer that the new pack reads otherwise."""
    archive = tmp_path / "past.db"
    add(archive, write_meeting(tmp_path / "meeting"))
    other = write_meeting(
        tmp_path / "other",
        {
            "base.yaml": submission("{agreed: false, rate: 60}", name="base"),
            "b.yaml": FILES["b.yaml"].replace("id: b,", "id: b2,"),
            "n.yaml": submission("{agreed: true, people: 3}", name="n2"),
            "meeting.yaml": FILES["meeting.yaml"].replace("r3-1", "r3-2"),
        },
    )
    write_files(other / "rules" / "small", {"one/one-001.yaml": rule(require="{agreed: false}")})
    add(archive, other)
    new = write_meeting(tmp_path / "new") / "rules" / "small"
    write_files(new, {"one/one-001.yaml": rule(gate="blocking", require="{agreed: true}")})
    facts = new / "facts" / "main.yaml"
    written = facts.read_text(encoding="utf-8")
    assert "min: 0, max: 100" in written
    facts.write_text(written.replace("min: 0, max: 100", "min: 50, max: 100"), encoding="utf-8")
    return ReplayOrder(
        cases=archive,
        after=new,
        before=None,
        as_of=None,
        today=date(2021, 4, 15),
        limit=None,
        all_revisions=False,
    )


def test_two_workers_say_what_this_process_says_of_an_archive(
    dask: Any, order: ReplayOrder
) -> None:
    assert dask
    from_here = replay_cases(order).impact
    assert from_here.moved
    assert from_here.unfit_count
    there = replay_cases(replace(order, engine="dask://local?workers=2")).impact
    assert there == from_here
    assert impact_json(there) == impact_json(from_here)


def test_so_they_do_where_slices_are_cut_in_the_middle(two_workers: Engine) -> None:
    batches = [some_batch(seed, 3 + seed % 7) for seed in range(9)]
    assert impact_by(two_workers, batches) == impact_by(here, batches)


def test_a_worker_that_dies_is_made_up_for(two_workers: Engine) -> None:
    batches = [some_batch(seed, 6) for seed in range(20)]
    assert impact_by(two_workers, batches[:1]) == impact_by(here, batches[:1])

    def killing() -> Iterator[int]:
        for at, (batch, _) in enumerate(two_workers(batches)):
            if at == 1:
                victim = next(each for each in multiprocessing.active_children() if each.pid)
                assert victim.pid is not None
                os.kill(victim.pid, signal.SIGKILL)
            yield batch.columns.everywhere

    assert [*killing()] == [each.columns.everywhere for each in batches]
    assert impact_by(two_workers, batches) == impact_by(here, batches)


def test_nothing_is_started_where_there_is_nothing_to_do(dask: Any) -> None:
    assert dask
    children = {*multiprocessing.active_children()}
    with cluster(2) as engine:
        assert [*engine([])] == []
        assert {*multiprocessing.active_children()} <= children


def test_who_lacks_dask_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    for written in ("dask://local?workers=2", "dask://localhost:8786"):
        with pytest.raises(MissingExtra, match=r"checklist-engine\[dask\]"), engine_of(written):
            pass


def test_where_nobody_answers_is_told(dask: Any) -> None:
    assert dask
    with (
        pytest.raises(Unreachable, match="つながりません"),
        scheduler("127.0.0.1", 1, patience=0.5),
    ):
        pass


@contextmanager
def a_scheduler(dask: Any) -> Iterator[tuple[str, int]]:
    """One without workers, and where it is."""
    with dask.LocalCluster(n_workers=0, dashboard_address="127.0.0.1:0", silence_logs=50) as made:
        host, _, port = made.scheduler_address.removeprefix("tcp://").rpartition(":")
        yield host, int(port)


@contextmanager
def a_worker_with(package: str, folder: Path, host: str, port: int) -> Iterator[None]:
    """A worker of its own, who finds this in place of the package."""
    write_files(folder, {"checklist_engine/__init__.py": package})
    program = [sys.executable, "-m", "distributed.cli.dask_worker", f"tcp://{host}:{port}"]
    worker = subprocess.Popen(
        [*program, "--no-dashboard", "--no-nanny", "--death-timeout", "20"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        worker.kill()
        worker.wait()


def test_a_scheduler_without_workers_is_told(dask: Any) -> None:
    with (
        a_scheduler(dask) as (host, port),
        pytest.raises(Unreachable, match="働く側が一つもつながっていません"),
        scheduler(host, port, patience=0.5),
    ):
        pass


@pytest.mark.parametrize(
    ("package", "words"),
    [
        ('__version__ = "0.0.1"\n', rf"版 0\.0\.1 が、こちらの {__version__} と違います"),
        ('raise ImportError("broken")\n', "働く側で checklist-engine が動きません"),
    ],
)
def test_a_worker_of_another_version_is_told(
    dask: Any, package: str, words: str, tmp_path: Path
) -> None:
    with (
        a_scheduler(dask) as (host, port),
        a_worker_with(package, tmp_path, host, port),
        pytest.raises(OtherVersion, match=words),
        scheduler(host, port, patience=20),
    ):
        pass


def test_workers_of_a_scheduler_compare_as_well(dask: Any) -> None:
    batches = [some_batch(seed, 4) for seed in range(4)]
    with (
        dask.LocalCluster(
            n_workers=1, threads_per_worker=2, dashboard_address="127.0.0.1:0", silence_logs=50
        ) as made,
        scheduler("127.0.0.1", int(made.scheduler_address.rpartition(":")[2])) as engine,
    ):
        assert impact_by(engine, batches) == impact_by(here, batches)


def test_when_all_are_gone_it_is_told(dask: Any) -> None:
    batches = [some_batch(seed, 4) for seed in range(12)]
    made = dask.LocalCluster(
        n_workers=1, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs=50
    )

    def closing_in_between() -> Iterator[int]:
        with scheduler("127.0.0.1", int(made.scheduler_address.rpartition(":")[2])) as engine:
            for at, (batch, _) in enumerate(engine(batches)):
                if at == 1:
                    made.close()
                yield batch.columns.everywhere

    with made, pytest.raises(Unreachable, match="計算の途中で"):
        [*closing_in_between()]
