"""A progress bar (進み具合) on stderr: only on a terminal, only for what takes longer than a second."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

_PATIENCE = 1.0
_CELLS = 24


@contextmanager
def progress_bar(
    words: str, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic
) -> Iterator[Callable[[int, int], None]]:
    """What to tell how much is done (of how much); the line is wiped away in the end.

    Args:
        words: what is being done.
        stream: where the bar is drawn; stderr.
        clock: the time in seconds.
    """
    out = stream or sys.stderr
    start, is_drawn = clock(), False

    def tell(done: int, of: int) -> None:
        nonlocal is_drawn
        if out.isatty() and clock() - start > _PATIENCE:
            full = _CELLS * done // max(of, 1)
            print(f"\r{words} {'█' * full}{'░' * (_CELLS - full)} {done}/{of}", end="", file=out)
            out.flush()
            is_drawn = True

    try:
        yield tell
    finally:
        if is_drawn:
            print("\r\x1b[K", end="", file=out)
            out.flush()
