"""Reading profiles (§9): which rules are asked of a submission."""

from pathlib import Path

import pytest
from packs import PROFILE, faults_of_pack, load, rule

FILE = "profiles/all.yaml"


def profile(rules: str) -> dict[str, str | None]:
    return {
        FILE: PROFILE.replace("rules: all", f"rules: {rules}"),
        "two/two-001.yaml": rule("two-001"),
    }


@pytest.mark.parametrize(
    ("rules", "ids", "families"),
    [
        ("all", None, None),
        ("{families: [two]}", None, ("two",)),
        ("{ids: [two-001, one-001]}", ("two-001", "one-001"), None),
    ],
)
def test_a_profile_chooses_all_rules_or_families_or_ids(
    rules: str, ids: tuple[str, ...] | None, families: tuple[str, ...] | None, tmp_path: Path
) -> None:
    found = load(tmp_path, profile(rules)).profiles["all"]
    assert (found.rules, found.families) == (ids, families)
    assert (found.label, found.decision) == ("全ての規則", "council")


@pytest.mark.parametrize(
    ("rules", "code"),
    [
        ("some", "E124"),
        ("{}", "E125"),
        ("[one-001]", "E122"),
        ("{rules: [one-001]}", "E120"),
        ("{ids: []}", "E125"),
        ("{ids: [one-001, one-001]}", "E125"),
        ("{ids: one-001}", "E122"),
        ("{ids: [one-01]}", "E222"),
        ("{families: [three]}", "E222"),
    ],
)
def test_a_choice_that_is_none(rules: str, code: str, tmp_path: Path) -> None:
    found = faults_of_pack(tmp_path, profile(rules))
    assert [each for each in found if each.startswith(f"{FILE}:4:") and each.endswith(code)]


def test_ids_and_families_exclude_each_other(tmp_path: Path) -> None:
    [found] = faults_of_pack(tmp_path, profile("{ids: [one-001], families: [one]}"))
    assert found.startswith(f"{FILE}:4:")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (PROFILE.replace("profile: all", "profile: al"), "E219"),
        (PROFILE.replace("profile: all", "profile: All"), "E124"),
        (PROFILE.replace("council", "counsil"), "E123"),
        (PROFILE.replace("label: 全ての規則\n", ""), "E121"),
        (f"{PROFILE}note: 覚え\n", "E120"),
        ("", "E104"),
    ],
)
def test_a_profile_that_is_none(text: str, code: str, tmp_path: Path) -> None:
    [found] = faults_of_pack(tmp_path, {FILE: text})
    assert found.startswith(FILE)
    assert found.endswith(code)
