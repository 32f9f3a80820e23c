"""The restricted YAML of the language, with a span for every value."""

import re
from decimal import Decimal

from checklist_engine.formats.document import Document
from checklist_engine.formats.yaml_quick import read_quickly

DEEPEST = 100
_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+")
_DIGITS = frozenset("-0123456789")
_CONSTANTS = {"": None, "~": None, "null": None, "true": True, "false": False}
LONGEST_NUMBER = 1_000


def parse_yaml(text: str, file: str) -> Document:
    """The Document of a YAML text.

    Raises:
        InvalidFile: E104, E107 to E116, all faults at once.
    """
    found = read_quickly(text, scalar, DEEPEST)
    if found is None:
        from checklist_engine.formats.yaml_careful import read_carefully  # noqa: PLC0415 - seldom

        return read_carefully(text, file, scalar, DEEPEST)
    root, spans, key_spans = found
    return Document(file=file, text=text, root=root, spans=spans, key_spans=key_spans)


def scalar(text: str) -> None | bool | int | Decimal | str:
    """A plain scalar as an author sees it: what is no constant and no number is text.

    >>> scalar("no"), scalar("0123"), scalar("12"), scalar("2021-04-15")
    ('no', '0123', 12, '2021-04-15')
    """
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text[0] in _DIGITS and len(text) <= LONGEST_NUMBER:
        if _INTEGER.fullmatch(text):
            return int(text)
        if _NUMBER.fullmatch(text):
            return Decimal(text)
    return text
