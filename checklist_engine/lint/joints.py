"""Texts of conditions as they will be printed, in pieces, and what reads badly where these meet."""

import re
from collections.abc import Iterator, Mapping, Sequence

from checklist_engine.conclusion.filling import joined
from checklist_engine.model.texts import ArgumentSlot, Filter, Literal, Optional, Segment, Text

_JOINT = "\0"
_BAD_JOINT = re.compile(
    # A particle, or 「こと」, on both sides; 「もの」「こと」「まで」 only end as particles do.
    f"(?P<both>[をがにはへや]|こと){_JOINT}(?P=both)"
    f"|(?<!も)の{_JOINT}の|(?<!ま)で{_JOINT}で|(?<![こもひあ])と{_JOINT}と"
    f"|(?:など|等|ほか){_JOINT}(?:など|等|ほか)|[、。]{_JOINT}[、。]"
    # A verb where a noun has to stand.
    f"|(?:する|した|いる|れる|せる|った|ない){_JOINT}(?:[をがのや]|及び|並びに)"
)
_BAD_WORDS = re.compile(
    "(?P<punctuation>^[、。]|[（「]、|、[）」])"
    r"|(?P<empty>「」|『』|（）|【】|\(\)|\[\])"
    "|(?P<marks>[{}｛｝|｜])"
    "|(?P<twice>をを|がが|にに|(?<!ま)でで|(?<![もそこあ])のの(?!し))"
    # Between Latin words a space is at home.
    r"|(?P<space>[\n\t]|  |(?<=[^\x00-\x7f]) (?=[^\x00-\x7f]))"
)
_WHAT_IS_WRONG = {
    "punctuation": "読点や句点の前後がおかしくなります",
    "empty": "括弧の中が空になります",
    "marks": "差込みの記号がそのまま印刷されます",
    "twice": "助詞が重なります",
    "space": "空白か改行が入ります",
}
_AROUND = 6
"""How many characters on each side show where it is."""


def pieces(text: Text, arguments: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """A compiled text of a condition, filled: its words, entries and what joins them, one by one.

    Args:
        text: the text of a planned condition.
        arguments: the entries of each parameter; of a text parameter, one.
    """
    return tuple(piece for part in text.parts for piece in _pieces(part, arguments) if piece)


def reads_badly(found: Sequence[str]) -> str | None:
    """What is wrong with a text in pieces, in words; None where nothing is."""
    joint = _BAD_JOINT.search(_JOINT.join(found))
    if joint is not None:
        left, right = joint.string[: joint.end()].rsplit(_JOINT, 1)
        right += joint.string[joint.end() :]
        return f"「{_one_line(left)[-_AROUND:]}」に「{_one_line(right)[:_AROUND]}」が続きます"
    whole = "".join(found)
    spot = _BAD_WORDS.search(whole)
    if spot is None:
        return None
    around = whole[max(0, spot.start() - _AROUND) : spot.end() + _AROUND]
    return f"「{_one_line(around)}」で、{_WHAT_IS_WRONG[spot.lastgroup or '']}"


def _one_line(words: str) -> str:
    return words.replace(_JOINT, "").replace("\n", "⏎")


def _pieces(part: Segment, arguments: Mapping[str, Sequence[str]]) -> Iterator[str]:
    match part:
        case Literal(words=words):
            yield words
        case ArgumentSlot(name=name, filter=how):
            yield from _entries(arguments.get(name, ()), how)
        case Optional(parts=inner):
            names = [each.name for each in inner if isinstance(each, ArgumentSlot)]
            if all(arguments.get(name) for name in names):
                for each in inner:
                    yield from _pieces(each, arguments)
        case _:
            raise TypeError(f"{part} is no segment of a compiled condition text")


def _entries(entries: Sequence[str], how: Filter | None) -> Iterator[str]:
    """The entries, and between them the words with which `joined` joins them."""
    for position, entry in enumerate(entries):
        yield entry
        if position < len(entries) - 2:
            yield "、"
        elif position == len(entries) - 2:
            before = len("、".join(entries[:-1]))
            yield joined(entries, how)[before : -len(entries[-1]) or None]
