"""The page of an Impact as one HTML file, complete in itself, without scripts."""

import base64
import hashlib
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
        "blocks": [(_kind(block), block) for block in impact_page(impact)],
    }
    return render_page(_HERE, "impact.html.j2", words, visible)


@cache
def _style() -> str:
    return "\n" + (_HERE / "impact.css").read_text(encoding="utf-8").strip() + "\n"


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
