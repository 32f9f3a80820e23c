"""Every conformance case of the rule language, exactly (see README.md beside this file)."""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from checklist_engine.usecases.evaluate_cases import evaluate_cases

DATA = Path(__file__).parent / "data"
VOCABULARIES = {
    "expressions": "vocabulary.yaml",
    "relevance": "vocabulary-relevance.yaml",
    "rules": "vocabulary.yaml",
    "scores": "vocabulary.yaml",
}
LINES = {"expressions": 450, "relevance": 140, "rules": 240, "scores": 60}
Line = dict[str, Any]


def lines(file: str) -> list[Line]:
    text = (DATA / f"{file}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@cache
def outcomes(file: str) -> Mapping[str, Mapping[str, object]]:
    """What the engine says of every line of a file, by id; the file is gone through once."""
    # Every line has its own date: today's must make no difference.
    found = evaluate_cases(DATA / VOCABULARIES[file], DATA / f"{file}.jsonl", date(1999, 12, 31))
    return {str(outcome["id"]): outcome for outcome in found}


def wanted(file: str, line: Line) -> Line:
    """The outcome that a line expects, in the shape of the engine's."""
    expect = {"score": line["expect"]} if file == "scores" else line["expect"]
    return {"id": line["id"], **expect}


@pytest.mark.parametrize(
    ("file", "line"),
    [pytest.param(file, line, id=line["id"]) for file in VOCABULARIES for line in lines(file)],
)
def test_a_case_comes_out_as_the_reference_says(file: str, line: Line) -> None:
    assert outcomes(file)[line["id"]] == wanted(file, line), json.dumps(line, ensure_ascii=False)


@pytest.mark.parametrize("file", VOCABULARIES)
def test_every_line_has_its_outcome_in_order(file: str) -> None:
    assert list(outcomes(file)) == [line["id"] for line in lines(file)]
    assert len(outcomes(file)) == LINES[file]


@pytest.mark.parametrize("file", VOCABULARIES)
def test_outcomes_are_plain_json(file: str) -> None:
    found = list(outcomes(file).values())
    assert json.loads(json.dumps(found)) == found
