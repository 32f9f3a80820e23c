"""Quantifiers in each other over long lists: run on a few rows at a time, and the same comes out."""

from dataclasses import replace
from random import Random

import beside  # noqa: F401  finds what the laws beside this folder generate
import pytest
from agreeing import check, submission
from generators import AS_OF, Raw, typed
from test_bulk_lists import HANDLES, RULES, listing, plan_with, relevance

from checklist_engine.bulk import cutting, encode, evaluate
from checklist_engine.bulk.cutting import Cutting
from checklist_engine.bulk.sheet import sheets_of

NESTED: list[Raw] = [
    *({"require": each} for each in RULES.values()),
    {"for_each": {"in": "items"}, "require": HANDLES},
    {"for_each": {"in": "items", "where": RULES["inside"]}, "require": RULES["across"]},
    {"for_each": {"in": "parties"}, "require": RULES["some"], "compensated_by": RULES["count"]},
    {"applies_when": RULES["across"], "require": {"a": True}},
]


@pytest.mark.parametrize("widest", [1, 64, 1000, 20_000])
def test_a_rule_in_parts_comes_to_the_same(monkeypatch: pytest.MonkeyPatch, widest: int) -> None:
    monkeypatch.setattr(cutting, "_WIDEST", widest)
    chance = Random(widest)
    check(plan_with(*NESTED), [listing(chance, number, 9) for number in range(11)])


def test_facts_whose_relevance_is_nested_are_found_out_in_parts_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cutting, "_WIDEST", 100)
    plan = replace(
        plan_with({"require": {"a": True}}, {"applies_when": {"a": True}, "require": {"b": True}}),
        relevance=(relevance("a", RULES["across"]),),
    )
    chance = Random(1)
    check(plan, [listing(chance, number, 9) for number in range(11)])


def test_rows_are_cut_by_the_slots_of_all_lists_around() -> None:
    items = [{"id": f"i{at}"} for at in range(100)]
    parties = [{"id": f"p{at}"} for at in range(50)]
    given = submission("x", typed({"items": items, "parties": parties}))
    plan = plan_with(
        {"require": RULES["every"]},
        {"require": RULES["across"]},
        {"for_each": {"in": "items"}, "require": RULES["some"]},
        {"require": {"a": True}},
    )
    columns = encode(plan.vocabulary, [(given, AS_OF)] * 10)
    [sheet] = sheets_of(columns)
    cut = Cutting(plan, sheet)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cutting, "_WIDEST", 20_000)
        assert [cut.rows_at_a_time(rule) for rule in plan.rules] == [None, 4, 2, None]
        patch.setattr(cutting, "_WIDEST", 1)
        assert [cut.rows_at_a_time(rule) for rule in plan.rules] == [1, 1, 1, 1]


def test_a_thousand_elements_against_a_thousand_need_no_plane_wider_than_wide() -> None:
    items = [{"id": f"i{at}", "staff": at % 7, "handles": True} for at in range(1000)]
    nested: Raw = {
        "every": {
            "in": "items",
            "satisfies": {"some": {"in": "items", "satisfies": {".staff": {"at_least": 6}}}},
            "if_none": "fails",
        }
    }
    given = submission("x", typed({"items": items}))
    plan = plan_with({"require": nested})
    columns = encode(plan.vocabulary, [(given, AS_OF)] * 20)
    [sheet] = sheets_of(columns)
    assert Cutting(plan, sheet).rows_at_a_time(plan.rules[0]) == 16
    result = evaluate(plan, columns)
    assert {verdict.value: rows for verdict, rows in result.rules["x-000"].has.items() if rows} == {
        "met": columns.everywhere
    }
