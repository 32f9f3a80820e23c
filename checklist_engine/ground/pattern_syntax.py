"""The syntax of `matches`: text to a tree of characters, sequences, choices and repeats."""

from collections.abc import Mapping
from typing import TypeAlias

from checklist_engine.ground.lazy_dataclasses import dataclass

MOST_REPEATS = 100
DEEPEST_GROUP = 50
_META = frozenset("\\.[](){}|?*+^$")


class PatternFault(ValueError):
    """The pattern is none of the language; `position` counts its characters from 0."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.position = position


@dataclass(frozen=True, slots=True)
class Characters:
    """One character out of ranges (both ends included), or out of none of them."""

    ranges: tuple[tuple[str, str], ...]
    negated: bool = False

    def holds(self, character: str) -> bool:
        return any(low <= character <= high for low, high in self.ranges) is not self.negated


@dataclass(frozen=True, slots=True)
class Sequence:
    """Its parts, one after the other."""

    parts: tuple["Tree", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One of its parts."""

    parts: tuple["Tree", ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """Its part, `least` to `most` times (None: without end)."""

    part: "Tree"
    least: int
    most: int | None


Tree: TypeAlias = Characters | Sequence | Either | Repeat

_ANY = Characters((("\n", "\n"),), negated=True)
_SHORTHANDS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "d": (("0", "9"),),
    "w": (("0", "9"), ("A", "Z"), ("_", "_"), ("a", "z")),
    "s": ((" ", " "), ("\t", "\t"), ("\n", "\n"), ("\r", "\r")),
}
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r"}
_REPEATS: Mapping[str, tuple[int, int | None]] = {"?": (0, 1), "*": (0, None), "+": (1, None)}


def parse_pattern(pattern: str) -> Tree:
    """The tree of a pattern.

    Raises:
        PatternFault: it is not of the language.
    """
    reader = _Reader(pattern)
    tree = reader.either(depth=0)
    if reader.peek():
        raise PatternFault("対になる「(」のない「)」があります", reader.position)
    return tree


class _Reader:
    """Recursive descent over the characters of one pattern."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.position = 0

    def peek(self) -> str:
        return self.pattern[self.position : self.position + 1]

    def take(self) -> str:
        character = self.peek()
        self.position += 1
        return character

    def fault(self, message: str) -> PatternFault:
        return PatternFault(message, min(self.position, len(self.pattern)))

    def either(self, depth: int) -> Tree:
        if depth > DEEPEST_GROUP:
            raise self.fault("括弧の入れ子が深すぎます")
        parts = [self.sequence(depth)]
        while self.peek() == "|":
            self.take()
            parts.append(self.sequence(depth))
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def sequence(self, depth: int) -> Tree:
        parts: list[Tree] = []
        while self.peek() not in ("", "|", ")"):
            parts.append(self.repeated(self.one(depth)))
        return Sequence(tuple(parts))

    def repeated(self, part: Tree) -> Tree:
        character = self.peek()
        if character in _REPEATS:
            self.take()
            least, most = _REPEATS[character]
        elif character == "{":
            least, most = self.bounds()
        else:
            return part
        if self.peek() and self.peek() in "?*+{":
            raise self.fault("繰り返しの記号を続けて書くことはできません")
        return Repeat(part, least, most)

    def bounds(self) -> tuple[int, int | None]:
        self.take()
        least = self.number()
        most: int | None = least
        if self.peek() == ",":
            self.take()
            most = None if self.peek() == "}" else self.number()
        if self.take() != "}":
            raise self.fault("「{」に対になる「}」がありません")
        if most is not None and most < least:
            raise self.fault("繰り返しの上限が下限より小さくなっています")
        return least, most

    def number(self) -> int:
        digits = ""
        while self.peek() and self.peek() in "0123456789" and len(digits) < 4:
            digits += self.take()
        if not digits:
            raise self.fault("繰り返しの回数は {2} や {1,3} のように書きます")
        if int(digits) > MOST_REPEATS:
            raise self.fault(f"繰り返しは {MOST_REPEATS} 回までです")
        return int(digits)

    def one(self, depth: int) -> Tree:
        character = self.take()
        match character:
            case "(":
                return self.group(depth)
            case "[":
                return self.bracket()
            case ".":
                return _ANY
            case "\\":
                return Characters(self.escape())
            case "^" | "$":
                self.position -= 1
                raise self.fault("文の全体と照らすので、^ と $ は要りません")
            case _ if character in _META:
                self.position -= 1
                raise self.fault(f"「{character}」という文字そのものは \\{character} と書きます")
            case _:
                return Characters(((character, character),))

    def group(self, depth: int) -> Tree:
        if self.peek() == "?":
            raise self.fault("(?…) の形は使えません")
        tree = self.either(depth + 1)
        if self.take() != ")":
            raise self.fault("「(」に対になる「)」がありません")
        return tree

    def escape(self) -> tuple[tuple[str, str], ...]:
        character = self.take()
        if character in _SHORTHANDS:
            return _SHORTHANDS[character]
        literal = _CONTROLS.get(character, character)
        if not literal or (literal == character and literal.isalnum()):
            raise self.fault(f"「\\{character}」は使えません")
        return ((literal, literal),)

    def bracket(self) -> Characters:
        negated = self.peek() == "^"
        if negated:
            self.take()
        ranges: list[tuple[str, str]] = []
        while self.peek() != "]" or not ranges:
            if self.peek() in ("", "["):
                raise self.fault("「[」に対になる「]」がありません")
            ranges += self.bracket_part()
        self.take()
        return Characters(tuple(ranges), negated)

    def bracket_part(self) -> tuple[tuple[str, str], ...]:
        low = self.bracket_character()
        if self.peek() != "-" or self.pattern[self.position + 1 : self.position + 2] in ("", "]"):
            return low
        self.take()
        high = self.bracket_character()
        ends = [first == last for first, last in (*low, *high)]
        if ends != [True, True] or high[0][1] < low[0][0]:
            raise self.fault("範囲は [a-z] のように、順に並んだ2文字で書きます")
        return ((low[0][0], high[0][1]),)

    def bracket_character(self) -> tuple[tuple[str, str], ...]:
        character = self.take()
        return self.escape() if character == "\\" else ((character, character),)
