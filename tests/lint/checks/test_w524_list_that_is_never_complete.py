from pathlib import Path

import pytest
from linting import facts, places, told
from packs import rule

CHECK = "w524_list_that_is_never_complete"
FIELDS = "fields: [{id: id, label: 記号, type: text}, {id: safe, label: 安全, type: boolean}]"
OPEN = f"{{id: firms, label: 委託先, type: list, key: id, {FIELDS}}}"
AGREED = "{id: agreed, label: 同意, type: boolean}"


def files(require: str, entry: str = OPEN, rest: str = "") -> dict[str, str]:
    return {
        "facts/main.yaml": facts(AGREED, entry),
        "one/one-001.yaml": rule(require=require, rest=rest),
    }


@pytest.mark.parametrize(
    "require",
    [
        "{every: {in: firms, satisfies: {.safe: true}, if_none: holds}}",
        "{none: {in: firms, where: {.safe: false}}}",
        "{count: {in: firms, where: {.safe: false}, at_most: 1}}",
        "{not: {some: {in: firms, where: {.safe: false}}}}",
        "{any: [{agreed: true}, {count_of: {of: [{none: {in: firms}}], at_least: 1}}]}",
    ],
)
def test_a_list_of_which_nothing_may_be_forgotten_is_told(tmp_path: Path, require: str) -> None:
    assert places(CHECK, tmp_path, files(require)) == ["facts/main.yaml:4:10"]


@pytest.mark.parametrize(
    "require",
    [
        "{some: {in: firms, where: {.safe: true}}}",
        "{count: {in: firms, at_least: 1}}",
        "{not: {every: {in: firms, satisfies: {.safe: true}, if_none: holds}}}",
    ],
)
def test_where_another_element_could_only_help_it_is_not(tmp_path: Path, require: str) -> None:
    assert places(CHECK, tmp_path, files(require)) == []


def test_the_list_of_a_for_each_is_told_with_its_rule(tmp_path: Path) -> None:
    written = files("{.safe: true}", rest="for_each: {in: firms}\n")
    assert told(CHECK, tmp_path, written) == (
        "一覧「委託先」に closed_by がないので、記入から漏れた要素があっても、規則 one-001 は気付きません\n"
        "「全て記入しましたか」と尋ねる事実（型は boolean）を加え、closed_by に書いてください"
    )


def test_what_decides_that_a_rule_applies_must_be_complete_to_be_found_missing(
    tmp_path: Path,
) -> None:
    some = files(
        "{agreed: true}", rest="applies_when: {some: {in: firms, where: {.safe: false}}}\n"
    )
    assert places(CHECK, tmp_path, some) == ["facts/main.yaml:4:10"]
    none = files(
        "{agreed: true}", rest="applies_when: {none: {in: firms, where: {.safe: false}}}\n"
    )
    assert places(CHECK, tmp_path, none) == []


def test_a_list_that_a_fact_closes_is_sound(tmp_path: Path) -> None:
    closed = f"{{id: firms, label: 委託先, type: list, key: id, closed_by: agreed, {FIELDS}}}"
    assert places(CHECK, tmp_path, files("{none: {in: firms}}", closed)) == []


def test_a_list_within_a_list_is_looked_at_too(tmp_path: Path) -> None:
    sites = (
        "{id: sites, label: 拠点, type: list, key: id, fields: [{id: id, label: 記号, type: text}]}"
    )
    entry = (
        "{id: firms, label: 委託先, type: list, key: id, closed_by: agreed, fields: "
        f"[{{id: id, label: 記号, type: text}}, {sites}]}}"
    )
    require = "{every: {in: firms, satisfies: {none: {in: .sites}}, if_none: holds}}"
    assert places(CHECK, tmp_path, files(require, entry)) == ["facts/main.yaml:4:116"]
