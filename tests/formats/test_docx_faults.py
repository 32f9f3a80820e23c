"""Every fault of a Word template comes out of the command with its code, its file and a way out."""

from pathlib import Path

import pytest
from conftest import Checklist
from faulty_word import FAULTY

from checklist_engine.authoring.fault_catalogue.word_templates import PAGES


@pytest.mark.parametrize("code", FAULTY)
def test_a_faulty_template_is_told_with_its_code(
    code: str, tmp_path: Path, checklist: Checklist
) -> None:
    ran = checklist("templates", "lint", FAULTY[code](tmp_path / "a.docx"))
    assert ran.code == 1
    first, *_, hint = ran.out.rpartition("\n\n")[0].splitlines()
    assert f"a.docx「本文」第1段落: {code} " in first or f"a.docx: {code} " in first
    assert hint.startswith("   = ヒント: ")


def test_every_page_has_a_template_that_raises_its_code() -> None:
    assert set(PAGES) - {"E415"} == set(FAULTY)
