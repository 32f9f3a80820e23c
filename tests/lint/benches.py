"""Lint of a small pack as a whole: its workbench, and messages in short."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from packs import DAY, write_pack

from checklist_engine.lint.message import Message
from checklist_engine.lint.workbench import Workbench
from checklist_engine.usecases.lint_files import LintOrder, workbench

Files = Mapping[str, str | None]


def bench(folder: Path, files: Files | None = None, **severities: str) -> Workbench:
    """A workbench for the small pack with these files, in `small` below the folder."""
    order = LintOrder(as_of=DAY, today=DAY, severities=severities)
    return workbench(write_pack(folder / "small", files), order)


def said(folder: Path, files: Files | None = None, **severities: str) -> list[str]:
    """All that is said of that pack, in short."""
    return short(bench(folder, files, **severities).whole())


def short(messages: Iterable[Message]) -> list[str]:
    """Each message as 「one/one-001.yaml:2:8 W519」."""
    return [f"{each.place}".partition("/small/")[2] + f" {each.code}" for each in messages]


def faults(messages: Iterable[str]) -> list[str]:
    """Those about faults of files."""
    return [each for each in messages if each.partition(" ")[2].startswith("E")]
