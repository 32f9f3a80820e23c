"""Party tree (委託先の図): who works for whom, at any depth, and what is proven of each."""

from collections.abc import Iterator, Sequence

from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.pictures.lettering import (
    PLAIN,
    SMALL,
    folded,
    height_of,
    lettering,
    room_for,
)
from checklist_engine.pictures.marks import Mark
from checklist_engine.pictures.sheets import WIDTH, Block, sheets
from checklist_engine.pictures.svg import Element, box, line, moved

_INDENT, _DEEPEST = 28.0, 9
_INSET, _GAP = 10.0, 12.0
_CHIP = 24.0
_MOST_LINES, _MOST_POINTS = 3, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A party: what it is called and is, and what is known of it.

    Attributes:
        marks: how many findings there are of each mark.
        points: findings that are not settled, in words.
        proofs: records of proof, in words.
    """

    name: str
    rank: str
    marks: tuple[tuple[Mark, int], ...]
    points: tuple[str, ...]
    proofs: tuple[str, ...]
    below: tuple["Party", ...] = ()


@dataclass(frozen=True, slots=True)
class _Row:
    """A party in its place: `going_on` says for each tier above it whether there is more to come."""

    party: Party
    going_on: tuple[bool, ...]

    @property
    def depth(self) -> int:
        return len(self.going_on)

    @property
    def x(self) -> float:
        return min(self.depth, _DEEPEST) * _INDENT


def party_tree(name: str, title: str, parties: Sequence[Party]) -> tuple[str, ...]:
    """The tree, top to bottom, parents before children; none where there are no parties."""
    rows = list(_rows(parties, ()))
    return sheets(
        name, title, [_said(each.party) for each in rows], [_block(each) for each in rows]
    )


def _rows(parties: Sequence[Party], above: tuple[bool, ...]) -> Iterator[_Row]:
    """Depth first, without recursion: a chain may be long."""
    waiting = [_Row(each, above) for each in reversed(parties)]
    while waiting:
        row = waiting.pop()
        yield row
        below = row.party.below
        waiting += [
            _Row(each, (*row.going_on, at < len(below) - 1))
            for at, each in reversed(list(enumerate(below)))
        ]


def _said(party: Party) -> str:
    counts = "、".join(f"{mark.words}{count}件" for mark, count in party.marks)
    return f"{party.rank} {party.name}：{'、'.join([counts or '判定なし', *_notes(party)])}"


def proofs_words(proofs: Sequence[str]) -> str:
    """「証跡2件（契約書、監査報告書）」."""
    return f"証跡{len(proofs)}件（{'、'.join(proofs)}）" if proofs else "証跡なし"


def _block(row: _Row) -> Block:
    width = WIDTH - row.x
    inside = width - 2 * _INSET
    party = row.party
    rank = room_for(party.rank, SMALL) + 8
    name = folded(party.name, PLAIN, inside - rank, _MOST_LINES)
    chips = list(_chips(party.marks, inside))
    notes = [line for words in _notes(party) for line in folded(words, SMALL, inside, _MOST_LINES)]
    drawing: list[Element] = [
        lettering(name, _INSET, _INSET - 3, PLAIN, "pic-strong"),
        lettering((party.rank,), width - _INSET, _INSET - 2, SMALL, "", "end"),
    ]
    y = _INSET + height_of(name, PLAIN)
    for line_of_chips in chips:
        drawing.append(moved(_INSET, y, line_of_chips))
        y += _CHIP + 4
    drawing.append(lettering(notes, _INSET, y, SMALL))
    y += height_of(notes, SMALL) + _INSET - 2
    return Block(
        y + _GAP,
        (
            *_rails(row, y),
            moved(row.x, 0, [box(0.5, 0.5, width - 1, y - 1, "pic-party"), *drawing]),
        ),
    )


def _notes(party: Party) -> Iterator[str]:
    yield from party.points[:_MOST_POINTS]
    if party.points[_MOST_POINTS:]:
        yield f"ほか{len(party.points) - _MOST_POINTS}件"
    yield proofs_words(party.proofs)


def _rails(row: _Row, height: float) -> Iterator[Element]:
    """Lines from the parties above: one goes on where more of its children come, the last ends here."""
    for tier, is_going_on in enumerate(row.going_on[:_DEEPEST]):
        x = tier * _INDENT + _INDENT / 2
        is_own = tier == row.depth - 1
        if is_own or is_going_on:
            end = height + _GAP if is_going_on else height / 2
            yield line(x, -_GAP if is_own else 0, x, end, "pic-rail")
        if is_own:
            yield line(x, height / 2, row.x, height / 2, "pic-rail")


def _chips(marks: Sequence[tuple[Mark, int]], room: float) -> Iterator[list[Element]]:
    """Marks with their words and counts, in lines."""
    line_of_chips: list[Element] = []
    x = 0.0
    for mark, count in marks:
        words = f"{mark.sign} {mark.words} {count}件"
        width = room_for(words, SMALL) + 12
        if line_of_chips and x + width > room:
            yield line_of_chips
            line_of_chips, x = [], 0.0
        tone = mark.tone.value
        line_of_chips += [
            box(x, 1, width, _CHIP - 2, f"pic-cell pic-{tone}"),
            lettering((words,), x + width / 2, 3.5, SMALL, f"pic-on-{tone}", "middle"),
        ]
        x += width + 6
    if line_of_chips:
        yield line_of_chips
