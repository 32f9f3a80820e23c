"""`lint.yaml` and the command line: how much each check weighs."""

from fractions import Fraction
from pathlib import Path

import pytest
from benches import bench, said
from packs import rule

from checklist_engine.lint.check import Severity
from checklist_engine.lint.settings import read_settings

LONG = {"one/one-001.yaml": rule().replace("one-001の題名", "題" * 300)}


def weight(folder: Path, lint: str | None, **given: str) -> list[Severity]:
    files = {**LONG, "lint.yaml": lint}
    return [each.severity for each in bench(folder, files, **given).whole() if each.code == "W519"]


@pytest.mark.parametrize(
    ("lint", "expected"),
    [
        (None, [Severity.NOTE]),
        ("severity: {W519: note}\n", [Severity.NOTE]),
        ("severity: {W519: warning}\n", [Severity.WARNING]),
        ("severity: {W519: error}\n", [Severity.ERROR]),
        ("severity: {W519: off}\n", []),
        ("severity: {W518: off}\n", [Severity.NOTE]),
    ],
)
def test_a_pack_sets_the_weight_of_a_check(
    lint: str | None, expected: list[Severity], tmp_path: Path
) -> None:
    assert weight(tmp_path, lint) == expected


def test_the_command_line_counts_before_the_pack(tmp_path: Path) -> None:
    assert weight(tmp_path, "severity: {W519: off}\n", W519="error") == [Severity.ERROR]
    assert weight(tmp_path, "severity: {W519: error}\n", W519="off") == []


def test_a_share_is_an_exact_number(tmp_path: Path) -> None:
    (tmp_path / "lint.yaml").write_text("family_share: 0.4\n", encoding="utf-8")
    assert read_settings(tmp_path, {}, []).family_share == Fraction(2, 5)
    assert read_settings(tmp_path / "none", {}, []).family_share == Fraction(1, 2)


@pytest.mark.parametrize(
    ("lint", "place"),
    [
        ("severity: {W519: of}\n", "lint.yaml:1:18 E123"),
        ("severity: {w519: off}\n", "lint.yaml:1:12 E124"),
        ("severity: {W999: off}\n", "lint.yaml:1:12 E225"),
        ("severity: {}\n", "lint.yaml:1:1 E125"),
        ("family_share: 2\n", "lint.yaml:1:15 E126"),
        ("severities: {W519: off}\n", "lint.yaml:1:1 E120"),
        ("severity: [\n", "lint.yaml:1:12 E107"),
    ],
)
def test_a_fault_of_the_settings_is_told(lint: str, place: str, tmp_path: Path) -> None:
    found = [each for each in said(tmp_path, {"lint.yaml": lint}) if " E" in each]
    assert found == [place]


def test_a_near_miss_names_the_check(tmp_path: Path) -> None:
    files = {"lint.yaml": "severity: {W998: off, W519: off}\n", **LONG}
    [fault] = [each for each in bench(tmp_path, files).whole() if each.code in ("E225", "W519")]
    assert fault.message == "「W998」という点検はありません"
    assert fault.hint is not None
    assert "もしかして「W5" in fault.hint or "W512" in fault.hint


def test_settings_are_no_part_of_the_pack(tmp_path: Path) -> None:
    with_settings = bench(tmp_path / "with", {"lint.yaml": "severity: {W519: off}\n"})
    without = bench(tmp_path / "without")
    for each in (with_settings, without):
        each.whole()
    assert with_settings.read is not None
    assert without.read is not None
    assert with_settings.read.pack is not None
    assert without.read.pack is not None
    assert with_settings.read.pack.pack.digest == without.read.pack.pack.digest
