"""Tables: three-valued truths of all worlds at once, by the same logic as `evaluator.expression`.

A table holds the worlds where something is TRUE, those where it is FALSE and, of the others, those
where it waits for an answer that somebody will be asked for (the rest waits for irrelevant ones only).
"""

from collections.abc import Iterable, Sequence
from functools import reduce

from checklist_engine.analysis.space import Worlds
from checklist_engine.ground.lazy_dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """The worlds where it is TRUE, where FALSE, where UNKNOWN and waiting."""

    true: Worlds
    false: Worlds
    waiting: Worlds

    def unknown(self, everywhere: Worlds) -> Worlds:
        """The worlds where it is UNKNOWN, whatever it waits for."""
        return everywhere & ~(self.true | self.false)

    def settled(self, everywhere: Worlds) -> "Table":
        """An UNKNOWN that waits only for what nobody is asked is FALSE."""
        return Table(self.true, everywhere & ~(self.true | self.waiting), self.waiting)


def negated(table: Table) -> Table:
    """NOT."""
    return Table(table.false, table.true, table.waiting)


def all_of(tables: Iterable[Table], everywhere: Worlds) -> Table:
    """AND."""
    true, false, waiting = everywhere, 0, 0
    for table in tables:
        true &= table.true
        false |= table.false
        waiting |= table.waiting
    return Table(true, false, waiting & ~(true | false))


def any_of(tables: Iterable[Table], everywhere: Worlds) -> Table:
    """OR."""
    true, false, waiting = 0, everywhere, 0
    for table in tables:
        true |= table.true
        false &= table.false
        waiting |= table.waiting
    return Table(true, false, waiting & ~(true | false))


def tally(
    tables: Sequence[Table],
    at_least: int | None,
    at_most: int | None,
    *,
    unending: Worlds,
    unending_waits: Worlds,
    everywhere: Worlds,
) -> Table:
    """How many hold; `unending` are the worlds where more may come, where that can be asked for
    `unending_waits`.
    """
    most = max(at_least or 0, (at_most or 0) + 1)
    sure = _reached((table.true for table in tables), most, everywhere)
    maybe = _reached((everywhere & ~table.false for table in tables), most, everywhere)
    waiting = reduce(int.__or__, (table.waiting for table in tables), unending_waits)
    bounds = []
    if at_least is not None:
        true, false = sure[at_least], everywhere & ~maybe[at_least] & ~unending
        bounds.append(Table(true, false, waiting & ~(true | false)))
    if at_most is not None:
        false, true = sure[at_most + 1], everywhere & ~maybe[at_most + 1] & ~unending
        bounds.append(Table(true, false, waiting & ~(true | false)))
    return all_of(bounds, everywhere)


def _reached(parts: Iterable[Worlds], most: int, everywhere: Worlds) -> list[Worlds]:
    """By number from 0 to `most`, the worlds in at least so many of `parts`."""
    reached = [everywhere] + [0] * most
    for part in parts:
        for number in range(most, 0, -1):
            reached[number] |= reached[number - 1] & part
    return reached
