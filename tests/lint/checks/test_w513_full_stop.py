from pathlib import Path

import pytest
from linting import places, told
from packs import CONDITIONS, rule

CHECK = "w513_full_stop"


@pytest.mark.parametrize(
    ("rest", "place"),
    [
        ("    finding: 記録がありません。\n", "one/one-001.yaml:9:22"),
        ("    remark: 記録を残すこと。\n", "one/one-001.yaml:9:20"),
    ],
)
def test_texts_that_are_joined_have_no_full_stop(rest: str, place: str, tmp_path: Path) -> None:
    assert places(CHECK, tmp_path, {"one/one-001.yaml": rule(rest=rest)}) == [place]


def test_titles_and_conditions_have_none_either(tmp_path: Path) -> None:
    files = {
        "one/one-001.yaml": rule().replace("の題名", "の題名。"),
        "conditions.yaml": CONDITIONS.replace("得ること\n", "得ること。\n").replace(
            "確かめること\n", "確かめること。。\n"
        ),
    }
    assert places(CHECK, tmp_path, files) == [
        "conditions.yaml:4:16",
        "conditions.yaml:5:26",
        "one/one-001.yaml:2:18",
    ]


def test_a_full_stop_inside_and_in_other_texts_is_left_alone(tmp_path: Path) -> None:
    files = {
        "one/one-001.yaml": rule(
            rest="    finding: 記録（日誌を含む。）がありません\nguidance: 記録を確かめてください。\n"
        )
    }
    assert places(CHECK, tmp_path, files) == []


def test_the_text_is_named(tmp_path: Path) -> None:
    files = {"one/one-001.yaml": rule().replace("の題名", "の題名。")}
    assert told(CHECK, tmp_path, files) == (
        "題名「title」が「。」で終わっています\n文書の中につながれる文なので、終わりの「。」を消してください"
    )
