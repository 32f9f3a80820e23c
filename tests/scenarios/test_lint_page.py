"""The page about lint: what it shows is what comes out."""

import re
from pathlib import Path

import pytest
from conftest import ROOT, Checklist

PAGE = (ROOT / "docs" / "linting.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """The pack of the page, without its lint.yaml."""
    for block in blocks("yaml"):
        name = re.match(r"# (\S+\.yaml)\n", block)
        if name and not name[1].endswith("lint.yaml"):
            path = tmp_path / name[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block, encoding="utf-8")
    return tmp_path


def test_what_the_page_shows_is_said(sample: Path, checklist: Checklist) -> None:
    ran = checklist("lint", "rules/lint-sample", cwd=sample)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == blocks("text")[0]


def test_the_settings_of_the_page_are_sound(sample: Path, checklist: Checklist) -> None:
    [settings] = [each for each in blocks("yaml") if "severity:" in each]
    (sample / "rules" / "lint-sample" / "lint.yaml").write_text(settings, encoding="utf-8")
    ran = checklist("lint", "rules/lint-sample", cwd=sample)
    assert (ran.code, ran.err) == (0, "")


def test_the_ignores_of_the_page_are_of_use(sample: Path, checklist: Checklist) -> None:
    [text] = [each for each in blocks("yaml") if "checklist: ignore" in each]
    rule = sample / "rules" / "lint-sample" / "log" / "log-001.yaml"
    rule.write_text(text, encoding="utf-8")
    ran = checklist("lint", rule, cwd=sample)
    assert ran.out == "問題は見つかりませんでした\n"
    for code in ("W530", "W513"):
        rule.write_text(text.replace(code, "W519"), encoding="utf-8")
        assert f" {code} " in checklist("lint", rule, cwd=sample).out


def test_what_can_be_fixed_is_fixed_and_the_rest_is_left(
    sample: Path, checklist: Checklist
) -> None:
    ran = checklist("lint", "rules/lint-sample", "--fix", cwd=sample)
    assert "2 件を直しました" in ran.out
    assert "W512" in ran.out
    assert "W510" not in checklist("lint", "rules/lint-sample", cwd=sample).out


def test_the_page_names_every_check_that_can_be_fixed() -> None:
    folder = ROOT / "checklist_engine" / "lint" / "checks"
    fixing = {
        path.name[:4].upper()
        for path in folder.glob("w*.py")
        if "edits=" in path.read_text(encoding="utf-8")
    }
    [table] = re.findall(r"\| 符号 \| 直し方 \|\n(.*?)\n\n", PAGE, re.DOTALL)
    assert set(re.findall(r"^\| (W\d+) ", table, re.MULTILINE)) == fixing
