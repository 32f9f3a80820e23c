"""JSON for keeping: the same bytes for the same content, as canonical JSON, but not a character replaced."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal


def exact_json(content: object) -> bytes:
    r"""Sorted keys, no spaces; texts and the digits of decimals stay as they are.

    Canonical JSON is for digests: its texts are NFC, which replaces some characters of names.

    >>> exact_json({"b": [Decimal("1.10"), None], "a": "か\u3099"}).decode()
    '{"a":"か\u3099","b":[1.10,null]}'
    """
    return _written(content).encode()


def _written(content: object) -> str:
    match content:
        case Decimal():
            return f"{content:f}"
        case Mapping():
            pairs = sorted(
                ((str(key), value) for key, value in content.items()), key=lambda pair: pair[0]
            )
            entries = (f"{_text(key)}:{_written(value)}" for key, value in pairs)
            return "{" + ",".join(entries) + "}"
        case Sequence() if not isinstance(content, str):
            return "[" + ",".join(map(_written, content)) + "]"
        case _:
            return _text(content)


def _text(content: object) -> str:
    return json.dumps(content, ensure_ascii=False)
