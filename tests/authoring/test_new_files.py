"""What a new rule, fact, condition and pack look like, word for word."""

from collections.abc import Mapping
from datetime import date
from textwrap import dedent

import pytest
from packs import DAY

from checklist_engine.authoring.formatting.formatted import formatted
from checklist_engine.authoring.scaffolding.asking import Asking
from checklist_engine.authoring.scaffolding.entries import condition_lines, fact_lines
from checklist_engine.authoring.scaffolding.rule_files import NewRule, cases_text, rule_text
from checklist_engine.authoring.scaffolding.sketch import Sketch, yes_or_no
from checklist_engine.authoring.scaffolding.whole_pack import whole_pack
from checklist_engine.formats.document import Cursor
from checklist_engine.formats.json_schema import schema_faults
from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.ground.values import FactType
from checklist_engine.loader.checked import schema
from checklist_engine.model.gaps import has_gap
from checklist_engine.model.verdicts import Gate

IN_A_LIST = Sketch(
    require={".b": {"includes": "x"}},
    met={"l": [{"id": "a", "b": ["x"]}]},
    not_met={"l": [{"id": "a", "b": []}]},
    open={"l": [{"id": "a"}]},
    waiting_for="l[a].b",
    given={"c": True},
    elsewhere={"c": False},
    applies_when={"c": True},
    for_each={"in": "l", "where": {".d": True}},
)


def new_rule(
    sketch: Sketch,
    gate: Gate = Gate.ADVISORY,
    *,
    title: str | None = None,
    condition: str | None = None,
    parameters: Mapping[str, str] | None = None,
    as_of: date | None = None,
) -> NewRule:
    return NewRule(
        id="a-001",
        title=title,
        gate=gate,
        sketch=sketch,
        condition=condition,
        parameters=parameters or {},
        as_of=as_of,
    )


def fitting(text: str, kind: str) -> Cursor:
    """The text as a file of this kind, which fits its schema and is formatted already."""
    document = parse_yaml(text, f"{kind}.yaml")
    assert schema_faults(document, schema(kind)) == []
    assert formatted(text, f"{kind}.yaml", kind) == text
    return document.cursor()


def test_an_advisory_rule_says_what_it_would_remark() -> None:
    text = rule_text(new_rule(yes_or_no("a.b", Asking()), title="題名"))
    fitting(text, "rule")
    assert text == dedent(
        """\
        id: a-001
        title: 題名
        gate: advisory
        weight: 1
        basis:
          - {document: "（記入してください: 法令又は指針の名称）", clause: "（記入してください: 条項）"}
        require:
          a.b: true
        guidance: "（記入してください: 何を確かめればよいか）"
        outcomes:
          not_met:
            finding: "（記入してください: 満たしていないこと）を確かめられません"
            remark: "（記入してください: 求めること）を行うこと"
          undetermined:
            question: "（記入してください: 尋ねること）は、どのようにしていますか"
        """
    )


def test_a_rule_over_a_list_asks_before_there_are_elements_too() -> None:
    rule = fitting(rule_text(new_rule(IN_A_LIST, Gate.BLOCKING)), "rule")
    assert rule["applies_when"].value == {"c": True}
    assert rule["for_each"].value == {"in": "l", "where": {".d": True}}
    assert set(rule["outcomes"]["not_met"].wanted(dict)) == {"finding"}
    assert has_gap(rule["outcomes"]["undetermined"]["question_first"].text)


@pytest.mark.parametrize(
    ("parameters", "arguments"),
    [
        ({}, None),
        ({"means": "list"}, {"means": ["（記入してください: 条件の文に入れる語）"]}),
        (
            {"means": "list", "who": "text"},
            {
                "means": ["（記入してください: 条件の文に入れる語）"],
                "who": "（記入してください: 条件の文に入れる語）",
            },
        ),
    ],
)
def test_a_condition_gets_what_it_takes(parameters: Mapping[str, str], arguments: object) -> None:
    written = new_rule(
        yes_or_no("a.b", Asking()), Gate.CONDITIONAL, condition="tell", parameters=parameters
    )
    use = fitting(rule_text(written), "rule")["outcomes"]["not_met"]["condition"]
    assert use["use"].text == "tell"
    assert (use["with"].value if "with" in use else None) == arguments
    cases = fitting(cases_text(written), "rule-test")
    assert cases["cases"][1]["expect"]["conditions"].value == ["tell"]


def test_every_verdict_that_the_rule_can_have_is_tested() -> None:
    plain = fitting(cases_text(new_rule(yes_or_no("a.b", Asking()))), "rule-test")
    verdicts = [each["expect"]["verdict"].text for each in plain["cases"].items()]
    assert verdicts == ["met", "not_met", "undetermined"]
    assert "given" not in plain
    text = cases_text(new_rule(IN_A_LIST, as_of=DAY))
    fitting(text, "rule-test")
    assert text == dedent(
        """\
        rule: a-001
        given: {c: true}
        cases:
          - name: 満たしている
            as_of: 2021-04-15
            answers: {l: [{id: a, b: [x]}]}
            expect: {verdict: met, conditions: []}
          - name: 満たしていない
            as_of: 2021-04-15
            answers: {l: [{id: a, b: []}]}
            expect: {verdict: not_met, conditions: []}
          - name: 未回答
            as_of: 2021-04-15
            answers: {l: [{id: a}]}
            expect: {verdict: undetermined, waiting_for: ["l[a].b"]}
          - name: 当てはまらない
            as_of: 2021-04-15
            answers: {c: false}
            expect: {verdict: not_applicable}
        """
    )


@pytest.mark.parametrize("kind", FactType)
@pytest.mark.parametrize("label", [None, "名称: 一"])
def test_a_fact_of_any_type_asks_a_question(kind: FactType, label: str | None) -> None:
    lines = fact_lines("s.x", label, kind)
    section = "section: {id: s, label: 区分, order: 1}\nfacts:\n"
    [fact] = fitting(section + "".join(f"  {line}\n" for line in lines), "facts")["facts"].items()
    assert fact["type"].text == kind.value
    assert fact["question"].text.endswith("か")
    assert has_gap(fact["question"].text)
    assert fact["label"].text == (label or "（記入してください: s.x の名称）")


def test_two_facts_that_are_still_to_be_worded_differ() -> None:
    one, two = ("\n".join(fact_lines(name, None, FactType.TEXT)) for name in ("s.x", "s.y"))
    for line in zip(one.split("\n")[:3], two.split("\n")[:3], strict=True):
        assert line[0] != line[1]


def test_a_condition_may_be_used_for_open_findings_too() -> None:
    entry = fitting("\n".join(condition_lines("tell", None, 15)) + "\n", "conditions")["tell"]
    assert entry["order"].integer == 15
    for key in ("text", "text_open"):
        assert entry[key].text.endswith("こと")
        assert has_gap(entry[key].text)


KINDS = {
    "pack.yaml": "pack",
    "facts/general.yaml": "facts",
    "conditions.yaml": "conditions",
    "general/general-001.yaml": "rule",
    "general/general-001.test.yaml": "rule-test",
    "profiles/review.yaml": "profile",
}


@pytest.mark.parametrize("label", [None, "○○市の審査"])
@pytest.mark.parametrize("head", ["", "# yaml-language-server: $schema=../s/pack.schema.json\n"])
def test_every_file_of_a_new_pack_is_one_of_its_kind(label: str | None, head: str) -> None:
    files = whole_pack("our-city", label, head, DAY)
    assert [*files] == [*KINDS]
    for place, text in files.items():
        fitting(text, KINDS[place])
        assert text.startswith("# yaml-language-server: $schema=") is bool(head)
    written = label or '"（記入してください: 規則集の名称）"'
    assert files["pack.yaml"].endswith(
        f"pack: our-city\nlanguage: 1\nversion: 0.1.0\nlabel: {written}\n"
        'families:\n  - {id: general, label: "（記入してください: 分野の名称）"}\n'
        "test_date: 2021-04-15\n"
    )
