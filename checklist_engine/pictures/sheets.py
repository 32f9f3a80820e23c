"""Sheets: blocks one below the other, on as many pictures as it takes so that a printed page has room."""

from collections.abc import Sequence

from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.pictures.svg import Element, moved, svg

WIDTH = 680.0
"""The width of the text on an A4 page, in CSS pixels; pictures are drawn in this scale."""
TALLEST = 420.0
"""About half a page, so that little of one is left empty."""
_MOST_TOLD = 12


@dataclass(frozen=True, slots=True)
class Block:
    """What may not be cut in two: so high, and drawn from (0, 0)."""

    height: float
    drawing: tuple[Element, ...]


def sheets(
    name: str,
    title: str,
    told: Sequence[str],
    blocks: Sequence[Block],
    heading: Block | None = None,
) -> tuple[str, ...]:
    """The pictures.

    Args:
        name: unique in the page; the ids in the pictures are made of it.
        title: what they are called; of several, each says which it is.
        told: what they show, sentence by sentence, for those who do not see it.
        blocks: in their order.
        heading: stands on top of each.
    """
    groups: list[list[Block]] = []
    left = 0.0
    top = heading.height if heading else 0.0
    for block in blocks:
        if not groups or block.height > left:
            groups.append([])
            left = TALLEST - top
        groups[-1].append(block)
        left -= block.height
    return tuple(
        svg(
            f"{name}-{number}",
            title if len(groups) == 1 else f"{title}（{number}／{len(groups)}）",
            _description(told) if number == 1 else f"{title}の続き",
            (WIDTH, top + sum(each.height for each in group)),
            Element("g", {}, tuple(_stacked([*([heading] if heading else []), *group]))),
        )
        for number, group in enumerate(groups, start=1)
    )


def _description(told: Sequence[str]) -> str:
    """As much as one listens to at a time; what stands beside a picture has all of it."""
    left = len(told) - _MOST_TOLD
    more = [f"ほか{left}件は、図の後に書いてあります"] if left > 0 else []
    return "。".join([*told[:_MOST_TOLD], *more])


def _stacked(blocks: Sequence[Block]) -> list[Element]:
    placed, y = [], 0.0
    for block in blocks:
        if block.drawing:
            placed.append(moved(0, y, block.drawing))
        y += block.height
    return placed
