"""Texts with their slots filled: what a rule says about a finding, in the words of the answers."""

from pathlib import Path

import pytest
from packs import assessed, rule

from checklist_engine.conclusion.filling import joined
from checklist_engine.model.texts import Filter

JOINED = """\
entries         | ya            | oyobi             | touten        | (none)
A               | A             | A                 | A             | A
A B             | AやB          | A及びB            | A、B          | A、B
A B C           | A、BやC       | A、B及びC         | A、B、C       | A、B、C
A及びB          | A及びB        | A及びB            | A及びB        | A及びB
A及びB C        | A及びBやC     | A及びB並びにC     | A及びB、C     | A及びB、C
A B及びC        | AやB及びC     | A並びにB及びC     | A、B及びC     | A、B及びC
A B及びC D      | A、B及びCやD  | A、B及びC並びにD  | A、B及びC、D  | A、B及びC、D
"""
HOW = [Filter.YA, Filter.OYOBI, Filter.TOUTEN, None]


@pytest.mark.parametrize("row", JOINED.splitlines()[1:])
def test_entries_are_joined_as_official_writing_joins_them(row: str) -> None:
    entries, *phrases = (cell.strip() for cell in row.split("|"))
    assert [joined(entries.split(), how) for how in HOW] == phrases


@pytest.mark.parametrize("how", HOW)
def test_nothing_joined_is_nothing(how: Filter | None) -> None:
    assert joined([], how) == ""


def said(folder: Path, text: str, answers: str = "{agreed: false}") -> str | None:
    """What a rule that is not met says, with this text."""
    one = rule(gate="advisory", not_met=f"finding: '{text}'")
    assessment, _ = assessed(folder, {"one/one-001.yaml": one}, answers)
    [finding] = assessment.rules[0].findings
    return finding.text


@pytest.mark.parametrize(
    ("text", "answers", "words"),
    [
        ("場所は「{{ place }}」です", "{agreed: false, place: OTHER}", "場所は「日本以外」です"),
        ("場所は「{{ place }}」です", "{agreed: false}", "場所は「未回答」です"),
        ("{{ agreed }}", "{agreed: false}", "いいえ"),
        ("{{ people }}人です", "{agreed: false, people: 7}", "7人です"),
        ("{{ rate }}", "{agreed: false, rate: 0.10}", "0.10"),
        ("{{ note }}", "{agreed: false, note: '{{ place }}'}", "{{ place }}"),
        ("{{ day }}まで", "{agreed: false, day: 2021-04-05}", "2021年4月5日まで"),
        ("{{ day | wareki }}まで", "{agreed: false, day: 2021-04-05}", "令和3年4月5日まで"),
        ("{{ day | wareki }}まで", "{agreed: false, day: 2019-04-30}", "平成31年4月30日まで"),
        ("{{ day | wareki }}まで", "{agreed: false}", "未回答まで"),
        ("{{ parameter.days }}日", "{agreed: false}", "30日"),
        ("{{ chief }}", "{agreed: false, chief: a, parties: [{id: a, name: 甲社}]}", "甲社"),
        (
            "手段〔（{{ means }}）〕です",
            "{agreed: false, means: [audit, roster]}",
            "手段（監査報告、名簿）です",
        ),
        (
            "〔{{ means | ya }}など〕",
            "{agreed: false, means: [audit, roster]}",
            "監査報告や名簿など",
        ),
        (
            "〔{{ means | oyobi }}〕",
            "{agreed: false, means: [audit, roster, pledge]}",
            "監査報告、名簿及び誓約書",
        ),
        ("手段〔（{{ means }}）〕です", "{agreed: false, means: []}", "手段です"),
        ("手段〔（{{ means }}）〕です", "{agreed: false}", "手段（未回答）です"),
        ("〔{{ place }}で{{ means }}〕と", "{agreed: false, place: JP, means: []}", "と"),
        (
            "〔{{ parties | oyobi }}〕",
            "{agreed: false, parties: [{id: a, name: 甲社}, {id: b}]}",
            "甲社及びb",
        ),
        ("A〔{{ means }}〕B〔{{ parties }}〕C", "{agreed: false, means: [], parties: []}", "ABC"),
    ],
)
def test_a_slot_prints_the_answer_by_its_label(
    text: str, answers: str, words: str, tmp_path: Path
) -> None:
    assert said(tmp_path, text, answers) == words


def test_an_answer_that_nobody_is_asked_for_is_printed_as_unanswered(tmp_path: Path) -> None:
    """Irrelevant: kept in the file, in no document."""
    facts = (
        "section: {id: main, label: 区分, order: 1}\n"
        "facts:\n"
        "  - {id: agreed, label: 同意, type: boolean}\n"
        "  - {id: place, label: 場所, type: text, relevant_when: {agreed: true}}\n"
    )
    one = rule(gate="advisory", not_met="finding: 場所は「{{ place }}」です")
    assessment, _ = assessed(
        tmp_path,
        {"facts/main.yaml": facts, "one/one-001.yaml": one},
        "{agreed: false, place: 秘密}",
    )
    assert assessment.rules[0].findings[0].text == "場所は「未回答」です"


def test_the_fields_of_an_element_fill_its_own_text(tmp_path: Path) -> None:
    one = rule(
        gate="advisory",
        require="{.handles: false}",
        not_met="finding: 「{{ .name }}」は{{ place }}で扱います〔（{{ .papers | touten }}）〕",
        rest="for_each: {in: parties}\n",
    )
    answers = (
        "{place: JP, complete: true, parties: [{id: a, name: 甲社, handles: true, papers: [audit],"
        " below: [{id: b, handles: true, papers: []}]}]}"
    )
    assessment, _ = assessed(tmp_path, {"one/one-001.yaml": one}, answers)
    assert [finding.text for finding in assessment.rules[0].findings] == [
        "「甲社」は日本で扱います（監査報告）",
        "「未回答」は日本で扱います",
    ]
