"""The parts that schemas are made of: trees, names, messages, what is shown over a name."""

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from packs import CONDITIONS, FACTS, PACK, load, rule

from checklist_engine.authoring.schemas.hovers import (
    Hover,
    condition_hover,
    fact_hover,
    family_hover,
    kind_hover,
    parameter_hover,
    profile_hover,
    rule_hover,
)
from checklist_engine.authoring.schemas.messages import with_messages
from checklist_engine.authoring.schemas.names import coded, in_a_list, named
from checklist_engine.authoring.schemas.published import kinds, published
from checklist_engine.authoring.schemas.trees import Schema, pruned, ref, referred


def fits(schema: Schema, value: object) -> bool:
    return Draft202012Validator(schema).is_valid(value)


def test_definitions_that_nothing_refers_to_are_cut_off() -> None:
    schema = {
        "items": ref("a"),
        "$defs": {"a": {"properties": {"x": ref("b")}}, "b": {}, "c": ref("b")},
    }
    assert pruned(schema)["$defs"].keys() == {"a", "b"}
    assert pruned({"$defs": {"c": {}}}) == {}


def test_references_are_given_other_names_in_a_copy() -> None:
    schema = {"anyOf": [ref("a")], "properties": {"x": {"items": ref("b")}}}
    copied = referred(schema, lambda target: target + "!")
    assert copied == {
        "anyOf": [{"$ref": "#/$defs/a!"}],
        "properties": {"x": {"items": {"$ref": "#/$defs/b!"}}},
    }
    assert schema["anyOf"] == [ref("a")]


@pytest.mark.parametrize("kind", kinds())
def test_a_published_schema_stands_alone(kind: str) -> None:
    schema = published(kind)
    assert ".schema.json" not in str(pruned(schema))
    Draft202012Validator.check_schema(schema)


def test_a_published_rule_knows_the_words_of_expressions() -> None:
    require = {"id": "a-1", "title": "x", "gate": "advisory", "weight": 1}
    assert fits(published("rule"), {**require, "require": {"all": [{"a.b": 1}]}})
    assert not fits(published("rule"), {**require, "require": {"every": {"in": "a"}}})


@pytest.mark.parametrize(
    ("value", "fitting"), [("a.b", True), ("axb", False), ("a.b ", False), ("c", False), (3, False)]
)
def test_a_name_is_one_of_the_known(value: object, fitting: bool) -> None:
    assert fits(named({"a.b": Hover(title="x", words="y")}, "z"), value) is fitting


def test_where_no_name_is_known_none_fits() -> None:
    assert not fits(named({}, "z"), "a")
    assert not fits(named({}, "z"), "")
    assert fits(named({}, "z", also=("b+",)), "bb")


def test_names_in_a_list_are_offered_once_each() -> None:
    hovers = {"a": Hover(title="x", words="y")}
    schema = in_a_list(named(hovers, "z"), hovers)
    assert fits(schema, "a")
    assert not fits(schema, "b")
    # An editor would offer a new item for each of these.
    assert not {"anyOf", "allOf", "oneOf"} & schema.keys()
    assert [each["label"] for each in schema["defaultSnippets"]] == ["a"]


def test_codes_leave_what_is_no_text_to_others() -> None:
    schema = coded({"JP": "日本"}, "x")
    assert [fits(schema, each) for each in ("JP", "FR", " ", 3, ["FR"])] == [
        True,
        False,
        False,
        True,
        True,
    ]
    assert fits(coded({"JP": "日本"}, "x", blank=True), " ")


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ({"type": "integer"}, "整数を書きます"),
        (
            {"type": ["string", "null"]},
            "文（数や true を文として書くときは、引用符で囲みます）か空欄を書きます",
        ),
        ({"enum": ["a", None, True]}, "書けるのは a、null、true です"),
        ({"const": True}, "書けるのは true だけです"),
        (
            {
                "type": "object",
                "properties": {"a": {}, "b": {}},
                "required": ["a"],
                "additionalProperties": False,
            },
            "書ける項目は a、b です。必ず書く項目は a です",
        ),
        ({"type": "object", "properties": {"a": {}}}, "「項目: 値」の組を書きます"),
        ({"type": "integer", "errorMessage": "数です"}, "数です"),
        ({"description": "x"}, None),
    ],
)
def test_every_constraint_gets_words(schema: Schema, words: str | None) -> None:
    assert with_messages(schema).get("errorMessage") == words


def test_the_message_of_alternatives_is_theirs() -> None:
    told = with_messages(
        {
            "required": ["in"],
            "anyOf": [{"required": ["a"]}, {"required": ["b"]}],
            "errorMessage": "a か b",
        }
    )
    assert [each["errorMessage"] for each in told["anyOf"]] == ["a か b", "a か b"]
    assert told["errorMessage"] == "必ず書く項目は in です"


def test_what_is_only_tried_has_no_message() -> None:
    told = with_messages(
        {"if": {"type": "object"}, "then": {"type": "object"}, "not": {"const": 1}}
    )
    assert "errorMessage" not in told["if"]
    assert "errorMessage" not in told["not"]
    assert "errorMessage" in told["then"]


def test_over_a_fact_stand_label_question_measures_and_choices(tmp_path: Path) -> None:
    facts = load(tmp_path).vocabulary.facts
    place = fact_hover(facts["place"]).keywords()
    assert (place["title"], place["description"]) == ("場所", "場所はどこですか")
    assert place["markdownDescription"] == (
        "場所はどこですか\n\n選択肢から一つ\n\n- `JP`: 日本\n- `OTHER`: 日本以外"
    )
    assert "整数、単位は人、0～100人" in fact_hover(facts["people"]).more[0]
    assert "記入が終わったかどうかは complete" in fact_hover(facts["parties"]).more[0]
    assert "- `handles`: 取扱い" in fact_hover(facts["parties"]).more[1]
    assert "parties の要素の記号" in fact_hover(facts["chief"]).more[0]
    # Without a question, the label says it all.
    assert fact_hover(facts["note"]).words == "備考"


@pytest.mark.parametrize(
    ("bounds", "words"),
    [("min: 1", "1人以上"), ("max: 9", "9人以下"), ("min: 1, max: 9", "1～9人")],
)
def test_bounds_are_said_in_words(tmp_path: Path, bounds: str, words: str) -> None:
    facts = FACTS.replace("min: 0, max: 100", bounds)
    people = load(tmp_path, {"facts/main.yaml": facts}).vocabulary.facts["people"]
    assert f"、{words}" in fact_hover(people).more[0]


def test_guidance_stands_last_and_is_no_markdown(tmp_path: Path) -> None:
    facts = FACTS.replace("label: 同意,", "label: 同意, guidance: 「*」と `a` を確かめてください,")
    agreed = load(tmp_path, {"facts/main.yaml": facts}).vocabulary.facts["agreed"]
    assert fact_hover(agreed).more[-1] == "「\\*」と \\`a\\` を確かめてください"


def test_over_a_condition_stand_its_subject_and_its_words(tmp_path: Path) -> None:
    texts = CONDITIONS + (
        "explain:\n  subject: 説明\n  obligation: report\n  order: 30\n  route: conclusion\n"
        '  text: "〔{{ items | ya }}を、〕{{ reason }}として説明すること"\n'
        "  parameters: {items: list, reason: text}\n"
    )
    conditions = load(tmp_path, {"conditions.yaml": texts}).conditions
    agree, explain = condition_hover(conditions["agree"]), condition_hover(conditions["explain"])
    assert (agree.title, agree.words) == ("同意", "同意を得ること")
    assert agree.more == ("判定保留のとき: 同意の有無を確かめること",)
    assert explain.words == "〔〈items〉を、〕〈reason〉として説明すること"
    assert explain.more == ("- `items`: 語の一覧\n- `reason`: 一つの文",)


def test_other_names_are_explained_too(tmp_path: Path) -> None:
    switch = "  - {id: strict, type: boolean, default: true, label: 厳しさ}\n"
    parameters = PACK.replace("parameters: [", "parameters:\n  - ").replace(
        "label: 保存日数}]\n", f"label: 保存日数}}\n{switch}"
    )
    guided = rule(rest="guidance: 確かめてください\n")
    pack = load(tmp_path, {"pack.yaml": parameters, "one/one-001.yaml": guided})
    assert parameter_hover(pack.parameters["days"]).words == "既定値は 30日（7～90日）"
    assert parameter_hover(pack.parameters["strict"]).words == "既定値は true"
    assert kind_hover(pack.evidence_kinds["letter"]).words == "強さは 書面回答（statement）"
    assert family_hover(pack.families[0], pack).words == "規則 1 件"
    assert profile_hover(pack.profiles["all"]).words == "審議会の結論案を出します"
    one = rule_hover(pack.rules["one-001"], pack)
    assert (one.title, one.words, one.more) == (
        "one-001の題名",
        "第一、条件、重み 1",
        ("確かめてください",),
    )
