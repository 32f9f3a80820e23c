"""`--watch`: the same cases again whenever the new pack changes; a half-written rule is no end."""

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from packs import rule, submission, write_files, write_pack

from checklist_engine.cli.commands.replay import watch_and_show
from checklist_engine.usecases.replay_cases import ReplayOrder
from checklist_engine.usecases.replay_watch import watch_replay


def order(tmp_path: Path) -> ReplayOrder:
    write_pack(tmp_path / "rules" / "small")
    new = write_pack(tmp_path / "new" / "small")
    (tmp_path / "case.yaml").write_text(submission("{agreed: true}"), encoding="utf-8")
    return ReplayOrder(
        cases=tmp_path / "case.yaml",
        after=new,
        before=None,
        as_of=date(2021, 4, 15),
        today=date(2021, 4, 15),
        limit=3,
        all_revisions=False,
    )


def test_each_change_is_replayed_and_a_fault_is_told_until_it_is_mended(tmp_path: Path) -> None:
    wanted = order(tmp_path)
    file = wanted.after / "one" / "one-001.yaml"
    texts: Iterator[str | None] = iter(
        [rule(require="{agreed: false}"), "id: [", None, rule(require="{agreed: true}")]
    )
    clock = iter(range(1, 9))

    def edit() -> bool:
        for text in texts:
            if text is not None:
                file.write_text(text, encoding="utf-8")
                # Two versions of one length, written in one tick of the clock, look the same.
                os.utime(file, (next(clock), 0))
            return True
        return False

    first, stricter, faulty, mended = watch_replay(wanted, edit)
    assert first.files == () and first.replayed and not first.replayed.impact.moves
    assert stricter.files and stricter.replayed and stricter.replayed.impact.moved == 1
    assert faulty.replayed is None and faulty.fault and "one-001.yaml" in faulty.fault
    assert mended.replayed and not mended.replayed.impact.moves


def test_of_many_changed_files_the_first_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = order(tmp_path)
    changes: Iterator[Callable[[], object]] = iter(
        [
            lambda: write_files(wanted.after, {f"one/note{at}.yaml": "x" for at in (0,)}),
            lambda: write_files(wanted.after, {f"two/note{at}.yaml": "x" for at in range(5)}),
        ]
    )

    def edit() -> bool:
        change = next(changes, None)
        if change is not None:
            change()
        return change is not None

    assert watch_and_show(wanted, edit) == 0
    one, other = (line for line in capsys.readouterr().out.splitlines() if "変わりました" in line)
    assert one.endswith("note0.yaml が変わりました ――")
    assert [f"note{at}.yaml" in other for at in range(5)] == [True] * 3 + [False] * 2
    assert other.endswith("note2.yaml、ほか 2 件 が変わりました ――")
