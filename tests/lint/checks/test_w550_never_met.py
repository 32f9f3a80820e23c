from pathlib import Path

import pytest
from linting import facts, places, told
from packs import rule

CHECK = "w550_never_met"


def test_a_criterion_that_contradicts_itself_is_told(tmp_path: Path) -> None:
    files = {"one/one-001.yaml": rule(require="{people: {at_least: 10, at_most: 5}}")}
    assert places(CHECK, tmp_path, files) == ["one/one-001.yaml:5:1"]
    assert told(CHECK, tmp_path, files) == (
        "この規則は、どう回答しても「適合」になりません\n"
        "require に両立しない条件がないか、比べる値がありうる範囲にあるかを確かめてください"
    )


@pytest.mark.parametrize(
    "require",
    [
        "{people: {more_than: 100}}",
        "{place: JP, not: {place: {not_in: [OTHER]}}}",
        "{means: {is_empty: true, includes: audit}}",
        "{note: {is: 済, matches: 未}}",
        "{day: {within_months: 1, more_than: 2021-04-15}}",
        "{some: {in: parties, where: {.handles: true}}, none: {in: parties, where: {.handles: true}}}",
        "{count: {in: parties, where: {.handles: true}, at_least: 3, at_most: 2}}",
        "{some: {in: parties, where: {.tier: 2}}, none: {in: parties, where: {.tier: 1}}}",
    ],
)
def test_contradictions_of_every_kind(tmp_path: Path, require: str) -> None:
    assert len(places(CHECK, tmp_path, {"one/one-001.yaml": rule(require=require)})) == 1


@pytest.mark.parametrize(
    "require",
    [
        "{people: {at_least: 5, at_most: 10}}",
        "{people: {more_than: 99}}",
        "{count: {in: parties, where: {.handles: true}, at_least: 3, at_most: 3}}",
        "{some: {in: parties, where: {.tier: 3}}, none: {in: parties, where: {.handles: true}}}",
        "{note: {matches: '[0-9]{3}-[0-9]{4}'}}",
        "{rate: {more_than: 0.5, less_than: 0.75}}",
    ],
)
def test_what_can_be_met_is_left_alone(tmp_path: Path, require: str) -> None:
    assert places(CHECK, tmp_path, {"one/one-001.yaml": rule(require=require)}) == []


def test_a_scope_may_contradict_the_criterion(tmp_path: Path) -> None:
    files = {"one/one-001.yaml": rule(require="{place: JP}", rest="applies_when: {place: OTHER}\n")}
    assert places(CHECK, tmp_path, files) == ["one/one-001.yaml:5:1"]


def test_a_rule_that_only_waits_is_told_of_that_elsewhere(tmp_path: Path) -> None:
    files = {
        "facts/main.yaml": facts(
            "{id: place, label: 場所, type: choice, choices: {JP: 日本, OTHER: 日本以外}}",
            "{id: agreed, label: 同意, type: boolean, relevant_when: {place: JP}}",
        ),
        "one/one-001.yaml": rule(rest="applies_when: {place: OTHER}\n"),
    }
    assert places(CHECK, tmp_path, files) == []


def test_a_rule_that_never_applies_is_told_of_that_only(tmp_path: Path) -> None:
    files = {"one/one-001.yaml": rule(rest="applies_when: {place: JP, not: {place: JP}}\n")}
    assert places(CHECK, tmp_path, files) == []
