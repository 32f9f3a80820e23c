from fractions import Fraction
from pathlib import Path

import pytest
from linting import places, told
from packs import PROFILE, rule

from checklist_engine.lint.subject import LintSettings

CHECK = "w533_dominating_weight"


def family(*weights: int) -> dict[str, str]:
    return {
        f"one/one-00{at}.yaml": rule(f"one-00{at}").replace("weight: 1", f"weight: {weight}")
        for at, weight in enumerate(weights, start=1)
    }


def test_more_than_half_of_a_family_is_told_and_half_is_not(tmp_path: Path) -> None:
    assert places(CHECK, tmp_path, family(1, 3, 2)) == []
    assert places(CHECK, tmp_path, family(1, 4, 2)) == ["one/one-002.yaml:4:9"]
    assert told(CHECK, tmp_path, family(1, 4, 2)).startswith(
        "重み 4 が、分野の重みの合計の57％を占めます\n"
    )


@pytest.mark.parametrize("weights", [(9,), (9, 1), (0, 0, 0)])
def test_among_few_rules_or_without_weights_none_dominates(
    tmp_path: Path, weights: tuple[int, ...]
) -> None:
    assert places(CHECK, tmp_path, family(*weights)) == []


def test_the_share_is_set_by_the_pack(tmp_path: Path) -> None:
    settings = LintSettings(family_share=Fraction(2, 3))
    assert places(CHECK, tmp_path, family(1, 4, 2), settings=settings) == []
    assert places(CHECK, tmp_path, family(1, 7, 2), settings=settings) == ["one/one-002.yaml:4:9"]


def test_a_profile_counts_the_rules_that_it_selects_as_it_weighs_them(tmp_path: Path) -> None:
    files = {**family(2, 2, 2, 2), "profiles/all.yaml": f"{PROFILE}weights: {{one-003: 7}}\n"}
    assert places(CHECK, tmp_path, files) == ["profiles/all.yaml:5:20"]
    assert "この適用区分では、分野の重みの合計の54％" in told(CHECK, tmp_path, files)


def test_a_profile_that_leaves_too_few_rules_says_nothing(tmp_path: Path) -> None:
    profile = PROFILE.replace("rules: all", "rules: {ids: [one-002, one-003]}")
    files = {**family(2, 2, 2), "profiles/all.yaml": f"{profile}weights: {{one-003: 7}}\n"}
    assert places(CHECK, tmp_path, files) == []
