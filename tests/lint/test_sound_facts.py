"""What looks at a vocabulary can rely on it, whatever was wrong with the files."""

from pathlib import Path

import pytest
from benches import bench, faults, said
from packs import FACTS, load, rule

from checklist_engine.lint.sound_facts import sound_facts
from checklist_engine.loader.facts import read_groups
from checklist_engine.loader.pack_parts import read_parts
from checklist_engine.model.facts import Vocabulary
from checklist_engine.usecases.find_pack import find_base


def vocabulary(folder: Path, facts: str) -> Vocabulary:
    """The facts as they are read, faults and all."""
    made = bench(folder, {"facts/main.yaml": facts})
    parts = read_parts(made.reader.desk.folder, find_base, [])
    assert parts is not None
    return read_groups(parts.groups, [])


def test_a_sound_vocabulary_is_left_as_it_is(tmp_path: Path) -> None:
    lost: set[str] = set()
    before = load(tmp_path).vocabulary
    assert sound_facts(before, lost) == before
    assert lost == set()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (", choices: {JP: 日本, OTHER: 日本以外}", "", {"place"}),
        ("    choices: {audit: 監査報告, roster: 名簿, pledge: 誓約書}\n", "", {"means"}),
        ("type: choice, from: parties", "type: choice, from: partes", {"chief"}),
        ("type: choice, from: parties", "type: choice, from: means", {"chief"}),
        ("    key: id\n    name: name\n", "", {"parties", "chief"}),
        (", choices: {audit: 監査報告, roster: 名簿, pledge: 誓約書}}\n      - id: sites",
         "}\n      - id: sites", {"papers"}),
        ("        key: id\n        fields", "        fields", {"sites"}),
    ],
)  # fmt: skip
def test_a_fact_that_is_not_whole_is_left_out(
    old: str, new: str, expected: set[str], tmp_path: Path
) -> None:
    assert old in FACTS
    lost: set[str] = set()
    found = sound_facts(vocabulary(tmp_path, FACTS.replace(old, new, 1)), lost)
    assert lost >= expected
    assert not {fact.id for fact in found.all_facts()} & expected


@pytest.mark.parametrize("closing", ["complet", "people", "parties"])
def test_a_list_that_nothing_can_close_is_taken_to_be_closed(closing: str, tmp_path: Path) -> None:
    facts = FACTS.replace("closed_by: complete", f"closed_by: {closing}")
    lost: set[str] = set()
    found = sound_facts(vocabulary(tmp_path, facts), lost)
    shape = found.facts["parties"].shape
    assert shape is not None
    assert shape.closed_by is None
    assert lost == set()


def test_what_follows_from_a_faulty_fact_is_not_told(tmp_path: Path) -> None:
    facts = FACTS.replace(", choices: {JP: 日本, OTHER: 日本以外}", "")
    files = {
        "facts/main.yaml": facts,
        "one/one-001.yaml": rule(require="{place: JP}"),
        "one/one-002.yaml": rule("one-002", require="{plase: JP}"),
    }
    assert faults(said(tmp_path, files)) == [
        "facts/main.yaml:6:10 E212",
        "one/one-002.yaml:5:11 E203",
    ]


def test_rules_of_a_list_whose_closing_fact_is_lost_are_looked_at(tmp_path: Path) -> None:
    files = {
        "facts/main.yaml": FACTS.replace("{id: complete, label", "{id: complete, lable"),
        "one/one-001.yaml": rule(require="{some: {in: parties, satisfies: {.handles: true}}}"),
    }
    made = bench(tmp_path, files)
    found = made.whole()
    assert made.read is not None
    assert made.read.pack is not None
    assert made.read.pack.rules["one-001"].planned is not None
    assert [each.code for each in found if each.code == "E203"] == []
