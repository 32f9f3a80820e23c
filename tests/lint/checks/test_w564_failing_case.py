from pathlib import Path

from linting import places, told
from packs import PROFILE, rule

CHECK = "w564_failing_case"


def files(*cases: str) -> dict[str, str]:
    lines = "".join(f"  - {{{case}}}\n" for case in cases)
    return {"one/one-001.test.yaml": f"rule: one-001\ncases:\n{lines}"}


GOOD = "name: 同意がある, answers: {agreed: true}, expect: {verdict: met}"


def test_a_case_that_comes_out_otherwise_is_told_with_the_answers_that_decide(
    tmp_path: Path,
) -> None:
    written = files(GOOD, "name: 同意がない, answers: {agreed: false}, expect: {verdict: met}")
    assert places(CHECK, tmp_path, written) == ["one/one-001.test.yaml:4:12"]
    assert told(CHECK, tmp_path, written) == (
        "判定は met（適合）のはずが、not_met（不適合）でした（agreed）\n"
        "規則か、期待する判定を直してください"
    )


def test_what_is_waited_for_and_the_conditions_count_too(tmp_path: Path) -> None:
    written = files(
        "name: 未回答, answers: {}, "
        "expect: {verdict: undetermined, waiting_for: [recorded], conditions: [agree]}"
    )
    message, _ = told(CHECK, tmp_path, written).split("\n")
    assert message == (
        "waiting_for が違います（足りない: recorded。余分: agreed）。conditions が違います（足りない: agree）"
    )


def test_cases_that_come_out_as_expected_are_sound(tmp_path: Path) -> None:
    assert places(CHECK, tmp_path, files(GOOD)) == []


def test_a_case_of_a_profile_that_leaves_the_rule_out_fails(tmp_path: Path) -> None:
    written = files(f"{GOOD}, profile: all")
    written["profiles/all.yaml"] = PROFILE.replace("all\n", "{families: [two]}\n").replace(
        "profile: {families: [two]}", "profile: all"
    )
    assert "この規則は使われません" in told(CHECK, tmp_path, written)


def test_a_rule_with_faults_is_not_run(tmp_path: Path) -> None:
    written = {**files(GOOD), "one/one-001.yaml": rule(require="{agreed: maybe}")}
    assert places(CHECK, tmp_path, written, sound=False) == []
