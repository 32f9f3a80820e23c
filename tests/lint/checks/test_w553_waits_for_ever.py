from pathlib import Path

import pytest
from linting import facts, places, told
from packs import rule

CHECK = "w553_waits_for_ever"
PLACE = "{id: place, label: 場所, type: choice, choices: {JP: 日本, OTHER: 日本以外}}"
AGREED = "{id: agreed, label: 同意, type: boolean, relevant_when: {place: JP}}"


def test_a_fact_that_is_asked_less_often_than_the_rule_applies_is_told(tmp_path: Path) -> None:
    files = {"facts/main.yaml": facts(PLACE, AGREED)}
    assert places(CHECK, tmp_path, files) == ["one/one-001.yaml:5:1"]
    assert told(CHECK, tmp_path, files).startswith(
        "尋ねられることに全て回答しても、「判定保留」のままになることがあります（例: 「場所」は日本以外）\n"
    )


def test_a_scope_as_wide_as_the_relevance_is_right(tmp_path: Path) -> None:
    files = {
        "facts/main.yaml": facts(PLACE, AGREED),
        "one/one-001.yaml": rule(rest="applies_when: {place: JP}\n"),
    }
    assert places(CHECK, tmp_path, files) == []


@pytest.mark.parametrize(
    ("require", "found"),
    [("{any: [{place: OTHER}, {agreed: true}]}", 0), ("{all: [{place: JP}, {agreed: true}]}", 0)],
)
def test_what_the_other_parts_decide_does_not_wait(
    tmp_path: Path, require: str, found: int
) -> None:
    files = {"facts/main.yaml": facts(PLACE, AGREED), "one/one-001.yaml": rule(require=require)}
    assert len(places(CHECK, tmp_path, files)) == found


def test_a_list_whose_completeness_nobody_asks_waits(tmp_path: Path) -> None:
    firms = (
        "{id: firms, label: 委託先, type: list, key: id, closed_by: agreed, fields: "
        "[{id: id, label: 記号, type: text}, {id: safe, label: 安全, type: boolean}]}"
    )
    files = {
        "facts/main.yaml": facts(PLACE, AGREED, firms),
        "one/one-001.yaml": rule(
            require="{every: {in: firms, satisfies: {.safe: true}, if_none: holds}}"
        ),
    }
    assert places(CHECK, tmp_path, files) == ["one/one-001.yaml:5:1"]


def test_what_is_meant_to_wait_may_wait(tmp_path: Path) -> None:
    require = "{every: {in: parties, satisfies: {.handles: true}, if_none: unknown}}"
    assert places(CHECK, tmp_path, {"one/one-001.yaml": rule(require=require)}) == []
