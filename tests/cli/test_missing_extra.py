"""Without the parts for workbooks, the program says what to install."""

import io
import sys
import zipfile
from pathlib import Path

import pytest
from conftest import Checklist


def test_import_names_the_part_that_is_missing(
    checklist: Checklist, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A module that is None cannot be imported: as if it were not installed.
    for name in [each for each in sys.modules if each.partition(".")[0] == "defusedxml"]:
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setitem(sys.modules, "defusedxml", None)
    (tmp_path / "form.xlsx").write_bytes(a_workbook())
    ran = checklist("import", "form.xlsx", "-o", "s.yaml", cwd=tmp_path)
    assert ran.code == 2
    assert "Excel の様式を読み書きするための部品が入っていません" in ran.err
    assert 'pip install "checklist-engine[excel]"' in ran.err
    assert "Traceback" not in ran.err


def a_workbook() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    return stream.getvalue()
