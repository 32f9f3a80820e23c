"""A text as it is written in its file: where a stretch of it stands, and edits of what is written."""

import re
from collections.abc import Callable

from checklist_engine.formats.document import Document, place_in
from checklist_engine.formats.yaml_text import scalar
from checklist_engine.ground.lazy_dataclasses import replace
from checklist_engine.ground.places import Place, Pointer, Span
from checklist_engine.lint.check import Edit


def written(document: Document, span: Span) -> str:
    """What stands in a stretch of a file, quotes and all."""
    lines = document.lines[span.line - 1 : span.end_line]
    if not lines:
        return ""
    if span.line == span.end_line:
        return lines[0][span.column - 1 : span.end_column - 1]
    # INVARIANT: a span that ends at the very end of a text may name the line after the last.
    last = lines[-1][: span.end_column - 1] if len(lines) > span.end_line - span.line else ""
    return "\n".join([lines[0][span.column - 1 :], *lines[1 : span.end_line - span.line], last])


def stretch(document: Document, pointer: Pointer, found: re.Match[str]) -> Place:
    """Where a stretch of the text at `pointer` stands; the whole text where it cannot be told."""
    span = document.spans.get(pointer)
    if span is None:
        return document.place(pointer)
    if span.line == span.end_line:
        source = written(document, span)
        before = source.find(found.string)
        if before >= 0:
            return _within(document, span.line, span.column + before + found.start(), found)
    for number in range(span.line, min(span.end_line, len(document.lines)) + 1):
        # Folded over lines: the first line that has it, past what stands before the text.
        first = span.column - 1 if number == span.line else 0
        column = document.lines[number - 1].find(found[0], first)
        if found[0].strip() and column >= 0:
            return _within(document, number, column + 1, found)
    return document.place(pointer)


def rewritten(
    document: Document, pointer: Pointer, change: Callable[[str], str]
) -> tuple[Edit, ...]:
    """The edit that changes a text as it is written; a plain one that would be no text is quoted."""
    span = document.spans.get(pointer)
    if span is None:
        return ()
    before = written(document, span)
    after = change(before)
    if after == before:
        return ()
    if before[:1] not in ('"', "'", "|", ">") and not _stays_text(after):
        after = f'"{after}"'
    return (Edit(file=document.file, span=span, text=after),)


def _stays_text(plain: str) -> bool:
    return isinstance(scalar(plain), str)


def _within(document: Document, line: int, column: int, found: re.Match[str]) -> Place:
    end = column + max(1, len(found[0].split("\n", 1)[0]))
    span = Span(line=line, column=column, end_line=line, end_column=end)
    return replace(place_in(document.file, document.lines, span))
