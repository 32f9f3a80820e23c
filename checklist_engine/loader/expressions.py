"""Reading expressions: mappings of words and paths to the expression tree (§4)."""

import re
from collections.abc import Callable

from checklist_engine.formats.document import Cursor
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.near_misses import nearest
from checklist_engine.model.expression import (
    ALWAYS,
    All,
    Any,
    Argument,
    Comparison,
    Count,
    CountOf,
    Every,
    Expression,
    Not,
    Some,
)

PATH = re.compile(r"\.{0,20}[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")
_WORDS = ("all", "any", "not", "count_of", "every", "some", "none", "count")
RESERVED = frozenset({*_WORDS, "unknown", "tier", "parent"})
"""Names that no fact may have."""


def read_expression(cursor: Cursor, faults: list[Diagnostic]) -> Expression:
    """The expression at `cursor`; faults (E201, E202) are added, with ALWAYS in their place."""
    return _Reader(faults).expression(cursor)


@dataclass(frozen=True, slots=True)
class _Reader:
    faults: list[Diagnostic]

    def expression(self, cursor: Cursor) -> Expression:
        if not isinstance(cursor.value, dict) or not cursor.value:
            self.faults.append(
                cursor.fault(
                    "E201",
                    "式が書かれていません"
                    if not cursor.value
                    else "式は「事実: 値」の形で書きます",
                    "例: {hosting.country: JP}",
                )
            )
            return ALWAYS
        parts = tuple(self.entry(entry) for entry in cursor.entries())
        return parts[0] if len(parts) == 1 else All(parts=parts)

    def entry(self, cursor: Cursor) -> Expression:
        readers: dict[str, Callable[[Cursor], Expression]] = {
            "all": lambda each: All(parts=self.parts(each)),
            "any": lambda each: Any(parts=self.parts(each)),
            "not": lambda each: Not(part=self.expression(each)),
            "count_of": self.count_of,
            "every": self.every,
            "some": self.some,
            "none": self.some,
            "count": self.count,
        }
        if cursor.key in readers:
            return readers[cursor.key](cursor)
        if not PATH.fullmatch(cursor.key):
            near = nearest(cursor.key, _WORDS)
            self.faults.append(
                cursor.key_fault(
                    "E202",
                    f"「{cursor.key}」は式の言葉でも事実の名前でもありません",
                    f"もしかして「{near}」ですか"
                    if near
                    else "事実の名前は、半角の英小文字、数字、「_」を「.」でつないで書きます",
                )
            )
            return ALWAYS
        return self.test(cursor)

    def parts(self, cursor: Cursor) -> tuple[Expression, ...]:
        if not isinstance(cursor.value, list):
            self.faults.append(
                cursor.fault(
                    "E201",
                    f"「{cursor.key}」には式を並べます",
                    f"{cursor.key}: の下に「- 」で始まる行を並べてください",
                )
            )
            return ()
        return tuple(self.expression(item) for item in cursor.items())

    def test(self, cursor: Cursor) -> Expression:
        """`path: scalar`, `path: [values]` or `path: {operators}`."""
        match cursor.value:
            case dict() if cursor.value:
                tests = tuple(
                    self.comparison(cursor, operator.key, operator) for operator in cursor.entries()
                )
                return tests[0] if len(tests) == 1 else All(parts=tests)
            case list() if cursor.value:
                return self.comparison(cursor, "in", cursor)
            case dict() | list() | None:
                self.faults.append(
                    cursor.fault(
                        "E201",
                        f"「{cursor.key}」を何と比べるかが書かれていません",
                        "例: {hosting.country: JP}、{users.age: {at_least: 6}}",
                    )
                )
                return ALWAYS
            case _:
                return self.comparison(cursor, "is", cursor)

    def comparison(self, path: Cursor, operator: str, argument: Cursor) -> Comparison:
        return Comparison(
            path=path.key,
            operator=operator,
            argument=read_argument(argument),
            place=path.key_place,
            operator_place=path.key_place if argument is path else argument.key_place,
        )

    def count_of(self, cursor: Cursor) -> Expression:
        if not self.has_form(cursor, required=("of",), optional=("at_least", "at_most")):
            return ALWAYS
        at_least, at_most = self.bounds(cursor)
        return CountOf(parts=self.parts(cursor["of"]), at_least=at_least, at_most=at_most)

    def every(self, cursor: Cursor) -> Expression:
        required = ("in", "satisfies", "if_none")
        if not self.has_form(cursor, required=required, optional=("where",)):
            return ALWAYS
        if_none = cursor["if_none"]
        if if_none.value not in ("holds", "fails", "unknown"):
            self.faults.append(
                if_none.fault(
                    "E201",
                    "「if_none」は holds、fails、unknown のいずれかです",
                    "当てはまる要素が一つもないとき、満たすとみなすなら holds、"
                    "満たさないとみなすなら fails、決めないなら unknown と書いてください",
                )
            )
            return ALWAYS
        return Every(
            path=self.list_path(cursor["in"]),
            where=self.optional(cursor, "where"),
            satisfies=self.expression(cursor["satisfies"]),
            if_none=if_none.value,
            place=cursor["in"].place,
        )

    def some(self, cursor: Cursor) -> Expression:
        if not self.has_form(cursor, required=("in",), optional=("where", "satisfies")):
            return ALWAYS
        return Some(
            path=self.list_path(cursor["in"]),
            where=self.optional(cursor, "where"),
            satisfies=self.optional(cursor, "satisfies"),
            negated=cursor.key == "none",
            place=cursor["in"].place,
        )

    def count(self, cursor: Cursor) -> Expression:
        if not self.has_form(cursor, required=("in",), optional=("where", "at_least", "at_most")):
            return ALWAYS
        at_least, at_most = self.bounds(cursor)
        return Count(
            path=self.list_path(cursor["in"]),
            where=self.optional(cursor, "where"),
            at_least=at_least,
            at_most=at_most,
            place=cursor["in"].place,
        )

    def has_form(
        self, cursor: Cursor, *, required: tuple[str, ...], optional: tuple[str, ...]
    ) -> bool:
        """Whether the mapping has the keys of its word; every fault of it is added."""
        if not isinstance(cursor.value, dict):
            self.faults.append(
                cursor.fault(
                    "E201",
                    f"「{cursor.key}」の下には {'、'.join(required)} を書きます",
                    f"「{cursor.key}:」の次の行から、字下げして書いてください",
                )
            )
            return False
        before = len(self.faults)
        for entry in cursor.entries():
            if entry.key not in (*required, *optional):
                near = nearest(entry.key, (*required, *optional))
                self.faults.append(
                    entry.key_fault(
                        "E202",
                        f"「{cursor.key}」の下に「{entry.key}」は書けません",
                        f"もしかして「{near}」ですか"
                        if near
                        else f"書けるのは {'、'.join((*required, *optional))} です",
                    )
                )
        for key in required:
            if key not in cursor:
                self.faults.append(
                    cursor.key_fault(
                        "E201",
                        f"「{cursor.key}」に「{key}」がありません",
                        f"{key}: を書いてください",
                    )
                )
        return len(self.faults) == before

    def bounds(self, cursor: Cursor) -> tuple[int | None, int | None]:
        if "at_least" not in cursor and "at_most" not in cursor:
            self.faults.append(
                cursor.key_fault(
                    "E201",
                    f"「{cursor.key}」に「at_least」も「at_most」もありません",
                    "何個以上か、何個以下か、少なくとも一方を書いてください",
                )
            )
        return self.bound(cursor, "at_least"), self.bound(cursor, "at_most")

    def bound(self, cursor: Cursor, key: str) -> int | None:
        if key not in cursor.wanted(dict):
            return None
        value = cursor[key].value
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            self.faults.append(
                cursor[key].fault(
                    "E201", f"「{key}」は0以上の整数です", "半角の数字で書いてください"
                )
            )
            return None
        return value

    def list_path(self, cursor: Cursor) -> str:
        if not isinstance(cursor.value, str) or not PATH.fullmatch(cursor.value):
            self.faults.append(
                cursor.fault(
                    "E201", "「in」には一覧の名前を書きます", "例: in: parties、in: .locations"
                )
            )
            return "?"
        return cursor.value

    def optional(self, cursor: Cursor, key: str) -> Expression:
        """The expression under `key`; a key that is there but blank is a fault, not ALWAYS."""
        written = key in cursor.wanted(dict)
        return self.expression(cursor[key]) if written else ALWAYS


def read_argument(cursor: Cursor) -> Argument:
    """The right side of a comparison, each item of a list with its own place."""
    parts = (
        tuple(read_argument(item) for item in cursor.items())
        if isinstance(cursor.value, list)
        else ()
    )
    return Argument(raw=cursor.value, place=cursor.place, parts=parts)
