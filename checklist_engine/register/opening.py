"""Opening an archive: SQLite told to trust nothing in the file, and the file asked what it is."""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from checklist_engine.formats.files import exists
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.register import schema
from checklist_engine.register.blobs import LARGEST
from checklist_engine.register.faults import damaged, fault, in_words, not_ours, refusal

PATIENCE = 30.0
"""Seconds to wait for another one who is writing."""
_LIMITS = {
    # What a row may hold, with room for what stands beside a blob.
    sqlite3.SQLITE_LIMIT_LENGTH: LARGEST + 65_536,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 65_536,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 4,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 50,
}
_MAGIC = b"SQLite format 3\x00"


@contextmanager
def opened(
    path: Path, *, writing: bool, patience: float = PATIENCE
) -> Iterator[sqlite3.Connection]:
    """A connection to an archive; what is wrong with the file, now or later, is said in words.

    Writing, it is inside a transaction that nobody else can begin meanwhile, and an archive that is not
    there yet (or an empty file) is one without a table so far.

    Raises:
        InvalidFile: E101, E102, E150 to E153.
    """
    _check_path(path, writing=writing)
    with in_words(path), closing(_connected(path, writing=writing, patience=patience)) as found:
        try:
            _guard(found, writing=writing)
            # In one transaction: another one may be making this archive just now.
            found.execute("BEGIN IMMEDIATE" if writing else "BEGIN")
            _check(found, path, writing=writing)
        except UnicodeDecodeError as error:
            # What SQLite says of a table whose name is no text is no text either.
            raise damaged(path, "表の造りが、蓄積のものと違います") from error
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorname == "SQLITE_NOTADB" and _begins_like_sqlite(path):
                raise damaged(path, "途中で切れているか、初めの部分が読めません") from error
            raise
        if not writing:
            found.execute("COMMIT")
        yield found


def make_tables(connection: sqlite3.Connection) -> None:
    """Make an empty file an archive, inside a transaction; nothing where it is one already."""
    if _statements(connection):
        return
    for statement in schema.STATEMENTS:
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {schema.APPLICATION}")
    connection.execute(f"PRAGMA user_version = {schema.VERSION}")


def _check_path(path: Path, *, writing: bool) -> None:
    if exists(path) and path.is_dir():
        raise refusal(
            path,
            "E102",
            "蓄積のファイルを指定するところに、フォルダが指定されています",
            "ファイルの名前まで書いてください（例: 蓄積.db）",
        )
    if not exists(path) and not writing:
        raise refusal(
            path,
            "E101",
            "蓄積のファイルが見つかりません",
            "名前とフォルダを確かめてください（checklist archive add が、新しい蓄積を作ります）",
        )


def _connected(path: Path, *, writing: bool, patience: float) -> sqlite3.Connection:
    # Readers open for writing, too: what an interrupted writer left behind is taken back first.
    mode = "rwc" if writing else "rw"
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=patience, isolation_level=None
    )


def _guard(connection: sqlite3.Connection, *, writing: bool) -> None:
    """Make SQLite believe nothing that a hostile file says about what is to be run."""
    connection.text_factory = _text
    for limit, most in _LIMITS.items():
        connection.setlimit(limit, most)
    if sys.version_info >= (3, 12):
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA mmap_size = 0")
    connection.execute("PRAGMA temp_store = MEMORY")
    # What is committed has reached the disk, and so has the end of its journal.
    connection.execute("PRAGMA synchronous = EXTRA")
    if not writing:
        connection.execute("PRAGMA query_only = ON")


def _check(connection: sqlite3.Connection, path: Path, *, writing: bool) -> None:
    """Whether this is an archive, of a version that we know."""
    application = _pragma(connection, "application_id")
    version = _pragma(connection, "user_version")
    statements = _statements(connection)
    if application == 0 and not statements and path.stat().st_size == 0:
        if not writing:
            raise _empty(path)
        return
    if application != schema.APPLICATION:
        raise not_ours(path)
    if version > schema.VERSION:
        raise refusal(
            path,
            "E151",
            f"この checklist では読めない、新しい造りの蓄積（版 {version}）です",
            f"読めるのは版 {schema.VERSION} までです。checklist を新しくしてください",
        )
    if not schema.is_schema(statements):
        raise damaged(path, "表の造りが、蓄積のものと違います")
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "delete":
        raise damaged(path, "書き込みの方式が、蓄積のものと違います")


def _empty(path: Path) -> InvalidFile:
    return InvalidFile(
        [
            fault(
                path,
                "E150",
                "空のファイルです（まだ何も納められていません）",
                "checklist archive add で、提出内容や会議を納めてください",
            )
        ]
    )


def _statements(connection: sqlite3.Connection) -> frozenset[str]:
    # An index that SQLite itself makes has no statement; none of ours does.
    rows = connection.execute("SELECT coalesce(sql, name) FROM sqlite_schema")
    return frozenset(statement for (statement,) in rows)


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    found = connection.execute(f"PRAGMA {name}").fetchone()[0]
    assert isinstance(found, int)
    return found


def _begins_like_sqlite(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")
