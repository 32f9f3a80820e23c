from pathlib import Path

from linting import places, told
from packs import PROFILE, rule

CHECK = "w536_rule_of_no_profile"
TWO = {"two/two-001.yaml": rule("two-001")}


def test_a_rule_that_no_profile_selects_is_told(tmp_path: Path) -> None:
    profile = PROFILE.replace("rules: all", "rules: {families: [one]}")
    files = {**TWO, "profiles/all.yaml": profile}
    assert places(CHECK, tmp_path, files) == ["two/two-001.yaml:1:5"]
    assert told(CHECK, tmp_path, files) == (
        "規則「two-001」は、どの適用区分でも使われません\n"
        "適用区分の rules に、分野「two」又はこの規則を加えてください"
    )


def test_one_profile_of_several_is_enough(tmp_path: Path) -> None:
    profiles = {
        "profiles/one.yaml": "profile: one\nlabel: 第一\ndecision: none\nrules: {families: [one]}\n",
        "profiles/two.yaml": "profile: two\nlabel: 第二\ndecision: none\nrules: {ids: [two-001]}\n",
    }
    assert places(CHECK, tmp_path, {**TWO, **profiles, "profiles/all.yaml": None}) == []


def test_a_rule_that_is_excepted_everywhere_is_told_by_what(tmp_path: Path) -> None:
    profile = f"{PROFILE}except: [{{rule: two-001, reason: まだ使わない}}]\n"
    files = {**TWO, "profiles/all.yaml": profile}
    assert "適用区分「all」の except から外すか" in told(CHECK, tmp_path, files)


def test_a_pack_without_profiles_says_nothing_of_its_rules(tmp_path: Path) -> None:
    assert places(CHECK, tmp_path, {**TWO, "profiles/all.yaml": None}) == []


def test_a_profile_that_cannot_be_read_may_select_it(tmp_path: Path) -> None:
    profile = PROFILE.replace("rules: all", "rules: {families: [one]}")
    files = {**TWO, "profiles/all.yaml": profile, "profiles/more.yaml": "profile: [\n"}
    assert places(CHECK, tmp_path, files, sound=False) == []
