"""The rows of an archive: blobs and entries in and out of one open SQLite file."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.register.blobs import Damage, Packed, digest_of, packed, unpacked
from checklist_engine.register.faults import damaged
from checklist_engine.register.opening import PATIENCE, make_tables, opened
from checklist_engine.register.records import Record, is_same, read_record, record_bytes

START = sha256(b"checklist-engine archive 1").digest()
"""What the chain hangs on; each entry's is SHA-256 of the one before it and its own record."""
_AT_ONCE = 256
_ROOM = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """記録: one row, numbered from 1; it never changes."""

    number: int
    record: Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What came of adding: the entry, and whether it is new (else it was there already)."""

    entry: Entry
    is_new: bool


@dataclass(frozen=True, slots=True)
class Store:
    """An open archive. What it hands out has been compared with its digest."""

    path: Path
    connection: sqlite3.Connection

    def entries(self, after: int = 0) -> Iterator[Entry]:
        """Every entry after a number, in the order of adding, read as it is asked for.

        Raises:
            InvalidFile: E152, at the first that is not as it was put in.
        """
        chain = self.chain_at(after)
        for position, (number, record, written) in enumerate(self._entry_rows(after), after + 1):
            if number != position or not isinstance(record, bytes):
                raise damaged(self.path, f"{position} 番の記録がありません")
            chain = sha256(chain + record).digest()
            if chain != written:
                raise damaged(self.path, f"{number} 番の記録が書き換わっています")
            yield Entry(number=number, record=self._read(number, record))

    def entry(self, number: int) -> Entry | None:
        """The entry of a number, if there is one."""
        row = self._row("SELECT record FROM entry WHERE number = ?", number)
        return Entry(number=number, record=self._read(number, row[0])) if row else None

    def blob(self, digest: str) -> bytes:
        """The bytes of a digest.

        Raises:
            InvalidFile: E152, where they are not there or not what they were.
        """
        try:
            return self.blob_or_damage(digest)
        except Damage as error:
            raise damaged(self.path, f"内容 {digest[:12]}… が読めません。{error}") from error

    def blob_or_damage(self, digest: str) -> bytes:
        """The bytes of a digest.

        Raises:
            Damage: they are not there, or not what they were.
        """
        try:
            key = bytes.fromhex(digest)
        except ValueError as error:
            raise Damage("要約値が正しくありません") from error
        row = self._row("SELECT size, seal, content FROM blob WHERE digest = ?", key)
        if row is None:
            raise Damage("内容がありません")
        content = unpacked(packed_of(row))
        if digest_of(content) != digest:
            raise Damage("内容が要約値と合いません")
        return content

    def newest(self, subject: bytes, count: int) -> tuple[Entry, ...]:
        """The last entries of a subject, at most so many, in the order of adding."""
        rows = self.connection.execute(
            "SELECT number, record FROM entry WHERE subject = ? ORDER BY number DESC LIMIT ?",
            (subject, count),
        ).fetchall()
        return tuple(
            Entry(number=number, record=self._read(number, record))
            for number, record in reversed(rows)
        )

    def head(self) -> tuple[int, str]:
        """How many entries there are, and the end of the chain, in hex: it stands for all of them."""
        row = self._row("SELECT number, chain FROM entry ORDER BY number DESC LIMIT 1")
        number, chain = row or (0, START)
        if not (isinstance(number, int) and isinstance(chain, bytes)):
            raise damaged(self.path, "最後の記録が読めません")
        return number, chain.hex()

    def chain_at(self, number: int) -> bytes:
        """What stands for an entry and all before it; 0 is before the first."""
        if number == 0:
            return START
        row = self._row("SELECT chain FROM entry WHERE number = ?", number)
        if row is None or not isinstance(row[0], bytes):
            raise damaged(self.path, f"{number} 番の記録がありません")
        return row[0]

    def older_numbers(self) -> frozenset[int]:
        """The numbers of the entries whose subject has a later one."""
        rows = self.connection.execute(
            "SELECT number FROM entry EXCEPT SELECT max(number) FROM entry GROUP BY subject"
        )
        return frozenset(number for (number,) in rows)

    def add(self, record: Record, blobs: Iterable[bytes]) -> Added:
        """The entry of a record, with the blobs that it needs; the newest one where it says the same.

        Only inside `writing`: it is there when that ends well.
        """
        for newest in self.newest(record.subject, 1):
            if is_same(newest.record, record):
                return Added(entry=newest, is_new=False)
        for content in blobs:
            self._keep(content)
        written = record_bytes(record)
        last, head = self.head()
        chain = sha256(bytes.fromhex(head) + written).digest()
        self.connection.execute(
            "INSERT INTO entry VALUES (?, ?, ?, ?)", (last + 1, record.subject, written, chain)
        )
        return Added(entry=Entry(number=last + 1, record=record), is_new=True)

    def _keep(self, content: bytes) -> None:
        digest = bytes.fromhex(digest_of(content))
        if self._row("SELECT 1 FROM blob WHERE digest = ?", digest):
            return
        stored = packed(content)
        self.connection.execute(
            "INSERT INTO blob SELECT coalesce(max(number), 0) + 1, ?, ?, ?, ? FROM blob",
            (digest, stored.size, stored.seal, stored.content),
        )

    def _read(self, number: int, record: object) -> Record:
        try:
            return read_record(record if isinstance(record, bytes) else b"")
        except Damage as error:
            raise damaged(self.path, f"{number} 番の{error}") from error

    def _entry_rows(self, last: int) -> Iterator[Sequence[Any]]:
        """The rows of entries after the last that is known, some at a time, so that whoever adds need not
        wait for a reader.
        """
        while rows := self._some_after(last):
            yield from rows
            last = rows[-1][0]

    def _some_after(self, last: int) -> list[Sequence[Any]]:
        """Rows after a number: so many, or fewer where they are large."""
        rows: list[Sequence[Any]] = []
        room = _ROOM
        with closing(
            self.connection.execute(
                "SELECT number, record, chain FROM entry WHERE number > ? ORDER BY number", (last,)
            )
        ) as found:
            for row in found:
                rows.append(row)
                room -= len(row[1]) if isinstance(row[1], bytes) else 0
                if room < 0 or len(rows) == _AT_ONCE:
                    break
        return rows

    def _row(self, statement: str, *values: object) -> Sequence[Any] | None:
        row: Sequence[Any] | None = self.connection.execute(statement, values).fetchone()
        return row


def packed_of(row: Sequence[Any]) -> Packed:
    """A blob of its columns size, seal, content.

    Raises:
        Damage: they are not of their types.
    """
    size, seal, content = row
    if not (isinstance(size, int) and isinstance(seal, int) and isinstance(content, bytes)):
        raise Damage("内容が書き換わっています")
    return Packed(size=size, seal=seal, content=content)


@contextmanager
def reading(path: Path) -> Iterator[Store]:
    """An archive to read from. Others may add to it meanwhile; what has been read stays true.

    Raises:
        InvalidFile: E101, E102, E150 to E153.
    """
    with opened(path, writing=False) as connection:
        yield Store(path, connection)


@contextmanager
def writing(path: Path, *, patience: float = PATIENCE) -> Iterator[Store]:
    """An archive to add to, made where it is not there; all that is added is there afterwards, or none.

    Raises:
        InvalidFile: E102, E150 to E153.
    """
    with opened(path, writing=True, patience=patience) as connection:
        try:
            make_tables(connection)
            yield Store(path, connection)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
