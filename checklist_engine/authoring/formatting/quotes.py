"""Which quotes a text needs: what any reader of YAML might take for something else keeps them."""

import re

from checklist_engine.formats.yaml_layout import Scalar
from checklist_engine.formats.yaml_slips import slips
from checklist_engine.formats.yaml_text import scalar as read_plain

# Words that YAML 1.1, which some editors still read, does not take for text.
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nil"})
_NUMBER_LIKE = re.compile(r"[-+.]?[0-9][-+.0-9A-Za-z_:]*|[-+]?\.(inf|nan)", re.IGNORECASE)
_FIRST = frozenset("-?:,[]{}#&*!|>'\"%@`=<~ ")
_ANYWHERE = re.compile(r"[\[\]{},:\\\t\n\x85\u2028\u2029\u3000]| #| $")


def tidy_source(scalar: Scalar) -> str:
    """How a scalar is written: as the author did, without quotes that say nothing, and with `"` for `'`
    where both say the same.
    """
    if "\n" in scalar.source:
        return scalar.source
    if not scalar.style and "\ufeff" in scalar.source:
        # At the beginning of a file it would be taken for a mark that belongs to no text.
        return quoted(scalar.value)
    if scalar.style not in ("'", '"'):
        return scalar.source
    if not needs_quotes(scalar.value):
        return scalar.value
    if scalar.style == "'" and not {*scalar.value} & {'"', "\\"} and scalar.value.isprintable():
        return f'"{scalar.value}"'
    return scalar.source


def needs_quotes(text: str) -> bool:
    """Whether a text would be, or could look like, something else without quotes."""
    return (
        not text
        or text[0] in _FIRST
        or text.lower() in _WORDS
        or bool(_NUMBER_LIKE.fullmatch(text) or _ANYWHERE.search(text))
        or not text.isprintable()
        or not isinstance(read_plain(text), str)
        or bool(slips([text, f"- {text}"]))
    )


def quoted(text: str) -> str:
    """A text in double quotes, on one line."""
    escaped = (
        f"\\{character}"
        if character in '"\\'
        else character
        if character.isprintable()
        else f"\\U{ord(character):08x}"
        for character in text
    )
    return f'"{"".join(escaped)}"'
