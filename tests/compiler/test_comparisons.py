"""Parameters on the right side, and where the faults of a comparison stand (§4).

What operator fits what type, and what right sides a type can hold, is tried in tests/operators.
"""

from datetime import date
from decimal import Decimal

import pytest
from compiling import expression_fault, node

from checklist_engine.ground.atoms import Atom, Empty, OneOf, Threshold, WithinMonths
from checklist_engine.model.paths import FactRef
from checklist_engine.model.plan import Test


@pytest.mark.parametrize(
    ("expression", "atom"),
    [
        ("days: {at_most: {parameter: limit}}", Threshold(operand=2, relation="at_most")),
        (
            "ratio: {less_than: {parameter: share}}",
            Threshold(operand=Decimal("0.5"), relation="less_than"),
        ),
        ("ratio: {at_least: {parameter: limit}}", Threshold(operand=2, relation="at_least")),
        (
            "start: {at_least: {parameter: since}}",
            Threshold(operand=date(2021, 4, 1), relation="at_least"),
        ),
        ("hosting.country: {is: {parameter: home}}", OneOf(operand=frozenset({"JP"}))),
        ("memo: {is_not: {parameter: home}}", OneOf(operand=frozenset({"JP"}), negated=True)),
        (
            "hosting.country: [US, {parameter: home}]",
            OneOf(operand=frozenset({"US", "JP"})),
        ),
        ("data.personal: {is: {parameter: strict}}", OneOf(operand=frozenset({True}))),
        ("start: {within_months: {parameter: limit}}", WithinMonths(months=2)),
        ("tools: {is_empty: {parameter: strict}}", Empty(expected=True)),
    ],
)
def test_a_parameter_stands_for_its_value(expression: str, atom: Atom) -> None:
    found, faults = node(expression)
    assert faults == []
    assert isinstance(found, Test)
    assert found.atom == atom


def test_a_fact_on_the_right_is_a_second_reference() -> None:
    found, faults = node("days: {at_most: {fact: days}}")
    assert faults == []
    assert found == Test(
        ref=FactRef(fact="days"),
        atom=Threshold(operand=None, relation="at_most"),
        against=FactRef(fact="days"),
    )


@pytest.mark.parametrize(
    ("expression", "column", "words"),
    [
        ("days: {at_most: {parameter: share}}", 17, "設定値「share」は数値なので、整数とは"),
        ("data.personal: {is: {parameter: limit}}", 21, "設定値「limit」は整数なので"),
        ("memo: {is: {parameter: limit}}", 12, "設定値「limit」は整数なので、文とは"),
        ("hosting.country: {is: {parameter: limit}}", 23, "設定値「limit」は整数なので"),
        ("start: {at_least: {parameter: home}}", 19, "設定値「home」は文なので、日付とは"),
        ("start: {within_months: {parameter: share}}", 24, "設定値「share」は数値なので"),
        ("days: {in: [1, {parameter: home}]}", 16, "設定値「home」は文なので、整数とは"),
        ("tools: {includes: {parameter: home}}", 19, "「道具」: 「JP」は選択肢にありません"),
    ],
)
def test_a_parameter_of_another_type_is_refused_at_its_place(
    expression: str, column: int, words: str
) -> None:
    fault = expression_fault(expression)
    assert (fault.code, fault.place.column) == ("E204", column)
    assert words in fault.message
    assert fault.hint


def test_an_unknown_parameter_has_its_near_miss() -> None:
    fault = expression_fault("days: {at_most: {parameter: limmit}}")
    assert (fault.code, fault.place.column) == ("E209", 17)
    assert fault.hint == "もしかして「limit」ですか"
    assert "pack.yaml に加える" in str(expression_fault("days: {is: {parameter: zzz}}").hint)


@pytest.mark.parametrize(
    ("expression", "code", "column"),
    [
        ("hosting.country: EU", "E204", 18),
        ("hosting.country: {is: EU}", "E204", 23),
        ("hosting.country: {iz: JP}", "E205", 19),
        ("memo: {matches: '('}", "E208", 17),
        ("days: {at_most: {parameter: x}}", "E209", 17),
    ],
)
def test_each_fault_stands_at_what_is_wrong(expression: str, code: str, column: int) -> None:
    fault = expression_fault(expression)
    assert (fault.code, fault.place.line, fault.place.column) == (code, 1, column)
