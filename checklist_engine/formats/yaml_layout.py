"""Layout: a YAML file as its author laid it out, with quotes, comments and blank lines.

A Document knows values and places only; what formats or edits a file must keep the rest, too.
"""

import re
from typing import TypeAlias

from checklist_engine.ground.lazy_dataclasses import dataclass, field

_HEADER = re.compile(r"[|>](?P<indicators>[-+0-9]*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment on a line of its own; `text` begins with `#`."""

    text: str
    after_blank: bool
    column: int = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar:
    """A text, a number or the like; `source` is what the author wrote, quotes included.

    `style` is empty for a plain scalar, else its first character: a quote, `|` or `>`. `indent` is
    the column of the block around it, from which the lines of a block text are counted; the source
    of a block text has no line end after its last line.
    """

    source: str
    value: str
    style: str
    indent: int = field(compare=False)

    @property
    def is_block(self) -> bool:
        """Whether it is a `|` or `>` text."""
        return self.style in ("|", ">")

    @property
    def indicators(self) -> str:
        """What follows the `|` or `>` of a block text: `+`, `-`, a number of spaces."""
        found = _HEADER.match(self.source) if self.is_block else None
        return found["indicators"] if found else ""

    @property
    def keeps_blanks(self) -> bool:
        """Whether the blank lines after it belong to it (`|+`)."""
        return "+" in self.indicators

    def content_indent(self) -> int:
        """How many spaces before each line of a block text are layout."""
        stated = self.indicators.strip("+-")
        if stated:
            return max(self.indent, 0) + int(stated)
        lines = self.source.split("\n")[1:]
        first = next((line for line in lines if line.strip(" ")), "")
        blank = max((len(line) for line in lines if not line.strip(" ")), default=0)
        return len(first) - len(first.lstrip(" ")) if first else blank


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowPart:
    """A scalar, a mark (`{ } [ ] , : ?`) or a comment of a collection in brackets.

    `breaks` is 0 on the line of the part before it, 1 on a new line, 2 after a blank line.
    """

    content: Scalar | str
    breaks: int
    column: int = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """A collection in brackets, part by part."""

    parts: tuple[FlowPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of a mapping or (`key` None) an item of a list, and the comments that belong to it.

    `above` stands before it, `beside` after the `:` or the `-`, `before_value` on lines between the
    key and a value that is `apart` (on a line of its own), `tail` on the line where the value ends,
    `below` indented under it.
    """

    key: Scalar | None
    value: "Value | None"
    above: tuple[Comment, ...] = ()
    after_blank: bool = False
    beside: str | None = None
    before_value: tuple[Comment, ...] = ()
    apart: bool = False
    tail: str | None = None
    below: tuple[Comment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A mapping or a list without brackets; `below` are the comments after its last entry."""

    entries: tuple[Entry, ...]
    below: tuple[Comment, ...]

    @property
    def is_list(self) -> bool:
        """Whether its entries are items."""
        return self.entries[0].key is None


Value: TypeAlias = Scalar | Flow | Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A whole file.

    `directives` are the lines up to `---` in a file with `%` lines, else empty. The root has no
    key; `above` it stands what is said about the file, and `after_blank` is whether a blank line
    follows that. `comments` are those of the whole file.
    """

    directives: str
    root: Entry
    comments: tuple[str, ...]
