"""JSON with a span for every value, so that a fault in it is shown like one in YAML."""

import json
import re
from bisect import bisect_right
from decimal import Decimal

from checklist_engine.formats.document import Document, place_in
from checklist_engine.ground.composed import composed
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile, raise_faults
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.places import Pointer, Span

DEEPEST = 100
_TOKEN = re.compile(
    r"""[ \t\n\r]*(?:
        (?P<mark>[\[\]{},:])
      | (?P<text>"(?:[^"\\\x00-\x1f]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*")
      | (?P<number>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?)(?![0-9A-Za-z.])
      | (?P<word>true|false|null)(?![0-9A-Za-z])
    )""",
    re.VERBOSE,
)
_BLANK = " \t\n\r"
_LINE_FEED = re.compile("\n")
LONGEST_NUMBER = 1_000
_WORDS = {"true": True, "false": False, "null": None}


def parse_json(text: str, file: str, *, first_line: int = 1) -> Document:
    """The Document of a JSON text; `first_line` is where it begins in its file (JSON Lines).

    Raises:
        InvalidFile: E110, E114, E115.
    """
    reader = _Reader(text, file, "\n" * (first_line - 1))
    root = reader.value(())
    if reader.text[reader.position :].strip(_BLANK):
        raise reader.syntax_fault("値の後に余分な文字があります")
    raise_faults(reader.faults)
    return Document(
        file=file,
        text=reader.before + text,
        root=root,
        spans=reader.spans,
        key_spans=reader.key_spans,
        line_break=_LINE_FEED,
    )


@dataclass(slots=True)
class _Reader:
    text: str
    file: str
    before: str
    position: int = 0
    spans: dict[Pointer, Span] = field(default_factory=dict)
    key_spans: dict[Pointer, Span] = field(default_factory=dict)
    faults: list[Diagnostic] = field(default_factory=list)
    starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.starts = [0, *(found.end() for found in re.finditer("\n", self.text))]

    def value(self, pointer: Pointer) -> object:
        """Read one value; recursion is bounded by DEEPEST."""
        token, kind, start = self.token("値")
        if len(pointer) >= DEEPEST and token in ("{", "["):
            raise self.fault("E114", f"入れ子が深すぎます（{DEEPEST} 段まで）", start)
        value: object
        match kind, token:
            case "mark", "{":
                value = self.mapping(pointer)
            case "mark", "[":
                value = self.list(pointer)
            case "text", _:
                value = _unescaped(token)
            case "number", _ if len(token) > LONGEST_NUMBER:
                raise self.fault("E115", f"数が長すぎます（{LONGEST_NUMBER} 字まで）", start)
            case "number", _:
                value = Decimal(token) if re.search("[.eE]", token) else int(token)
            case "word", _:
                value = _WORDS[token]
            case _:
                raise self.fault("E115", f"「{token}」のところに値がありません", start)
        self.spans[pointer] = self.span(start, self.position)
        return value

    def mapping(self, pointer: Pointer) -> dict[str, object]:
        found: dict[str, object] = {}
        while True:
            written, kind, start = self.token("項目の名前")
            if written == "}" and not found:
                return found
            if kind != "text":
                raise self.fault("E115", "項目の名前は二重引用符で囲みます", start)
            key = _unescaped(written)
            if key in found:
                self.faults.append(self.diagnostic("E110", f"「{key}」が二度書かれています", start))
            self.key_spans[(*pointer, key)] = self.span(start, self.position)
            self.expect(":")
            found[key] = self.value((*pointer, key))
            if self.expect(",", "}") == "}":
                return found

    def list(self, pointer: Pointer) -> list[object]:
        found: list[object] = []
        before = self.position
        if self.token("値")[0] == "]":
            return found
        self.position = before
        while True:
            found.append(self.value((*pointer, len(found))))
            if self.expect(",", "]") == "]":
                return found

    def token(self, wanted: str) -> tuple[str, str, int]:
        found = _TOKEN.match(self.text, self.position)
        if found is None or found.lastgroup is None:
            raise self.syntax_fault(f"{wanted}が正しく書かれていません")
        self.position = found.end()
        return found[found.lastgroup], found.lastgroup, found.start(found.lastgroup)

    def expect(self, *marks: str) -> str:
        found = _TOKEN.match(self.text, self.position)
        if found is None or found["mark"] not in marks:
            raise self.syntax_fault(f"「{'」か「'.join(marks)}」がありません")
        self.position = found.end()
        return str(found["mark"])

    def span(self, start: int, end: int) -> Span:
        from_line, from_column = self.line_and_column(start)
        to_line, to_column = self.line_and_column(end)
        return Span(line=from_line, column=from_column, end_line=to_line, end_column=to_column)

    def line_and_column(self, position: int) -> tuple[int, int]:
        line = bisect_right(self.starts, position)
        return line + len(self.before), position - self.starts[line - 1] + 1

    def syntax_fault(self, message: str) -> InvalidFile:
        rest = self.text[self.position :]
        return self.fault("E115", message, self.position + len(rest) - len(rest.lstrip(_BLANK)))

    def fault(self, code: str, message: str, position: int) -> InvalidFile:
        return InvalidFile([*self.faults, self.diagnostic(code, message, position)])

    def diagnostic(self, code: str, message: str, position: int) -> Diagnostic:
        span = self.span(position, min(position + 1, len(self.text)))
        lines = tuple((self.before + self.text).split("\n"))
        return Diagnostic(
            code=code,
            message=f"JSON として読めません。{message}" if code == "E115" else message,
            hint=_HINTS.get(code, "前後の「,」、括弧、引用符を確かめてください"),
            place=place_in(self.file, lines, span),
        )


_HINTS = {
    "E110": "どちらか一つにしてください",
    "E114": "括弧の閉じ忘れがないか確かめてください",
}


def _unescaped(token: str) -> str:
    text = json.loads(token)
    # A lone surrogate is no character; it could not be written back.
    return composed(str(text).encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
