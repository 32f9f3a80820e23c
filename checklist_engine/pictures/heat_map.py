"""Heat map (判定の一覧図): cases × rules, family by family, as many rules side by side as a page has room for."""

from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from typing import TypeVar

from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.pictures.lettering import SMALL, folded, lettering, room_for
from checklist_engine.pictures.marks import Mark, drawn_mark
from checklist_engine.pictures.sheets import WIDTH, Block, sheets
from checklist_engine.pictures.svg import Element, box, moved

T = TypeVar("T")

_GAP = 16.0
_NARROWEST, _WIDEST = 48.0, 132.0
_FAMILY, _UPRIGHT, _LONGEST_TURNED = 22.0, 20.0, 96.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grid:
    """How large a cell is, for so many cases at most; of more, the rest goes into another map."""

    most: int
    width: float
    height: float


# A band of either is at most a page high.
_WIDE = _Grid(most=12, width=30, height=28)
_CLOSE = _Grid(most=40, width=26, height=20)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatFamily:
    """A family (分野) and the ids of its rules."""

    label: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatCase:
    """A case: what came out, by rule; its profile need not have all of them."""

    label: str
    marks: Mapping[str, Mark]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """Rules of one family side by side: their ids, and what is written above them."""

    label: str
    rules: tuple[str, ...]
    heads: tuple[str, ...]
    width: float


def heat_maps(
    name: str, title: str, families: Sequence[HeatFamily], cases: Sequence[HeatCase]
) -> tuple[str, ...]:
    """The map, on as many pictures as it takes; none where there is nothing to show."""
    grid = _WIDE if len(cases) <= _WIDE.most else _CLOSE
    shown = [each for each in families if each.rules]
    blocks = [block for some in _parts(cases, grid.most) for block in _bands(shown, some, grid)]
    told = [f"{case.label}：{_counts(case)}" for case in cases]
    return sheets(name, title, told, blocks)


def _parts(entries: Sequence[T], most: int) -> Iterator[Sequence[T]]:
    """As few parts as there can be, about as long as each other."""
    parts = ceil(len(entries) / most)
    size = ceil(len(entries) / parts) if parts else 1
    return (entries[at : at + size] for at in range(0, len(entries), size))


def _counts(case: HeatCase) -> str:
    counts: dict[str, int] = {}
    for mark in case.marks.values():
        counts[mark.words] = counts.get(mark.words, 0) + 1
    return "、".join(f"{words}{count}件" for words, count in counts.items()) or "判定なし"


def _bands(
    families: Sequence[HeatFamily], cases: Sequence[HeatCase], grid: _Grid
) -> Iterator[Block]:
    longest = max((room_for(case.label, SMALL) for case in cases), default=0.0)
    start = min(max(longest + 12, _NARROWEST), _WIDEST)
    columns = int((WIDTH - start) // grid.width)
    band: list[_Group] = []
    for group in (group for family in families for group in _groups(family, columns, grid)):
        if band and start + sum(each.width + _GAP for each in band) + group.width > WIDTH:
            yield _band(band, cases, start, grid)
            band = []
        band.append(group)
    if band:
        yield _band(band, cases, start, grid)


def _groups(family: HeatFamily, columns: int, grid: _Grid) -> Iterator[_Group]:
    """A family, in parts where it has more rules than fit side by side."""
    beginnings = {"".join(rule.rpartition("-")[:2]) for rule in family.rules}
    shared = beginnings.pop() if len(beginnings) == 1 else ""
    label = f"{family.label}（{shared}）" if shared else family.label
    for number, rules in enumerate(_parts(family.rules, columns)):
        own = label if number == 0 else f"{label}続き"
        yield _Group(
            label=own,
            rules=tuple(rules),
            heads=tuple(rule.removeprefix(shared) for rule in rules),
            width=max(len(rules) * grid.width, min(room_for(own, SMALL), columns * grid.width)),
        )


def _band(groups: Sequence[_Group], cases: Sequence[HeatCase], start: float, grid: _Grid) -> Block:
    turned = any(room_for(head, SMALL) > grid.width for each in groups for head in each.heads)
    longest = max(room_for(head, SMALL) for each in groups for head in each.heads)
    head = min(longest + 6, _LONGEST_TURNED) if turned else _UPRIGHT
    top = _FAMILY + head
    drawing: list[Element] = []
    for row, case in enumerate(cases):
        y = top + (row + 0.5) * grid.height - SMALL * 0.78
        drawing.append(
            lettering(folded(case.label, SMALL, start - 8, 1), 0, y, SMALL, "pic-strong")
        )
    x = start
    for group in groups:
        drawing.append(moved(x, 0, list(_group(group, cases, head, grid, turned=turned))))
        x += group.width + _GAP
    return Block(top + len(cases) * grid.height + _GAP, tuple(drawing))


def _group(
    group: _Group, cases: Sequence[HeatCase], head: float, grid: _Grid, *, turned: bool
) -> Iterator[Element]:
    top = _FAMILY + head
    yield lettering(folded(group.label, SMALL, group.width, 1), 0, 0, SMALL, "pic-strong")
    for column, (rule, words) in enumerate(zip(group.rules, group.heads, strict=True)):
        x = column * grid.width
        if turned:
            shown = folded(words, SMALL, head, 1)
            turn = f"translate({x + grid.width / 2 - SMALL * 0.8:.1f} {top - 4:.1f}) rotate(-90)"
            yield Element("g", {"transform": turn}, (lettering(shown, 0, 0, SMALL),))
        else:
            yield lettering((words,), x + grid.width / 2, _FAMILY, SMALL, "", "middle")
        for row, case in enumerate(cases):
            y = top + row * grid.height
            mark = case.marks.get(rule)
            if mark is None:
                yield box(x + 1, y + 1, grid.width - 2, grid.height - 2, "pic-none")
            else:
                yield from drawn_mark(mark, x, y, grid.width, grid.height)
