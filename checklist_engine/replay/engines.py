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
        if batch.baseline is not None and batch.pair.is_thin:
            baseline = batch.baseline()
            yield batch, moves_by_baseline(baseline, batch.pair, batch.columns, batch.rulings)
            continue
        before, after = batch.pair.whole()
        yield batch, moves_over(before, after, batch.columns, batch.rulings)
