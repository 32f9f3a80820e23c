"""Ignores (見逃し): `# checklist: ignore W512 理由` in a file, and the lines that each is about.

At the end of a line it is about that line; alone on its line, about the whole entry that begins on
the next; before the first key, about the whole file.
"""

import re
from collections.abc import Iterator, Sequence

from checklist_engine.formats.document import Document, place_in
from checklist_engine.ground.lazy_dataclasses import dataclass, field, replace
from checklist_engine.ground.places import Place, Pointer, Span
from checklist_engine.lint.check import Edit
from checklist_engine.lint.comments import Comment, comments
from checklist_engine.lint.subject import LintedPack

_ORDER = re.compile(
    r"#\s*checklist[:：]\s*ignore(?![\w-])\s*"
    r"(?P<codes>[A-Za-z]+[0-9]+(?:\s*[,、，]\s*[A-Za-z]+[0-9]+)*)?\s*(?P<reason>.*)"
)
_ADDRESS = re.compile(r"(?:^|(?<=\s))#\s*checklist[:：]")
_CODE = re.compile(r"[A-Za-z]+[0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignore:
    """見逃し: the codes that a comment lets pass on the lines `first` to `last`, and why.

    `reason` is empty where none is given; `readable` is False where a comment speaks to this program
    in words that it does not know.
    """

    file: str
    document: Document = field(compare=False, repr=False)
    comment: Comment
    codes: tuple[str, ...]
    reason: str
    first: int
    last: int
    readable: bool = True

    @property
    def place(self) -> Place:
        """Where the comment stands."""
        return self.place_of(self.comment.text)

    def place_of(self, words: str) -> Place:
        """Where words of the comment stand."""
        before = max(self.comment.text.find(words), 0)
        column = self.comment.column + before
        line = self.comment.line
        span = Span(line=line, column=column, end_line=line, end_column=column + len(words))
        return place_in(self.file, self.document.lines, span)

    def covers(self, line: int) -> bool:
        """Whether it is about this line."""
        return self.first <= line <= self.last

    def without(self, unused: Sequence[str]) -> Edit:
        """The edit that takes these codes away, with the comment where none is left."""
        kept = [code for code in self.codes if code not in unused]
        line = self.comment.line
        if kept:
            start, end = _codes_span(self.comment)
            span = Span(line=line, column=start, end_line=line, end_column=end)
            return Edit(file=self.file, span=span, text=",".join(kept))
        before = self.document.lines[line - 1][: self.comment.column - 1].rstrip()
        if before:
            end = self.comment.column + len(self.comment.text)
            span = Span(line=line, column=len(before) + 1, end_line=line, end_column=end)
        else:
            span = Span(line=line, column=1, end_line=line + 1, end_column=1)
        return Edit(file=self.file, span=span, text="")


def ignores(document: Document, pack: LintedPack | None = None) -> tuple[Ignore, ...]:
    """The ignores of a document, in its order; `pack` knows the comments that have been looked for."""
    if "checklist:" not in document.text and "checklist：" not in document.text:
        return ()
    found = comments(document) if pack is None else comments_of(document, pack)
    return tuple(
        _ignore(part, document) for comment in found if (part := part_for_us(comment)) is not None
    )


def comments_of(document: Document, pack: LintedPack) -> tuple[Comment, ...]:
    """The comments of a file of a pack, looked for once for all checks."""
    known = pack.comments.get(document.file)
    if known is None or known[0] is not document:
        known = pack.comments[document.file] = document, comments(document)
    return known[1]


def part_for_us(comment: Comment) -> Comment | None:
    """What of a comment is meant for this program, well written or not: it may stand after other words."""
    found = _ADDRESS.search(comment.text)
    if found is None:
        return None
    start = found.start()
    return replace(comment, column=comment.column + start, text=comment.text[start:])


def _ignore(comment: Comment, document: Document) -> Ignore:
    found = _ORDER.match(comment.text)
    first, last = _reach(comment, document)
    codes = _CODE.findall(found["codes"] or "") if found else []
    return Ignore(
        file=document.file,
        document=document,
        comment=comment,
        codes=tuple(dict.fromkeys(code.upper() for code in codes)),
        reason=found["reason"].strip() if found else "",
        first=first,
        last=last,
        readable=bool(codes),
    )


def _codes_span(comment: Comment) -> tuple[int, int]:
    found = _ORDER.match(comment.text)
    # INVARIANT: only comments with codes come here.
    assert found is not None
    start, end = found.span("codes")
    return comment.column + start, comment.column + end


def _reach(comment: Comment, document: Document) -> tuple[int, int]:
    if not comment.alone:
        return comment.line, comment.line
    if comment.line < document.spans[()].line:
        return 0, len(document.lines)
    begins = next(
        (
            number
            for number in range(comment.line + 1, len(document.lines) + 1)
            if (line := document.lines[number - 1].strip()) and not line.startswith("#")
        ),
        comment.line,
    )
    return begins, max((begins, *_last_lines(document, begins)))


def _last_lines(document: Document, begins: int) -> Iterator[int]:
    """The lines on which the parts of the entry end that begins on a line."""
    starting = [
        *(pointer for pointer, span in document.key_spans.items() if span.line == begins),
        *(
            pointer
            for pointer, span in document.spans.items()
            if pointer and isinstance(pointer[-1], int) and span.line == begins
        ),
    ]
    if not starting:
        return
    entry: Pointer = min(starting, key=len)
    collections = {pointer[:-1] for pointer in document.spans if pointer}
    for pointer, span in document.spans.items():
        # A block collection ends where the next thing begins, so its last part says where.
        if pointer[: len(entry)] == entry and pointer not in collections:
            yield span.end_line - (span.end_column == 1 and span.end_line > span.line)
