"""Several who add to one archive at the same time, and those who read it meanwhile."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from archives import DAY, add, damage, rows, write_meeting
from conftest import ROOT
from packs import submission, write_files, write_pack

from checklist_engine.ground.errors import InvalidFile
from checklist_engine.register.archive import open_archive
from checklist_engine.register.store import reading, writing
from checklist_engine.usecases.archive_add import add_gathered
from checklist_engine.usecases.archive_gathering import Circumstances, gather

ADD_EACH = """\
import sys
from checklist_engine.cli.app import run
archive, *files = sys.argv[1:]
sys.exit(max(run(["archive", "add", archive, each, "--as-of", "2021-04-15"]) for each in files))
"""


def test_two_who_add_at_once_both_find_all_they_added(tmp_path: Path) -> None:
    write_pack(tmp_path / "rules" / "small")
    archive = tmp_path / "a.db"
    folders = []
    for who in ("x", "y"):
        names = {f"{who}{n}.yaml": submission(name=f"{who}{n}") for n in range(8)}
        folders.append(write_files(tmp_path / who, names))
    runs = [
        subprocess.Popen(
            [
                sys.executable,
                "-c",
                ADD_EACH,
                str(archive),
                *map(str, sorted(folder.iterdir())),
            ],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for folder in folders
    ]
    for run in runs:
        _, told = run.communicate(timeout=120)
        assert run.returncode == 0, told.decode()
    assert damage(archive) == ()
    with open_archive(archive) as found:
        cases = [each.record.case for each in found.cases()]
    assert sorted(cases) == sorted(f"{who}{n}" for who in "xy" for n in range(8))


def test_whoever_waits_in_vain_is_told(tmp_path: Path) -> None:
    folder = write_meeting(tmp_path)
    archive = tmp_path / "a.db"
    add(archive, folder)
    with (
        writing(archive),
        pytest.raises(InvalidFile, match="E153"),
        writing(archive, patience=0.05),
    ):
        pass
    assert damage(archive) == ()


def test_a_reader_sees_nothing_of_what_is_not_added_yet(tmp_path: Path) -> None:
    folder = write_meeting(tmp_path)
    archive = tmp_path / "a.db"
    add(archive, folder)
    before = rows(archive)
    write_files(folder, {"b.yaml": submission("{people: 1}", name="b")})
    gathered = gather(folder, Circumstances(as_of=None, pack=None, today=DAY, engine="1.0.0"))
    with writing(archive) as store:
        add_gathered(store, [gathered])
        assert rows(archive) == before
    assert len(rows(archive)) > len(before)


def test_adding_goes_on_while_somebody_reads(tmp_path: Path) -> None:
    folder = write_meeting(tmp_path)
    archive = tmp_path / "a.db"
    add(archive, folder)
    with open_archive(archive) as found:
        entries = found.all()
        first = next(entries)
        write_files(folder, {"b.yaml": submission("{people: 1}", name="b")})
        add(archive, folder)
        assert [first.number, *(each.number for each in entries)] == [1, 2, 3, 4, 5, 6]


def test_whoever_reads_cannot_write(tmp_path: Path) -> None:
    folder = write_meeting(tmp_path)
    archive = tmp_path / "a.db"
    add(archive, folder)
    with reading(archive) as store, pytest.raises(sqlite3.OperationalError, match="readonly"):
        store.connection.execute("CREATE TABLE t (x)")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_an_archive_that_may_only_be_read_can_be_read(tmp_path: Path) -> None:
    folder = write_meeting(tmp_path)
    archive = tmp_path / "a.db"
    add(archive, folder)
    archive.chmod(0o400)
    assert damage(archive) == ()
    write_files(folder, {"b.yaml": submission("{people: 1}", name="b")})
    with pytest.raises(InvalidFile, match="E153"):
        add(archive, folder)
