"""`checklist fmt` on the command line: what is written, what is shown, and what is left alone."""

import json
import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, Checklist
from packs import write_files, write_pack

UNTIDY = 'id:  one-001\ntitle: "題名"\nrequire: {agreed:   true}\nweight: 1\ngate: advisory\n'
TIDY = "id: one-001\ntitle: 題名\ngate: advisory\nweight: 1\nrequire: {agreed: true}\n"
BROKEN = "id: one-002\nrequire: {agreed: [true\n"

Write = Callable[[str, str | bytes], Path]


def test_a_file_is_formatted_and_named(write: Write, checklist: Checklist) -> None:
    path = write("a.yaml", UNTIDY)
    ran = checklist("fmt", "a.yaml", cwd=path.parent)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "a.yaml\n整えたファイルは 1 件です（そのままのファイルは 0 件）\n"
    assert path.read_text(encoding="utf-8") == TIDY
    ran = checklist("fmt", "a.yaml", cwd=path.parent)
    assert ran.out == "整えたファイルは 0 件です（そのままのファイルは 1 件）\n"


def test_check_writes_nothing_and_tells_by_its_exit_code(
    write: Write, checklist: Checklist
) -> None:
    path = write("a.yaml", UNTIDY)
    tidy = write("b.yaml", TIDY)
    ran = checklist("fmt", "--check", path, tidy)
    assert ran.code == 1
    assert ran.out.splitlines() == [
        path.as_posix(),
        "整っていないファイルは 1 件です（そのままのファイルは 1 件）",
    ]
    assert path.read_text(encoding="utf-8") == UNTIDY
    assert checklist("fmt", "--check", tidy).code == 0


def test_diff_shows_what_would_change_and_writes_nothing(
    write: Write, checklist: Checklist
) -> None:
    path = write("a.yaml", UNTIDY.rstrip("\n"))
    write("b.yaml", TIDY)
    ran = checklist("fmt", "--diff", ".", cwd=path.parent)
    assert ran.code == 0
    assert ran.out == (
        "--- a.yaml\n+++ a.yaml\n@@ -1,5 +1,5 @@\n"
        '-id:  one-001\n-title: "題名"\n-require: {agreed:   true}\n'
        "+id: one-001\n+title: 題名\n+gate: advisory\n weight: 1\n"
        "-gate: advisory\n\\ No newline at end of file\n+require: {agreed: true}\n"
    )
    assert path.read_text(encoding="utf-8") == UNTIDY.rstrip("\n")
    assert checklist("fmt", "--diff", "--check", ".", cwd=path.parent).code == 1


def test_line_ends_and_a_mark_at_the_beginning_are_changes_too(
    write: Write, checklist: Checklist
) -> None:
    path = write("a.yaml", b"\xef\xbb\xbf" + TIDY.replace("\n", "\r\n").encode())
    ran = checklist("fmt", "--diff", "a.yaml", cwd=path.parent)
    assert ran.out == "a.yaml: 改行の文字（CRLF）又は BOM だけが変わります\n"
    assert checklist("fmt", path).code == 0
    assert path.read_bytes() == TIDY.encode()


def test_what_cannot_be_read_is_told_and_left_alone_and_the_rest_is_formatted(
    write: Write, checklist: Checklist
) -> None:
    path = write("a.yaml", UNTIDY)
    broken = write("b.yaml", BROKEN)
    write("c.yaml", "")
    write("d.yaml", "# 注釈だけ\n")
    write("e.yaml", TIDY.encode("cp932"))
    ran = checklist("fmt", ".", cwd=path.parent)
    assert ran.code == 3
    assert ran.out.splitlines()[0] == "a.yaml"
    for fault in ("b.yaml:2:24: E107", "c.yaml: E104", "d.yaml: E104", "e.yaml:2:8: E106"):
        assert fault in ran.err
    assert broken.read_text(encoding="utf-8") == BROKEN
    assert path.read_text(encoding="utf-8") == TIDY


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("nowhere.yaml", "nowhere.yaml: E101 ファイルが見つかりません"),
        ("a.json", "a.json: E117 YAML のファイルではありません"),
        ("empty", "empty: E101 このフォルダに YAML のファイルがありません"),
    ],
)
def test_what_is_no_yaml_file_is_told(
    name: str, fault: str, write: Write, checklist: Checklist
) -> None:
    write("a.json", "{}")
    folder = write("empty/note.txt", "").parent.parent
    ran = checklist("fmt", name, cwd=folder)
    assert ran.code == 3
    assert ran.err.startswith(fault)


def test_a_folder_is_looked_through_but_for_what_is_hidden(
    write: Write, checklist: Checklist
) -> None:
    folder = write("x/a.yaml", UNTIDY).parent.parent
    for name in ("x/y/b.yml", "x/.c.yaml", "x/.git/d.yaml", "x/~e.yaml", "x/__pycache__/f.yaml"):
        write(name, UNTIDY)
    ran = checklist("fmt", "x", "x/a.yaml", cwd=folder)
    assert ran.out.splitlines()[:-1] == ["x/a.yaml", "x/y/b.yml"]
    assert (folder / "x/.c.yaml").read_text(encoding="utf-8") == UNTIDY


def test_without_a_path_the_packs_nearby_are_formatted(
    tmp_path: Path, checklist: Checklist
) -> None:
    folder = write_pack(tmp_path / "rules" / "small", {"one/one-001.yaml": UNTIDY})
    write_files(tmp_path, {"s.yaml": "a:   1\n"})
    ran = checklist("fmt", cwd=folder / "one")
    assert "one-001.yaml" in ran.out
    assert (folder / "one" / "one-001.yaml").read_text(encoding="utf-8") == TIDY
    assert (tmp_path / "s.yaml").read_text(encoding="utf-8") == "a:   1\n"


def test_the_packs_that_came_with_the_program_are_never_written_to(
    tmp_path: Path, checklist: Checklist
) -> None:
    ran = checklist("fmt", cwd=tmp_path)
    assert ran.code == 3
    assert "E316 近くに規則集が見つかりません" in ran.err
    assert checklist("fmt", "--check", cwd=ROOT / "docs").code in (0, 1)


def test_the_place_in_a_pack_tells_the_kind_of_a_file_whatever_its_keys(
    tmp_path: Path, checklist: Checklist
) -> None:
    text = "titel: 題\ngate: advisory\nid: one-001\n"
    folder = write_pack(tmp_path / "small", {"one/one-001.yaml": text})
    outside = write_files(tmp_path, {"a.yaml": text}) / "a.yaml"
    checklist("fmt", folder, outside)
    inside = folder / "one" / "one-001.yaml"
    assert inside.read_text(encoding="utf-8") == "id: one-001\ngate: advisory\ntitel: 題\n"
    assert outside.read_text(encoding="utf-8") == text


def test_a_formatted_pack_is_tested_as_before(tmp_path: Path, checklist: Checklist) -> None:
    cases = "cases:\n- expect: {verdict: met}\n  name: 同意した\n  answers: {agreed: true}\nrule: one-001\n"
    folder = write_pack(tmp_path / "rules" / "small", {"one/one-001.test.yaml": cases})
    before = checklist("test", folder, "--format", "json")
    assert checklist("fmt", folder).code == 0
    after = checklist("test", folder, "--format", "json")
    assert [case["passed"] for case in json.loads(after.out)["packs"][0]["cases"]] == [True]
    assert (before.code, after.code) == (0, 0)


def test_permissions_and_links_are_kept(write: Write, checklist: Checklist) -> None:
    path = write("real/a.yaml", UNTIDY)
    path.chmod(0o640)
    link = path.parent.parent / "a.yaml"
    link.symlink_to(path)
    assert checklist("fmt", link).code == 0
    assert link.is_symlink()
    assert path.read_text(encoding="utf-8") == TIDY
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [each.name for each in path.parent.iterdir()] == ["a.yaml"]


def test_a_file_that_cannot_be_written_is_told(write: Write, checklist: Checklist) -> None:
    path = write("x/a.yaml", UNTIDY)
    other = write("b.yaml", UNTIDY)
    # Writable by nobody, not even by the one who may do everything: a name that is too long beside it.
    long = path.parent / f"{'x' * 248}.yaml"
    long.write_text(UNTIDY, encoding="utf-8")
    ran = checklist("fmt", long, other)
    assert ran.code == 3
    assert "E323 ファイルに書き込めません（名前が長すぎます）" in ran.err
    assert long.read_text(encoding="utf-8") == UNTIDY
    assert other.read_text(encoding="utf-8") == TIDY


def test_json_names_every_file(write: Write, checklist: Checklist) -> None:
    path = write("a.yaml", UNTIDY)
    write("b.yaml", TIDY)
    write("c.yaml", BROKEN)
    ran = checklist("fmt", "--check", "--format", "json", ".", cwd=path.parent)
    assert json.loads(ran.out) == {
        "files": [{"file": "a.yaml", "changed": True}, {"file": "b.yaml", "changed": False}]
    }
    assert ran.code == 3
    assert "c.yaml" in ran.err


def test_what_is_formatted_looks_as_the_page_shows(tmp_path: Path, checklist: Checklist) -> None:
    page = (ROOT / "docs" / "editing.md").read_text(encoding="utf-8")
    _, before, after = re.findall(r"^```yaml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    file = tmp_path / "log-008.yaml"
    file.write_text(before, encoding="utf-8")
    assert checklist("fmt", file).code == 0
    assert file.read_text(encoding="utf-8") == after
