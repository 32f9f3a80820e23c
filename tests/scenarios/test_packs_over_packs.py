"""A city's pack on top, and profiles: nothing that they change is lost from sight."""

import json
from pathlib import Path
from typing import Any

from conftest import Checklist
from packs import rule, submission, write_files, write_pack

CITY = """\
pack: city
language: 1
version: 0.1.0
label: 市の規則集
extends: small
changes: [{rule: one-002, off: true, reason: 別の規程で確かめる}]
"""


def city(folder: Path, **files: str) -> Path:
    """A pack `city` over the pack `small`, side by side in rules/, and a submission to it."""
    write_pack(folder / "rules" / "small", {"one/one-002.yaml": rule("one-002")})
    write_files(folder / "rules" / "city", {"pack.yaml": CITY, **files})
    write_files(
        folder, {"s.yaml": submission("{agreed: false}").replace("pack: small", "pack: city")}
    )
    return folder / "s.yaml"


def outcome(checklist: Checklist, file: Path) -> dict[str, Any]:
    ran = checklist("assess", file, "--as-of", "2021-04-15", "--format", "json")
    assert ran.code in (0, 1), ran.err
    found: dict[str, Any] = json.loads(ran.out)
    return found


def test_the_base_comes_first_and_what_is_switched_off_is_gone(
    checklist: Checklist, tmp_path: Path
) -> None:
    found = outcome(checklist, city(tmp_path))
    assert [each["rule"] for each in found["findings"]] == ["one-001"]
    assert found["pack"]["id"] == "city"
    assert found["pack"]["changes"] == [
        {"kind": "off", "by": "city", "subject": "one-002", "words": "別の規程で確かめる"}
    ]


def test_what_is_switched_off_is_always_shown_and_the_rest_when_asked(
    checklist: Checklist, tmp_path: Path
) -> None:
    file = city(tmp_path, **{"one/one-001.yaml": "id: one-001\ntitle: 市の題名\n"})
    plain = checklist("assess", file, "--as-of", "2021-04-15").out
    assert "別の規程で確かめる" in plain
    assert "規則集の変更 1件（--verbose で示します）" in plain
    verbose = checklist("assess", file, "--as-of", "2021-04-15", "--verbose").out
    assert "書き替えた（city）" in verbose


def test_a_rule_a_fact_and_a_condition_are_merged_key_by_key(
    checklist: Checklist, tmp_path: Path
) -> None:
    file = city(
        tmp_path,
        **{
            "one/one-001.yaml": "id: one-001\nweight: 9\nrequire: {recorded: true}\n",
            "conditions.yaml": "agree: {text: 市の言葉で同意を得ること}\n",
            "facts/main.yaml": "section: {id: main, label: 区分, order: 1}\n"
            "facts: [{id: recorded, label: 市の記録}]\n",
        },
    )
    (file.parent / "s.yaml").write_text(
        submission("{agreed: true, recorded: false}").replace("pack: small", "pack: city"),
        encoding="utf-8",
    )
    found = outcome(checklist, file)
    (finding,) = found["findings"]
    assert (finding["title"], finding["verdict"]) == ("one-001の題名", "not_met")
    assert finding["reasons"] == ["recorded"]
    assert "市の言葉で同意を得ること" in found["conclusion"]
    assert "市の記録" in checklist("assess", file, "--as-of", "2021-04-15").out


def test_own_rules_facts_and_families_are_added(checklist: Checklist, tmp_path: Path) -> None:
    file = city(
        tmp_path,
        **{
            "own/own-001.yaml": rule(
                "own-001", gate="advisory", require="{own.asked: true}", not_met=None
            ),
            "facts/own.yaml": "section: {id: own, label: 市, order: 9}\n"
            "facts: [{id: own.asked, label: 市の問い, type: boolean, question: 問いますか}]\n",
        },
    )
    pack = tmp_path / "rules" / "city" / "pack.yaml"
    pack.write_text(CITY + "families: [{id: own, label: 市の分野}]\n", encoding="utf-8")
    found = outcome(checklist, file)
    assert [each["rule"] for each in found["findings"]] == ["one-001", "own-001"]
    assert [each["text"] for each in found["questions"]] == ["問いますか"]


def test_a_fault_is_shown_in_the_file_that_it_stands_in(
    checklist: Checklist, tmp_path: Path
) -> None:
    file = city(tmp_path, **{"one/one-001.yaml": "id: one-001\nrequire: {agread: true}\n"})
    ran = checklist("assess", file)
    assert ran.code == 3
    assert "rules/city/one/one-001.yaml:2:11: E203" in ran.err
    assert "agreed" in ran.err


def test_a_pack_that_extends_itself_is_told_so(checklist: Checklist, tmp_path: Path) -> None:
    file = city(tmp_path)
    head = tmp_path / "rules" / "city" / "pack.yaml"
    head.write_text(CITY.replace("extends: small", "extends: city"), encoding="utf-8")
    ran = checklist("assess", file)
    assert ran.code == 3
    assert "一回り" in ran.err
    assert "pack.yaml:5:10" in ran.err


def test_packs_that_extend_each_other_are_told_so(checklist: Checklist, tmp_path: Path) -> None:
    file = city(tmp_path)
    base = tmp_path / "rules" / "small" / "pack.yaml"
    base.write_text(base.read_text(encoding="utf-8") + "extends: city\n", encoding="utf-8")
    ran = checklist("assess", file)
    assert ran.code == 3
    assert "E224" in ran.err


def test_a_change_of_a_rule_that_the_base_has_not_is_a_fault(
    checklist: Checklist, tmp_path: Path
) -> None:
    file = city(tmp_path)
    head = tmp_path / "rules" / "city" / "pack.yaml"
    head.write_text(CITY.replace("one-002", "one-022"), encoding="utf-8")
    ran = checklist("assess", file)
    assert ran.code == 3
    assert "E224" in ran.err
    assert "もしかして「one-002」" in ran.err


def test_a_language_of_the_future_is_answered_in_words(
    checklist: Checklist, tmp_path: Path
) -> None:
    file = city(tmp_path)
    head = tmp_path / "rules" / "city" / "pack.yaml"
    head.write_text(CITY.replace("language: 1", "language: 2"), encoding="utf-8")
    ran = checklist("assess", file)
    assert ran.code == 3
    assert "E220" in ran.err
    assert "language: 1" in ran.err


TAILORED = """\
profile: tailored
label: 調整した区分
decision: council
rules: all
except: [{rule: one-002, reason: この手続では確かめない}]
parameters: {days: 60}
weights: {one-001: 5}
"""


def tailored(folder: Path, profile: str) -> Path:
    write_pack(
        folder / "rules" / "small",
        {
            "profiles/tailored.yaml": profile,
            "one/one-002.yaml": rule("one-002"),
            "one/one-003.yaml": rule(
                "one-003", require="{people: {at_most: {parameter: days}}}", gate="blocking"
            ),
        },
    )
    write_files(folder, {"s.yaml": submission("{agreed: true, people: 50}", profile="tailored")})
    return folder / "s.yaml"


def test_a_profile_leaves_rules_out_and_sets_parameters_and_weights(
    checklist: Checklist, tmp_path: Path
) -> None:
    found = outcome(checklist, tailored(tmp_path, TAILORED))
    assert [(each["rule"], each["verdict"]) for each in found["findings"]] == [
        ("one-001", "met"),
        ("one-003", "met"),
    ]
    assert [(each["kind"], each["words"]) for each in found["pack"]["changes"]] == [
        ("excepted", "この手続では確かめない"),
        ("parameter", "30日 → 60日"),
        ("weight", "1 → 5"),
    ]


def test_a_parameter_out_of_bounds_is_a_fault(checklist: Checklist, tmp_path: Path) -> None:
    ran = checklist("assess", tailored(tmp_path, TAILORED.replace("days: 60", "days: 365")))
    assert ran.code == 3
    assert "E223" in ran.err
    assert "7～90日" in ran.err


def test_a_profile_that_names_what_is_not_there_is_a_fault(
    checklist: Checklist, tmp_path: Path
) -> None:
    wrong = TAILORED.replace("days: 60", "day: 60").replace("one-002", "one-020")
    ran = checklist("assess", tailored(tmp_path, wrong))
    assert ran.code == 3
    assert "E209" in ran.err
    assert "E222" in ran.err


def test_a_rule_out_of_force_does_not_apply(checklist: Checklist, tmp_path: Path) -> None:
    write_pack(
        tmp_path / "rules" / "small",
        {"one/one-001.yaml": rule(rest="in_force: {from: 2021-04-15, until: 2021-04-30}\n")},
    )
    write_files(tmp_path, {"s.yaml": submission("{agreed: false}")})
    days = {"2021-04-14": "not_applicable", "2021-04-15": "not_met", "2021-04-30": "not_met"}
    for day, verdict in {**days, "2021-05-01": "not_applicable"}.items():
        ran = checklist("assess", tmp_path / "s.yaml", "--as-of", day, "--format", "json")
        assert json.loads(ran.out)["findings"][0]["verdict"] == verdict, day
