"""Lists in bulk: of any length, in each other, open, closed, irrelevant, partly proven."""

from collections.abc import Mapping
from dataclasses import replace
from random import Random

import beside  # noqa: F401  finds what the laws beside this folder generate
import pytest
from agreeing import Dated, check, submission
from generators import AS_OF, Raw, typed, vocabulary
from rule_generators import plan_of, planned
from test_bulk_laws import evidence_of, node_of

from checklist_engine.bulk import encode
from checklist_engine.bulk.sheet import sheets_of
from checklist_engine.model.plan import Plan, PlannedRelevance

HANDLES = {".handles": True}
INSIDE = {"some": {"in": ".locations", "satisfies": {".country": {"is": {"fact": "..country"}}}}}
RULES: Mapping[str, Raw] = {
    "every": {"every": {"in": "parties", "satisfies": HANDLES, "if_none": "fails"}},
    "some": {"some": {"in": "items", "where": HANDLES, "satisfies": {".staff": {"at_least": 2}}}},
    "none": {"none": {"in": "parties", "where": {".tier": {"at_least": 2}}, "satisfies": HANDLES}},
    "count": {"count": {"in": "items", "where": HANDLES, "at_least": 20, "at_most": 60}},
    "inside": {"every": {"in": "parties", "satisfies": INSIDE, "if_none": "unknown"}},
    "across": {
        "some": {
            "in": "items",
            "satisfies": {
                "none": {
                    "in": "parties",
                    "satisfies": {
                        "all": [
                            {".staff": {"is": {"fact": "..staff"}}},
                            {"some": {"in": ".locations", "satisfies": {"..staff": 1}}},
                        ]
                    },
                }
            },
        }
    },
}


def plan_with(*rules: Raw) -> Plan:
    return replace(
        plan_of(),
        decides=True,
        rules=tuple(
            replace(
                planned({"id": "x-001", "weight": 1, "gate": "blocking", **rule}), id=f"x-{at:03}"
            )
            for at, rule in enumerate(rules)
        ),
    )


def party(chance: Random, key: str, *, below: int) -> Raw:
    found: Raw = {"id": key}
    if chance.random() < 0.8:
        found["handles"] = chance.random() < 0.7
    if chance.random() < 0.8:
        found["staff"] = chance.randint(0, 3)
    if chance.random() < 0.8:
        found["country"] = chance.choice(["JP", "US"])
    if chance.random() < 0.7:
        found["locations"] = [
            {"id": f"l{at}", "country": chance.choice(["JP", "US"])}
            for at in range(chance.randint(0, 3))
        ]
    if below:
        found["children"] = [
            party(chance, f"{key}-{at}", below=below - 1) for at in range(chance.randint(0, 2))
        ]
    return found


def listing(chance: Random, number: int, most: int) -> Dated:
    raw: Raw = {
        "parties": [
            party(chance, f"p{at}", below=2) for at in range(chance.randint(0, max(1, most // 8)))
        ],
        "items": [
            {
                key: value
                for key, value in party(chance, f"i{at}", below=0).items()
                if key != "locations"
            }
            for at in range(chance.randint(0, most))
        ],
    }
    if chance.random() < 0.7:
        raw["complete"] = chance.random() < 0.8
    return submission(f"c{number}", typed(raw)), AS_OF


@pytest.mark.parametrize("most", [0, 1, 3, 20, 70])
def test_lists_of_any_length_are_evaluated_to_their_end(most: int) -> None:
    chance = Random(most)
    rules: list[Raw] = [{"require": each} for each in RULES.values()]
    rules += [{"for_each": {"in": "items"}, "require": HANDLES, "gate": "advisory"}]
    rules += [{"for_each": {"in": "parties", "where": HANDLES}, "require": INSIDE}]
    check(plan_with(*rules), [listing(chance, number, most) for number in range(12)])


def test_one_very_long_list_takes_no_slots_of_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checklist_engine.bulk.grouping._WORTH", 1)
    chance = Random(7)
    cases = [listing(chance, number, 4) for number in range(20)]
    long = {"items": [{"id": f"i{at}", "handles": at != 299} for at in range(300)]}
    cases.insert(3, (submission("long", typed(long)), AS_OF))
    plan = plan_with({"require": RULES["some"]}, {"require": RULES["count"]})
    columns = encode(plan.vocabulary, cases)
    assert columns.groups == (20, 1)
    assert columns.cases[-1] == "long"
    result = check(plan, cases)
    slots = [
        max(each.slots for each in sheet.top.inner.values()) for sheet in sheets_of(result.columns)
    ]
    assert slots[0] <= 8
    assert slots[1] == 300


def test_an_answer_without_proof_is_taken_away_from_its_own_element_only() -> None:
    """A quantifier over the list of `for_each` comes past the element itself, and past the others."""
    rule: Raw = {
        "for_each": {"in": "parties"},
        "require": {"count": {"in": "parties", "where": HANDLES, "at_least": 2}},
        "evidence": [{"for": ".handles", "strength": "contract"}],
    }
    proven = evidence_of([{"id": "E1", "kind": "seal", "supports": ["parties[p]"]}])
    keys = ["p", "q", "r"]
    found = []
    for count in (2, 3):
        parties = [{"id": key, "handles": True} for key in keys[:count]]
        given = submission("a", typed({"complete": True, "parties": parties}), proven)
        result = check(plan_with(rule), [(given, AS_OF)])
        found.append([each.verdict.value for each in result.findings("x-000", 0)])
    assert found == [["met", "unproven"], ["met", "met", "met"]]


def relevance(fact: str, node: Raw, *lists: str) -> PlannedRelevance:
    around = tuple(vocabulary().facts[name] for name in lists)
    return PlannedRelevance(fact=fact, lists=lists, node=node_of(node, around))


def test_what_waits_for_an_irrelevant_closed_by_only_is_settled() -> None:
    plan = replace(
        plan_with({"applies_when": RULES["every"], "require": {"b": True}}),
        relevance=(relevance("complete", {"a": True}),),
    )
    raw: Raw = {"b": True, "parties": [{"id": "p", "handles": True}]}
    cases = [
        (submission(f"{a}{complete}", typed({**raw, "a": a, "complete": complete})), AS_OF)
        for a in (True, False, None)
        for complete in (True, False, None)
    ]
    check(plan, cases)


def test_a_field_that_waits_for_its_list_as_well_is_pending_not_irrelevant() -> None:
    plan = replace(
        plan_with({"for_each": {"in": "parties"}, "require": {".staff": 1}}),
        relevance=(
            relevance("c", {"b": True}),
            relevance("parties", {"a": True}),
            relevance("parties.staff", {"c": True}, "parties"),
        ),
    )
    raw: Raw = {"complete": True, "parties": [{"id": "p", "staff": 1}]}
    cases = [
        (submission(f"{a}{b}{c}", typed({**raw, "a": a, "b": b, "c": c})), AS_OF)
        for a in (True, False, None)
        for b in (True, False, None)
        for c in (True, False, None)
    ]
    check(plan, cases)


def test_rows_with_lists_of_one_length_stand_together() -> None:
    """A slot is then a few slices of the stored codes, however many rows there are."""
    chance = Random(11)
    cases = [listing(chance, number, 6) for number in range(60)]
    columns = encode(vocabulary(), cases)
    [items, parties] = (columns.lists[name].lengths for name in ("items", "parties"))
    [first, second] = sorted([items, parties], key=sum, reverse=True)
    assert list(zip(first, second, strict=True)) == sorted(zip(first, second, strict=True))
    assert [columns.cases[row] for row in range(60)] == [
        cases[place][0].case.id for place in columns.order
    ]
    assert sorted(columns.order) == list(range(60))
