"""Machines: Dask workers, of this machine or of others, who take slices of what is to be compared."""

# ruff: noqa: PLC0415 - dask is imported by who needs a worker

from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from pkgutil import resolve_name
from tempfile import TemporaryDirectory
from typing import Any

from checklist_engine import __version__
from checklist_engine.ground.errors import ChecklistError, MissingExtra
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.replay.engines import Engine
from checklist_engine.replay.errands import LEAST, Hands, Take, handing_out
from checklist_engine.replay.parcels import OtherVersion, Parcel, compare_left, compare_parcel

_PATIENCE = 10.0
"""Seconds to wait for a scheduler, and for the first of its workers."""
_SETTINGS = {
    # Slices are large, and meant to be.
    "distributed.admin.large-graph-warning-threshold": "1 GiB",
    # Workers are gone in a minute, and nobody looks at what Dask knows of them: left as it is, that takes a tenth
    # of a processor.
    "distributed.worker.profile.enabled": False,
    "distributed.worker.memory.monitor-interval": "1s",
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "10s",
}


class Unreachable(ChecklistError):
    """There is no scheduler, or no worker, where one was said to be; `str()` is Japanese."""

    def __init__(self, words: str) -> None:
        super().__init__(
            f"{words}\n"
            "   = ヒント: Dask のスケジューラと働く側が動いているか、名前と番号が合っているかを確かめてください。"
            "--engine を付けなければ、この機械だけで計算します"
        )


@contextmanager
def cluster(workers: int, *, least: int = LEAST) -> Iterator[Engine]:
    """An engine of so many processes on this machine, started when there is something for them to do.

    Raises:
        MissingExtra: dask is not installed.
    """
    _need_dask()
    with ExitStack() as running:
        local = _Local(running)
        yield handing_out(
            Hands(
                count=workers,
                ready=lambda slices: local.ready(min(workers, slices)),
                least=least,
            )
        )


@contextmanager
def scheduler(host: str, port: int, *, patience: float = _PATIENCE) -> Iterator[Engine]:
    """An engine of the workers of a scheduler.

    Raises:
        MissingExtra: dask is not installed.
        Unreachable: nothing answers there, or there is no worker.
        OtherVersion: a worker has another version of this package, or none.
    """
    _need_dask()
    address = f"tcp://[{host}]:{port}" if ":" in host else f"tcp://{host}:{port}"
    with ExitStack() as connected:
        _settle(connected)
        try:
            client = connected.enter_context(_distributed().Client(address, timeout=patience))
        except OSError as error:
            raise Unreachable(f"{host}:{port} につながりません") from error
        most = _checked(client, f"{host}:{port}", patience)
        yield handing_out(Hands(count=most, ready=lambda _: _taking(client)))


@dataclass(slots=True)
class _Local:
    """Workers of this machine, as many as there was work for so far."""

    running: ExitStack
    made: Any = None
    workers: int = 0
    take: Take | None = None

    def ready(self, wanted: int) -> Take:
        """So many workers, at least; what takes a slice to one of them."""
        if self.take is None:
            self.take = self._started(wanted)
        elif wanted > self.workers:
            self.made.scale(wanted)
        self.workers = max(self.workers, wanted)
        return self.take

    def _started(self, workers: int) -> Take:
        dask = _distributed()
        _settle(self.running)
        self.made = self.running.enter_context(
            dask.LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                processes=True,
                # Any port, and this machine alone: nobody is to look at it.
                dashboard_address="127.0.0.1:0",
                silence_logs=50,
            )
        )
        client = self.running.enter_context(dask.Client(self.made))
        folder = self.running.enter_context(TemporaryDirectory(prefix="checklist-"))
        return _taking_beside(client, Path(folder))


def _checked(client: Any, address: str, patience: float) -> int:
    """How many workers there are, all of this version."""
    try:
        client.wait_for_workers(1, timeout=patience)
    except TimeoutError as error:
        raise Unreachable(f"{address} に、働く側が一つもつながっていません") from error
    # A function of the standard library, so that it is there on every worker, whatever else is not.
    versions = client.run(resolve_name, "checklist_engine:__version__", on_error="return")
    for theirs in versions.values():
        if theirs != __version__:
            raise OtherVersion(None if isinstance(theirs, Exception) else str(theirs))
    return len(versions)


def _taking(client: Any) -> Take:
    """Parcels go by way of the scheduler."""
    return lambda parcel: _Errand(client.submit(compare_parcel, *parcel, pure=False))


def _taking_beside(client: Any, folder: Path) -> Take:
    """Columns are left in a file for a worker of this machine: a scheduler would copy them again and again."""
    numbers = count()

    def take(parcel: Parcel) -> _Errand:
        place = folder / str(next(numbers))
        place.write_bytes(parcel.columns)
        rest = tuple(parcel._replace(columns=b""))
        return _Errand(client.submit(compare_left, str(place), rest, pure=False), place)

    return take


@dataclass(frozen=True, slots=True)
class _Errand:
    """A slice with a worker (`left`: its columns). Who dies is replaced by another, as long as there is one."""

    future: Any
    left: Path | None = None

    def done(self) -> bool:
        return bool(self.future.done())

    def result(self) -> tuple[bytes, bytes]:
        """What came back.

        Raises:
            Unreachable: there is nobody left.
            OtherVersion: a worker that came later has another version.
        """
        try:
            moves, standings = self.future.result()
        except (CancelledError, OSError) as error:
            raise Unreachable("計算の途中で、働く側がなくなりました") from error
        finally:
            if self.left is not None:
                self.left.unlink(missing_ok=True)
        return moves, standings


def _distributed() -> Any:
    import distributed  # type: ignore[import-not-found,import-untyped,unused-ignore]

    return distributed


def _settle(running: ExitStack) -> None:
    import dask  # type: ignore[import-not-found,import-untyped,unused-ignore]

    running.enter_context(dask.config.set(_SETTINGS))


def _need_dask() -> None:
    if find_spec("distributed") is None:
        raise MissingExtra("dask", "ほかの機械で再評価する")
