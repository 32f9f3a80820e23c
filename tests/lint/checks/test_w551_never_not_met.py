from pathlib import Path

import pytest
from linting import places, told
from packs import rule

CHECK = "w551_never_not_met"


def test_a_criterion_that_always_holds_is_told(tmp_path: Path) -> None:
    files = {"one/one-001.yaml": rule(require="{any: [{agreed: true}, {agreed: false}]}")}
    assert places(CHECK, tmp_path, files) == ["one/one-001.yaml:5:1"]
    assert told(CHECK, tmp_path, files).startswith(
        "この規則は、どう回答しても「不適合」になりません\n"
    )


@pytest.mark.parametrize(
    ("require", "rest"),
    [
        ("{people: {at_most: 100}}", ""),
        ("{place: {in: [JP, OTHER]}}", ""),
        ("{place: JP}", "applies_when: {place: JP}\n"),
        ("{agreed: true}", "compensated_by: {agreed: false}\n"),
        ("{count: {in: parties, at_least: 0}}", ""),
    ],
)
def test_tautologies_of_every_kind(tmp_path: Path, require: str, rest: str) -> None:
    files = {"one/one-001.yaml": rule(require=require, rest=rest)}
    assert len(places(CHECK, tmp_path, files)) == 1


@pytest.mark.parametrize(
    "require",
    [
        "{people: {at_most: 99}}",
        "{agreed: {answered: true}}",
        "{complete: true}",
        "{every: {in: parties, satisfies: {.handles: true}, if_none: holds}}",
    ],
)
def test_what_can_fail_is_left_alone(tmp_path: Path, require: str) -> None:
    assert places(CHECK, tmp_path, {"one/one-001.yaml": rule(require=require)}) == []
