"""The paragraphs of a Word file, each with a place that its reader finds: 「本文」第3段落, 表2の3行1列."""

import re
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

from checklist_engine.formats.docx_package import WORD, WordFile
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.places import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of a story, with its text as Word shows it.

    `box` and `row` tell apart what it stands in: the body or a cell, and the row of a table.
    """

    file: str
    number: int
    where: str
    text: str
    box: int
    row: int
    table: int
    is_drawn: bool
    # One number for each character: its parent, for a tag must not leave a link halfway.
    parents: Sequence[int] = field(repr=False)

    def place(self, start: int = 0, end: int | None = None) -> Place:
        """A stretch of the paragraph."""
        return Place(
            file=self.file,
            line=self.number,
            column=start + 1,
            end_column=(len(self.text) if end is None else end) + 1,
            excerpt=self.text,
            cell=self.where,
        )

    def fault(self, code: str, message: str, hint: str, span: tuple[int, int]) -> Diagnostic:
        return Diagnostic(code=code, message=message, hint=hint, place=self.place(*span))


def paragraphs_of(word: WordFile, name: str) -> list[Paragraph]:
    """The paragraphs of a story in order, those in cells and drawings among them."""
    return list(
        _Walk(file=word.file, story=_story_label(word, name)).paragraphs(word.stories[name])
    )


def _story_label(word: WordFile, name: str) -> str:
    if name == word.main:
        return "本文"
    labels = {"header": "ヘッダー", "footer": "フッター"}
    found = re.match(r"([a-z]+)\d*\.xml$", name.rpartition("/")[2], re.IGNORECASE)
    return labels.get(found[1].lower(), "脚注") if found else "脚注"


@dataclass(slots=True, kw_only=True)
class _Walk:
    """Counts paragraphs and tables as a reader of the page would."""

    file: str
    story: str
    number: int = 0
    outside: int = 0
    tables: int = 0
    boxes: int = 0
    rows: int = 0

    def paragraphs(self, root: ET.Element) -> Iterator[Paragraph]:
        yield from self._inside(root, where="", box=0, row=0, table=0, is_drawn=False)

    def _inside(
        self, element: ET.Element, *, where: str, box: int, row: int, table: int, is_drawn: bool
    ) -> Iterator[Paragraph]:
        for child in element:
            if child.tag == f"{WORD}p":
                yield self._paragraph(child, where, box, row, table, is_drawn)
                # What a drawing in the paragraph holds.
                yield from self._inside(
                    child, where=where, box=box, row=row, table=table, is_drawn=True
                )
            elif child.tag == f"{WORD}tbl":
                yield from self._table(child, is_drawn)
            else:
                yield from self._inside(
                    child, where=where, box=box, row=row, table=table, is_drawn=is_drawn
                )

    def _table(self, table: ET.Element, is_drawn: bool) -> Iterator[Paragraph]:
        self.tables += 1
        number = self.tables
        for at, row in enumerate(_children(table, f"{WORD}tr"), start=1):
            self.rows += 1
            own = self.rows
            for cell_at, cell in enumerate(_children(row, f"{WORD}tc"), start=1):
                self.boxes += 1
                yield from self._inside(
                    cell,
                    where=f"「{self.story}」表{number}の{at}行{cell_at}列",
                    box=self.boxes,
                    row=own,
                    table=number,
                    is_drawn=is_drawn,
                )

    def _paragraph(
        self, element: ET.Element, where: str, box: int, row: int, table: int, is_drawn: bool
    ) -> Paragraph:
        self.number += 1
        if not where:
            self.outside += 1
        pieces = list(_pieces(element, 0))
        return Paragraph(
            file=self.file,
            number=self.number,
            where=where or f"「{self.story}」第{self.outside}段落",
            text="".join(text for text, _ in pieces),
            box=box,
            row=row,
            table=table,
            is_drawn=is_drawn,
            parents=[parent for text, parent in pieces for _ in text],
        )


def _children(element: ET.Element, tag: str) -> Iterator[ET.Element]:
    """The rows of a table, or cells of a row, not those of a table in a cell of it."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag != f"{WORD}p":
            yield from _children(child, tag)


def _pieces(element: ET.Element, parent: int) -> Iterator[tuple[str, int]]:
    """The words of a paragraph, each with what it stands in (runs count as their parent)."""
    for child in element:
        if child.tag in (f"{WORD}p", f"{WORD}tbl"):
            continue
        if child.tag == f"{WORD}t":
            yield child.text or "", parent
        elif child.tag in (f"{WORD}tab", f"{WORD}br", f"{WORD}cr") and element.tag == f"{WORD}r":
            yield " ", parent
        else:
            yield from _pieces(child, parent if child.tag == f"{WORD}r" else id(child))
