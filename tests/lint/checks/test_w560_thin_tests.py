from pathlib import Path

import pytest
from linting import places, told
from packs import rule

CHECK = "w560_thin_tests"


def expecting(*verdicts: str, name: str = "one-001") -> str:
    cases = "".join(
        f"  - {{name: 場合{at}, answers: {{}}, expect: {{verdict: {verdict}}}}}\n"
        for at, verdict in enumerate(verdicts)
    )
    return f"rule: {name}\ncases:\n{cases}"


def test_a_rule_without_tests_is_told_at_its_id(tmp_path: Path) -> None:
    assert places(CHECK, tmp_path) == ["one/one-001.yaml:1:5"]
    assert told(CHECK, tmp_path) == (
        "規則「one-001」の試験がありません\n"
        "one-001.test.yaml に、適合、不適合及び判定保留の場合を書いてください"
    )


def test_verdicts_that_no_case_expects_are_told_in_the_test(tmp_path: Path) -> None:
    files = {"one/one-001.test.yaml": expecting("met")}
    assert places(CHECK, tmp_path, files) == ["one/one-001.test.yaml:1:7"]
    assert told(CHECK, tmp_path, files) == (
        "試験に、判定が判定保留、不適合となる場合がありません\n"
        "expect: {verdict: undetermined} の場合を加えてください"
    )


@pytest.mark.parametrize(
    ("rest", "more"),
    [
        ("evidence: [{for: agreed}]\n", "unproven"),
        ("applies_when: {recorded: true}\n", "not_applicable"),
        ("compensated_by: {recorded: true}\n", "compensated"),
    ],
)
def test_what_a_rule_has_besides_wants_a_case_of_its_own(
    tmp_path: Path, rest: str, more: str
) -> None:
    usual = ("met", "not_met", "undetermined")
    files = {
        "one/one-001.yaml": rule(rest=rest),
        "one/one-001.test.yaml": expecting(*usual),
    }
    assert f"{{verdict: {more}}}" in told(CHECK, tmp_path, files)
    files["one/one-001.test.yaml"] = expecting(*usual, more)
    assert places(CHECK, tmp_path, files) == []


def test_a_rule_that_looks_at_gaps_only_is_never_open(tmp_path: Path) -> None:
    files = {
        "one/one-001.yaml": rule(require="{agreed: {answered: true}}"),
        "one/one-001.test.yaml": expecting("met", "not_met"),
    }
    assert places(CHECK, tmp_path, files) == []


def test_a_test_file_with_faults_is_told_by_these(tmp_path: Path) -> None:
    files = {"one/one-001.test.yaml": "rule: one-001\ncases: いろいろ\n"}
    assert places(CHECK, tmp_path, files, sound=False) == []


def test_a_rule_of_a_pack_below_is_tested_there(tmp_path: Path) -> None:
    files = {
        "pack.yaml": "pack: small\nlanguage: 1\nversion: 1.0.0\nlabel: 上\nextends: municipal-privacy\n"
        "families: [{id: one, label: 第一}]\n",
        "log/log-002.yaml": "id: log-002\nweight: 4\n",
    }
    for name in ("facts/main.yaml", "conditions.yaml", "one/one-001.yaml", "profiles/all.yaml"):
        files[name] = None  # type: ignore[assignment]
    assert places(CHECK, tmp_path, files) == []
    files["pack.yaml"] += "test_date: 2021-04-15\n"
    files["log/log-002.test.yaml"] = expecting("met", name="log-002")
    assert places(CHECK, tmp_path, files) == ["log/log-002.test.yaml:1:7"]
