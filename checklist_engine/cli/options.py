"""What several commands read from the command line."""

import json
import os
import shutil
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from checklist_engine.cli.exits import UsageFault
from checklist_engine.ground.values import FactType, Misfit, typed
from checklist_engine.reporting.layout import Canvas

FORMATS = ("text", "json")

CasePath = Annotated[
    Path,
    typer.Argument(
        metavar="提出内容", help="提出内容のファイル、又は meeting.yaml や提出内容のあるフォルダ"
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="日付", help="評価の基準日（例: 2021-04-15）"),
]
PackFolder = Annotated[
    Path | None,
    typer.Option("--pack", metavar="フォルダ", help="規則集のフォルダ（提出内容の pack より優先）"),
]
Format = Annotated[
    str, typer.Option("--format", metavar="text|json", help="表示の形式（既定は text）")
]


def wanted_date(text: str | None, option: str) -> date | None:
    """The date of an option, or None where it is not given.

    Raises:
        UsageFault: it is no date.
    """
    if text is None:
        return None
    value = typed(text, FactType.DATE, None)
    if isinstance(value, Misfit) or not isinstance(value, date):
        raise UsageFault(f"{option} の「{text}」は日付ではありません（例: 2021-04-15）")
    return value


def wanted_format(text: str, formats: Sequence[str] = FORMATS) -> str:
    """The output format, out of those that a command has.

    Raises:
        UsageFault: there is no such format.
    """
    if text not in formats:
        raise UsageFault(
            f"--format の「{text}」はありません（使えるのは {'、'.join(formats)} です）"
        )
    return text


def print_json(content: object, *, indent: int | None = 2) -> None:
    """JSON on stdout, whole even where the console's code page lacks some of its characters."""
    words = json.dumps(content, ensure_ascii=False, indent=indent)
    try:
        words.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        words = json.dumps(content, indent=indent)
    print(words)


def canvas() -> Canvas:
    """The terminal that stdout is, or 100 cells without colour where it is a file or a pipe."""
    terminal = sys.stdout.isatty()
    cells = min(shutil.get_terminal_size((100, 24)).columns, 120) if terminal else 100
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return Canvas(cells=max(cells, 40), colour=terminal and not plain)
