"""The last touch to a Word paper: the same input gives the same bytes, and nobody's name is in it."""

import io
import re
import zipfile
from xml.sax.saxutils import escape

from checklist_engine.ground.numerals import Numerals

# The first day that a zip can name.
_DATE = (1980, 1, 1, 0, 0, 0)
_CORE = "docProps/core.xml"
_RSID = re.compile(rb' w:rsid\w*="[^"]*"')
_RSIDS = re.compile(rb"<w:rsids>.*?</w:rsids>", re.DOTALL)
_OWNER = re.compile(rb"<(Manager|Company)>[^<]*</\1>")
# The levels that stand free, 「1」 and 「第1」; 「(1)」 and 「1.」 keep their half-width signs.
_FREE_LEVEL = re.compile(
    rb'<w:numFmt w:val="decimal"/>(?P<between>(?:(?!</w:lvl>).)*?)'
    rb'(?P<text><w:lvlText w:val="(?:\xe7\xac\xac)?%\d"/>)',
    re.DOTALL,
)
_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>{title}</dc:title><dc:language>ja-JP</dc:language></cp:coreProperties>"
)


def finished(raw: bytes, title: str, numerals: Numerals) -> bytes:
    """A .docx written again: its parts in one order and without dates, its properties only the title."""
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(parts, key=lambda each: (each != "[Content_Types].xml", each)):
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            package.writestr(entry, _finished_part(name, parts[name], title, numerals))
    return written.getvalue()


def _finished_part(name: str, part: bytes, title: str, numerals: Numerals) -> bytes:
    if name == _CORE:
        return _PROPERTIES.format(title=escape(title)).encode()
    if name == "docProps/app.xml":
        return _OWNER.sub(b"", part)
    if not name.endswith(".xml") or not name.startswith("word/"):
        return part
    part = _RSIDS.sub(b"", _RSID.sub(b"", part))
    if name == "word/numbering.xml" and numerals == "mixed":
        part = _FREE_LEVEL.sub(rb'<w:numFmt w:val="decimalFullWidth"/>\g<between>\g<text>', part)
    return part
