"""Every example, run whole: the words of the council, and the files that show what is printed."""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Checklist
from jsonschema import Draft202012Validator
from packs import run
from seed_cases import EXAMPLE, FURUSATO, LOILONOTE, QUBENA, load, printed

from checklist_engine.loader.checked import schema
from checklist_engine.model.submission import Answers, elements_by_path, elements_of
from checklist_engine.model.verdicts import Decision, Verdict

EXAMPLES = sorted(folder.parent for folder in (ROOT / "examples").glob("*/meeting.yaml"))
SUBMISSIONS = [FURUSATO, QUBENA, LOILONOTE]

# To the letter, from the published minutes of the meeting.
CONCLUSIONS = {
    "ア": "ふるさと納税業務管理システムの導入に伴う外部電子計算組織との結合による個人情報の処理"
    "については、認める。ただし、再委託先従業者の監督について、直接的な監督はできないとしても、"
    "監査報告や作業従事者リストの閲覧を求めるなど、監督する方法について検討すること。",
    "イ": "AI型教材「Qubena」の導入に伴う外部電子計算組織との結合による個人情報の処理"
    "については、認める。ただし、児童生徒による端末、パスワードの管理について、情報モラル教育も含め、"
    "守らせるべきことを徹底させること。",
    "ウ": "授業支援クラウド「ロイロノート」の導入に伴う外部電子計算組織との結合による個人情報の処理"
    "については、認める。ただし、諮問イのAI型教材「Qubena」に対する意見と同様の意見を附する。",
}


def test_there_are_examples() -> None:
    assert EXAMPLE in EXAMPLES


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_an_example_prints_what_its_expected_folder_holds(
    folder: Path, checklist: Checklist, golden: Callable[[Path, str], None]
) -> None:
    ran = checklist("assess", folder.relative_to(ROOT))
    assert ran.code in (0, 1)
    golden(folder / "expected" / "assess.txt", ran.err + ran.out)


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_the_json_of_an_example_keeps_its_contract(folder: Path, checklist: Checklist) -> None:
    ran = checklist("assess", folder.relative_to(ROOT), "--format", "json")
    Draft202012Validator(schema("assessment")).validate(json.loads(ran.out))


def test_the_json_of_the_first_example_is_as_recorded(
    checklist: Checklist, golden: Callable[[Path, str], None]
) -> None:
    ran = checklist("assess", EXAMPLE.relative_to(ROOT), "--format", "json")
    golden(EXAMPLE / "expected" / "assess.json", ran.out)


def test_between_them_the_examples_show_every_decision_and_every_verdict(
    checklist: Checklist,
) -> None:
    cases = [
        case
        for folder in EXAMPLES
        for case in json.loads(checklist("assess", folder, "--format", "json").out)["cases"]
    ]
    assert {case["decision"] for case in cases} == {each.value for each in Decision}
    found = {finding["verdict"] for case in cases for finding in case["findings"]}
    assert found == {each.value for each in Verdict}


def test_a_city_s_own_pack_is_assessed_and_tested(
    checklist: Checklist, golden: Callable[[Path, str], None]
) -> None:
    own = ROOT / "examples" / "own-pack"
    folder = own.relative_to(ROOT)
    assert checklist("test", folder / "rules" / "maru-city").code == 0
    ran = checklist("assess", folder, "--verbose", "--as-of", "2026-04-01")
    assert ran.code == 0
    golden(own / "expected" / "assess.txt", ran.err + ran.out)


@pytest.fixture(scope="module")
def meeting() -> Any:
    return printed(EXAMPLE)


@pytest.fixture(scope="module")
def alone() -> dict[str, Any]:
    """The submissions, each assessed by itself."""
    return {name: printed(EXAMPLE / name, "--as-of", "2021-04-15") for name in SUBMISSIONS}


def test_the_three_conclusions_come_out_to_the_letter(meeting: Any) -> None:
    found = {case["case"]["item"]: case["conclusion"] for case in meeting["cases"]}
    assert found == CONCLUSIONS


def test_the_conclusions_are_printed_to_the_letter_in_the_text_as_well(
    checklist: Checklist,
) -> None:
    printed = checklist("assess", EXAMPLE).out.replace("\n", "").replace(" ", "").replace("　", "")
    for conclusion in CONCLUSIONS.values():
        assert conclusion.replace(" ", "") in printed


@pytest.mark.parametrize("name", SUBMISSIONS)
def test_no_conclusion_is_typed_into_a_submission(name: str) -> None:
    text = (EXAMPLE / name).read_text(encoding="utf-8")
    assert "認める。" not in text
    assert "ただし、" not in text


def test_the_json_follows_its_published_schema(meeting: Any, alone: dict[str, Any]) -> None:
    validator = Draft202012Validator(schema("assessment"))
    for content in (meeting, *alone.values()):
        assert list(validator.iter_errors(content)) == []


@pytest.mark.parametrize("name", SUBMISSIONS)
def test_a_submission_alone_is_no_case_of_a_meeting(name: str, alone: dict[str, Any]) -> None:
    assert alone[name]["case"]["item"] is None
    assert alone[name]["precedent"] is None


@pytest.mark.parametrize("name", SUBMISSIONS)
def test_every_answer_is_marked_as_said_in_the_minutes_or_assumed(name: str) -> None:
    notes = load(name)["notes"]
    assert set(_paths(_answers(name))) == set(notes)
    assert {note["source"] for note in notes.values()} <= {"minutes", "assumed"}
    assert all(note["quote"].strip() for note in notes.values())


def test_everything_that_a_case_takes_over_from_another_is_assumed() -> None:
    assert {note["source"] for note in load(LOILONOTE)["notes"].values()} == {"assumed"}


@pytest.mark.parametrize("name", [FURUSATO, QUBENA])
def test_what_the_minutes_leave_open_says_why(name: str) -> None:
    reasons = _answers(name).reasons
    assert reasons
    assert all(reason.strip() for reason in reasons.values())


@pytest.mark.parametrize("name", SUBMISSIONS)
def test_no_person_is_named_but_by_a_role(name: str) -> None:
    case = load(name)["case"]
    assert case["department"].endswith("課")


@cache
def _answers(name: str) -> Answers:
    [(assessment, _)] = run(EXAMPLE / name).cases
    return assessment.submission.answers


def _paths(answers: Answers) -> list[str]:
    """Facts that are answered, and the fields of elements but their keys and names."""
    facts = [fact for fact, value in answers.values.items() if not elements_of(value)]
    fields = [
        f"{path}.{field}"
        for path, element in elements_by_path(answers).items()
        for field in element.values
        if field not in ("id", "name")
    ]
    return [*facts, *fields]
