"""Other choices that would do as well, each by itself."""

from pathlib import Path

from flipping import flipped
from packs import FACTS, rule

from checklist_engine.inquiry.also_enough import MOST_CHANGES, also_enough
from checklist_engine.model.verdicts import Decision

PLACES = FACTS.replace(
    "choices: {JP: 日本, OTHER: 日本以外}", "choices: {JP: 日本, EU: 欧州, US: 米国, OTHER: 他}"
)


def test_every_other_code_that_does_is_named(tmp_path: Path) -> None:
    files = {"facts/main.yaml": PLACES, "one/one-001.yaml": rule(require="{place: [JP, EU, US]}")}
    case = flipped(tmp_path, files, "{place: OTHER}")
    [way] = case.flips.alternatives
    assert also_enough(way, case) == {"place": ("EU", "US")}


def test_one_that_makes_another_finding_fail_does_not(tmp_path: Path) -> None:
    files = {
        "facts/main.yaml": PLACES,
        "one/one-001.yaml": rule(require="{place: [JP, EU, US]}"),
        "one/one-002.yaml": rule(
            "one-002", gate="advisory", require="{place: {is_not: EU}}", not_met=None
        ),
    }
    case = flipped(tmp_path, files, "{place: OTHER}")
    assert also_enough(case.flips.alternatives[0], case) == {"place": ("US",)}


def test_where_a_condition_is_to_go_it_has_to_go(tmp_path: Path) -> None:
    files = {"facts/main.yaml": PLACES, "one/one-001.yaml": rule(require="{place: [JP, EU]}")}
    case = flipped(tmp_path, files, "{place: OTHER}", condition="agree")
    assert also_enough(case.flips.alternatives[0], case) == {"place": ("EU",)}


def test_a_code_in_place_of_the_one_that_is_added(tmp_path: Path) -> None:
    files = {"one/one-001.yaml": rule(require="{means: {includes_any: [roster, pledge]}}")}
    case = flipped(tmp_path, files, "{means: [audit]}")
    assert also_enough(case.flips.alternatives[0], case) == {"means": ("pledge",)}


def test_where_codes_go_or_several_come_there_is_nothing_in_their_place(tmp_path: Path) -> None:
    for require, answers in (
        ("{means: {includes_all: [roster, pledge]}}", "{means: []}"),
        ("{means: {excludes_all: [audit]}}", "{means: [audit]}"),
    ):
        case = flipped(tmp_path, {"one/one-001.yaml": rule(require=require)}, answers)
        assert also_enough(case.flips.alternatives[0], case) == {"means": ()}


def test_of_many_changes_nothing_is_said(tmp_path: Path) -> None:
    count = MOST_CHANGES + 1
    facts = PLACES + "".join(
        f"  - {{id: x.f{number}, label: 項目{number}, type: choice, choices: {{a: あ, b: い}}}}\n"
        for number in range(count)
    )
    require = "{" + ", ".join(f"x.f{number}: a" for number in range(count)) + "}"
    files = {"facts/main.yaml": facts, "one/one-001.yaml": rule(require=require)}
    case = flipped(tmp_path, files, "{}", aim=Decision.APPROVE)
    [way] = case.flips.alternatives
    assert len(way.changes) == count
    assert also_enough(way, case) is None
