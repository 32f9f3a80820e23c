"""A change is seen at once, and what is said at once is what is said when all is looked at anew."""

from pathlib import Path

import pytest
from benches import bench, short
from packs import CONDITIONS, FACTS, PACK, PROFILE, rule, write_files

from checklist_engine.lint.message import Message
from checklist_engine.lint.workbench import Workbench

TEST = """\
rule: one-001
cases:
  - {name: 同意がある, answers: {agreed: true}, expect: {verdict: met}}
"""
START = {
    "one/one-001.test.yaml": TEST,
    "one/one-002.yaml": rule("one-002", require="{people: {at_most: {parameter: days}}}"),
    "profiles/few.yaml": PROFILE.replace("all", "few", 1) + "parameters: {days: 14}\n",
}


def of(messages: tuple[Message, ...], name: str) -> list[str]:
    """What is said of one file."""
    return [each for each in short(messages) if each.startswith(name)]


def changed(made: Workbench, files: dict[str, str]) -> tuple[Message, ...]:
    """What is said at once after these changes, one by one."""
    folder = made.reader.desk.folder
    said: tuple[Message, ...] = ()
    for name, text in files.items():
        write_files(folder, {name: text})
        said = made.changed(folder / name)
    return said


CHANGES = {
    "another title": {"one/one-001.yaml": rule().replace("題名", "ＩＤ、、")},
    "another criterion": {"one/one-001.yaml": rule(require="{agreed: true, recorded: true}")},
    "an unknown fact": {"one/one-001.yaml": rule(require="{agred: true}")},
    "an unknown condition": {"one/one-001.yaml": rule(not_met="condition: {use: agre}")},
    "a gate without its condition": {"one/one-001.yaml": rule(not_met=None)},
    "evidence for nothing": {"one/one-001.yaml": rule(rest="evidence: [{for: recorded}]\n")},
    "a period that ends before it begins": {
        "one/one-001.yaml": rule(rest="in_force: {from: 2021-04-01, until: 2020-04-01}\n")
    },
    "not a rule": {"one/one-001.yaml": "a: 1\n"},
    "not YAML": {"one/one-001.yaml": "id: [\n"},
    "nothing": {"one/one-001.yaml": ""},
    "another id": {"one/one-001.yaml": rule("one-009")},
    "broken and mended": {"one/one-001.yaml": rule()},
    "an ignore": {"one/one-001.yaml": rule().replace("題名", "題名  # checklist: ignore W519 x")},
    "a test that fails": {"one/one-001.test.yaml": TEST.replace("true", "false")},
    "a faulty test": {"one/one-001.test.yaml": TEST.replace("met}", "mett}")},
    "a test of another rule": {"one/one-001.test.yaml": TEST.replace("one-001", "one-002")},
    "a test that cannot be read": {"one/one-001.test.yaml": "rule: [\n"},
    "a parameter of a profile": {
        "one/one-002.yaml": rule("one-002", require="{people: {at_least: {parameter: dys}}}")
    },
    "a fact": {"facts/main.yaml": FACTS.replace("id: agreed", "id: agrees")},
    "a faulty fact": {"facts/main.yaml": FACTS.replace("type: boolean", "type: bool", 1)},
    "a condition": {"conditions.yaml": CONDITIONS.replace("得ること", "得る")},
    "a profile": {"profiles/few.yaml": PROFILE.replace("all", "few", 1)},
    "the head": {"pack.yaml": PACK.replace("default: 30", "default: 60")},
    "a broken head": {"pack.yaml": "pack: [\n"},
    "the settings": {"lint.yaml": "severity: {W530: off}\n"},
    "a new rule": {"two/two-001.yaml": rule("two-001")},
    "a file that has no place": {"one/deep/x.yaml": "a: 1\n"},
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_said_of_a_file_at_once_is_what_is_said_in_the_end(
    change: str, tmp_path: Path
) -> None:
    made = bench(tmp_path, START)
    made.whole()
    at_once = changed(made, CHANGES[change])
    anew = bench(tmp_path, {**START, **CHANGES[change]}).whole()
    [name] = CHANGES[change]
    # Checks of the pack as a whole have not been asked yet.
    of_rules = {code for code, (check, _) in made.active.items() if check.of_pack is None}
    wanted = {each.code for each in anew if each.code.startswith("E")} | of_rules
    assert [each for each in of(at_once, name) if each[-4:] in wanted] == [
        each for each in of(anew, name) if each[-4:] in wanted
    ]
    made.reader.desk.forget(made.reader.desk.folder / name)
    assert made.whole() == anew


def test_changes_add_up(tmp_path: Path) -> None:
    sound = {
        **START,
        "one/one-001.yaml": rule(),
        "facts/main.yaml": FACTS,
        "conditions.yaml": CONDITIONS,
        "pack.yaml": PACK,
    }
    made = bench(tmp_path / "one", START)
    made.whole()
    for change in CHANGES.values():
        changed(made, change)
        changed(made, {name: sound[name] for name in change if name in sound})
    for name in {name for change in CHANGES.values() for name in change} - sound.keys():
        path = made.reader.desk.folder / name
        path.unlink()
        made.changed(path)
    made.whole()
    assert short(made.whole()) == short(bench(tmp_path / "other", START).whole())


def test_other_files_are_not_read_again(tmp_path: Path) -> None:
    made = bench(tmp_path, START)
    made.whole()
    # Behind its back, and so not seen: nobody said that this file has changed.
    write_files(made.reader.desk.folder, {"facts/main.yaml": "x: [\n"})
    said = changed(made, {"one/one-001.yaml": rule().replace("題名", "ＩＤ")})
    assert "one/one-001.yaml:2:16 W510" in short(said)
    assert [each.code for each in said if each.code.startswith("E")] == []


def test_what_is_known_of_a_rule_is_kept_while_it_stays_the_same(tmp_path: Path) -> None:
    made = bench(tmp_path, START)
    made.whole()
    assert made.read is not None
    assert made.read.pack is not None
    known = dict(made.read.pack.studies)
    assert set(known) >= {"one-001", "one-002"}
    changed(made, {"one/one-001.yaml": rule(require="{recorded: true}")})
    made.whole()
    assert made.read.pack.studies["one-002"] is known["one-002"]
    assert made.read.pack.studies["one-001"] is not known["one-001"]


def test_what_is_known_of_rules_is_forgotten_when_facts_change(tmp_path: Path) -> None:
    made = bench(tmp_path, START)
    made.whole()
    assert made.read is not None
    assert made.read.pack is not None
    known = dict(made.read.pack.studies)
    changed(made, {"facts/main.yaml": FACTS.replace("max: 100", "max: 10")})
    assert made.read.pack is not None
    assert made.read.pack.studies["one-002"] is not known["one-002"]
