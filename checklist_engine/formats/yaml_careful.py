"""Reading YAML in which something may be odd: what is, is told, all of it at once.

From the C loader's events, because composing a foreign file with the C loader is quadratic in its depth
and can crash the process. What libyaml itself stumbles over ends the reading.
"""

from bisect import bisect_right
from collections.abc import Iterator

import yaml

from checklist_engine.formats.document import Document, place_in, split_lines
from checklist_engine.formats.yaml_quick import Plain
from checklist_engine.formats.yaml_slips import UNQUOTED_SLOT, Slip, slips, syntax_fault
from checklist_engine.ground.composed import composed
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import raise_faults
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.places import Place, Pointer, Span


def read_carefully(text: str, file: str, plain: Plain, deepest: int) -> Document:
    """The Document of a text nested no deeper than this; `plain` says what scalars without quotes are.

    Raises:
        InvalidFile: E104, E107 to E116, all faults at once.
    """
    reader = _Reader(text, file, plain, deepest)
    reader.read()
    raise_faults(reader.faults)
    return Document(
        file=file, text=text, root=reader.root, spans=reader.spans, key_spans=reader.key_spans
    )


@dataclass(slots=True)
class _Open:
    """A mapping or a list that is being read; `key` waits for its value."""

    value: dict[str, object] | list[object]
    pointer: Pointer
    span: Span
    key: str | None = None
    key_span: Span | None = None
    # A key that cannot be one (a list, a duplicate): what follows is read, but not kept.
    ignored: bool = False


@dataclass(slots=True)
class _Reader:
    text: str
    file: str
    plain: Plain
    deepest: int
    root: object = None
    spans: dict[Pointer, Span] = field(default_factory=dict)
    key_spans: dict[Pointer, Span] = field(default_factory=dict)
    faults: list[Diagnostic] = field(default_factory=list)
    quoted: list[Span] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    documents: int = 0
    lines: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.lines = split_lines(self.text)

    def read(self) -> None:
        lines = self.lines
        found = slips(lines)
        stopped: Diagnostic | None = None
        try:
            for event in self._events():
                if not self._take(event):
                    break
        except yaml.YAMLError as error:
            stopped = syntax_fault(error, self.file, lines)
        explaining = [slip for slip in found if stopped or not self._is_quoted(slip)]
        if stopped:
            # A slip at or before the place where libyaml gave up is why it gave up.
            near = [slip for slip in explaining if slip.span.line <= max(stopped.place.line, 1)]
            explaining = [slip for slip in near if not self._is_quoted(slip)]
            told = {fault.place.line for fault in self.faults}
            if not explaining and stopped.place.line not in told:
                self.faults.append(stopped)
        self.faults += [
            Diagnostic(
                code=slip.code,
                message=slip.message,
                hint=slip.hint,
                place=place_in(self.file, lines, slip.span),
            )
            for slip in explaining
        ]
        if not self.documents and not self.faults:
            self._fault(
                "E104",
                "ファイルに内容がありません（注釈だけのようです）",
                "内容を書いて保存してから、もう一度実行してください",
                None,
            )

    def _events(self) -> Iterator[yaml.Event]:
        # The loader class is named outright: PyYAML without libyaml would lack it and say so here.
        yield from yaml.parse(self.text, Loader=yaml.CSafeLoader)

    def _is_quoted(self, slip: Slip) -> bool:
        """Whether a slip stands in quotes or in a block text; these stand in the file's order."""
        start = (slip.span.line, slip.span.column)
        before = bisect_right(self.quoted, start, key=lambda span: (span.line, span.column))
        if not before:
            return False
        span = self.quoted[before - 1]
        return start < (span.end_line, span.end_column)

    def _take(self, event: yaml.Event) -> bool:
        """Take one event in; False where reading on makes no sense."""
        match event:
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    self._fault(
                        "E113",
                        "一つのファイルに二つ目の文書（---）があります",
                        "ファイルを分けるか、「---」の行を消してください",
                        _span(event),
                    )
                    return False
            case yaml.AliasEvent():
                self._fault(
                    "E111",
                    f"「*」で始まる値は使えません（YAML の別名「*{event.anchor}」と読まれます）",
                    "文であれば引用符で囲み、別名のつもりなら内容をそのまま書いてください",
                    _span(event),
                )
                self._value(None, _span(event), ())
            case yaml.ScalarEvent():
                self._check_marks(event)
                self._scalar(event)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._check_marks(event)
                return self._begin(event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._end(_span(event))
            case _:
                pass
        return True

    def _check_marks(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            self._fault(
                "E111",
                f"「&」で始まる値は使えません（YAML の目印「&{event.anchor}」と読まれます）",
                "文であれば引用符で囲み、目印のつもりなら消してください",
                _span(event),
            )
        if event.tag is not None:
            self._fault(
                "E112",
                "「!」で始まる値は使えません（YAML のタグと読まれます）",
                "文であれば引用符で囲み、タグのつもりなら消してください",
                _span(event),
            )

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        span, written = _span(event), composed(event.value)
        if event.style:
            self.quoted.append(span)
        if self.stack and isinstance(self.stack[-1].value, dict) and self.stack[-1].key is None:
            self._key(written, span, plain=not event.style)
        else:
            self._value(written if event.style else self.plain(written), span, ())

    def _key(self, key: str, span: Span, *, plain: bool) -> None:
        mapping = self.stack[-1]
        assert isinstance(mapping.value, dict)
        mapping.key, mapping.key_span, mapping.ignored = key, span, False
        pointer = (*mapping.pointer, key)
        if plain and not key:
            self._fault("E116", "「:」の前に名前がありません", "項目の名前を書いてください", span)
            mapping.ignored = True
        elif key in mapping.value:
            first = self.key_spans[pointer].line
            self._fault(
                "E110",
                f"「{key}」が二度書かれています（一つ目は {first} 行目）",
                "どちらか一つにしてください",
                span,
            )
            mapping.ignored = True
        else:
            self.key_spans[pointer] = span

    def _value(self, value: object, span: Span, pointer: Pointer) -> None:
        """Put a finished value where it belongs."""
        if not self.stack:
            self.root = value
            self.spans[()] = span
            return
        around = self.stack[-1]
        if isinstance(around.value, list):
            pointer = pointer or (*around.pointer, len(around.value))
            around.value.append(value)
        else:
            if around.key is None:
                self._complex_key(around, span)
                return
            pointer = pointer or (*around.pointer, around.key)
            key, around.key = around.key, None
            if around.ignored:
                return
            around.value[key] = value
            if around.key_span and value is None and span.line == span.end_line:
                # A blank value has no extent of its own: show its key.
                span = around.key_span if span.column == span.end_column else span
        self.spans[pointer] = span

    def _complex_key(self, mapping: _Open, span: Span) -> None:
        message, hint = (
            UNQUOTED_SLOT
            if "{{" in self.lines[span.line - 1]
            else (
                "項目の名前のところに、一覧や項目の組が書かれています",
                "項目の名前は、そのまま書ける文字だけにしてください",
            )
        )
        self._fault("E116", message, hint, span)
        mapping.key, mapping.key_span, mapping.ignored = "", span, True

    def _begin(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> bool:
        if len(self.stack) >= self.deepest:
            self._fault(
                "E114",
                f"入れ子が深すぎます（{self.deepest} 段まで）",
                "括弧の閉じ忘れがないか確かめてください",
                _span(event),
            )
            return False
        pointer: Pointer = ()
        if self.stack:
            around = self.stack[-1]
            step = len(around.value) if isinstance(around.value, list) else around.key
            pointer = (*around.pointer, step if step is not None else "")
        empty: dict[str, object] | list[object] = (
            {} if isinstance(event, yaml.MappingStartEvent) else []
        )
        self.stack.append(_Open(value=empty, pointer=pointer, span=_span(event)))
        return True

    def _end(self, end: Span) -> None:
        done = self.stack.pop()
        span = Span(
            line=done.span.line,
            column=done.span.column,
            end_line=end.end_line,
            end_column=end.end_column,
        )
        self._value(done.value, span, done.pointer)

    def _fault(self, code: str, message: str, hint: str | None, span: Span | None) -> None:
        place = place_in(self.file, self.lines, span) if span else Place(file=self.file)
        self.faults.append(Diagnostic(code=code, message=message, hint=hint, place=place))


def _span(event: yaml.Event) -> Span:
    start, end = event.start_mark, event.end_mark
    # INVARIANT: events of a parser, unlike those that a program makes, have marks.
    assert start is not None
    assert end is not None
    return Span(
        line=start.line + 1,
        column=start.column + 1,
        end_line=end.line + 1,
        end_column=end.column + 1,
    )
