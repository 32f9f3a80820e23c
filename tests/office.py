"""LibreOffice and poppler, for tests of workbooks and papers: open, save again, print, look.

`apt install libreoffice-calc-nogui libreoffice-writer-nogui poppler-utils fonts-morisawa-bizud-gothic
fonts-morisawa-bizud-mincho` gets them; CHECKLIST_REQUIRE_OFFICE=1 forbids to do without.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest

_PROGRAMS = ("soffice", "pdftotext", "pdftoppm")
_LONGEST = 180


def _missing() -> str | None:
    missing = [name for name in _PROGRAMS if shutil.which(name) is None]
    if not missing:
        return None
    return f"{'、'.join(missing)} がありません（入れ方は tests/office.py の初めにあります）"


def _required() -> bool:
    return os.environ.get("CHECKLIST_REQUIRE_OFFICE") == "1"


needs_office = pytest.mark.skipif(
    _missing() is not None and not _required(), reason=_missing() or ""
)
"""Marks a test that cannot do without LibreOffice; fails where it is required and missing."""


def converted(files: Sequence[Path], to: str, folder: Path) -> tuple[Path, ...]:
    """The files as LibreOffice writes them in another format (`pdf`, `xlsx`, `docx`), in `folder`.

    One start of LibreOffice for all of them: it takes seconds.
    """
    if why := _missing():
        pytest.fail(why)
    with tempfile.TemporaryDirectory() as profile:
        run = subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation={Path(profile).as_uri()}",
                "--headless",
                "--convert-to",
                to,
                "--outdir",
                str(folder),
                *map(str, files),
            ],
            capture_output=True,
            text=True,
            timeout=_LONGEST,
            check=False,
        )
    written = tuple(folder / f"{file.stem}.{to.partition(':')[0]}" for file in files)
    assert all(path.is_file() for path in written), run.stdout + run.stderr
    return written


def text_of(pdf: Path) -> str:
    """The text of a PDF, laid out as on the page."""
    run = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True
    )
    return run.stdout


def pages_of(pdf: Path, folder: Path, *, dots_per_inch: int = 60) -> tuple[Path, ...]:
    """The pages of a PDF as pictures (PNG), in order."""
    subprocess.run(
        ["pdftoppm", "-png", "-r", str(dots_per_inch), str(pdf), str(folder / pdf.stem)], check=True
    )
    return tuple(sorted(folder.glob(f"{pdf.stem}-*.png")))
