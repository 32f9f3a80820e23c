from pathlib import Path

import pytest
from linting import places, told
from packs import rule

CHECK = "w502_unreadable_ignore"


def with_comment(comment: str) -> dict[str, str | None]:
    return {"one/one-001.yaml": rule().replace("weight: 1", f"weight: 1  {comment}")}


@pytest.mark.parametrize(
    ("comment", "column"),
    [
        ("# checklist: ignore", 12),
        ("# checklist: ignore 条例の文言のため", 12),
        ("# checklist: ignor W512 条例の文言のため", 12),
        ("# checklist: W512 条例の文言のため", 12),
        ("# checklist: ignore W999 条例の文言のため", 32),
        ("# checklist: ignore W512,W999 条例の文言のため", 37),
        ("# checklist: ignore E203 条例の文言のため", 32),
    ],
)
def test_an_ignore_that_cannot_be_understood_is_told(
    comment: str, column: int, tmp_path: Path
) -> None:
    assert places(CHECK, tmp_path, with_comment(comment)) == [f"one/one-001.yaml:4:{column}"]


@pytest.mark.parametrize(
    "comment",
    [
        "# checklist: ignore W512 条例の文言のため",
        "# checklist: ignore w512 条例の文言のため",
        "# checklist: ignore W512、W530 条例の文言のため",
        "# checklist：ignore W512",
        "# my-checklist: W999",
    ],
)
def test_an_ignore_that_is_understood_is_left_alone(comment: str, tmp_path: Path) -> None:
    assert places(CHECK, tmp_path, with_comment(comment)) == []


def test_a_near_miss_names_the_check(tmp_path: Path) -> None:
    assert told(CHECK, tmp_path, with_comment("# checklist: ignore W5199 条例の文言のため")) == (
        "「W5199」という点検はありません\nもしかして「W519」（長い文）ですか"
    )


def test_a_fault_cannot_be_ignored(tmp_path: Path) -> None:
    assert told(CHECK, tmp_path, with_comment("# checklist: ignore E203 条例の文言のため")) == (
        "E203 は見逃せません\nE の診断は、直さなければ規則が使えません"
    )
