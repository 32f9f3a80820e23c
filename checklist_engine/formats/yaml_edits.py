"""Edits of a YAML file by span: one value, one entry or one item is written, all else stays as it is,
comments, quotes and blank lines too.
"""

import re
from bisect import bisect_right

from checklist_engine.formats.document import Document
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.places import Pointer

_STEP = 2
_COLON = re.compile(" *:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A value as it is to be written: on one line or, where there are `lines` and no brackets around
    it, as a block of lines.
    """

    flow: str
    lines: tuple[str, ...] = ()


def with_value(document: Document, pointer: Pointer, source: Source) -> str:
    """The text with another value at `pointer`, which is that of an entry."""
    return _Edit(document).value(pointer, source)


def with_entry(
    document: Document,
    pointer: Pointer,
    key: str,
    source: Source,
    *,
    after: str | None = None,
    before: str | None = None,
) -> str:
    """The text with one more entry in the mapping at `pointer`, behind one of its keys or before one."""
    edit = _Edit(document)
    if edit.in_brackets(pointer):
        return edit.entry_in_brackets(pointer, key, source, after=after, before=before)
    return edit.entry_in_block(pointer, key, source, after=after, before=before)


def with_item(document: Document, pointer: Pointer, source: Source) -> str:
    """The text with one more item at the end of the list at `pointer`."""
    return _Edit(document).item(pointer, source)


class _Edit:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        breaks = document.line_break.finditer(document.text)
        self.starts = [0, *(found.end() for found in breaks)]

    def value(self, pointer: Pointer, source: Source) -> str:
        start, end = self.extent(pointer)
        if self.is_blank(pointer) and self.text[start - 1] != ":":
            # In brackets, a key alone is an entry, too.
            return f"{self.text[:start]}: {source.flow}{self.text[end:]}"
        if not self.is_block(pointer):
            if source.lines and not self.in_brackets(pointer[:-1]):
                # What follows on the line is a comment, which stays there.
                line_end = self.line_end(end)
                above = f"{self.text[:start].rstrip(' ')}{self.text[end:line_end]}"
                return f"{above}{self.block(pointer, source)}{self.text[line_end:]}"
            return self.replaced(start, end, source.flow)
        kept = self.comments_within(pointer)
        end = self.line_end(self.starts[self.last_line(pointer) - 1])
        key = self.document.key_spans[pointer]
        colon = self.text.index(":", self.offset(key.end_line, key.end_column)) + 1
        if source.lines:
            written = kept + self.block(pointer, source)
            return f"{self.text[:colon]}{written}{self.text[end:]}"
        return f"{self.text[:colon]} {source.flow}{kept}{self.text[end:]}"

    def replaced(self, start: int, end: int, flow: str) -> str:
        before = self.text[:start]
        space = "" if before.endswith((" ", "\n", "[", "{", ",")) else " "
        return f"{before}{space}{flow}{self.text[end:]}"

    def block(self, pointer: Pointer, source: Source) -> str:
        """The lines below the key of an entry, each after a line end."""
        indent = " " * (self.document.key_spans[pointer].column - 1 + _STEP)
        return "".join(f"\n{indent}{line}" for line in source.lines)

    def entry_in_brackets(
        self, pointer: Pointer, key: str, source: Source, *, after: str | None, before: str | None
    ) -> str:
        if after is not None:
            _, at = self.extent((*pointer, after))
            # A colon with nothing behind it needs a blank there.
            space = " " if self.text[at - 1] == ":" else ""
            return f"{self.text[:at]}{space}, {key}: {source.flow}{self.text[at:]}"
        if before is not None:
            span = self.document.key_spans[(*pointer, before)]
            at = self.offset(span.line, span.column)
            return f"{self.text[:at]}{key}: {source.flow}, {self.text[at:]}"
        start, end = self.extent(pointer)
        return f"{self.text[:start]}{{{key}: {source.flow}}}{self.text[end:]}"

    def entry_in_block(
        self, pointer: Pointer, key: str, source: Source, *, after: str | None, before: str | None
    ) -> str:
        beside = after if after is not None else before
        assert beside is not None
        span = self.document.key_spans[(*pointer, beside)]
        indent = span.column - 1
        lines = [f"{key}: {source.flow}"]
        if source.lines:
            lines = [f"{key}:", *(f"{' ' * _STEP}{line}" for line in source.lines)]
        begins_line = not self.document.lines[span.line - 1][:indent].strip(" ")
        if after is None and begins_line:
            return self.with_lines(lines, indent, self.above_comments(span.line, indent) - 1)
        last = self.below_comments(self.last_line((*pointer, beside)), indent)
        return self.with_lines(lines, indent, last)

    def item(self, pointer: Pointer, source: Source) -> str:
        span = self.document.spans[pointer]
        items = [each for each in self.document.spans if each and each[:-1] == pointer]
        lines = source.lines or (source.flow,)
        block = (f"- {lines[0]}", *(f"  {line}" for line in lines[1:]))
        if not items:
            return self.value(pointer, Source(flow=f"[{source.flow}]", lines=block))
        if self.in_brackets(pointer):
            _, at = self.extent(items[-1])
            return f"{self.text[:at]}, {source.flow}{self.text[at:]}"
        indent = span.column - 1
        return self.with_lines(
            block, indent, self.below_comments(self.last_line(items[-1]), indent)
        )

    def with_lines(self, lines: list[str] | tuple[str, ...], indent: int, last: int) -> str:
        """The text with these lines below line `last`."""
        at = self.starts[last] if last < len(self.starts) else len(self.text)
        before = self.text[:at]
        if before and not before.endswith("\n"):
            before += "\n"
        block = "".join(f"{' ' * indent}{line}\n" for line in lines)
        return before + block + self.text[at:]

    def above_comments(self, line: int, indent: int) -> int:
        """The first line of the comments that stand right above a line, at the same column."""
        while line > 1 and self.comment_column(line - 1) == indent:
            line -= 1
        return line

    def below_comments(self, line: int, indent: int) -> int:
        """The last line of the comments below a line that belong to it: they stand deeper."""
        while self.comment_column(line + 1) > indent:
            line += 1
        return line

    def comment_column(self, line: int) -> int:
        """The column (from 0) of a comment on a line of its own; -1 where there is none."""
        words = self.document.lines[line - 1] if line <= len(self.document.lines) else ""
        bare = words.lstrip(" ")
        return len(words) - len(bare) if bare.startswith("#") else -1

    def comments_within(self, pointer: Pointer) -> str:
        """The comments inside a block, each on a line of its own."""
        span = self.document.spans[pointer]
        if self.text[self.offset(span.line, span.column)] in "|>":
            return ""
        key = self.document.key_spans[pointer]
        indent = " " * (key.column - 1 + _STEP)
        found = []
        for line in range(key.line, self.last_line(pointer) + 1):
            words = self.document.lines[line - 1]
            ends = [
                each.end_column - 1
                for spans in (self.document.spans, self.document.key_spans)
                for way, each in spans.items()
                if way[: len(pointer)] == pointer and each.end_line == line and each != span
            ]
            rest = words[max(ends, default=0) :].lstrip(" :")
            if rest.startswith("#"):
                found.append(f"\n{indent}{rest}")
        return "".join(found)

    def extent(self, pointer: Pointer) -> tuple[int, int]:
        """Where a value stands; for a blank one, the spot behind its colon, or else behind its key."""
        span = self.document.spans[pointer]
        if self.is_blank(pointer):
            at = self.offset(span.end_line, span.end_column)
            found = _COLON.match(self.text, at)
            at = found.end() if found else at
            return at, at
        return self.offset(span.line, span.column), self.offset(span.end_line, span.end_column)

    def is_blank(self, pointer: Pointer) -> bool:
        """Whether nothing at all is written as the value of a key."""
        return self.document.spans[pointer] == self.document.key_spans.get(pointer)

    def line_end(self, at: int) -> int:
        """The offset of the end of a line."""
        after = bisect_right(self.starts, at)
        return self.starts[after] - 1 if after < len(self.starts) else len(self.text)

    def is_block(self, pointer: Pointer) -> bool:
        """Whether a value stands on lines of its own: a mapping or a list without brackets, or a text
        after `|` or `>`.
        """
        if self.is_blank(pointer):
            return False
        start, _ = self.extent(pointer)
        if self.text[start] in "|>":
            return True
        inside = any(each and each[:-1] == pointer for each in self.document.spans)
        return inside and not self.in_brackets(pointer)

    def in_brackets(self, pointer: Pointer) -> bool:
        """Whether a value stands in brackets, its own or those of another around it."""
        for length in range(len(pointer) + 1):
            span = self.document.spans[pointer[:length]]
            if self.text[self.offset(span.line, span.column)] in "[{":
                return True
        return False

    def last_line(self, pointer: Pointer) -> int:
        """The last line on which something of a value stands.

        A block ends where the next begins, so what stands inside it is looked at.
        """
        around = {each[:-1] for each in self.document.spans if each}
        spans = [
            span
            for each, span in self.document.spans.items()
            if each[: len(pointer)] == pointer and (each not in around or self.in_brackets(each))
        ]
        spans += [
            span
            for each, span in self.document.key_spans.items()
            if each[: len(pointer)] == pointer
        ]
        # A block text ends at the beginning of the line below it.
        return max(span.end_line - (span.end_column == 1) for span in spans)

    def offset(self, line: int, column: int) -> int:
        return self.starts[line - 1] + column - 1
