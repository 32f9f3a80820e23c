"""What a workbook says of itself: its parts, its sheets, its shared texts and which cells are days."""

import re
from collections.abc import Collection, Mapping
from pathlib import PurePosixPath

from checklist_engine.formats.xlsx_kinds import check_main
from checklist_engine.formats.xlsx_package import Package
from checklist_engine.formats.xlsx_refusals import broken, too_large, unsafe
from checklist_engine.formats.xlsx_texts import TextCollector
from checklist_engine.formats.xlsx_xml import Budget, read_xml
from checklist_engine.ground.lazy_dataclasses import dataclass, field

_CONTENT_TYPES = "[Content_Types].xml"
_MIMETYPE = "mimetype"
_LONGEST_MIMETYPE = 200
_MOST_SHEETS = 100
_FORBIDDEN_PARTS = (
    ("externallink", "ほかのブックへのリンク"),
    ("ddelink", "ほかのブックへのリンク"),
    ("connections", "外部のデータへの接続"),
    ("querytable", "外部のデータへの接続"),
    ("oleobject", "埋め込まれたファイル"),
    ("activex", "埋め込まれた部品（ActiveX）"),
)
_EMBEDDINGS = "xl/embeddings/"
_LINKS = "/hyperlink"
# Formats that Excel does not write down; 27 to 36 and 50 to 58 are the days of Japanese Excel.
_BUILT_IN_DAYS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_BUILT_IN_PERCENTS = frozenset((9, 10))
_NO_LETTERS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]|General|E[+-]', re.IGNORECASE)
# Excel itself takes no longer ones, and not as many.
_LONGEST_CODE = 255
_MOST_CODES = 1_000
_DAY_LETTERS = re.compile("[ymdgehs]", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPart:
    """A sheet: its name, and the part that holds it."""

    name: str
    part: str
    is_hidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CellFormats:
    """Which styles of cells show a number as a day, which as per cent, and which cross out."""

    days: frozenset[int]
    percents: frozenset[int]
    struck: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A workbook but for its cells; `struck_texts` are the numbers of the texts that are crossed out."""

    sheets: tuple[SheetPart, ...]
    texts: tuple[str, ...] = field(repr=False)
    struck_texts: frozenset[int] = field(repr=False)
    formats: CellFormats
    since_1904: bool


def read_outline(package: Package, budget: Budget) -> Outline:
    """What there is to read in a package.

    Raises:
        InvalidFile: it is no workbook, or has parts that a form never has.
    """
    types = _ContentTypes()
    if name := package.find(_CONTENT_TYPES):
        read_xml(package, name, types, budget)
    check_main(types.found, _mimetype(package), package.file)
    _check_parts(package, types.found)
    root = relations_of(package, "", budget)
    main = root.first("/officeDocument") if root else None
    if main is None:
        raise broken(package.file)
    relations = relations_of(package, main, budget)
    if relations is None:
        raise broken(package.file)
    for part in package.parts:
        if part.endswith(".rels"):
            _check_targets(package, part, budget)
    book = _Book()
    read_xml(package, main, book, budget)
    if not book.sheets or len(book.sheets) > _MOST_SHEETS:
        raise (
            broken(package.file)
            if not book.sheets
            else too_large(package.file, f"シートが {_MOST_SHEETS} 枚を超えています")
        )
    names = [title.casefold() for title, *_ in book.sheets]
    if len({*names}) < len(names):
        raise broken(package.file)
    sheets = []
    read: set[str] = set()
    for title, key, is_hidden in book.sheets:
        part = relations.by_id.get(key, "")
        if part not in package.parts or part in read:
            raise broken(package.file)
        read.add(part)
        # A chart on a sheet of its own has no cells.
        if relations.kind_of[key].endswith("/worksheet"):
            sheets.append(SheetPart(name=title, part=part, is_hidden=is_hidden))
    shared = _shared_texts(package, relations, budget)
    return Outline(
        sheets=tuple(sheets),
        texts=tuple(shared.found),
        struck_texts=frozenset(shared.struck),
        formats=_cell_formats(package, relations, budget),
        since_1904=book.since_1904,
    )


def _mimetype(package: Package) -> str:
    if _MIMETYPE not in package.parts:
        return ""
    head = next(package.chunks(_MIMETYPE), b"")
    return head[:_LONGEST_MIMETYPE].decode("ascii", errors="replace")


def _check_parts(package: Package, types: set[str]) -> None:
    named = [*(each.casefold() for each in types), *(each.casefold() for each in package.parts)]
    for mark, what in _FORBIDDEN_PARTS:
        if any(mark in each for each in named):
            raise unsafe(package.file, what)
    if any(each.startswith(_EMBEDDINGS) for each in named):
        raise unsafe(package.file, "埋め込まれたファイル")


def _check_targets(package: Package, part: str, budget: Budget) -> None:
    found = Relations("", package)
    read_xml(package, part, found, budget)
    if any(not kind.endswith(_LINKS) for kind in found.outside):
        raise unsafe(package.file, "外部のファイルへのつながり")
    for mark, what in _FORBIDDEN_PARTS:
        if any(mark in kind.casefold() for kind in found.kind_of.values()):
            raise unsafe(package.file, what)


def relations_of(package: Package, part: str, budget: Budget) -> "Relations | None":
    """Where a part (empty: the package) leads to; None where it leads nowhere."""
    way = PurePosixPath(part)
    name = package.find(f"{way.parent.as_posix()}/_rels/{way.name}.rels" if part else "_rels/.rels")
    if name is None:
        return None
    found = Relations(way.parent.as_posix() if part else "", package)
    read_xml(package, name, found, budget)
    return found


def _shared_texts(package: Package, relations: "Relations", budget: Budget) -> "_SharedTexts":
    shared = _SharedTexts(package.file)
    if (part := relations.first("/sharedStrings")) is not None:
        read_xml(package, part, shared, budget)
    return shared


def _cell_formats(package: Package, relations: "Relations", budget: Budget) -> CellFormats:
    part = relations.first("/styles")
    styles = _Styles()
    if part is not None:
        read_xml(package, part, styles, budget)
    if len(styles.codes) > _MOST_CODES:
        raise too_large(package.file, "書式が多すぎます")
    codes = {kind: code for kind, code in styles.codes.items() if len(code) <= _LONGEST_CODE}
    day_kinds = {kind for kind, code in codes.items() if shows_day(code)}
    day_kinds |= _BUILT_IN_DAYS - codes.keys()
    percent_kinds = {kind for kind, code in codes.items() if "%" in _NO_LETTERS.sub("", code)}
    percent_kinds |= _BUILT_IN_PERCENTS
    return CellFormats(
        days=_having(day_kinds, styles.kinds),
        percents=_having(percent_kinds - day_kinds, styles.kinds),
        struck=_having(styles.struck_fonts, styles.fonts),
    )


def _having(wanted: Collection[int], numbers: list[int]) -> frozenset[int]:
    """The styles that have one of the wanted formats, or fonts."""
    return frozenset(style for style, number in enumerate(numbers) if number in wanted)


def shows_day(code: str) -> bool:
    """Whether a number format shows a day or a time.

    >>> [shows_day(code) for code in ('[$-411]ggge"年"m"月"d"日"', '0.00E+00', '#,##0"人日"', "@")]
    [True, False, False, False]
    """
    return bool(_DAY_LETTERS.search(_NO_LETTERS.sub("", code.partition(";")[0])))


class _Elements:
    """A target that is told of beginnings only."""

    def end(self, tag: str) -> None:
        """Nothing hangs on it."""

    def data(self, text: str) -> None:
        """There is none that counts."""


class _ContentTypes(_Elements):
    def __init__(self) -> None:
        self.found: set[str] = set()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in ("Override", "Default"):
            self.found.add(attributes.get("ContentType", ""))


class Relations(_Elements):
    """Where a part leads to; `outside` are the kinds of what is not in the package."""

    def __init__(self, folder: str, package: Package) -> None:
        self._folder, self._package = folder, package
        self.by_id: dict[str, str] = {}
        self.kind_of: dict[str, str] = {}
        self.outside: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag != "Relationship":
            return
        key, kind = attributes.get("Id", ""), attributes.get("Type", "")
        target = attributes.get("Target", "")
        if attributes.get("TargetMode", "").casefold() == "external" or "://" in target:
            self.outside.append(kind)
            return
        way = target if target.startswith("/") else f"{self._folder}/{target}"
        self.by_id[key] = self._package.find(_straight(way)) or way
        self.kind_of[key] = kind

    def first(self, end: str) -> str | None:
        """The part of a kind."""
        return next(iter(self.all_of(end)), None)

    def all_of(self, end: str) -> list[str]:
        """The parts of a kind that are there, each once."""
        found = [self.by_id[key] for key, kind in self.kind_of.items() if kind.endswith(end)]
        return [part for part in dict.fromkeys(found) if part in self._package.parts]


def _straight(way: str) -> str:
    """A way without `.` and `..`."""
    parts: list[str] = []
    for each in way.split("/"):
        if each == "..":
            parts = parts[:-1]
        elif each not in ("", "."):
            parts.append(each)
    return "/".join(parts)


class _Book(_Elements):
    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.since_1904 = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "sheet":
            name, key = attributes.get("name", ""), attributes.get("id", "")
            self.sheets.append((name, key, attributes.get("state", "visible") != "visible"))
        elif tag == "workbookPr":
            self.since_1904 = attributes.get("date1904", "0") in ("1", "true", "on")


class _SharedTexts:
    def __init__(self, file: str) -> None:
        self.found: list[str] = []
        self.struck: set[int] = set()
        self._text = TextCollector(file)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "si":
            self._text.clear()
        else:
            self._text.start(tag, attributes)

    def end(self, tag: str) -> None:
        if tag == "si":
            if self._text.is_struck:
                self.struck.add(len(self.found))
            self.found.append(self._text.text())
        else:
            self._text.end(tag)

    def data(self, text: str) -> None:
        self._text.data(text)


class _Styles(_Elements):
    """Number formats by their numbers; the number format and the font of each style of a cell, by their
    numbers; the fonts that cross out.
    """

    def __init__(self) -> None:
        self.codes: dict[int, str] = {}
        self.kinds: list[int] = []
        self.fonts: list[int] = []
        self.struck_fonts: set[int] = set()
        self._inside = ""
        self._font = -1

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in ("fonts", "cellXfs", "cellStyleXfs", "dxfs"):
            self._inside = tag
        elif tag == "font" and self._inside == "fonts":
            self._font += 1
        elif tag == "strike" and self._inside == "fonts":
            if attributes.get("val", "1") not in ("0", "false"):
                self.struck_fonts.add(self._font)
        elif tag == "numFmt" and self._inside != "dxfs":
            self.codes[_number(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif tag == "xf" and self._inside == "cellXfs":
            self.kinds.append(_number(attributes.get("numFmtId")))
            self.fonts.append(_number(attributes.get("fontId")))


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
