"""Before and after (訂正の前と後): the decision, the scores and the verdicts that moved."""

from collections.abc import Iterator, Sequence

from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.pictures.lettering import PLAIN, SMALL, folded, height_of, lettering
from checklist_engine.pictures.marks import Mark
from checklist_engine.pictures.score_bars import Interval, bar, grid, heading
from checklist_engine.pictures.sheets import WIDTH, Block, sheets
from checklist_engine.pictures.svg import Element, box, line, moved

_SIDE, _LARGE = 316.0, 16
_CHIP, _CHIP_HEIGHT, _ARROW = 128.0, 26.0, 28.0
_THIN = 11.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A decision on one side; `note` is what a reader has to know beside it."""

    heading: str
    mark: Mark
    note: str = ""

    @property
    def words(self) -> str:
        return f"{self.mark.words}（{self.note}）" if self.note else self.mark.words


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreMove:
    """A score that moved; None where nothing was counted."""

    label: str
    before: Interval | None
    after: Interval | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictMove:
    """A verdict that moved; None where there was, or is, no such finding."""

    label: str
    before: Mark | None
    after: Mark | None


def before_and_after(
    name: str,
    title: str,
    decisions: tuple[Outcome, Outcome] | None,
    scores: Sequence[ScoreMove],
    verdicts: Sequence[VerdictMove],
) -> tuple[str, ...]:
    """What moved; none where nothing did."""
    blocks: list[Block] = []
    if decisions is not None:
        blocks.append(_decisions(*decisions))
    if scores:
        # The scale stays with the first score.
        first, *rest = map(_score, scores)
        scale = heading()
        blocks.append(
            Block(
                scale.height + first.height,
                (
                    lettering(("評点",), 0, 2, SMALL, "pic-strong"),
                    *scale.drawing,
                    moved(0, scale.height, first.drawing),
                ),
            )
        )
        blocks += [*rest, Block(12, ())]
    blocks += map(_verdict, verdicts)
    return sheets(name, title, _said(decisions, scores, verdicts), blocks)


def _said(
    decisions: tuple[Outcome, Outcome] | None,
    scores: Sequence[ScoreMove],
    verdicts: Sequence[VerdictMove],
) -> Sequence[str]:
    return [
        *([f"{decisions[0].words}から{decisions[1].words}へ"] if decisions else []),
        *(
            f"{each.label}の評点は{_points(each.before)}から{_points(each.after)}へ"
            for each in scores
        ),
        *(f"{each.label}は{_word(each.before)}から{_word(each.after)}へ" for each in verdicts),
    ]


def _points(interval: Interval | None) -> str:
    return interval.words if interval else "－"


def _word(mark: Mark | None) -> str:
    return mark.words if mark else "なし"


def _decisions(before: Outcome, after: Outcome) -> Block:
    sides = [_side(before), _side(after)]
    height = max(side.height for side in sides)
    drawing: list[Element] = []
    for x, side, outcome in zip((0.0, WIDTH - _SIDE), sides, (before, after), strict=True):
        frame = box(
            0.5, 0.5, _SIDE - 1, height - 1, f"pic-frame pic-edge-{outcome.mark.tone.value}"
        )
        drawing.append(moved(x, 0, [frame, *side.drawing]))
    drawing += _arrow(_SIDE + 8, WIDTH - _SIDE - 8, height / 2)
    return Block(height + 18, tuple(drawing))


def _side(outcome: Outcome) -> Block:
    lines = folded(f"{outcome.mark.sign} {outcome.mark.words}", _LARGE, _SIDE - 28, 3)
    notes = folded(outcome.note, SMALL, _SIDE - 28, 2) if outcome.note else ()
    below = 28 + height_of(lines, _LARGE)
    return Block(
        below + height_of(notes, SMALL) + 12,
        (
            lettering((outcome.heading,), 14, 8, SMALL),
            lettering(lines, 14, 28, _LARGE, "pic-strong"),
            lettering(notes, 14, below, SMALL),
        ),
    )


def _arrow(start: float, end: float, y: float) -> Iterator[Element]:
    yield line(start, y, end - 4, y, "pic-arrow")
    points = f"{end - 9:.1f},{y - 5:.1f} {end:.1f},{y:.1f} {end - 9:.1f},{y + 5:.1f}"
    yield Element("polygon", {"class": "pic-head", "points": points})


def _score(move: ScoreMove) -> Block:
    lines = folded(move.label, SMALL, 140, 3)
    height = max(height_of(lines, SMALL), 2 * SMALL * 1.4) + 12
    drawing = [lettering(lines, 0, height / 2 - height_of(lines, SMALL) / 2, SMALL), *grid(height)]
    for y, words, interval in (
        (height / 2 - 17, "前", move.before),
        (height / 2 + 1, "後", move.after),
    ):
        drawing.append(lettering((words,), 172, y - 1, SMALL, "", "end"))
        if interval is not None:
            drawing += bar(interval.low, interval.high, y + 2, _THIN)
        drawing.append(lettering((_points(interval),), WIDTH, y - 1, SMALL, "pic-number", "end"))
    return Block(height, tuple(drawing))


def _verdict(move: VerdictMove) -> Block:
    start = WIDTH - 2 * _CHIP - _ARROW
    lines = folded(move.label, SMALL, start - 16, 3)
    height = max(height_of(lines, SMALL), _CHIP_HEIGHT) + 10
    drawing: list[Element] = [
        line(0, 0, WIDTH, 0, "pic-grid"),
        lettering(lines, 0, height / 2 - height_of(lines, SMALL) / 2, SMALL),
    ]
    y = (height - _CHIP_HEIGHT) / 2
    for x, mark in ((start, move.before), (WIDTH - _CHIP, move.after)):
        drawing += _chip(mark, x, y)
    drawing += _arrow(start + _CHIP + 6, WIDTH - _CHIP - 6, height / 2)
    return Block(height, tuple(drawing))


def _chip(mark: Mark | None, x: float, y: float) -> Iterator[Element]:
    tone = mark.tone.value if mark else "quiet"
    words = f"{mark.sign} {mark.words}" if mark else "（なし）"
    yield box(x, y, _CHIP, _CHIP_HEIGHT, f"pic-cell pic-{tone}")
    kind = f"pic-on-{tone}"
    yield lettering(
        (words,), x + _CHIP / 2, y + _CHIP_HEIGHT / 2 - PLAIN * 0.65, SMALL, kind, "middle"
    )
