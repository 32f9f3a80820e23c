"""Characters that nobody sees (見えない文字) made visible, so that a text on a page is what it looks like."""

import re

_UNSEEN = re.compile(
    # Controls, what turns the direction of writing, what takes no room, halves of a pair.
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\ufffe\uffff]"
)


def visible(text: str) -> str:
    r"""The text with a name in place of each character that is not seen but changes what is.

    >>> visible("請求書\u202Efdp.exe")
    '請求書〔U+202E〕fdp.exe'
    """
    return _UNSEEN.sub(lambda found: f"〔U+{ord(found[0]):04X}〕", text)
