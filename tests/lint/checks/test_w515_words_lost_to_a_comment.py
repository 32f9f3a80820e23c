from pathlib import Path

import pytest
from linting import places, told
from packs import rule

CHECK = "w515_words_lost_to_a_comment"


def titled(title: str) -> dict[str, str | None]:
    return {"one/one-001.yaml": rule().replace("one-001の題名", title)}


@pytest.mark.parametrize(
    ("title", "column"),
    [
        ("手順 #3 を定める", 11),
        ("手順  #三", 12),
        ("手順を # 三つ", 12),
        ("手順（ # 三つ", 12),
    ],
)
def test_words_that_are_lost_are_told(title: str, column: int, tmp_path: Path) -> None:
    assert places(CHECK, tmp_path, titled(title)) == [f"one/one-001.yaml:2:{column}"]


@pytest.mark.parametrize(
    "title",
    [
        "手順の題名  # 三つの手順",
        "手順の題名  #",
        '"手順 #3 を定める"',
        "'手順 #3 を定める'",
        "手順#3 を定める",
        "|\n  手順 #3 を定める",
        "手順を  # checklist: ignore W519 例のため",
        "procedure #3",
    ],
)
def test_comments_and_whole_texts_are_left_alone(title: str, tmp_path: Path) -> None:
    assert places(CHECK, tmp_path, titled(title)) == []


@pytest.mark.parametrize(
    "line", ["weight: 1 #三", "require: {agreed: true} #三", "  #三", "id: one-001 #三"]
)
def test_after_what_is_no_japanese_text_a_comment_is_one(line: str, tmp_path: Path) -> None:
    key = line.split(":", maxsplit=1)[0]
    text = "\n".join(line if each.startswith(f"{key}:") else each for each in rule().split("\n"))
    text = text if line in text else f"{text}{line}\n"
    assert places(CHECK, tmp_path, {"one/one-001.yaml": text}) == []


def test_it_is_told_what_is_left_of_the_text(tmp_path: Path) -> None:
    assert told(CHECK, tmp_path, titled("手順 #3 を定める")) == (
        "「#3 を定める」は注釈とみなされ、文は「手順」で終わります\n"
        "文の一部であれば、文全体を引用符で囲んでください。"
        "注釈であれば、「#」の後に空白を置いてください"
    )
