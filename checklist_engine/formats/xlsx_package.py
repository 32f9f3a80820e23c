"""The zip around a workbook, taken apart without believing what it says of itself."""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from checklist_engine.formats.files import reason_of, shown_path
from checklist_engine.formats.xlsx_kinds import check_is_zip
from checklist_engine.formats.xlsx_refusals import broken, refusal, too_large, unsafe
from checklist_engine.ground.lazy_dataclasses import dataclass, field, replace

LARGEST_PACKED = 20 * 1024 * 1024
LARGEST_UNPACKED = 50 * 1024 * 1024
LARGEST_XML = 24 * 1024 * 1024
"""What all parts have together that are no pictures; a form of thousands of elements comes near it."""

MOST_ENTRIES = 200
HIGHEST_RATIO = 100
# What is small cannot be a bomb, however well it is packed.
_HARMLESS = 256 * 1024
_LARGEST_DIRECTORY = 1024 * 1024
_CHUNK = 64 * 1024
_XML = (".xml", ".rels", ".vml")

_END = b"PK\x05\x06"
_END_SIZE = 22
_LOCATOR = b"PK\x06\x07"
_LOCATOR_SIZE = 20
_LONGEST_COMMENT = 0xFFFF
_LOCAL_SIZE = 30
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_NAMED_IN_UTF8 = 0x800


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """The parts of a workbook by their names, as they are packed in `raw`.

    `spelled` has the name of each by its small letters; `marks` counts the `<` in each: no part has
    more elements than these.
    """

    file: str
    raw: bytes = field(repr=False)
    parts: Mapping[str, zipfile.ZipInfo] = field(repr=False)
    spelled: Mapping[str, str] = field(repr=False)
    starts: Mapping[str, int] = field(repr=False)
    marks: Mapping[str, int] = field(default_factory=dict, repr=False)

    def find(self, name: str) -> str | None:
        """The name of a part as it is spelled; letters count alike, as Excel has it."""
        return self.spelled.get(name.lstrip("/").casefold())

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a part, unpacked no further than they may grow.

        Raises:
            InvalidFile: it grows too large, or is broken.
        """
        part = self.parts[name]
        packed = memoryview(self.raw)[self.starts[name] :][: part.compress_size]
        limit = min(LARGEST_UNPACKED, max(_HARMLESS, HIGHEST_RATIO * part.compress_size))
        size = checksum = 0
        for chunk in _unpacked(packed, part.compress_type, self.file):
            size += len(chunk)
            checksum = zlib.crc32(chunk, checksum)
            if size > limit:
                raise too_large(self.file, "中身が、異常に小さく圧縮されています")
            yield chunk
        if checksum != part.CRC:
            raise broken(self.file)


def read_package(path: Path) -> Package:
    """The zip at `path`, all of its entries tried.

    Raises:
        InvalidFile: E101 to E103; E130 to E135.
    """
    name = shown_path(path)
    raw = _read_bytes(path, name)
    check_is_zip(raw, name)
    _check_directory(raw, name)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            entries = [each for each in archive.infolist() if not each.is_dir()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error) as error:
        raise broken(name) from error
    _check_names(entries, name)
    package = Package(
        file=name,
        raw=raw,
        parts={each.filename: each for each in entries},
        spelled={each.filename.casefold(): each.filename for each in entries},
        starts=_starts(entries, raw, name),
    )
    return replace(package, marks=_marks(package))


def _read_bytes(path: Path, name: str) -> bytes:
    try:
        if path.is_dir():
            raise refusal(
                name,
                "E102",
                "ファイルを指定するところに、フォルダが指定されています",
                "フォルダの中のファイルの名前まで書いてください",
            )
        if not stat.S_ISREG(path.stat().st_mode):
            # A pipe would be waited for, and a device be read without end.
            raise refusal(
                name,
                "E103",
                "普通のファイルではないので、読みません",
                "記入した様式のファイルを指定してください",
            )
        with path.open("rb") as file:
            raw = file.read(LARGEST_PACKED + 1)
    except FileNotFoundError as error:
        raise refusal(
            name, "E101", "ファイルが見つかりません", "名前とフォルダを確かめてください"
        ) from error
    except (OSError, ValueError) as error:
        raise refusal(
            name,
            "E103",
            f"ファイルを開けません（{reason_of(error)}）",
            "ほかのソフトで開いていないか、読む権限があるかを確かめてください",
        ) from error
    if len(raw) > LARGEST_PACKED:
        raise too_large(name, f"ファイルが {LARGEST_PACKED // 1024**2} MB を超えています")
    return raw


def _check_directory(raw: bytes, name: str) -> None:
    """Before zipfile makes an object of every entry: how many are there."""
    end = raw.rfind(_END, max(0, len(raw) - _END_SIZE - _LONGEST_COMMENT))
    if end < 0 or end + _END_SIZE > len(raw):
        raise broken(name)
    if raw[max(0, end - _LOCATOR_SIZE) : end].startswith(_LOCATOR):
        # Its counts, of any size, would be believed instead of those below.
        raise too_large(name, "4 GB を超えるファイルのための形式（ZIP64）です")
    here, all_of_them, size, start = struct.unpack("<HHII", raw[end + 8 : end + 20])
    if max(here, all_of_them) > MOST_ENTRIES or size > _LARGEST_DIRECTORY:
        raise too_large(name, f"中のファイルが {MOST_ENTRIES} 個を超えています")
    if start + size > end or here != all_of_them:
        raise broken(name)


def _check_names(entries: list[zipfile.ZipInfo], name: str) -> None:
    if len(entries) > MOST_ENTRIES:
        raise too_large(name, f"中のファイルが {MOST_ENTRIES} 個を超えています")
    seen: set[str] = set()
    for entry in entries:
        written = entry.orig_filename
        way = PurePosixPath(written)
        if way.is_absolute() or ".." in way.parts or {*"\\:\0"} & {*written}:
            raise unsafe(name, "フォルダの外を指すファイル")
        if entry.filename.casefold() in seen:
            raise unsafe(name, "同じ名前の二つのファイル")
        seen.add(entry.filename.casefold())
        if entry.flag_bits & _ENCRYPTED:
            raise refusal(
                name,
                "E132",
                "パスワードが付いています",
                "パスワードを外して保存し直してください",
            )
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise broken(name)


def _starts(entries: list[zipfile.ZipInfo], raw: bytes, name: str) -> dict[str, int]:
    """Where the bytes of each entry begin; entries do not overlap."""
    starts: dict[str, int] = {}
    end_before = 0
    for entry in sorted(entries, key=lambda each: each.header_offset):
        at = entry.header_offset
        header = raw[at : at + _LOCAL_SIZE]
        if at < end_before:
            raise unsafe(name, "重なり合ったファイル")
        if len(header) < _LOCAL_SIZE or header[:4] != b"PK\x03\x04":
            raise broken(name)
        [method] = struct.unpack("<H", header[8:10])
        name_size, extra_size = struct.unpack("<HH", header[26:30])
        start = at + _LOCAL_SIZE + name_size + extra_size
        named = raw[at + _LOCAL_SIZE : at + _LOCAL_SIZE + name_size]
        if (
            method != entry.compress_type
            or named.decode(_encoding(entry), "replace") != entry.orig_filename
        ):
            # Other programs would read another file there than we do.
            raise unsafe(name, "名前の食い違うファイル")
        end_before = start + entry.compress_size
        if end_before > len(raw):
            raise broken(name)
        starts[entry.filename] = start
    return starts


def _encoding(entry: zipfile.ZipInfo) -> str:
    return "utf-8" if entry.flag_bits & _NAMED_IN_UTF8 else "cp437"


def _marks(package: Package) -> dict[str, int]:
    """How often `<` stands in each part, found while all of them are tried out."""
    marks: dict[str, int] = {}
    size = size_of_xml = 0
    for name in package.parts:
        marks[name] = 0
        is_xml = name.casefold().endswith(_XML)
        for chunk in package.chunks(name):
            marks[name] += chunk.count(b"<")
            size += len(chunk)
            size_of_xml += len(chunk) if is_xml else 0
            if size > LARGEST_UNPACKED or size_of_xml > LARGEST_XML:
                most = LARGEST_XML if size_of_xml > LARGEST_XML else LARGEST_UNPACKED
                raise too_large(package.file, f"中身が {most // 1024**2} MB を超えています")
    return marks


def _unpacked(packed: memoryview, method: int, name: str) -> Iterator[bytes]:
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
                raise broken(name)
            yield chunk
    except zlib.error as error:
        raise broken(name) from error
