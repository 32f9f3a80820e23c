from pathlib import Path

import pytest
from linting import places, told

CHECK = "w562_same_case"
HEAD = "rule: one-001\ncases:\n"


def files(*cases: str) -> dict[str, str]:
    return {"one/one-001.test.yaml": HEAD + "".join(f"  - {{{case}}}\n" for case in cases)}


SAME = "name: 初め, answers: {agreed: true}, expect: {verdict: met}"


def test_a_case_that_repeats_another_is_told(tmp_path: Path) -> None:
    written = files(SAME, "name: 次, answers: {agreed: true}, expect: {verdict: met}")
    assert places(CHECK, tmp_path, written) == ["one/one-001.test.yaml:4:12"]
    assert told(CHECK, tmp_path, written) == (
        "回答も証跡も「初め」（3 行目）と同じで、期待することも同じです\n"
        "違いになる回答を書くか、この場合を消してください"
    )


def test_one_that_contradicts_another_is_told_as_such(tmp_path: Path) -> None:
    written = files(SAME, "name: 次, answers: {agreed: true}, expect: {verdict: not_met}")
    assert told(CHECK, tmp_path, written).startswith(
        "回答も証跡も「初め」（3 行目）と同じなのに、期待することが違います\n"
    )


@pytest.mark.parametrize(
    "other",
    [
        "answers: {agreed: false}",
        "answers: {}",
        "answers: {agreed: true}, as_of: 2022-04-01",
        "answers: {agreed: true}, parameters: {days: 14}",
        "answers: {agreed: true}, profile: all",
        "answers: {agreed: true}, evidence: [{id: E1, kind: letter, supports: [agreed]}]",
    ],
)
def test_another_answer_day_setting_or_proof_makes_another_case(tmp_path: Path, other: str) -> None:
    written = files(SAME, f"name: 次, {other}, expect: {{verdict: met}}")
    assert places(CHECK, tmp_path, written) == []


def test_what_evidence_is_called_makes_none(tmp_path: Path) -> None:
    proof = "name: {0}, answers: {{agreed: true}}, evidence: [{{id: {0}, kind: letter, supports: [agreed]}}]"
    written = files(*(f"{proof.format(name)}, expect: {{verdict: met}}" for name in ("E1", "E2")))
    assert places(CHECK, tmp_path, written) == ["one/one-001.test.yaml:4:12"]


def test_two_elements_of_the_same_answers_are_two_cases(tmp_path: Path) -> None:
    answers = "answers: {parties: [{id: a, handles: true}, {id: b, handles: false}]}"
    written = files(
        f"name: 一つ目, {answers}, expect: {{element: a, verdict: met}}",
        f"name: 二つ目, {answers}, expect: {{element: b, verdict: not_met}}",
    )
    assert places(CHECK, tmp_path, written) == []


def test_of_three_equal_cases_two_are_told_once_each(tmp_path: Path) -> None:
    assert places(CHECK, tmp_path, files(SAME, SAME, SAME)) == [
        "one/one-001.test.yaml:4:12",
        "one/one-001.test.yaml:5:12",
    ]
