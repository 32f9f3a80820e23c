"""Times: what a job takes of the processor, in this process or in one of its own, everything in turns.

Whatever else a machine does adds to a time and never takes from it, so that of several runs the least counts.
Collections of garbage are no part of a job (as `timeit` has it).
"""

import gc
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

ROOT = Path(__file__).resolve().parent.parent
Name = TypeVar("Name", bound=Hashable)


class Run(NamedTuple):
    """A program that was run: seconds of the processor, and on the clock on the wall; what it printed."""

    processor: float
    wall: float
    output: bytes


def seconds_of(job: Callable[[], object]) -> float:
    """The processor time that a job takes."""
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        job()
        return time.process_time() - start
    finally:
        gc.enable()


def least_seconds(jobs: Mapping[Name, Callable[[], object]], runs: int) -> dict[Name, float]:
    """The least that each job takes in so many runs; they take turns, so that a busy moment meets them all."""
    # A collection between two jobs need not go through all that stays.
    gc.collect()
    gc.freeze()
    found = dict.fromkeys(jobs, float("inf"))
    try:
        for _ in range(runs):
            for name, job in jobs.items():
                found[name] = min(found[name], seconds_of(job))
    finally:
        gc.unfreeze()
    return found


def compiling_into(folder: Path) -> dict[str, str]:
    """The environment of programs that find their modules compiled, all but the first."""
    return {"PYTHONPYCACHEPREFIX": str(folder), "PYTHONDONTWRITEBYTECODE": ""}


def run(arguments: Sequence[str], environment: Mapping[str, str]) -> Run:
    """A program in Python, with all that it starts itself; 0 and 1 are what it may end with.

    Raises:
        RuntimeError: it ended otherwise; the text is what it said.
    """
    whole = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    start, before = time.perf_counter(), _of_children()
    done = subprocess.run(
        (sys.executable, *arguments), cwd=ROOT, env=whole, capture_output=True, check=False
    )
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr.decode(errors="replace"))
    return Run(_of_children() - before, time.perf_counter() - start, done.stdout)


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
