"""Reading a Layout from the tokens of libyaml's scanner.

What stands between two tokens are comments and blank lines; which entry a comment belongs to is
told by its column.
"""

import yaml

from checklist_engine.formats.document import split_lines
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

_FLOW_STARTS = (yaml.FlowMappingStartToken, yaml.FlowSequenceStartToken)
_FLOW_ENDS = (yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken)
_BLOCK_STARTS = (yaml.BlockMappingStartToken, yaml.BlockSequenceStartToken)
_VALUE_STARTS = (*_FLOW_STARTS, *_BLOCK_STARTS, yaml.ScalarToken)


def read_layout(text: str) -> Layout | None:
    """The layout of a text that `parse_yaml` reads without faults; None where it has no value."""
    reader = _Reader(text)
    return reader.layout() if any(isinstance(t, _VALUE_STARTS) for t in reader.tokens) else None


class _Reader:
    """Recursive descent over the tokens; `parse_yaml` has seen to depth and to what is no YAML of ours.

    What stands before the next token waits until an entry takes it: `trailing`, a comment on the
    line of the token before; `waiting`, comments on lines of their own; `blank`, whether a blank
    line stands right above.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[yaml.Token] = list(yaml.scan(text, Loader=yaml.CSafeLoader))
        self.at = 0
        self.comments: list[str] = []
        self.trailing: str | None = None
        self.waiting: list[Comment] = []
        self.blank = False
        self.pass_gap(0)

    @property
    def now(self) -> yaml.Token:
        return self.tokens[self.at]

    def layout(self) -> Layout:
        directives = self.directives()
        heading = (*self.take_trailing_line(), *self.take_heading())
        after_blank = self.waiting[0].after_blank if self.waiting else self.blank
        root = self.entry_after_mark(Entry(key=None, value=None), mark=None, column=-1)
        while self.at < len(self.tokens):
            self.take()
        below = (*root.below, *self.take_trailing_line(), *self.take_comments(0))
        return Layout(
            directives=directives,
            root=replace(
                root, above=heading, after_blank=bool(heading) and after_blank, below=below
            ),
            comments=tuple(self.comments),
        )

    def directives(self) -> str:
        """The lines up to `---`, comments and all; a `---` without directives says nothing."""
        directed = False
        while not isinstance(self.now, _VALUE_STARTS):
            directed = directed or isinstance(self.now, yaml.DirectiveToken)
            if directed:
                self.trailing = None
                self.waiting.clear()
            token = self.take()
            if directed and isinstance(token, yaml.DocumentStartToken):
                return self.text[: token.end_mark.index]
        return ""

    def block(self) -> Block:
        """A mapping or a list, from its first entry to its end."""
        # A list may stand as far left as the key it belongs to; then no token starts or ends it.
        starts = isinstance(self.now, _BLOCK_STARTS)
        column = self.now.start_mark.column
        if starts:
            self.take()
        entries = []
        while isinstance(self.now, (yaml.KeyToken, yaml.BlockEntryToken)):
            if not starts and isinstance(self.now, yaml.KeyToken):
                break
            entries.append(self.entry(column))
        if starts:
            self.take()
        below = self.take_comments(column if starts else column + 1)
        return Block(entries=tuple(entries), below=below)

    def entry(self, column: int) -> Entry:
        above, after_blank = self.take_comments(0), self.blank
        mark = self.take()
        key = None
        if isinstance(mark, yaml.KeyToken):
            # Only `? key` leaves room for comments around the key.
            above = (*above, *self.take_trailing_line(), *self.take_comments(0))
            key = self.scalar(column)
            above = (*above, *self.take_trailing_line(), *self.take_comments(0))
            mark = self.take() if isinstance(self.now, yaml.ValueToken) else mark
        entry = Entry(key=key, value=None, above=above, after_blank=after_blank)
        return self.entry_after_mark(entry, mark=mark, column=column)

    def entry_after_mark(self, entry: Entry, *, mark: yaml.Token | None, column: int) -> Entry:
        """The entry with what follows its `:` or `-`, at the token after that mark."""
        beside = self.take_trailing()
        has_list = entry.key is not None and isinstance(self.now, yaml.BlockEntryToken)
        if has_list or isinstance(self.now, _BLOCK_STARTS):
            return replace(entry, value=self.block(), beside=beside)
        if not isinstance(self.now, _VALUE_STARTS):
            return replace(entry, beside=beside, below=self.take_comments(column + 1))
        return replace(
            entry,
            beside=beside,
            apart=mark is not None and self.now.start_mark.line > mark.start_mark.line,
            before_value=self.take_comments(0),
            value=self.flow(column) if isinstance(self.now, _FLOW_STARTS) else self.scalar(column),
            tail=self.take_trailing(),
            below=self.take_comments(column + 1),
        )

    def scalar(self, indent: int) -> Scalar:
        token = self.now
        assert isinstance(token, yaml.ScalarToken)
        start, end = token.start_mark.index, token.end_mark.index
        scalar = Scalar(
            source=self.text[start:end],
            value=token.value,
            style="" if token.plain else str(token.style),
            indent=indent,
        )
        if scalar.is_block:
            scalar = replace(scalar, source=_without_spare_lines(scalar))
            end = start + len(scalar.source)
        self.take(end)
        return scalar

    def flow(self, indent: int) -> Flow:
        parts: list[FlowPart] = []
        depth = 0
        line = self.now.start_mark.line
        while not parts or depth:
            token = self.now
            depth += isinstance(token, _FLOW_STARTS)
            depth -= isinstance(token, _FLOW_ENDS)
            breaks = 1 + self.blank if token.start_mark.line > line else 0
            if not _is_written(token):
                self.take()
                continue
            parts += self.flow_comments()
            column, line = token.start_mark.column, token.end_mark.line
            parts.append(FlowPart(content=self.flow_content(indent), breaks=breaks, column=column))
        return Flow(parts=tuple(parts))

    def flow_comments(self) -> list[FlowPart]:
        trailing, waiting = self.take_trailing(), self.take_comments(0)
        return [
            *([FlowPart(content=trailing, breaks=0, column=0)] if trailing else []),
            *(
                FlowPart(content=each.text, breaks=1 + each.after_blank, column=each.column)
                for each in waiting
            ),
        ]

    def flow_content(self, indent: int) -> Scalar | str:
        if isinstance(self.now, yaml.ScalarToken):
            return self.scalar(indent)
        token = self.take()
        return self.text[token.start_mark.index : token.end_mark.index]

    def take(self, end: int | None = None) -> yaml.Token:
        """The token, which ends at `end`, and on to the next."""
        token = self.now
        self.at += 1
        if _is_written(token):
            self.pass_gap(token.end_mark.index if end is None else end)
        return token

    def pass_gap(self, start: int) -> None:
        """Let what stands between `start` and the next written token wait."""
        ahead = (self.tokens[at] for at in range(self.at, len(self.tokens)))
        written = next((token for token in ahead if _is_written(token)), None)
        end = written.start_mark.index if written else len(self.text)
        first, *lines = split_lines(self.text[start:end])
        if not start:
            first, lines = "", [first, *lines]
        self.trailing = self.noted(first)
        self.blank = False
        # What stands before the written token, on its line, is no line of its own.
        for line in lines[:-1] if written else lines:
            comment = self.noted(line)
            if comment:
                column = len(line) - len(line.lstrip(" \t"))
                self.waiting.append(Comment(text=comment, after_blank=self.blank, column=column))
            self.blank = not comment

    def noted(self, line: str) -> str | None:
        """The comment in a line that has nothing else."""
        comment = line.strip(" \t")
        if comment:
            self.comments.append(comment)
        return comment or None

    def take_trailing(self) -> str | None:
        trailing, self.trailing = self.trailing, None
        return trailing

    def take_trailing_line(self) -> tuple[Comment, ...]:
        """The comment at the end of a line, as one on a line of its own."""
        trailing = self.take_trailing()
        return (Comment(text=trailing, after_blank=False, column=0),) if trailing else ()

    def take_comments(self, column: int) -> tuple[Comment, ...]:
        """The waiting comments up to the first that stands left of `column`."""
        beyond = (at for at, comment in enumerate(self.waiting) if comment.column < column)
        return self.take_first(next(beyond, len(self.waiting)))

    def take_heading(self) -> tuple[Comment, ...]:
        """The comments that are about the file: all but those that, after a blank line, stand right
        above the first entry.
        """
        groups = [at for at, comment in enumerate(self.waiting) if at and comment.after_blank]
        return self.take_first(groups[-1] if groups and not self.blank else len(self.waiting))

    def take_first(self, number: int) -> tuple[Comment, ...]:
        taken = tuple(self.waiting[:number])
        del self.waiting[:number]
        return taken


def _is_written(token: yaml.Token) -> bool:
    """Whether the token has characters of its own: beginnings and ends of blocks have none."""
    return bool(token.start_mark.index < token.end_mark.index)


def _without_spare_lines(scalar: Scalar) -> str:
    """The source of a block text without the end of its last line, and without the blank lines after
    it, which are layout unless the text keeps them.
    """
    lines = scalar.source.split("\n")
    deepest = scalar.content_indent()

    def ends_blank() -> bool:
        return len(lines) > 1 and not lines[-1].strip(" ") and len(lines[-1]) <= deepest

    if ends_blank():
        lines.pop()
    while not scalar.keeps_blanks and ends_blank():
        lines.pop()
    return "\n".join(lines)
