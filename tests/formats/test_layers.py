"""A document laid over another is read as one, and each value knows its own file."""

from checklist_engine.formats.layers import laid_over
from checklist_engine.formats.yaml_text import parse_yaml

BASE = parse_yaml("id: a\nweight: 1\nrequire: {x: true}\n", "base.yaml")
OVER = parse_yaml("id: a\nrequire: {y: false}\n", "over.yaml")


def test_keys_of_the_upper_document_count_and_their_values_are_taken_whole() -> None:
    layered = laid_over(OVER, {(): BASE.cursor()})
    assert layered.root == {"id": "a", "weight": 1, "require": {"y": False}}


def test_each_value_stands_in_the_file_that_says_it() -> None:
    cursor = laid_over(OVER, {(): BASE.cursor()}).cursor()
    assert str(cursor["require"]["y"].place) == "over.yaml:2:14"
    assert str(cursor["weight"].place) == "base.yaml:2:9"
    assert str(cursor["weight"].key_place) == "base.yaml:2:1"


def test_items_of_a_list_are_laid_over_one_by_one() -> None:
    base = parse_yaml("facts:\n  - {id: a, label: ア}\n  - {id: b, label: イ}\n", "base.yaml")
    over = parse_yaml("facts:\n  - {id: b, unit: 日}\n", "over.yaml")
    layered = laid_over(over, {("facts", 0): base.cursor()["facts"][1]})
    assert layered.root == {"facts": [{"id": "b", "label": "イ", "unit": "日"}]}
    item = layered.cursor()["facts"][0]
    assert str(item["label"].place) == "base.yaml:3:20"
    assert str(item["unit"].place) == "over.yaml:2:19"


def test_nothing_below_leaves_the_document_as_it_is() -> None:
    assert laid_over(OVER, {}) is OVER
