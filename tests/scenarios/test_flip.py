"""`checklist flip`: what would change an outcome, whole runs."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Checklist
from jsonschema import Draft202012Validator
from packs import rule, submission, write_files, write_pack
from seed_cases import BEST_FIRST, Data, assess_all, changed

from checklist_engine.formats.reading import read_document
from checklist_engine.loader.checked import schema

EXAMPLES = sorted(folder.parent for folder in (ROOT / "examples").glob("*/meeting.yaml"))
NIIZA = ROOT / "examples" / "niiza-2021-04-15"
DAY = ("--as-of", "2021-04-15")
VALIDATOR = Draft202012Validator(schema("flips"))
PREMISE = "回答を書き替えるだけではなく、実際にそうすることが前提です"


def printed(checklist: Checklist, *arguments: str | Path, cwd: Path = ROOT) -> Any:
    ran = checklist("flip", *arguments, "--format", "json", cwd=cwd)
    assert ran.code in (0, 1), ran.err
    return json.loads(ran.out)


def rank(decision: str) -> int:
    return BEST_FIRST.index(decision)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_pack(tmp_path / "rules" / "small")
    return write_files(tmp_path, {"s.yaml": submission("{agreed: false}")})


@pytest.mark.parametrize("asked", [(), ("--to", "approve"), ("--condition", "encrypt")])
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda folder: folder.name)
def test_the_json_of_every_example_keeps_its_contract(
    example: Path, asked: tuple[str, ...], checklist: Checklist
) -> None:
    content = printed(checklist, example, *asked)
    assert list(VALIDATOR.iter_errors(content)) == []
    for case in content["cases"]:
        assert case["exact"]
        wanted = case["to"] or case["decision"]
        sizes = [len(way["changes"]) + len(way["proofs"]) for way in case["alternatives"]]
        assert sizes == sorted(sizes)
        assert all(rank(way["decision"]) <= rank(wanted) for way in case["alternatives"])
        if not asked:
            assert rank(wanted) <= rank(case["decision"])
            assert case["reached"] is (case["decision"] == wanted)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda folder: folder.name)
def test_every_example_is_told_in_words(example: Path, checklist: Checklist) -> None:
    ran = checklist("flip", example)
    assert ran.code == 0
    for word in ("None", "Verdict", "frozenset", "not_met", "<"):
        assert word not in ran.out, word
    if "■ 案1" in ran.out:
        assert PREMISE in ran.out


def test_the_items_of_a_meeting_are_named_and_its_rulings_count(checklist: Checklist) -> None:
    example = ROOT / "examples" / "rulings"
    together = printed(checklist, example)["cases"]
    assert [case["case"]["item"] for case in together] == ["ア", "イ"]
    assert together[0]["reached"]
    alone = printed(checklist, example / "facility-booking.yaml", "--as-of", together[0]["as_of"])
    assert (alone["case"]["item"], alone["reached"]) == (None, False)
    assert "判定を変えませんでした" in checklist("flip", example).err


def plain(example: str, name: str) -> Data:
    """A submission as plain data, its dotted answers nested."""
    data = read_document(ROOT / "examples" / example / name).root
    assert isinstance(data, dict)
    answers: Data = {}
    for key, value in data["answers"].items():
        section, _, rest = key.partition(".")
        if rest:
            answers.setdefault(section, {})[rest] = value
        elif isinstance(value, dict):
            answers.setdefault(key, {}).update(value)
        else:
            answers[key] = value
    return {**data, "answers": answers}


def as_proposed(data: Data, ways: list[Any], day: str) -> Iterator[tuple[str, Data]]:
    """For each alternative, the decision that it promises and the submission that does what it says."""
    for way in ways:
        records = [
            {"id": f"N{number}-{kind}", "kind": kind, "issued_on": day, "supports": [proof["path"]]}
            for number, proof in enumerate(way["proofs"])
            for kind in proof["kinds"]
        ]
        answers = {each["path"]: each["to"] for each in way["changes"]}
        yield way["decision"], changed(data, answers, *records)


@pytest.mark.parametrize("aim", ["approve", "approve_with_conditions"])
@pytest.mark.parametrize(
    ("example", "name", "day"),
    [
        ("niiza-2021-04-15", "furusato.yaml", "2021-04-15"),
        ("niiza-2021-04-15", "qubena.yaml", "2021-04-15"),
        ("half-answered", "school-library.yaml", "2024-06-20"),
        ("half-answered", "family-contact.yaml", "2024-06-20"),
        ("generative-ai", "ai-assistant.yaml", "2026-07-16"),
        ("message-appointment", "childcare-advice.yaml", "2026-05-21"),
        ("message-appointment", "counter-visit.yaml", "2026-05-21"),
        ("street-cameras", "station-cameras.yaml", "2025-07-17"),
    ],
)
def test_a_file_in_which_it_is_done_gets_the_decision(
    example: str, name: str, day: str, aim: str, tmp_path: Path, checklist: Checklist
) -> None:
    path = ROOT / "examples" / example / name
    flips = printed(checklist, path, "--to", aim, "--as-of", day)
    proposed = list(as_proposed(plain(example, name), flips["alternatives"], day))
    if proposed:
        cases = {number: data for number, (_, data) in enumerate(proposed)}
        outcomes = assess_all(tmp_path, cases, day)
        promised = [decision for decision, _ in proposed]
        assert [outcomes[number]["decision"] for number in cases] == promised


def test_the_first_seed_case_is_told_how_its_condition_goes(checklist: Checklist) -> None:
    furusato = NIIZA / "furusato.yaml"
    case = printed(checklist, furusato, *DAY, "--condition", "supervise-subcontractors")
    assert case["condition"]["discharged_by"] == {
        "text": "「再委託先の監督の要件化」が「はい」である",
        "holds": False,
        "paths": ["contracts.supervision_in_specification"],
    }
    found = [
        {each["path"] for each in (*way["changes"], *way["proofs"])} for way in case["alternatives"]
    ]
    aws = "parties[sys/aws]"
    assert {"contracts.supervision_in_specification"} in found
    assert {f"{aws}.supervision_documents"} in found
    assert {f"{aws}.inspected"} in found
    out = checklist("flip", furusato, *DAY, "--condition", "supervise-subcontractors").out
    assert "直接的な監督はできないとしても" in out


def test_the_second_seed_case_is_told_how_its_condition_goes(checklist: Checklist) -> None:
    case = printed(checklist, NIIZA / "qubena.yaml", *DAY, "--condition", "teach-pupils")
    assert case["alternatives"]
    for way in case["alternatives"]:
        assert "teach-pupils" not in {each["id"] for each in way["conditions"]["staying"]}
        assert "teach-pupils" in {each["id"] for each in way["conditions"]["gone"]}
        assert way["worsened"] == []


def test_a_condition_of_one_case_of_a_meeting_is_not_asked_of_the_others(
    checklist: Checklist,
) -> None:
    cases = printed(checklist, NIIZA, "--condition", "teach-pupils")["cases"]
    assert [case["reached"] for case in cases] == [True, False, False]
    out = checklist("flip", NIIZA, "--condition", "teach-pupils").out
    assert out.count("この条件は、今の回答では付きません") == 1


@pytest.mark.parametrize(
    ("answers", "gate", "code"),
    [
        ("{agreed: false}", "conditional", 0),
        ("{agreed: true}", "conditional", 0),
        ("{place: JP}", "blocking", 1),
    ],
)
def test_the_exit_code_says_whether_there_is_a_way(
    answers: str, gate: str, code: int, tmp_path: Path, checklist: Checklist
) -> None:
    never = rule(gate="blocking", require="{people: {at_least: 101}}", not_met=None)
    files = {"one/one-001.yaml": never if gate == "blocking" else rule()}
    write_pack(tmp_path / "rules" / "small", files)
    write_files(tmp_path, {"s.yaml": submission(answers)})
    assert checklist("flip", "s.yaml", *DAY, cwd=tmp_path).code == code


def test_of_several_cases_one_without_a_way_is_enough_for_the_exit_code(
    folder: Path, checklist: Checklist
) -> None:
    write_files(folder, {"a.yaml": submission("{agreed: false}", name="a")})
    assert checklist("flip", ".", *DAY, cwd=folder).code == 0
    profile = "profile: two\nlabel: 二\ndecision: none\nrules: all\n"
    write_files(folder, {"rules/small/profiles/two.yaml": profile})
    write_files(folder, {"b.yaml": submission("{}", name="b", profile="two")})
    ran = checklist("flip", ".", *DAY, cwd=folder)
    assert ran.code == 1
    assert "この適用区分は結論を出さない" in ran.out
    assert ran.out.count("■ 案1") == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--to", "reject"), "--to の「reject」はありません"),
        (("--to", "aprove"), "もしかして approve ですか"),
        (("--to", "認める"), "使えるのは approve、approve_with_conditions です"),
        (("--to", ""), "--to の「」はありません"),
        (("--to", "approve", "--condition", "agree"), "どちらか一つにしてください"),
        (("--condition", "agre"), "もしかして agree ですか"),
        (("--condition", "zzz"), "この案件に付く条件は agree です"),
        (("--condition", ""), "条件「」は、規則集にありません"),
        (("--as-of", "昨日"), "日付ではありません"),
        (("--format", "xml"), "--format の「xml」はありません"),
    ],
)
def test_a_wrong_option_is_a_usage_fault_with_a_way_out(
    arguments: tuple[str, ...], words: str, folder: Path, checklist: Checklist
) -> None:
    ran = checklist("flip", "s.yaml", *arguments, cwd=folder)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


def test_a_wrong_file_is_told_as_everywhere(folder: Path, checklist: Checklist) -> None:
    write_files(folder, {"bad.yaml": submission("{agred: true}")})
    ran = checklist("flip", "bad.yaml", cwd=folder)
    assert (ran.code, ran.out) == (3, "")
    assert "E302" in ran.err
    missing = checklist("flip", "none.yaml", cwd=folder)
    assert (missing.code, missing.out) == (3, "")
