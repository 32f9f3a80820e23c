"""What is proposed where several things would do: the smallest, that which does no harm, the easiest."""

from itertools import combinations
from pathlib import Path

import pytest
from flipping import flipped, ways
from packs import FACTS, PACK, rule

from checklist_engine.inquiry.flip import Alternative
from checklist_engine.model.verdicts import Decision

EITHER = rule(require="{any: [{agreed: true}, {recorded: true}, {place: JP}]}")


def values(alternative: Alternative) -> dict[str, object]:
    return {change.path: change.after for change in alternative.changes}


def test_of_one_size_the_least_effort_comes_first(tmp_path: Path) -> None:
    facts = FACTS.replace("label: 同意,", "label: 同意, effort: 5,")
    facts = facts.replace("label: 場所,", "label: 場所, effort: 1,")
    files = {"facts/main.yaml": facts, "one/one-001.yaml": EITHER}
    case = flipped(tmp_path, files, "{agreed: false, recorded: false, place: OTHER}")
    assert ways(case) == [{"place"}, {"recorded"}, {"agreed"}]
    assert [each.effort for each in case.flips.alternatives] == [1, 3, 5]


def test_what_makes_nothing_worse_comes_before_what_is_easier(tmp_path: Path) -> None:
    facts = FACTS.replace("label: 場所,", "label: 場所, effort: 1,")
    files = {
        "facts/main.yaml": facts,
        "one/one-001.yaml": EITHER,
        "one/one-002.yaml": rule(
            "one-002", gate="advisory", require="{place: OTHER}", not_met=None
        ),
    }
    case = flipped(tmp_path, files, "{agreed: false, recorded: false, place: OTHER}")
    assert ways(case) == [{"agreed"}, {"recorded"}, {"place"}]
    assert case.flips.harmless is None


def test_facts_that_cannot_be_changed_stand(tmp_path: Path) -> None:
    facts = FACTS.replace("label: 同意,", "label: 同意, mutable: false,")
    files = {"facts/main.yaml": facts, "one/one-001.yaml": EITHER}
    case = flipped(tmp_path, files, "{recorded: false, place: OTHER}", aim=Decision.APPROVE)
    assert sorted(map(sorted, ways(case))) == [["place"], ["recorded"]]


def test_an_answer_that_is_wanted_anyway_is_one_that_fails_no_other_rule(tmp_path: Path) -> None:
    files = {
        "one/one-001.yaml": rule(
            gate="blocking", require="{means: {includes: audit}}", not_met=None
        ),
        "one/one-002.yaml": rule("one-002", require="{means: {includes: roster}}"),
        "one/one-003.yaml": rule(
            "one-003", gate="advisory", require="{means: {includes: pledge}}", not_met=None
        ),
    }
    aim = Decision.APPROVE_WITH_CONDITIONS
    [way] = flipped(tmp_path, files, "{}", aim=aim).flips.alternatives
    assert values(way) == {"means": frozenset({"audit", "roster", "pledge"})}


def test_an_answer_that_is_there_is_changed_no_more_than_it_has_to_be(tmp_path: Path) -> None:
    files = {
        "one/one-001.yaml": rule(
            gate="blocking", require="{means: {includes: audit}}", not_met=None
        ),
        "one/one-002.yaml": rule("one-002", require="{means: {includes: roster}}"),
    }
    aim = Decision.APPROVE_WITH_CONDITIONS
    [way] = flipped(tmp_path, files, "{means: [pledge]}", aim=aim).flips.alternatives
    assert values(way) == {"means": frozenset({"audit", "pledge"})}


def test_a_number_goes_no_further_than_the_bound(tmp_path: Path) -> None:
    files = {"one/one-001.yaml": rule(require="{people: {at_most: 20}, rate: {more_than: 5}}")}
    [way] = flipped(tmp_path, files, "{people: 90, rate: 0}").flips.alternatives
    assert values(way)["people"] == 20


@pytest.mark.parametrize(("bearable", "size"), [(0, 4), (1, 3), (3, 1), (4, 0)])
def test_of_many_open_rules_so_many_are_left_as_a_decision_bears(
    bearable: int, size: int, tmp_path: Path
) -> None:
    several = {
        f"one/one-{number:03}.yaml": rule(f"one-{number:03}", require=f"{{{fact}: true}}")
        for number, fact in enumerate(["agreed", "recorded", "checked", "complete"], start=1)
    }
    files = {"pack.yaml": f"{PACK}decision: {{open_at_most: {bearable}}}\n", **several}
    case = flipped(tmp_path, files, aim=Decision.APPROVE_WITH_CONDITIONS)
    assert case.flips.reached is (size == 0)
    assert {len(way) for way in ways(case)} == ({size} if size else set())
    assert case.flips.exact
    expected = {4: 1, 3: 4, 1: 4, 0: 0}[size]
    assert len(ways(case)) == min(5, expected)


def test_a_rule_that_is_open_for_two_elements_counts_once(tmp_path: Path) -> None:
    files = {
        "pack.yaml": f"{PACK}decision: {{open_at_most: 1}}\n",
        "one/one-001.yaml": rule(require="{.handles: false}", rest="for_each: {in: parties}\n"),
        "one/one-002.yaml": rule("one-002", require="{recorded: true}"),
    }
    answers = "{complete: true, parties: [{id: a}, {id: b}]}"
    case = flipped(tmp_path, files, answers, aim=Decision.APPROVE_WITH_CONDITIONS)
    assert ways(case) == [{"recorded"}, {"parties[a].handles", "parties[b].handles"}]


def test_a_code_that_no_rule_names_is_chosen_only_where_something_has_to_be(
    tmp_path: Path,
) -> None:
    files = {
        "one/one-001.yaml": rule(
            gate="blocking", require="{means: {excludes_all: [audit]}}", not_met=None
        ),
        "one/one-002.yaml": rule("one-002", require="{not: {means: {is_empty: true}}}"),
    }
    aim = Decision.APPROVE
    [way] = flipped(tmp_path, files, "{means: [audit]}", aim=aim).flips.alternatives
    assert values(way) == {"means": frozenset({"roster"})}
    del files["one/one-002.yaml"]
    [way] = flipped(tmp_path / "b", files, "{means: [audit]}", aim=aim).flips.alternatives
    assert values(way) == {"means": frozenset()}


def of_any(size: int, names: list[str]) -> dict[str, str]:
    """A pack where one of any so many facts has to be true: of all of them, all but so many less one."""
    facts = "".join(f"  - {{id: {name}, label: 項目{name}, type: boolean}}\n" for name in names)
    rules = {
        f"one/one-{number:03}.yaml": rule(
            f"one-{number:03}",
            require=f"{{any: [{', '.join(f'{{{each}: true}}' for each in some)}]}}",
        )
        for number, some in enumerate(combinations(names, size), start=1)
    }
    return {"facts/main.yaml": FACTS + facts, **rules}


@pytest.mark.parametrize(("size", "count"), [(2, 12), (3, 8)])
def test_even_where_most_has_to_change_the_smallest_are_found(
    size: int, count: int, tmp_path: Path
) -> None:
    names = [f"x.f{number:02}" for number in range(count)]
    answers = "{" + ", ".join(f"{name}: false" for name in names) + "}"
    case = flipped(tmp_path, of_any(size, names), answers)
    assert case.flips.exact
    assert [len(way) for way in ways(case)] == [count - size + 1] * 5
    assert all(each.assessment.decision is Decision.APPROVE for each in case.flips.alternatives)


def test_what_is_too_much_to_look_at_is_said_to_be(tmp_path: Path) -> None:
    facts = FACTS + "".join(
        f"  - {{id: x.f{number}, label: 項目{number}, type: boolean}}\n" for number in range(20)
    )
    parts = ", ".join(f"{{x.f{number}: true}}" for number in range(20))
    files = {
        "facts/main.yaml": facts,
        "one/one-001.yaml": rule(require=f"{{count_of: {{of: [{parts}], at_least: 18}}}}"),
        "one/one-002.yaml": rule("one-002", require="{recorded: true}"),
    }
    case = flipped(tmp_path, files, "{recorded: false}", aim=Decision.APPROVE)
    assert not case.flips.exact
    assert not case.flips.reached


def test_a_rule_of_many_answers_is_looked_at_to_the_end(tmp_path: Path) -> None:
    facts = FACTS + "".join(
        f"  - {{id: x.f{number}, label: 項目{number}, type: boolean}}\n" for number in range(10)
    )
    parts = ", ".join(f"{{x.f{number}: true}}" for number in range(10))
    files = {
        "facts/main.yaml": facts,
        "one/one-001.yaml": rule(require=f"{{count_of: {{of: [{parts}], at_least: 9}}}}"),
    }
    answers = (
        "{"
        + ", ".join(f"x.f{number}: {'true' if number < 3 else 'false'}" for number in range(10))
        + "}"
    )
    case = flipped(tmp_path, files, answers)
    assert {len(way) for way in ways(case)} == {6}
    assert len(ways(case)) == 5
    assert all(each.assessment.decision is Decision.APPROVE for each in case.flips.alternatives)
