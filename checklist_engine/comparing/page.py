"""Page: headings, tables and lists, whatever they are written as; here as text and as Markdown."""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from checklist_engine.formats.template_filters import escaped, table_cell
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.widths import fold, pad, width
from checklist_engine.reporting.layout import Canvas, Tone, plain

_GAP = 2
_NARROWEST = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading: of the page (1), of a part (2), of one thing (3)."""

    words: str
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A sentence or two; `strong` where it is what the reader looks for."""

    words: str
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows below a head; all of them are as wide as it."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """A list."""

    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Lines of a YAML file, to the letter."""

    lines: tuple[str, ...]


Block: TypeAlias = Heading | Paragraph | Table | Items | Listing


def page_text(blocks: Sequence[Block], canvas: Canvas) -> list[str]:
    """A page as lines on a terminal."""
    lines: list[str] = []
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        lines += _text(block, canvas)
        if not _leads_on(block, after):
            lines.append("")
    return lines[:-1]


def _leads_on(block: Block, after: Block | None) -> bool:
    """Whether the next block belongs to this one so closely that nothing stands between them."""
    if isinstance(block, Heading) and isinstance(after, Heading):
        return after.level >= block.level
    return isinstance(block, Heading) or isinstance(after, Listing)


def page_markdown(blocks: Sequence[Block]) -> list[str]:
    """A page as the lines of a Markdown file."""
    lines: list[str] = []
    for block in blocks:
        lines += [*_markdown(block), ""]
    return lines[:-1]


def _text(block: Block, canvas: Canvas) -> Iterator[str]:
    match block:
        case Heading(words=words, level=1):
            yield canvas.rule("━")
            yield from canvas.hang("", words)
            yield canvas.rule("━")
        case Heading(words=words, level=2):
            yield canvas.paint(plain(f"■ {words}"), Tone.STRONG)
        case Heading(words=words):
            yield from canvas.hang("● ", words, indent=2, tone=Tone.STRONG)
        case Paragraph(words=words, strong=strong):
            for line in fold(plain(words), canvas.cells - 4):
                yield "    " + canvas.paint(line, Tone.CARE if strong else Tone.PLAIN)
        case Table():
            yield from _columns(block, canvas)
        case Items(entries=entries):
            for entry in entries:
                yield from canvas.hang("・", entry, indent=4)
        case Listing(lines=lines):
            for line in lines:
                yield f"      {plain(line)}"


def _columns(table: Table, canvas: Canvas) -> Iterator[str]:
    """A table with every cell folded inside its column."""
    indent = 4
    rows = [tuple(map(plain, row)) for row in (table.head, *table.rows)]
    room = canvas.cells - indent - _GAP * (len(table.head) - 1)
    widths = _widths(rows, room)
    for number, row in enumerate(rows):
        cells = [fold(cell, cells) for cell, cells in zip(row, widths, strict=True)]
        for at in range(max(map(len, cells))):
            line = (" " * _GAP).join(
                pad(cell[at] if at < len(cell) else "", cells)
                for cell, cells in zip(cells, widths, strict=True)
            )
            yield f"{' ' * indent}{line}".rstrip()
        if number == 0:
            across = "─" * (sum(widths) + _GAP * (len(widths) - 1))
            yield " " * indent + canvas.paint(across, Tone.QUIET)


def _widths(rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """Columns as wide as they need to be; where there is no room, the widest give way first."""
    wanted = [
        max(width(line) for row in rows for line in row[column].split("\n"))
        for column in range(len(rows[0]))
    ]
    given = [0] * len(wanted)
    left = room
    for done, column in enumerate(sorted(range(len(wanted)), key=lambda each: wanted[each])):
        share = left // (len(wanted) - done)
        given[column] = max(min(wanted[column], share), min(_NARROWEST, wanted[column]), 2)
        left -= given[column]
    return given


def _markdown(block: Block) -> Iterator[str]:
    match block:
        case Heading(words=words, level=level):
            yield f"{'#' * level} {_inline(words)}"
        case Paragraph(words=words, strong=strong):
            yield f"**{_inline(words)}**" if strong else _inline(words)
        case Table(head=head, rows=rows):
            yield _row(head)
            yield "|" + "---|" * len(head)
            for row in rows:
                yield _row(row)
        case Items(entries=entries):
            for entry in entries:
                yield f"- {_inline(entry)}"
        case Listing(lines=lines):
            yield "```yaml"
            yield from map(plain, lines)
            yield "```"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(table_cell(plain(cell)) for cell in cells) + " |"


def _inline(words: str) -> str:
    return escaped(plain(words)).replace("\n", "  \n")
