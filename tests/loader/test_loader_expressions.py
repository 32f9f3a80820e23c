"""Expressions as written → the expression tree, and what is said of one that is none (E201, E202)."""

import pytest

from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.places import Place
from checklist_engine.loader.expressions import RESERVED, read_expression
from checklist_engine.model.expression import (
    ALWAYS,
    All,
    Any,
    Argument,
    Comparison,
    Count,
    CountOf,
    Every,
    Expression,
    Not,
    Some,
)

NOWHERE = Place(file="")


def read(text: str) -> tuple[Expression, list[Diagnostic]]:
    faults: list[Diagnostic] = []
    return read_expression(parse_yaml(text, "rule.yaml").cursor(), faults), faults


def the_fault(text: str) -> Diagnostic:
    _, (fault,) = read(text)
    return fault


def compared(path: str, operator: str, raw: object) -> Comparison:
    parts = (
        tuple(Argument(raw=item, place=NOWHERE) for item in raw) if isinstance(raw, list) else ()
    )
    argument = Argument(raw=raw, place=NOWHERE, parts=parts)
    return Comparison(
        path=path, operator=operator, argument=argument, place=NOWHERE, operator_place=NOWHERE
    )


A = compared("a", "is", True)
B = compared("b", "is", False)


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("a: true", A),
        ("{a: true, b: false}", All(parts=(A, B))),
        ("hosting.country: JP", compared("hosting.country", "is", "JP")),
        ("hosting.country: [JP, US]", compared("hosting.country", "in", ["JP", "US"])),
        ("n: {at_least: 3}", compared("n", "at_least", 3)),
        (
            "n: {at_least: 3, at_most: 5}",
            All(parts=(compared("n", "at_least", 3), compared("n", "at_most", 5))),
        ),
        ("n: {is: {fact: m}}", compared("n", "is", {"fact": "m"})),
        ("memo: ''", compared("memo", "is", "")),
        (".tier: 1", compared(".tier", "is", 1)),
        ("..country: JP", compared("..country", "is", "JP")),
        ("all: [{a: true}, {b: false}]", All(parts=(A, B))),
        ("all: []", All(parts=())),
        ("any: []", Any(parts=())),
        ("any: [{a: true, b: false}]", Any(parts=(All(parts=(A, B)),))),
        ("not: {a: true}", Not(part=A)),
        ("{a: true, not: {b: false}}", All(parts=(A, Not(part=B)))),
        (
            "count_of: {of: [{a: true}, {b: false}], at_least: 1}",
            CountOf(parts=(A, B), at_least=1, at_most=None),
        ),
        ("count_of: {of: [], at_most: 0}", CountOf(parts=(), at_least=None, at_most=0)),
        (
            "every: {in: parties, satisfies: {a: true}, if_none: fails}",
            Every(path="parties", where=ALWAYS, satisfies=A, if_none="fails", place=NOWHERE),
        ),
        (
            "every: {in: parties, where: {b: false}, satisfies: {a: true}, if_none: unknown}",
            Every(path="parties", where=B, satisfies=A, if_none="unknown", place=NOWHERE),
        ),
        (
            "some: {in: .locations}",
            Some(path=".locations", where=ALWAYS, satisfies=ALWAYS, negated=False, place=NOWHERE),
        ),
        (
            "none: {in: parties, where: {a: true}, satisfies: {b: false}}",
            Some(path="parties", where=A, satisfies=B, negated=True, place=NOWHERE),
        ),
        (
            "count: {in: parties, where: {a: true}, at_least: 1, at_most: 2}",
            Count(path="parties", where=A, at_least=1, at_most=2, place=NOWHERE),
        ),
    ],
)
def test_an_expression_reads_as_its_tree(text: str, expression: Expression) -> None:
    assert read(text) == (expression, [])


@pytest.mark.parametrize(
    ("text", "code", "column", "words"),
    [
        ("{}", "E201", 1, "式が書かれていません"),
        ("not: {}", "E201", 6, "式が書かれていません"),
        ("not:", "E201", 1, "式が書かれていません"),
        ("all: [{}]", "E201", 7, "式が書かれていません"),
        ("not: true", "E201", 6, "式は「事実: 値」の形"),
        ("not: [{a: true}]", "E201", 6, "式は「事実: 値」の形"),
        ("all: {a: true}", "E201", 6, "「all」には式を並べます"),
        ("any: x", "E201", 6, "「any」には式を並べます"),
        ("all:", "E201", 1, "「all」には式を並べます"),
        ("a: {}", "E201", 4, "「a」を何と比べるか"),
        ("a: []", "E201", 4, "「a」を何と比べるか"),
        ("a:", "E201", 1, "「a」を何と比べるか"),
        ("nOt: {a: true}", "E202", 1, "「nOt」は式の言葉でも事実の名前でもありません"),
        ("設置国: JP", "E202", 1, "「設置国」は式の言葉でも"),
        ("a..b: 1", "E202", 1, "「a..b」は式の言葉でも"),
        ("a-b: 1", "E202", 1, "「a-b」は式の言葉でも"),
        ("count_of: [{a: true}]", "E201", 11, "「count_of」の下には of を書きます"),
        ("count_of: {at_least: 1}", "E201", 1, "「count_of」に「of」がありません"),
        ("count_of: {of: []}", "E201", 1, "「at_least」も「at_most」もありません"),
        ("count_of: {of: {a: true}, at_least: 1}", "E201", 16, "「of」には式を並べます"),
        ("count_of: {of: [], at_least: -1}", "E201", 30, "「at_least」は0以上の整数"),
        ("count_of: {of: [], at_least: 1.0}", "E201", 30, "「at_least」は0以上の整数"),
        ("count_of: {of: [], at_most: true}", "E201", 29, "「at_most」は0以上の整数"),
        ("count_of: {of: [], at_most: '1'}", "E201", 29, "「at_most」は0以上の整数"),
        ("every: {in: x, satisfies: {a: true}}", "E201", 1, "「every」に「if_none」がありません"),
        ("every: {satisfies: {a: true}, if_none: holds}", "E201", 1, "「in」がありません"),
        ("every: {in: x, if_none: holds}", "E201", 1, "「satisfies」がありません"),
        ("every: {in: x, satisfies: {a: true}, if_none: yes}", "E201", 47, "holds、fails、unknown"),
        ("every: {in: x, satisfies: {a: true}, if_none: [holds]}", "E201", 47, "holds、fails、unknown"),
        ("every: parties", "E201", 8, "「every」の下には in、satisfies、if_none"),
        ("some: {in: [parties]}", "E201", 12, "「in」には一覧の名前"),
        ("some: {in: 委託先}", "E201", 12, "「in」には一覧の名前"),
        ("some: {in: x, where: {}}", "E201", 22, "式が書かれていません"),
        ("some: {in: x, where: }", "E201", 15, "式が書かれていません"),
        ("some: {in: x, satisfy: {a: true}}", "E202", 15, "「some」の下に「satisfy」は書けません"),
        ("some: {in: x, if_none: holds}", "E202", 15, "「some」の下に「if_none」は書けません"),
        ("count: {in: x}", "E201", 1, "「at_least」も「at_most」もありません"),
        ("count: {in: x, at_least: 1, satisfies: {a: true}}", "E202", 29, "「satisfies」は書けません"),
    ],
)  # fmt: skip
def test_what_is_no_expression_is_told_at_its_place(
    text: str, code: str, column: int, words: str
) -> None:
    fault = the_fault(text)
    assert (fault.code, fault.place.line, fault.place.column) == (code, 1, column)
    assert words in fault.message
    assert fault.hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("ALL: [{a: true}]", "もしかして「all」ですか"),
        ("count-of: {of: []}", "もしかして「count_of」ですか"),
        ("some: {in: x, satisfy: {a: true}}", "もしかして「satisfies」ですか"),
    ],
)
def test_a_near_miss_of_a_word_is_offered(text: str, hint: str) -> None:
    assert the_fault(text).hint == hint


def test_all_faults_of_an_expression_are_told_at_once() -> None:
    text = """\
any:
  - {}
  - every: {in: x, satisfy: {a: true}}
  - 設置国: JP
  - count: {in: x, at_least: -1}
"""
    _, faults = read(text)
    assert [(fault.code, fault.place.line) for fault in faults] == [
        ("E201", 2),
        ("E202", 3),
        ("E201", 3),
        ("E201", 3),
        ("E202", 4),
        ("E201", 5),
    ]


def test_every_part_of_a_comparison_knows_its_place() -> None:
    expression, _ = read("hosting.country: {not_in: [JP, {parameter: home}]}")
    assert isinstance(expression, Comparison)
    argument = expression.argument
    columns = [
        place.column
        for place in (
            expression.place,
            expression.operator_place,
            argument.place,
            argument.parts[0].place,
            argument.parts[1].place,
        )
    ]
    assert columns == [1, 19, 27, 28, 32]


def test_the_operator_of_a_bare_value_stands_where_the_path_does() -> None:
    expression, _ = read("{a: true, country: [JP]}")
    assert isinstance(expression, All)
    comparison = expression.parts[1]
    assert isinstance(comparison, Comparison)
    assert comparison.operator_place.column == comparison.place.column == 11


def test_the_words_of_the_language_are_reserved() -> None:
    assert sorted(RESERVED) == [
        "all",
        "any",
        "count",
        "count_of",
        "every",
        "none",
        "not",
        "parent",
        "some",
        "tier",
        "unknown",
    ]
