"""The page of an Impact as one HTML file, complete in itself, without scripts."""

import base64
import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from checklist_engine.comparing.page import Block, Heading, Items, Listing, Paragraph, Table
from checklist_engine.formats.html_templates import markup, render_page
from checklist_engine.pictures.characters import visible
from checklist_engine.replay.impact import Impact
from checklist_engine.replay.page import impact_page

_HERE = Path(__file__).parent


def impact_html(impact: Impact) -> str:
    """The text of the file; the same Impact gives the same bytes."""
    style = _style()
    # The one style is allowed by what it is, so that nothing typed by anybody can become another.
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    words = {
        "policy": f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        "style": markup(style),
        "blocks": list(_named(impact_page(impact))),
    }
    return render_page(_HERE, "impact.html.j2", words, visible)


@cache
def _style() -> str:
    return "\n" + (_HERE / "impact.css").read_text(encoding="utf-8").strip() + "\n"


def _named(blocks: Iterable[Block]) -> Iterator[tuple[str, Block, str]]:
    """Each block with its kind and, for who hears the page, a name that no other table has."""
    heading, tables = "", 0
    for block in blocks:
        if isinstance(block, Heading):
            heading = block.words
        tables += isinstance(block, Table)
        yield _kind(block), block, f"表{tables}　{heading}"


def _kind(block: Block) -> str:
    match block:
        case Heading():
            return "heading"
        case Paragraph():
            return "paragraph"
        case Table():
            return "table"
        case Items():
            return "items"
        case Listing():
            return "listing"
