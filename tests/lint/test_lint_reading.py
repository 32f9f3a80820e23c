"""A faulty file is told, and everything else is looked at all the same."""

from pathlib import Path

import pytest
from benches import Files, bench, faults, said
from packs import CONDITIONS, FACTS, PACK, PROFILE, rule

from checklist_engine.lint.subject import LintedPack

LONG = rule("one-002").replace("one-002の題名", "題" * 300)
TEST = """\
rule: one-001
cases:
  - {name: 同意がある, answers: {agreed: true}, expect: {verdict: met}}
"""


def read(folder: Path, files: Files) -> LintedPack:
    made = bench(folder, files)
    made.whole()
    assert made.read is not None
    assert made.read.pack is not None
    return made.read.pack


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("one/one-001.yaml", rule() + " - x\n", ["one/one-001.yaml:9:2 E107"]),
        ("one/one-001.yaml", rule(gate="blocking") + "x: 1\n", ["one/one-001.yaml:9:1 E120"]),
        ("one/one-001.yaml", rule(require="{agred: true}"), ["one/one-001.yaml:5:11 E203"]),
        ("one/one-001.yaml", "", ["one/one-001.yaml E104"]),
        ("one/one-001.test.yaml", TEST + "x: 1\n", ["one/one-001.test.yaml:4:1 E120"]),
        ("facts/main.yaml", FACTS.replace("boolean", "bool", 1), ["facts/main.yaml:3:56 E123"]),
        ("conditions.yaml", CONDITIONS.replace("consider", "x"), ["conditions.yaml:3:15 E123"]),
        ("profiles/all.yaml", PROFILE + "x: 1\n", ["profiles/all.yaml:5:1 E120"]),
        ("profiles/all.yaml", PROFILE + "weights: {one-009: 1}\n", ["profiles/all.yaml:5:11 E222"]),
        ("lint.yaml", "x: 1\n", ["lint.yaml:1:1 E120"]),
        ("one/deep/one-003.yaml", rule("one-003"), ["one/deep/one-003.yaml E221"]),
        ("pack.yaml", PACK + "retired: [one-001]\n", ["pack.yaml:13:11 E219"]),
    ],
)
def test_a_fault_is_told_alone_and_the_rest_is_looked_at(
    name: str, text: str, expected: list[str], tmp_path: Path
) -> None:
    found = said(tmp_path, {"one/one-002.yaml": LONG, name: text})
    assert faults(found) == expected
    assert "one/one-002.yaml:2:8 W519" in found


@pytest.mark.parametrize(
    "head",
    ["pack: [\n", PACK.replace("label: 小さな規則集\n", ""), PACK + "extends: nowhere\n"],
)
def test_without_a_head_the_files_are_still_read(head: str, tmp_path: Path) -> None:
    files = {"one/one-001.yaml": rule() + " - x\n", "facts/main.yaml": FACTS + "\t- x\n"}
    assert [each.partition(":")[0] for each in said(tmp_path, {**files, "pack.yaml": head})] == [
        "facts/main.yaml",
        "one/one-001.yaml",
        "pack.yaml",
    ]


def test_a_pack_of_another_language_is_not_looked_at(tmp_path: Path) -> None:
    files = {"pack.yaml": PACK.replace("language: 1", "language: 2"), "one/one-002.yaml": LONG}
    assert said(tmp_path, files) == ["pack.yaml:2:11 E220"]


def test_many_faults_are_told_at_once(tmp_path: Path) -> None:
    files = {
        "one/one-001.yaml": rule(require="{agred: true}"),
        "one/one-002.yaml": rule("one-002", gate="harsh"),
        "one/one-003.yaml": "id: [\n",
        "conditions.yaml": CONDITIONS.replace("ensure", "sure"),
        "facts/main.yaml": FACTS.replace("type: number", "type: numbr"),
    }
    assert faults(said(tmp_path, files)) == [
        "conditions.yaml:10:15 E123",
        "facts/main.yaml:13:33 E123",
        "one/one-001.yaml:5:11 E203",
        "one/one-002.yaml:3:7 E123",
        "one/one-003.yaml:1:6 E107",
    ]


def test_of_a_rule_with_faults_nothing_but_its_file_is_looked_at(tmp_path: Path) -> None:
    pack = read(
        tmp_path, {"one/one-001.yaml": rule(require="{agred: true}"), "one/one-002.yaml": LONG}
    )
    assert pack.rules["one-001"].planned is None
    assert pack.rules["one-002"].planned is not None
    assert [each.id for each in pack.plan.rules] == ["one-002"]


def test_a_rule_whose_file_is_faulty_otherwise_has_no_plan_either(tmp_path: Path) -> None:
    text = rule(rest="in_force: {from: 2021-04-01, until: 2020-04-01}\n")
    assert read(tmp_path, {"one/one-001.yaml": text}).rules["one-001"].planned is None


@pytest.mark.parametrize(
    ("text", "is_sound"),
    [(TEST, True), (TEST.replace("met}", "mett}"), False), (TEST.replace("true", "maybe"), False)],
)
def test_tests_with_faults_are_none(text: str, is_sound: bool, tmp_path: Path) -> None:
    pack = read(tmp_path, {"one/one-001.test.yaml": text})
    assert (pack.rules["one-001"].tests is not None) is is_sound
    assert pack.rules["one-001"].planned is not None


def test_what_a_file_is_and_what_could_not_be_read_is_known(tmp_path: Path) -> None:
    files = {
        "one/one-001.test.yaml": TEST + "x: 1\n",
        "one/one-002.yaml": "id: [\n",
        "facts/main.yaml": FACTS.replace("type: number", "type: numbr"),
        "lint.yaml": "severity: {W519: off}\n",
    }
    pack = read(tmp_path, files)
    kinds = {file.partition("/small/")[2]: kind for file, kind in pack.kinds.items()}
    assert kinds["one/one-001.test.yaml"] == "test"
    assert kinds["one/one-001.yaml"] == "rule"
    assert kinds["facts/main.yaml"] == "facts"
    assert kinds["lint.yaml"] == "lint"
    unread = {file.partition("/small/")[2] for file in pack.unread}
    assert unread == {"one/one-002.yaml", "facts/main.yaml"}
    assert "one/one-001.yaml" in {file.partition("/small/")[2] for file in pack.documents}


@pytest.mark.parametrize("place", ["", "one", "facts"])
def test_it_does_not_matter_where_one_stands(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = bench(tmp_path, {"one/one-002.yaml": LONG, "one/one-001.yaml": rule(require="{x: 1}")})
    expected = [(each.code, each.place.line) for each in made.whole()]
    monkeypatch.chdir(tmp_path / "small" / place)
    again = bench(tmp_path, {"one/one-002.yaml": LONG, "one/one-001.yaml": rule(require="{x: 1}")})
    assert sorted((each.code, each.place.line) for each in again.whole()) == sorted(expected)
