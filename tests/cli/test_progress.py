"""A progress bar is for people who wait: on a terminal, after a second, and it leaves no trace."""

import io
from collections.abc import Iterator

import pytest

from checklist_engine.cli.progress import progress_bar


class Terminal(io.StringIO):
    """A stream with a person before it."""

    def isatty(self) -> bool:
        return True


def bar(stream: io.StringIO, seconds: Iterator[float]) -> str:
    """What is left on a stream after three papers of three, at these times."""
    with progress_bar("作っています", stream, lambda: next(seconds)) as tell:
        for done in (1, 2, 3):
            tell(done, 3)
    return stream.getvalue()


def test_what_is_quick_shows_nothing() -> None:
    assert bar(Terminal(), iter([0.0, 0.2, 0.5, 1.0])) == ""


def test_a_file_or_a_pipe_sees_nothing() -> None:
    assert bar(io.StringIO(), iter([0.0, 10.0, 20.0, 30.0])) == ""


def test_what_takes_longer_shows_how_far_it_is_and_wipes_it_away() -> None:
    shown = bar(Terminal(), iter([0.0, 0.5, 1.5, 2.0])).split("\r")
    assert shown == [
        "",
        f"作っています {'█' * 16}{'░' * 8} 2/3",
        f"作っています {'█' * 24} 3/3",
        "\x1b[K",
    ]


def test_the_line_is_wiped_away_when_something_goes_wrong() -> None:
    stream = Terminal()
    with pytest.raises(StopIteration):
        bar(stream, iter([0.0, 5.0]))
    assert stream.getvalue().endswith("\r\x1b[K")


def test_nothing_to_do_is_no_fault() -> None:
    stream = Terminal()
    seconds = iter([0.0, 5.0])
    with progress_bar("作っています", stream, lambda: next(seconds)) as tell:
        tell(0, 0)
    assert "0/0" in stream.getvalue()
