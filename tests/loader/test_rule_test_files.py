"""Reading rule tests (§10): typed against their pack, every fault at its place."""

from datetime import date
from pathlib import Path

import pytest
from packs import PACK, load, rule, write_files

from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.loader.rule_tests import read_rule_tests
from checklist_engine.model.rule_tests import RuleTest
from checklist_engine.model.verdicts import Verdict


def read(
    folder: Path, text: str, files: dict[str, str | None] | None = None
) -> tuple[list[RuleTest], list[str]]:
    """The tests of the small pack with this file for one-001, and their faults."""
    name = "one/one-001.test.yaml"
    pack = load(folder, files)
    write_files(folder / "small", {name: text})
    faults: list[Diagnostic] = []
    tests = read_rule_tests(folder / "small", pack, faults)
    return tests, [f"{each.place.line}:{each.place.column} {each.code}" for each in faults]


def case(rest: str = "", expect: str = "{verdict: met}") -> str:
    return f"rule: one-001\ncases:\n  - {{name: 場合, {rest}expect: {expect}}}\n"


def test_a_case_is_read_with_everything_it_says(tmp_path: Path) -> None:
    text = """\
rule: one-001
given: {agreed: true, place: JP}
cases:
  - name: 書面あり
    profile: all
    parameters: {days: 14}
    as_of: 2021-05-01
    answers: {place: OTHER, recorded: null}
    evidence: [{id: E1, kind: letter, supports: [agreed]}]
    expect: {verdict: met, waiting_for: [], conditions: [agree]}
  - name: 書面なし
    expect: {verdict: not_met, element: a}
"""
    tests, faults = read(tmp_path, text)
    assert faults == []
    [first, second] = tests[0].cases
    assert (first.name, first.profile, first.as_of) == ("書面あり", "all", date(2021, 5, 1))
    assert first.parameters == {"days": 14}
    assert first.answers.values == {"agreed": True, "place": "OTHER"}
    assert [each.kind for each in first.evidence] == ["letter"]
    assert first.expect.verdict is Verdict.MET
    assert (first.expect.waiting_for, first.expect.conditions) == (
        frozenset(),
        frozenset({"agree"}),
    )
    assert (first.place.line, second.place.line) == (4, 11)
    assert second.answers.values == {"agreed": True, "place": "JP"}
    assert (second.expect.element, second.expect.waiting_for) == ("a", None)


def test_without_a_day_of_its_own_a_case_is_tried_on_that_of_the_pack(tmp_path: Path) -> None:
    tests, _ = read(tmp_path, case())
    assert tests[0].cases[0].as_of == date(2021, 4, 15)


def test_tests_stand_in_the_order_of_the_rules(tmp_path: Path) -> None:
    files: dict[str, str | None] = {
        "pack.yaml": PACK.replace(
            "[{id: one, label: 第一}, {id: two, label: 第二}]",
            "[{id: two, label: 第二}, {id: one, label: 第一}]",
        ),
        "two/two-001.yaml": rule("two-001"),
        "two/two-001.test.yaml": case().replace("one-001", "two-001"),
    }
    tests, _ = read(tmp_path, case(), files)
    assert [test.rule for test in tests] == ["two-001", "one-001"]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (case().replace("one-001", "one-01"), ["1:7 E319"]),
        ("rule: one-001\ncases: []\n", ["2:1 E125"]),
        ("rule: one-001\n", ["1:1 E121"]),
        (case(expect="{}"), ["3:16 E121"]),
        (case(expect="{verdict: perhaps}"), ["3:34 E123"]),
        (case(expect="{verdict: met, wait_for: []}"), ["3:39 E120"]),
        (case("answers: {agred: true}, "), ["3:26 E302"]),
        (case("answers: {place: UK}, "), ["3:33 E304"]),
        (case("profile: al, "), ["3:25 E318"]),
        (case("parameters: {day: 3}, "), ["3:29 E209"]),
        (case("as_of: 2021-02-30, "), ["3:23 E308"]),
        (case("evidence: [{id: E1, kind: lettre, supports: [agreed]}], "), ["3:42 E306"]),
        (case("evidence: [{id: E1, kind: letter, supports: [agred]}], "), ["3:61 E307"]),
        ("", ["0:0 E104"]),
    ],
)
def test_a_fault_of_a_test_stands_at_its_place(
    text: str, faults: list[str], tmp_path: Path
) -> None:
    assert read(tmp_path, text)[1] == faults


@pytest.mark.parametrize("value", ["'14'", "true", "1.5", "2021-04-15"])
def test_a_parameter_of_another_type_is_a_fault(value: str, tmp_path: Path) -> None:
    _, faults = read(tmp_path, case(f"parameters: {{days: {value}}}, "))
    assert [each.split(" ")[0] for each in faults] == ["3:35"]


@pytest.mark.parametrize("value", ["6", "91"])
def test_a_parameter_out_of_its_bounds_is_a_fault(value: str, tmp_path: Path) -> None:
    """A rule is not tried with a value that no profile could set."""
    _, faults = read(tmp_path, case(f"parameters: {{days: {value}}}, "))
    assert [each.split(" ")[0] for each in faults] == ["3:35"]


def test_a_test_whose_file_has_another_name_is_a_fault(tmp_path: Path) -> None:
    files: dict[str, str | None] = {"one/one-002.test.yaml": case()}
    _, faults = read(tmp_path, case(), files)
    assert faults == ["1:7 E319"]


def test_a_case_without_any_day_is_a_fault(tmp_path: Path) -> None:
    files: dict[str, str | None] = {"pack.yaml": PACK.replace("test_date: 2021-04-15\n", "")}
    _, faults = read(tmp_path, case(), files)
    assert faults == ["3:12 E319"]
    assert read(tmp_path, case("as_of: 2021-04-15, "), files)[1] == []
