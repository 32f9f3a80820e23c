"""Score bars (評点の図): for each part of the score, what it has and what it may still reach."""

from collections.abc import Iterator, Sequence

from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.pictures.lettering import PLAIN, SMALL, folded, height_of, lettering
from checklist_engine.pictures.sheets import WIDTH, Block, sheets
from checklist_engine.pictures.svg import Element, box, line

_LABEL, _WORDS = 184.0, 112.0
_PLOT = WIDTH - _LABEL - _WORDS - 16
_BAR, _AIR = 14.0, 12.0
_SCALE = (0, 25, 50, 75, 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A score from `low` to `high` (0 to 100) and how it is written; `whole` stands out."""

    label: str
    low: float
    high: float
    words: str
    whole: bool = False


def score_bars(name: str, title: str, intervals: Sequence[Interval]) -> tuple[str, ...]:
    """The bars with their scale; none where there is no score."""
    said = "、".join(f"{each.label} {each.words}点" for each in intervals)
    return sheets(name, title, [said], [_row(each) for each in intervals], heading())


def heading() -> Block:
    """The scale."""
    return Block(
        26,
        tuple(lettering((str(points),), x_of(points), 2, SMALL, "", "middle") for points in _SCALE),
    )


def x_of(points: float) -> float:
    """Where so many points stand."""
    return _LABEL + _PLOT * points / 100


def _row(interval: Interval) -> Block:
    size = PLAIN if interval.whole else SMALL
    lines = folded(interval.label, size, _LABEL - 18, 3)
    height = max(height_of(lines, size), _BAR) + _AIR
    kind = "pic-strong" if interval.whole else ""
    middle = height / 2
    return Block(
        height,
        (
            lettering(lines, 0, middle - height_of(lines, size) / 2, size, kind),
            *grid(height),
            *bar(interval.low, interval.high, middle - _BAR / 2, _BAR),
            lettering(
                (interval.words,), WIDTH, middle - size * 0.75, size, f"{kind} pic-number", "end"
            ),
        ),
    )


def grid(height: float) -> Iterator[Element]:
    """The lines of the scale."""
    for points in _SCALE:
        yield line(x_of(points), 0, x_of(points), height, "pic-grid")


def bar(low: float, high: float, y: float, height: float) -> Iterator[Element]:
    """What is reached, and behind it, up to where it may still go, what is open."""
    if high > low:
        yield box(x_of(low), y, x_of(high) - x_of(low), height, "pic-possible")
    if low > 0:
        yield box(x_of(0), y, x_of(low) - x_of(0), height, "pic-reached")
    if high <= 0:
        # A bar of no length would not be seen.
        yield line(x_of(0), y, x_of(0), y + height, "pic-zero")
