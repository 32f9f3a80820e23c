"""Reading YAML in which nothing is out of the ordinary: several times as fast as telling what is.

Whatever looks odd makes this give up, and the careful reader of `yaml_careful` reads the file anew and
says what is wrong with it. Where this does not give up, both read the same.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, TypeAlias

import yaml

from checklist_engine.ground.composed import composed
from checklist_engine.ground.places import Pointer, Span

Plain: TypeAlias = Callable[[str], None | bool | int | Decimal | str]
"""What a scalar without quotes is."""
_Event: TypeAlias = Any
"""An event of libyaml; the stubs of PyYAML know of its marks and values only by its class."""
_Mark: TypeAlias = Any
_Marks: TypeAlias = tuple[_Mark, _Mark]
_SCALAR, _ALIAS = yaml.ScalarEvent, yaml.AliasEvent
_ODD = re.compile("[　\t：]|[－―ー‐][ 　]")
"""What every slip of `yaml_slips` has in it."""
_WIDE_BLANK_IN_WORDS = re.compile("(?<=[^ :　\n\x85\u2028\u2029－―ー‐-])　+(?![#　])")
"""Full-width spaces that are in none: other words are before them, and no comment behind."""


class _Unusual(Exception):
    """The careful reader has to look at this."""


class Spans(Mapping[Pointer, Span]):
    """Spans by pointer, made of the marks of libyaml when they are asked for: most never are."""

    __slots__ = ("_marks",)

    def __init__(self, marks: dict[Pointer, _Marks | Span]) -> None:
        self._marks = marks

    def __getitem__(self, pointer: Pointer) -> Span:
        found = self._marks[pointer]
        if isinstance(found, Span):
            return found
        start, end = found
        span = Span(
            line=start.line + 1,
            column=start.column + 1,
            end_line=end.line + 1,
            end_column=end.column + 1,
        )
        self._marks[pointer] = span
        return span

    def __contains__(self, pointer: object) -> bool:
        return pointer in self._marks

    def __iter__(self) -> Iterator[Pointer]:
        return iter(self._marks)

    def __len__(self) -> int:
        return len(self._marks)


def read_quickly(text: str, plain: Plain, deepest: int) -> tuple[object, Spans, Spans] | None:
    """The data, the spans of values, and the spans of keys; None where something looks odd.

    Args:
        text: of a file.
        plain: what a scalar without quotes is.
        deepest: how many collections may stand in one another.
    """
    if _ODD.search(text) and _ODD.search(_WIDE_BLANK_IN_WORDS.sub("", text)):
        return None
    loader = None
    try:
        # The loader class is named outright: PyYAML without libyaml would lack it and say so here.
        loader = yaml.CSafeLoader(text)
        return _Reader(loader.get_event, plain, deepest).document()
    except (yaml.YAMLError, _Unusual):
        return None
    finally:
        if loader is not None:
            loader.dispose()


class _Reader:
    """Reads one document; `value` calls itself for what stands in a collection."""

    __slots__ = ("deepest", "event", "keys", "plain", "values")

    def __init__(self, event: Callable[[], _Event], plain: Plain, deepest: int) -> None:
        self.event, self.plain, self.deepest = event, plain, deepest
        self.values: dict[Pointer, _Marks | Span] = {}
        self.keys: dict[Pointer, _Marks | Span] = {}

    def document(self) -> tuple[object, Spans, Spans]:
        self.event()
        if type(self.event()) is not yaml.DocumentStartEvent:
            raise _Unusual
        root = self.value(self.event(), (), None)
        self.event()
        if type(self.event()) is not yaml.StreamEndEvent:
            raise _Unusual
        return root, Spans(self.values), Spans(self.keys)

    def value(self, event: _Event, pointer: Pointer, key: _Marks | None) -> object:
        """The value that begins with an event; `key` is where its key stands, if it has one."""
        kind = type(event)
        if kind is _ALIAS or event.anchor is not None or event.tag is not None:
            raise _Unusual
        # Not the event, which knows them, too: it takes ten times the room.
        marks = event.start_mark, event.end_mark
        if kind is _SCALAR:
            written = composed(event.value)
            if event.style:
                self.values[pointer] = marks
                return written
            value = self.plain(written)
            # A blank value has no extent of its own: show its key.
            blank = value is None and key is not None and _is_nowhere(*marks)
            self.values[pointer] = key if blank and key is not None else marks
            return value
        if len(pointer) >= self.deepest:
            raise _Unusual
        found: object
        if kind is yaml.MappingStartEvent:
            found, end = self.mapping(pointer)
        else:
            found, end = self.listing(pointer)
        self.values[pointer] = marks[0], end
        return found

    def mapping(self, pointer: Pointer) -> tuple[dict[str, object], _Mark]:
        found: dict[str, object] = {}
        next_event, keys = self.event, self.keys
        while type(event := next_event()) is _SCALAR:
            name = composed(event.value)
            odd = event.anchor is not None or event.tag is not None
            if odd or name in found or not (name or event.style):
                raise _Unusual
            inside = (*pointer, name)
            keys[inside] = marks = event.start_mark, event.end_mark
            found[name] = self.value(next_event(), inside, marks)
        if type(event) is not yaml.MappingEndEvent:
            raise _Unusual
        return found, event.end_mark

    def listing(self, pointer: Pointer) -> tuple[list[object], _Mark]:
        found: list[object] = []
        next_event = self.event
        while type(event := next_event()) is not yaml.SequenceEndEvent:
            found.append(self.value(event, (*pointer, len(found)), None))
        return found, event.end_mark


def _is_nowhere(start: _Mark, end: _Mark) -> bool:
    return bool(start.line == end.line and start.column == end.column)
