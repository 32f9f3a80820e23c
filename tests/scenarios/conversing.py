"""Conversations with `checklist ask -i`: lines typed in, and everything on the screen as one text."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Checklist, Ran


class Typing(io.StringIO):
    """A keyboard whose lines show on the screen; at its end, or at ^C, nobody types any more."""

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        line = super().readline(-1 if size is None else size)
        if line.strip() == "^C":
            raise KeyboardInterrupt
        sys.stdout.write(line)
        return line


Converse = Callable[..., Ran]


def conversing(checklist: Checklist, monkeypatch: pytest.MonkeyPatch) -> Converse:
    """Runs `checklist ask -i` on a file while these lines are typed."""

    def converse(file: Path, *lines: str, as_of: str | None = "2021-04-15") -> Ran:
        monkeypatch.setattr(sys, "stdin", Typing("".join(f"{line}\n" for line in lines)))
        day = ["--as-of", as_of] if as_of else []
        return checklist("ask", "-i", file.name, *day, cwd=file.parent)

    return converse
