"""The zip around a workbook, taken apart without believing what it says of itself."""

import stat
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from checklist_engine.formats.files import reason_of, shown_path
from checklist_engine.formats.xlsx_kinds import check_is_zip
from checklist_engine.formats.xlsx_refusals import broken, refusal, too_large, unsafe
from checklist_engine.formats.zip_guard import Flaw, Limits, SoundZip, UnsafePackage, sound_zip
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.ground.lazy_dataclasses import dataclass, field, replace

LARGEST_PACKED = 20 * 1024 * 1024
LARGEST_XML = 24 * 1024 * 1024
"""What all parts have together that are no pictures; a form of thousands of elements comes near it."""

_LIMITS = Limits(harmless=256 * 1024)
_XML = (".xml", ".rels", ".vml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """The parts of a workbook, as they are packed in `sound`.

    `spelled` has the name of each by its small letters; `marks` counts the `<` in each: no part has
    more elements than these.
    """

    file: str
    sound: SoundZip = field(repr=False)
    spelled: Mapping[str, str] = field(repr=False)
    marks: Mapping[str, int] = field(default_factory=dict, repr=False)

    @property
    def parts(self) -> Collection[str]:
        """The names of the parts, in their order."""
        return self.sound.parts.keys()

    def find(self, name: str) -> str | None:
        """The name of a part as it is spelled; letters count alike, as Excel has it."""
        return self.spelled.get(name.lstrip("/").casefold())

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of a part, unpacked no further than they may grow.

        Raises:
            InvalidFile: it grows too large, or is broken.
        """
        try:
            yield from self.sound.chunks(name)
        except UnsafePackage as refused:
            raise _refused(self.file, refused.flaw) from refused


def read_package(path: Path) -> Package:
    """The zip at `path`, all of its entries tried.

    Raises:
        InvalidFile: E101 to E103; E130 to E135.
    """
    name = shown_path(path)
    raw = _read_bytes(path, name)
    check_is_zip(raw, name)
    try:
        sound = sound_zip(raw, _LIMITS)
    except UnsafePackage as refused:
        raise _refused(name, refused.flaw) from refused
    package = Package(
        file=name, sound=sound, spelled={each.casefold(): each for each in sound.parts}
    )
    return replace(package, marks=_marks(package))


def _refused(name: str, flaw: Flaw | None) -> InvalidFile:
    """A flaw of the zip, in the words of workbooks."""
    match flaw:
        case Flaw.ENCRYPTED:
            hint = "パスワードを外して保存し直してください"
            return refusal(name, "E132", "パスワードが付いています", hint)
        case Flaw.ZIP64:
            return too_large(name, "4 GB を超えるファイルのための形式（ZIP64）です")
        case Flaw.MANY:
            return too_large(name, f"中のファイルが {_LIMITS.entries} 個を超えています")
        case Flaw.SWELLS:
            return too_large(name, "中身が、異常に小さく圧縮されています")
        case Flaw.OUTSIDE:
            return unsafe(name, "フォルダの外を指すファイル")
        case Flaw.TWICE:
            return unsafe(name, "同じ名前の二つのファイル")
        case Flaw.MISNAMED:
            return unsafe(name, "名前の食い違うファイル")
        case Flaw.OVERLAPPING:
            return unsafe(name, "重なり合ったファイル")
        case _:
            return broken(name)


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


def _marks(package: Package) -> dict[str, int]:
    """How often `<` stands in each part, found while all of them are tried out."""
    marks: dict[str, int] = {}
    size = size_of_xml = 0
    for name in package.sound.parts:
        marks[name] = 0
        is_xml = name.casefold().endswith(_XML)
        for chunk in package.chunks(name):
            marks[name] += chunk.count(b"<")
            size += len(chunk)
            size_of_xml += len(chunk) if is_xml else 0
            if size > _LIMITS.unpacked or size_of_xml > LARGEST_XML:
                most = LARGEST_XML if size_of_xml > LARGEST_XML else _LIMITS.unpacked
                raise too_large(package.file, f"中身が {most // 1024**2} MB を超えています")
    return marks
