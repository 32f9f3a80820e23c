"""One check a file: its page is complete, its code its own, its test beside it."""

import re
from pathlib import Path

import pytest
from conftest import ROOT

from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.lint import checks as folder
from checklist_engine.lint.catalogue import HEADINGS, checks, checks_by_code, sections
from checklist_engine.lint.check import Check

MODULES = sorted(path.stem for path in Path(folder.__path__[0]).glob("w*.py"))
TESTS = ROOT / "tests" / "lint" / "checks"
JAPANESE = re.compile("[ぁ-んァ-ヶ一-龠]")


def by_code() -> list[object]:
    return [pytest.param(check, id=check.code) for check in checks()]


def test_there_are_enough_of_them() -> None:
    assert len(checks()) >= 30


def test_every_module_is_a_check_under_its_own_code() -> None:
    assert [check.code.lower() for check in checks()] == [name[:4] for name in MODULES]
    assert len(checks_by_code()) == len(MODULES)
    for name in MODULES:
        assert re.fullmatch(r"w5\d\d_[a-z_]+", name), name


@pytest.mark.parametrize("name", MODULES)
def test_every_check_has_a_test_file_of_its_name(name: str) -> None:
    assert (TESTS / f"test_{name}.py").is_file()


def test_there_are_no_tests_of_checks_that_are_gone() -> None:
    assert sorted(path.stem for path in TESTS.glob("test_*.py")) == [f"test_{n}" for n in MODULES]


@pytest.mark.parametrize("check", by_code())
def test_a_page_has_a_title_and_the_four_sections(check: Check) -> None:
    title, blank, *_ = check.page.split("\n")
    assert title == check.title
    assert JAPANESE.search(title)
    assert not title.endswith("。")
    assert blank == ""
    found = sections(check.page)
    assert tuple(found) == HEADINGS
    assert all(found.values())


@pytest.mark.parametrize("check", by_code())
def test_the_examples_of_a_page_are_yaml(check: Check) -> None:
    for heading in HEADINGS[2:]:
        example = sections(check.page)[heading]
        assert all(line.startswith("    ") or not line for line in example.split("\n")), heading
        for block in re.split(r"(?m)^    # .*\n?", example):
            if block.strip():
                text = re.sub(r"(?m)^    ", "", block).strip("\n")
                assert parse_yaml(text, check.code).root is not None


@pytest.mark.parametrize("check", by_code())
def test_the_examples_of_a_page_differ(check: Check) -> None:
    found = sections(check.page)
    assert found["悪い例"] != found["良い例"]


@pytest.mark.parametrize("check", by_code())
def test_a_check_looks_at_something(check: Check) -> None:
    looks = (check.of_rule, check.of_document, check.of_text, check.of_pack, check.of_meeting)
    # An ignore that is of no use is seen only when all the others have been.
    assert any(looks) or check.code == "W501"


def test_sections_are_told_apart_by_their_headings() -> None:
    page = "題\n\n何か\n一行目\n\n二行目\n\nなぜ\n理由\n"
    assert sections(page) == {"何か": "一行目\n\n二行目", "なぜ": "理由"}
