"""Each keyword of JSON Schema that the project uses, in Japanese and at its place."""

from typing import Any

import pytest

from checklist_engine.formats.json_schema import schema_faults
from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.ground.diagnostics import Diagnostic

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["id", "gate"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "string", "pattern": "^[a-z]+-[0-9]+$"},
        "gate": {"enum": ["blocking", "conditional", "advisory"]},
        "title": {"type": "string", "minLength": 1},
        "language": {"const": 1},
        "weight": {"type": "integer", "minimum": 0, "maximum": 9},
        "ratio": {"type": "number"},
        "mutable": {"type": "boolean"},
        "on": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"},
        "code": {"type": "string", "pattern": "^[A-Z]+$", "patternErrorMessage": "大文字だけです"},
        "kinds": {
            "type": "array",
            "minItems": 1,
            "uniqueItems": True,
            "items": {"type": "string"},
        },
        "condition": {
            "type": ["object", "array"],
            "minProperties": 1,
            "required": ["use"],
            "properties": {"use": {"type": "string"}},
            "additionalProperties": False,
        },
        "choices": {"type": "object", "propertyNames": {"pattern": "^[A-Za-z]+$"}},
        "rules": {
            "anyOf": [
                {"const": "all"},
                {
                    "type": "object",
                    "required": ["families"],
                    "properties": {"families": {"type": "array"}},
                },
            ]
        },
        "either": {
            "oneOf": [{"required": ["a"]}, {"required": ["b"]}],
            "errorMessage": "a か b のどちらか一方です",
        },
        "never": {"not": {"required": ["x"]}},
        "few": {"type": "array", "maxItems": 1},
    },
}
GOOD = "id: sub-3\ngate: blocking\n"


def faults(text: str) -> list[Diagnostic]:
    return schema_faults(parse_yaml(text, "a.yaml"), SCHEMA)


def the_fault(text: str) -> Diagnostic:
    (found,) = faults(GOOD + text)
    assert found.hint
    return found


def test_what_fits_has_no_faults() -> None:
    assert faults(GOOD) == []


@pytest.mark.parametrize(
    ("text", "code", "place", "message", "hint"),
    [
        ("titel: x", "E120", (3, 1), "「titel」という項目はここには書けません", "もしかして「title」"),
        ("zzz: x", "E120", (3, 1), "「zzz」という項目はここには書けません", "書けるのは id、gate、"),
        ("title: 3", "E122", (3, 8), "「title」: 文を書くところに、数「3」", "引用符で囲む"),
        ("title: true", "E122", (3, 8), "「title」: 文を書くところに、「true」", "引用符で囲む"),
        ("title:", "E122", (3, 1), "「title」: 文を書くところに、空欄", "行を消して"),
        ("title: [任意]", "E122", (3, 8), "「title」: 文を書くところに、一覧", "引用符で囲"),
        ("weight: x", "E122", (3, 9), "「weight」: 整数を書くところに、文「x」", "半角の数字"),
        ("weight: 3.0", "E122", (3, 9), "「weight」: 整数を書くところに、数「3.0」", "半角の数字"),
        ("weight: true", "E122", (3, 9), "「weight」: 整数を書くところに、「true」", "半角の数字"),
        ('ratio: "1"', "E122", (3, 8), "「ratio」: 数値を書くところに、文「1」", "引用符を付けず"),
        ("mutable: yes", "E122", (3, 10), "「mutable」: true か falseを書くところに", "true か false"),
        ("kinds: x", "E122", (3, 8), "「kinds」: 一覧を書くところに、文「x」", "「- 」で始まる行"),
        ("kinds: [x, 3]", "E122", (3, 12), "文を書くところに、数「3」", "引用符で囲む"),
        ("choices: x", "E122", (3, 10), "「choices」: 項目の組（キーと値）を書く", "「項目の名前: 値」"),
        ("condition: x", "E122", (3, 12), "「condition」: 項目の組（キーと値）か一覧を", "「- 」で始まる行"),
        ("language: 2", "E123", (3, 11), "「language」: 数「2」は書けません", "書けるのは 1 です"),
        ("on: R3-04", "E124", (3, 5), "「R3-04」は、ここに書ける形ではありません", "西暦4桁"),
        ("code: jp", "E124", (3, 7), "「jp」は、ここに書ける形ではありません", "大文字だけです"),
        ("choices: {日本: x}", "E124", (3, 11), "「日本」は、ここに書ける形", "半角の英字で始まり"),
        ('title: ""', "E125", (3, 1), "「title」: 何も書かれていません", "行を消して"),
        ("kinds: []", "E125", (3, 1), "「kinds」: 何も書かれていません", "行を消して"),
        ("kinds: [x, y, x]", "E125", (3, 15), "文「x」が二度書かれています", "一つに"),
        ("weight: -1", "E126", (3, 9), "「weight」: 0以上の数を書きます", "今の値は -1"),
        ("weight: 10", "E126", (3, 9), "「weight」: 9以下の数を書きます", "今の値は 10"),
        ("either: {a: 1, b: 2}", "E127", (3, 9), "この組み合わせ（a、b）では書けません", "どちらか一方"),
        ("never: {x: 1}", "E127", (3, 8), "この組み合わせ（x）では書けません", "見本"),
        ("few: [1, 2]", "E127", (3, 6), "「few」: ここに書ける内容ではありません", "見本"),
    ],
)  # fmt: skip
def test_each_keyword_is_told_in_japanese_at_its_place(
    text: str, code: str, place: tuple[int, int], message: str, hint: str
) -> None:
    found = the_fault(f"{text}\n")
    assert found.code == code
    assert (found.place.line, found.place.column) == place
    assert found.message.startswith(message)
    assert found.hint is not None
    assert hint in found.hint


def test_a_misspelt_key_is_told_beside_the_missing_one() -> None:
    found = faults(f"{GOOD}condition: {{usee: x}}\n")
    assert {(each.code, each.place.column) for each in found} == {("E120", 13), ("E121", 1)}


def test_every_missing_key_is_told() -> None:
    found = faults("title: x\n")
    assert [(each.code, each.message) for each in found] == [
        ("E121", "「id」がありません"),
        ("E121", "「gate」がありません"),
    ]
    assert [each.hint for each in found] == [
        "id: を書き加えてください",
        "gate: を書き加えてください",
    ]


def test_a_missing_key_of_an_inner_mapping_is_told_at_its_key() -> None:
    found = the_fault("rules: {}\n")
    assert (found.code, found.message) == ("E121", "「families」がありません")
    assert (found.place.line, found.place.column) == (3, 1)


def test_a_code_of_an_enumeration_has_its_near_miss() -> None:
    (found,) = faults("id: sub-3\ngate: bloking\n")
    assert (found.code, found.place.line, found.place.column) == ("E123", 2, 7)
    assert found.message == "「gate」: 文「bloking」は書けません"
    assert found.hint == "もしかして「blocking」ですか"


def test_of_several_alternatives_the_nearest_is_explained() -> None:
    found = the_fault("rules: {families: device}\n")
    assert found.code == "E122"
    assert (found.place.line, found.place.column) == (3, 19)


def test_all_faults_are_told_at_once() -> None:
    found = faults("id: 3\ngate: x\nweight: -1\nzzz: 1\n")
    assert sorted(each.code for each in found) == ["E120", "E122", "E123", "E126"]


def test_a_list_at_the_top_is_told() -> None:
    (found,) = faults("- id: sub-3\n")
    assert (found.code, found.place.line) == ("E122", 1)
    assert found.message.startswith("項目の組（キーと値）を書くところに、一覧が")


def test_a_document_that_says_nothing_is_empty() -> None:
    (found,) = faults("~\n")
    assert (found.code, found.place.line) == ("E104", 0)
    assert found.hint


def test_no_message_shows_a_word_of_jsonschema() -> None:
    text = "id: 3\ngate: x\nweight: x\nkinds: {}\nchoices: {1: 2}\nrules: 3\neither: {}\ncondition: {}\n"
    for found in faults(text):
        for word in ("is not", "required", "valid", "does not match", "{'"):
            assert word not in found.message + str(found.hint)
