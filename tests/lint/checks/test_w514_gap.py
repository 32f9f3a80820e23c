from pathlib import Path

from linting import places, told
from packs import rule

from checklist_engine.model.gaps import gap

CHECK = "w514_gap"


def test_a_gap_that_was_left_is_told_wherever_it_stands(tmp_path: Path) -> None:
    text = rule(
        require=f'{{note: "{gap("求める文")}"}}',
        rest=f'basis:\n  - {{practice: "{gap("実務")}", origin: "{gap("由来")}"}}\n',
    ).replace("one-001の題名", f'"{gap("規則の題名")}"')
    assert places(CHECK, tmp_path, {"one/one-001.yaml": text}) == [
        "one/one-001.yaml:2:9",
        "one/one-001.yaml:5:18",
        "one/one-001.yaml:10:17",
        "one/one-001.yaml:10:43",
    ]


def test_a_comment_about_gaps_is_none(tmp_path: Path) -> None:
    text = f"# {gap('規則の題名')}\n{rule()}"
    assert places(CHECK, tmp_path, {"one/one-001.yaml": text}) == []


def test_the_gap_says_what_is_wanted(tmp_path: Path) -> None:
    text = rule().replace("one-001の題名", f'"{gap("規則の題名")}を定めること"')
    assert told(CHECK, tmp_path, {"one/one-001.yaml": text}).startswith(
        "記入していないところがあります: （記入してください: 規則の題名）\n"
    )
