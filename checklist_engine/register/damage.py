"""What of an archive is not as it was put in: every byte that is data is looked at."""

import sqlite3
from collections.abc import Iterator
from hashlib import sha256

from checklist_engine.register.blobs import Damage, digest_of, unpacked
from checklist_engine.register.packs import blobs_of
from checklist_engine.register.records import CaseRecord, MeetingRecord, Record, read_record
from checklist_engine.register.store import START, Store, packed_of

_MOST = 100
"""Damages that are told of the structure of the file; more say no more."""


def find_damage(store: Store) -> tuple[str, ...]:
    """What is damaged, in words; nothing where all is as it was put in.

    Looked at are the trees, indexes and free pages of the file (as SQLite does), every blob
    against its seal and its digest, every record against the chain, every digest that a record or
    the listing of a pack names, and that there are no others.
    """
    try:
        structure = tuple(_structure(store.connection))
        # In a file whose trees are not sound, rows come twice or not at all: counting them says nothing.
        return structure or tuple(_rows(store))
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorname.startswith(("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_IOERR")):
            raise
        return ("ファイルの造りが読めません",)


def _structure(connection: sqlite3.Connection) -> Iterator[str]:
    for (words,) in connection.execute(f"PRAGMA integrity_check({_MOST})"):
        if words != "ok":
            yield f"ファイルの造りが壊れています（SQLite: {words}）"


def _rows(store: Store) -> Iterator[str]:
    held: set[str] = set()
    yield from _blobs(store, held)
    named: set[str] = set()
    yield from _entries(store, held, named)
    yield from (f"内容 {each[:12]}… がありません" for each in sorted(named - held))
    yield from (f"内容 {each[:12]}… を挙げる記録がありません" for each in sorted(held - named))


def _blobs(store: Store, held: set[str]) -> Iterator[str]:
    rows = store.connection.execute(
        "SELECT number, digest, size, seal, content FROM blob ORDER BY number"
    )
    for position, (number, digest, *row) in enumerate(rows, 1):
        if number != position:
            yield f"内容の番号が {position} から {number} に飛んでいます"
            return
        name = digest.hex() if isinstance(digest, bytes) else ""
        held.add(name)
        try:
            if digest_of(unpacked(packed_of(row))) != name:
                yield f"内容 {name[:12]}… が要約値と合いません"
        except Damage as error:
            yield f"内容 {name[:12]}… が読めません。{error}"


def _entries(store: Store, held: set[str], named: set[str]) -> Iterator[str]:
    chain = START
    # Cases by number; those of a meeting wait for a record of it.
    cases: set[int] = set()
    waiting: set[int] = set()
    rows = store.connection.execute(
        "SELECT number, subject, record, chain FROM entry ORDER BY number"
    )
    for position, (number, subject, written, end) in enumerate(rows, 1):
        if number != position or not isinstance(written, bytes):
            yield f"{position} 番の記録がありません"
            return
        chain = sha256(chain + written).digest()
        if chain != end:
            yield f"{number} 番の記録が、書き換わったか、抜き取られたか、入れ替わっています"
            return
        try:
            record = read_record(written)
            if record.subject != subject:
                yield f"{number} 番の記録の見出しが書き換わっています"
            named.update(_named(store, record, held))
            if isinstance(record, MeetingRecord):
                together = {*record.cases, *record.notifications}
                waiting -= together
                if not together <= cases:
                    yield f"{number} 番の記録（会議）が、案件でない記録を挙げています"
            else:
                cases.add(number)
                waiting |= {number} if record.meeting is not None else set()
        except Damage as error:
            yield f"{number} 番の記録。{error}"
    yield from (f"{number} 番の記録の会議がありません" for number in sorted(waiting))


def _named(store: Store, record: Record, held: set[str]) -> Iterator[str]:
    is_listed = not isinstance(record, CaseRecord) or record.pack_files in held
    return blobs_of(record, store.blob_or_damage) if is_listed else iter(record.blobs)
