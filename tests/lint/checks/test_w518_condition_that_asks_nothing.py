from pathlib import Path

import pytest
from linting import places, told
from packs import CONDITIONS

CHECK = "w518_condition_that_asks_nothing"


def wanting(text: str, text_open: str = "同意の有無を確かめること") -> dict[str, str | None]:
    written = CONDITIONS.replace("text: 同意を得ること", f'text: "{text}"')
    return {"conditions.yaml": written.replace("同意の有無を確かめること", text_open)}


@pytest.mark.parametrize(
    "text", ["同意を得る", "同意を得ることが望ましい", "同意", "同意を得る（書面）"]
)
def test_a_condition_that_asks_nothing_is_told(text: str, tmp_path: Path) -> None:
    assert places(CHECK, tmp_path, wanting(text)) == ["conditions.yaml:4:9"]


@pytest.mark.parametrize(
    "text",
    [
        "同意を得ること",
        "同意を得ないこと",
        "同意を得ること（書面によるものに限る。）",
        "同意を得ること。",
    ],
)
def test_one_that_ends_as_it_should_is_left_alone(text: str, tmp_path: Path) -> None:
    assert places(CHECK, tmp_path, wanting(text)) == []


def test_the_text_of_an_open_finding_is_looked_at_too(tmp_path: Path) -> None:
    files = wanting("同意を得ること", "同意の有無の確認")
    assert places(CHECK, tmp_path, files) == ["conditions.yaml:5:14"]
    assert told(CHECK, tmp_path, files) == (
        "「text_open」が「こと」で終わっていません\n"
        "「…すること」「…しないこと」のように、求めることを書いてください"
    )
