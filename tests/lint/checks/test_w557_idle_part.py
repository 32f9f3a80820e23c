from pathlib import Path

import pytest
from linting import places, told
from packs import rule

CHECK = "w557_idle_part"


def test_a_part_that_another_one_implies_is_told(tmp_path: Path) -> None:
    require = "{people: {at_least: 5}, any: [{people: {at_least: 3}}, {agreed: true}]}"
    files = {"one/one-001.yaml": rule(require=require)}
    assert places(CHECK, tmp_path, files) == ["one/one-001.yaml:5:41"]
    assert told(CHECK, tmp_path, files).startswith("この部分（「人数」が")


@pytest.mark.parametrize(
    ("require", "column"),
    [
        ("{all: [{agreed: true}, {recorded: true}, {agreed: true}]}", 52),
        ("{any: [{agreed: true}, {agreed: true, recorded: true}]}", 34),
        ("{all: [{place: JP}, {place: {is_not: OTHER}}]}", 31),
    ],
)
def test_of_two_that_say_the_same_the_later_is_told(
    tmp_path: Path, require: str, column: int
) -> None:
    files = {"one/one-001.yaml": rule(require=require)}
    assert places(CHECK, tmp_path, files) == [f"one/one-001.yaml:5:{column}"]


@pytest.mark.parametrize(
    "require",
    [
        "{all: [{agreed: true}, {recorded: true}]}",
        "{any: [{agreed: true}, {recorded: true}, {people: {at_least: 3}}]}",
        "{count_of: {of: [{agreed: true}, {recorded: true}, {checked: true}], at_least: 2}}",
        "{every: {in: parties, satisfies: {.handles: true}, if_none: fails}}",
        "{agreed: true}",
    ],
)
def test_parts_that_all_say_something_are_left_alone(tmp_path: Path, require: str) -> None:
    assert places(CHECK, tmp_path, {"one/one-001.yaml": rule(require=require)}) == []
