from pathlib import Path

from linting import facts, places, told
from packs import rule

CHECK = "w552_never_applies"


def test_a_scope_that_contradicts_itself_is_told(tmp_path: Path) -> None:
    files = {"one/one-001.yaml": rule(rest="applies_when: {place: JP, not: {place: JP}}\n")}
    assert places(CHECK, tmp_path, files) == ["one/one-001.yaml:9:1"]
    assert told(CHECK, tmp_path, files).startswith(
        "この規則は、どう回答しても「対象外」になります\n"
    )


def test_elements_that_cannot_be_are_told(tmp_path: Path) -> None:
    loop = "for_each: {in: parties, where: {.tier: {at_most: 0}}}\n"
    files = {"one/one-001.yaml": rule(require="{.handles: true}", rest=loop)}
    assert places(CHECK, tmp_path, files) == ["one/one-001.yaml:9:1"]


def test_deep_elements_can_be(tmp_path: Path) -> None:
    loop = "for_each: {in: parties, where: {.tier: {at_least: 3}}}\n"
    files = {"one/one-001.yaml": rule(require="{.handles: true}", rest=loop)}
    assert places(CHECK, tmp_path, files) == []


def test_a_scope_on_a_fact_that_is_not_asked_then_is_told(tmp_path: Path) -> None:
    files = {
        "facts/main.yaml": facts(
            "{id: place, label: 場所, type: choice, choices: {JP: 日本, OTHER: 日本以外}}",
            "{id: agreed, label: 同意, type: boolean, relevant_when: {place: JP}}",
        ),
        "one/one-001.yaml": rule(rest="applies_when: {place: OTHER, agreed: true}\n"),
    }
    assert places(CHECK, tmp_path, files) == ["one/one-001.yaml:9:1"]


def test_a_rule_that_is_not_in_force_yet_is_left_alone(tmp_path: Path) -> None:
    files = {"one/one-001.yaml": rule(rest="in_force: {from: 2099-01-01}\n")}
    assert places(CHECK, tmp_path, files) == []


def test_a_rule_that_only_waits_does_apply(tmp_path: Path) -> None:
    files = {
        "facts/main.yaml": facts(
            "{id: place, label: 場所, type: choice, choices: {JP: 日本, OTHER: 日本以外}}",
            "{id: agreed, label: 同意, type: boolean, relevant_when: {place: JP}}",
        ),
        "one/one-001.yaml": rule(rest="applies_when: {place: OTHER}\n"),
    }
    assert places(CHECK, tmp_path, files) == []
