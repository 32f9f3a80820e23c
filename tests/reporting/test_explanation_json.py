"""The JSON of an explanation, key by key."""

import json
from collections.abc import Mapping
from contextlib import chdir
from pathlib import Path
from typing import Any

from packs import assessed, rule

from checklist_engine.reporting.explanation import Explainer
from checklist_engine.reporting.explanation_json import explanation_json

LETTER = "書面による回答、種類: 書面による回答（書面回答）、日付なし"


def content(
    folder: Path, files: Mapping[str, str | None], answers: str, rest: str = ""
) -> dict[str, Any]:
    """The JSON of all rules, as a program reads it."""
    with chdir(folder):
        assessment, plan = assessed(folder, files, answers, rest)
    found = explanation_json(Explainer(assessment, plan), None)
    read: dict[str, Any] = json.loads(json.dumps(found, ensure_ascii=False))
    return read


def test_a_finding_has_its_answers_its_reason_and_its_tree(tmp_path: Path) -> None:
    proof = "evidence: [{for: agreed, kinds: [contract]}]\n"
    record = "evidence: [{id: E1, kind: letter, supports: [agreed]}]\n"
    files = {"one/one-001.yaml": rule(require="{agreed: true}", rest=proof)}
    found = content(tmp_path, files, "{agreed: true}", record)
    assert {key: found[key] for key in ("case", "item", "decision")} == {
        "case": "s",
        "item": None,
        "decision": "approve",
    }
    [explained] = found["rules"]
    assert (explained["rule"], explained["title"]) == ("one-001", "one-001の題名")
    assert explained["reading"] == "「同意」が「はい」であることを求めます。"
    assert explained["basis"] == []
    [finding] = explained["findings"]
    assert finding == {
        "element": None,
        "verdict": "unproven",
        "machine_verdict": "unproven",
        "text": None,
        "answers": [
            {
                "path": "agreed",
                "label": "同意",
                "answer": "はい",
                "place": "s.yaml:4:19",
                "lacks_proof": True,
            }
        ],
        "reason": ["agreed"],
        "reason_is_smallest": True,
        "tree": {
            "text": "この規則を満たしている",
            "truth": "true",
            "proven": "unknown",
            "note": None,
            "parts": [
                {
                    "part": "require",
                    "text": "「同意」が「はい」である",
                    "truth": "true",
                    "proven": "unknown",
                    "note": None,
                    "parts": [],
                    "answers": [
                        {
                            "path": "agreed",
                            "label": "同意",
                            "value": True,
                            "words": "はい",
                            "unknown": None,
                            "place": "s.yaml:4:19",
                            "relevance": "asked",
                            "not_asked": [],
                            "first": [],
                            "proof": {
                                "holds": False,
                                "needs": [
                                    {
                                        "wanted": "契約書又は仕様書",
                                        "holds": False,
                                        "records": [
                                            {
                                                "id": "E1",
                                                "words": LETTER,
                                                "faults": ["求められた種類の資料ではありません"],
                                            }
                                        ],
                                    }
                                ],
                            },
                        }
                    ],
                }
            ],
            "answers": [],
        },
    }


def test_an_open_finding_has_the_questions_that_may_settle_it(tmp_path: Path) -> None:
    files = {"one/one-001.yaml": rule(require="{agreed: true, recorded: true}")}
    [explained] = content(tmp_path, files, "{agreed: {unknown: 照会中}}")["rules"]
    [finding] = explained["findings"]
    assert [each["path"] for each in finding["answers"]] == ["agreed", "recorded"]
    assert (finding["reason"], finding["reason_is_smallest"]) == (["agreed"], True)
    [require] = finding["tree"]["parts"]
    [agreed, recorded] = [part["answers"][0] for part in require["parts"]]
    assert (agreed["unknown"], agreed["place"]) == ("照会中", "s.yaml:4:19")
    assert (recorded["value"], recorded["place"], recorded["proof"]) == (None, None, None)


def test_values_of_every_type_are_plain(tmp_path: Path) -> None:
    require = (
        "means: {includes: audit}, people: 3, rate: 0.5, day: {at_least: 2021-04-01}, note: 甲"
    )
    answers = "means: [roster, audit], people: 3, rate: 0.5, day: 2021-04-02, note: 甲"
    files = {"one/one-001.yaml": rule(require=f"{{{require}, some: {{in: parties}}}}")}
    [explained] = content(tmp_path, files, f"{{{answers}, parties: [{{id: a}}]}}")["rules"]
    [tree] = explained["findings"][0]["tree"]["parts"]
    values = {
        answer["path"]: answer["value"] for part in tree["parts"] for answer in part["answers"]
    }
    assert values == {
        "means": ["audit", "roster"],
        "people": 3,
        "rate": 0.5,
        "day": "2021-04-02",
        "note": "甲",
        "parties": ["parties[a]"],
    }


def test_all_elements_are_there_however_many(tmp_path: Path) -> None:
    listed = ", ".join(f"{{id: p{number}, handles: true}}" for number in range(12))
    files = {"one/one-001.yaml": rule(require="{some: {in: parties, where: {.handles: false}}}")}
    [explained] = content(tmp_path, files, f"{{parties: [{listed}]}}")["rules"]
    [some] = explained["findings"][0]["tree"]["parts"]
    assert len(some["parts"]) == 13
    assert some["parts"][-1]["answers"][0]["path"] == "complete"
