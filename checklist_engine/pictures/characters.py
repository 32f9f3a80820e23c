"""Characters that nobody sees (見えない文字) made visible, so that a text on a page is what it looks like."""

import re

_UNSEEN = re.compile(
    # Controls, what turns the direction of writing, what takes no room, halves of a pair.
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\ufffe\uffff"
    # Letters and marks that are blank, and tags, in which a text can be hidden behind another.
    "\xad\u034f\u115f\u1160\u17b4\u17b5\u180e\u2800\u3164\uffa0\U000e0001-\U000e007f]"
)
_ABOVE = "\u0300-\u034e\u0350-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f"
# No language sets more than three marks on a letter; a tower of them covers other lines.
_TOWER = re.compile(f"(?<=[{_ABOVE}]{{3}})[{_ABOVE}]+")


def visible(text: str) -> str:
    r"""The text with a name in place of each character that is not seen but changes what is.

    >>> visible("請求書\u202Efdp.exe"), visible("e" + "\u0301" * 9)[4:]
    ('請求書〔U+202E〕fdp.exe', '〔重ね字6字〕')
    """
    seen = _UNSEEN.sub(lambda found: f"〔U+{ord(found[0]):04X}〕", text)
    return _TOWER.sub(lambda found: f"〔重ね字{len(found[0])}字〕", seen)
