"""Word files for tests: small ones made on the spot, spoiled ones, and what a .docx says as text."""

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

import docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Rows = Sequence[Sequence[str]]


def word_file(path: Path, *paragraphs: str, table: Rows = (), header: str = "") -> Path:
    """A .docx with these paragraphs, then a table."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if table:
        made = document.add_table(rows=len(table), cols=len(table[0]))
        for row, texts in zip(made.rows, table, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    if header:
        document.sections[0].header.paragraphs[0].text = header
    document.save(str(path))
    return path


def texts_of(raw: bytes) -> list[str]:
    """The paragraphs of a .docx outside of tables, then the cells of its tables."""
    document = docx.Document(io.BytesIO(raw))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [each.text for each in document.paragraphs] + cells


def parts_of(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        return {name: package.read(name) for name in package.namelist()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return made.getvalue()


def spoiled(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The .docx at `path` with its parts changed."""
    parts = parts_of(path.read_bytes())
    change(parts)
    path.write_bytes(zipped(parts))
    return path


def twin(raw: bytes) -> str:
    """A .docx as text: each paragraph with its style, tables cell by cell, so that a diff can be read."""
    parts = parts_of(raw)
    names = _style_names(parts["word/styles.xml"])
    lines = []
    for name in sorted(parts):
        if name == "word/document.xml" or name.startswith(("word/header", "word/footer")):
            lines += [f"=== {name}", *_lines(_xml(parts[name]), names, "")]
    return "\n".join(lines) + "\n"


def _xml(part: bytes) -> ET.Element:
    return ET.fromstring(part)  # noqa: S314 - made by the test itself, or checked in


def _style_names(styles: bytes) -> Mapping[str, str]:
    return {
        style.get(f"{W}styleId", ""): name.get(f"{W}val", "")
        for style in _xml(styles).iter(f"{W}style")
        if (name := style.find(f"{W}name")) is not None
    }


def _lines(element: ET.Element, names: Mapping[str, str], indent: str) -> Iterator[str]:
    for child in element:
        if child.tag == f"{W}p":
            yield f"{indent}{_paragraph(child, names)}"
        elif child.tag == f"{W}tr":
            marks = [
                mark
                for mark in ("tblHeader", "cantSplit")
                if child.find(f".//{W}{mark}") is not None
            ]
            yield f"{indent}行 {' '.join(marks)}".rstrip()
            yield from _lines(child, names, f"{indent}  ")
        elif child.tag == f"{W}tc":
            width = child.find(f"{W}tcPr/{W}tcW")
            yield f"{indent}欄 {width.get(f'{W}w') if width is not None else ''}"
            yield from _lines(child, names, f"{indent}  ")
        elif child.tag == f"{W}pgSz":
            yield f"{indent}用紙 {child.get(f'{W}w')}×{child.get(f'{W}h')}"
        else:
            yield from _lines(child, names, indent)


def _paragraph(paragraph: ET.Element, names: Mapping[str, str]) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    number = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
    text = "".join(
        (each.text or "") if each.tag in (f"{W}t", f"{W}instrText") else "\t"
        for each in paragraph.iter()
        if each.tag in (f"{W}t", f"{W}instrText") or (each.tag == f"{W}tab" and not each.attrib)
    )
    name = names.get(style.get(f"{W}val", ""), "?") if style is not None else "Normal"
    again = f" 番号{number.get(f'{W}val')}" if number is not None else ""
    return f"[{name}{again}] {text}".rstrip()
