"""Comments of a YAML file: a `#` in quotes, in a block text or inside a word begins none."""

import re
from collections.abc import Iterator

from checklist_engine.formats.document import Document, place_in
from checklist_engine.ground.lazy_dataclasses import dataclass, replace
from checklist_engine.ground.places import Place, Span

_START = re.compile(r"(?:^|(?<=[ \t]))#")
_BLOCK = frozenset("|>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """注釈: from its `#` to the end of its line; `alone` where nothing else stands on the line."""

    line: int
    column: int
    text: str
    alone: bool

    def place(self, document: Document) -> Place:
        """Where it stands in its document."""
        end = self.column + len(self.text)
        span = Span(line=self.line, column=self.column, end_line=self.line, end_column=end)
        return place_in(document.file, document.lines, span)


def comments(document: Document) -> tuple[Comment, ...]:
    """The comments of a document, in order; a JSON file has none."""
    if "#" not in document.text or document.file.endswith(".json"):
        return ()
    return tuple(_comments(document))


def _comments(document: Document) -> Iterator[Comment]:
    begins = document.spans[()].line
    texts: tuple[Span, ...] | None = None
    for number, line in enumerate(document.lines, start=1):
        if "#" not in line:
            continue
        if texts is None and number >= begins:
            texts = tuple(_texts(document))
        for found in _START.finditer(line):
            if not any(_holds(text, number, found.start() + 1) for text in texts or ()):
                yield Comment(
                    line=number,
                    column=found.start() + 1,
                    text=line[found.start() :],
                    alone=not line[: found.start()].strip(),
                )
                break


def _texts(document: Document) -> Iterator[Span]:
    """Where scalars stand; of a block text, the lines below the one that it begins on."""
    yield from document.key_spans.values()
    collections = {pointer[:-1] for pointer in document.spans if pointer}
    for pointer, span in document.spans.items():
        if pointer in collections:
            continue
        start = document.lines[span.line - 1][span.column - 1 : span.column]
        yield replace(span, line=span.line + 1, column=1) if start in _BLOCK else span


def _holds(span: Span, line: int, column: int) -> bool:
    return (span.line, span.column) <= (line, column) < (span.end_line, span.end_column)
