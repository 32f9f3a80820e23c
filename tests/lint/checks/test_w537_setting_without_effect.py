from pathlib import Path

import pytest
from linting import places, told
from packs import PROFILE, rule

CHECK = "w537_setting_without_effect"


def files(rest: str, rules: str = "all") -> dict[str, str]:
    profile = PROFILE.replace("rules: all", f"rules: {rules}")
    return {"two/two-001.yaml": rule("two-001"), "profiles/all.yaml": f"{profile}{rest}\n"}


@pytest.mark.parametrize(
    ("rest", "rules", "place", "message"),
    [
        (
            "parameters: {days: 30}",
            "all",
            "5:20",
            "設定値「days」（保存日数）は、規則集でも30日です",
        ),
        ("weights: {one-001: 1}", "all", "5:20", "規則「one-001」の重みは、規則集でも 1 です"),
        (
            "weights: {two-001: 5}",
            "{families: [one]}",
            "5:11",
            "規則「two-001」は、この適用区分では使わないので、重みは効きません",
        ),
        (
            "except: [{rule: two-001, reason: 要らない}]",
            "{families: [one]}",
            "5:17",
            "規則「two-001」は、もともとこの適用区分では使いません",
        ),
    ],
)
def test_what_changes_nothing_is_told(
    tmp_path: Path, rest: str, rules: str, place: str, message: str
) -> None:
    written = files(rest, rules)
    assert places(CHECK, tmp_path, written) == [f"profiles/all.yaml:{place}"]
    assert told(CHECK, tmp_path, written).startswith(f"{message}\n")


def test_what_changes_something_is_not(tmp_path: Path) -> None:
    rest = (
        "parameters: {days: 14}\nweights: {one-001: 2}\nexcept: [{rule: two-001, reason: 要らない}]"
    )
    assert places(CHECK, tmp_path, files(rest)) == []


def test_the_weight_of_a_rule_that_the_profile_excepts_has_no_effect(tmp_path: Path) -> None:
    rest = "weights: {two-001: 2}\nexcept: [{rule: two-001, reason: 要らない}]"
    assert places(CHECK, tmp_path, files(rest)) == ["profiles/all.yaml:5:11"]
