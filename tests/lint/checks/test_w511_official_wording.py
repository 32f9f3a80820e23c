from pathlib import Path

import pytest
from linting import places, told
from packs import rule

CHECK = "w511_official_wording"


def titled(title: str) -> dict[str, str | None]:
    return {"one/one-001.yaml": rule().replace("one-001の題名", title)}


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("記入して下さい", "ください"),
        ("御確認下さい", "ください"),
        ("利用出来るもの", "でき"),
        ("出来ない場合", "でき"),
        ("確認致します", "いたし"),
        ("確認して頂きます", "いただ"),
        ("点検の為に", "ため"),
        ("点検する事", "こと"),
        ("予め承認を得る", "あらかじめ"),
        ("但し、例外を除く", "ただし"),
        ("承認する。従って、要らない", "したがって"),
        ("尚、例外がある", "なお"),
        ("名簿等々", "など"),
        ("名簿，記録", "、"),
    ],
)
def test_wording_that_is_not_official_is_told(wrong: str, right: str, tmp_path: Path) -> None:
    assert f"「{right}」と書きます" in told(CHECK, tmp_path, titled(wrong))


@pytest.mark.parametrize(
    "words",
    [
        "資料を下さる部署",
        "出来高、出来事、出来上がり",
        "為替の取引",
        "事故の報告、仕事、時間",
        "市の規則に従って行う",
        "高等学校等の等級",
        "1,000人と1，000人",
        "尚早な判断",
        "契約又は約款",
        "全て記入してください",
    ],
)
def test_what_only_looks_like_it_is_left_alone(words: str, tmp_path: Path) -> None:
    assert places(CHECK, tmp_path, titled(words)) == []


def test_it_is_told_where_it_stands(tmp_path: Path) -> None:
    assert places(CHECK, tmp_path, titled("名簿，記録を見せて下さい")) == [
        "one/one-001.yaml:2:10",
        "one/one-001.yaml:2:17",
    ]


def test_joining_words_in_kana_are_told_beside_kanji_only(tmp_path: Path) -> None:
    # The small pack says 又は elsewhere, and never 及び.
    assert places(CHECK, tmp_path / "one", titled("名簿または記録および日誌")) == [
        "one/one-001.yaml:2:10"
    ]
    both = {"one/one-002.yaml": rule("one-002").replace("の題名", "及び記録")}
    assert places(CHECK, tmp_path / "both", {**titled("名簿および記録"), **both}) == [
        "one/one-001.yaml:2:10"
    ]


def test_a_mixed_word_is_told_with_the_other(tmp_path: Path) -> None:
    assert told(CHECK, tmp_path, titled("名簿または記録")) == (
        "「または」と「又は」が、規則集の中で混ざっています\n公用文の書き方の「又は」にそろえてください"
    )
