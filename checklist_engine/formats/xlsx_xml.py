"""XML of a workbook, read in one go without a tree, within bounds.

defusedxml is imported here only: nothing with a DTD or an entity of its own is read.
"""

# ruff: noqa: PLC0415

import re
from collections.abc import Iterator, Mapping
from typing import Protocol
from xml.etree.ElementTree import ParseError

from checklist_engine.formats.xlsx_package import LARGEST_XML, Package
from checklist_engine.formats.xlsx_refusals import broken, too_large, unsafe
from checklist_engine.ground.errors import MissingExtra
from checklist_engine.ground.lazy_dataclasses import dataclass

MOST_TAGS = 300_000
MOST_ATTRIBUTES = 500_000
MOST_CHARACTERS = 20_000_000
"""What all parts of a workbook that are read may have together; no form comes near."""

_DEEPEST = 50
# The parser keeps every name it has seen; Excel knows some hundreds.
_MOST_NAMES = 5_000
# Between two `<` stand a tag with its attributes and a text; a text has 32,767 characters at most.
_LONGEST_GAP = 512 * 1024
# A declaration and comments begin with `<`, too, and are no elements.
_MARKS_BESIDE = 1_000
_ENCODING = re.compile(rb"""^<\?xml[^>]*encoding=["']([^"']*)["']""")
_ENCODINGS = (b"utf-8", b"utf8", b"us-ascii")


class Target(Protocol):
    """What is told of each element; names come without their namespace."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None: ...

    def end(self, tag: str) -> None: ...

    def data(self, text: str) -> None: ...


@dataclass(slots=True, kw_only=True)
class Budget:
    """What may still be read, all parts of a workbook together; a part counts as often as it is read."""

    file: str
    tags: int = MOST_TAGS
    attributes: int = MOST_ATTRIBUTES
    characters: int = MOST_CHARACTERS
    bytes: int = LARGEST_XML

    def take_tag(self, attributes: int) -> None:
        """Take an element with so many attributes."""
        self.tags -= 1
        self.attributes -= attributes
        if self.tags < 0 or self.attributes < 0:
            raise too_large(self.file, "セルが多すぎます")

    def take_text(self, length: int) -> None:
        """Take a text; one that many cells share counts in each of them."""
        self.characters -= length
        if self.characters < 0:
            raise too_large(self.file, "文字が多すぎます")

    def take_bytes(self, count: int) -> None:
        """Take bytes of a part, before they are parsed."""
        self.bytes -= count
        if self.bytes < 0:
            raise too_large(self.file, f"中身が {LARGEST_XML // 1024**2} MB を超えています")


def read_xml(package: Package, part: str, target: Target, budget: Budget) -> None:
    """Tell `target` all elements of a part.

    Raises:
        InvalidFile: it is no XML of a workbook (E133), too large (E134) or harmful (E135).
        MissingExtra: defusedxml is not installed.
    """
    try:
        from defusedxml.common import DefusedXmlException
        from defusedxml.ElementTree import DefusedXMLParser
    except ImportError as error:
        raise MissingExtra("excel", "Excel の様式を読み書きする") from error

    # Most of what is too large ends here, before it is parsed.
    if package.marks[part] > 2 * budget.tags + _MARKS_BESIDE:
        raise too_large(package.file, "セルが多すぎます")
    guard = _Guard(target, budget)
    parser = DefusedXMLParser(target=guard, forbid_dtd=True)
    try:
        for chunk in _checked(package, part):
            budget.take_bytes(len(chunk))
            parser.feed(chunk)
        parser.close()
    except DefusedXmlException as error:
        raise unsafe(package.file, "XML の宣言（DTD、実体）") from error
    except (ParseError, ValueError) as error:
        raise broken(package.file) from error


def _checked(package: Package, part: str) -> Iterator[bytes]:
    """The chunks of a part: in UTF-8 and without a tag that has a million attributes."""
    gap, first = 0, True
    for chunk in package.chunks(part):
        if first and chunk:
            first = False
            found = _ENCODING.match(chunk.removeprefix(b"\xef\xbb\xbf"))
            foreign = found and found[1].lower() not in _ENCODINGS
            if foreign or chunk.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in chunk[:4]:
                raise broken(package.file)
        pieces = chunk.split(b"<")
        gaps = [gap + len(pieces[0]), *map(len, pieces[1:])]
        if max(gaps) > _LONGEST_GAP:
            raise too_large(package.file, "長すぎる文字が入っています")
        gap = gaps[-1]
        yield chunk


class _Guard:
    """Counts and strips namespaces on the way to a target."""

    def __init__(self, target: Target, budget: Budget) -> None:
        self._target, self._budget = target, budget
        self._depth = 0
        self._names: set[str] = set()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        self._budget.take_tag(len(attributes))
        self._names.add(tag)
        self._names.update(attributes)
        if len(self._names) > _MOST_NAMES:
            raise too_large(self._budget.file, "要素の種類が多すぎます")
        if self._depth > _DEEPEST:
            raise too_large(self._budget.file, "入れ子が深すぎます")
        if any("}" in name for name in attributes):
            attributes = {name.rpartition("}")[2]: each for name, each in attributes.items()}
        self._target.start(tag.rpartition("}")[2], attributes)

    def end(self, tag: str) -> None:
        self._depth -= 1
        self._target.end(tag.rpartition("}")[2])

    def data(self, text: str) -> None:
        self._budget.take_text(len(text))
        self._target.data(text)

    def close(self) -> None:
        """Nothing is left to do."""
