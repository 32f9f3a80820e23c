"""Packages of Office (.docx, .xlsx: zip files of XML) unpacked without believing what they say.

Whoever reads such a file calls `unpacked` on its bytes before any library sees it, and
`check_xml` on each part that will be parsed. Both raise `UnsafePackage`, which knows no codes: the
caller turns its `reason` and `words` into a diagnostic of its own kind of file.

    try:
        parts = unpacked(raw)
        check_xml(parts["xl/workbook.xml"])
    except UnsafePackage as refused:
        ... Diagnostic(code="E1..", message=refused.words, hint=HINTS[refused.reason], ...)
"""

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from enum import Enum
from xml.parsers import expat

from checklist_engine.ground.lazy_dataclasses import dataclass

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHUNK = 1 << 16
_DEEPEST = 250


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


class UnsafePackage(Exception):
    """A package that is not opened any further; `words` are Japanese."""

    def __init__(self, reason: Reason, words: str) -> None:
        self.reason = reason
        self.words = words
        super().__init__(words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much a package may hold: files in it, bytes unpacked, and bytes unpacked for each packed.

    The ratio counts from a megabyte on: a small file of one letter is no bomb.
    """

    entries: int = 200
    unpacked: int = 50 * 1024 * 1024
    ratio: int = 100


USUAL = Limits()
_RATIO_COUNTS_FROM = 1024 * 1024


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
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            entries = package.infolist()
            _check_entries(entries, limits, len(raw))
            return _inflated(package, entries, limits)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        OSError,
        ValueError,
        RuntimeError,
    ) as error:
        words = "ファイルが途中で切れているか、壊れています"
        raise UnsafePackage(Reason.BROKEN, words) from error


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


def _check_entries(entries: Sequence[zipfile.ZipInfo], limits: Limits, size: int) -> None:
    """What the directory of the package says, before anything is inflated."""
    if len(entries) > limits.entries:
        words = f"ファイルの中の部品が多すぎます（{len(entries)} 個。{limits.entries} 個まで）"
        raise UnsafePackage(Reason.TOO_LARGE, words)
    seen: set[str] = set()
    for entry in entries:
        # The names of parts are compared without regard to case (ECMA-376 part 2, 6.2.2.3).
        name = entry.filename.lower()
        is_odd = not name or name.startswith("/") or ".." in name.split("/")
        # Where a name has a NUL in it, zipfile shows only what stands before.
        if is_odd or {*"\\:\0"} & {*entry.orig_filename} or name in seen:
            raise UnsafePackage(Reason.ODD_NAMES, "ファイルの中の部品の名前が正しくありません")
        seen.add(name)
        if entry.flag_bits & 0x1:
            raise UnsafePackage(Reason.ENCRYPTED, "ファイルが暗号化されています")
        # The other methods of zip cannot be inflated bit by bit, and Office writes none of them.
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise UnsafePackage(Reason.BROKEN, "ファイルの縮め方が Word や Excel のものと違います")
    ends = 0
    for entry in sorted(entries, key=lambda each: each.header_offset):
        if entry.header_offset < ends:
            raise UnsafePackage(Reason.OVERLAPPING, "ファイルの中の部品が重なり合っています")
        ends = entry.header_offset + entry.compress_size
    if ends > size:
        raise UnsafePackage(Reason.BROKEN, "ファイルが途中で切れているか、壊れています")


def _inflated(
    package: zipfile.ZipFile, entries: Sequence[zipfile.ZipInfo], limits: Limits
) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    total = 0
    for entry in entries:
        if entry.is_dir():
            continue
        swollen = max(_RATIO_COUNTS_FROM, entry.compress_size * limits.ratio)
        pieces, size = [], 0
        with package.open(entry) as stream:
            while piece := stream.read(_CHUNK):
                size += len(piece)
                if total + size > limits.unpacked or size > swollen:
                    words = "展開すると大きくなりすぎるファイルです"
                    raise UnsafePackage(Reason.TOO_LARGE, words)
                pieces.append(piece)
        total += size
        found[entry.filename] = b"".join(pieces)
    return found
