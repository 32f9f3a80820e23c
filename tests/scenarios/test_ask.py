"""`checklist ask`: what can still come of a submission, as text and as JSON, whole runs."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Checklist
from jsonschema import Draft202012Validator
from packs import rule, submission, write_files, write_pack

from checklist_engine.loader.checked import schema

EXAMPLES = sorted(folder.parent for folder in (ROOT / "examples").glob("*/meeting.yaml"))
HALF = ROOT / "examples" / "half-answered"
VALIDATOR = Draft202012Validator(schema("prospect"))


def printed(checklist: Checklist, *arguments: str | Path, cwd: Path = ROOT) -> Any:
    ran = checklist("ask", *arguments, "--format", "json", cwd=cwd)
    assert ran.code == 0
    return json.loads(ran.out)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_pack(tmp_path / "rules" / "small")
    return write_files(tmp_path, {"s.yaml": submission()})


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda folder: folder.name)
def test_the_json_of_every_example_keeps_its_contract(example: Path, checklist: Checklist) -> None:
    content = printed(checklist, example)
    assert list(VALIDATOR.iter_errors(content)) == []
    for case in content["cases"]:
        certain, possible = case["conditions"]["certain"], case["conditions"]["possible"]
        assert set(certain) <= set(possible)
        assert case["possible_decisions"]
        assert case["exact"]
        changes = [question["changes"] for question in case["questions"]]
        assert changes == sorted(changes, key=["decision", "score", "nothing"].index)
        assert ("decision" in changes) is (len(case["possible_decisions"]) > 1)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda folder: folder.name)
def test_what_came_out_of_every_example_is_possible_once_everything_is_answered(
    example: Path, checklist: Checklist
) -> None:
    assessed = json.loads(checklist("assess", example, "--format", "json").out)["cases"]
    for case, asked in zip(assessed, printed(checklist, example)["cases"], strict=True):
        assert asked["case"]["id"] == case["case"]["id"]
        if not asked["questions"]:
            assert asked["possible_decisions"] == [case["decision"]]
            assert sorted(asked["conditions"]["certain"]) == sorted(
                {each["id"] for each in case["conditions"]}
            )


def test_an_example_prints_what_its_expected_folder_holds(
    checklist: Checklist, golden: Callable[[Path, str], None]
) -> None:
    ran = checklist("ask", HALF.relative_to(ROOT))
    assert (ran.code, ran.err) == (0, "")
    golden(HALF / "expected" / "ask.txt", ran.out)


def test_a_submission_alone_is_one_object_and_a_folder_has_cases(
    folder: Path, checklist: Checklist
) -> None:
    alone = printed(checklist, "s.yaml", "--as-of", "2021-04-15", cwd=folder)
    assert alone["possible_decisions"] == ["approve", "approve_with_conditions"]
    assert alone["conditions"] == {"certain": [], "possible": ["agree"]}
    assert alone["exact"] is True
    [question] = alone["questions"]
    assert {key: question[key] for key in ("path", "question", "changes")} == {
        "path": "agreed",
        "question": "同意を得ていますか",
        "changes": "decision",
    }
    assert printed(checklist, ".", "--as-of", "2021-04-15", cwd=folder) == {"cases": [alone]}


def test_whatever_can_come_of_it_the_exit_code_is_0(folder: Path, checklist: Checklist) -> None:
    blocking = rule(gate="blocking", not_met=None)
    write_files(folder, {"rules/small/one/one-001.yaml": blocking})
    write_files(folder, {"s.yaml": submission("{agreed: false}")})
    assert checklist("assess", "s.yaml", "--as-of", "2021-04-15", cwd=folder).code == 1
    assert checklist("ask", "s.yaml", "--as-of", "2021-04-15", cwd=folder).code == 0


def test_the_rulings_of_a_meeting_count(folder: Path, checklist: Checklist) -> None:
    meeting = """\
meeting: {id: m, title: 第1回, date: 2021-04-15}
cases: [{item: ア, submission: s.yaml}]
rulings: rulings.yaml
"""
    rulings = """\
rulings:
  - {id: R1, case: s, rule: one-001, verdict: waived, authority: 審議会, reason: 例外,
     on: 2021-04-01, expires: 2022-03-31}
"""
    write_files(folder, {"meeting.yaml": meeting, "rulings.yaml": rulings})
    [case] = printed(checklist, ".", cwd=folder)["cases"]
    assert case["possible_decisions"] == ["approve"]
    assert case["case"] == {"id": "s", "item": "ア", "title": "sの導入"}
    assert case["as_of"] == "2021-04-15"
    # Met or waived: the answer still moves the score.
    assert [each["changes"] for each in case["questions"]] == ["score"]


def test_how_far_an_open_list_is_thought_to_grow_can_be_said(
    folder: Path, checklist: Checklist
) -> None:
    two = "{count: {in: parties, where: {.handles: true}, at_most: 2}}"
    write_files(
        folder, {"rules/small/one/one-001.yaml": rule(gate="blocking", require=two, not_met=None)}
    )
    write_files(folder, {"s.yaml": submission("{complete: false, parties: []}")})
    few = printed(checklist, "s.yaml", "--as-of", "2021-04-15", "--further", "2", cwd=folder)
    more = printed(checklist, "s.yaml", "--as-of", "2021-04-15", "--further", "3", cwd=folder)
    assert few["possible_decisions"] == ["defer"]
    assert more["possible_decisions"] == ["defer", "reject"]


def test_the_assessment_date_decides_over_dates(folder: Path, checklist: Checklist) -> None:
    recent = rule(gate="blocking", require="{day: {within_months: 6}}", not_met=None)
    write_files(folder, {"rules/small/one/one-001.yaml": recent})
    write_files(folder, {"s.yaml": submission("{day: 2021-01-01}")})
    for day, decision in (("2021-04-15", "approve"), ("2021-12-01", "reject")):
        found = printed(checklist, "s.yaml", "--as-of", day, cwd=folder)
        assert (found["possible_decisions"], found["questions"]) == ([decision], [])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--format", "xml"], "--format の「xml」はありません"),
        (["--as-of", "きのう"], "--as-of の「きのう」は日付ではありません"),
        (["--further", "-1"], "--further は、0 以上の数で指定してください"),
    ],
)
def test_a_wrong_command_line_is_told_in_words(
    arguments: list[str], words: str, folder: Path, checklist: Checklist
) -> None:
    ran = checklist("ask", "s.yaml", *arguments, cwd=folder)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


def test_a_wrong_file_is_told_as_everywhere(folder: Path, checklist: Checklist) -> None:
    write_files(folder, {"s.yaml": submission("{agreed: perhaps}")})
    ran = checklist("ask", "s.yaml", cwd=folder)
    assert (ran.code, ran.out) == (3, "")
    assert "E304" in ran.err


def test_what_a_person_should_know_beside_it_is_told_beside_it(
    folder: Path, checklist: Checklist
) -> None:
    ran = checklist("ask", "s.yaml", "--format", "json", cwd=folder)
    assert "日付が分からないので、今日" in ran.err
    assert json.loads(ran.out)["exact"] is True
