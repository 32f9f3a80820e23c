"""Document: plain data of one file, and where each value of it stands."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TypeVar

from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.places import Place, Pointer, Span

_YAML_LINE_BREAK = re.compile("\n|\x85|\u2028|\u2029")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file as data: dict, list, str, bool, int, Decimal, None.

    Texts and keys of `root` are composed, so that what looks the same is the same; `text` and every
    place are as the file is written.

    `spans` has every value by its pointer, `key_spans` every key of a mapping; they count lines as
    `line_break` divides the text.
    """

    file: str
    text: str = field(repr=False)
    root: object
    spans: Mapping[Pointer, Span] = field(repr=False)
    key_spans: Mapping[Pointer, Span] = field(repr=False)
    line_break: re.Pattern[str] = field(default=_YAML_LINE_BREAK, repr=False)
    lines: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lines", tuple(self.line_break.split(self.text)))

    def place(self, pointer: Pointer) -> Place:
        """Where the value stands; for an unknown pointer, the nearest value around it."""
        while pointer not in self.spans and pointer:
            pointer = pointer[:-1]
        return place_in(self.file, self.lines, self.spans.get(pointer))

    def key_place(self, pointer: Pointer) -> Place:
        """Where the key of a mapping entry stands; for list items, where the value does."""
        span = self.key_spans.get(pointer)
        return place_in(self.file, self.lines, span) if span else self.place(pointer)

    def cursor(self) -> "Cursor":
        """A cursor on the whole document."""
        return Cursor(document=self, pointer=(), value=self.root)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedDocument(Document):
    """Data that was put together out of cells of a workbook; `places` says which one a value is from."""

    text: str = ""
    spans: Mapping[Pointer, Span] = field(default_factory=dict, repr=False)
    key_spans: Mapping[Pointer, Span] = field(default_factory=dict, repr=False)
    places: Mapping[Pointer, Place] = field(repr=False)

    def place(self, pointer: Pointer) -> Place:
        while pointer not in self.places and pointer:
            pointer = pointer[:-1]
        return self.places.get(pointer, Place(file=self.file))

    def key_place(self, pointer: Pointer) -> Place:
        return self.place(pointer)


def split_lines(text: str) -> tuple[str, ...]:
    """Lines as the YAML reader counts them."""
    return tuple(_YAML_LINE_BREAK.split(text))


def place_in(file: str, lines: tuple[str, ...], span: Span | None) -> Place:
    """A span of a file as a Place that shows its first line."""
    if span is None:
        return Place(file=file)
    excerpt = lines[span.line - 1] if span.line <= len(lines) else ""
    one_line = span.line == span.end_line
    return Place(
        file=file,
        line=span.line,
        column=span.column,
        end_column=span.end_column if one_line else len(excerpt) + 1,
        excerpt=excerpt,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """A value of a document that knows its place.

    INVARIANT: files are checked against their JSON Schema before they are read through cursors,
    so a typed access never meets another type; `wanted` would be a fault of ours.
    """

    document: Document
    pointer: Pointer
    value: object

    @property
    def place(self) -> Place:
        return self.document.place(self.pointer)

    @property
    def key_place(self) -> Place:
        return self.document.key_place(self.pointer)

    @property
    def key(self) -> str:
        """The key under which the value stands."""
        return str(self.pointer[-1])

    def wanted(self, kind: type[_T]) -> _T:
        """The value, which is of this type."""
        if not isinstance(self.value, kind):
            raise TypeError(f"{self.pointer} is {self.value!r}, not {kind.__name__}")
        return self.value

    @property
    def text(self) -> str:
        return self.wanted(str)

    @property
    def integer(self) -> int:
        return self.wanted(int)

    @property
    def number(self) -> int | Decimal:
        return self.value if isinstance(self.value, Decimal) else self.integer

    def __contains__(self, key: str) -> bool:
        return isinstance(self.value, dict) and self.value.get(key) is not None

    def __getitem__(self, key: str | int) -> "Cursor":
        inside = self.wanted(dict)[key] if isinstance(key, str) else self.wanted(list)[key]
        return Cursor(document=self.document, pointer=(*self.pointer, key), value=inside)

    def get(self, key: str) -> "Cursor | None":
        """The entry under `key`, or None where it is not there or blank."""
        if key not in self:
            return None
        return self[key]

    def get_text(self, key: str) -> str | None:
        """The text under `key`, or None."""
        return self[key].text if key in self else None

    def entries(self) -> Iterator["Cursor"]:
        """The values of a mapping, in the order of the file."""
        document, pointer = self.document, self.pointer
        for key, value in self.wanted(dict).items():
            yield Cursor(document=document, pointer=(*pointer, key), value=value)

    def items(self) -> Iterator["Cursor"]:
        """The items of a list."""
        document, pointer = self.document, self.pointer
        for position, value in enumerate(self.wanted(list)):
            yield Cursor(document=document, pointer=(*pointer, position), value=value)

    def listed(self, key: str) -> Iterator["Cursor"]:
        """The items of the list under `key`; none where it is left out."""
        if key in self:
            yield from self[key].items()

    def fault(self, code: str, message: str, hint: str | None = None) -> Diagnostic:
        """A diagnostic about this value."""
        return Diagnostic(code=code, message=message, hint=hint, place=self.place)

    def key_fault(self, code: str, message: str, hint: str | None = None) -> Diagnostic:
        """A diagnostic about the key of this value."""
        return Diagnostic(code=code, message=message, hint=hint, place=self.key_place)
