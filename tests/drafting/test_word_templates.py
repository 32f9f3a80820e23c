"""The Word templates of the pack: one house style, native numbering, and a twin in text for reviewers."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT
from office import converted, needs_office
from word_files import parts_of, twin

from checklist_engine.formats.docx_package import read_word_file
from checklist_engine.formats.docx_tags import TAG
from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.usecases.templates_lint import lint_templates

TEMPLATES = ROOT / "rules" / "municipal-privacy" / "templates"
TWINS = ROOT / "tests" / "golden" / "word_templates"
FILES = sorted(TEMPLATES.glob("*.docx"))
TYPED = re.compile(r"^(?:第?[0-9０-９]+[.．、　 ]|[(（][0-9０-９ア-ン][)）]|[ア-ン]　)")


@pytest.fixture(params=FILES, ids=[each.stem for each in FILES])
def template(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def test_every_paper_has_a_template_for_word_and_every_one_is_used() -> None:
    papers = parse_yaml((TEMPLATES / "papers.yaml").read_text(encoding="utf-8"), "papers").cursor()
    assert {each["word"].text for each in papers["papers"].items()} == {each.name for each in FILES}


def test_a_template_is_as_its_twin_says(
    template: Path, golden: Callable[[Path, str], None]
) -> None:
    golden(TWINS / f"{template.stem}.txt", twin(template.read_bytes()))


def test_no_twin_is_left_of_a_template_that_is_gone() -> None:
    assert {each.stem for each in TWINS.glob("*.txt")} == {each.stem for each in FILES}


@pytest.mark.parametrize("part", ["word/styles.xml", "word/numbering.xml", "word/fontTable.xml"])
def test_all_templates_have_one_house_style(part: str) -> None:
    assert len({parts_of(each.read_bytes())[part] for each in FILES}) == 1


def test_fonts_are_named_for_japanese_and_no_theme_overrides_them(template: Path) -> None:
    parts = parts_of(template.read_bytes())
    assert not any("theme" in name for name in parts)
    for name in ("word/styles.xml", "word/document.xml"):
        xml = parts[name].decode()
        assert "Theme=" not in xml
        for fonts in re.findall(r"<w:rFonts [^>]*>", xml):
            assert re.search(r'w:eastAsia="BIZ UD(明朝|ゴシック)"', fonts), fonts


def test_numbers_are_words_own_and_none_is_typed(template: Path) -> None:
    word = read_word_file(template)
    lines = twin(template.read_bytes()).splitlines()
    texts = [TAG.sub("", line.partition("] ")[2]) for line in lines]
    assert [text for text in texts if TYPED.match(text)] == []
    assert word.main == "word/document.xml"


def test_the_levels_are_those_of_official_documents() -> None:
    numbering = parts_of(FILES[0].read_bytes())["word/numbering.xml"].decode()
    [official] = re.findall(
        r'<w:abstractNum [^>]*w:abstractNumId="1".*?</w:abstractNum>', numbering, re.DOTALL
    )
    levels = zip(
        re.findall(r'<w:pStyle w:val="(\w+)"', official),
        re.findall(r'<w:numFmt w:val="(\w+)"', official),
        re.findall(r'<w:lvlText w:val="([^"]*)"', official),
        strict=True,
    )
    assert list(levels) == [
        ("Dai1", "decimal", "第%1"),
        ("Kou1", "decimal", "%2"),
        ("Kou2", "decimal", "(%3)"),
        ("Kou3", "aiueoFullWidth", "%4"),
        ("Kou4", "aiueoFullWidth", "(%5)"),
    ]


def test_tables_repeat_their_heads_and_keep_their_rows_together(template: Path) -> None:
    document = parts_of(template.read_bytes())["word/document.xml"].decode()
    for table in re.findall(r"<w:tbl>.*?</w:tbl>", document, re.DOTALL):
        has_head = 'w:firstRow="1"' in table
        rows = re.findall(r"<w:tr>.*?</w:tr>", table, re.DOTALL)
        assert ("w:tblHeader" in rows[0]) is has_head
        assert not any("w:tblHeader" in row for row in rows[1:])
        assert "w:cantSplit" in rows[0]


def test_nobody_is_named_in_a_template(template: Path) -> None:
    core = parts_of(template.read_bytes())["docProps/core.xml"].decode()
    assert set(re.findall(r"<(?:dc:creator|cp:lastModifiedBy)>([^<]*)<", core)) <= {""}


@needs_office
def test_what_libreoffice_saves_again_is_a_sound_template(tmp_path: Path) -> None:
    saved = converted(FILES, "docx", tmp_path)
    linted = lint_templates(saved, TEMPLATES.parent, ROOT)
    assert (linted.templates, linted.faults) == (len(FILES), ())
