"""New entries put into a file that is there, with all else left as it is, comments too."""

from collections.abc import Sequence

from checklist_engine.authoring.formatting.formatted import same
from checklist_engine.authoring.scaffolding.flow import flow
from checklist_engine.formats.document import Document
from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.places import Pointer


@dataclass(frozen=True, slots=True, kw_only=True)
class Spliced:
    """A text, and the numbers (from 1) of the lines that are new in it."""

    text: str
    new: range


def with_item(document: Document, key: str, lines: Sequence[str]) -> Spliced:
    """The text with one more item, whose lines these are, at the end of the list under `key`."""
    item = parse_yaml("\n".join(lines), "").cursor()[0].value
    spliced = _Splice(document, (key,)).added(lines, flow(item))
    root = document.cursor()
    wanted = {**root.wanted(dict), key: [*root[key].wanted(list), item]}
    return _checked(spliced, wanted, document.file)


def with_entry(document: Document, lines: Sequence[str]) -> Spliced:
    """The text with one more entry, whose lines these are, at the end of the mapping that it is."""
    entry = parse_yaml("\n".join(lines), "").cursor().wanted(dict)
    spliced = _Splice(document, ()).added(lines, flow(entry)[1:-1])
    return _checked(spliced, {**document.cursor().wanted(dict), **entry}, document.file)


def _checked(spliced: Spliced, wanted: object, file: str) -> Spliced:
    # INVARIANT: nothing is written that says anything but what was there and what is new.
    if not same(parse_yaml(spliced.text, file).root, wanted):
        raise AssertionError(f"splicing changes what {file} says")
    return spliced


class _Splice:
    """Adds to the collection at `pointer`."""

    def __init__(self, document: Document, pointer: Pointer) -> None:
        self.document = document
        self.pointer = pointer
        self.text = document.text
        breaks = document.line_break.finditer(document.text)
        self.starts = [0, *(found.end() for found in breaks)]

    def added(self, lines: Sequence[str], in_brackets: str) -> Spliced:
        """The text with these lines or, where the collection stands in brackets, with that."""
        span = self.document.spans[self.pointer]
        inside = [each for each in self.document.spans if each and each[:-1] == self.pointer]
        if not self.is_in_brackets(self.pointer):
            return self.with_lines(lines, span.column - 1, self.last_line(inside[-1]))
        if inside:
            last = self.document.spans[inside[-1]]
            at = self.offset(last.end_line, last.end_column)
            text = f"{self.text[:at]}, {in_brackets}{self.text[at:]}"
            return Spliced(text=text, new=range(last.end_line, last.end_line + 1))
        if self.pointer and self.is_in_brackets(()):
            at = self.offset(span.end_line, span.end_column) - 1
            text = self.text[:at] + in_brackets + self.text[at:]
            return Spliced(text=text, new=range(span.end_line, span.end_line + 1))
        return self.with_block(lines)

    def with_block(self, lines: Sequence[str]) -> Spliced:
        """The text with these lines instead of empty brackets."""
        span = self.document.spans[self.pointer]
        before = self.text[: self.offset(span.line, span.column)].rstrip(" ")
        after = self.text[self.offset(span.end_line, span.end_column) :]
        key = self.document.key_spans.get(self.pointer)
        if key is None:
            block, first = "\n".join(lines), span.line
        else:
            block = "".join(f"\n{' ' * (key.column + 1)}{line}" for line in lines)
            first = span.line + 1
        return Spliced(text=before + block + after, new=range(first, first + len(lines)))

    def with_lines(self, lines: Sequence[str], indent: int, last: int) -> Spliced:
        """The text with these lines below line `last`, and below the comments that belong to it."""
        while self.is_comment_below(last + 1, indent):
            last += 1
        at = self.starts[last] if last < len(self.starts) else len(self.text)
        before = self.text[:at] if self.text[:at].endswith("\n") else f"{self.text[:at]}\n"
        block = "".join(f"{' ' * indent}{line}\n" for line in lines)
        return Spliced(
            text=before + block + self.text[at:], new=range(last + 1, last + 1 + len(lines))
        )

    def is_comment_below(self, line: int, indent: int) -> bool:
        words = self.document.lines[line - 1] if line <= len(self.document.lines) else ""
        return words.lstrip(" ").startswith("#") and len(words) - len(words.lstrip(" ")) > indent

    def last_line(self, pointer: Pointer) -> int:
        """The last line on which something of a value stands.

        A block ends where the next begins, so what stands inside it is looked at.
        """
        around = {each[:-1] for each in self.document.spans if each}
        spans = [
            *(
                self.document.spans[each]
                for each in self.document.spans
                if each[: len(pointer)] == pointer
                and (each not in around or self.is_in_brackets(each))
            ),
            *(
                span
                for each, span in self.document.key_spans.items()
                if each[: len(pointer)] == pointer
            ),
        ]
        # A block text ends at the beginning of the line below it.
        return max(span.end_line - (span.end_column == 1) for span in spans)

    def is_in_brackets(self, pointer: Pointer) -> bool:
        span = self.document.spans[pointer]
        return self.text[self.offset(span.line, span.column)] in "[{"

    def offset(self, line: int, column: int) -> int:
        return self.starts[line - 1] + column - 1
