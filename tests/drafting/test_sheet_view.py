"""The checklist and the questions: what was answered, why not, and what it bears on."""

from pathlib import Path
from typing import Any

from dossiers import dossier
from packs import rule

from checklist_engine.drafting.sheet_view import question_views, section_views

RULES = {
    "one/one-001.yaml": rule(
        "one-001", rest="applies_when: {recorded: true}\nmay_claim: [not_applicable, alternative]\n"
    ),
    "one/one-002.yaml": rule(
        "one-002",
        require="{all: [{agreed: true}, {place: JP}]}",
        rest="evidence: [{for: place, strength: contract}]\n"
        "basis: [{document: 保護条例, clause: 第8条}]\n",
    ),
    "one/one-003.yaml": rule("one-003", require="{day: {within_months: 12}}"),
}
LOOP = """\
id: one-004
title: 取扱いの確認
gate: conditional
weight: 1
for_each: {in: parties, where: {.handles: true}}
require: {.papers: {includes: audit}}
may_claim: [alternative]
outcomes:
  not_met: {condition: {use: agree}}
  undetermined: {question: "「{{ .name }}」の資料はどれですか"}
"""


def rows(folder: Path, answers: str, rest: str = "", **more: str) -> dict[str, Any]:
    files = {**RULES, **{f"one/{name}.yaml": text for name, text in more.items()}}
    found: dict[str, Any] = {}
    for section in section_views(dossier(folder, answers, rest, files)):
        assert isinstance(section["rows"], list)
        found |= {row["path"]: row for row in section["rows"]}
    return found


def test_rows_are_numbered_in_the_order_of_the_form(tmp_path: Path) -> None:
    found = rows(tmp_path, "{recorded: true}")
    assert [(row["number"], row["label"]) for row in found.values()] == [
        (1, "同意"),
        (2, "記録"),
        (3, "場所"),
        (4, "期日"),
    ]


def test_a_row_names_the_rules_that_judge_by_it(tmp_path: Path) -> None:
    found = rows(tmp_path, "{recorded: true, agreed: false, place: JP}")
    assert found["agreed"]["rules"] == "one-001、one-002"
    assert found["place"]["rules"] == "one-002"


def test_of_a_fact_that_no_rule_judges_by_those_that_it_makes_apply(tmp_path: Path) -> None:
    found = rows(tmp_path, "{recorded: true, agreed: false}")
    assert found["recorded"]["rules"] == "one-001"
    # Whether a rule applies is no fault of its own.
    assert found["recorded"]["verdicts"] == ""


def test_verdicts_are_shown_where_something_is_left_to_do(tmp_path: Path) -> None:
    found = rows(tmp_path, "{recorded: true, agreed: true, place: JP, day: 2021-01-01}")
    assert found["agreed"]["verdicts"] == "one-002 証跡未確認"
    assert found["day"]["verdicts"] == ""


def test_a_row_says_why_there_is_no_answer_and_what_the_department_claims(tmp_path: Path) -> None:
    claims = "claims: [{rule: one-001, claim: alternative, reason: 口頭で説明する}]\n"
    found = rows(tmp_path, "{recorded: true, agreed: {unknown: 照会中}}", claims)
    assert (found["agreed"]["answer"], found["agreed"]["reason"]) == ("未回答", "照会中")
    assert found["agreed"]["detail"] == "照会中／申出（代わりの措置がある）：口頭で説明する"
    assert found["place"]["detail"] == ""


def test_a_row_shows_its_evidence_and_dates_in_their_era(tmp_path: Path) -> None:
    evidence = (
        "evidence:\n  - {id: E1, kind: call, supports: [place]}\n"
        "  - {id: E2, kind: contract, title: 契約書, supports: [place, agreed]}\n"
    )
    found = rows(tmp_path, "{place: JP, day: 2021-01-05}", evidence)
    assert found["place"]["evidence"] == "電話での確認（電話での確認）、契約書（契約書又は仕様書）"
    assert found["agreed"]["evidence"] == "契約書（契約書又は仕様書）"
    assert found["day"]["answer"] == "令和3年1月5日"


def test_what_is_said_of_an_element_stands_at_its_own_rows(tmp_path: Path) -> None:
    answers = (
        "{complete: true, parties: [{id: a, name: 甲社, handles: true, papers: []},"
        " {id: b, name: 乙社, handles: true, papers: [audit]}]}"
    )
    claims = (
        'claims: [{rule: one-004, element: "parties[a]", claim: alternative, reason: 訪問する}]\n'
    )
    found = rows(tmp_path, answers, claims, **{"one-004": LOOP})
    assert found["parties[a].papers"]["verdicts"] == "one-004 不適合"
    assert found["parties[a].papers"]["detail"] == "申出（代わりの措置がある）：訪問する"
    assert found["parties[b].papers"]["verdicts"] == ""
    assert found["parties[b].papers"]["detail"] == ""
    assert found["parties[b].papers"]["label"] == "資料（乙社）"


def questions(folder: Path, answers: str, **more: str) -> list[Any]:
    files = {**RULES, **{f"one/{name}.yaml": text for name, text in more.items()}}
    return list(question_views(dossier(folder, answers, files=files)))


def test_a_question_shows_what_has_been_said_so_far(tmp_path: Path) -> None:
    asked = questions(
        tmp_path, "{recorded: true, agreed: true, place: JP, day: {unknown: 日程を調整中}}"
    )
    assert [(each["number"], each["labels"], each["answer"]) for each in asked] == [
        (1, "場所", "日本"),
        (2, "期日", "未回答（日程を調整中）"),
    ]


def test_a_question_that_nothing_was_said_about_has_no_answer(tmp_path: Path) -> None:
    [first, *_] = questions(tmp_path, "{recorded: true}")
    assert (first["labels"], first["answer"]) == ("同意", "")


def test_a_question_names_what_it_rests_on_and_whether_the_decision_waits_for_it(
    tmp_path: Path,
) -> None:
    asked = {
        each["labels"]: each for each in questions(tmp_path, "{agreed: true, recorded: false}")
    }
    assert (asked["場所"]["rules"], asked["場所"]["basis"]) == ("one-002", "保護条例　第8条")
    assert asked["場所"]["is_awaited"] is True
    assert asked["期日"]["basis"] == ""


def test_a_claim_without_proof_holds_nothing_up(tmp_path: Path) -> None:
    [proof] = questions(tmp_path, "{agreed: true, recorded: false, place: JP, day: 2021-01-01}")
    assert proof["is_awaited"] is False


def test_several_answers_to_one_question_are_told_apart(tmp_path: Path) -> None:
    two = rule(
        "one-005",
        require="{all: [{people: {at_least: 1}}, {checked: true}, {rate: {at_least: 1}}]}",
        rest="  undetermined: {question: 体制はどうなっていますか}\n",
    )
    answers = (
        "{agreed: true, recorded: false, place: JP, day: 2021-01-01, checked: {unknown: 確認中}}"
    )
    [asked] = [
        each
        for each in questions(tmp_path, answers, **{"one-005": two})
        if each["rules"] == "one-005"
    ]
    assert asked["labels"] == "点検、人数、割合"
    assert asked["answer"] == "点検：未回答（確認中）"
