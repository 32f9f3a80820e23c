"""Frames: where the bits of an expression stand among the elements of lists.

Row *i* in slot *k* of a list is bit *k* × width + *i*, where the width is that of the frame around: every
slot is a block, and blocks are folded into the rows around them. A list in an element, or another list
inside a quantifier, is a frame in a frame.
"""

from collections.abc import Collection, Iterator, Sequence

from checklist_engine.bulk.columns import Bits, Codes
from checklist_engine.ground.lazy_dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """The rows of one level of nesting.

    Attributes:
        outer: the frame around; None for the submissions themselves.
        name: full id of the list whose elements these are.
        anchor: the frame whose elements have the list; None where it is a fact of the submission.
        slots: how many elements of the list a row around may have.
        width: how many bits there are.
        inner: the frames inside, by list and anchor.
        folds: where the slots are cut in halves, and what is below the cut.
    """

    outer: "Frame | None"
    name: str
    anchor: "Frame | None"
    slots: int
    width: int
    inner: "dict[tuple[str, Frame | None], Frame]" = field(default_factory=dict, repr=False)
    folds: list[tuple[int, Bits]] = field(default_factory=list, repr=False)

    @property
    def everywhere(self) -> Bits:
        """All of its bits."""
        return (1 << self.width) - 1

    @property
    def levels(self) -> "tuple[Frame, ...]":
        """The frames of lists from the outermost to this one."""
        return () if self.outer is None else (*self.outer.levels, self)

    def up(self, count: int) -> "Frame":
        """The frame so many levels around this one."""
        frame = self
        for _ in range(count):
            assert frame.outer is not None
            frame = frame.outer
        return frame

    def chain(self) -> "tuple[Frame, ...]":
        """The frame and those that its list is anchored in, outermost first."""
        if self.outer is None:
            return ()
        return (*(self.anchor.chain() if self.anchor else ()), self)

    def blocks(self, plane: Bits) -> Iterator[Bits]:
        """A plane slot by slot, as planes of the frame around."""
        assert self.outer is not None
        width = self.outer.width
        block = (1 << width) - 1
        while plane:
            yield plane & block
            plane >>= width

    def any_slot(self, plane: Bits) -> Bits:
        """The rows around with a bit in any slot."""
        if not self.folds:
            self.folds.extend(self._folds())
        for cut, below in self.folds:
            plane = (plane >> cut) | (plane & below)
        return plane

    def _folds(self) -> Iterator[tuple[int, Bits]]:
        assert self.outer is not None
        slots = self.slots
        while slots > 1:
            slots = (slots + 1) // 2
            cut = slots * self.outer.width
            yield cut, (1 << cut) - 1


def repeated(plane: Bits, width: int, times: int) -> Bits:
    """A plane of so many bits, so many times over."""
    if not plane or not times:
        return 0
    done = 1
    whole = plane
    while done < times:
        more = min(done, times - done)
        part = whole if more == done else whole & ((1 << more * width) - 1)
        whole |= part << (done * width)
        done += more
    return whole


def lifted(plane: Bits, frame: Frame, own: Collection[Frame], rows: int) -> Bits:
    """A plane over the elements of the frames `own` as one of `frame`, in which there are others too."""
    width = rows
    for level in frame.levels:
        if level not in own:
            plane = _spread(plane, width, level.slots)
        width *= level.slots
    return plane


def _spread(plane: Bits, width: int, times: int) -> Bits:
    """Every block of so many bits so many times over."""
    block = (1 << width) - 1
    spread = []
    while plane:
        spread.append(repeated(plane & block, width, times))
        plane >>= width
    return concatenated(spread, width * times)


def concatenated(blocks: Sequence[Bits], width: int) -> Bits:
    """Blocks one after the other, in pairs, so that a long plane is not moved for every block."""
    while len(blocks) > 1:
        blocks, width = [*_pairs(blocks, width)], 2 * width
    return blocks[0] if blocks else 0


def _pairs(blocks: Sequence[Bits], width: int) -> Iterator[Bits]:
    for at in range(0, len(blocks), 2):
        yield blocks[at] | (blocks[at + 1] << width if at + 1 < len(blocks) else 0)


def lifted_codes(codes: Codes, frame: Frame, own: Collection[Frame], rows: int) -> Codes:
    """The same for codes."""
    width = rows
    for level in frame.levels:
        if level not in own:
            spread = codes[:0]
            for start in range(0, len(codes), width or 1):
                spread += codes[start : start + width] * level.slots
            codes = spread
        width *= level.slots
    return codes
