"""Days in bulk: every submission has an assessment date of its own."""

from datetime import date
from itertools import product

import beside  # noqa: F401  finds what the laws beside this folder generate
from agreeing import check, submission
from generators import DAYS, Raw, typed
from test_bulk_laws import DATES, evidence_of
from test_bulk_lists import plan_with

INSIDE = {"some": {"in": "items", "satisfies": {"day": {"within_months": 24}, ".staff": 1}}}
WANTED: list[Raw] = [
    {"day": {"within_months": 0}},
    {"day": {"within_months": 12}},
    {"day": {"within_months": 1200}},
    {"day": {"not_expired": True}},
    {"day": {"not_expired": False}},
    {"day": {"at_least": "2020-04-15"}},
    INSIDE,
]


def test_each_day_is_told_by_the_date_of_its_own_submission() -> None:
    items = [{"id": "i", "staff": 1}, {"id": "j", "staff": 2}]
    cases = [
        (submission(f"{day} {as_of}", typed({"day": day, "items": items})), as_of)
        for day, as_of in product([*DAYS, None], DATES)
    ]
    check(plan_with(*({"require": each} for each in WANTED)), cases)


def test_one_date_for_all_comes_to_the_same() -> None:
    for as_of in DATES:
        cases = [(submission(f"{day}", typed({"day": day})), as_of) for day in [*DAYS, None]]
        check(plan_with(*({"require": each} for each in WANTED)), cases)


def test_a_rule_is_in_force_on_the_date_of_each_submission() -> None:
    rule: Raw = {"require": {"a": True}, "in_force": {"from": "2020-04-15", "until": "2021-04-15"}}
    loop: Raw = {**rule, "for_each": {"in": "items"}, "require": {".handles": True}}
    raw: Raw = {"a": True, "items": [{"id": "i", "handles": False}]}
    cases = [(submission(f"{day}", typed(raw)), day) for day in DATES]
    check(plan_with(rule, loop), cases)


def test_a_proof_is_of_an_age_on_the_date_of_each_submission() -> None:
    need = {"for": "a", "strength": "oral", "max_age_months": 12}
    cases = []
    for number, (issued, until, as_of) in enumerate(product(DAYS, [None, "2020-12-31"], DATES)):
        record = {"id": "E1", "kind": "seal", "supports": ["a"], "issued_on": issued}
        record |= {"valid_until": until} if until else {}
        given = submission(f"c{number}", typed({"a": True}), evidence_of([record]))
        cases.append((given, as_of))
    result = check(plan_with({"require": {"a": True}, "evidence": [need]}), cases)
    assert {verdict.value for verdict, rows in result.rules["x-000"].has.items() if rows} == {
        "met",
        "unproven",
    }
    assert date(2021, 4, 15) in DATES
