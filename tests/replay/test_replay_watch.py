"""`--watch`: the same cases again whenever the new pack changes; a half-written rule is no end."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from packs import rule, submission, write_pack

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
