"""Pages: a template filled, with its style inside, and a policy that forbids everything else."""

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from checklist_engine import pictures
from checklist_engine.formats.html_templates import markup, render_page
from checklist_engine.pictures.characters import visible

_HERE = Path(__file__).parent
_TOKENS = _HERE / "vendor" / "digital-go-jp-design-tokens"


def page(template: str, words: Mapping[str, object]) -> str:
    """The text of a page; the same words give the same bytes."""
    styles = _styles()
    # The one style is allowed by what it is, so that nothing typed by anybody can become another.
    digest = base64.b64encode(hashlib.sha256(styles.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    shared = {"styles": markup(styles), "policy": policy, "svg": markup}
    return render_page(_HERE / "templates", template, {**words, **shared}, visible)


@cache
def _styles() -> str:
    licence = (_TOKENS / "LICENSE").read_text(encoding="utf-8").replace("*/", "* /").strip()
    parts = [
        f"/* @digital-go-jp/design-tokens\n\n{licence}\n*/",
        *(
            path.read_text(encoding="utf-8").strip()
            for path in (
                _TOKENS / "tokens.css",
                Path(pictures.__file__).with_name("pictures.css"),
                _HERE / "report.css",
                _HERE / "print.css",
            )
        ),
    ]
    return "\n" + "\n".join(parts) + "\n"
