from pathlib import Path

import pytest
from linting import facts, places, told
from packs import rule

CHECK = "w523_fact_without_question"
BARE = "{id: agreed, label: 同意, type: boolean}"
OWN = "  undetermined:\n    question: 同意を得ましたか\n"


def test_a_fact_that_nobody_can_ask_is_told(tmp_path: Path) -> None:
    files = {"facts/main.yaml": facts(BARE)}
    assert places(CHECK, tmp_path, files) == ["facts/main.yaml:3:10"]
    assert told(CHECK, tmp_path, files) == (
        "「同意」に question がなく、規則 one-001 にも質問がないので、"
        "「「同意」について、記入してください」としか尋ねられません\n"
        "question に、担当課への尋ね方を書いてください"
    )


@pytest.mark.parametrize(
    ("fact", "rest"),
    [
        ("{id: agreed, label: 同意, question: 同意を得ましたか, type: boolean}", ""),
        (BARE, OWN),
    ],
)
def test_a_question_of_the_fact_or_of_the_rule_is_enough(
    tmp_path: Path, fact: str, rest: str
) -> None:
    files = {"facts/main.yaml": facts(fact), "one/one-001.yaml": rule(rest=rest)}
    assert places(CHECK, tmp_path, files) == []


def test_a_second_rule_without_a_question_still_needs_one(tmp_path: Path) -> None:
    files = {
        "facts/main.yaml": facts(BARE),
        "one/one-001.yaml": rule(rest=OWN),
        "two/two-001.yaml": rule("two-001"),
    }
    assert "規則 two-001 にも質問がない" in told(CHECK, tmp_path, files)


def test_what_lets_a_fact_be_asked_is_asked_first(tmp_path: Path) -> None:
    files = {
        "facts/main.yaml": facts(
            "{id: agreed, label: 同意, question: 得ましたか, type: boolean, "
            "relevant_when: {shown: true}}",
            "{id: shown, label: 表示, type: boolean}",
        )
    }
    assert places(CHECK, tmp_path, files) == ["facts/main.yaml:4:10"]


LIST = (
    "{id: firms, label: 委託先, type: list, key: id, closed_by: agreed, fields: "
    "[{id: id, label: 記号, type: text}, {id: safe, label: 安全, type: boolean}]}"
)


def test_a_list_and_its_completeness_are_asked_by_the_first_question(tmp_path: Path) -> None:
    own = "  undetermined:\n    question: 安全ですか\n"
    loop = {
        "facts/main.yaml": facts(BARE, LIST),
        "one/one-001.yaml": rule(require="{.safe: true}", rest=f"{own}for_each: {{in: firms}}\n"),
    }
    assert places(CHECK, tmp_path, loop) == ["facts/main.yaml:3:10", "facts/main.yaml:4:10"]
    first = own + "    question_first: 委託先はどこですか\n"
    loop["one/one-001.yaml"] = rule(
        require="{.safe: true}", rest=f"{first}for_each: {{in: firms}}\n"
    )
    assert places(CHECK, tmp_path, loop) == []


def test_the_key_of_a_list_and_facts_that_nobody_reads_need_no_question(tmp_path: Path) -> None:
    files = {
        "facts/main.yaml": facts(BARE, LIST),
        "one/one-001.yaml": rule(rest=OWN),
    }
    assert places(CHECK, tmp_path, files) == []
