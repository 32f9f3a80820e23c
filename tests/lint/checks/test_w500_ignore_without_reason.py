from pathlib import Path

import pytest
from linting import places, told
from packs import rule

CHECK = "w500_ignore_without_reason"


def with_comment(comment: str) -> dict[str, str | None]:
    return {"one/one-001.yaml": rule().replace("weight: 1", f"weight: 1  {comment}")}


@pytest.mark.parametrize(
    "comment",
    [
        "# checklist: ignore W512",
        "#checklist:ignore W512 , W530  ",
        "# 説明 # checklist: ignore W512",
    ],
)
def test_an_ignore_needs_a_reason(comment: str, tmp_path: Path) -> None:
    [place] = places(CHECK, tmp_path, with_comment(comment))
    assert place == f"one/one-001.yaml:4:{12 + comment.rindex('#')}"


@pytest.mark.parametrize(
    "comment",
    [
        "# checklist: ignore W512 条例の文言のため",
        "# checklist: ignore W512,W530 条例の文言のため",
        "# checklist: ignore",
        "# この規則は checklist の試験のため",
    ],
)
def test_what_has_a_reason_or_is_no_ignore_is_left_alone(comment: str, tmp_path: Path) -> None:
    assert places(CHECK, tmp_path, with_comment(comment)) == []


def test_the_way_out_shows_the_codes_that_are_ignored(tmp_path: Path) -> None:
    assert told(CHECK, tmp_path, with_comment("# checklist: ignore W512,W530")) == (
        "W512,W530 を見逃す理由が書かれていません\n"
        "「# checklist: ignore W512,W530 条例の文言のため」のように、符号の後に理由を書いてください"
    )
