"""`checklist templates`: templates out, edited, tried, and used."""

import json
from pathlib import Path

import docx
import pytest
from conftest import ROOT, Checklist
from packs import FACTS, submission, write_files, write_pack
from word_files import word_file

PACK = ROOT / "rules" / "municipal-privacy"
TEMPLATES = PACK / "templates"
PAPERS = "papers:\n  - {name: 結論案, for: case, template: a.md.j2, word: a.docx}\n"
MEETING = (
    "meeting: {id: m, title: 会議, date: 2021-04-15}\ncases: [{item: ア, submission: s.yaml}]\n"
)


def edited(file: Path, paragraph: int, text: str) -> None:
    """Someone writes at the end of a paragraph in Word."""
    document = docx.Document(str(file))
    document.paragraphs[paragraph].add_run(text)
    document.save(str(file))


def small_pack(folder: Path, *paragraphs: str, papers: str = PAPERS) -> Path:
    """A pack with one paper; its Word template holds these paragraphs."""
    pack = write_pack(
        folder / "rules" / "small",
        {"templates/papers.yaml": papers, "templates/a.md.j2": "{{ case.title }}\n"},
    )
    word_file(pack / "templates" / "a.docx", *paragraphs)
    return pack


def test_the_templates_of_the_pack_have_no_fault(checklist: Checklist) -> None:
    ran = checklist("templates", "lint")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "ひな形 26 件を点検しました。誤りはありません\n"


def test_templates_are_exported_byte_for_byte_with_the_words(
    tmp_path: Path, checklist: Checklist
) -> None:
    ran = checklist("templates", "export", "--pack", PACK, "-o", tmp_path / "out")
    assert (ran.code, ran.err) == (0, "")
    out = {each.name: each.read_bytes() for each in (tmp_path / "out").iterdir()}
    words = out.pop("使える言葉.md").decode()
    sources = {
        each.name: each.read_bytes()
        for each in TEMPLATES.iterdir()
        if each.suffix in (".j2", ".docx")
    }
    assert out == sources
    for word in ("`agenda.docx`", "`case.questions`", "`hosting.country`"):
        assert word in words


def test_an_export_does_not_overwrite_unless_told_to(tmp_path: Path, checklist: Checklist) -> None:
    export = ("templates", "export", "--pack", PACK, "-o", tmp_path / "out")
    assert checklist(*export).code == 0
    (tmp_path / "out" / "agenda.docx").write_bytes(b"mine")
    refused = checklist(*export)
    assert refused.code == 3
    assert "--force" in refused.err
    assert (tmp_path / "out" / "agenda.docx").read_bytes() == b"mine"
    ran = checklist(*export, "--force", "--format", "json")
    assert ran.code == 0
    assert len(json.loads(ran.out)["templates"]) == 27
    assert (tmp_path / "out" / "agenda.docx").read_bytes() == (
        TEMPLATES / "agenda.docx"
    ).read_bytes()


def test_every_fault_of_every_template_is_told_at_once(
    tmp_path: Path, checklist: Checklist
) -> None:
    checklist("templates", "export", "--pack", PACK, "-o", tmp_path)
    edited(tmp_path / "conditions.docx", 0, "{{ case.titel }}")
    edited(tmp_path / "remarks.docx", 1, "｛｛ case.title ｝｝")
    with (tmp_path / "agenda.md.j2").open("a", encoding="utf-8") as file:
        file.write("{{ meeting.titel }}\n")
    ran = checklist("templates", "lint", tmp_path, "--pack", PACK)
    assert ran.code == 1
    for part in (
        "conditions.docx「本文」第1段落: E419",
        "もしかして「title」ですか",
        "remarks.docx「本文」第2段落: E417",
        "agenda.md.j2:",
        "E412",
        "誤りが 4 件あります",
    ):
        assert part in ran.out, part


def test_a_word_in_a_branch_that_is_seldom_taken_is_tried_too(
    tmp_path: Path, checklist: Checklist
) -> None:
    pack = small_pack(
        tmp_path,
        "{%p for each in case.rulings %}",
        "{{ each.x1 }}",
        "{%p else %}",
        "{{ case.x2 }}",
        "{%p endfor %}",
    )
    ran = checklist("templates", "lint", pack)
    assert ran.code == 1
    assert "x1" in ran.out
    edited(pack / "templates" / "a.docx", 0, "")
    word_file(
        pack / "templates" / "a.docx", "{% if case.rulings %}{% else %}{{ case.x2 }}{% endif %}"
    )
    assert "x2" in checklist("templates", "lint", pack).out


def test_faults_are_told_as_json(tmp_path: Path, checklist: Checklist) -> None:
    pack = small_pack(tmp_path, "", "{{ case.titel }}")
    ran = checklist("templates", "lint", "--pack", pack, "--format", "json")
    assert ran.code == 1
    report = json.loads(ran.out)
    assert report["templates"] == 2
    [fault] = report["faults"]
    assert fault["file"].endswith("a.docx")
    assert {key: fault[key] for key in ("code", "where", "line", "column", "hint")} == {
        "code": "E419",
        "where": "「本文」第2段落",
        "line": 2,
        "column": 9,
        "hint": "もしかして「title」ですか",
    }


def test_words_of_the_meeting_are_not_those_of_a_case(tmp_path: Path, checklist: Checklist) -> None:
    pack = small_pack(tmp_path, "{%p for each in cases %}", "{{ each.title }}", "{%p endfor %}")
    assert "cases" in checklist("templates", "lint", pack / "templates" / "a.docx").out
    for_meeting = PAPERS.replace("for: case", "for: meeting").replace("a.md.j2", "b.md.j2")
    write_files(pack, {"templates/papers.yaml": for_meeting, "templates/b.md.j2": "x\n"})
    assert checklist("templates", "lint", pack / "templates" / "a.docx").code == 0


def test_a_path_of_no_fact_is_told_with_the_nearest(tmp_path: Path, checklist: Checklist) -> None:
    assert "id: agreed" in FACTS
    pack = small_pack(tmp_path, '{{ case.answers["agred"].words }}')
    assert "もしかして「agreed」ですか" in checklist("templates", "lint", pack).out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("print",), "使えるのは export、lint です"),
        (("export",), "-o で"),
        (("export", "x", "-o", "y"), "--pack"),
        (("lint", "-o", "y"), "書き込まない"),
        (("lint", "--force"), "書き込まない"),
    ],
)
def test_a_wrong_command_line_is_told(
    arguments: tuple[str, ...], words: str, checklist: Checklist
) -> None:
    ran = checklist("templates", *arguments)
    assert ran.code == 2
    assert words in ran.err


def test_what_is_no_template_is_told(tmp_path: Path, checklist: Checklist) -> None:
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    (tmp_path / "~$a.docx").write_bytes(b"x")
    for path, code in ((tmp_path / "a.txt", "E415"), (tmp_path, "E101"), (tmp_path / "no", "E101")):
        ran = checklist("templates", "lint", path)
        assert ran.code == 3
        assert code in ran.err


def test_a_paper_in_word_is_drafted_with_the_numerals_of_the_pack(
    tmp_path: Path, checklist: Checklist
) -> None:
    small_pack(tmp_path, "{{ meeting.date }}", papers="numerals: mixed\n" + PAPERS)
    write_files(tmp_path, {"meeting.yaml": MEETING, "s.yaml": submission("{agreed: true}")})
    ran = checklist("draft", tmp_path, "-o", tmp_path / "out", "--format", "docx")
    assert ran.code == 0, ran.err
    [paragraph] = docx.Document(str(tmp_path / "out" / "ア_結論案.docx")).paragraphs
    assert paragraph.text == "令和３年４月15日"
