"""Cases that cannot be evaluated: every faulty line of the file is told, at its line."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checklist_engine.ground.errors import InvalidFile
from checklist_engine.usecases.evaluate_cases import evaluate_cases

VOCABULARY = Path(__file__).parent / "data" / "vocabulary.yaml"
TODAY = date(2021, 4, 15)
GOOD: dict[str, Any] = {"id": "x", "expression": {"a": True}, "answers": {"a": True}}


def run(folder: Path, *lines: object) -> list[dict[str, object]]:
    file = folder / "cases.jsonl"
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    file.write_text("\n".join(texts) + "\n", encoding="utf-8")
    return evaluate_cases(VOCABULARY, file, TODAY)


def faults(folder: Path, *lines: object) -> list[tuple[str, int]]:
    with pytest.raises(InvalidFile) as caught:
        run(folder, *lines)
    assert all(each.hint for each in caught.value.diagnostics)
    return [(each.code, each.place.line) for each in caught.value.diagnostics]


def test_a_line_is_evaluated_and_blank_lines_are_passed_over(tmp_path: Path) -> None:
    outcome = {"id": "x", "truth": "true", "reasons": ["a"]}
    assert run(tmp_path, GOOD, "", "  ", GOOD) == [outcome, outcome]


def test_a_line_without_a_date_is_evaluated_as_of_today(tmp_path: Path) -> None:
    line = {
        "id": "x",
        "expression": {"day": {"not_expired": True}},
        "answers": {"day": "2021-04-15"},
    }
    earlier = {**line, "as_of": "2021-04-16"}
    assert [each["truth"] for each in run(tmp_path, line, earlier)] == ["true", "false"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{", "E115"),
        ('{"id": "x", "id": "y", "expression": {"a": true}}', "E110"),
        ("[]", "E122"),
        ({"expression": {"a": True}}, "E121"),
        ({**GOOD, "zzz": 1}, "E120"),
        ({"id": "x"}, "E309"),
        ({**GOOD, "rules": []}, "E309"),
        ({**GOOD, "as_of": "2021-02-30"}, "E308"),
        ({**GOOD, "expression": {"zzz": True}}, "E203"),
        ({**GOOD, "expression": {"a": 1}}, "E204"),
        ({**GOOD, "expression": {"all": 1}}, "E201"),
        ({**GOOD, "answers": {"a": 1}}, "E304"),
        ({**GOOD, "answers": {"zzz": 1}}, "E302"),
        ({**GOOD, "evidence": [{"id": "E1", "kind": "zzz", "supports": ["a"]}]}, "E306"),
        ({"id": "x", "rule": {"id": "x-1", "gate": "zzz", "weight": 1, "require": {}}}, "E123"),
        (
            {
                "id": "x",
                "rule": {"id": "x-1", "gate": "advisory", "weight": 1, "require": {"b": 1}},
            },
            "E204",
        ),
    ],
)
def test_a_faulty_line_is_told_at_its_line(tmp_path: Path, line: object, code: str) -> None:
    assert (code, 3) in faults(tmp_path, GOOD, "", line, GOOD)


def test_all_faulty_lines_are_told_at_once(tmp_path: Path) -> None:
    bad = {**GOOD, "expression": {"zzz": True}}
    assert faults(tmp_path, bad, "{", GOOD, {**GOOD, "answers": {"a": 1}}) == [
        ("E115", 2),
        ("E203", 1),
        ("E304", 4),
    ]


def test_parameters_of_a_line_have_the_type_of_their_values(tmp_path: Path) -> None:
    line = {
        "id": "x",
        "parameters": {"limit": 2, "share": 0.5, "home": "JP"},
        "expression": {
            "n": {"at_most": {"parameter": "limit"}},
            "ratio": {"at_least": {"parameter": "share"}},
            "country": {"is": {"parameter": "home"}},
        },
        "answers": {"n": 2, "ratio": 0.5, "country": "JP"},
    }
    (outcome,) = run(tmp_path, line)
    assert outcome["truth"] == "true"


def test_a_parameter_that_is_a_date_is_text_on_a_line(tmp_path: Path) -> None:
    """Dates are text there (README.md), so a line cannot say otherwise that one is meant."""
    line = {
        "id": "x",
        "parameters": {"since": "2021-04-01"},
        "expression": {"day": {"at_least": {"parameter": "since"}}},
        "answers": {"day": "2021-04-01"},
    }
    (outcome,) = run(tmp_path, line)
    assert outcome["truth"] == "true"
