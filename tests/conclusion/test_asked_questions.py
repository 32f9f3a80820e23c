"""Questions (質問): what is asked, in whose words, once."""

from pathlib import Path

import pytest
from packs import assessed, rule

from checklist_engine.model.assessment import Question

CHAIN = """\
section: {id: main, label: 区分, order: 1}
facts:
  - {id: first, label: 第一, question: 第一ですか, type: boolean}
  - {id: second, label: 第二, question: 第二ですか, type: boolean, relevant_when: {first: true}}
  - {id: third, label: 第三, question: 第三ですか, type: boolean, relevant_when: {second: true}}
  - {id: other, label: その他, question: その他ですか, type: boolean}
"""


def asked(
    folder: Path, files: dict[str, str | None], answers: str = "{}", rest: str = ""
) -> list[Question]:
    assessment, _ = assessed(folder, files, answers, rest)
    return list(assessment.questions)


def one(text: str) -> dict[str, str | None]:
    return {"one/one-001.yaml": text}


def outcome(**words: str) -> str:
    """The words of an undetermined finding."""
    inner = "".join(f"    {key}: {value}\n" for key, value in words.items())
    return f"  undetermined:\n{inner}"


def test_a_rule_asks_in_its_own_words(tmp_path: Path) -> None:
    text = rule(
        require="{agreed: true, recorded: true}", rest=outcome(question="同意と記録はありますか")
    )
    [question] = asked(tmp_path, one(text))
    assert question.text == "同意と記録はありますか"
    assert question.paths == ("agreed", "recorded")
    assert question.labels == ("同意", "記録")
    assert question.rules == ("one-001",)


def test_without_words_of_its_own_each_cause_is_asked_in_those_of_the_vocabulary(
    tmp_path: Path,
) -> None:
    questions = asked(tmp_path, one(rule(require="{agreed: true, checked: true, people: 1}")))
    assert [(each.text, each.paths) for each in questions] == [
        ("同意を得ていますか", ("agreed",)),
        ("「点検」について、記入してください", ("checked",)),
        ("何人ですか", ("people",)),
    ]


def test_only_what_is_still_open_is_asked(tmp_path: Path) -> None:
    text = rule(require="{agreed: true, recorded: true}")
    assert [each.paths for each in asked(tmp_path, one(text), "{agreed: true}")] == [("recorded",)]
    assert asked(tmp_path, one(text), "{agreed: false}") == []


def test_what_is_pending_waits_for_the_open_facts_of_its_relevance(tmp_path: Path) -> None:
    files = {"facts/main.yaml": CHAIN, **one(rule(require="{third: true}"))}
    assert [each.text for each in asked(tmp_path, files)] == ["第一ですか"]
    assert [each.text for each in asked(tmp_path, files, "{first: true}")] == ["第二ですか"]
    both = "{first: true, second: true}"
    assert [each.text for each in asked(tmp_path, files, both)] == ["第三ですか"]


def test_what_nobody_needs_to_answer_is_not_asked(tmp_path: Path) -> None:
    files = {"facts/main.yaml": CHAIN, **one(rule(require="{third: true, other: true}"))}
    assert [each.text for each in asked(tmp_path, files, "{first: false}")] == ["その他ですか"]


def test_equal_questions_are_asked_once_with_all_their_rules_and_answers(tmp_path: Path) -> None:
    files: dict[str, str | None] = {
        "one/one-001.yaml": rule(rest=outcome(question="どうですか")),
        "one/one-002.yaml": rule(
            "one-002",
            require="{recorded: true, agreed: true}",
            rest=outcome(question="どうですか"),
        ),
        "one/one-003.yaml": rule("one-003", require="{place: JP}"),
    }
    questions = asked(tmp_path, files)
    assert [(each.text, each.rules, each.paths) for each in questions] == [
        ("どうですか", ("one-001", "one-002"), ("agreed", "recorded")),
        ("場所はどこですか", ("one-003",), ("place",)),
    ]


def each_party(**words: str) -> dict[str, str | None]:
    return one(
        rule(require="{.handles: false}", rest=f"{outcome(**words)}for_each: {{in: parties}}\n")
        if words
        else rule(require="{.handles: false}", rest="for_each: {in: parties}\n")
    )


WORDS = {"question": "「{{ .name }}」はどうですか", "question_first": "どの事業者ですか"}


def test_before_there_is_an_element_the_first_question_is_asked(tmp_path: Path) -> None:
    [question] = asked(tmp_path, each_party(**WORDS))
    assert (question.text, question.labels) == ("どの事業者ですか", ("委託先",))


def test_an_open_list_asks_for_its_elements_and_for_more(tmp_path: Path) -> None:
    answers = "{parties: [{id: a, name: 甲社}, {id: b}]}"
    questions = asked(tmp_path, each_party(**WORDS), answers)
    assert [(each.text, each.labels) for each in questions] == [
        ("「甲社」はどうですか", ("取扱い（甲社）",)),
        ("「未回答」はどうですか", ("取扱い（b）",)),
        ("どの事業者ですか", ("記入の完了",)),
    ]


def test_the_vocabulary_s_question_about_several_elements_is_asked_once(tmp_path: Path) -> None:
    answers = "{complete: true, parties: [{id: a, name: 甲社}, {id: b, name: 乙社}]}"
    [question] = asked(tmp_path, each_party(), answers)
    assert question.text == "この事業者が取り扱いますか"
    assert question.labels == ("取扱い（甲社）", "取扱い（乙社）")


def test_without_a_first_question_the_vocabulary_asks_for_the_list(tmp_path: Path) -> None:
    assert [each.text for each in asked(tmp_path, each_party())] == ["委託先はどこですか"]
    assert [each.text for each in asked(tmp_path, each_party(), "{parties: []}")] == [
        "委託先を全て記入しましたか"
    ]


@pytest.mark.parametrize(
    ("need", "wanted"),
    [
        ("kinds: [contract]", "契約書又は仕様書を"),
        ("kinds: [audit_report, contract]", "「契約書又は仕様書」又は監査報告書を"),
        ("kinds: [letter, audit_report]", "書面による回答又は監査報告書を"),
        ("strength: contract", "裏付けとなる資料（契約と同等以上のもの）を"),
        ("kinds: [audit_report], max_age_months: 12", "監査報告書（12か月以内のもの）を"),
        (
            "strength: statement, max_age_months: 6",
            "裏付けとなる資料（書面回答と同等以上のもの、6か月以内のもの）を",
        ),
    ],
)
def test_a_claim_without_proof_asks_for_the_proof_that_is_wanted(
    need: str, wanted: str, tmp_path: Path
) -> None:
    text = rule(require="{place: JP}", rest=f"evidence: [{{for: place, {need}}}]\n")
    [question] = asked(tmp_path, one(text), "{place: JP}")
    assert question.text == f"「場所」を「日本」とする回答について、{wanted}提出してください"
    assert (question.paths, question.awaited) == (("place",), False)


def test_a_rule_may_ask_for_proof_in_its_own_words(tmp_path: Path) -> None:
    text = rule(rest="  unproven:\n    question: 写しはありますか\nevidence: [{for: agreed}]\n")
    [question] = asked(tmp_path, one(text), "{agreed: true}")
    assert (question.text, question.labels) == ("写しはありますか", ("同意",))


def test_each_answer_that_lacks_its_proof_is_asked_for(tmp_path: Path) -> None:
    text = rule(
        require="{agreed: true, recorded: true}",
        rest="evidence: [{for: agreed, kinds: [letter]}, {for: recorded, kinds: [contract]}]\n",
    )
    questions = asked(tmp_path, one(text), "{agreed: true, recorded: true}")
    assert [each.paths for each in questions] == [("agreed",), ("recorded",)]
    proven = "evidence: [{id: E1, kind: letter, supports: [agreed]}]\n"
    [left] = asked(tmp_path, one(text), "{agreed: true, recorded: true}", proven)
    assert left.paths == ("recorded",)


@pytest.mark.parametrize("answers", ["{agreed: true}", "{agreed: false}"])
def test_what_is_settled_asks_nothing(answers: str, tmp_path: Path) -> None:
    text = rule(rest=outcome(question="どうですか"))
    assert asked(tmp_path, one(text), answers) == []


@pytest.mark.parametrize(
    ("gate", "awaited"), [("blocking", True), ("conditional", True), ("advisory", False)]
)
def test_an_answer_is_awaited_where_the_decision_may_turn_on_it(
    gate: str, awaited: bool, tmp_path: Path
) -> None:
    not_met = "condition: {use: agree}" if gate == "conditional" else "finding: ありません"
    [question] = asked(tmp_path, one(rule(gate=gate, not_met=not_met)))
    assert question.awaited is awaited


def test_questions_stand_in_the_order_of_the_rules(tmp_path: Path) -> None:
    files: dict[str, str | None] = {
        "one/one-001.yaml": rule("one-001", require="{recorded: true}"),
        "one/one-010.yaml": rule("one-010", require="{place: JP}"),
        "two/two-001.yaml": rule("two-001", require="{agreed: true}"),
    }
    assert [each.text for each in asked(tmp_path, files)] == [
        "記録を残していますか",
        "場所はどこですか",
        "同意を得ていますか",
    ]
