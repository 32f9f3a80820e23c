"""A pack of which only rules have changed is compiled rule by rule, and comes out as if it had been read whole."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from kept_packs import looked_at_later
from packs import PROFILE, rule, write_files, write_pack

from checklist_engine.compiler.compiled_pack import lines_of
from checklist_engine.compiler.pack_lines import PackLines
from checklist_engine.compiler.plan import compile_plan
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.loader.pack import load_pack
from checklist_engine.model.pack import RulePack
from checklist_engine.usecases import replay_packs
from checklist_engine.usecases.cache_folder import CacheFolder
from checklist_engine.usecases.find_pack import find_base
from checklist_engine.usecases.pack_cache import PackCache
from checklist_engine.usecases.replay_packs import KnownPack

OURS = Path(__file__).parent.parent.parent / "rules" / "municipal-privacy"


def read_whole(folder: Path, profile: str) -> PackLines:
    pack = load_pack(folder, find_base)
    return lines_of(pack, compile_plan(pack, pack.profiles[profile]))


def known(folder: Path, kept: Path, profile: str = "all") -> PackLines:
    """The pack in the cache, as if it had been put there long after it was written."""
    found = KnownPack(folder).lines(profile)
    assert found is not None
    looked_at_later(kept)
    return found


@pytest.fixture
def never_read_whole(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    def refuse(_: KnownPack) -> RulePack:
        raise AssertionError("read whole")

    return lambda: monkeypatch.setattr(replay_packs.KnownPack, "_pack", refuse)


def assert_same(found: PackLines | None, whole: PackLines) -> None:
    assert found is not None
    assert list(found.rules.items()) == list(whole.rules.items())
    assert found.head == whole.head
    assert found.names == whole.names


def small(tmp_path: Path) -> Path:
    return write_pack(
        tmp_path / "small",
        {
            "one/one-002.yaml": rule("one-002", require="{recorded: true}"),
            "two/two-001.yaml": rule("two-001", require="{checked: true}"),
            "profiles/first.yaml": PROFILE.replace("all", "first", 1).replace(
                "rules: all", "rules: {families: [one]}"
            ),
        },
    )


EDITS = {
    "its expression": rule("one-002", require="{not: {recorded: true}}"),
    "other facts": rule("one-002", require="{all: [{people: {at_least: 3}}, {checked: true}]}"),
    "its gate": rule("one-002", gate="blocking", require="{recorded: true}"),
    "its claims": rule("one-002", rest="may_claim: [not_applicable]\n"),
    "its condition": rule("one-002", not_met="condition: {use: record}"),
    "its elements": rule(
        "one-002",
        require="{.handles: true}",
        rest="for_each: {in: parties, where: {.handles: true}}\n",
    ),
    "nothing": rule("one-002", require="{recorded: true}"),
}


@pytest.mark.parametrize("profile", ["all", "first"])
@pytest.mark.parametrize("text", EDITS.values(), ids=EDITS.keys())
def test_an_edited_rule_is_compiled_as_if_all_were(
    text: str, profile: str, tmp_path: Path, kept: Path, never_read_whole: Callable[[], None]
) -> None:
    folder = small(tmp_path)
    before = known(folder, kept, profile)
    write_files(folder, {"one/one-002.yaml": text})
    whole = read_whole(folder, profile)
    never_read_whole()
    found = KnownPack(folder).lines(profile)
    assert_same(found, whole)
    assert (set(whole.unlike(before)) == set()) is (text == EDITS["nothing"])


def test_a_rule_that_the_profile_leaves_out_is_checked_all_the_same(
    tmp_path: Path, kept: Path, never_read_whole: Callable[[], None]
) -> None:
    folder = small(tmp_path)
    known(folder, kept, "first")
    never_read_whole()
    write_files(folder, {"two/two-001.yaml": rule("two-001", rest="may_claim: [not_applicable]\n")})
    found = KnownPack(folder).lines("first")
    assert_same(found, read_whole(folder, "first"))
    write_files(folder, {"two/two-001.yaml": rule("two-001", require="{chekced: true}")})
    with pytest.raises(InvalidFile, match="E203"):
        KnownPack(folder).lines("first")


def test_our_own_pack_with_edited_weights_and_titles(
    tmp_path: Path, kept: Path, never_read_whole: Callable[[], None]
) -> None:
    folder = tmp_path / "rules" / "municipal-privacy"
    shutil.copytree(OURS, folder)
    before = known(folder, kept, "external-connection")
    edited = sorted(
        path for path in folder.glob("*/*.yaml")
        if re.fullmatch(r"[a-z]+-[0-9]+\.yaml", path.name)
    )[::4]  # fmt: skip
    assert len(edited) > 25
    for number, path in enumerate(edited):
        text = path.read_text(encoding="utf-8")
        new = re.sub(r"^weight: \d+", "weight: 9", text, flags=re.MULTILINE)
        assert new != text
        if number % 2:
            new = re.sub(r"^title: ", "title: 新しい", new, flags=re.MULTILINE)
        path.write_text(new, encoding="utf-8")
    whole = read_whole(folder, "external-connection")
    never_read_whole()
    found = KnownPack(folder).lines("external-connection")
    assert_same(found, whole)
    assert set(whole.unlike(before)) <= {path.stem for path in edited}


FAULTS = {
    "a fact that is not there": ("one/one-002.yaml", rule("one-002", require="{recoded: true}")),
    "another id": ("one/one-002.yaml", rule("one-003", require="{recorded: true}")),
    "no YAML": ("one/one-002.yaml", "id: [one-002\n"),
    "an unknown key": ("one/one-002.yaml", rule("one-002", rest="odd: 1\n")),
    "a condition that is not there": (
        "one/one-002.yaml",
        rule("one-002", not_met="condition: {use: agreed}"),
    ),
    "an empty file": ("one/one-002.yaml", ""),
}


@pytest.mark.parametrize(("name", "text"), FAULTS.values(), ids=FAULTS.keys())
def test_faults_of_an_edited_rule_are_those_of_the_whole_pack(
    name: str, text: str, tmp_path: Path, kept: Path
) -> None:
    folder = small(tmp_path)
    known(folder, kept)
    write_files(folder, {name: text})
    with pytest.raises(InvalidFile) as whole:
        read_whole(folder, "all")
    with pytest.raises(InvalidFile) as found:
        KnownPack(folder).lines("all")
    assert found.value.diagnostics == whole.value.diagnostics


OTHERS: dict[str, Callable[[Path], object]] = {
    "a further rule": lambda folder: write_files(folder, {"one/one-009.yaml": rule("one-009")}),
    "a rule less": lambda folder: (folder / "one/one-002.yaml").unlink(),
    "a condition": lambda folder: write_files(
        folder,
        {
            "conditions.yaml": (folder / "conditions.yaml")
            .read_text(encoding="utf-8")
            .replace("記録を残す", "記録を必ず残す")
        },
    ),
    "the version": lambda folder: write_files(
        folder,
        {"pack.yaml": (folder / "pack.yaml").read_text(encoding="utf-8").replace("1.0.0", "1.0.1")},
    ),
}


@pytest.mark.parametrize("change", OTHERS.values(), ids=OTHERS.keys())
def test_with_any_other_change_the_pack_is_read_whole(
    change: Callable[[Path], object], tmp_path: Path, kept: Path
) -> None:
    folder = small(tmp_path)
    before = known(folder, kept)
    change(folder)
    assert PackCache(CacheFolder(kept)).find_kept(folder, "all", most=64) is None
    found = KnownPack(folder).lines("all")
    assert_same(found, read_whole(folder, "all"))
    assert found is not None and found.to_bytes() != before.to_bytes()


def test_with_too_many_edited_rules_the_pack_is_read_whole(tmp_path: Path, kept: Path) -> None:
    folder = small(tmp_path)
    known(folder, kept)
    write_files(
        folder, {f"one/one-00{n}.yaml": rule(f"one-00{n}", gate="blocking") for n in (1, 2)}
    )
    cache = PackCache(CacheFolder(kept))
    assert cache.find_kept(folder, "all", most=1) is None
    two = cache.find_kept(folder, "all", most=2)
    assert two is not None
    assert sorted(two.changed) == ["one/one-001.yaml", "one/one-002.yaml"]


def test_a_changed_rule_test_changes_nothing(
    tmp_path: Path, kept: Path, never_read_whole: Callable[[], None]
) -> None:
    folder = small(tmp_path)
    write_files(folder, {"one/one-002.test.yaml": "rule: one-002\ncases: []\n"})
    before = known(folder, kept)
    never_read_whole()
    write_files(folder, {"one/one-002.test.yaml": "rule: one-002\ncases: [1]\n"})
    found = KnownPack(folder).lines("all")
    assert found is not None and found.to_bytes() == before.to_bytes()


def test_a_pack_over_another_is_read_whole(tmp_path: Path, kept: Path) -> None:
    small(tmp_path)
    over = tmp_path / "over"
    write_files(
        over,
        {
            "pack.yaml": "pack: over\nlanguage: 1\nversion: 1.0.0\nlabel: 上\nextends: small\n",
            "one/one-002.yaml": "id: one-002\nweight: 5\n",
        },
    )
    known(over, kept)
    write_files(over, {"one/one-002.yaml": "id: one-002\nweight: 7\n"})
    assert PackCache(CacheFolder(kept)).find_kept(over, "all", most=64) is None
    assert_same(KnownPack(over).lines("all"), read_whole(over, "all"))


def test_lines_give_the_compiled_pack_again(tmp_path: Path) -> None:
    folder = small(tmp_path)
    pack = load_pack(folder, find_base)
    plan = compile_plan(pack, pack.profiles["all"])
    lines = lines_of(pack, plan)
    assert lines.whole.plan == plan
    assert lines.without_rules.plan.rules == ()
    assert lines.without_rules.rules == lines.whole.rules
