"""Columns as bytes, for an archive: a header, a directory in JSON, then part after part.

    CKLCOLS2 | CRC-32 of the directory | its length | directory | parts …

The directory says of every part where it begins, how long it is and which CRC-32 it has. A part is an array of
codes (B, H or I, least byte first) or a JSON list of values. Of names, facts and lists only what is asked for is
read, so the bytes may well be a file in memory (`mmap`), which then has to stay open. Nothing in it is
ever run, and a byte that has changed is found when its part is read.
"""

import json
import struct
import sys
import zlib
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar, overload

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

_MAGIC = b"CKLCOLS2"
"""The last sign is the version: another one is another format."""

_HEADER = struct.Struct("<8sIQ")

Part = TypeVar("Part")


class UnreadableColumns(ChecklistError):
    """Bytes that are no columns of this version, or no longer."""


def to_bytes(columns: Columns) -> bytes:
    """The columns as bytes; the same columns always give the same."""
    writer = _Writer()
    directory = {
        "cases": writer.json([*columns.cases]),
        "order": writer.codes(columns.order),
        "groups": columns.groups,
        "days": writer.column(columns.days),
        "facts": {name: writer.column(each) for name, each in columns.facts.items()},
        "lists": {name: writer.list(each) for name, each in columns.lists.items()},
        "records": writer.records(columns.records),
    }
    directory["body"] = writer.digest
    text = _json(directory)
    header = _HEADER.pack(_MAGIC, zlib.crc32(text), len(text))
    return b"".join((header, text, *writer.parts))


def from_bytes(stored: bytes | memoryview, *, whole: bool = False) -> Columns:
    """The columns that `to_bytes` wrote.

    Args:
        stored: the bytes; they are read from as long as the columns are used.
        whole: look at every byte at once. Else what is read later may raise the same, later.

    Raises:
        UnreadableColumns: the bytes have another version, or have changed.
    """
    if len(stored) < _HEADER.size or stored[: len(_MAGIC)] != _MAGIC:
        raise UnreadableColumns("この版で読める列の形ではありません")
    _, digest, length = _HEADER.unpack_from(stored)
    end = _HEADER.size + length
    text = bytes(stored[_HEADER.size : end])
    if zlib.crc32(text) != digest:
        raise _changed()
    directory = json.loads(text)
    body = memoryview(stored)[end:]
    if whole and zlib.crc32(body) != directory["body"]:
        raise _changed()
    reader = _Reader(body)
    order = reader.codes(directory["order"])
    return Columns(
        cases=_Names(len(order), lambda: reader.json(directory["cases"])),
        order=order,
        groups=tuple(directory["groups"]),
        days=reader.column(directory["days"]),
        types={name: FactType(each[0]) for name, each in directory["facts"].items()},
        facts=_Asked(directory["facts"], reader.column),
        lists=_Asked(directory["lists"], reader.list),
        records=reader.records(directory["records"]),
    )


class _Asked(Mapping[str, Part]):
    """By name, what is read when it is first asked for."""

    def __init__(self, named: Mapping[str, Any], read: Callable[[Any], Part]) -> None:
        self._named = named
        self._read = read
        self._found: dict[str, Part] = {}

    def __getitem__(self, name: str) -> Part:
        if name not in self._found:
            self._found[name] = self._read(self._named[name])
        return self._found[name]

    def __contains__(self, name: object) -> bool:
        return name in self._named

    def __iter__(self) -> Iterator[str]:
        return iter(self._named)

    def __len__(self) -> int:
        return len(self._named)


class _Names(Sequence[str]):
    """So many names, read when one of them is first asked for."""

    def __init__(self, count: int, read: Callable[[], Any]) -> None:
        self._count = count
        self._read = read
        self._found: tuple[str, ...] | None = None

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> str: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[str, ...]: ...

    def __getitem__(self, at: int | slice) -> str | tuple[str, ...]:
        return self._all[at]

    def __eq__(self, other: object) -> bool:
        return self._all == tuple(other) if isinstance(other, Sequence) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    @property
    def _all(self) -> tuple[str, ...]:
        if self._found is None:
            found = tuple(self._read())
            if len(found) != self._count:
                raise _changed()
            self._found = found
        return self._found


class _Writer:
    """Parts on their way out; what the directory says of each is returned."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []
        self.size = 0
        self.digest = 0

    def put(self, part: bytes) -> tuple[int, int, int]:
        at = self.size
        self.parts.append(part)
        self.size += len(part)
        self.digest = zlib.crc32(part, self.digest)
        return at, len(part), zlib.crc32(part)

    def json(self, plain: object) -> object:
        return self.put(_json(plain))

    def codes(self, codes: Codes) -> object:
        # An array of the widest type has four bytes on every system that Python runs on.
        narrow = codes if sys.byteorder == "little" else _swapped(codes)
        return [codes.typecode, *self.put(narrow.tobytes())]

    def column(self, column: Column) -> object:
        values = self.json([_plain(value) for value in column.values])
        return [column.type.value, values, self.codes(column.codes)]

    def list(self, column: ListColumn) -> object:
        return [
            column.around,
            self.json(column.ways),
            *(self.codes(codes) for codes in (column.lengths, column.trails, column.tiers)),
        ]

    def records(self, records: Records) -> object:
        kinds = [
            [each.kind, *(day and day.isoformat() for day in (each.issued_on, each.valid_until))]
            for each in records.kinds
        ]
        return {
            "kinds": self.json(kinds),
            "codes": self.codes(records.codes),
            "rows": self.codes(records.rows),
            "answers": self.supports(records.answers),
            "elements": self.supports(records.elements),
        }

    def supports(self, supports: Mapping[str, Supports]) -> object:
        return {
            name: [self.codes(each.records), self.codes(each.places)]
            for name, each in supports.items()
        }


class _Reader:
    """Parts on their way in, by what the directory says of them."""

    def __init__(self, body: memoryview) -> None:
        self.body = body

    def take(self, named: Sequence[int]) -> memoryview:
        at, length, digest = named
        part = self.body[at : at + length]
        if zlib.crc32(part) != digest:
            raise _changed()
        return part

    def json(self, named: Any) -> Any:
        return json.loads(bytes(self.take(named)))

    def codes(self, named: Any) -> Codes:
        typecode, *where = named
        codes = array(typecode)
        codes.frombytes(self.take(where))
        return codes if sys.byteorder == "little" else _swapped(codes)

    def column(self, named: Any) -> Column:
        name, values, codes = named
        wanted = FactType(name)
        typed: Callable[[Any], Value] = _TYPED.get(wanted, _as_it_is)
        return Column(
            type=wanted, values=tuple(map(typed, self.json(values))), codes=self.codes(codes)
        )

    def list(self, named: Any) -> ListColumn:
        around, ways, lengths, trails, tiers = named
        return ListColumn(
            around=around,
            ways=tuple(self.json(ways)),
            lengths=self.codes(lengths),
            trails=self.codes(trails),
            tiers=self.codes(tiers),
        )

    def records(self, named: Any) -> Records:
        return Records(
            kinds=tuple(
                RecordKind(kind=kind, issued_on=_day(issued), valid_until=_day(until))
                for kind, issued, until in self.json(named["kinds"])
            ),
            codes=self.codes(named["codes"]),
            rows=self.codes(named["rows"]),
            answers=_Asked(named["answers"], self.supports),
            elements=_Asked(named["elements"], self.supports),
        )

    def supports(self, named: Any) -> Supports:
        records, places = named
        return Supports(records=self.codes(records), places=self.codes(places))


def _json(plain: object) -> bytes:
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    # JSON files may have halves of characters, and `json.loads` reads them back.
    return text.encode(errors="surrogatepass")


def _changed() -> UnreadableColumns:
    return UnreadableColumns("列のバイトが、書いたときと違います")


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
