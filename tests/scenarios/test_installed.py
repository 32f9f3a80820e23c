"""Where a pack is found: at --pack, in rules/ upward, in the program that was installed (§9)."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Checklist
from packs import PACK, SMALL, submission, write_files, write_pack
from seed_cases import EXAMPLE

WHEEL_OPTIONS = (
    "--quiet",
    "--disable-pip-version-check",
    "--no-index",
    "--no-deps",
    "--no-build-isolation",
)
OUTSIDE = """\
case: {id: x, title: 住民相談システムの導入}
pack: municipal-privacy
profile: external-connection
answers: {hosting: {country: JP}}
"""


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the project, built once."""
    pytest.importorskip(
        "hatchling", reason="the wheel is built with hatchling: .venv/bin/pip install hatchling"
    )
    folder = tmp_path_factory.mktemp("wheel")
    built = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", *WHEEL_OPTIONS, "--wheel-dir", folder, ROOT],
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    [found] = folder.glob("*.whl")
    return found


@pytest.fixture(scope="session")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the wheel installs."""
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def assess_with(program: Path, *arguments: str | Path, cwd: Path) -> Any:
    """What the program in that folder says of a submission, as JSON."""
    ran = subprocess.run(
        [sys.executable, "-m", "checklist_engine", "assess", "--format", "json", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(program), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode in (0, 1), ran.stderr
    return json.loads(ran.stdout)


def test_every_file_of_the_packs_travels_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    rules = ROOT / "rules"
    files = [path for path in rules.rglob("*") if path.is_file()]
    assert files
    assert {
        f"checklist_engine/rules/{path.relative_to(rules).as_posix()}" for path in files
    } <= names


def test_schemas_and_type_marks_travel_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert "checklist_engine/py.typed" in names
    for schema in (ROOT / "checklist_engine" / "loader" / "schemas").glob("*.json"):
        assert f"checklist_engine/loader/schemas/{schema.name}" in names


def test_nothing_but_the_package_travels_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"checklist_engine"}


def test_the_pack_is_found_in_the_wheel_from_any_folder(unpacked: Path, tmp_path: Path) -> None:
    write_files(tmp_path / "cases", {"x.yaml": OUTSIDE})
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    outcome = assess_with(
        unpacked, tmp_path / "cases" / "x.yaml", "--as-of", "2021-04-15", cwd=elsewhere
    )
    assert outcome["pack"]["id"] == "municipal-privacy"
    assert outcome["decision"] == "defer"


def test_wheel_and_checkout_say_the_same(unpacked: Path, tmp_path: Path) -> None:
    write_files(tmp_path, {"x.yaml": OUTSIDE})
    arguments = ("x.yaml", "--as-of", "2021-04-15")
    from_wheel = assess_with(unpacked, *arguments, cwd=tmp_path)
    assert from_wheel == assess_with(ROOT, *arguments, cwd=tmp_path)


def test_the_rule_tests_of_the_wheel_pass(unpacked: Path, tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "checklist_engine", "test"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(unpacked), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "municipal-privacy" in ran.stdout


def test_the_pack_of_the_checkout_is_found_from_any_folder(
    tmp_path: Path, checklist: Checklist
) -> None:
    write_files(tmp_path, {"x.yaml": OUTSIDE})
    ran = checklist("assess", "x.yaml", "--as-of", "2021-04-15", "--format", "json", cwd=tmp_path)
    assert json.loads(ran.out)["pack"]["id"] == "municipal-privacy"


def version(number: int) -> dict[str, str]:
    """The small pack with a version of its own."""
    return {"pack.yaml": PACK.replace("version: 1.0.0", f"version: {number}.0.0")}


def used(checklist: Checklist, *arguments: str | Path, cwd: Path) -> str:
    ran = checklist("assess", *arguments, "--format", "json", "--as-of", "2021-04-15", cwd=cwd)
    assert ran.code in (0, 1), ran.err
    return str(json.loads(ran.out)["pack"]["version"])


def test_the_nearest_rules_folder_upward_comes_first(tmp_path: Path, checklist: Checklist) -> None:
    write_pack(tmp_path / "rules" / "small", version(2))
    write_pack(tmp_path / "city" / "rules" / "small", version(3))
    for folder in ("", "city", "city/section/case"):
        write_files(tmp_path / folder, {"s.yaml": submission()})
    found = {
        folder: used(checklist, tmp_path / folder / "s.yaml", cwd=tmp_path)
        for folder in ("", "city", "city/section/case")
    }
    assert found == {"": "2.0.0", "city": "3.0.0", "city/section/case": "3.0.0"}


def test_rules_are_looked_up_from_the_submission_and_not_from_where_one_stands(
    tmp_path: Path, checklist: Checklist
) -> None:
    write_pack(tmp_path / "a" / "rules" / "small", version(2))
    write_pack(tmp_path / "b" / "rules" / "small", version(3))
    write_files(tmp_path / "a", {"s.yaml": submission()})
    assert used(checklist, "../a/s.yaml", cwd=tmp_path / "b") == "2.0.0"


def test_the_pack_that_is_given_comes_before_all(tmp_path: Path, checklist: Checklist) -> None:
    write_pack(tmp_path / "rules" / "small", version(2))
    write_pack(tmp_path / "given", version(4))
    write_files(tmp_path, {"s.yaml": submission()})
    assert used(checklist, "s.yaml", "--pack", "given", cwd=tmp_path) == "4.0.0"


def test_a_pack_beside_the_submission_comes_before_the_installed_one(
    tmp_path: Path, checklist: Checklist
) -> None:
    own = {
        name: text.replace("pack: small", "pack: municipal-privacy") for name, text in SMALL.items()
    }
    write_files(tmp_path / "rules" / "municipal-privacy", own)
    text = submission().replace("pack: small", "pack: municipal-privacy")
    write_files(tmp_path, {"s.yaml": text})
    assert used(checklist, "s.yaml", cwd=tmp_path) == "1.0.0"


def test_a_rules_folder_without_the_pack_is_passed_over(
    tmp_path: Path, checklist: Checklist
) -> None:
    write_pack(tmp_path / "rules" / "small", version(2))
    write_pack(tmp_path / "city" / "rules" / "other", {})
    (tmp_path / "city" / "rules" / "small").mkdir()
    write_files(tmp_path / "city", {"s.yaml": submission()})
    assert used(checklist, tmp_path / "city" / "s.yaml", cwd=tmp_path) == "2.0.0"


def test_a_pack_that_is_given_although_another_is_named_is_announced(
    tmp_path: Path, checklist: Checklist
) -> None:
    write_pack(tmp_path / "given", {"pack.yaml": PACK.replace("pack: small", "pack: other")})
    write_files(tmp_path, {"s.yaml": submission()})
    ran = checklist("assess", "s.yaml", "--pack", "given", "--as-of", "2021-04-15", cwd=tmp_path)
    assert ran.code == 0
    assert ran.err == (
        "s.yaml: 提出内容の規則集「small」ではなく、指定された「other」で評価しました\n"
    )


def test_a_submission_that_names_no_pack_can_be_given_one(
    tmp_path: Path, checklist: Checklist
) -> None:
    write_pack(tmp_path / "given", version(4))
    write_files(tmp_path, {"s.yaml": submission().replace("pack: small\n", "")})
    assert used(checklist, "s.yaml", "--pack", "given", cwd=tmp_path) == "4.0.0"


def test_the_example_runs_from_its_own_folder(checklist: Checklist) -> None:
    assert checklist("assess", ".", cwd=EXAMPLE).code == 0


def test_the_rule_tests_of_the_nearest_rules_folder_are_run(
    tmp_path: Path, checklist: Checklist
) -> None:
    test = "rule: one-001\ncases: [{name: 同意あり, answers: {agreed: true}, expect: {verdict: met}}]\n"
    write_pack(tmp_path / "rules" / "small", {"one/one-001.test.yaml": test})
    (tmp_path / "case").mkdir()
    ran = checklist("test", cwd=tmp_path / "case")
    assert "small: 規則 1 件、場合 1 件" in ran.out
    assert "municipal-privacy" not in ran.out
