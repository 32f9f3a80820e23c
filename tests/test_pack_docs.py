"""The pages of the pack in docs/ say what the pack says."""

from collections.abc import Callable
from pathlib import Path

from conftest import ROOT, Checklist

from checklist_engine.usecases.describe_pack import describe_pack

PACK = ROOT / "rules" / "municipal-privacy"
PAGES = ROOT / "docs" / "municipal-privacy"


def test_the_pages_in_docs_are_those_of_the_pack(golden: Callable[[Path, str], None]) -> None:
    pages = describe_pack(PACK)
    for page in pages:
        golden(PAGES / page.name, page.text)
    assert {path.name for path in PAGES.iterdir()} == {page.name for page in pages}


def test_every_rule_has_its_page_and_no_slot_is_left_unfilled() -> None:
    text = "".join(page.text for page in describe_pack(PACK))
    for path in PACK.glob("*/*.test.yaml"):
        assert f"\n## {path.name.removesuffix('.test.yaml')}　" in text
    assert "{{" not in text


def test_pages_are_written_by_the_command(checklist: Checklist, tmp_path: Path) -> None:
    ran = checklist("docs", PACK, "-o", tmp_path / "pages")
    assert ran.code == 0
    assert (tmp_path / "pages" / "README.md").is_file()
    again = checklist("docs", PACK, "-o", tmp_path / "pages")
    assert again.code == 3
    assert "--force" in again.err
