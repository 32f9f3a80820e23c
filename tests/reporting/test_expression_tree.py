"""Expressions as indented lists: every bracket of the sentence is a step to the right."""

from pathlib import Path

import pytest
from conftest import ROOT
from packs import load

from checklist_engine.compiler.plan import compile_plan, rule_compiler
from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.loader.expressions import read_expression
from checklist_engine.loader.pack import load_pack
from checklist_engine.phrasing.recitation import Reciter
from checklist_engine.reporting.expression_tree import Branch, branch_of
from checklist_engine.usecases.describe_pack import every_rule
from checklist_engine.usecases.find_pack import find_base

AGREED = "「同意」が「はい」である"
RECORDED = "「記録」が「はい」である"
CHECKED = "「点検」が「はい」である"
HANDLES = "「取扱い」が「はい」である"


def tree(folder: Path, expression: str) -> Branch:
    """The list of an expression (YAML) on the facts of the small pack."""
    pack = load(folder)
    faults: list[Diagnostic] = []
    written = read_expression(parse_yaml(expression, "rule.yaml").cursor(), faults)
    node = rule_compiler(pack, faults).expressions.compile(written)
    assert faults == []
    return branch_of(node, Reciter.of(pack.vocabulary))


def drawn(branch: Branch) -> list[str]:
    return [f"{'-' * depth}{words}" for depth, words in branch.lines()]


@pytest.mark.parametrize(
    ("expression", "lines"),
    [
        ("agreed: true", [AGREED]),
        ("all: [{agreed: true}]", [AGREED]),
        ("any: [{all: [{agreed: true}]}]", [AGREED]),
        ("all: []", ["常に成り立つ"]),
        ("any: []", ["成り立つことがない"]),
        ("{agreed: true, recorded: true}", ["次の全て", f"-{AGREED}", f"-{RECORDED}"]),
        (
            "any: [{agreed: true}, {all: [{recorded: true}, {checked: true}]}]",
            ["次のいずれか", f"-{AGREED}", "-次の全て", f"--{RECORDED}", f"--{CHECKED}"],
        ),
        (
            "{checked: true, any: [{agreed: true}, {recorded: true}]}",
            ["次の全て", f"-{CHECKED}", "-次のいずれか", f"--{AGREED}", f"--{RECORDED}"],
        ),
        (
            "not: {any: [{agreed: true}, {recorded: true}]}",
            ["次のことがない", "-次のいずれか", f"--{AGREED}", f"--{RECORDED}"],
        ),
        (
            "count_of: {of: [{agreed: true}, {recorded: true}], at_least: 1, at_most: 2}",
            ["次のうち1つ以上2つ以下", f"-{AGREED}", f"-{RECORDED}"],
        ),
        (
            "every: {in: parties, satisfies: {.handles: true}, if_none: holds}",
            [
                "「委託先」の全て（該当するものがないときは、満たすものとする）",
                f"-満たすこと　{HANDLES}",
            ],
        ),
        (
            (
                "every: {in: parties, where: {.tier: 2}, if_none: fails, "
                "satisfies: {any: [{.handles: true}, {agreed: true}]}}"
            ),
            [
                "「委託先」の全て（該当するものがないときは、満たさないものとする）",
                "-対象　段階が「2」である",
                "-満たすこと　次のいずれか",
                f"--{HANDLES}",
                f"--{AGREED}",
            ],
        ),
        (
            "every: {in: parties, satisfies: {.handles: true}, if_none: unknown}",
            [
                "「委託先」の全て（該当するものがないときは、判定を保留する）",
                f"-満たすこと　{HANDLES}",
            ],
        ),
        ("some: {in: parties}", ["「委託先」がある"]),
        ("none: {in: parties}", ["「委託先」がない"]),
        (
            "none: {in: parties, where: {.tier: 2}, satisfies: {.handles: true}}",
            [
                "「委託先」に、次のものがない",
                "-次の全て",
                "--段階が「2」である",
                f"--{HANDLES}",
            ],
        ),
        (
            "some: {in: parties, satisfies: {some: {in: .sites, where: {.abroad: true}}}}",
            [
                "「委託先」に、次のものがある",
                "-「拠点」に、次のものがある",
                "--「国外」が「はい」である",
            ],
        ),
        (
            "count: {in: parties, where: {.handles: true}, at_most: 3}",
            ["「委託先」に、次のものが3件以下ある", f"-{HANDLES}"],
        ),
        ("count: {in: parties, at_least: 2}", ["「委託先」が2件以上ある"]),
    ],
)
def test_an_expression_is_a_list_of_its_clauses(
    expression: str, lines: list[str], tmp_path: Path
) -> None:
    assert drawn(tree(tmp_path, expression)) == lines


@pytest.mark.parametrize(
    ("expression", "nested"),
    [
        ("agreed: true", False),
        ("{agreed: true, recorded: true}", False),
        ("some: {in: parties, where: {.handles: true}}", False),
        ("some: {in: parties, where: {.handles: true, .tier: 2}}", True),
        ("{agreed: true, any: [{recorded: true}, {checked: true}]}", True),
        ("not: {any: [{recorded: true}, {checked: true}]}", True),
    ],
)
def test_a_list_is_needed_only_where_one_stands_in_another(
    expression: str, nested: bool, tmp_path: Path
) -> None:
    assert tree(tmp_path, expression).is_nested is nested


def test_the_leaves_of_a_rule_of_the_pack_are_clauses_of_its_sentence() -> None:
    pack = load_pack(ROOT / "rules" / "municipal-privacy", find_base)
    plan = compile_plan(pack, every_rule(pack))
    reciter = Reciter.of(plan.vocabulary)
    for rule in plan.rules:
        lines = [words for _, words in branch_of(rule.require, reciter).lines()]
        sentence = reciter.words(rule.require)
        for words in lines:
            clause = words.split("　")[-1]
            listed = (
                clause.startswith("次の") or "、次のもの" in clause or "該当するものが" in clause
            )
            # The end of a clause changes where another follows; its beginning does not.
            assert listed or clause[:-4] in sentence, (rule.id, clause)
