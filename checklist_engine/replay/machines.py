"""Machines: batches compared by the workers of a Dask cluster.

What goes over the wire is what could as well be written to a file: both Plans and the rulings as JSON, columns as
the bytes they are kept as. What comes back is JSON. So a worker needs this package, and nothing else of ours.
"""

# ruff: noqa: PLC0415 - dask is imported by who asks for it

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from checklist_engine.bulk import from_bytes, to_bytes
from checklist_engine.bulk.columns import Bits
from checklist_engine.compiler.plan_json import dump_json, dump_plan, load_json, load_plan
from checklist_engine.ground.errors import ChecklistError, MissingExtra
from checklist_engine.model.submission import Ruling
from checklist_engine.model.verdicts import Decision, Verdict
from checklist_engine.replay.batches import Batch
from checklist_engine.replay.engines import Engine
from checklist_engine.replay.explaining import both_sides
from checklist_engine.replay.moves import Moves, RuleMoves, Standing, moves_over
from checklist_engine.replay.one_case import standing_of

_PATIENCE = 10.0
"""Seconds to wait for a scheduler."""


class Unreachable(ChecklistError):
    """There is no scheduler where one was said to be; `str()` is Japanese."""


@contextmanager
def cluster(workers: int) -> Iterator[Engine]:
    """An engine of so many processes on this machine.

    Raises:
        MissingExtra: dask is not installed.
    """
    client_of, cluster_of = _distributed()
    with (
        cluster_of(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            dashboard_address=None,
            silence_logs=50,
        ) as made,
        client_of(made) as client,
    ):
        yield _engine(client)


@contextmanager
def scheduler(host: str, port: int, patience: float = _PATIENCE) -> Iterator[Engine]:
    """An engine of the workers of a scheduler.

    Raises:
        MissingExtra: dask is not installed.
        Unreachable: nothing answers there.
    """
    client_of, _ = _distributed()
    address = f"tcp://[{host}]:{port}" if ":" in host else f"tcp://{host}:{port}"
    try:
        client = client_of(address, timeout=patience)
    except OSError as error:
        raise Unreachable(
            f"{host}:{port} につながりません\n"
            "   = ヒント: Dask のスケジューラが動いているか、名前と番号が合っているかを確かめてください"
        ) from error
    with client:
        yield _engine(client)


def compare_remotely(before: bytes, after: bytes, columns: bytes, rulings: bytes) -> bytes:
    """What a worker does: moves as JSON, of Plans and rulings as JSON and columns as bytes."""
    by_row = {
        int(row): [load_json(each.encode(), Ruling) for each in several]
        for row, several in json.loads(rulings).items()
    }
    return moves_json(moves_over(load_plan(before), load_plan(after), from_bytes(columns), by_row))


def moves_json(moves: Moves) -> bytes:
    """Moves as JSON, but for where each row stands: that is asked about the few that are shown."""
    written = {
        "rules": {
            name: [
                [_value(was), _value(now), hex(rows)] for (was, now), rows in each.verdicts.items()
            ]
            for name, each in moves.rules.items()
        },
        "decisions": [
            [_value(was), _value(now), hex(rows)] for (was, now), rows in moves.decisions.items()
        ],
        **{name: hex(getattr(moves, name)) for name in ("firmer", "looser", "scores")},
        **{
            name: {each: hex(rows) for each, rows in getattr(moves, name).items()}
            for name in ("gained", "lost", "weighs")
        },
    }
    return json.dumps(written).encode()


def moves_from(written: bytes, standings: Callable[[int], tuple[Standing, Standing]]) -> Moves:
    """Moves of their JSON, with what says where a row stands."""
    raw = json.loads(written)
    return Moves(
        rules={
            name: RuleMoves(
                verdicts={(_verdict(was), _verdict(now)): int(rows, 16) for was, now, rows in each}
            )
            for name, each in raw["rules"].items()
        },
        decisions={
            (_decision(was), _decision(now)): int(rows, 16) for was, now, rows in raw["decisions"]
        },
        firmer=int(raw["firmer"], 16),
        looser=int(raw["looser"], 16),
        gained=_planes(raw["gained"]),
        lost=_planes(raw["lost"]),
        scores=int(raw["scores"], 16),
        weighs=_planes(raw["weighs"]),
        standings=standings,
    )


def _engine(client: Any) -> Engine:
    def there(batches: Iterable[Batch]) -> Iterator[tuple[Batch, Moves]]:
        kept = list(batches)
        # All are on their way before the first is waited for.
        coming = [client.submit(compare_remotely, *_parcel(each), pure=False) for each in kept]
        for batch, future in zip(kept, coming, strict=True):
            yield batch, moves_from(future.result(), partial(_standings, batch))

    return there


def _parcel(batch: Batch) -> tuple[bytes, bytes, bytes, bytes]:
    before, after = batch.pair.whole()
    return dump_plan(before), dump_plan(after), to_bytes(batch.columns), _rulings(batch.rulings)


def _rulings(rulings: Mapping[int, Sequence[Ruling]]) -> bytes:
    written = {
        row: [dump_json(each).decode() for each in several] for row, several in rulings.items()
    }
    return json.dumps(written).encode()


def _distributed() -> tuple[Any, Any]:
    try:
        from distributed import (  # type: ignore[import-not-found,import-untyped,unused-ignore]
            Client,
            LocalCluster,
        )
    except ImportError as error:
        raise MissingExtra("dask", "ほかの機械で再評価する") from error
    return Client, LocalCluster


def _value(member: Verdict | Decision | None) -> str | None:
    return member and member.value


def _verdict(value: str | None) -> Verdict | None:
    return None if value is None else Verdict(value)


def _decision(value: str | None) -> Decision | None:
    return None if value is None else Decision(value)


def _planes(raw: Mapping[str, str]) -> Mapping[str, Bits]:
    return {name: int(rows, 16) for name, rows in raw.items()}


def _standings(batch: Batch, row: int) -> tuple[Standing, Standing]:
    """Where a case stands before and after, by assessing it here."""
    sides = both_sides(batch.case(row), *batch.pair.whole())
    return standing_of(sides.before.assessment), standing_of(sides.after.assessment)
