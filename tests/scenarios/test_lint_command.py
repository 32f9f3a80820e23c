"""`checklist lint` from the command line: what it looks at, how it says it, and how it ends."""

import json
import shutil
from pathlib import Path

import pytest
from conftest import ROOT, Checklist
from packs import PACK, rule, submission, write_files, write_pack

LONG = rule().replace("one-001の題名", "題" * 300)
FAULTY = rule(require="{agred: true}")
MEETING = {
    "meeting.yaml": "meeting: {id: m, title: 会議, date: 2021-04-15}\n"
    "cases: [{item: ア, submission: s.yaml}]\nrulings: rulings.yaml\n",
    "s.yaml": submission("{agreed: false}"),
    "rulings.yaml": "rulings:\n  - {id: R1, case: s, rule: one-001, verdict: waived, authority: 審議会, "
    "reason: x, on: 2020-04-01, expires: 2020-04-15}\n",
}


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return write_pack(tmp_path / "rules" / "small", {"one/one-001.yaml": LONG})


def test_without_a_path_every_pack_near_by_is_linted(pack: Path, checklist: Checklist) -> None:
    other = write_pack(pack.parent / "other", {"pack.yaml": PACK.replace("small", "other")})
    ran = checklist("lint", cwd=pack / "one")
    assert ran.code == 0
    assert f"{other.name}/" in ran.out
    assert "W519" in ran.out
    assert checklist("lint", "rules", cwd=pack.parent.parent).out.endswith(
        ran.out.splitlines()[-1] + "\n"
    )


def test_a_file_of_a_pack_is_linted_in_its_pack(pack: Path, checklist: Checklist) -> None:
    ran = checklist("lint", "rules/small/one/one-001.yaml", cwd=pack.parent.parent)
    assert "rules/small/one/one-001.yaml:2:8: W519" in ran.out
    assert "facts/main.yaml" not in ran.out
    folder = checklist("lint", "rules/small/one", cwd=pack.parent.parent)
    assert folder.out == ran.out
    elsewhere = checklist("lint", "rules/small/conditions.yaml", cwd=pack.parent.parent)
    assert "W519" not in elsewhere.out
    assert "conditions.yaml:8:1: W540" in elsewhere.out


def test_errors_and_nothing_else_end_with_one(pack: Path, checklist: Checklist) -> None:
    assert checklist("lint", pack).code == 0
    assert checklist("lint", pack, "--severity", "W519=error").code == 1
    write_files(pack, {"one/one-001.yaml": FAULTY})
    ran = checklist("lint", pack)
    assert (ran.code, ran.err) == (1, "")
    assert "E203" in ran.out
    assert "誤り 1 件" in ran.out.splitlines()[-1]


def test_a_sound_pack_has_nothing_to_say(tmp_path: Path, checklist: Checklist) -> None:
    pack = write_pack(tmp_path / "small")
    off = [f"W5{number:02}" for number in range(100)]
    known = [each for each in off if checklist("lint", pack, "--severity", f"{each}=off").code != 2]
    ran = checklist(
        "lint", pack, *[part for each in known for part in ("--severity", f"{each}=off")]
    )
    assert (ran.code, ran.out) == (0, "問題は見つかりませんでした\n")
    assert len(known) >= 30


def test_json_is_a_list(pack: Path, checklist: Checklist) -> None:
    ran = checklist("lint", "rules/small", "--format", "json", cwd=pack.parent.parent)
    found = json.loads(ran.out)
    [long] = [each for each in found if each["code"] == "W519"]
    assert long == {
        "code": "W519",
        "severity": "note",
        "file": "rules/small/one/one-001.yaml",
        "line": 2,
        "column": 8,
        "end_column": 308,
        "message": "文が長すぎます（300字）",
        "hint": "200字までに縮めるか、二つに分けてください",
    }
    assert json.loads(checklist("lint", pack, "--format", "json", "--severity", "W519=off").out)


def test_github_and_sarif_name_files_from_the_working_folder(
    pack: Path, checklist: Checklist
) -> None:
    inside = checklist("lint", "rules/small", "--format", "github", cwd=pack.parent.parent)
    assert (
        "::notice file=rules/small/one/one-001.yaml,line=2,col=8,endColumn=308,title=W519::"
        in inside.out
    )
    outside = checklist("lint", pack, "--format", "github", cwd=pack / "one")
    assert "::notice file=one-001.yaml,line=2," in outside.out
    assert ",line=8,col=1,endColumn=7,title=W540::" in outside.out
    assert "file=../conditions.yaml" in outside.out
    sarif = json.loads(checklist("lint", pack, "--format", "sarif", cwd=pack).out)
    uris = {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for result in sarif["runs"][0]["results"]
    }
    assert "one/one-001.yaml" in uris


def test_github_says_nothing_where_there_is_nothing_to_say(
    tmp_path: Path, checklist: Checklist
) -> None:
    folder = tmp_path / "meeting"
    write_pack(folder / "rules" / "small")
    write_files(folder, {"s.yaml": submission()})
    assert checklist("lint", folder / "s.yaml", "--format", "github").out == ""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--severity", "W519"], "W512=off のように書きます"),
        (["--severity", "W519=of"], "error、warning、note、off"),
        (["--severity", "W999=off"], "「W999」という点検はありません"),
        (["--severity", "E203=off"], "「E203」という点検はありません"),
        (["--format", "xml"], "--format の「xml」はありません"),
        (["--watch", "--fix"], "--watch は、--fix"),
        (["--watch", "--format", "json"], "--watch は、--fix"),
        (["--as-of", "昨日"], "--as-of の「昨日」は日付ではありません"),
    ],
)
def test_a_wrong_command_line_is_told(
    arguments: list[str], words: str, pack: Path, checklist: Checklist
) -> None:
    ran = checklist("lint", pack, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


@pytest.mark.parametrize(
    ("name", "code"),
    [("none", "E101"), ("README.md", "E324"), ("empty", "E316"), ("data", "E316")],
)
def test_what_cannot_be_linted_is_told(
    name: str, code: str, pack: Path, checklist: Checklist
) -> None:
    folder = pack.parent.parent
    write_files(folder, {"README.md": "# 文\n"})
    (folder / "empty").mkdir()
    write_files(folder, {"data/x.yaml": "a: 1\n"})
    ran = checklist("lint", name, cwd=folder)
    assert (ran.code, ran.out) == (3, "")
    assert f": {code} " in ran.err


def test_a_meeting_is_linted_with_its_rulings(tmp_path: Path, checklist: Checklist) -> None:
    write_pack(tmp_path / "rules" / "small")
    write_files(tmp_path, MEETING)
    for path in (".", "meeting.yaml", "rulings.yaml"):
        ran = checklist("lint", path, cwd=tmp_path)
        assert ran.code == 0, path
        assert "rulings.yaml:2:10: W570" in ran.out, path
    assert checklist("lint", "s.yaml", cwd=tmp_path).out == "問題は見つかりませんでした\n"


def test_an_ignore_counts_in_rulings_too(tmp_path: Path, checklist: Checklist) -> None:
    write_pack(tmp_path / "rules" / "small")
    rulings = MEETING["rulings.yaml"].replace(
        "}\n", "}  # checklist: ignore W570 更新の手続の途中\n"
    )
    write_files(tmp_path, {**MEETING, "rulings.yaml": rulings})
    assert checklist("lint", ".", cwd=tmp_path).out == "問題は見つかりませんでした\n"
    write_files(tmp_path, {"rulings.yaml": rulings.replace("W570", "W571")})
    ran = checklist("lint", ".", cwd=tmp_path)
    assert "W570" in ran.out
    assert "W501" in ran.out


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("s.yaml", submission("{agreed: 1}"), "s.yaml:4:19: E304"),
        ("s.yaml", "case: [\n", "s.yaml:1:8: E107"),
        ("rulings.yaml", "rulings: x\n", "rulings.yaml:1:10: E122"),
        ("meeting.yaml", "meeting: {id: m}\n", "meeting.yaml:1:"),
    ],
)
def test_faults_of_a_meeting_are_messages(
    name: str, text: str, expected: str, tmp_path: Path, checklist: Checklist
) -> None:
    write_pack(tmp_path / "rules" / "small")
    write_files(tmp_path, {**MEETING, name: text})
    for path in (".", name):
        ran = checklist("lint", path, cwd=tmp_path)
        assert (ran.code, ran.err) == (1, ""), path
        assert expected in ran.out, path


def test_rulings_without_a_meeting_are_told(tmp_path: Path, checklist: Checklist) -> None:
    write_files(tmp_path, {"rulings.yaml": MEETING["rulings.yaml"]})
    ran = checklist("lint", "rulings.yaml", cwd=tmp_path)
    assert (ran.code, ran.out) == (3, "")
    assert "E317" in ran.err


def test_a_pack_without_a_head_is_no_pack(pack: Path, checklist: Checklist) -> None:
    (pack / "pack.yaml").unlink()
    assert checklist("lint", pack).code == 3


def test_the_day_decides_what_is_in_force(tmp_path: Path, checklist: Checklist) -> None:
    basis = "basis:\n  - {document: 法律, clause: 第1条, in_force: {from: 2020-04-01, until: 2022-03-31}}\n"
    pack = write_pack(tmp_path / "small", {"one/one-001.yaml": rule(rest=basis)})
    assert "W532" not in checklist("lint", pack, "--as-of", "2021-04-15").out
    assert "W532" in checklist("lint", pack, "--as-of", "2023-04-15").out


def test_the_packs_and_meetings_of_the_project_have_no_errors(checklist: Checklist) -> None:
    ran = checklist("lint")
    assert (ran.code, ran.err) == (0, ""), ran.out
    for folder in sorted(path.parent for path in (ROOT / "examples").glob("*/README.md")):
        ran = checklist("lint", folder)
        assert (ran.code, ran.err) == (0, ""), ran.out


def test_faults_planted_in_a_copy_of_the_real_pack_are_found_at_their_lines(
    tmp_path: Path, checklist: Checklist
) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(ROOT / "rules" / "municipal-privacy", pack)
    planted = {
        "sub/sub-003.yaml": ("gate: conditional", "gate: conditonal", "E123"),
        "auth/auth-001.yaml": ("title:", "titel:", "E120"),
        "conditions.yaml": ("obligation: implement", "obligation: implment", "E123"),
        "facts/image.yaml": ("type: integer", "type: intger", "E123"),
        "log/log-002.yaml": ("parameter: log_months", "parameter: log_month", "E209"),
        "cloud/cloud-001.yaml": ("title: ", "title: （", "W516"),
        "data/data-003.yaml": ("title: ", "title: ＩＤ", "W510"),
        "org/org-004.test.yaml": ("verdict: met", "verdict: ok", "E123"),
    }
    for name, (old, new, _) in planted.items():
        path = pack / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    found = {
        (Path(each["file"]).relative_to(pack).as_posix(), each["line"], each["code"])
        for each in json.loads(checklist("lint", pack, "--format", "json").out)
    }
    for name, (_, new, code) in planted.items():
        lines = (pack / name).read_text(encoding="utf-8").split("\n")
        line = next(number for number, text in enumerate(lines, start=1) if new in text)
        assert (name, line, code) in found, (name, line, code)
