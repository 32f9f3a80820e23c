"""One faulty fact or condition leaves the others as they are; what follows from it is not told."""

from pathlib import Path

import pytest
from benches import faults, said
from packs import CONDITIONS, FACTS, PROFILE, rule

from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.lint.salvage import names_in, salvaged

CONDITION_FILE = Path("small/conditions.yaml")
FACT_FILE = Path("small/facts/main.yaml")


def test_a_sound_file_is_left_as_it_is() -> None:
    document = parse_yaml(CONDITIONS, "f.yaml")
    assert salvaged(document, CONDITION_FILE).document is document
    facts = parse_yaml(FACTS, "f.yaml")
    assert salvaged(facts, FACT_FILE).document is facts


def test_a_faulty_condition_is_left_out() -> None:
    found = salvaged(parse_yaml(CONDITIONS.replace("ensure", "sure"), "f.yaml"), CONDITION_FILE)
    assert list(found.document.cursor().wanted(dict)) == ["agree"]
    assert [fault.code for fault in found.faults] == ["E123"]
    assert found.names == {"record"}


def test_a_faulty_fact_is_left_out_and_the_others_keep_their_places() -> None:
    text = FACTS.replace("{id: recorded, label: 記録", "{id: recorded, lable: 記録")
    document = parse_yaml(text, "f.yaml")
    found = salvaged(document, FACT_FILE)
    left = list(found.document.cursor()["facts"].items())
    assert [item["id"].text for item in left[:3]] == ["agreed", "checked", "place"]
    assert left[1]["id"].place == document.place(("facts", 2, "id"))
    assert left[1]["label"].key_place == document.key_place(("facts", 2, "label"))
    assert found.names == {"recorded"}


def test_a_list_takes_the_names_of_its_fields_along() -> None:
    text = FACTS.replace("    key: id\n    name", "    keys: id\n    name")
    assert {"parties", "handles", "papers"} <= salvaged(parse_yaml(text, "f.yaml"), FACT_FILE).names


@pytest.mark.parametrize(
    "text",
    [
        FACTS.replace("order: 1", "order: x"),
        FACTS + "x: 1\n",
        "section: {id: main, label: 区分, order: 1}\nfacts: 1\n",
        "section: {id: main, label: 区分, order: 1}\nfacts: [{id: a}]\n",
        "- 1\n",
    ],
)
def test_what_is_wrong_as_a_whole_is_left_to_the_loader(text: str) -> None:
    document = parse_yaml(text, "f.yaml")
    found = salvaged(document, FACT_FILE)
    assert (found.document, found.faults) == (document, ())


def test_the_names_in_a_file_that_cannot_be_read_are_looked_for() -> None:
    assert {"agreed", "parties", "abroad"} <= names_in(FACTS + "  [", FACT_FILE)
    assert names_in(CONDITIONS + "  [", CONDITION_FILE) == {"agree", "record"}
    assert names_in("[", Path("small/one/one-001.yaml")) == {"one-001"}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            {"facts/main.yaml": FACTS.replace("{id: agreed, label", "{id: agreed, lable")},
            ["facts/main.yaml:3:5 E121", "facts/main.yaml:3:18 E120"],
        ),
        ({"facts/main.yaml": FACTS + "  [\n"}, ["facts/main.yaml:38:4 E107"]),
        (
            {"conditions.yaml": CONDITIONS.replace("consider", "considr")},
            ["conditions.yaml:3:15 E123"],
        ),
        ({"conditions.yaml": CONDITIONS + "x: [\n"}, ["conditions.yaml:14:5 E107"]),
        (
            {
                "one/one-001.yaml": rule(gate="x"),
                "profiles/all.yaml": PROFILE + "weights: {one-001: 2}\n",
                "one/one-001.test.yaml": "rule: one-001\ncases:\n"
                "  - {name: 一つ, answers: {}, expect: {verdict: undetermined}}\n",
            },
            ["one/one-001.yaml:3:7 E123"],
        ),
    ],
)
def test_what_follows_from_a_loss_is_not_told(
    files: dict[str, str | None], expected: list[str], tmp_path: Path
) -> None:
    assert faults(said(tmp_path, files)) == expected


def test_what_does_not_follow_from_a_loss_is_told(tmp_path: Path) -> None:
    files = {
        "facts/main.yaml": FACTS.replace("{id: recorded, label", "{id: recorded, lable"),
        "one/one-001.yaml": rule(require="{recorded: true, agred: true}"),
    }
    assert faults(said(tmp_path, files))[-1] == "one/one-001.yaml:5:27 E203"
