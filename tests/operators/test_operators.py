"""Every operator on every type it is on: answered for it, answered against it, unanswered."""

from pathlib import Path

import pytest
from comparing import PATHS, evaluated

import checklist_engine.operators
from checklist_engine.evaluator.expression import Evaluation
from checklist_engine.ground.truth import Truth
from checklist_engine.ground.values import FactType
from checklist_engine.operators import operators
from checklist_engine.operators.operator import Argument, Operator

# operator, path, right side, an answer for which it holds, one for which it does not
CASES = """
is           | flag    | true                      | true       | false
is           | country | JP                        | JP         | US
is           | staff   | 3                         | 3          | -3
is           | ratio   | 1                         | 1.0        | 1.01
is           | memo    | 甲社                      | 甲社       | 乙社
is           | day     | 2021-04-15                | 2021-04-15 | 2021-04-16
is_not       | flag    | true                      | false      | true
is_not       | country | JP                        | US         | JP
is_not       | staff   | 3                         | 4          | 3
is_not       | ratio   | 0.5                       | 0.51       | 0.50
is_not       | memo    | 甲社                      | 乙社       | 甲社
is_not       | day     | 2021-04-15                | 2020-04-15 | 2021-04-15
in           | flag    | [true]                    | true       | false
in           | country | [JP, US]                  | US         |
in           | country | [US]                      | US         | JP
in           | staff   | [1, 3]                    | 1          | 2
in           | ratio   | [0.5, 1]                  | 1          | 0.6
in           | memo    | [甲社, "3"]               | "3"        | 乙社
in           | day     | [2021-04-15, 2021-04-16]  | 2021-04-16 | 2021-04-17
not_in       | flag    | [true]                    | false      | true
not_in       | country | [US]                      | JP         | US
not_in       | staff   | [1, 3]                    | 2          | 3
not_in       | ratio   | [0.5, 1]                  | 0.6        | 1.00
not_in       | memo    | [甲社]                    | 乙社       | 甲社
not_in       | day     | [2021-04-15]              | 2021-04-16 | 2021-04-15
includes     | tools   | mail                      | [mail]     | []
includes     | tools   | mail                      | [game, mail] | [game]
includes_any | tools   | [mail, chat]              | [chat]     | [game]
includes_any | tools   | [mail, chat]              | [mail, chat, game] | []
includes_all | tools   | [mail, chat]              | [chat, mail, game] | [mail]
excludes_all | tools   | [mail, chat]              | []         | [mail]
excludes_all | tools   | [mail, chat]              | [game]     | [game, chat]
is_empty     | tools   | true                      | []         | [mail]
is_empty     | tools   | false                     | [mail]     | []
at_least     | staff   | 3                         | 3          | 2
at_least     | ratio   | 0.5                       | 0.5        | 0.49
at_least     | day     | 2021-04-15                | 2021-04-15 | 2021-04-14
at_most      | staff   | 3                         | 3          | 4
at_most      | ratio   | 0.5                       | 0.5        | 0.51
at_most      | day     | 2021-04-15                | 2021-04-15 | 2021-04-16
more_than    | staff   | 3                         | 4          | 3
more_than    | ratio   | 0.5                       | 0.51       | 0.5
more_than    | day     | 2021-04-15                | 2021-04-16 | 2021-04-15
less_than    | staff   | 3                         | 2          | 3
less_than    | ratio   | 0.5                       | 0.49       | 0.5
less_than    | day     | 2021-04-15                | 2021-04-14 | 2021-04-15
matches      | memo    | "第[0-9]+条"              | 第66条     | 第66条第2項
within_months | day    | 12                        | 2020-04-15 | 2020-04-14
within_months | day    | 0                         | 2021-04-15 | 2021-04-16
not_expired  | day     | true                      | 2021-04-15 | 2021-04-14
not_expired  | day     | false                     | 2021-04-14 | 2021-04-15
"""
ROWS = [tuple(cell.strip() for cell in row.split("|")) for row in CASES.strip().splitlines()]

# operator, path, another fact of its type, answers for which it holds, answers for which not
AGAINST_FACTS = """
is           | flag    | flag2    | true  / true         | true / false
is           | country | country2 | JP / JP              | JP / US
is_not       | memo    | memo2    | 甲 / 乙              | 甲 / 甲
is           | ratio   | ratio2   | 1.0 / 1              | 1.0 / 2
at_least     | staff   | staff2   | 3 / 3                | 2 / 3
at_most      | ratio   | ratio2   | 0.5 / 0.5            | 0.6 / 0.5
more_than    | day     | day2     | 2021-04-16 / 2021-04-15 | 2021-04-15 / 2021-04-15
less_than    | day     | day2     | 2021-04-14 / 2021-04-15 | 2021-04-15 / 2021-04-15
includes_any | tools   | tools2   | [mail, chat] / [chat, game] | [mail] / [chat]
includes_any | tools   | tools2   | [mail] / [mail]      | [mail] / []
includes_all | tools   | tools2   | [mail, chat] / [chat] | [mail] / [mail, chat]
includes_all | tools   | tools2   | [mail] / []          | [mail] / [chat]
excludes_all | tools   | tools2   | [mail] / [chat]      | [mail] / [mail, chat]
"""
FACT_ROWS = [
    tuple(cell.strip() for cell in row.split("|")) for row in AGAINST_FACTS.strip().splitlines()
]


def test_every_file_of_the_folder_is_an_operator_and_is_found() -> None:
    folder = Path(str(checklist_engine.operators.__file__)).parent
    files = {path.stem for path in folder.glob("*.py")} - {"__init__", "operator"}
    assert {f"{name}_" if name in ("is", "in") else name for name in operators()} == files


def test_the_operators_are_those_of_the_language() -> None:
    assert " ".join(operators()) == (
        "answered at_least at_most excludes_all in includes includes_all includes_any is is_empty"
        " is_not less_than matches more_than not_expired not_in within_months"
    )


def test_operators_stand_on_the_types_of_the_language() -> None:
    assert {
        name: " ".join(kind.value for kind in FactType if kind in each.on)
        for name, each in operators().items()
    } == {
        "answered": "boolean choice choices integer number text date list",
        "at_least": "integer number date",
        "at_most": "integer number date",
        "excludes_all": "choices",
        "in": "boolean choice integer number text date",
        "includes": "choices",
        "includes_all": "choices",
        "includes_any": "choices",
        "is": "boolean choice integer number text date",
        "is_empty": "choices",
        "is_not": "boolean choice integer number text date",
        "less_than": "integer number date",
        "matches": "text",
        "more_than": "integer number date",
        "not_expired": "date",
        "not_in": "boolean choice integer number text date",
        "within_months": "date",
    }


@pytest.mark.parametrize("operator", operators().values(), ids=operators())
def test_an_operator_has_a_japanese_label(operator: Operator) -> None:
    assert operator.label
    assert not operator.label.isascii()


def test_every_operator_is_tried_below_on_every_type_it_is_on() -> None:
    kinds = {path: kind for kind, path in PATHS.items()}
    tried = {(operator, kinds[path]) for operator, path, *_ in ROWS}
    assert tried == {
        (name, kind)
        for name, operator in operators().items()
        for kind in operator.on
        if name != "answered"
    }


@pytest.mark.parametrize(("operator", "path", "right", "passing", "failing"), ROWS)
def test_an_operator_is_true_false_or_waits_for_the_answer(
    operator: str, path: str, right: str, passing: str, failing: str
) -> None:
    test = f"{path}: {{{operator}: {right}}}"
    outcome = evaluated(test, f"{path}: {passing}")
    assert outcome == Evaluation(Truth.TRUE, frozenset({path}))
    if failing:
        outcome = evaluated(test, f"{path}: {failing}")
        assert outcome == Evaluation(Truth.FALSE, frozenset({path}))
    for nothing in ("{}", f"{path}:", f"{path}: {{unknown: 照会中}}", f'{path}: "　 "'):
        outcome = evaluated(test, nothing)
        assert outcome == Evaluation(Truth.UNKNOWN, frozenset({path}))


@pytest.mark.parametrize(("operator", "path", "other", "passing", "failing"), FACT_ROWS)
def test_a_fact_on_the_right_side_is_compared_by_its_answer(
    operator: str, path: str, other: str, passing: str, failing: str
) -> None:
    test = f"{path}: {{{operator}: {{fact: {other}}}}}"
    for pair, truth in ((passing, Truth.TRUE), (failing, Truth.FALSE)):
        left, right = (each.strip() for each in pair.split("/"))
        outcome = evaluated(test, f"{path}: {left}\n{other}: {right}")
        assert outcome == Evaluation(truth, frozenset({path, other}))
    left, right = (each.strip() for each in passing.split("/"))
    assert evaluated(test, f"{path}: {left}").paths == {other}
    assert evaluated(test, f"{other}: {right}").paths == {path}
    outcome = evaluated(test, "{}")
    assert outcome == Evaluation(Truth.UNKNOWN, frozenset({path, other}))


def test_every_operator_that_may_have_a_fact_on_its_right_is_tried_above() -> None:
    may = {
        name
        for name, each in operators().items()
        if each.argument in (Argument.VALUE, Argument.CODES)
    }
    assert {operator for operator, *_ in FACT_ROWS} == may


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("flag", "false"),
        ("country", "JP"),
        ("tools", "[]"),
        ("staff", "0"),
        ("ratio", "0.0"),
        ("memo", "無"),
        ("day", "2021-04-15"),
        ("parties", "[]"),
    ],
)
def test_answered_is_never_unknown(path: str, answer: str) -> None:
    def truths(answers: str) -> list[Truth]:
        return [
            evaluated(f"{path}: {{answered: {asked}}}", answers).truth
            for asked in ("true", "false")
        ]

    assert truths(f"{path}: {answer}") == [Truth.TRUE, Truth.FALSE]
    assert truths("{}") == [Truth.FALSE, Truth.TRUE]
    assert truths(f"{path}: {{unknown: 照会中}}") == [Truth.FALSE, Truth.TRUE]
    assert evaluated(f"{path}: {{answered: true}}", "{}").paths == {path}


def test_a_scalar_is_is_and_a_list_is_in() -> None:
    assert evaluated("country: JP", "country: JP").truth is Truth.TRUE
    assert evaluated("country: [JP, US]", "country: US").truth is Truth.TRUE
    assert evaluated("country: [JP]", "country: US").truth is Truth.FALSE


def test_several_operators_must_all_hold() -> None:
    between = "staff: {at_least: 2, less_than: 5}"
    assert [evaluated(between, f"staff: {n}").truth.value for n in (1, 2, 4, 5)] == [
        "false",
        "true",
        "true",
        "false",
    ]


def test_texts_are_compared_as_nfc_and_not_as_nfkc() -> None:
    assert evaluated("memo: が", "memo: か\u3099").truth is Truth.TRUE
    assert evaluated("memo: か\u3099", "memo: が").truth is Truth.TRUE
    assert evaluated("memo: A", "memo: Ａ").truth is Truth.FALSE
    assert evaluated("memo: {matches: が}", "memo: か\u3099").truth is Truth.TRUE


def test_numbers_are_exact() -> None:
    assert evaluated("ratio: 0.3", "ratio: 0.30000000000000000000000000000001").truth is Truth.FALSE
    assert evaluated("ratio: {at_most: 0.1}", "ratio: 0.1").truth is Truth.TRUE
