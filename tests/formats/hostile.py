"""Workbooks put together by hand, sound ones and hostile ones; none of them lies in the repository."""

import io
import zipfile
from collections.abc import Mapping, Sequence

MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def relations(*entries: tuple[str, str, str], outside: Sequence[tuple[str, str]] = ()) -> str:
    """A .rels part of (id, kind, target); `outside` are (kind, target) that are not in the package."""
    inside = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for key, kind, target in entries
    )
    beyond = "".join(
        f'<Relationship Id="x{number}" Type="{_OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
        for number, (kind, target) in enumerate(outside)
    )
    return f'{HEAD}<Relationships xmlns="{_RELATIONS}">{inside}{beyond}</Relationships>'


def content_types(*kinds: str, main: str = MAIN) -> str:
    """[Content_Types].xml of a workbook with these kinds of parts beside it."""
    parts = "".join(
        f'<Override PartName="/xl/part{number}.xml" ContentType="{kind}"/>'
        for number, kind in enumerate((main, *kinds))
    )
    return f'{HEAD}<Types xmlns="{_TYPES}">{parts}</Types>'


def sheet(rows: str, rest: str = "", before: str = "") -> str:
    """A sheet with these rows; `rest` stands behind them."""
    return (
        f'{HEAD}{before}<worksheet xmlns="{_SHEET}"><sheetData>{rows}</sheetData>{rest}</worksheet>'
    )


def row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def text(reference: str, words: str) -> str:
    """A cell with a text of its own."""
    return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'


def parts_of(
    rows: str = "",
    *,
    shared: str | None = None,
    styles: str | None = None,
    book: str = "",
    changed: Mapping[str, str | bytes | None] | None = None,
) -> dict[str, str | bytes]:
    """The parts of a workbook with one sheet 「表」; `changed` stand in place of them, or (None) take
    them away.
    """
    more = []
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relations(("r1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'{HEAD}<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}">{book}'
            '<sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>'
        ),
        "xl/worksheets/sheet1.xml": sheet(rows),
    }
    if shared is not None:
        parts["xl/sharedStrings.xml"] = f'{HEAD}<sst xmlns="{_SHEET}">{shared}</sst>'
        more.append(("r2", "sharedStrings", "sharedStrings.xml"))
    if styles is not None:
        parts["xl/styles.xml"] = f'{HEAD}<styleSheet xmlns="{_SHEET}">{styles}</styleSheet>'
        more.append(("r3", "styles", "styles.xml"))
    parts["xl/_rels/workbook.xml.rels"] = relations(
        ("r1", "worksheet", "worksheets/sheet1.xml"), *more
    )
    for name, content in (changed or {}).items():
        if content is None:
            parts.pop(name, None)
        else:
            parts[name] = content
    return parts


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """The parts as a file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()
