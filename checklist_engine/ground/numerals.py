"""Numerals (算用数字) as a municipality writes them: half-width, or one digit full-width (mixed)."""

import re
from typing import Literal, TypeAlias

Numerals: TypeAlias = Literal["half", "mixed"]

# A code, a version, a date like 2021-4-5, a time, an address: nothing in them is a number by itself.
_JOINED = r"[0-9A-Za-z.,:;@_\-+/\\#%&=~*$]"
_LONE = re.compile(
    rf"(?<!{_JOINED})(?<![A-Za-z.] )[0-9](?!{_JOINED})(?! [A-Za-z])",
)
# 「(1)」 is the sign of an item and stays one.
_SIGN = re.compile(r"\([0-9]\)")
_LONG = re.compile("[0-9０-９]{2,}")
_WIDER = {ord("0") + digit: ord("０") + digit for digit in range(10)}
_NARROWER = {wide: narrow for narrow, wide in _WIDER.items()}


def with_numerals(text: str, numerals: Numerals) -> str:
    """The text with its numbers as the setting has them; `half` leaves every letter as written.

    >>> with_numerals("令和3年4月15日 sub-003", "mixed")
    '令和３年４月15日 sub-003'
    """
    if numerals == "half":
        return text
    signs = {found.start() + 1 for found in _SIGN.finditer(text)}
    narrowed = _LONG.sub(lambda found: found[0].translate(_NARROWER), text)
    return _LONE.sub(
        lambda found: found[0] if found.start() in signs else found[0].translate(_WIDER), narrowed
    )
