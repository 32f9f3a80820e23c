"""Forms of all examples, each made once for all tests; and what LibreOffice makes of them."""

import tempfile
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from conftest import ROOT
from office import converted

from checklist_engine.usecases.write_form import filled_form

DAY = date(2021, 4, 15)
EXAMPLES = sorted(
    path
    for path in (ROOT / "examples").glob("*/*.yaml")
    if "answers:" in path.read_text(encoding="utf-8")
)


def pack_of(path: Path) -> Path:
    """The pack of an example."""
    if path.parent.name == "own-pack":
        return path.parent / "rules" / "maru-city"
    return ROOT / "rules" / "municipal-privacy"


@cache
def form_of(path: Path) -> bytes:
    """The form of an example."""
    return filled_form(path, pack_of(path), None, as_of=DAY, today=DAY).content


@cache
def saved_forms() -> Mapping[Path, Path]:
    """The form of each example as LibreOffice calculated and saved it, by the example.

    One start of LibreOffice for all tests: it takes seconds.
    """
    files = {}
    for path in EXAMPLES:
        files[path] = _folder() / f"{path.parent.name}-{path.stem}.xlsx"
        files[path].write_bytes(form_of(path))
    saved = converted(list(files.values()), "xlsx", _folder() / "saved")
    return dict(zip(files, saved, strict=True))


@cache
def _kept() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="forms-")


def _folder() -> Path:
    return Path(_kept().name)
