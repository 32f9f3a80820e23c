"""Damage: whatever byte of an archive changes, it is found, or all that is data is as it was."""

import random
import sqlite3
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from archives import add, damage, rows, tamper, write_meeting
from packs import submission, write_files

from checklist_engine.ground.errors import InvalidFile
from checklist_engine.register.archive import open_archive
from checklist_engine.register.store import START

HEADER = 100


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """An archive that has grown in several steps, as bytes."""
    folder = write_meeting(tmp_path_factory.mktemp("meeting"))
    archive = folder / "a.db"
    add(archive, folder)
    for people in range(3):
        write_files(folder, {"b.yaml": submission(f"{{people: {people}}}", name="b")})
        add(archive, folder)
    assert damage(archive) == ()
    return archive.read_bytes()


@pytest.fixture
def archive(tmp_path: Path, whole: bytes) -> Path:
    path = tmp_path / "a.db"
    path.write_bytes(whole)
    return path


def is_told(archive: Path) -> bool:
    try:
        return damage(archive) != ()
    except InvalidFile as error:
        return all(each.code.startswith("E15") for each in error.diagnostics)


def test_a_whole_archive_has_no_damage(archive: Path) -> None:
    assert damage(archive) == ()


def test_no_flipped_bit_goes_unseen_where_it_changes_anything(archive: Path, whole: bytes) -> None:
    before = rows(archive)
    chance = random.Random(8)
    offsets = [*range(HEADER), *chance.sample(range(HEADER, len(whole)), 900)]
    unseen = []
    for offset in offsets:
        changed = bytearray(whole)
        changed[offset] ^= 1 << chance.randrange(8)
        archive.write_bytes(changed)
        if not is_told(archive):
            unseen.append(offset)
            assert rows(archive) == before, offset
    data = sum(len(cell) for row in before for cell in row if isinstance(cell, bytes))
    assert len(offsets) - len(unseen) > len(offsets) * data / len(whole) * 0.9


def test_every_byte_of_blobs_and_records_is_covered(archive: Path, whole: bytes) -> None:
    chance = random.Random(9)
    contents = [cell for row in rows(archive) for cell in row if isinstance(cell, bytes)]
    for content in chance.sample([each for each in contents if len(each) >= 32], 30):
        at = whole.index(content[:40])
        # What is longer goes on in other pages.
        for offset in range(at, at + min(len(content), 400), 7):
            changed = bytearray(whole)
            changed[offset] ^= 1 + chance.randrange(255)
            archive.write_bytes(changed)
            assert is_told(archive), (content, offset)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE blob SET content = zeroblob(length(content)) WHERE number = 3",
        "UPDATE blob SET seal = seal + 1 WHERE number = 2",
        "UPDATE blob SET size = size + 1 WHERE number = 4",
        "UPDATE blob SET size = 'x' WHERE number = 4",
        "UPDATE blob SET digest = zeroblob(32) WHERE number = 1",
        "UPDATE blob SET digest = 'text' WHERE number = 1",
        "UPDATE blob SET number = 1000 WHERE number = 5",
        "UPDATE entry SET record = replace(CAST(record AS TEXT), 'approve', 'reject') WHERE number = 1",
        "UPDATE entry SET record = CAST(record AS TEXT) WHERE number = 2",
        "UPDATE entry SET subject = x'00' WHERE number = 2",
        "UPDATE entry SET chain = zeroblob(32) WHERE number = 3",
        "DELETE FROM entry WHERE number = 1",
        "DELETE FROM entry WHERE number = 2",
        "DELETE FROM entry WHERE number = (SELECT max(number) FROM entry)",
        "DELETE FROM blob WHERE number = 7",
        "DELETE FROM blob WHERE number = (SELECT max(number) FROM blob)",
        "INSERT INTO blob SELECT max(number) + 1, zeroblob(32), 0, 0, x'' FROM blob",
    ],
)
def test_a_change_of_a_row_is_found(archive: Path, statement: str) -> None:
    tamper(archive, statement)
    assert damage(archive) != ()


def test_entries_that_change_places_are_found(archive: Path) -> None:
    tamper(
        archive,
        "UPDATE entry SET number = 100 WHERE number = 1",
        "UPDATE entry SET number = 1 WHERE number = 2",
        "UPDATE entry SET number = 2 WHERE number = 100",
    )
    assert damage(archive) != ()


def test_taking_the_last_away_changes_the_mark_that_a_person_can_note(archive: Path) -> None:
    with open_archive(archive) as found:
        last, noted = found.store.head()
    tamper(archive, "DELETE FROM entry WHERE number = (SELECT max(number) FROM entry)")
    with open_archive(archive) as found:
        count, mark = found.store.head()
    assert count == last - 1
    assert mark != noted


def test_the_chain_is_what_the_decision_page_says(archive: Path) -> None:
    chain = START
    for row in rows(archive):
        if len(row) == 4:
            assert isinstance(row[2], bytes)
            chain = sha256(chain + row[2]).digest()
            assert row[3] == chain


@pytest.mark.parametrize("share", [0.0005, 0.01, 0.3, 0.6, 0.95, 0.999])
def test_a_truncated_archive_is_told(archive: Path, whole: bytes, share: float) -> None:
    archive.write_bytes(whole[: max(1, int(len(whole) * share))])
    assert is_told(archive)


def test_rows_after_a_damaged_one_are_not_handed_out(archive: Path) -> None:
    tamper(archive, "UPDATE entry SET record = x'7b7d' WHERE number = 2")
    seen: list[int] = []
    with open_archive(archive) as found, pytest.raises(InvalidFile, match=r"E152 .*2 番"):
        seen.extend(each.number for each in found.all())
    assert seen == [1]


@pytest.mark.parametrize(
    ("statement", "reach"),
    [
        ("UPDATE blob SET content = x'00', size = 1", lambda case: case.content),
        ("DELETE FROM blob", lambda case: case.submission),
        ("DELETE FROM blob", lambda case: case.plan),
        ("DELETE FROM blob", lambda case: case.assessment),
    ],
)
def test_a_blob_that_is_not_what_it_was_is_not_handed_out(
    archive: Path, statement: str, reach: Callable[[object], object]
) -> None:
    tamper(archive, statement)
    with open_archive(archive) as found:
        case = next(found.cases())
        with pytest.raises(InvalidFile, match="E152"):
            reach(case)


def test_free_pages_hold_nothing(archive: Path) -> None:
    connection = sqlite3.connect(archive)
    assert connection.execute("PRAGMA freelist_count").fetchone() == (0,)
    connection.close()
