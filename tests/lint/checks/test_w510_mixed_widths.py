from pathlib import Path

import pytest
from linting import places, told
from packs import rule

CHECK = "w510_mixed_widths"


def titled(title: str) -> dict[str, str | None]:
    return {"one/one-001.yaml": rule().replace("one-001の題名", title)}


@pytest.mark.parametrize(
    ("title", "columns"),
    [
        ("ＩＤの管理", [8]),
        ("３年ごとの、ｼｽﾃﾑの点検", [8, 14]),
        ("1，000人を超え、１，０００人に満たない", [18]),
        ("IDを3年ごとに見直すシステム", []),
        ("（％、＋、〒、①）", []),
    ],
)
def test_each_stretch_of_another_width_is_told(
    title: str, columns: list[int], tmp_path: Path
) -> None:
    expected = [f"one/one-001.yaml:2:{column}" for column in columns]
    assert places(CHECK, tmp_path, titled(title)) == expected


def test_comments_and_answers_are_no_texts(tmp_path: Path) -> None:
    text = rule(require="{note: ＩＤ}").replace("weight: 1", "weight: 1  # ＩＤ")
    assert places(CHECK, tmp_path, {"one/one-001.yaml": text}) == []


def test_the_way_out_is_written_out(tmp_path: Path) -> None:
    assert told(CHECK, tmp_path, titled("ﾊﾟｽﾜｰﾄﾞ")) == (
        "半角の片仮名「ﾊﾟｽﾜｰﾄﾞ」があります\n「パスワード」と書いてください"
    )
