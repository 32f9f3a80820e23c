"""The JSON of `ask` follows its published schema, and has all that a form needs."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from packs import DAY, assessed, rule

from checklist_engine.inquiry.ask import Inquirer
from checklist_engine.loader.checked import schema
from checklist_engine.reporting.inquiry_json import prospect_json

VALIDATOR = Draft202012Validator(schema("prospect"))
PER_PARTY = rule(require="{.handles: false}", rest="for_each: {in: parties}\n")
NONE = "profile: all\nlabel: 自己点検\ndecision: none\nrules: all\n"


def contract(
    folder: Path, files: Mapping[str, str | None] | None = None, answers: str = "{}"
) -> Any:
    assessment, plan = assessed(folder, files, answers)
    prospect = Inquirer(plan, DAY).ask(assessment.submission)
    return json.loads(json.dumps(prospect_json(prospect, assessment, plan)))


@pytest.mark.parametrize(
    ("files", "answers"),
    [
        ({}, "{}"),
        ({}, "{agreed: true}"),
        ({}, "{agreed: {unknown: 照会中}}"),
        ({"profiles/all.yaml": NONE}, "{}"),
        ({"one/one-001.yaml": PER_PARTY}, "{}"),
        ({"one/one-001.yaml": PER_PARTY}, "{parties: [{id: a}], complete: false}"),
        ({"one/one-001.yaml": rule(require="{chief: {is: a}}")}, "{parties: [{id: a}]}"),
        ({"one/one-001.yaml": rule(require="{rate: {at_least: 0.5}, people: 3}")}, "{}"),
        ({"one/one-001.yaml": rule(require='{note: {matches: "a+"}, day: {at_least: 2021-01-01}}')}, "{}"),
    ],
)  # fmt: skip
def test_every_prospect_follows_the_schema(
    files: dict[str, str | None], answers: str, tmp_path: Path
) -> None:
    assert list(VALIDATOR.iter_errors(contract(tmp_path, files, answers))) == []


def test_the_schema_refuses_what_it_does_not_know(tmp_path: Path) -> None:
    content = contract(tmp_path)
    assert not VALIDATOR.is_valid({**content, "decision": "approve"})
    assert not VALIDATOR.is_valid({**content, "possible_decisions": ["perhaps"]})
    assert not VALIDATOR.is_valid({key: content[key] for key in content if key != "exact"})
    [question] = content["questions"]
    assert not VALIDATOR.is_valid({**content, "questions": [{**question, "changes": "all"}]})


def test_a_question_has_all_that_a_form_needs(tmp_path: Path) -> None:
    one = rule(gate="blocking", require="{people: {at_least: 10}}", not_met=None)
    [question] = contract(tmp_path, {"one/one-001.yaml": one})["questions"]
    assert question == {
        "path": "people",
        "question": "何人ですか",
        "changes": "decision",
        "weight": 1.0,
        "label": "人数",
        "type": "integer",
        "choices": {},
        "unit": "人",
        "guidance": None,
        "rules": ["one-001"],
        "conditions": [],
        "pending": False,
        "after": [],
        "listed": False,
        "reason": None,
    }


def test_choices_are_codes_with_labels_and_of_a_reference_the_elements(tmp_path: Path) -> None:
    files = {"one/one-001.yaml": rule(require="{place: JP, chief: {is: a}}")}
    answers = "{parties: [{id: a, name: 甲社}, {id: b}]}"
    questions = {
        each["path"]: each["choices"] for each in contract(tmp_path, files, answers)["questions"]
    }
    assert questions == {
        "place": {"JP": "日本", "OTHER": "日本以外"},
        "chief": {"a": "甲社", "b": "b"},
    }


def test_fields_of_elements_and_lists_that_may_grow_stand_beside_facts(tmp_path: Path) -> None:
    answers = "{parties: [{id: a, name: 甲社}]}"
    content = contract(tmp_path, {"one/one-001.yaml": PER_PARTY}, answers)
    found = {each["path"]: (each["label"], each["listed"]) for each in content["questions"]}
    assert found == {
        "complete": ("記入の完了", False),
        "parties": ("委託先", True),
        "parties[a].handles": ("取扱い（甲社）", False),
    }
