from pathlib import Path

import pytest
from linting import places, told
from packs import rule

CHECK = "w516_unbalanced_brackets"


def titled(title: str) -> dict[str, str | None]:
    return {"one/one-001.yaml": rule().replace("one-001の題名", title)}


@pytest.mark.parametrize(
    ("title", "columns"),
    [
        ("職員（教職員を含む。", [10]),
        ("職員教職員を含む。）", [17]),
        ("「職員（教職員」", [11]),
        ("「職員』", [8, 11]),
        ("（（職員）", [8]),
        ("職員(教職員を含む。）", [18]),
        ("）職員（", [8, 11]),
        ("「職員（教職員を含む。）」〔『記録』〕", []),
        ("職員(教職員)", []),
        ("（）", []),
    ],
)
def test_each_bracket_without_a_partner_is_told(
    title: str, columns: list[int], tmp_path: Path
) -> None:
    expected = [f"one/one-001.yaml:2:{column}" for column in columns]
    assert sorted(places(CHECK, tmp_path, titled(title))) == sorted(expected)


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("職員（", "「（」が閉じていません\n「）」を書き加えてください"),
        (
            "職員」",
            "対になる「「」のない「」」があります\n「「」を書き加えるか、「」」を消してください",
        ),
    ],
)
def test_the_partner_is_named(title: str, words: str, tmp_path: Path) -> None:
    assert told(CHECK, tmp_path, titled(title)) == words
