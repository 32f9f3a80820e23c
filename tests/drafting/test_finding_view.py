"""Findings and points at issue: the gravest first, each with words."""

from pathlib import Path
from typing import Any

from dossiers import dossier
from packs import rule

from checklist_engine.drafting.finding_view import claim_views, finding_views, issue_views

RULES = {
    "one/one-001.yaml": rule(
        "one-001", gate="advisory", require="{recorded: true}", not_met="finding: 記録がありません"
    ),
    "one/one-002.yaml": rule(
        "one-002",
        rest="evidence: [{for: agreed, strength: contract}]\nmay_claim: [not_applicable]\n",
    ),
    "one/one-003.yaml": rule(
        "one-003", gate="blocking", require="{place: JP}", not_met="finding: 国外にあります"
    ),
    "one/one-004.yaml": rule("one-004", require="{checked: true}"),
    "one/one-005.yaml": rule(
        "one-005", require="{people: {at_least: 1}}", rest="applies_when: {agreed: false}\n"
    ),
}


def issues(folder: Path, answers: str, rest: str = "") -> list[Any]:
    return list(issue_views(dossier(folder, answers, rest, RULES)))


def test_blocking_rules_come_first_and_advisory_ones_last(tmp_path: Path) -> None:
    found = issues(tmp_path, "{recorded: false, agreed: true, place: OTHER}")
    assert [(each["number"], each["gate"], each["rule"], each["verdict"]) for each in found] == [
        (1, "必須", "one-003", "不適合"),
        (2, "条件", "one-002", "証跡未確認"),
        (3, "条件", "one-004", "判定保留"),
        (4, "留意", "one-001", "不適合"),
    ]


def test_every_issue_has_words_its_rule_s_or_what_it_waits_for(tmp_path: Path) -> None:
    found = issues(tmp_path, "{recorded: false, agreed: true, place: OTHER, checked: false}")
    assert [each["text"] for each in found] == [
        "国外にあります",
        "「同意」を「はい」とする回答を裏付ける資料が確かめられていません",
        "「one-004の題名」を満たしていません",
        "記録がありません",
    ]
    [open_one, *_] = issues(tmp_path, "{recorded: true, agreed: true, checked: true}")
    assert open_one["text"] == "「場所」の回答がないので、判定できません"


def test_what_is_settled_is_no_issue(tmp_path: Path) -> None:
    evidence = "evidence: [{id: E1, kind: contract, supports: [agreed]}]\n"
    answers = "{recorded: true, agreed: true, place: JP, checked: true}"
    assert issues(tmp_path, answers, evidence) == []


def test_a_claim_stands_beside_the_issue_that_it_does_not_change(tmp_path: Path) -> None:
    claims = "claims: [{rule: one-002, claim: not_applicable, reason: 同意は不要}]\n"
    found = dossier(tmp_path, "{agreed: true}", claims, RULES)
    [issue] = [each for each in issue_views(found) if each["rule"] == "one-002"]
    assert issue["claim"] == "申出（該当しない）：同意は不要"
    assert [*claim_views(found)] == [
        {
            "rule": "one-002",
            "title": "one-002の題名",
            "kind": "該当しない",
            "element": "",
            "reason": "同意は不要",
        }
    ]


def test_what_is_out_of_scope_is_no_finding_and_what_is_met_needs_no_words(tmp_path: Path) -> None:
    found = list(finding_views(dossier(tmp_path, "{recorded: true, agreed: true}", files=RULES)))
    assert "one-005" not in {each["rule"] for each in found}
    [met] = [each for each in found if each["verdict"] == "適合"]
    assert (met["rule"], met["text"]) == ("one-001", "")


def test_elements_that_are_not_listed_yet_are_an_issue_of_their_own(tmp_path: Path) -> None:
    loop = (
        "id: one-001\ntitle: 取扱い\ngate: conditional\nweight: 1\nfor_each: {in: parties}\n"
        "require: {.handles: true}\noutcomes:\n  not_met: {condition: {use: agree}}\n"
    )
    answers = "{complete: false, parties: [{id: a, name: 甲社}]}"
    found = list(issue_views(dossier(tmp_path, answers, files={"one/one-001.yaml": loop})))
    assert [(each["element"], each["text"]) for each in found] == [
        ("甲社", "「取扱い（甲社）」の回答がないので、判定できません"),
        ("", "一覧が全て記入されたかどうかが分からないので、判定できません"),
    ]
