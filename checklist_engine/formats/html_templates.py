"""Templates of pages: Jinja2 with everything escaped; they are our own, so a fault in one is ours.

jinja2 is imported here only when a page is made.
"""

# ruff: noqa: PLC0415

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment


def render_page(
    folder: Path, name: str, words: Mapping[str, object], shown: Callable[[str], str]
) -> str:
    """A page from a template of a folder.

    Args:
        folder: where the template is, and those that it includes or extends.
        name: its file name.
        words: what it sees.
        shown: what becomes of every text before it is escaped; markup is left as it is.
    """
    return _environment(folder, shown).get_template(name).render(words)


@cache
def _environment(folder: Path, shown: Callable[[str], str]) -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    def finalize(value: Any) -> Any:
        return shown(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def markup(text: str) -> str:
    """Text that is HTML already and is not to be escaped again."""
    from markupsafe import Markup

    # What comes here is made by our own code, which escapes.
    return Markup(text)  # noqa: S704
