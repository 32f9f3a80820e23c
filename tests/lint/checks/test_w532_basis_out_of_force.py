from datetime import date
from pathlib import Path

import pytest
from linting import places, told
from packs import rule

CHECK = "w532_basis_out_of_force"
OLD = "  - {document: 条例, clause: 第1条, in_force: {until: 2023-03-31}}\n"


def files(*more: str) -> dict[str, str]:
    basis = "".join(f"  - {{{each}}}\n" for each in more)
    return {"one/one-001.yaml": rule(rest=f"basis:\n{OLD}{basis}")}


def test_it_is_told_from_the_day_after_its_last(tmp_path: Path) -> None:
    assert places(CHECK, tmp_path, files(), as_of=date(2023, 3, 31)) == []
    assert places(CHECK, tmp_path, files(), as_of=date(2023, 4, 1)) == ["one/one-001.yaml:10:51"]
    assert told(CHECK, tmp_path, files(), as_of=date(2023, 4, 1)) == (
        "根拠「条例」は令和5年3月31日で効力を失い、後を継ぐ根拠がありません\n"
        "後を継ぐ条項を basis に加えてください。なければ、この規則が今も要るかを確かめてください"
    )


@pytest.mark.parametrize(
    "successor",
    [
        "document: 法律, clause: 第1条, in_force: {from: 2023-04-01}",
        "document: 条例, clause: 第2条, in_force: {from: 2023-01-01}",
        "document: 条例, clause: 第2条",
        "practice: 引き続き確かめる, origin: 会議, in_force: {from: 2023-05-01}",
    ],
)
def test_what_came_after_it_takes_its_place(tmp_path: Path, successor: str) -> None:
    assert places(CHECK, tmp_path, files(successor), as_of=date(2024, 1, 1)) == []


@pytest.mark.parametrize(
    "other",
    [
        "document: 法律, clause: 第1条, in_force: {from: 2020-04-01}",
        "document: 法律, clause: 第1条, in_force: {from: 2025-04-01}",
        "document: 法律, clause: 第1条, in_force: {from: 2023-04-01, until: 2023-12-31}",
        "practice: 前から確かめている, origin: 会議",
    ],
)
def test_what_stood_beside_it_or_is_not_in_force_does_not(tmp_path: Path, other: str) -> None:
    found = places(CHECK, tmp_path, files(other), as_of=date(2024, 1, 1))
    assert "one/one-001.yaml:10:51" in found
