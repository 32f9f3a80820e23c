"""Changes to what joins comparisons: each kind once, in words, and with the meaning it should have."""

import pytest
from benching import RULE, bench_of, mutants

from checklist_engine.compiler.plan import rule_compiler
from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.loader.expressions import read_expression
from checklist_engine.model.plan import Node

_OF_COMPARISONS = (
    "の「はい」を「いいえ」に替え",
    "の「いいえ」を「はい」に替え",
    "の「等しい」を「等しくない」に替え",
)


def compiled(expression: str) -> Node:
    faults: list[Diagnostic] = []
    written = read_expression(parse_yaml(expression, "x.yaml").cursor(), faults)
    node = rule_compiler(bench_of("require: {agreed: true}\n").pack, faults).expressions.compile(
        written
    )
    assert faults == []
    return node


def changed(expression: str) -> dict[str, Node]:
    """By its words, what each change makes of `require`; those of comparisons are left out."""
    return {
        each.words: each.rule.require
        for each in mutants(f"require: {expression}\n")
        if not each.words.endswith(_OF_COMPARISONS)
    }


def expected(**changes: str) -> dict[str, Node]:
    return {words: compiled(expression) for words, expression in changes.items()}


@pytest.mark.parametrize(
    ("expression", "changes"),
    [
        (
            "{agreed: true, recorded: false}",
            {
                "「かつ」を「又は」に替え": "{any: [{agreed: true}, {recorded: false}]}",
                "「同意」についての部分（等しい）を外し": "{all: [{recorded: false}]}",
                "「記録」についての部分（等しい）を外し": "{all: [{agreed: true}]}",
            },
        ),
        (
            "{any: [{agreed: true}, {all: [{checked: true}]}]}",
            {
                "「又は」を「かつ」に替え": "{all: [{agreed: true}, {all: [{checked: true}]}]}",
                "「同意」についての部分（等しい）を外し": "{any: [{all: [{checked: true}]}]}",
                "「点検」などについての部分を外し": "{any: [{agreed: true}]}",
            },
        ),
        # A single part is joined to nothing, and without it nothing would be left.
        ("{all: [{agreed: true}]}", {}),
        ("{any: []}", {}),
        ("{not: {agreed: true}}", {"「同意」の前の「not」を外し": "{agreed: true}"}),
        (
            "{not: {any: [{agreed: true}]}}",
            {"「同意」の前の「not」を外し": "{any: [{agreed: true}]}"},
        ),
        ("{not: {all: []}}", {"空の並びの前の「not」を外し": "{all: []}"}),
        (
            "{count_of: {of: [{agreed: true}, {recorded: true}], at_least: 1}}",
            {
                "「同意」を数える「at_least」を 1 から 2 に替え": (
                    "{count_of: {of: [{agreed: true}, {recorded: true}], at_least: 2}}"
                ),
                "「同意」を数える「at_least」を 1 から 0 に替え": (
                    "{count_of: {of: [{agreed: true}, {recorded: true}], at_least: 0}}"
                ),
                "「同意」についての部分（等しい）を外し": (
                    "{count_of: {of: [{recorded: true}], at_least: 1}}"
                ),
                "「記録」についての部分（等しい）を外し": (
                    "{count_of: {of: [{agreed: true}], at_least: 1}}"
                ),
            },
        ),
        (
            "{count: {in: parties, where: {.handles: true}, at_most: 0}}",
            {
                "「委託先」を数える「at_most」を 0 から 1 に替え": (
                    "{count: {in: parties, where: {.handles: true}, at_most: 1}}"
                ),
                "「委託先」についての「where」を外し": "{count: {in: parties, at_most: 0}}",
            },
        ),
        (
            "{some: {in: parties, where: {.handles: true}, satisfies: {.name: x}}}",
            {
                "「委託先」についての「some」を「every」に替え": (
                    "{every: {in: parties, where: {.handles: true}, satisfies: {.name: x}, "
                    "if_none: holds}}"
                ),
                "「委託先」についての「where」を外し": (
                    "{some: {in: parties, satisfies: {.name: x}}}"
                ),
            },
        ),
        # Where there is only a `where`, it is what one element has to be.
        (
            "{some: {in: parties, where: {.handles: true}}}",
            {
                "「委託先」についての「some」を「every」に替え": (
                    "{every: {in: parties, satisfies: {.handles: true}, if_none: holds}}"
                ),
                "「委託先」についての「where」を外し": "{some: {in: parties}}",
            },
        ),
        (
            "{none: {in: parties, where: {.handles: true}}}",
            {
                "「委託先」についての「none」を「some」に替え": (
                    "{some: {in: parties, where: {.handles: true}}}"
                ),
                "「委託先」についての「where」を外し": "{none: {in: parties}}",
            },
        ),
        (
            "{every: {in: parties, where: {.handles: true}, satisfies: {.name: x}, if_none: fails}}",
            {
                "「委託先」についての「every」を「some」に替え": (
                    "{some: {in: parties, where: {.handles: true}, satisfies: {.name: x}}}"
                ),
                "「委託先」に該当するものがないときの扱いを「満たさない」から「満たす」に替え": (
                    "{every: {in: parties, where: {.handles: true}, satisfies: {.name: x}, "
                    "if_none: holds}}"
                ),
                (
                    "「委託先」に該当するものがないときの扱いを"
                    "「満たさない」から「判定を保留する」に替え"
                ): (
                    "{every: {in: parties, where: {.handles: true}, satisfies: {.name: x}, "
                    "if_none: unknown}}"
                ),
                "「委託先」についての「where」を外し": (
                    "{every: {in: parties, satisfies: {.name: x}, if_none: fails}}"
                ),
            },
        ),
        (
            "{every: {in: parties, satisfies: {.name: x}, if_none: holds}}",
            {
                "「委託先」についての「every」を「some」に替え": (
                    "{some: {in: parties, satisfies: {.name: x}}}"
                ),
                "「委託先」に該当するものがないときの扱いを「満たす」から「満たさない」に替え": (
                    "{every: {in: parties, satisfies: {.name: x}, if_none: fails}}"
                ),
                (
                    "「委託先」に該当するものがないときの扱いを"
                    "「満たす」から「判定を保留する」に替え"
                ): "{every: {in: parties, satisfies: {.name: x}, if_none: unknown}}",
            },
        ),
    ],
)
def test_a_change_means_what_an_author_would_have_written(
    expression: str, changes: dict[str, str]
) -> None:
    assert changed(expression) == expected(**changes)


def test_a_change_inside_a_where_that_if_none_repeats_is_made_in_both() -> None:
    found = mutants(
        "require: {every: {in: parties, where: {.handles: true}, satisfies: {.name: x}, "
        "if_none: fails}}\n"
    )
    [turned] = [each for each in found if each.words == "「取扱い」の「はい」を「いいえ」に替え"]
    assert turned.rule.require == compiled(
        "{every: {in: parties, where: {.handles: false}, satisfies: {.name: x}, if_none: fails}}"
    )


def test_two_bounds_are_moved_one_at_a_time() -> None:
    words = [*changed("{count: {in: parties, at_least: 1, at_most: 2}}")]
    assert words == [
        "「委託先」を数える「at_least」を 1 から 2 に替え",
        "「委託先」を数える「at_most」を 2 から 3 に替え",
        "「委託先」を数える「at_least」を 1 から 0 に替え",
        "「委託先」を数える「at_most」を 2 から 1 に替え",
    ]


def test_a_change_stands_where_the_expression_begins_or_the_part_that_is_left_out() -> None:
    found = mutants("require:\n  any:\n    - agreed: true\n    - recorded: true\n")
    places = {each.words: str(each.place) for each in found}
    assert places["「又は」を「かつ」に替え"] == f"{RULE}.yaml:6:7"
    assert places["「記録」についての部分（等しい）を外し"] == f"{RULE}.yaml:7:7"


def test_what_has_no_place_of_its_own_is_found_at_its_rule() -> None:
    [found] = mutants("require: {not: {all: []}}\n")
    assert str(found.place) == f"{RULE}.yaml:1:5"
