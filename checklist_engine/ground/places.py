"""Where in a file a value stands, so that whoever finds a fault later can show it."""

from typing import TypeAlias

from checklist_engine.ground.lazy_dataclasses import dataclass

Pointer: TypeAlias = tuple[str | int, ...]
"""The way to a value inside a file: mapping keys and list positions, from the top."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of text; lines and columns count from 1, in characters, the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A spot in a named file, with the line of text that stands there (empty: unknown).

    `line` 0 stands for the file as a whole. In a workbook `cell` names sheet and cell
    (「チェックリスト」G12), `line` and `column` count its row and column, and `excerpt` is what it holds.
    """

    file: str
    line: int = 0
    column: int = 0
    end_column: int = 0
    excerpt: str = ""
    cell: str = ""

    def __str__(self) -> str:
        if self.cell:
            return f"{self.file}{self.cell}"
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file
