"""Keys stand in the order of the schema of their kind; the kind is told by the keys."""

from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from conftest import ROOT
from test_fmt_text import becomes, stays

from checklist_engine.authoring.formatting.kinds import kind_by_keys
from checklist_engine.authoring.formatting.order import USUAL, key_order
from checklist_engine.formats.yaml_layout_reader import read_layout
from checklist_engine.loader.checked import schema

SCHEMAS = ROOT / "checklist_engine" / "loader" / "schemas"


def kind_of(text: str) -> str | None:
    layout = read_layout(dedent(text))
    assert layout is not None
    return kind_by_keys(layout)


def by_place(path: Path) -> str | None:
    """The kind of a file of the project, by where it is and how it is called."""
    match path.parts[-2:]:
        case (_, "pack.yaml" | "conditions.yaml" | "meeting.yaml" | "rulings.yaml"):
            return path.stem
        case ("templates", _):
            return path.stem
        case ("facts", _):
            return "facts"
        case ("profiles", _):
            return "profile"
        case (_, name) if name.endswith(".test.yaml"):
            return "rule-test"
        case (_, "members-questions.yaml"):
            return None
        case _:
            return "rule" if "rules" in path.parts else "submission"


@pytest.mark.parametrize(
    "path",
    sorted([*(ROOT / "rules").rglob("*.yaml"), *(ROOT / "examples").rglob("*.yaml")]),
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_the_kind_of_every_file_of_the_project_is_told_by_its_keys(path: Path) -> None:
    assert kind_of(path.read_text(encoding="utf-8")) == by_place(path.relative_to(ROOT))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("id: a-1\nweight: 2\n", "rule"),
        ("rulings: []\n", "rulings"),
        ("meeting: {}\nrulings: r.yaml\n", "meeting"),
        ("a-b: {}\n", None),
        ("a-b:\n  text: 文\n", "conditions"),
        ("a-b:\n  text: 文\n  worlds: 1\n", None),
        ("label: 名\n", None),
        ("titel: 題\nid: a-1\n", None),
        ("- a\n", None),
        ("{id: a-1, gate: advisory}\n", None),
    ],
)
def test_what_could_be_several_kinds_or_none_is_of_no_kind(text: str, kind: str | None) -> None:
    assert kind_of(text) == kind


def properties(node: object) -> list[dict[str, Any]]:
    """The properties of every mapping that a schema describes."""
    if isinstance(node, dict):
        found = [node["properties"]] if isinstance(node.get("properties"), dict) else []
        return found + [each for inner in node.values() for each in properties(inner)]
    return [each for inner in node for each in properties(inner)] if isinstance(node, list) else []


def test_an_order_of_its_own_names_the_keys_of_one_mapping_in_another_order() -> None:
    described = [each for kind in ("facts", "submission") for each in properties(schema(kind))]
    for usual in USUAL:
        [same] = [each for each in described if {*each} == {*usual}]
        assert tuple(same) != tuple(usual), "the schema has this order already"
        assert key_order(same) == usual


@pytest.mark.parametrize("path", sorted(SCHEMAS.glob("*.json")), ids=lambda path: path.name)
def test_every_order_has_every_key_once(path: Path) -> None:
    for each in properties(schema(path.name.removesuffix(".schema.json"))):
        assert sorted(key_order(each)) == sorted(each)


def test_the_keys_of_a_rule_are_in_order_at_every_depth() -> None:
    becomes(
        """
        outcomes:
          undetermined:
            question_first: 初めに
            question: 問い
          not_met:
            condition: {use: a}
            finding: 文
        evidence:
          - kinds: [a]
            for: x
        require: {x: true}
        weight: 1
        gate: advisory
        title: 題
        id: a-1
        """,
        """
        id: a-1
        title: 題
        gate: advisory
        weight: 1
        require: {x: true}
        evidence:
          - for: x
            kinds: [a]
        outcomes:
          not_met:
            finding: 文
            condition: {use: a}
          undetermined:
            question: 問い
            question_first: 初めに
        """,
    )


def test_facts_and_their_fields_have_the_order_of_facts() -> None:
    becomes(
        """
        facts:
          - type: list
            id: a
            fields:
              - {type: text, id: id}
              - guidance: 手引
                choices:
                  z: 終わり
                  a: 初め
                type: choice
                id: x
            key: id
            label: 名
        section: {order: 1, id: a, label: 区分}
        """,
        """
        section: {order: 1, id: a, label: 区分}
        facts:
          - id: a
            label: 名
            type: list
            key: id
            fields:
              - {type: text, id: id}
              - id: x
                type: choice
                choices:
                  z: 終わり
                  a: 初め
                guidance: 手引
        """,
    )


def test_conditions_stay_in_their_order_and_their_keys_are_put_in_order() -> None:
    becomes(
        """
        z-last:
          route: conclusion
          text: 文
        a-first:
          order: 1
          subject: 主題
          text: 文
        """,
        """
        z-last:
          text: 文
          route: conclusion
        a-first:
          subject: 主題
          text: 文
          order: 1
        """,
    )


def test_expressions_and_answers_and_what_stands_in_brackets_keep_their_order() -> None:
    stays(
        """
        id: a-1
        title: 題
        require:
          z: true
          not: {b: 1, a: 2}
          any:
            - c: 1
              b: 2
        """
    )
    stays(
        """
        rule: a-1
        given:
          z: 1
          a: 2
        cases:
          - name: 名
            answers:
              z: 1
              a: 2
            expect: {verdict: met}
        """
    )


def test_keys_that_no_schema_knows_come_last_in_the_order_of_their_author() -> None:
    becomes(
        """
        zeta: 1
        title: 題
        alpha: 2
        id: a-1
        """,
        """
        id: a-1
        title: 題
        zeta: 1
        alpha: 2
        """,
        "rule",
    )


def test_a_file_of_no_kind_keeps_its_order() -> None:
    stays("b: 1\na: 2\n")
