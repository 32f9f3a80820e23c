"""Dask: two workers of this machine say what this process says."""

import sys
from datetime import date
from pathlib import Path

import across  # noqa: F401  finds the archives of the tests beside this folder
import pytest
from archives import add, write_meeting
from packs import rule, write_files

from checklist_engine.ground.errors import MissingExtra
from checklist_engine.replay.machines import Unreachable, scheduler
from checklist_engine.usecases.replay_cases import ReplayOrder, replay_cases
from checklist_engine.usecases.replay_engine import engine_of


@pytest.fixture
def order(tmp_path: Path) -> ReplayOrder:
    add(tmp_path / "past.db", write_meeting(tmp_path / "meeting"))
    new = write_meeting(tmp_path / "new") / "rules" / "small"
    write_files(new, {"one/one-001.yaml": rule(gate="blocking", require="{agreed: true}")})
    return ReplayOrder(
        cases=tmp_path / "past.db",
        after=new,
        before=None,
        as_of=None,
        today=date(2021, 4, 15),
        limit=None,
        all_revisions=False,
    )


@pytest.mark.filterwarnings("ignore")
def test_two_workers_say_what_this_process_says(order: ReplayOrder) -> None:
    pytest.importorskip("distributed", reason="needs checklist-engine[dask]")
    there = ReplayOrder(
        cases=order.cases,
        after=order.after,
        before=None,
        as_of=None,
        today=order.today,
        limit=None,
        all_revisions=False,
        engine="dask://local?workers=2",
    )
    here = replay_cases(order).impact
    assert here.moved
    assert replay_cases(there).impact == here


def test_who_lacks_dask_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(MissingExtra, match=r"checklist-engine\[dask\]"),
        engine_of("dask://local?workers=2"),
    ):
        pass


def test_where_nobody_answers_is_told() -> None:
    pytest.importorskip("distributed", reason="needs checklist-engine[dask]")
    with (
        pytest.raises(Unreachable, match="つながりません"),
        scheduler("127.0.0.1", 1, patience=0.5),
    ):
        pass
