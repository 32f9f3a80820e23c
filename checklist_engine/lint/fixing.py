"""Mending files: which edits of messages can be made together, and what comes out."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Sequence

from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.lint.check import Edit
from checklist_engine.lint.message import Message

_BREAKS = re.compile("(\r\n|[\n\r\x85\u2028\u2029])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mending:
    """The edits of one file that can be made together, and the messages that they settle."""

    file: str
    edits: tuple[Edit, ...]
    messages: tuple[Message, ...]


def mendings(messages: Iterable[Message], files: Iterable[str]) -> tuple[Mending, ...]:
    """What can be mended at once in these files: of edits that overlap, the first."""
    wanted = frozenset(files)
    chosen: dict[str, list[Edit]] = {}
    settled: dict[str, list[Message]] = {}
    for message in messages:
        edits = [edit for edit in message.edits if edit.file in wanted]
        if not edits or len(edits) < len(message.edits):
            continue
        if all(_fits(edit, chosen.get(edit.file, ())) for edit in edits):
            for edit in edits:
                mine = chosen.setdefault(edit.file, [])
                mine += [] if edit in mine else [edit]
            settled.setdefault(message.place.file, []).append(message)
    return tuple(
        Mending(file=file, edits=tuple(edits), messages=tuple(settled.get(file, ())))
        for file, edits in sorted(chosen.items())
    )


def mended(text: str, edits: Iterable[Edit]) -> str:
    """A text with edits made in it, which do not overlap; its own line ends are kept."""
    pieces = _BREAKS.split(text)
    lines, breaks = pieces[::2], [*pieces[1::2], ""]
    starts = [0]
    for line, end in zip(lines, breaks, strict=True):
        starts.append(starts[-1] + len(line) + len(end))
    usual = breaks[0] or "\n"

    def offset(line: int, column: int) -> int:
        return min(starts[min(line, len(starts)) - 1] + column - 1, len(text))

    places = sorted(
        (
            (
                offset(each.span.line, each.span.column),
                offset(each.span.end_line, each.span.end_column),
                each.text,
            )
            for each in edits
        ),
        reverse=True,
    )
    for start, end, new in places:
        text = text[:start] + new.replace("\n", usual) + text[end:]
    return text


def mended_content(raw: bytes, mending: Mending, seen: str) -> bytes | None:
    """The content of a file with edits made in it, byte order mark and line ends as they were.

    None where the file is not any more as it was when it was looked at (`seen`), or could not be read
    afterwards: then it is to be left alone.
    """
    try:
        text = raw.removeprefix(BOM_UTF8).decode()
        if _with_lf(text) != seen:
            return None
        text = mended(text, mending.edits)
        parse_yaml(_with_lf(text), mending.file)
    except (InvalidFile, UnicodeDecodeError):
        return None
    mark = BOM_UTF8 if raw.startswith(BOM_UTF8) else b""
    return mark + text.encode()


def _fits(edit: Edit, chosen: Sequence[Edit]) -> bool:
    return all(edit == other or not _overlap(edit, other) for other in chosen)


def _overlap(one: Edit, other: Edit) -> bool:
    start, end = _ends(one)
    first, last = _ends(other)
    return start == first or (start < last and first < end)


def _ends(edit: Edit) -> tuple[tuple[int, int], tuple[int, int]]:
    span = edit.span
    return (span.line, span.column), (span.end_line, span.end_column)


def _with_lf(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
