from pathlib import Path

import pytest
from linting import places, told
from packs import rule

CHECK = "w517_stray_blanks"


def titled(title: str) -> dict[str, str | None]:
    return {"one/one-001.yaml": rule().replace("one-001の題名", title)}


@pytest.mark.parametrize(
    ("title", "columns"),
    [
        ('" 委託先 "', [9, 13]),
        ('"　委託先"', [9]),
        ("委託先の　監督", [12]),
        ("委託先、、監督", [11]),
        ("委託先。。。監督", [11]),
        ("委託先、。監督", [11]),
        ("委託先ですか？　監督ですか", []),
        ("委託先 の監督、証跡。記録", []),
        ('" "', []),
    ],
)
def test_what_does_not_belong_is_told(title: str, columns: list[int], tmp_path: Path) -> None:
    expected = [f"one/one-001.yaml:2:{column}" for column in columns]
    assert places(CHECK, tmp_path, titled(title)) == expected


def test_a_block_text_ends_with_its_line(tmp_path: Path) -> None:
    assert places(CHECK, tmp_path, titled("|\n  委託先の監督")) == []
    assert places(CHECK, tmp_path, titled(">-\n  委託先の\n  監督")) == []


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ('"委託先 "', "文の終わりに空白があります\n空白を消してください"),
        ('" 委託先"', "文の初めに空白があります\n空白を消してください"),
        ("委託先、、監督", "句読点が重なっています（、、）\n「、」一つにしてください"),
        (
            "委託先の　監督",
            "文の中に全角の空白があります\n空白を消すか、「、」や「・」で区切ってください",
        ),
    ],
)
def test_it_is_said_what_is_too_much(title: str, words: str, tmp_path: Path) -> None:
    assert told(CHECK, tmp_path, titled(title)) == words
