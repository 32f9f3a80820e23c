"""The pages that the program makes: those in docs/ are as it makes them, and it knows stale ones."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, Checklist
from packs import rule, write_pack

from checklist_engine.usecases.describe_language import describe_language
from checklist_engine.usecases.describe_pack import describe_pack

PACK = ROOT / "rules" / "municipal-privacy"
DOCS = ROOT / "docs"
PAGES = DOCS / "municipal-privacy"


def test_the_pages_in_docs_are_those_of_the_pack(golden: Callable[[Path, str], None]) -> None:
    pages = describe_pack(PACK)
    for page in pages:
        golden(PAGES / page.name, page.text)
    assert {path.name for path in PAGES.iterdir()} == {page.name for page in pages}


def test_the_pages_in_docs_are_those_of_the_language(golden: Callable[[Path, str], None]) -> None:
    pages = describe_language()
    for page in pages:
        golden(DOCS / page.name, page.text)
    found = {f"diagnostics/{path.name}" for path in (DOCS / "diagnostics").iterdir()}
    assert {"operators.md", *found} == {page.name for page in pages}


@pytest.mark.parametrize("what", [(str(PACK), PAGES), ("--language", DOCS)])
def test_the_command_finds_the_pages_in_docs_fresh(
    what: tuple[str, Path], checklist: Checklist
) -> None:
    ran = checklist("docs", what[0], "-o", what[1], "--check")
    assert (ran.code, ran.err) == (0, ""), ran.out
    assert re.fullmatch(r"○ \d+ 枚のページは、今の内容のとおりです\n", ran.out)


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


def test_pages_of_the_language_stand_in_folders(checklist: Checklist, tmp_path: Path) -> None:
    ran = checklist("docs", "--language", "-o", "docs", "--format", "json", cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    written = json.loads(ran.out)["pages"]
    assert written[:2] == ["docs/operators.md", "docs/diagnostics/README.md"]
    assert sorted(written) == sorted(
        path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.md")
    )


def test_of_pages_that_are_there_none_is_written_without_force(
    checklist: Checklist, tmp_path: Path
) -> None:
    page = tmp_path / "docs" / "diagnostics" / "E2.md"
    page.parent.mkdir(parents=True)
    page.write_text("手で書いたもの", encoding="utf-8")
    ran = checklist("docs", "--language", "-o", "docs", cwd=tmp_path)
    assert (ran.code, ran.out) == (3, "")
    assert "E323 同じ名前のページがすでにあります（diagnostics/E2.md）" in ran.err
    assert list(tmp_path.rglob("*.md")) == [page]
    ran = checklist("docs", "--language", "-o", "docs", "--force", cwd=tmp_path)
    assert ran.code == 0
    assert page.read_text(encoding="utf-8") != "手で書いたもの"


@pytest.mark.parametrize("name", ["docs", "docs/diagnostics"])
def test_a_file_where_the_folder_of_pages_should_be_is_told(
    name: str, checklist: Checklist, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("", encoding="utf-8")
    ran = checklist("docs", "--language", "-o", "docs", cwd=tmp_path)
    assert (ran.code, ran.out) == (3, "")
    assert f"{name}: E102 " in ran.err


def stale(checklist: Checklist, folder: Path) -> list[tuple[str, str]]:
    """What `--check` has against the pages of the small pack in a folder."""
    ran = checklist("docs", "small", "-o", "pages", "--check", "--format", "json", cwd=folder)
    found = json.loads(ran.out)
    assert ran.code == bool(found["stale"])
    return [(each["page"], each["state"]) for each in found["stale"]]


def test_a_page_is_stale_when_a_rule_has_changed_is_new_or_has_gone(
    checklist: Checklist, tmp_path: Path
) -> None:
    write_pack(tmp_path / "small", {"two/two-001.yaml": rule("two-001")})
    checklist("docs", "small", "-o", "pages", cwd=tmp_path)
    assert stale(checklist, tmp_path) == []
    path = tmp_path / "small" / "one" / "one-001.yaml"
    path.write_text(rule(require="{checked: true}"), encoding="utf-8")
    assert stale(checklist, tmp_path) == [("pages/one.md", "changed")]
    path.unlink()
    assert stale(checklist, tmp_path) == [
        ("pages/README.md", "changed"),
        ("pages/one.md", "left_over"),
    ]
    (tmp_path / "pages" / "two.md").unlink()
    (tmp_path / "pages" / "README.md").write_bytes(b"\xff\xfe")
    assert stale(checklist, tmp_path) == [
        ("pages/README.md", "changed"),
        ("pages/two.md", "missing"),
        ("pages/one.md", "left_over"),
    ]


def test_stale_pages_are_named_with_the_way_to_make_them_anew(
    checklist: Checklist, tmp_path: Path
) -> None:
    write_pack(tmp_path / "small")
    before = sorted(tmp_path.rglob("*"))
    ran = checklist("docs", "small", "-o", "pages", "--check", cwd=tmp_path)
    assert (ran.code, ran.err) == (1, "")
    assert ran.out == (
        "× pages/README.md　ありません\n"
        "× pages/one.md　ありません\n"
        "checklist docs small -o pages --force で作り直せます\n"
    )
    assert sorted(tmp_path.rglob("*")) == before
    made = checklist("docs", "small", "-o", "pages", "--force", cwd=tmp_path)
    assert made.code == 0
    assert checklist("docs", "small", "-o", "pages", "--check", cwd=tmp_path).code == 0


def test_pages_of_other_hands_and_other_line_ends_are_not_stale(
    checklist: Checklist, tmp_path: Path
) -> None:
    write_pack(tmp_path / "small")
    checklist("docs", "small", "-o", "pages", cwd=tmp_path)
    (tmp_path / "pages" / "note.md").write_text("# 手で書いたページ\n", encoding="utf-8")
    page = tmp_path / "pages" / "one.md"
    page.write_bytes(page.read_bytes().replace(b"\n", b"\r\n"))
    assert stale(checklist, tmp_path) == []


def test_pages_of_a_faulty_pack_are_neither_fresh_nor_stale(
    checklist: Checklist, tmp_path: Path
) -> None:
    write_pack(tmp_path / "small", {"one/one-001.yaml": rule(require="{agred: true}")})
    ran = checklist("docs", "small", "-o", "pages", "--check", cwd=tmp_path)
    assert (ran.code, ran.out) == (3, "")
    assert "E203" in ran.err


@pytest.mark.parametrize("code", ["E203", "e203", "W520"])
def test_a_diagnostic_is_explained_on_the_terminal(code: str, checklist: Checklist) -> None:
    ran = checklist("docs", "--explain", code)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"■ {code.upper()}　")
    parts = [line.strip() for line in ran.out.splitlines() if re.match(r"  \S", line)]
    assert parts == ["何か", "なぜ", "悪い例", "良い例"]


def test_a_diagnostic_is_explained_to_a_program(checklist: Checklist) -> None:
    found = json.loads(checklist("docs", "--explain", "E203", "--format", "json").out)
    assert (found["code"], found["severity"]) == ("E203", "error")
    assert found["bad"] == [
        {"text": "# cloud/cloud-001.yaml\nrequire: {hosting.contry: JP}", "code": True}
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "規則集のフォルダ、--language 又は --explain を指定してください"),
        (("-o", "x"), "規則集のフォルダ、--language 又は --explain を指定してください"),
        (("small", "--language", "-o", "x"), "どちらか一つを指定してください"),
        (("small",), "-o で、ページのフォルダを指定してください"),
        (("--language",), "-o で、ページのフォルダを指定してください"),
        (("small", "-o", "x", "--check", "--force"), "--force と一緒には使えません"),
        (("small", "--explain", "E203"), "--explain は"),
        (("--explain", "E203", "--check"), "--explain は"),
        (("--explain", "E999"), "「E999」という符号の診断はありません"),
        (("--explain", "E2031"), "もしかして E203 ですか"),
        (("--explain", ""), "「」という符号の診断はありません。例: E203"),
        (("small", "-o", "x", "--format", "md"), "--format の「md」はありません"),
    ],
)
def test_a_wrong_command_line_says_the_way_out(
    arguments: tuple[str, ...], words: str, checklist: Checklist, tmp_path: Path
) -> None:
    write_pack(tmp_path / "small")
    before = sorted(tmp_path.rglob("*"))
    ran = checklist("docs", *arguments, cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err
    assert sorted(tmp_path.rglob("*")) == before
