"""Files that are no archive, or one made to hurt whoever opens it: refused in words, soon, and doing no harm."""

import json
import resource
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from archives import add, damage, tamper, write_meeting
from conftest import ROOT

from checklist_engine.ground.canonical import canonical_json
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.register.archive import open_archive
from checklist_engine.register.blobs import LARGEST, Damage, Packed, packed, unpacked
from checklist_engine.register.contents import rulings_of, submission_of
from checklist_engine.register.files import check_name, write_files
from checklist_engine.register.packs import LARGEST_PACK, read_listing, unpacked_pack
from checklist_engine.register.records import read_record
from checklist_engine.register.schema import STATEMENTS, VERSION


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "a.db"
    add(path, write_meeting(tmp_path / "meeting"))
    return path


def told(archive: Path) -> str:
    """The one fault that opening an archive gives."""
    with pytest.raises(InvalidFile) as caught:
        damage(archive)
    [fault] = caught.value.diagnostics
    assert fault.hint
    return f"{fault.code} {fault.message}"


def sqlite_file(path: Path, *statements: str) -> Path:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
    return path


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "E150"),
        ("件名,担当\n".encode("cp932") * 100, "E150"),
        (b"case: {id: a}\n", "E150"),
        (b"PK\x03\x04" + bytes(2000), "E150"),
        (b"SQLite format 3\x00", "E152"),
        (b"SQLite format 3\x00" + bytes(2000), "E152"),
        (b"SQLite format 3\x00" + b"\xff" * 9000, "E152"),
    ],
)
def test_a_file_that_is_no_archive_is_told_so(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(content)
    assert told(path).startswith(code)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_told_so_and_left_alone(tmp_path: Path) -> None:
    path = sqlite_file(tmp_path / "a.db", "CREATE TABLE t (x)", "INSERT INTO t VALUES (1)")
    before = path.read_bytes()
    assert told(path) == "E150 checklist の蓄積のファイルではありません"
    with pytest.raises(InvalidFile, match="E150"):
        add(path, write_meeting(tmp_path / "meeting"))
    assert path.read_bytes() == before


def test_a_database_that_keeps_a_log_beside_it_is_left_alone(tmp_path: Path) -> None:
    path = sqlite_file(tmp_path / "a.db", "PRAGMA journal_mode = WAL", "CREATE TABLE t (x)")
    assert told(path).startswith("E150")
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_an_archive_of_a_newer_checklist_is_told_so(archive: Path) -> None:
    sqlite_file(archive, f"PRAGMA user_version = {VERSION + 1}", "CREATE TABLE new (x)")
    assert (
        told(archive)
        == f"E151 この checklist では読めない、新しい造りの蓄積（版 {VERSION + 1}）です"
    )


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE VIEW v AS SELECT * FROM entry",
        "CREATE TABLE t (x)",
        "CREATE INDEX i ON entry (chain)",
        "CREATE TRIGGER t AFTER INSERT ON entry BEGIN INSERT INTO blob VALUES (1, 1, 1, 1, 1); END",
        "CREATE TRIGGER derived_t AFTER INSERT ON entry BEGIN DELETE FROM blob; END",
        "CREATE VIEW derived_v AS SELECT * FROM entry",
        "CREATE INDEX derived_i ON entry (chain)",
        "DROP TRIGGER entry_never_goes",
        "DROP INDEX blob_by_digest",
        "ALTER TABLE blob ADD COLUMN more",
        "PRAGMA journal_mode = WAL",
    ],
)
def test_an_archive_with_other_tables_triggers_or_views_is_refused(
    archive: Path, statement: str
) -> None:
    sqlite_file(archive, statement)
    assert told(archive).startswith("E152")


def test_a_view_in_place_of_a_table_is_refused(tmp_path: Path) -> None:
    path = sqlite_file(
        tmp_path / "a.db",
        "PRAGMA application_id = 0x63686B6C",
        "PRAGMA user_version = 1",
        "CREATE VIEW entry AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
        " SELECT x AS number, x'' AS subject, x'' AS record, x'' AS chain FROM n",
        "CREATE TABLE blob (number INTEGER PRIMARY KEY, digest, size, seal, content)",
    )
    assert told(path).startswith("E152")


def test_derived_tables_may_stand_beside_and_nobody_has_to_understand_them(archive: Path) -> None:
    sqlite_file(
        archive,
        "CREATE TABLE derived_columns (number INTEGER PRIMARY KEY, content BLOB)",
        "CREATE INDEX derived_by_content ON derived_columns (content)",
        "INSERT INTO derived_columns VALUES (1, x'00')",
    )
    assert damage(archive) == ()
    sqlite_file(archive, "DROP TABLE derived_columns")
    assert damage(archive) == ()


def test_the_statements_are_those_of_a_new_archive(archive: Path) -> None:
    with closing(sqlite3.connect(archive)) as connection:
        found = connection.execute("SELECT sql FROM sqlite_schema").fetchall()
        assert [statement for (statement,) in found] == list(STATEMENTS)


BOMB = zlib.compress(bytes(LARGEST), 9)


@pytest.mark.parametrize(
    "stored",
    [
        Packed(size=LARGEST + 1, seal=zlib.crc32(BOMB), content=BOMB),
        Packed(size=100, seal=zlib.crc32(BOMB), content=BOMB),
        Packed(size=LARGEST, seal=zlib.crc32(BOMB[:-9]), content=BOMB[:-9]),
        Packed(size=-1, seal=zlib.crc32(BOMB), content=BOMB),
        Packed(size=0, seal=zlib.crc32(BOMB), content=BOMB),
        Packed(size=1, seal=zlib.crc32(b""), content=b""),
        Packed(size=5, seal=zlib.crc32(b"no zlib"), content=b"no zlib"),
        Packed(size=7, seal=0, content=b"no zlib"),
    ],
)
def test_a_blob_is_never_unpacked_beyond_what_it_says_or_may_be(stored: Packed) -> None:
    with pytest.raises(Damage):
        unpacked(stored)


def test_a_stream_with_something_behind_it_is_no_blob() -> None:
    stream = zlib.compress(b"a" * 99) + b"more"
    with pytest.raises(Damage):
        unpacked(Packed(size=99, seal=zlib.crc32(stream), content=stream))


@pytest.mark.parametrize("content", [b"", b"a", b"a" * 10_000, bytes(range(256)) * 3])
def test_what_is_packed_is_unpacked(content: bytes) -> None:
    stored = packed(content)
    assert unpacked(stored) == content
    assert len(stored.content) <= len(content)


def test_an_archive_of_bombs_is_told_within_little_memory(archive: Path) -> None:
    """Ten blobs that would be 640 MB: read one by one, by a process that may have 400 MB."""
    zeros = zlib.compressobj(9)
    start = zeros.compress(bytes(LARGEST - 1))
    with closing(sqlite3.connect(archive, isolation_level=None)) as connection:
        for number in range(10):
            end = zeros.copy()
            content = start + end.compress(bytes([number])) + end.flush()
            connection.execute(
                "INSERT INTO blob SELECT max(number) + 1, ?, ?, ?, ? FROM blob",
                (bytes([number]) * 32, LARGEST, zlib.crc32(content), content),
            )
    ran = subprocess.run(
        [sys.executable, "-m", "checklist_engine", "archive", "verify", str(archive)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (400 << 20, 400 << 20)),
    )
    assert ran.returncode == 3, ran.stderr
    assert ran.stderr.count("要約値と合いません") == 10


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../x.yaml",
        "a/../../x.yaml",
        "/etc/passwd",
        "a//b.yaml",
        "a/./b.yaml",
        "a/",
        "C:/x.yaml",
        "a\\..\\x.yaml",
        "x.yaml:stream",
        "a\x00b",
        "a\nb",
        "\ud800",
        "x" * 2000,
    ],
)
def test_a_name_that_leads_out_of_its_folder_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Damage):
        check_name(name)
    with pytest.raises(Damage):
        write_files(tmp_path / "new", {"good.yaml": b"", name: b"x"})
    assert list(tmp_path.iterdir()) == []


def test_two_names_of_one_file_are_not_written_over_each_other(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"there")
    with pytest.raises(FileExistsError):
        write_files(tmp_path, {"a.yaml": b"other"})
    assert (tmp_path / "a.yaml").read_bytes() == b"there"


@pytest.mark.parametrize(
    "listing",
    [b"", b"{}", b"[1]", b'[{"a": 1}]', b"[" * 100_000, b"\xff", b'[{"a": "b"}', b"null"],
)
def test_a_listing_that_lists_no_files_is_refused(listing: bytes) -> None:
    with pytest.raises(Damage):
        read_listing(listing)


def test_a_pack_that_would_fill_the_disk_is_refused(tmp_path: Path) -> None:
    large = bytes(LARGEST_PACK // 4)
    blobs = {"listing": json.dumps([{f"{number}.yaml": "large" for number in range(5)}]).encode()}
    with (
        pytest.raises(Damage, match="大きすぎます"),
        unpacked_pack("listing", lambda digest: blobs.get(digest, large)),
    ):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "record",
    [
        b"",
        b"null",
        b"[]",
        b"1",
        b"{}",
        b'"case"',
        b"\xff",
        b"[" * 100_000,
        b'{"case": 1}',
        b'{"meeting": "m", "title": "t", "held_on": 5}',
        b"9" * 10_000,
    ],
)
def test_a_record_that_is_none_is_refused(record: bytes) -> None:
    with pytest.raises(Damage):
        read_record(record)


def test_each_part_of_a_record_that_is_of_another_type_is_refused(archive: Path) -> None:
    with closing(sqlite3.connect(archive)) as connection:
        records = [json.loads(row[0]) for row in connection.execute("SELECT record FROM entry")]
    for record in records:
        for key in record:
            wrongs: list[object] = [5.5, {}, [5.5], 7]
            wrongs += ["x"] if key.endswith(("_on", "as_of")) else []
            for wrong in wrongs:
                with pytest.raises(Damage):
                    read_record(canonical_json({**record, key: wrong}).encode())


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"1", b"{}", b'{"answers": []}', b"\xff", b"[" * 100_000]
)
def test_bytes_that_are_no_submission_are_refused(archive: Path, content: bytes) -> None:
    with open_archive(archive) as found:
        pack = found.packs.pack(next(found.cases()).record.pack_files)
    with pytest.raises((Damage, InvalidFile)):
        submission_of(content, "s.yaml", pack)
    with pytest.raises(InvalidFile):
        rulings_of(content)


def forged(key: str, value: object) -> Callable[[bytes], bytes]:
    return lambda record: canonical_json({**json.loads(record), key: value}).encode()


@pytest.mark.parametrize(
    "forge",
    [
        forged("profile", "other"),
        forged("cases", [4]),
        forged("pack_files", "00"),
        forged("pack_files", "not hex"),
        forged("content", sha256(b"").hexdigest()),
        lambda _: b"{}",
        lambda _: b'{"case": "a"}',
    ],
)
def test_an_archive_forged_with_a_chain_that_holds_is_told_without_a_traceback(
    archive: Path, forge: Callable[[bytes], bytes]
) -> None:
    """Whoever can write the file can make the chain anew: nothing that a record says is believed."""
    chain = sha256(b"checklist-engine archive 1").digest()
    with closing(sqlite3.connect(archive)) as connection:
        rows = connection.execute("SELECT number, record FROM entry ORDER BY number").fetchall()
    statements = []
    for number, written in rows:
        record = forge(written) if number in (1, 4) else written
        chain = sha256(chain + record).digest()
        statements.append(
            f"UPDATE entry SET record = x'{record.hex()}', chain = x'{chain.hex()}'"  # noqa: S608
            f" WHERE number = {number}"
        )
    tamper(archive, *statements)
    ran = subprocess.run(
        [sys.executable, "-m", "checklist_engine", "archive", "verify", str(archive)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 3, ran.stderr
    assert "E152" in ran.stderr
    assert "Traceback" not in ran.stderr
