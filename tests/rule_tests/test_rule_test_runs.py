"""`checklist test`: the cases that a pack brings for its rules (§10), run and reported."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Checklist, Ran
from packs import rule, write_pack

PER_PARTY = rule(
    require="{.papers: {includes: audit}}",
    rest="for_each: {in: parties, where: {.handles: true}}\n",
)
PARTIES = "parties: [{id: a, handles: true, papers: [], below: [{id: b, handles: true}]}]"


def outcome_of(
    folder: Path,
    checklist: Checklist,
    *cases: str,
    given: str = "{}",
    files: dict[str, str | None] | None = None,
    form: str = "text",
) -> Ran:
    """The outcome of these cases of the rule one-001."""
    listed = "".join(f"  - {case}\n" for case in cases)
    text = f"rule: one-001\ngiven: {given}\ncases:\n{listed}"
    write_pack(folder / "small", {"one/one-001.test.yaml": text, **(files or {})})
    return checklist("test", "small", "--format", form, cwd=folder)


def case(answers: str, expect: str, rest: str = "", name: str = "場合") -> str:
    return f"{{name: {name}, answers: {answers}, {rest}expect: {{{expect}}}}}"


def differences(ran: Ran) -> list[list[str]]:
    [pack] = json.loads(ran.out)["packs"]
    return [each["differences"] for each in pack["cases"]]


THREE = (
    case("{agreed: true}", "verdict: met", name="同意あり"),
    case("{agreed: false}", "verdict: not_met", name="同意なし"),
    case("{}", "verdict: undetermined", name="未回答"),
)


def test_cases_that_come_out_as_expected_are_counted_in_one_line(
    tmp_path: Path, checklist: Checklist
) -> None:
    ran = outcome_of(tmp_path, checklist, *THREE)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "○ small: 規則 1 件、場合 3 件、すべて期待どおりです\n"


def test_a_case_that_comes_out_otherwise_is_told_with_its_place_and_reason(
    tmp_path: Path, checklist: Checklist
) -> None:
    wrong = case("{agreed: false}", "verdict: met", name="同意なし")
    ran = outcome_of(tmp_path, checklist, *THREE, wrong)
    assert ran.code == 1
    assert ran.out == (
        "× one-001　同意なし\n"
        "    判定は met（適合）のはずが、not_met（不適合）でした（agreed）\n"
        "    small/one/one-001.test.yaml:7:12\n"
        "× small: 規則 1 件、場合 4 件、期待と違うもの 1 件\n"
    )


@pytest.mark.parametrize(
    ("expect", "words"),
    [
        ("verdict: undetermined, waiting_for: [agreed]", None),
        ("verdict: undetermined, waiting_for: []", "waiting_for が違います（余分: agreed）"),
        (
            "verdict: undetermined, waiting_for: [recorded]",
            "waiting_for が違います（足りない: recorded。余分: agreed）",
        ),
        (
            "verdict: undetermined, waiting_for: [agreed, recorded]",
            "waiting_for が違います（足りない: recorded）",
        ),
        ("verdict: undetermined, conditions: []", None),
        (
            "verdict: undetermined, conditions: [agree]",
            "conditions が違います（足りない: agree）",
        ),
    ],
)
def test_sets_are_compared_whole_where_they_are_given(
    expect: str, words: str | None, tmp_path: Path, checklist: Checklist
) -> None:
    ran = outcome_of(tmp_path, checklist, case("{}", expect), form="json")
    assert differences(ran) == [[words] if words else []]


def test_the_conditions_of_a_rule_are_those_it_asks_for_itself(
    tmp_path: Path, checklist: Checklist
) -> None:
    ran = outcome_of(
        tmp_path,
        checklist,
        case("{agreed: false, recorded: false}", "verdict: not_met, conditions: [agree]"),
        files={
            "one/one-002.yaml": rule(
                "one-002", require="{recorded: true}", not_met="condition: {use: record}"
            )
        },
        form="json",
    )
    assert differences(ran) == [[]]


def test_answers_are_laid_on_what_is_given(tmp_path: Path, checklist: Checklist) -> None:
    ran = outcome_of(
        tmp_path,
        checklist,
        case("{}", "verdict: met"),
        case("{agreed: false}", "verdict: not_met"),
        case("{agreed: null}", "verdict: undetermined"),
        case("{recorded: true}", "verdict: met"),
        given="{agreed: true}",
        form="json",
    )
    assert differences(ran) == [[], [], [], []]


def test_the_verdict_of_a_rule_is_the_worst_and_an_element_picks_one(
    tmp_path: Path, checklist: Checklist
) -> None:
    ran = outcome_of(
        tmp_path,
        checklist,
        case("{}", "verdict: not_met"),
        case("{}", "element: a, verdict: not_met, waiting_for: []"),
        case("{}", 'element: "parties[a]", verdict: not_met, conditions: [agree]'),
        case("{}", 'element: a/b, verdict: undetermined, waiting_for: ["parties[a/b].papers"]'),
        case("{}", "element: a/b, verdict: undetermined, conditions: []"),
        given=f"{{complete: true, {PARTIES}}}",
        files={"one/one-001.yaml": PER_PARTY},
        form="json",
    )
    assert differences(ran) == [[], [], [], [], []]


def test_an_element_that_has_no_finding_is_told(tmp_path: Path, checklist: Checklist) -> None:
    ran = outcome_of(
        tmp_path,
        checklist,
        case("{}", "element: c, verdict: met"),
        given=f"{{complete: true, {PARTIES}}}",
        files={"one/one-001.yaml": PER_PARTY},
        form="json",
    )
    assert differences(ran) == [["要素「c」についての判定がありません"]]


def test_evidence_and_its_age_count_on_the_day_of_the_case(
    tmp_path: Path, checklist: Checklist
) -> None:
    proof = "evidence: [{id: E1, kind: letter, issued_on: 2020-04-15, supports: [agreed]}], "
    one = rule(rest="evidence: [{for: agreed, kinds: [letter], max_age_months: 12}]\n")
    ran = outcome_of(
        tmp_path,
        checklist,
        case("{agreed: true}", "verdict: unproven"),
        case("{agreed: true}", "verdict: met", proof),
        case("{agreed: true}", "verdict: met", f"{proof}as_of: 2021-04-15, "),
        case("{agreed: true}", "verdict: unproven", f"{proof}as_of: 2021-04-16, "),
        files={"one/one-001.yaml": one},
        form="json",
    )
    assert differences(ran) == [[], [], [], []]


def test_parameters_of_a_case_stand_in_for_those_of_the_pack(
    tmp_path: Path, checklist: Checklist
) -> None:
    one = rule(require="{people: {at_most: {parameter: days}}}")
    ran = outcome_of(
        tmp_path,
        checklist,
        case("{people: 30}", "verdict: met"),
        case("{people: 31}", "verdict: not_met"),
        case("{people: 31}", "verdict: met", "parameters: {days: 31}, "),
        case("{people: 30}", "verdict: not_met", "parameters: {days: 29}, "),
        files={"one/one-001.yaml": one},
        form="json",
    )
    assert differences(ran) == [[], [], [], []]


def test_a_profile_that_leaves_the_rule_out_is_told(tmp_path: Path, checklist: Checklist) -> None:
    ran = outcome_of(
        tmp_path,
        checklist,
        case("{agreed: true}", "verdict: met", "profile: all, "),
        case("{agreed: true}", "verdict: met", "profile: other, "),
        files={
            "two/two-001.yaml": rule("two-001"),
            "profiles/other.yaml": "profile: other\nlabel: 別\ndecision: council\n"
            "rules: {families: [two]}\n",
        },
        form="json",
    )
    assert differences(ran) == [[], ["適用区分「other」では、この規則は使われません"]]


def test_a_rule_without_tests_fails_the_pack(tmp_path: Path, checklist: Checklist) -> None:
    ran = outcome_of(tmp_path, checklist, *THREE, files={"one/one-002.yaml": rule("one-002")})
    assert ran.code == 1
    assert ran.out == (
        "× one-002　試験のファイル one-002.test.yaml がありません\n"
        "× small: 規則 2 件、場合 3 件、試験のない規則 1 件\n"
    )


def test_a_rule_that_is_tested_thinly_is_announced(tmp_path: Path, checklist: Checklist) -> None:
    ran = outcome_of(tmp_path, checklist, THREE[0])
    assert ran.out.startswith(
        "△ one-001　not_met（不適合）、undetermined（判定保留） の場合がありません\n"
    )


def test_a_pack_without_any_test_does_not_pass(tmp_path: Path, checklist: Checklist) -> None:
    write_pack(tmp_path / "small")
    ran = checklist("test", "small", cwd=tmp_path)
    assert ran.code == 1
    assert ran.out == (
        "× one-001　試験のファイル one-001.test.yaml がありません\n"
        "× small: 規則 1 件、場合 0 件、試験が一つもありません、試験のない規則 1 件\n"
    )


def test_the_report_for_programs_says_the_same(tmp_path: Path, checklist: Checklist) -> None:
    ran = outcome_of(
        tmp_path,
        checklist,
        THREE[0],
        case("{}", "verdict: met"),
        files={"one/one-002.yaml": rule("one-002")},
        form="json",
    )
    [pack] = json.loads(ran.out)["packs"]
    assert pack == {
        "pack": "small",
        "passed": False,
        "rules": 2,
        "cases": [
            {
                "rule": "one-001",
                "case": "同意あり",
                "passed": True,
                "differences": [],
                "file": "small/one/one-001.test.yaml",
                "line": 4,
            },
            {
                "rule": "one-001",
                "case": "場合",
                "passed": False,
                "differences": [
                    "判定は met（適合）のはずが、undetermined（判定保留）でした（agreed）"
                ],
                "file": "small/one/one-001.test.yaml",
                "line": 5,
            },
        ],
        "untested": ["one-002"],
        "thin": {"one-001": ["not_met", "undetermined"]},
    }


def test_all_packs_of_the_nearest_rules_folder_are_tested(
    tmp_path: Path, checklist: Checklist
) -> None:
    test = f"rule: one-001\ncases:\n  - {THREE[0]}\n"
    for name in ("b", "a"):
        write_pack(
            tmp_path / "rules" / name,
            {
                "pack.yaml": f"pack: {name}\nlanguage: 1\nversion: 1.0.0\nlabel: 規則集\n"
                "families: [{id: one, label: 一}]\ntest_date: 2021-04-15\n",
                "one/one-001.test.yaml": test,
            },
        )
    ran = checklist("test", "--format", "json", cwd=tmp_path)
    packs: list[dict[str, Any]] = json.loads(ran.out)["packs"]
    assert [each["pack"] for each in packs] == ["a", "b"]


def test_the_packs_of_the_project_pass(checklist: Checklist) -> None:
    ran = checklist("test")
    assert ran.code == 0, ran.out
    assert "△" not in ran.out
