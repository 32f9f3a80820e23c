"""Packages of Office (.docx, .xlsx: zip files of XML) unpacked without believing what they say.

Whoever reads such a file opens its bytes here before any library sees them, and calls `check_xml` on
each part that will be parsed into a tree. `UnsafePackage` knows no codes: the caller turns it into a
diagnostic of its own kind of file.

    try:
        parts = unpacked(raw)
        check_xml(parts["xl/workbook.xml"])
    except UnsafePackage as refused:
        ... Diagnostic(code="E1..", message=refused.words, hint=HINTS[refused.reason], ...)
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from xml.parsers import expat

from checklist_engine.ground.lazy_dataclasses import dataclass, field

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHUNK = 1 << 16
_DEEPEST = 250

_END = b"PK\x05\x06"
_END_SIZE = 22
_LOCATOR = b"PK\x06\x07"
_LOCATOR_SIZE = 20
_LONGEST_COMMENT = 0xFFFF
_LARGEST_DIRECTORY = 1024 * 1024
_LOCAL = b"PK\x03\x04"
_LOCAL_SIZE = 30
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_NAMED_IN_UTF8 = 0x800


class Reason(Enum):
    """Why a package is refused."""

    EMPTY = "empty"
    OLD_OR_LOCKED = "old_or_locked"
    NO_ZIP = "no_zip"
    BROKEN = "broken"
    ENCRYPTED = "encrypted"
    TOO_LARGE = "too_large"
    ODD_NAMES = "odd_names"
    OVERLAPPING = "overlapping"
    DOCTYPE = "doctype"
    NO_XML = "no_xml"


class Flaw(Enum):
    """What exactly is wrong with a zip."""

    BROKEN = "broken"
    METHOD = "method"
    ENCRYPTED = "encrypted"
    ZIP64 = "zip64"
    MANY = "many"
    SWELLS = "swells"
    OUTSIDE = "outside"
    TWICE = "twice"
    MISNAMED = "misnamed"
    OVERLAPPING = "overlapping"


_BROKEN = "ファイルが途中で切れているか、壊れています"
_NAMES = "ファイルの中の部品の名前が正しくありません"
_TOLD: Mapping[Flaw, tuple[Reason, str]] = {
    Flaw.BROKEN: (Reason.BROKEN, _BROKEN),
    Flaw.METHOD: (Reason.BROKEN, "ファイルの縮め方が Word や Excel のものと違います"),
    Flaw.ENCRYPTED: (Reason.ENCRYPTED, "ファイルが暗号化されています"),
    Flaw.ZIP64: (Reason.TOO_LARGE, "4 GB を超えるファイルのための形式（ZIP64）です"),
    Flaw.MANY: (Reason.TOO_LARGE, "ファイルの中の部品が多すぎます"),
    Flaw.SWELLS: (Reason.TOO_LARGE, "展開すると大きくなりすぎるファイルです"),
    Flaw.OUTSIDE: (Reason.ODD_NAMES, _NAMES),
    Flaw.TWICE: (Reason.ODD_NAMES, _NAMES),
    Flaw.MISNAMED: (Reason.ODD_NAMES, _NAMES),
    Flaw.OVERLAPPING: (Reason.OVERLAPPING, "ファイルの中の部品が重なり合っています"),
}


class UnsafePackage(Exception):
    """A package that is not opened any further; `words` are Japanese. `flaw` is of the zip, if it is."""

    def __init__(self, reason: Reason, words: str, flaw: Flaw | None = None) -> None:
        self.reason = reason
        self.words = words
        self.flaw = flaw
        super().__init__(words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much a package may hold: files in it, bytes unpacked, and bytes unpacked for each packed.

    The ratio counts only beyond what is `harmless`: a small file of one letter is no bomb.
    """

    entries: int = 200
    unpacked: int = 50 * 1024 * 1024
    ratio: int = 100
    harmless: int = 1024 * 1024


USUAL = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundZip:
    """A zip whose directory tells no lies; `parts` are its files by name, as they are packed in `raw`.

    What is in them has still to be unpacked with care: `chunks`.
    """

    raw: bytes = field(repr=False)
    parts: Mapping[str, zipfile.ZipInfo] = field(repr=False)
    starts: Mapping[str, int] = field(repr=False)
    limits: Limits

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a part, unpacked no further than they may grow.

        Raises:
            UnsafePackage: it swells, or is broken.
        """
        part = self.parts[name]
        packed = memoryview(self.raw)[self.starts[name] :][: part.compress_size]
        limit = max(self.limits.harmless, self.limits.ratio * part.compress_size)
        size = checksum = 0
        for chunk in _inflated(packed, part.compress_type):
            size += len(chunk)
            checksum = zlib.crc32(chunk, checksum)
            if size > limit:
                raise _flawed(Flaw.SWELLS)
            yield chunk
        if checksum != part.CRC:
            raise _flawed(Flaw.BROKEN)


def sound_zip(raw: bytes, limits: Limits = USUAL) -> SoundZip:
    """The zip in some bytes.

    Raises:
        UnsafePackage: it is none, or its directory says what is not so.
    """
    _check_directory(raw, limits)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            entries = package.infolist()
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        EOFError,
        NotImplementedError,
        OSError,
        ValueError,
        RuntimeError,
    ) as error:
        raise _flawed(Flaw.BROKEN) from error
    _check_entries(entries, limits)
    starts = _starts(entries, raw)
    parts = {each.filename: each for each in entries if not each.is_dir()}
    return SoundZip(raw=raw, parts=parts, starts=starts, limits=limits)


def unpacked(raw: bytes, limits: Limits = USUAL) -> Mapping[str, bytes]:
    """The files of a package by name, in its order; each is inflated for real, and only so far.

    Raises:
        UnsafePackage: it is no package, broken, locked, or swells.
    """
    if not raw.strip(b"\x00"):
        raise UnsafePackage(Reason.EMPTY, "ファイルが空です")
    if raw.startswith(_OLD_OFFICE):
        words = "パスワードが付いているか、古い形式（.doc、.xls）のファイルです"
        raise UnsafePackage(Reason.OLD_OR_LOCKED, words)
    if not raw.startswith(b"PK"):
        raise UnsafePackage(Reason.NO_ZIP, "Word や Excel のファイルではありません")
    package = sound_zip(raw, limits)
    found: dict[str, bytes] = {}
    total = 0
    for name in package.parts:
        pieces = []
        for chunk in package.chunks(name):
            total += len(chunk)
            if total > limits.unpacked:
                raise _flawed(Flaw.SWELLS)
            pieces.append(chunk)
        found[name] = b"".join(pieces)
    return found


def check_xml(xml: bytes) -> None:
    """See that a part is XML without a document type, and so without entities, and not too deep.

    Raises:
        UnsafePackage: it is not.
    """
    parser = expat.ParserCreate()
    depth = 0

    def started(_name: str, _attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise UnsafePackage(Reason.TOO_LARGE, "ファイルの中の入れ子が深すぎます")

    def ended(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def declared(*_: object) -> None:
        words = "ファイルの中に、許されない宣言（DTD）があります"
        raise UnsafePackage(Reason.DOCTYPE, words)

    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    parser.StartDoctypeDeclHandler = declared
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise UnsafePackage(Reason.NO_XML, "ファイルの中身が壊れています") from error


def _flawed(flaw: Flaw) -> UnsafePackage:
    reason, words = _TOLD[flaw]
    return UnsafePackage(reason, words, flaw)


def _too_many(count: int, limits: Limits) -> UnsafePackage:
    reason, words = _TOLD[Flaw.MANY]
    return UnsafePackage(reason, f"{words}（{count} 個。{limits.entries} 個まで）", Flaw.MANY)


def _check_directory(raw: bytes, limits: Limits) -> None:
    """Before zipfile makes an object of every entry: how many are there."""
    end = raw.rfind(_END, max(0, len(raw) - _END_SIZE - _LONGEST_COMMENT))
    if end < 0 or end + _END_SIZE > len(raw):
        raise _flawed(Flaw.BROKEN)
    if raw[max(0, end - _LOCATOR_SIZE) : end].startswith(_LOCATOR):
        # Its counts, of any size, would be believed instead of those below.
        raise _flawed(Flaw.ZIP64)
    here, all_of_them, size, start = struct.unpack("<HHII", raw[end + 8 : end + 20])
    if max(here, all_of_them) > limits.entries or size > _LARGEST_DIRECTORY:
        raise _too_many(max(here, all_of_them), limits)
    if start + size > end or here != all_of_them:
        raise _flawed(Flaw.BROKEN)


def _check_entries(entries: Sequence[zipfile.ZipInfo], limits: Limits) -> None:
    """What the directory of the package says, before anything is inflated."""
    if len(entries) > limits.entries:
        # Its end may say that there are fewer.
        raise _too_many(len(entries), limits)
    seen: set[str] = set()
    for entry in entries:
        # Where a name has a NUL in it, zipfile shows only what stands before.
        written = entry.orig_filename
        leads_out = written.startswith("/") or ".." in written.split("/")
        if not entry.filename or leads_out or {*"\\:\0"} & {*written}:
            raise _flawed(Flaw.OUTSIDE)
        # The names of parts are compared without regard to case (ECMA-376 part 2, 6.2.2.3).
        if entry.filename.casefold() in seen:
            raise _flawed(Flaw.TWICE)
        seen.add(entry.filename.casefold())
        if entry.flag_bits & _ENCRYPTED:
            raise _flawed(Flaw.ENCRYPTED)
        # The other methods of zip cannot be inflated bit by bit, and Office writes none of them.
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _flawed(Flaw.METHOD)


def _starts(entries: Sequence[zipfile.ZipInfo], raw: bytes) -> Mapping[str, int]:
    """Where the bytes of each entry begin; entries do not overlap."""
    starts: dict[str, int] = {}
    end_before = 0
    for entry in sorted(entries, key=lambda each: each.header_offset):
        at = entry.header_offset
        header = raw[at : at + _LOCAL_SIZE]
        if at < end_before:
            raise _flawed(Flaw.OVERLAPPING)
        if len(header) < _LOCAL_SIZE or not header.startswith(_LOCAL):
            raise _flawed(Flaw.BROKEN)
        [method] = struct.unpack("<H", header[8:10])
        name_size, extra_size = struct.unpack("<HH", header[26:30])
        start = at + _LOCAL_SIZE + name_size + extra_size
        named = raw[at + _LOCAL_SIZE : at + _LOCAL_SIZE + name_size]
        encoding = "utf-8" if entry.flag_bits & _NAMED_IN_UTF8 else "cp437"
        told = named.decode(encoding, "replace")
        if method != entry.compress_type or told != entry.orig_filename:
            # Other programs would read another file there than we do.
            raise _flawed(Flaw.MISNAMED)
        end_before = start + entry.compress_size
        if end_before > len(raw):
            raise _flawed(Flaw.BROKEN)
        starts[entry.filename] = start
    return starts


def _inflated(packed: memoryview, method: int) -> Iterator[bytes]:
    if method == zipfile.ZIP_STORED:
        for at in range(0, len(packed), _CHUNK):
            yield bytes(packed[at : at + _CHUNK])
        return
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    waiting: bytes | memoryview = packed
    try:
        while not inflater.eof:
            chunk = inflater.decompress(waiting, _CHUNK)
            waiting = inflater.unconsumed_tail
            if not chunk and not waiting and not inflater.eof:
                raise _flawed(Flaw.BROKEN)
            yield chunk
    except zlib.error as error:
        raise _flawed(Flaw.BROKEN) from error
