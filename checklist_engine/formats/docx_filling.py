"""docxtpl, tamed: each tag on a line of its own for our sandbox, values as text and nothing else.

docxtpl (and with it python-docx and lxml) is imported here only, and this module inside a function.
"""

import io
import re
from collections.abc import Callable, Mapping
from typing import Any
from xml.etree import ElementTree as ET

from docxtpl import DocxTemplate  # type: ignore[import-untyped]

from checklist_engine.formats.docx_package import WORD
from checklist_engine.formats.docx_tags import TAG
from checklist_engine.formats.template_filters import ANYWHERE
from checklist_engine.formats.template_sandbox import filled

# No text of XML can hold it, so none of ours does: it stands for a line break inside a value.
_BREAK = "\x0b"
_BREAK_XML = '</w:t><w:br/><w:t xml:space="preserve">'
_TAB_XML = '</w:t><w:tab/><w:t xml:space="preserve">'
_UNPRINTABLE = dict.fromkeys(
    [*range(0x20), 0x7F, *range(0x80, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF]
) | {ord("\n"): _BREAK, ord("\t"): "\t", 0x85: _BREAK, 0x2028: _BREAK, 0x2029: _BREAK}


class BrokenResult(Exception):
    """What came out is no Word document: a command begins in one thing and ends in another."""


def plain(value: str) -> str:
    r"""A value as it may stand in XML (still to be escaped): no control characters, no markup.

    >>> plain("一行目\r\n二行目\x00")
    '一行目\x0b二行目'
    """
    # `str.translate` makes a bare text even of one that jinja2 takes for markup.
    return str.translate(value.replace("\r\n", "\n").replace("\r", "\n"), _UNPRINTABLE)


def fill(
    raw: bytes,
    view: Mapping[str, object],
    printed: Callable[[str], str],
    missed: Callable[[str, int, Exception], None],
) -> bytes:
    """The template filled, as python-docx writes it.

    Args:
        raw: a .docx that was looked at before.
        view: the words.
        printed: what is done to each text.
        missed: told of each story that cannot be filled: its name, how many tags were left of it
            when docxtpl had prepared it, and why.
    """
    template = _Template(io.BytesIO(raw), printed, missed)
    template.render(dict(view))
    written = io.BytesIO()
    template.save(written)
    return written.getvalue()


class _Template(DocxTemplate):  # type: ignore[misc]
    def __init__(
        self,
        template: io.BytesIO,
        printed: Callable[[str], str],
        missed: Callable[[str, int, Exception], None],
    ) -> None:
        super().__init__(template)
        self._printed = printed
        self._missed = missed

    def render_xml_part(
        self, src_xml: str, part: Any, context: dict[str, Any], jinja_env: Any = None
    ) -> str:
        """A story filled; one that is at fault stays as it was, so that the others are tried, too."""
        del jinja_env
        source, tags = TAG.subn(
            # docxtpl gives back < and > inside of tags, and forgets the third.
            lambda tag: "\n" + tag[0].replace("&amp;", "&"),
            re.sub(r"[\n\t]", " ", src_xml),
        )
        story = str(part.partname).lstrip("/")
        try:
            text = filled(
                source, context, autoescape=True, finalize=self._printed, filters=ANYWHERE
            )
            text = text.replace("\n", "").replace(_BREAK, _BREAK_XML).replace("\t", _TAB_XML)
            ET.fromstring(text)  # noqa: S314 - what we made of XML without a document type
        except ET.ParseError as error:
            self._missed(story, tags, BrokenResult(str(error)))
        except Exception as error:  # noqa: BLE001 - told to the caller, who knows which are faults
            self._missed(story, tags, error)
        else:
            return text
        return re.sub(TAG, "", src_xml)

    def fix_tables(self, xml: str) -> Any:
        """The body as a tree; what a loop without items leaves empty would make Word refuse the file."""
        tree = super().fix_tables(xml)
        for table in list(tree.iter(f"{WORD}tbl")):
            if next(table.iter(f"{WORD}tr"), None) is None:
                table.getparent().remove(table)
        for cell in tree.iter(f"{WORD}tc"):
            if len(cell) == 0 or cell[-1].tag != f"{WORD}p":
                cell.append(cell.makeelement(f"{WORD}p"))
        return tree

    def render_properties(self, context: dict[str, Any], jinja_env: Any = None) -> None:
        """Nothing: the properties of a paper are written anew."""

    def render_footnotes(self, context: dict[str, Any], jinja_env: Any = None) -> None:
        """Nothing: notes hold no tags."""
