"""Engines (計算のしかた): who compares batches; this process here, other machines in `machines`."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from checklist_engine.replay.baselines import moves_by_baseline
from checklist_engine.replay.batches import Batch
from checklist_engine.replay.moves import Moves, moves_over

Engine: TypeAlias = Callable[[Iterable[Batch]], Iterator[tuple[Batch, Moves]]]
"""Compares batches, and gives them back in their order."""


def here(batches: Iterable[Batch]) -> Iterator[tuple[Batch, Moves]]:
    """One batch after the other, in this process."""
    for batch in batches:
        yield batch, compared(batch)


def needs_few_rules(batch: Batch) -> bool:
    """Whether the edited rules alone need be run, as it is known what all of them came to before."""
    return batch.baseline is not None and batch.pair.is_thin


def compared(batch: Batch) -> Moves:
    """What moves in a batch, by this process."""
    if batch.baseline is not None and needs_few_rules(batch):
        return moves_by_baseline(batch.baseline(), batch.pair, batch.columns, batch.rulings)
    before, after = batch.pair.whole()
    return moves_over(before, after, batch.columns, batch.rulings)
