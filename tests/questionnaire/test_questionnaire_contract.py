"""The JSON of a questionnaire: its keys are a promise to whoever writes a form from it."""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

from test_questionnaire import questionnaire

from checklist_engine.ground.atoms import Atom
from checklist_engine.questionnaire.contract import questionnaire_json
from checklist_engine.questionnaire.questionnaire import Subject

ANSWERS = (
    "{agreed: true, how: mail, people: {unknown: 照会中}, start: 2021-04-01, complete: true,"
    " parties: [{id: a, name: 甲社, handles: true, sites: [{id: x, abroad: true}]}]}"
)
REST = """\
evidence: [{id: E1, kind: letter, issued_on: 2021-03-01, supports: [how]}]
claims: [{rule: one-001, claim: alternative, reason: 別の方法}]
"""
SUBJECT = [
    "id",
    "label",
    "question",
    "guidance",
    "type",
    "options",
    "options_from",
    "unit",
    "min",
    "max",
    "required",
    "gate",
    "rules",
    "proofs",
    "relevant_when",
]
ENTRY = ["path", "state", "filled", "answer", "reason"]


def contract(folder: Path) -> dict[str, Any]:
    """The JSON, as another program reads it."""
    found = questionnaire_json(questionnaire(folder, ANSWERS, REST))
    read = json.loads(json.dumps(found, ensure_ascii=False))
    assert read == found
    assert isinstance(read, dict)
    return read


def test_the_keys_are_these(tmp_path: Path) -> None:
    found = contract(tmp_path)
    assert list(found) == [
        "questionnaire",
        "pack",
        "profile",
        "as_of",
        "counts",
        "sections",
        "lists",
        "evidence_kinds",
        "claimable",
        "evidence",
        "claims",
    ]
    assert found["questionnaire"] == 1
    assert list(found["pack"]) == ["id", "label", "version"]
    assert list(found["profile"]) == ["id", "label"]
    assert list(found["counts"]) == ["filled", "blank", "blank_required", "not_asked"]
    section = found["sections"][0]
    assert list(section) == ["id", "label", "questions"]
    assert list(section["questions"][0]) == [*SUBJECT, *ENTRY]
    table = found["lists"][0]
    assert list(table) == [
        "list",
        "in",
        "key",
        "name",
        "tree",
        "closed_by",
        "fields",
        "elements",
    ]
    assert list(table["list"]) == SUBJECT
    assert list(table["fields"][0]) == [*SUBJECT, "field"]
    element = table["elements"][0]
    assert list(element) == ["path", "key", "tier", "parent", "within", "entries"]
    assert list(element["entries"]["name"]) == ENTRY
    assert list(found["evidence"][0]) == [
        "id",
        "kind",
        "title",
        "issued_by",
        "issued_on",
        "valid_until",
        "supports",
    ]
    assert list(found["claims"][0]) == ["rule", "element", "claim", "reason"]
    assert list(found["claimable"][0]) == ["rule", "title", "kinds"]


def test_nothing_that_a_question_has_is_left_out() -> None:
    renamed = {"key_of": "options_from", "is_required": "required"}
    left_to_the_section = {"section", "field"}
    wanted = {renamed.get(each.name, each.name) for each in fields(Subject)} - left_to_the_section
    assert wanted | {"required"} == set(SUBJECT)


def test_values_are_plain(tmp_path: Path) -> None:
    found = contract(tmp_path)
    questions = {each["id"]: each for part in found["sections"] for each in part["questions"]}
    assert questions["start"]["answer"] == "2021-04-01"
    assert questions["how"]["answer"] == "mail"
    assert questions["parties"]["answer"] == ["a"]
    assert (questions["people"]["answer"], questions["people"]["reason"]) == (None, "照会中")
    agreed = {"fact": "agreed"}
    yes = {"atom": "OneOf", "operand": [True], "negated": False}
    assert questions["how"]["relevant_when"] == {
        "kind": "all",
        "parts": [{"kind": "test", "of": agreed, **yes}],
    }
    papers = next(each for each in found["lists"][0]["fields"] if each["field"] == "papers")
    [test] = papers["relevant_when"]["parts"]
    assert test["of"] == {"field": "handles", "up": 0}


def test_every_atom_has_a_name() -> None:
    assert {each.__name__ for each in get_args(Atom)} == {
        "OneOf",
        "Threshold",
        "Includes",
        "Empty",
        "Pattern",
        "WithinMonths",
        "NotExpired",
        "Answered",
    }
