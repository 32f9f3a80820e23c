"""Small archives for tests: a meeting of the small pack, added to a file in the test's own folder."""

import sqlite3
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from packs import rule, submission, write_files, write_pack

from checklist_engine.register.damage import find_damage
from checklist_engine.register.store import reading
from checklist_engine.usecases.archive_add import AddedToArchive, add_to_archive
from checklist_engine.usecases.archive_gathering import Circumstances

DAY = date(2021, 4, 15)
MEETING = """\
meeting: {id: r3-1, title: 第1回審議会, date: 2021-04-15}
cases: [{item: ア, submission: a.yaml}, {item: イ, submission: b.yaml}]
notifications: [n.yaml]
rulings: rulings.yaml
"""
RULINGS = """\
rulings:
  - {id: R1, case: b, rule: two-001, verdict: waived, authority: 審議会, reason: 改修の予定がある,
     on: 2021-04-01, expires: 2022-03-31}
"""
FILES: Mapping[str, str] = {
    "meeting.yaml": MEETING,
    "rulings.yaml": RULINGS,
    "base.yaml": submission("{agreed: false, note: {unknown: 照会中}, rate: 1.50}", name="base"),
    "a.yaml": "extends: base.yaml\n" + submission("{people: 3, recorded: false}", name="a"),
    "b.yaml": submission("{agreed: false, recorded: false}", name="b"),
    "n.yaml": submission("{agreed: true, recorded: true}", name="n"),
}
PACK: Mapping[str, str] = {
    "two/two-001.yaml": rule(
        "two-001", require="{recorded: true}", not_met="condition: {use: record}"
    ),
    "two/two-001.test.yaml": "rule: two-001\ncases: []\n",
    "README.md": "覚え書き\n",
}


def write_meeting(folder: Path, files: Mapping[str, str | None] | None = None) -> Path:
    """A folder with a meeting of two cases and one 届出, rulings, an `extends`, and its pack."""
    write_pack(folder / "rules" / "small", PACK)
    return write_files(folder, {**FILES, **(files or {})})


def add(
    archive: Path, *paths: Path, engine: str = "1.0.0", as_of: date | None = None
) -> AddedToArchive:
    circumstances = Circumstances(as_of=as_of, pack=None, today=DAY, engine=engine)
    return add_to_archive(archive, paths, circumstances)


def damage(archive: Path) -> tuple[str, ...]:
    with reading(archive) as store:
        return find_damage(store)


def rows(archive: Path) -> list[tuple[object, ...]]:
    """All that an archive holds, read without any of our code."""
    connection = sqlite3.connect(archive)
    try:
        found = connection.execute("SELECT * FROM entry ORDER BY number").fetchall()
        return [*found, *connection.execute("SELECT * FROM blob ORDER BY number").fetchall()]
    finally:
        connection.close()


def tamper(archive: Path, *statements: str) -> None:
    """Change an archive as somebody with a database program could, triggers taken away meanwhile."""
    connection = sqlite3.connect(archive, isolation_level=None)
    kept = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
    ).fetchall()
    for name, _ in kept:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    for _, sql in kept:
        connection.execute(sql)
    connection.close()
