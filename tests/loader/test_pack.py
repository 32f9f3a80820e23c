"""Reading a pack (§1, §9): every file, every fault of every file."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from packs import FACTS, PACK, assessed, faults_of_pack, load, rule

from checklist_engine.ground.errors import InvalidFile
from checklist_engine.loader.pack import load_pack
from checklist_engine.model.verdicts import Strength
from checklist_engine.usecases.find_pack import find_base


def test_rules_stand_by_family_and_then_by_id(tmp_path: Path) -> None:
    pack = load(
        tmp_path,
        {
            "pack.yaml": PACK.replace(
                "[{id: one, label: 第一}, {id: two, label: 第二}]",
                "[{id: two, label: 第二}, {id: one, label: 第一}]",
            ),
            "one/one-010.yaml": rule("one-010"),
            "one/one-002.yaml": rule("one-002"),
            "two/two-001.yaml": rule("two-001"),
        },
    )
    assert list(pack.rules) == ["two-001", "one-001", "one-002", "one-010"]


def test_what_the_head_leaves_out_is_as_usual(tmp_path: Path) -> None:
    pack = load(tmp_path)
    assert pack.decision.open_at_most == 5
    assert pack.decision.open_condition is None
    assert pack.conclusion.at_most is None
    assert (pack.credits.compensated, pack.credits.unproven) == (Fraction(7, 10), Fraction(1, 2))


def test_the_head_of_a_pack(tmp_path: Path) -> None:
    head = (
        f"{PACK}credits: {{compensated: 0.3, unproven: 0.1}}\n"
        "decision: {open_at_most: 2}\nconclusion: {at_most: 1, rest: remark}\n"
    )
    pack = load(tmp_path, {"pack.yaml": head})
    assert (pack.id, pack.version, pack.label) == ("small", "1.0.0", "小さな規則集")
    # Exact, not the nearest binary fraction.
    assert (pack.credits.compensated, pack.credits.unproven) == (Fraction(3, 10), Fraction(1, 10))
    assert pack.decision.open_at_most == 2
    assert pack.conclusion.at_most == 1
    assert pack.test_date == date(2021, 4, 15)
    assert pack.evidence_kinds["audit_report"].strength is Strength.AUDIT
    assert pack.parameters["days"].value == 30


def test_shares_of_the_pack_are_what_findings_count(tmp_path: Path) -> None:
    files: dict[str, str | None] = {
        "pack.yaml": f"{PACK}credits: {{compensated: 0.3}}\n",
        "one/one-001.yaml": rule(rest="compensated_by: {recorded: true}\n"),
    }
    assessment, _ = assessed(tmp_path, files, "{agreed: false, recorded: true}")
    assert assessment.score is not None
    assert assessment.score.low == 30


def test_facts_of_all_files_stand_in_the_order_of_their_sections(tmp_path: Path) -> None:
    pack = load(
        tmp_path,
        {
            "facts/aaa.yaml": "section: {id: last, label: 終わり, order: 9}\n"
            "facts: [{id: z, label: 末, type: boolean}]\n",
            "facts/zzz.yaml": "section: {id: first, label: 初め, order: 0}\n"
            "facts: [{id: b, label: 乙, type: boolean}, {id: a, label: 甲, type: boolean}]\n",
        },
    )
    facts = list(pack.vocabulary.facts)
    assert facts[:3] == ["b", "a", "agreed"]
    assert facts[-1] == "z"
    assert list(pack.vocabulary.sections) == ["first", "main", "last"]


def test_a_pack_may_have_nothing_but_its_head(tmp_path: Path) -> None:
    nothing: dict[str, str | None] = {
        "facts/main.yaml": None,
        "conditions.yaml": None,
        "one/one-001.yaml": None,
        "profiles/all.yaml": None,
    }
    pack = load(tmp_path, nothing)
    assert (dict(pack.rules), dict(pack.conditions), dict(pack.profiles)) == ({}, {}, {})


@pytest.mark.parametrize(
    ("files", "faults"),
    [
        ({"pack.yaml": None}, ["pack.yaml E101"]),
        ({"pack.yaml": PACK.replace("language: 1", "language: 2")}, ["pack.yaml:2:11 E220"]),
        ({"pack.yaml": PACK.replace("language: 1", "language: '1'")}, ["pack.yaml:2:11 E122"]),
        ({"pack.yaml": PACK.replace("language: 1\n", "")}, ["pack.yaml:1:1 E121"]),
        ({"pack.yaml": PACK.replace("1.0.0", "1.0")}, ["pack.yaml:3:10 E122"]),
        ({"pack.yaml": PACK.replace("1.0.0", "v1")}, ["pack.yaml:3:10 E124"]),
        ({"pack.yaml": PACK.replace("small", "Small")}, ["pack.yaml:1:7 E124"]),
        ({"pack.yaml": PACK.replace("id: two", "id: one")}, ["pack.yaml:5:39 E211"]),
        ({"pack.yaml": PACK.replace("id: letter", "id: call")}, ["pack.yaml:9:10 E211"]),
        ({"pack.yaml": PACK.replace("strength: oral", "strength: weak")}, ["pack.yaml:8:41 E123"]),
        ({"pack.yaml": f"{PACK}test_date: 2021-04-16\n"}, ["pack.yaml:13:1 E110"]),
        ({"pack.yaml": PACK.replace("2021-04-15", "2021-04-31")}, ["pack.yaml:12:12 E308"]),
        ({"pack.yaml": f"{PACK}credits: {{unproven: 1.5}}\n"}, ["pack.yaml:13:21 E126"]),
        ({"pack.yaml": f"{PACK}retired: [one-001]\n"}, ["pack.yaml:13:11 E219"]),
        ({"one/one-001.yaml": rule("one-002")}, ["one/one-001.yaml:1:5 E219"]),
        ({f"{name}/two-001.yaml": rule("two-001") for name in ("one", "two")}, ["two/two-001.yaml:1:5 E219"]),
        ({"three/three-001.yaml": rule("three-001")}, ["three/three-001.yaml:1:5 E219"]),
        ({"one/one-001.yaml": rule().replace("gate: cond", "gate: Cond")}, ["one/one-001.yaml:3:7 E123"]),
        ({"one/one-001.yaml": rule().replace("weight: 1", "weight: -1")}, ["one/one-001.yaml:4:9 E126"]),
        ({"one/one-001.yaml": rule().replace("weight: 1", "weight: 1.5")}, ["one/one-001.yaml:4:9 E122"]),
        ({"conditions.yaml": "Agree: {subject: 同意}\n"}, ["conditions.yaml:1:1 E124"]),
        ({"facts/more.yaml": f"{FACTS.splitlines()[0]}\nfacts: []\n"}, ["facts/more.yaml:1:15 E211"]),
    ],
)  # fmt: skip
def test_a_fault_of_a_pack_stands_at_its_place(
    files: dict[str, str | None], faults: list[str], tmp_path: Path
) -> None:
    found = faults_of_pack(tmp_path, files)
    assert [each for each in found if each in faults] == faults, found


@pytest.mark.parametrize(
    "written",
    [
        "default: 30, min: 31",
        "default: 30, max: 29",
        "default: '30'",
        "default: true",
        "default: 1.5",
    ],
)
def test_a_parameter_whose_default_does_not_fit_it_is_a_fault(written: str, tmp_path: Path) -> None:
    head = PACK.replace("default: 30, min: 7, max: 90", written)
    found = faults_of_pack(tmp_path, {"pack.yaml": head})
    assert len(found) == 1
    assert found[0].startswith("pack.yaml:6:")


def test_faults_of_all_files_are_told_at_once_and_unreadable_ones_first(tmp_path: Path) -> None:
    assert faults_of_pack(
        tmp_path,
        {
            "one/one-001.yaml": rule("one-003"),
            "two/two-001.yaml": "id: [\n",
            "one/one-002.yml": rule("one-002"),
            "facts/main.yaml": FACTS.replace("type: date", "type: day"),
        },
    ) == [
        "facts/main.yaml:14:49 E123",
        "two/two-001.yaml:1:6 E107",
        "one/one-001.yaml:1:5 E219",
        "one/one-002.yml E221",
    ]


def test_another_language_is_not_looked_at_any_further(tmp_path: Path) -> None:
    files: dict[str, str | None] = {
        "pack.yaml": PACK.replace("language: 1", "language: 9"),
        "one/one-001.yaml": "rubbish: [",
    }
    assert faults_of_pack(tmp_path, files) == ["pack.yaml:2:11 E220"]


def test_the_digest_is_of_the_words_and_not_of_the_machine(tmp_path: Path) -> None:
    digest = load(tmp_path / "a").digest
    assert load(tmp_path / "elsewhere" / "deep").digest == digest
    assert load(tmp_path / "b", {"one/one-001.test.yaml": "覚え"}).digest == digest
    assert load(tmp_path / "c", {"one/README.md": "覚え"}).digest == digest
    assert load(tmp_path / "d", {"one/one-001.yaml": f"{rule()}# 覚え\n"}).digest != digest
    assert load(tmp_path / "e", {"one/one-002.yaml": rule("one-002")}).digest != digest
    assert load(tmp_path / "f", {"templates/paper.j2": "{{ case.title }}"}).digest != digest


def test_the_digest_reads_line_ends_as_one(tmp_path: Path) -> None:
    digest = load(tmp_path / "a").digest
    folder = tmp_path / "b" / "small"
    load(tmp_path / "b")
    for path in folder.rglob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_pack(folder, find_base).digest == digest


def test_a_rule_of_a_pack_is_checked_although_no_profile_asks_for_it(tmp_path: Path) -> None:
    with pytest.raises(InvalidFile) as caught:
        assessed(
            tmp_path,
            {
                "two/two-001.yaml": rule("two-001", require="{agred: true}"),
                "profiles/all.yaml": "profile: all\nlabel: 一部\ndecision: council\n"
                "rules: {families: [one]}\n",
            },
        )
    assert [each.code for each in caught.value.diagnostics] == ["E203"]
