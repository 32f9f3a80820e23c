"""The same inputs give the same bytes: whatever the hash seed, the folder, the order of files."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, Checklist
from seed_cases import EXAMPLE

PACK = ROOT / "rules" / "municipal-privacy"
SEEDS = ("0", "1", "42")


def output(*arguments: str, seed: str = "0", cwd: Path = ROOT) -> bytes:
    """What a process of its own prints."""
    return subprocess.run(
        [sys.executable, "-m", "checklist_engine", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        check=True,
    ).stdout


@pytest.mark.parametrize(("form", "seeds"), [("json", SEEDS), ("text", SEEDS[-1:])])
def test_the_hash_seed_changes_nothing(
    form: str, seeds: tuple[str, ...], checklist: Checklist
) -> None:
    here = checklist("assess", EXAMPLE, "--format", form).out
    printed = {output("assess", str(EXAMPLE), "--format", form, seed=seed) for seed in seeds}
    assert {each.decode() for each in printed} == {here}


def test_the_folder_one_stands_in_changes_nothing(tmp_path: Path, checklist: Checklist) -> None:
    here = checklist("assess", "examples/niiza-2021-04-15", "--format", "json")
    way = os.path.relpath(EXAMPLE, tmp_path)
    assert checklist("assess", way, "--format", "json", cwd=tmp_path) == here
    assert checklist("assess", ".", "--format", "json", cwd=EXAMPLE) == here


def test_the_order_in_which_files_were_made_changes_nothing(
    tmp_path: Path, checklist: Checklist
) -> None:
    printed = set()
    for name, backwards in (("a", False), ("b", True)):
        copied = tmp_path / name
        files = [path for path in PACK.rglob("*") if path.is_file()]
        for path in sorted(files, reverse=backwards):
            target = copied / "rules" / "municipal-privacy" / path.relative_to(PACK)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
        for path in sorted(EXAMPLE.glob("*.yaml"), reverse=backwards):
            if path.name != "meeting.yaml":
                shutil.copy(path, copied)
        ran = checklist("assess", ".", "--format", "json", "--as-of", "2021-04-15", cwd=copied)
        printed.add(ran.out)
    assert len(printed) == 1


def test_line_ends_of_windows_and_a_mark_at_the_beginning_change_nothing(
    tmp_path: Path, checklist: Checklist
) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "m")
    shutil.copytree(PACK, tmp_path / "rules" / "municipal-privacy")
    before = checklist("assess", tmp_path / "m", "--format", "json").out
    for path in tmp_path.rglob("*.yaml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert checklist("assess", tmp_path / "m", "--format", "json").out == before


def test_rule_tests_of_a_pack_are_no_part_of_its_digest(
    tmp_path: Path, checklist: Checklist
) -> None:
    shutil.copytree(PACK, tmp_path / "p")
    before = checklist("assess", EXAMPLE, "--format", "json", "--pack", tmp_path / "p").out
    for path in (tmp_path / "p").rglob("*.test.yaml"):
        path.unlink()
    (tmp_path / "p" / "README.md").write_text("覚え", encoding="utf-8")
    assert checklist("assess", EXAMPLE, "--format", "json", "--pack", tmp_path / "p").out == before


def test_one_letter_of_a_rule_changes_the_digest_of_its_pack(
    tmp_path: Path, checklist: Checklist
) -> None:
    shutil.copytree(PACK, tmp_path / "p")
    before = checklist("assess", EXAMPLE, "--format", "json", "--pack", tmp_path / "p").out
    rule = tmp_path / "p" / "sub" / "sub-003.yaml"
    rule.write_text(rule.read_text(encoding="utf-8") + "# 覚え\n", encoding="utf-8")
    after = checklist("assess", EXAMPLE, "--format", "json", "--pack", tmp_path / "p").out
    assert after != before
    assert [line for line in after.split("\n") if "digest" not in line] == [
        line for line in before.split("\n") if "digest" not in line
    ]
