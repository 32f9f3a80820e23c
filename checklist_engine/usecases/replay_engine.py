"""Who computes a replay, by what `--engine` says."""

# ruff: noqa: PLC0415 - what other machines need is imported by who asks for them

from collections.abc import Iterator
from contextlib import contextmanager

from checklist_engine.ground.errors import ChecklistError
from checklist_engine.replay.engines import Engine, here

_HINT = "dask://機械の名前:番号、又は dask://local?workers=2 のように書きます"


class Misplaced(ChecklistError):
    """An option that says nothing, or does not go with what is to be replayed; `str()` is Japanese."""


@contextmanager
def engine_of(written: str | None) -> Iterator[Engine]:
    """The engine that is written so; None: this process.

    Raises:
        Misplaced: it is no engine.
        MissingExtra: dask is not installed.
        Unreachable: there is no scheduler at the address.
    """
    if written is None:
        yield here
        return
    from urllib.parse import parse_qs, urlsplit

    try:
        parts = urlsplit(written)
        port = parts.port
    except ValueError as error:
        raise Misplaced(f"--engine の「{written}」は使えません。{_HINT}") from error
    if parts.scheme != "dask" or not parts.hostname or parts.path not in ("", "/"):
        raise Misplaced(f"--engine の「{written}」は使えません。{_HINT}")
    from checklist_engine.replay.machines import cluster, scheduler

    if parts.hostname == "local" and port is None:
        asked = parse_qs(parts.query, keep_blank_values=True)
        if not asked.keys() <= {"workers"}:
            raise Misplaced(f"--engine の「{written}」は使えません。{_HINT}")
        workers = asked.get("workers", ["2"])[-1]
        if not workers.isascii() or not workers.isdigit() or not 1 <= int(workers[:4]) <= 256:
            raise Misplaced(f"--engine の workers「{workers}」は、1 から 256 までの数です")
        with cluster(int(workers)) as engine:
            yield engine
        return
    if port is None:
        raise Misplaced(f"--engine の「{written}」には番号がありません。{_HINT}")
    with scheduler(parts.hostname, port) as engine:
        yield engine
