"""`checklist eval`: expressions, rules and scores tried out, one JSON line a case."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Checklist, Ran
from packs import FACTS, write_files

DATA = ROOT / "tests" / "conformance" / "data"


def evaluate(folder: Path, checklist: Checklist, *lines: dict[str, Any] | str) -> Ran:
    """The lines, against the small vocabulary."""
    written = [
        line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines
    ]
    write_files(folder, {"facts.yaml": FACTS, "cases.jsonl": "\n".join(written) + "\n"})
    return checklist("eval", "facts.yaml", "--cases", "cases.jsonl", cwd=folder)


def outcomes(folder: Path, checklist: Checklist, *lines: dict[str, Any]) -> list[Any]:
    ran = evaluate(folder, checklist, *lines)
    assert (ran.code, ran.err) == (0, "")
    return [json.loads(line) for line in ran.out.splitlines()]


def test_a_truth_says_its_reasons_and_an_unknown_its_causes(
    tmp_path: Path, checklist: Checklist
) -> None:
    expression = {"agreed": True, "recorded": True}
    assert outcomes(
        tmp_path,
        checklist,
        {"id": "a", "expression": expression, "answers": {"agreed": True, "recorded": True}},
        {"id": "b", "expression": expression, "answers": {"agreed": False}},
        {"id": "c", "expression": expression, "answers": {"agreed": True}},
        {"id": "d", "expression": expression},
    ) == [
        {"id": "a", "truth": "true", "reasons": ["agreed", "recorded"]},
        {"id": "b", "truth": "false", "reasons": ["agreed"]},
        {"id": "c", "truth": "unknown", "causes": ["recorded"]},
        {"id": "d", "truth": "unknown", "causes": ["agreed", "recorded"]},
    ]


def test_paths_of_elements_are_printed_with_the_keys_on_their_way(
    tmp_path: Path, checklist: Checklist
) -> None:
    line = {
        "id": "a",
        "expression": {
            "every": {"in": "parties", "satisfies": {".handles": True}, "if_none": "holds"}
        },
        "answers": {"complete": True, "parties": [{"id": "x", "below": [{"id": "y"}]}]},
    }
    assert outcomes(tmp_path, checklist, line) == [
        {"id": "a", "truth": "unknown", "causes": ["parties[x/y].handles", "parties[x].handles"]}
    ]


def test_a_rule_gives_its_findings(tmp_path: Path, checklist: Checklist) -> None:
    rule = {
        "id": "x-001",
        "gate": "conditional",
        "weight": 1,
        "for_each": {"in": "parties"},
        "require": {".handles": False},
        "evidence": [{"for": ".handles", "kinds": ["contract"]}],
    }
    line = {
        "id": "r",
        "rule": rule,
        "as_of": "2021-04-15",
        "answers": {
            "complete": True,
            "parties": [{"id": "a", "handles": False}, {"id": "b", "handles": False}],
        },
        "evidence": [{"id": "E1", "kind": "contract", "supports": ["parties[a]"]}],
    }
    assert outcomes(tmp_path, checklist, line) == [
        {
            "id": "r",
            "findings": [
                {
                    "element": "parties[a]",
                    "verdict": "met",
                    "reasons": ["parties[a].handles"],
                    "credit": [1.0, 1.0],
                },
                {
                    "element": "parties[b]",
                    "verdict": "unproven",
                    "reasons": ["parties[b].handles"],
                    "credit": [0.5, 1.0],
                },
            ],
        }
    ]


def test_a_score_is_an_interval_or_nothing(tmp_path: Path, checklist: Checklist) -> None:
    assert outcomes(
        tmp_path,
        checklist,
        {
            "id": "s",
            "rules": [
                {"weight": 1, "credits": [[0, 1]], "open_list": False},
                {"weight": 2, "credits": [[1, 1], None], "open_list": False},
            ],
        },
        {"id": "none", "rules": [{"weight": 1, "credits": [None], "open_list": False}]},
    ) == [
        {"id": "s", "score": {"low": 66.7, "high": 100.0, "coverage": 66.7}},
        {"id": "none", "score": None},
    ]


def test_relevance_is_told_where_a_line_asks_for_it(tmp_path: Path, checklist: Checklist) -> None:
    facts = (
        "section: {id: m, label: 区分, order: 1}\n"
        "facts:\n"
        "  - {id: a, label: 甲, type: boolean}\n"
        "  - {id: b, label: 乙, type: boolean, relevant_when: {a: true}}\n"
    )
    line = json.dumps({"id": "x", "expression": {"b": True}, "expect": {"relevance": {}}})
    write_files(tmp_path, {"facts.yaml": facts, "cases.jsonl": f"{line}\n"})
    ran = checklist("eval", "facts.yaml", "--cases", "cases.jsonl", cwd=tmp_path)
    assert json.loads(ran.out) == {
        "id": "x",
        "truth": "unknown",
        "causes": ["b"],
        "relevance": {"a": "asked", "b": "pending"},
    }


def test_the_words_of_answers_stay_japanese_in_the_json(
    tmp_path: Path, checklist: Checklist
) -> None:
    ran = evaluate(tmp_path, checklist, {"id": "名前", "expression": {"agreed": True}})
    assert "名前" in ran.out


def test_blank_lines_are_passed_over(tmp_path: Path, checklist: Checklist) -> None:
    ran = evaluate(tmp_path, checklist, "", {"id": "a", "expression": {"agreed": True}}, "   ", "")
    assert (ran.code, len(ran.out.splitlines())) == (0, 1)


@pytest.mark.parametrize(
    ("line", "place", "words"),
    [
        ('{"id": "b", "expression": {"agred": true}}', "2:28: E203", "事実「agred」"),
        ('{"id": "b", "expression": {"agreed": "yes"}}', "2:38: E204", "yes"),
        ('{"id": "b", "expression": {"agreed": true}, "answers": {"x": 1}}', "2:57: E302", "「x」"),
        (
            '{"id": "b", "expression": {"agreed": true}, "answers": {"agreed": 1}}',
            "2:67: E304",
            "数「1」",
        ),
        (
            '{"id": "b", "expression": {"agreed": true}, "as_of": "2021-02-30"}',
            "2:54: E308",
            "2021-02-30",
        ),
        ('{"id": "b", "expresion": {"agreed": true}}', "2:13: E120", "「expresion」"),
        ('{"id": "b"}', "2:1: E309", "どれか一つ"),
        ('{"id": "b", "expression": {}, "rules": []}', "2:1: E309", "どれか一つ"),
        ('{"expression": {"agreed": true}}', "2:1: E121", "「id」"),
        ('{"id": "b",', "2:12: E115", "JSON として読めません"),
        ('{"id": "b", "id": "c", "expression": {"agreed": true}}', "2:13: E110", "二度"),
        ("[]", "2:1: E122", "一覧"),
        ("case: a", "2:1: E115", "JSON として読めません"),
    ],
)
def test_a_fault_of_a_line_is_told_with_its_number(
    line: str, place: str, words: str, tmp_path: Path, checklist: Checklist
) -> None:
    good = {"id": "a", "expression": {"agreed": True}}
    ran = evaluate(tmp_path, checklist, good, line, good)
    assert (ran.code, ran.out) == (3, "")
    first = ran.err.split("\n")[0]
    assert first.startswith(f"cases.jsonl:{place}"), ran.err
    assert words in first
    assert "ヒント: " in ran.err


def test_faults_of_all_lines_are_told_at_once(tmp_path: Path, checklist: Checklist) -> None:
    ran = evaluate(
        tmp_path,
        checklist,
        {"id": "a", "expression": {"agred": True}},
        {"id": "b", "expression": {"agreed": True}},
        {"id": "c", "expression": {"place": "UK"}},
        "{",
    )
    assert ran.code == 3
    places = [line.split(" ")[0] for line in ran.err.split("\n") if line.startswith("cases")]
    # What cannot be read at all comes first.
    assert [place.split(":")[1] for place in places] == ["4", "1", "3"]


@pytest.mark.parametrize(
    ("cases", "vocabulary"),
    [
        ("expressions", "vocabulary"),
        ("relevance", "vocabulary-relevance"),
        ("rules", "vocabulary"),
        ("scores", "vocabulary"),
    ],
)
def test_all_conformance_cases_run_and_agree(
    cases: str, vocabulary: str, checklist: Checklist
) -> None:
    file = DATA / f"{cases}.jsonl"
    ran = checklist("eval", DATA / f"{vocabulary}.yaml", "--cases", file)
    assert (ran.code, ran.err) == (0, "")
    wanted = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]
    printed = [json.loads(line) for line in ran.out.splitlines()]
    assert [each["id"] for each in printed] == [each["id"] for each in wanted]
    for given, case in zip(printed, wanted, strict=True):
        _assert_agrees(given, case)


def _assert_agrees(printed: dict[str, Any], case: dict[str, Any]) -> None:
    expect = case["expect"]
    if "rules" in case:
        assert printed["score"] == expect
        return
    for key, value in expect.items():
        if key == "relevance":
            assert {path: printed[key][path] for path in value} == value, case["id"]
        else:
            assert _sorted_paths(printed[key]) == _sorted_paths(value), case["id"]


def _sorted_paths(value: Any) -> Any:
    if isinstance(value, list):
        if all(isinstance(item, str) for item in value):
            return sorted(value)
        return [_sorted_paths(item) for item in value]
    if isinstance(value, dict):
        return {key: _sorted_paths(item) for key, item in value.items()}
    return value
