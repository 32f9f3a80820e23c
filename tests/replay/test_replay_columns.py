"""Columns that are kept: they are found again, never taken for others, and made anew where they are damaged."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import across  # noqa: F401  finds the archives of the tests beside this folder
import pytest
from archives import add, write_meeting
from packs import rule, submission, write_files

from checklist_engine.bulk import Columns, encode
from checklist_engine.bulk.importing import Content
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.ground.places import Place
from checklist_engine.model.facts import Vocabulary
from checklist_engine.model.pack import RulePack
from checklist_engine.model.submission import Submission
from checklist_engine.register.contents import submission_of
from checklist_engine.replay.impact import Impact
from checklist_engine.usecases import replay_segments
from checklist_engine.usecases.cache_folder import CacheFolder
from checklist_engine.usecases.replay_cases import ReplayOrder, replay_cases
from checklist_engine.usecases.replay_segments import SegmentStore


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "past.db"
    add(path, write_meeting(tmp_path / "meeting"))
    return path


def replayed(tmp_path: Path, archive: Path, *, all_revisions: bool = False) -> Impact:
    new = write_meeting(tmp_path / "new") / "rules" / "small"
    write_files(new, {"one/one-001.yaml": rule(require="{agreed: false}")})
    order = ReplayOrder(
        cases=archive,
        after=new,
        before=None,
        as_of=None,
        today=date(2021, 4, 15),
        limit=None,
        all_revisions=all_revisions,
    )
    return replay_cases(order).impact


def files(kept: Path) -> list[Path]:
    return sorted((kept / "columns").glob("*.cached"))


def test_columns_are_made_once(
    tmp_path: Path, archive: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = replayed(tmp_path, archive)
    assert first.moved == 3
    assert files(kept)

    def refuse(*_: object) -> None:
        raise AssertionError("made again")

    monkeypatch.setattr(SegmentStore, "_made", refuse)
    assert replayed(tmp_path, archive) == first


def test_another_entry_makes_other_columns(tmp_path: Path, archive: Path, kept: Path) -> None:
    assert replayed(tmp_path, archive).total == 3
    before = files(kept)
    folder = tmp_path / "meeting"
    (folder / "c.yaml").write_text(submission("{agreed: true}", name="c"), encoding="utf-8")
    add(archive, folder / "c.yaml", as_of=date(2021, 4, 15))
    assert replayed(tmp_path, archive).total == 4
    assert len(files(kept)) > len(before)


def test_of_a_case_the_newest_revision_counts(tmp_path: Path, archive: Path) -> None:
    folder = tmp_path / "meeting"
    write_files(folder, {"b.yaml": submission("{agreed: true, recorded: false}", name="b")})
    add(archive, folder)
    newest = replayed(tmp_path, archive)
    every = replayed(tmp_path, archive, all_revisions=True)
    assert (newest.total, every.total) == (3, 4)
    assert [each.name.id for each in every.cases].count("b") == 2


@pytest.mark.parametrize("damage", [b"", b"nonsense\n", b"[" * 100])
def test_damaged_columns_are_made_again(
    tmp_path: Path, archive: Path, kept: Path, damage: bytes
) -> None:
    first = replayed(tmp_path, archive)
    for file in files(kept):
        file.write_bytes(damage)
        assert replayed(tmp_path, archive) == first


def _forged(body: bytes) -> Iterator[bytes]:
    """Other bytes in place of some of these."""
    yield from (b"", b"null\n", body + b"\n{}", body[: len(body) // 2])
    lines = body.split(b"\n")
    for at, line in enumerate(lines):
        for other in (
            b"",
            b"null",
            b"[" * 9_999,
            line[: len(line) // 2],
            line.replace(b"one", b"two"),
        ):
            yield b"\n".join((*lines[:at], other, *lines[at + 1 :]))


def test_what_is_forged_under_its_own_seal_is_made_again_or_says_the_same(
    tmp_path: Path, archive: Path, kept: Path
) -> None:
    first = replayed(tmp_path, archive)
    for folder in (kept, kept / "columns"):
        cache = CacheFolder(folder)
        for file in sorted(folder.glob("*.cached")):
            body = cache.read(file.stem)
            for forged in _forged(body or b""):
                cache.write(file.stem, forged)
                found = replayed(tmp_path, archive)
                # Whoever forges what a rule says in the user's own folder is believed: it is the user.
                assert found.total == first.total
            if body is not None:
                cache.write(file.stem, body)
                assert replayed(tmp_path, archive) == first


def test_without_a_cache_nothing_is_kept_and_the_same_comes_out(
    tmp_path: Path, archive: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = replayed(tmp_path, archive)
    for file in files(kept):
        file.unlink()
    monkeypatch.setenv("CHECKLIST_CACHE", "off")
    assert replayed(tmp_path, archive) == first
    assert files(kept) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such rights")
def test_columns_leave_the_cache_folder_to_the_user_alone(
    tmp_path: Path, archive: Path, kept: Path
) -> None:
    # Many systems let the group write by default; a folder that is so would not be trusted again.
    before = os.umask(0o002)
    try:
        replayed(tmp_path, archive)
    finally:
        os.umask(before)
    assert files(kept)
    assert kept.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such rights")
def test_no_columns_are_kept_where_others_may_put_their_own(
    tmp_path: Path, archive: Path, kept: Path
) -> None:
    kept.mkdir(parents=True)
    kept.chmod(0o777)
    assert replayed(tmp_path, archive).moved == 3
    assert files(kept) == []


def test_a_case_that_this_engine_finds_fault_with_is_told_and_the_others_are_replayed(
    tmp_path: Path, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # An archive holds what some engine could read; a later one may be stricter, as this one is made to be.
    fault = Diagnostic(code="E304", message="古い書き方です", place=Place(file="b.yaml"))

    def stricter(content: bytes, file: str, pack: RulePack) -> Submission:
        if b'"id":"b"' in content:
            raise InvalidFile([fault])
        return submission_of(content, file, pack)

    def careful(
        vocabulary: Vocabulary, contents: Sequence[Content], typed: Callable[[int], Submission]
    ) -> Columns:
        return encode(vocabulary, [(typed(at), day) for at, (_, day) in enumerate(contents)])

    monkeypatch.setattr(replay_segments, "submission_of", stricter)
    monkeypatch.setattr(replay_segments, "encode_contents", careful)
    found = replayed(tmp_path, archive)
    assert (found.moved, found.unfit_count) == (2, 1)
    assert "古い書き方です" in repr(found.unfit)
