"""The first line of a file that names its schema: editors follow it rather than their settings."""

import re

_MODELINE = re.compile(r"#\s+(?:yaml-language-server\s*:\s*\$schema=|\$schema:\s*)(?P<where>\S+)")
_MARK = "\ufeff"


def named_schema(text: str) -> str | None:
    """The schema that the comments above the content name, as it is written there."""
    found = next((match for line in _head(text) if (match := _MODELINE.match(line))), None)
    return found["where"] if found else None


def with_schema(text: str, where: str) -> str:
    """The text with a first line that names this schema, in place of one that is there."""
    mark = _MARK if text.startswith(_MARK) else ""
    line_end = "\r\n" if "\r\n" in text else "\n"
    modeline = f"# yaml-language-server: $schema={_without_blanks(where)}{line_end}"
    lines = text.removeprefix(mark).splitlines(keepends=True)
    for at, line in enumerate(_head(text)):
        if _MODELINE.match(line):
            return mark + "".join([*lines[:at], modeline, *lines[at + 1 :]])
    return mark + modeline + "".join(lines)


def _head(text: str) -> list[str]:
    """The comment lines before the content."""
    lines = text.removeprefix(_MARK).splitlines()
    content = (at for at, line in enumerate(lines) if line.strip() and not line.startswith("#"))
    return lines[: next(content, len(lines))]


def _without_blanks(where: str) -> str:
    """A path as an address: a blank would end it."""
    return where.replace("%", "%25").replace(" ", "%20")
