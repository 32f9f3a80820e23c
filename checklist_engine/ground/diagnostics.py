"""Diagnostic (診断): what is wrong with a file, where, and the way out."""

import re
from collections.abc import Iterable

from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.places import Place
from checklist_engine.ground.widths import width


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """診断: one fault of one file.

    `code` is never renumbered: E1 reading, E2 rules, E3 submissions and meetings, E4 templates.
    """

    code: str
    message: str
    place: Place
    hint: str | None = None

    def __str__(self) -> str:
        lines = [f"{self.place}: {self.code} {self.message}"]
        if self.place.cell and self.place.excerpt:
            lines.append(_cell_line(self.place))
        elif self.place.excerpt:
            lines += _underlined(self.place)
        if self.hint:
            lines.append(f"   = ヒント: {self.hint}")
        return "\n".join(lines)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """By file and place, each fault once; reading (E1) before all else, for it may explain the rest.

    Sheets of a workbook stand in the order in which faults of them came.
    """
    once = list(dict.fromkeys(diagnostics))
    sheets = list(dict.fromkeys(_sheet(each.place) for each in once))

    def key(each: Diagnostic) -> tuple[bool, str, int, int, int]:
        place = each.place
        is_reading = each.code[:2] == "E1"
        return (not is_reading, place.file, sheets.index(_sheet(place)), place.line, place.column)

    return tuple(sorted(once, key=key))


_LONGEST_EXCERPT = 100
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")


def _sheet(place: Place) -> tuple[str, str]:
    return (place.file, place.cell.rpartition("」")[0]) if place.cell else ("", "")


def _cell_line(place: Place) -> str:
    """What a cell holds, beside its name: as much of it as fits on a line."""
    excerpt = _CONTROLS.sub(" ", place.excerpt)
    if len(excerpt) > _LONGEST_EXCERPT:
        excerpt = f"{excerpt[:_LONGEST_EXCERPT]}…"
    return f"{place.cell.rpartition('」')[2]:>2} | {excerpt}"


def _underlined(place: Place) -> list[str]:
    # One cell a tab, so that the marks stand right; and nothing that would steer a terminal.
    excerpt = _CONTROLS.sub("�", place.excerpt.replace("\t", " "))
    start = place.column - 1
    end = min(max(place.end_column - 1, start + 1), max(len(excerpt), start + 1))
    if len(excerpt) > _LONGEST_EXCERPT:
        first = max(0, min(start - 20, len(excerpt) - _LONGEST_EXCERPT))
        excerpt = excerpt[first : first + _LONGEST_EXCERPT]
        start, end = start - first, min(end - first, _LONGEST_EXCERPT)
    number = f"{place.line:>2}"
    marks = "^" * max(1, width(excerpt[start:end]))
    return [
        f"{number} | {excerpt}".rstrip(),
        f"{' ' * len(number)} | {' ' * width(excerpt[:start])}{marks}",
    ]
