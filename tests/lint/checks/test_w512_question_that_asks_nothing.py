from pathlib import Path

import pytest
from linting import facts, places, told
from packs import rule

CHECK = "w512_question_that_asks_nothing"


def asking(question: str) -> dict[str, str | None]:
    return {
        "facts/more.yaml": facts(
            f'{{id: x, label: x, type: text, question: "{question}"}}'
        ).replace("id: main", "id: more")
    }


@pytest.mark.parametrize(
    "question",
    [
        "記録の保存期間",
        "記録の保存期間を記入してください",
        "記録を残していますか。理由も書いてください",
        "保存期間（何か月か）",
        "何か月保存するかについて",
    ],
)
def test_what_asks_nothing_is_told(question: str, tmp_path: Path) -> None:
    assert places(CHECK, tmp_path, asking(question)) == ["facts/more.yaml:3:45"]


@pytest.mark.parametrize(
    "question",
    [
        "記録を残していますか",
        "記録を残していますか？",
        "記録を残していますか。",
        "記録を何か月保存していますか（委託先が保存するものを含む。）",
        "どのような資料か（複数可）（写しでもよい）",
        "どれに当たりますか〔複数可〕",
        "どの国ですか ",
    ],
)
def test_what_asks_is_left_alone(question: str, tmp_path: Path) -> None:
    assert places(CHECK, tmp_path, asking(question)) == []


def test_the_questions_of_rules_are_looked_at_too(tmp_path: Path) -> None:
    text = rule(
        rest="  undetermined:\n    question: 記録の有無\n    question_first: 委託先の記入\n"
    )
    assert places(CHECK, tmp_path, {"one/one-001.yaml": text}) == [
        "one/one-001.yaml:10:15",
        "one/one-001.yaml:11:21",
    ]


def test_what_a_slot_prints_at_the_end_is_not_known(tmp_path: Path) -> None:
    text = rule(rest='  undetermined:\n    question: "{{ note }}"\n')
    assert places(CHECK, tmp_path, {"one/one-001.yaml": text}) == []


def test_the_way_out_shows_how_questions_end(tmp_path: Path) -> None:
    message, hint = told(CHECK, tmp_path, asking("記録の保存期間")).split("\n")
    assert message == "「question」が問いの形になっていません"
    assert "「…ますか」" in hint
