"""Errands (使い): batches handed out in slices to whoever takes them, and put together again.

So many slices are on their way as there are hands for, and a few more: however many cases there are, no more
than that is in memory. Where few rows are left, slices are shorter, so that nobody waits for the last. What
needs few rules is done here: the way to another process takes longer.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeAlias

from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.model.plan import Plan
from checklist_engine.replay.batches import Batch
from checklist_engine.replay.engines import Engine, compared, needs_few_rules
from checklist_engine.replay.moves import Moves
from checklist_engine.replay.parcels import Parcel, packed_plan, parcel_of
from checklist_engine.replay.slices import cut, joined, slices_of
from checklist_engine.replay.written_moves import moves_from, standings_from

MOST = 32_768
"""So many rows a slice has at most: what an archive keeps together is sent as it is."""
LEAST = 8_192
"""With fewer rows a slice takes hardly less time: every rule costs something, however few rows there are."""
_EACH = 2
"""So many slices are on their way for each pair of hands, that the next is there when one is done."""

_PLANS = 16
"""So many Plans are kept as they were packed."""


class Errand(Protocol):
    """A slice that somebody has taken."""

    def done(self) -> bool: ...

    def result(self) -> tuple[bytes, bytes]:
        """What `compare_parcel` gave."""


Take: TypeAlias = Callable[[Parcel], Errand]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hands:
    """Those who take slices.

    Attributes:
        count: how many slices can be worked on at once, at most.
        ready: given how many slices there are to be worked on, as far as is known, what takes one.
        least: a slice of fewer rows is not worth it.
    """

    count: int
    ready: Callable[[int], Take]
    least: int = LEAST


def handing_out(hands: Hands) -> Engine:
    """An engine that has the work done by others."""
    packed: dict[int, tuple[Plan, bytes]] = {}

    def there(batches: Iterable[Batch]) -> Iterator[tuple[Batch, Moves]]:
        return _Desk(hands, iter(batches), packed).run()

    return there


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sent:
    """A batch and its errands, with the row that each begins at; none where it is done here."""

    batch: Batch
    errands: Sequence[tuple[int, Errand]]

    @property
    def under_way(self) -> int:
        return sum(not errand.done() for _, errand in self.errands)

    def moves(self) -> Moves:
        """What moves in the batch, as soon as it is known."""
        if not self.errands:
            return compared(self.batch)
        return joined([(start, _moves(errand)) for start, errand in self.errands])


@dataclass(slots=True)
class _Desk:
    """What has been read and not yet sent, and what has been sent."""

    hands: Hands
    coming: Iterator[Batch]
    packed: dict[int, tuple[Plan, bytes]]
    read: deque[Batch] = field(default_factory=deque)
    sent: deque[_Sent] = field(default_factory=deque)

    def run(self) -> Iterator[tuple[Batch, Moves]]:
        """All batches, in the order in which they came."""
        while True:
            self._read_ahead()
            if self.read and self._has_room(self.read[0]):
                self.sent.append(self._send())
            elif self.sent:
                first = self.sent.popleft()
                yield first.batch, first.moves()
            else:
                return

    def _read_ahead(self) -> None:
        """As far as it takes to know whether there is a whole slice for everybody."""
        while self._rows() < MOST * self.hands.count and len(self.read) < _EACH * self.hands.count:
            if self.read and needs_few_rules(self.read[-1]):
                return
            batch = next(self.coming, None)
            if batch is None:
                return
            self.read.append(batch)

    def _rows(self) -> int:
        return sum(len(each.columns.cases) for each in self.read if not needs_few_rules(each))

    def _has_room(self, batch: Batch) -> bool:
        if not self.sent:
            return True
        under_way, most = self._under_way(), _EACH * self.hands.count
        if needs_few_rules(batch) and not under_way:
            return False
        return under_way < most and len(self.sent) < _EACH * most

    def _under_way(self) -> int:
        return sum(each.under_way for each in self.sent)

    def _send(self) -> _Sent:
        most = min(MOST, max(self.hands.least, -(-self._rows() // self.hands.count)))
        expected = self._under_way() + sum(len(self._slices(each, most)) for each in self.read)
        batch = self.read.popleft()
        slices = self._slices(batch, most)
        if not slices:
            return _Sent(batch=batch, errands=())
        take = self.hands.ready(expected)
        plans = [self._packed(each) for each in batch.pair.whole()]
        return _Sent(
            batch=batch,
            errands=[
                (start, take(_parcel(batch, (plans[0], plans[1]), start, stop)))
                for start, stop in slices
            ],
        )

    def _slices(self, batch: Batch, most: int) -> Sequence[tuple[int, int]]:
        return () if needs_few_rules(batch) else slices_of(len(batch.columns.cases), most)

    def _packed(self, plan: Plan) -> bytes:
        """A Plan is packed once for all batches that it is for, in this run and in later ones."""
        if id(plan) not in self.packed:
            if len(self.packed) >= _PLANS:
                del self.packed[next(iter(self.packed))]
            self.packed[id(plan)] = plan, packed_plan(plan)
        return self.packed[id(plan)][1]


def _parcel(batch: Batch, plans: tuple[bytes, bytes], start: int, stop: int) -> Parcel:
    rulings = {
        row - start: several for row, several in batch.rulings.items() if start <= row < stop
    }
    return parcel_of(plans, cut(batch.columns, start, stop), rulings)


def _moves(errand: Errand) -> Moves:
    moves, standings = errand.result()
    return moves_from(moves, standings_from(standings))
