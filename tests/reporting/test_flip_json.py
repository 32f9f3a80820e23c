"""The JSON of what would change an outcome follows its published schema."""

import json
from pathlib import Path
from typing import Any

import pytest
from flipping import flipped
from jsonschema import Draft202012Validator
from packs import FACTS, rule

from checklist_engine.loader.checked import schema
from checklist_engine.model.verdicts import Decision
from checklist_engine.reporting.flip_json import flip_json

VALIDATOR = Draft202012Validator(schema("flips"))
NONE = "profile: all\nlabel: 自己点検\ndecision: none\nrules: all\n"
PROVEN = rule(
    gate="blocking",
    require="{means: {includes: audit}, day: {at_least: 2021-04-01}, rate: {at_least: 0.5}}",
    not_met=None,
    rest="evidence: [{for: day, kinds: [audit_report]}]\n",
)
UNPROVEN = rule() + "evidence: [{for: agreed, kinds: [letter, contract]}]\n"
UNPROVEN = UNPROVEN.replace("outcomes:\n", "outcomes:\n  unproven: {condition: {use: agree}}\n")
EACH = rule(require="{.handles: false}", rest="for_each: {in: parties}\n")
FIXED = FACTS.replace("label: 同意,", "label: 同意, mutable: false,")
CASES: list[tuple[dict[str, str | None], str, dict[str, Any]]] = [
    ({}, "{}", {}),
    ({}, "{agreed: true}", {}),
    ({}, "{agreed: false}", {"aim": Decision.APPROVE_WITH_CONDITIONS}),
    ({}, "{agreed: false}", {"condition": "agree"}),
    ({}, "{agreed: true}", {"condition": "agree"}),
    ({}, "{}", {"condition": "open-points"}),
    ({"profiles/all.yaml": NONE}, "{agreed: false}", {}),
    ({"profiles/all.yaml": NONE}, "{agreed: false}", {"condition": "agree"}),
    ({"one/one-001.yaml": PROVEN}, "{means: [], day: 2020-01-01, rate: 0.25}", {}),
    ({"one/one-001.yaml": UNPROVEN}, "{agreed: true}", {}),
    ({"one/one-001.yaml": EACH}, "{complete: true, parties: [{id: a, handles: true}]}", {}),
    ({"one/one-001.yaml": EACH}, "{}", {"aim": Decision.APPROVE}),
    ({"facts/main.yaml": FIXED, "one/one-001.yaml": rule(gate="blocking", not_met=None)}, "{}", {}),
    (
        {
            "one/one-001.yaml": rule(gate="blocking", require="{place: JP}", not_met=None),
            "one/one-002.yaml": rule("one-002", require="{any: [{place: OTHER}, {checked: true}]}"),
        },
        "{place: OTHER, checked: false}",
        {},
    ),
]  # fmt: skip


def contract(folder: Path, files: dict[str, str | None], answers: str, **asked: Any) -> Any:
    return json.loads(json.dumps(flip_json(flipped(folder, files, answers, **asked))))


@pytest.mark.parametrize(("files", "answers", "asked"), CASES)
def test_every_flip_follows_the_schema(
    files: dict[str, str | None], answers: str, asked: dict[str, Any], tmp_path: Path
) -> None:
    content = contract(tmp_path, files, answers, **asked)
    assert list(VALIDATOR.iter_errors(content)) == []
    assert VALIDATOR.is_valid({"cases": [content]})


def test_the_schema_refuses_what_it_does_not_know(tmp_path: Path) -> None:
    content = contract(tmp_path, {}, "{agreed: false}")
    assert not VALIDATOR.is_valid({**content, "more": 1})
    assert not VALIDATOR.is_valid({**content, "to": "perhaps"})
    for key in content:
        assert not VALIDATOR.is_valid({name: content[name] for name in content if name != key}), key


def test_what_the_contract_promises_is_there_to_the_letter(tmp_path: Path) -> None:
    content = contract(tmp_path, {}, "{agreed: false}")
    assert (content["to"], content["reached"], content["exact"]) == ("approve", False, True)
    [way] = content["alternatives"]
    assert way["changes"] == [{"path": "agreed", "from": False, "to": True}]
    assert way["proofs"] == []
    assert (way["decision"], way["effort"]) == ("approve", 3)


def test_a_proof_has_its_path_and_kinds_that_would_do(tmp_path: Path) -> None:
    [way] = contract(tmp_path, {"one/one-001.yaml": UNPROVEN}, "{agreed: true}")["alternatives"]
    assert way["changes"] == []
    assert way["proofs"] == [{"path": "agreed", "kinds": ["letter"]}]
    assert way["effort"] == 1


def test_answers_are_as_a_file_has_them(tmp_path: Path) -> None:
    answers = "{means: [roster], day: 2020-01-01}"
    asked = {"aim": Decision.APPROVE_WITH_CONDITIONS}
    [way] = contract(tmp_path, {"one/one-001.yaml": PROVEN}, answers, **asked)["alternatives"]
    assert way["changes"] == [
        {"path": "means", "from": ["roster"], "to": ["audit", "roster"]},
        {"path": "rate", "from": None, "to": 0.5},
        {"path": "day", "from": "2020-01-01", "to": "2021-04-01"},
    ]


def test_steps_have_the_words_for_each_part(tmp_path: Path) -> None:
    [way] = contract(tmp_path, {}, "{agreed: false}")["alternatives"]
    assert way["steps"] == [
        {
            "path": "agreed",
            "action": "change",
            "label": "同意",
            "text": "「同意」の回答を「いいえ」から「はい」に変える",
            "meaning": "質問「同意を得ていますか」に、事実として「はい」と答えられるようにする",
            "notes": [],
            "guidance": None,
            "effort": None,
            "also": [],
        }
    ]
    assert [each["rule"] for each in way["mended"]] == ["one-001"]
    assert [each["id"] for each in way["conditions"]["gone"]] == ["agree"]


def test_a_reached_aim_has_no_alternatives_and_no_obstacles(tmp_path: Path) -> None:
    content = contract(tmp_path, {}, "{agreed: true}")
    assert content["reached"]
    assert (content["alternatives"], content["obstacles"]) == ([], [])


def test_a_condition_has_its_discharge(tmp_path: Path) -> None:
    conditions = (
        "agree: {subject: 同意, obligation: consider, text: 同意を得ること, order: 1, route: conclusion,"
        " discharged_by: {recorded: true}}\n"
    )
    content = contract(
        tmp_path, {"conditions.yaml": conditions}, "{agreed: false}", condition="agree"
    )
    assert content["to"] is None
    assert content["condition"] == {
        "id": "agree",
        "asked": [{"id": "agree", "text": "同意を得ること", "route": "conclusion"}],
        "discharged_by": {"text": "「記録」が「はい」である", "holds": None, "paths": ["recorded"]},
    }


def test_obstacles_name_what_cannot_be_changed(tmp_path: Path) -> None:
    files: dict[str, str | None] = {
        "facts/main.yaml": FIXED,
        "one/one-001.yaml": rule(gate="blocking", not_met=None),
    }
    content = contract(tmp_path, files, "{agreed: false}")
    assert content["obstacles"] == [
        {
            "rule": "one-001",
            "title": "one-001の題名",
            "gate": "blocking",
            "element": None,
            "verdict": "not_met",
            "fixed": [{"path": "agreed", "label": "同意", "answer": False}],
            "may_claim": [],
        }
    ]
