"""A Layout as text, in the one style: blocks indented by two, one space where one belongs.

Lines that the author broke stay broken, and no line is broken anew.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from checklist_engine.authoring.formatting.quotes import quoted, tidy_source
from checklist_engine.formats.yaml_layout import (
    Block,
    Comment,
    Entry,
    Flow,
    FlowPart,
    Layout,
    Scalar,
)
from checklist_engine.ground.lazy_dataclasses import replace

_STEP = 2
# YAML allows no more than 1024 characters before the `:`, unless a `?` stands in front.
_LONGEST_KEY = 1000
_CLOSING = ("]", "}")


def layout_text(layout: Layout) -> str:
    """The text of a file, with one line end at its end."""
    page = _Page()
    if layout.directives:
        page.lines += layout.directives.split("\n")
    page.root(layout.root)
    return "\n".join(page.lines) + "\n"


class _Page:
    """Lines being written. `tight` is a number of lines after which no blank line may stand: it would
    open a block, or become part of a text that keeps its blank lines.
    """

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.tight = 0

    def root(self, root: Entry) -> None:
        self.comments(root.above, 0)
        if root.after_blank:
            self.blank()
        match root.value:
            case Block() as block:
                first, *rest = block.entries
                if first.above:
                    # What is said of the first entry is not said of the file.
                    self.blank()
                    first = replace(first, after_blank=False)
                self.block(replace(block, entries=(first, *rest)), 0)
            case Flow() as flow:
                self.comments(root.before_value, 0)
                self.value(flow, "", 0)
                self.trail(root.tail)
            case Scalar() | None:
                # INVARIANT: `formatted` leaves a file without a collection as it is.
                raise AssertionError
        self.comments(root.below, 0)

    def block(self, block: Block, indent: int) -> None:
        for entry in block.entries:
            self.entry(_hoisted(entry), indent)
        self.comments(block.below, indent)

    def entry(self, entry: Entry, indent: int) -> None:
        self.comments(entry.above, indent)
        if entry.after_blank:
            self.blank()
        mark = _mark(entry.key, indent)
        deeper = indent + _STEP
        match entry.value:
            case None:
                self.lines.append(mark)
                self.trail(entry.beside)
            case Block() as block if entry.key is None:
                start = self.tight = len(self.lines)
                self.block(block, deeper)
                self.lines[start] = mark + self.lines[start][indent + 1 :]
            case Block() as block:
                self.lines.append(mark)
                self.trail(entry.beside)
                self.tight = len(self.lines)
                self.block(block, deeper)
            case Scalar() | Flow() as value if entry.apart:
                self.lines.append(mark)
                self.trail(entry.beside)
                self.comments(entry.before_value, deeper)
                self.value(value, " " * deeper, indent)
            case Scalar() | Flow() as value:
                self.value(value, f"{mark} ", indent)
        self.trail(entry.tail)
        # Under a block text, a comment that is indented would become part of the text.
        is_text = isinstance(entry.value, Scalar) and entry.value.is_block
        self.comments(entry.below, indent if is_text else deeper)

    def value(self, value: Scalar | Flow, prefix: str, indent: int) -> None:
        if isinstance(value, Flow):
            self.lines += _flow_lines(value, prefix, indent + _STEP)
        elif value.is_block:
            self.lines += _block_text_lines(value, prefix, indent)
            if value.keeps_blanks:
                self.tight = len(self.lines)
        else:
            first, *rest = tidy_source(value).split("\n")
            self.lines.append(prefix + (_ended(first) if rest else first))
            self.lines += [_indented(line, indent + _STEP) for line in rest]

    def comments(self, comments: Iterable[Comment], indent: int) -> None:
        for comment in comments:
            if comment.after_blank:
                self.blank()
            self.lines.append(" " * indent + comment.text)

    def trail(self, comment: str | None) -> None:
        """Add a comment to the last line."""
        if comment:
            self.lines[-1] += f"  {comment}"

    def blank(self) -> None:
        if self.lines and self.lines[-1] and len(self.lines) != self.tight:
            self.lines.append("")


def _hoisted(entry: Entry) -> Entry:
    """An item whose first entry can stand beside its `-`: comments in between go above both."""
    if entry.key is not None or not isinstance(entry.value, Block):
        return entry
    first, *rest = entry.value.entries
    first = _hoisted(first)
    beside = [Comment(text=entry.beside, after_blank=False, column=0)] if entry.beside else []
    return replace(
        entry,
        above=(*entry.above, *beside, *first.above),
        beside=None,
        value=replace(entry.value, entries=(replace(first, above=()), *rest)),
    )


def _mark(key: Scalar | None, indent: int) -> str:
    """What stands before the value of an entry."""
    margin = " " * indent
    if key is None:
        return f"{margin}-"
    is_long = key.is_block or "\n" in key.source
    source = quoted(key.value) if is_long else tidy_source(key)
    return f"{margin}{source}:" if len(source) <= _LONGEST_KEY else f"{margin}? {source}\n{margin}:"


def _block_text_lines(text: Scalar, prefix: str, indent: int) -> list[str]:
    """The lines of a `|` or `>` text, moved as far as the block around it moved."""
    header, *lines = text.source.split("\n")
    if text.value and not text.value.endswith("\n") and "-" not in text.indicators:
        # The file ends without a line end, and so does the text.
        after = header[1 + len(text.indicators) :]
        header = f"{header[0]}-{text.indicators.replace('+', '')}{after}"
    deepest = text.content_indent()
    shift = indent - text.indent
    return [prefix + header.rstrip(" \t"), *(_shifted(line, shift, deepest) for line in lines)]


def _shifted(line: str, shift: int, deepest: int) -> str:
    if not line.strip(" ") and len(line) <= deepest:
        return ""
    return " " * shift + line if shift >= 0 else line[-shift:]


def _flow_lines(flow: Flow, prefix: str, least: int) -> list[str]:
    """A collection in brackets: one space where one belongs; a line that the author began stays a line,
    as far right of the opening bracket as it was.
    """
    lines = [prefix]
    shift = len(prefix) - flow.parts[0].column
    before = ""
    for part in _without_spare_commas(flow.parts):
        words = tidy_source(part.content) if isinstance(part.content, Scalar) else part.content
        first, *rest = words.split("\n")
        first = _ended(first) if rest else first
        if part.breaks:
            lines += [""] if part.breaks > 1 and lines[-1] else []
            lines.append(" " * max(part.column + shift, least) + first)
        else:
            lines[-1] += _space(before, words) + first
        lines += [_indented(line, max(_margin(line) + shift, least)) for line in rest]
        before = words
    return lines


def _without_spare_commas(parts: Sequence[FlowPart]) -> Iterator[FlowPart]:
    """The parts without a comma right before the closing bracket."""
    for part, following in zip_longest(parts, parts[1:]):
        spare = part.content == "," and following and following.content in _CLOSING
        if not (spare and part.breaks == following.breaks == 0):
            yield part


def _space(before: str, words: str) -> str:
    """What stands between two parts on a line."""
    if words.startswith("#"):
        return "  "
    if before in ("", "[", "{") or words == ":":
        return ""
    # A colon without a value is no colon where a comma or a bracket follows at once.
    return "" if words in (",", *_CLOSING) and before != ":" else " "


def _indented(line: str, indent: int) -> str:
    """A further line of a text over several lines, whose indentation means nothing."""
    words = _ended(line.lstrip(" \t"))
    return " " * indent + words if words else ""


def _ended(line: str) -> str:
    """A line of a text over several lines without the blanks at its end, which mean nothing but after a
    backslash.
    """
    ended = line.rstrip(" \t")
    return line if ended.endswith("\\") else ended


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))
