"""Columns as bytes, for an archive: a header, a directory in JSON, then the codes as they stand in memory.

    CKLCOLS1 | CRC-32 of the rest | length of the directory | directory | codes …

The directory names every array by its type (B, H or I, least byte first) and its length; values of a
column are in it as JSON has them. Nothing in it is ever run, and a byte that has changed is found.
"""

import json
import struct
import sys
import zlib
from array import array
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from checklist_engine.bulk.columns import (
    Codes,
    Column,
    Columns,
    ListColumn,
    RecordKind,
    Records,
    Supports,
)
from checklist_engine.ground.errors import ChecklistError
from checklist_engine.ground.values import FactType, Value

_MAGIC = b"CKLCOLS1"
"""The last sign is the version: another one is another format."""

_HEADER = struct.Struct("<8sIQ")
_SIZES = {"B": 1, "H": 2, "I": 4}


class UnreadableColumns(ChecklistError):
    """Bytes that are no columns of this version, or no longer."""


def to_bytes(columns: Columns) -> bytes:
    """The columns as bytes; the same columns always give the same."""
    writer = _Writer()
    directory = {
        "cases": columns.cases,
        "order": writer.put(array("I", columns.order)),
        "groups": columns.groups,
        "days": writer.column(columns.days),
        "facts": {name: writer.column(each) for name, each in columns.facts.items()},
        "lists": {name: writer.list(each) for name, each in columns.lists.items()},
        "records": writer.records(columns.records),
    }
    text = json.dumps(directory, ensure_ascii=False, separators=(",", ":")).encode()
    rest = b"".join((struct.pack("<Q", len(text)), text, *writer.parts))
    return b"".join((_MAGIC, struct.pack("<I", zlib.crc32(rest)), rest))


def from_bytes(stored: bytes) -> Columns:
    """The columns that `to_bytes` wrote.

    Raises:
        UnreadableColumns: the bytes have another version, or have changed.
    """
    if len(stored) < _HEADER.size or not stored.startswith(_MAGIC):
        raise UnreadableColumns("この版で読める列の形ではありません")
    _, digest, length = _HEADER.unpack_from(stored)
    body = memoryview(stored)[len(_MAGIC) + 4 :]
    if zlib.crc32(body) != digest:
        raise UnreadableColumns("列のバイトが、書いたときと違います")
    directory = json.loads(bytes(body[8 : 8 + length]))
    reader = _Reader(body[8 + length :])
    return Columns(
        cases=tuple(directory["cases"]),
        order=tuple(reader.take(directory["order"])),
        groups=tuple(directory["groups"]),
        days=reader.column(directory["days"]),
        facts={name: reader.column(each) for name, each in directory["facts"].items()},
        lists={name: reader.list(each) for name, each in directory["lists"].items()},
        records=reader.records(directory["records"]),
    )


class _Writer:
    """Codes on their way out, in the order in which they are named."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def put(self, codes: Codes) -> tuple[str, int]:
        # An array of the widest type has four bytes on every system that Python runs on.
        narrow = codes if sys.byteorder == "little" else _swapped(codes)
        self.parts.append(narrow.tobytes())
        return codes.typecode, len(codes)

    def column(self, column: Column) -> object:
        plain = [_plain(value) for value in column.values]
        return [column.type.value, plain, self.put(column.codes)]

    def list(self, column: ListColumn) -> object:
        return [
            column.around,
            column.ways,
            *(self.put(codes) for codes in (column.lengths, column.trails, column.tiers)),
        ]

    def records(self, records: Records) -> object:
        return {
            "kinds": [
                [
                    each.kind,
                    *(day and day.isoformat() for day in (each.issued_on, each.valid_until)),
                ]
                for each in records.kinds
            ],
            "codes": self.put(records.codes),
            "rows": self.put(records.rows),
            "answers": self.supports(records.answers),
            "elements": self.supports(records.elements),
        }

    def supports(self, supports: Mapping[str, Supports]) -> object:
        return {
            name: [self.put(each.records), self.put(each.places)] for name, each in supports.items()
        }


class _Reader:
    """Codes on their way in: whoever names them takes them in the same order."""

    def __init__(self, body: memoryview) -> None:
        self.body = body
        self.at = 0

    def take(self, named: Any) -> Codes:
        typecode, length = named
        end = self.at + _SIZES[typecode] * length
        codes = array(typecode)
        codes.frombytes(self.body[self.at : end])
        self.at = end
        return codes if sys.byteorder == "little" else _swapped(codes)

    def column(self, named: Any) -> Column:
        name, plain, codes = named
        wanted = FactType(name)
        typed: Callable[[Any], Value] = _TYPED.get(wanted, _as_it_is)
        return Column(
            type=wanted, values=tuple(typed(each) for each in plain), codes=self.take(codes)
        )

    def list(self, named: Any) -> ListColumn:
        around, ways, lengths, trails, tiers = named
        return ListColumn(
            around=around,
            ways=tuple(ways),
            lengths=self.take(lengths),
            trails=self.take(trails),
            tiers=self.take(tiers),
        )

    def records(self, named: Any) -> Records:
        return Records(
            kinds=tuple(
                RecordKind(kind=kind, issued_on=_day(issued), valid_until=_day(until))
                for kind, issued, until in named["kinds"]
            ),
            codes=self.take(named["codes"]),
            rows=self.take(named["rows"]),
            answers=self.supports(named["answers"]),
            elements=self.supports(named["elements"]),
        )

    def supports(self, named: Any) -> Mapping[str, Supports]:
        return {
            name: Supports(records=self.take(records), places=self.take(places))
            for name, (records, places) in named.items()
        }


def _plain(value: Value) -> object:
    match value:
        case Decimal():
            return str(value)
        case frozenset():
            return sorted(value)
        case date():
            return value.isoformat()
        case _:
            return value


def _as_it_is(plain: Any) -> Any:
    return plain


def _day(plain: str | None) -> date | None:
    return date.fromisoformat(plain) if plain else None


_TYPED: Mapping[FactType, Callable[[Any], Value]] = {
    FactType.NUMBER: Decimal,
    FactType.CHOICES: frozenset,
    FactType.DATE: date.fromisoformat,
}


def _swapped(codes: Codes) -> Codes:
    swapped = codes[:]
    swapped.byteswap()
    return swapped
