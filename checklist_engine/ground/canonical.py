"""Canonical JSON and its digest: the same content, the same bytes, on every machine."""

import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal


def digest(content: object) -> str:
    r"""SHA-256 (hex) of the canonical JSON of plain data.

    >>> digest({"b": 1, "a": "が"}) == digest({"a": "か\u3099", "b": Decimal("1.0")})
    True
    """
    return hashlib.sha256(canonical_json(content).encode()).hexdigest()


def canonical_json(content: object) -> str:
    """Sorted keys, no spaces, NFC text, exact decimals without idle zeros.

    >>> canonical_json({"b": [Decimal("1.10"), None], "a": True})
    '{"a":true,"b":[1.1,null]}'
    """
    match content:
        case str():
            return json.dumps(unicodedata.normalize("NFC", content), ensure_ascii=False)
        case Decimal():
            # json knows binary floats only; an exact number keeps its digits here. Nought is 0, as
            # an integer writes it: a file may say -0.0.
            digits = f"{content:f}" if content else "0"
            return digits.rstrip("0").rstrip(".") if "." in digits else digits
        case Mapping():
            pairs = sorted(
                ((unicodedata.normalize("NFC", str(key)), value) for key, value in content.items()),
                key=lambda pair: pair[0],
            )
            entries = (f"{canonical_json(key)}:{canonical_json(value)}" for key, value in pairs)
            return "{" + ",".join(entries) + "}"
        case Sequence():
            return "[" + ",".join(map(canonical_json, content)) + "]"
        case _:
            return json.dumps(content)
