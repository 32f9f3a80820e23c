"""The JSON of an assessment follows its published schema, whatever is assessed."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from packs import PACK, assessed, rule

from checklist_engine import __version__
from checklist_engine.loader.checked import schema
from checklist_engine.reporting.contract import assessment_json

VALIDATOR = Draft202012Validator(schema("assessment"))
PARTIES = "parties: [{id: a, name: 甲社, handles: true, below: [{id: b, papers: [audit]}]}]"
NONE = "profile: all\nlabel: 自己点検\ndecision: none\nrules: all\n"
PER_PARTY = rule(
    require="{.handles: false}",
    not_met="finding: 「{{ .name }}」\n    condition: {use: agree}",
    rest="for_each: {in: parties}\n",
)


def contract(
    folder: Path, files: dict[str, str | None] | None = None, answers: str = "{}", rest: str = ""
) -> Any:
    assessment, plan = assessed(folder, files, answers, rest)
    return json.loads(json.dumps(assessment_json(assessment, plan, __version__)))


@pytest.mark.parametrize(
    ("files", "answers"),
    [
        ({}, "{}"),
        ({}, "{agreed: true}"),
        ({}, "{agreed: false, day: 2021-04-01, rate: 0.5, people: 3}"),
        ({"profiles/all.yaml": NONE}, "{agreed: false}"),
        ({"one/one-001.yaml": rule(gate="blocking", not_met=None)}, "{}"),
        ({"one/one-001.yaml": PER_PARTY}, "{}"),
        ({"one/one-001.yaml": PER_PARTY}, f"{{{PARTIES}}}"),
        ({"one/one-001.yaml": PER_PARTY}, f"{{complete: true, {PARTIES}}}"),
        ({"one/one-001.yaml": PER_PARTY}, "{complete: true, parties: []}"),
        (
            {"one/one-001.yaml": rule(gate="advisory", not_met="remark: 努めること")},
            "{agreed: false}",
        ),
        ({"one/one-001.yaml": rule() + "applies_when: {recorded: true}\n"}, "{recorded: false}"),
    ],
)
def test_every_assessment_follows_the_schema(
    files: dict[str, str | None], answers: str, tmp_path: Path
) -> None:
    assert list(VALIDATOR.iter_errors(contract(tmp_path, files, answers))) == []


def test_the_schema_refuses_what_it_does_not_know(tmp_path: Path) -> None:
    content = contract(tmp_path)
    assert not VALIDATOR.is_valid({**content, "verdict": "met"})
    assert not VALIDATOR.is_valid({**content, "decision": "perhaps"})
    assert not VALIDATOR.is_valid({key: content[key] for key in content if key != "provisional"})


def test_every_key_that_the_contract_promises_is_there(tmp_path: Path) -> None:
    promised = {
        "case", "pack", "submission_digest", "as_of", "versions", "decision", "provisional",
        "conclusion", "score", "findings", "conditions", "questions", "remarks", "citywide",
    }  # fmt: skip
    content = contract(tmp_path)
    assert promised <= set(content)
    assert {"low", "high", "coverage", "families"} == set(content["score"])
    assert {"id", "version", "digest"} <= set(content["pack"])
    assert {"engine", "language", "pack"} <= set(content["versions"])
    assert {
        "rule",
        "element",
        "verdict",
        "machine_verdict",
        "causes",
        "lacking_proof",
        "credit",
    } <= set(content["findings"][0])


def test_a_finding_has_causes_where_it_is_open_and_reasons_else(tmp_path: Path) -> None:
    [is_open] = contract(tmp_path)["findings"]
    assert (is_open["causes"], "reasons" in is_open) == (["agreed"], False)
    [failed] = contract(tmp_path, answers="{agreed: false}")["findings"]
    assert (failed["reasons"], "causes" in failed) == (["agreed"], False)


def test_versions_of_engine_language_and_pack_are_apart(tmp_path: Path) -> None:
    files: dict[str, str | None] = {"pack.yaml": PACK.replace("1.0.0", "7.8.9")}
    assert contract(tmp_path, files)["versions"] == {
        "engine": __version__,
        "language": 1,
        "pack": "7.8.9",
    }


def test_a_condition_is_traced_to_the_answers_as_they_were_given(tmp_path: Path) -> None:
    one = rule(
        require="{agreed: true, means: {includes: audit}, day: {at_least: 2021-01-01}}",
        not_met="condition: {use: agree}",
    )
    answers = "{agreed: false, means: [roster, pledge], day: 2020-12-31}"
    [condition] = contract(tmp_path, {"one/one-001.yaml": one}, answers)["conditions"]
    assert condition == {
        **condition,
        "id": "agree",
        "text": "同意を得ること",
        "route": "conclusion",
        "from": [
            {
                "rule": "one-001",
                "element": None,
                "answers": {
                    "agreed": False,
                    "day": "2020-12-31",
                    "means": ["pledge", "roster"],
                },
            }
        ],
    }


def test_what_is_open_is_null_among_the_answers(tmp_path: Path) -> None:
    [condition] = contract(tmp_path)["conditions"]
    assert condition["from"][0]["answers"] == {"agreed": None}


def test_digests_are_of_the_content_and_not_of_the_way_it_is_written(tmp_path: Path) -> None:
    first = contract(tmp_path, answers="{agreed: true, recorded: null}")
    second = contract(tmp_path, answers="{ agreed:   true }  # 覚え")
    third = contract(tmp_path, answers="{agreed: false}")
    assert first["submission_digest"] == second["submission_digest"]
    assert first["submission_digest"] != third["submission_digest"]
    assert first["pack"]["digest"] == third["pack"]["digest"]


def test_numbers_of_a_score_have_one_decimal_rounded_half_up(tmp_path: Path) -> None:
    files: dict[str, str | None] = {
        f"one/one-{number:03}.yaml": rule(
            f"one-{number:03}", require=f"{{{'agreed' if number <= 5 else 'recorded'}: true}}"
        )
        for number in range(1, 9)
    }
    # 5/8 = 62.5; with 16 rules 1/16 = 6.25 → 6.3
    assert contract(tmp_path, files, "{agreed: true, recorded: false}")["score"]["low"] == 62.5
    more: dict[str, str | None] = {
        f"two/two-{number:03}.yaml": rule(
            f"two-{number:03}", require=f"{{{'agreed' if number == 1 else 'recorded'}: true}}"
        )
        for number in range(1, 17)
    }
    only_two = "profile: all\nlabel: 一部\ndecision: council\nrules: {families: [two]}\n"
    content = contract(
        tmp_path, {**more, "profiles/all.yaml": only_two}, "{agreed: true, recorded: false}"
    )
    assert content["score"]["low"] == 6.3
