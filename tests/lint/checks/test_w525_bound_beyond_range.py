from pathlib import Path

import pytest
from linting import facts, places, told
from packs import rule

CHECK = "w525_bound_beyond_range"
COUNT = "{id: people, label: 人数, type: integer, min: 1, max: 9}"


def files(require: str, rest: str = "") -> dict[str, str]:
    return {
        "facts/main.yaml": facts(COUNT, "{id: agreed, label: 同意, type: boolean}"),
        "one/one-001.yaml": rule(require=require, rest=rest),
    }


HOLDS = {
    "at_least": lambda value, bound: value >= bound,
    "at_most": lambda value, bound: value <= bound,
    "more_than": lambda value, bound: value > bound,
    "less_than": lambda value, bound: value < bound,
    "is": lambda value, bound: value == bound,
    "is_not": lambda value, bound: value != bound,
}


@pytest.mark.parametrize("operator", HOLDS)
def test_a_bound_is_told_where_every_answer_in_range_comes_out_the_same(
    tmp_path: Path, operator: str
) -> None:
    for bound in (0, 1, 2, 8, 9, 10):
        found = places(CHECK, tmp_path, files(f"{{people: {{{operator}: {bound}}}}}"))
        outcomes = {HOLDS[operator](value, bound) for value in range(1, 10)}
        assert bool(found) == (len(outcomes) == 1), (operator, bound)


def test_it_is_told_at_the_bound_with_the_range(tmp_path: Path) -> None:
    written = files("{people: {at_most: 90}}")
    assert places(CHECK, tmp_path, written) == ["one/one-001.yaml:5:29"]
    assert told(CHECK, tmp_path, written) == (
        "「人数」は1以上9以下なので、90 との比較はいつも成り立ちます\n"
        "境目の数か、事実の min と max を直してください"
    )


def test_a_parameter_counts_as_the_pack_sets_it(tmp_path: Path) -> None:
    # `days` is 30 by default.
    written = files("{people: {more_than: {parameter: days}}}")
    assert "30 との比較は決して成り立ちません" in told(CHECK, tmp_path, written)


def test_values_of_a_list_are_looked_at_one_by_one(tmp_path: Path) -> None:
    assert places(CHECK, tmp_path, files("{people: [3, 12]}")) == ["one/one-001.yaml:5:23"]


def test_the_first_tier_is_one(tmp_path: Path) -> None:
    listed = (
        "{id: firms, label: 委託先, type: list, key: id, children: below, "
        "fields: [{id: id, label: 記号, type: text}]}"
    )
    written = files("{agreed: true}", rest="for_each: {in: firms, where: {.tier: {at_least: 1}}}\n")
    written["facts/main.yaml"] = facts(COUNT, "{id: agreed, label: 同意, type: boolean}", listed)
    assert "「段（.tier）」は1以上なので" in told(CHECK, tmp_path, written)
    written["one/one-001.yaml"] = written["one/one-001.yaml"].replace("at_least: 1", "at_least: 2")
    assert places(CHECK, tmp_path, written) == []


def test_a_fact_without_a_range_and_another_fact_as_bound_say_nothing(tmp_path: Path) -> None:
    written = files("{rate: {at_least: 0}, people: {at_most: {fact: people}}}")
    written["facts/main.yaml"] = facts(COUNT, "{id: rate, label: 割合, type: number}")
    assert places(CHECK, tmp_path, written) == []
