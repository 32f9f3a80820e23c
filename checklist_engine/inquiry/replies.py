"""Replies: what a person typed at a prompt, as a value of a file or as a wish."""

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from typing import TypeAlias

from checklist_engine.conclusion.answers import AnswerIndex
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.values import FactType
from checklist_engine.ground.written_dates import read_date
from checklist_engine.model.facts import Fact
from checklist_engine.model.submission import elements_of

Raw: TypeAlias = bool | int | Decimal | str | list[str]

NONE_OF_THEM = "該当なし"
UNKNOWN = "分からない"


class Wish(Enum):
    """What a person may say instead of an answer."""

    HELP = "help"
    BACK = "back"
    QUIT = "quit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """分からない, with a reason where there is one."""

    reason: str | None


_WISHES = {
    "?": Wish.HELP,
    "help": Wish.HELP,
    "ヘルプ": Wish.HELP,
    "b": Wish.BACK,
    "back": Wish.BACK,
    "戻る": Wish.BACK,
    "もどる": Wish.BACK,
    "q": Wish.QUIT,
    "quit": Wish.QUIT,
    "終わる": Wish.QUIT,
    "終了": Wish.QUIT,
}
_UNKNOWN = re.compile(
    r"(?:分からない|わからない|分かりません|わかりません|不明)(?:[\s:：、,，(（]+(.*?)[)）]?)?"
)
_YES = frozenset({"はい", "y", "yes", "true", "1"})
_NO = frozenset({"いいえ", "n", "no", "false", "2"})
_NONE = frozenset({NONE_OF_THEM, "なし", "無し", "[]", "0"})
_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+")
_GROUPED = re.compile(r"-?[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]+)?")
_QUOTED = re.compile('"(.*)"|「(.*)」')


def plain(line: str) -> str:
    """A line without blanks around it, with half-width letters and digits."""
    return unicodedata.normalize("NFKC", line).strip()


def read_wish(line: str) -> Wish | Unknown | None:
    """The wish that a line is; None where it is meant as an answer."""
    found = _UNKNOWN.fullmatch(line.strip())
    if found is not None:
        return Unknown(reason=(found[1] or "").strip() or None)
    return _WISHES.get(plain(line).lower())


def read_yes_or_no(line: str) -> bool | None:
    """はい or いいえ, also as y, n, 1, 2; None where it is neither."""
    typed = plain(line).lower()
    return True if typed in _YES else False if typed in _NO else None


def choices_of(fact: Fact, index: AnswerIndex) -> Mapping[str, str]:
    """The codes that may be chosen, with their labels; of a reference, the elements that are listed."""
    if fact.key_of is not None:
        elements = elements_of(index.answers.values.get(fact.key_of))
        return {element.key: element.name or element.key for element in elements}
    return fact.choices or {}


def read_value(line: str, fact: Fact, choices: Mapping[str, str]) -> Raw:
    """The value of a file that a line means; what it does not mean stays the text that it is, so that
    it is refused as it would be in a file.

    Args:
        line: what was typed.
        fact: of any type but `list`.
        choices: the codes that may be chosen with their labels, in the order of their numbers.
    """
    typed = plain(line)
    match fact.type:
        case FactType.BOOLEAN:
            answer = read_yes_or_no(line)
            return typed if answer is None else answer
        case FactType.CHOICE:
            return _code(typed, choices)
        case FactType.CHOICES:
            return _codes(typed, choices)
        case FactType.INTEGER | FactType.NUMBER:
            return _number(typed.removesuffix(plain(fact.unit or "")).strip())
        case FactType.DATE:
            day = read_date(typed)
            return typed if day is None else day.isoformat()
        case _:
            text = line.strip()
            quoted = _QUOTED.fullmatch(text)
            return (quoted[1] or quoted[2] or "") if quoted else text


def _number(typed: str) -> Raw:
    if _GROUPED.fullmatch(typed):
        typed = typed.replace(",", "")
    if _INTEGER.fullmatch(typed):
        return int(typed)
    return Decimal(typed) if _NUMBER.fullmatch(typed) else typed


def _code(typed: str, choices: Mapping[str, str]) -> str:
    """The code that is meant by its number, by itself or by its label."""
    codes = list(choices)
    if typed.isascii() and typed.isdigit() and 1 <= int(typed) <= len(codes):
        return codes[int(typed) - 1]
    by_name = {
        plain(name).lower(): code for code, label in choices.items() for name in (label, code)
    }
    return by_name.get(typed.lower(), typed)


def _codes(typed: str, choices: Mapping[str, str]) -> list[str]:
    if typed in _NONE:
        return []
    whole = _code(typed, choices)
    if whole in choices:
        # A label may have a comma of its own.
        return [whole]
    parts = [part.strip() for part in re.split("[,、]", typed) if part.strip()]
    return [
        _code(word, choices)
        for part in parts
        for word in ([part] if _code(part, choices) in choices else part.split())
    ]
