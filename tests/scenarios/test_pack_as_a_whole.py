"""The pack as a municipality would use it: every item covered, not too many questions, law in time."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, Checklist

from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.ground.values import FactType
from checklist_engine.lint.mentions import elements_around, mentions, rule_mentions
from checklist_engine.loader.pack import load_pack
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.facts import Fact
from checklist_engine.model.pack import RulePack
from checklist_engine.model.plan import Plan
from checklist_engine.model.verdicts import Gate, Route, Verdict
from checklist_engine.phrasing.bases import cited
from checklist_engine.usecases.assess_cases import assess_cases
from checklist_engine.usecases.describe_pack import describe_pack
from checklist_engine.usecases.find_pack import find_base

PACK = ROOT / "rules" / "municipal-privacy"
NIIZA = ROOT / "examples" / "niiza-2021-04-15"
ITEMS = ROOT / "docs" / "checklist-items.md"
COUNTS = dict(zip("ABCDEFGHIJKLM", (9, 8, 10, 10, 5, 7, 5, 4, 8, 5, 4, 3, 3), strict=True))
MOST_QUESTIONS = 80


@pytest.fixture(scope="module")
def pack() -> RulePack:
    return load_pack(PACK, find_base)


def assessed(path: Path, day: date) -> list[tuple[Assessment, Plan]]:
    return list(assess_cases(path, as_of=day, pack=None, today=day).cases)


def test_every_item_names_rules_of_the_pack_by_their_titles(pack: RulePack) -> None:
    rows = re.findall(
        r"^\| ([A-M])(\d\d)i? \| (.+) \|$", ITEMS.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert {group: sum(each == group for each, _, _ in rows) for group in COUNTS} == COUNTS
    for _, _, cells in rows:
        for name, title in re.findall(r"`([a-z]+-\d{3})` ([^、]+(?:、(?!`)[^、]+)*)", cells):
            assert pack.rules[name].title == title


def test_every_rule_of_a_review_stands_for_an_item_or_a_question_of_the_members(
    pack: RulePack,
) -> None:
    named = set(re.findall(r"`([a-z]+-\d{3})`", ITEMS.read_text(encoding="utf-8")))
    asked = (NIIZA / "members-questions.yaml").read_text(encoding="utf-8")
    named |= set(re.findall(r"[a-z]+-\d{3}", asked))
    reviewed = {name for name, rule in pack.rules.items() if rule.family != "notice"}
    assert reviewed - named == set()


@pytest.mark.parametrize("example", ["niiza-2021-04-15", "rulings", "half-answered"])
def test_a_typical_case_is_asked_at_most_80_questions(example: str) -> None:
    """One question is one fact, or one column of a list however many elements it has."""
    for assessment, plan in assessed(ROOT / "examples" / example, date(2024, 4, 1)):
        columns = {re.sub(r"\[[^\]]*\]", "", row.path) for row in assessment.sheet if row.asked}
        assert len(columns) <= MOST_QUESTIONS, plan.profile


def test_a_case_like_an_earlier_one_answers_at_most_10_questions_of_its_own() -> None:
    by_item = {each.item: each for each, _ in assessed(NIIZA, date(2021, 4, 15))}
    earlier, later = by_item["イ"], by_item["ウ"]
    before = earlier.submission.answers.values
    after = later.submission.answers.values
    assert sum(before.get(path) != value for path, value in after.items()) <= 10


def citations(day: date) -> dict[str, tuple[str, ...]]:
    (case, plan), *_ = assessed(NIIZA / "furusato.yaml", day)
    applied = {
        rule.rule
        for rule in case.rules
        if any(finding.verdict is not Verdict.NOT_APPLICABLE for finding in rule.findings)
    }
    return {rule.id: cited(rule.basis, day) for rule in plan.rules if rule.id in applied}


def test_the_same_submission_cites_the_law_of_its_day() -> None:
    old, amended, coming = (
        {words for each in citations(day).values() for words in each if "〔現行〕" not in words}
        for day in (date(2021, 4, 15), date(2024, 4, 1), date(2027, 7, 1))
    )

    def cites(words: str, bases: set[str]) -> bool:
        return any(words in basis for basis in bases)

    assert cites("改正前の個人情報保護条例", old)
    assert not cites("個人情報の保護に関する法律　", old)
    assert cites("個人情報の保護に関する法律　", amended)
    assert not cites("改正前の個人情報保護条例", amended)
    assert not cites("地方自治法施行規則　第16条の3", amended)
    assert cites("地方自治法施行規則　第16条の3", coming)
    assert cites("個人情報の保護に関する法律　", coming)


def test_a_criterion_that_comes_into_force_later_does_not_apply_before() -> None:
    assert "cloud-015" not in citations(date(2027, 6, 30))
    assert "cloud-015" in citations(date(2027, 7, 1))


def test_every_rule_has_a_basis_guidance_a_finding_and_a_question(pack: RulePack) -> None:
    for rule in pack.rules.values():
        assert rule.basis, rule.id
        assert rule.guidance, rule.id
        not_met = rule.outcomes.get(Verdict.NOT_MET)
        assert not_met is not None, rule.id
        assert not_met.finding is not None, rule.id
    for page in describe_pack(PACK):
        for section in page.text.split("\n## ")[1:]:
            assert "- 質問　" in section, section.splitlines()[0]


def test_the_catalogue_has_at_least_20_conditions_with_a_day_and_something_that_discharges_them(
    pack: RulePack,
) -> None:
    assert len(pack.conditions) >= 20
    assert all(each.due_months is not None for each in pack.conditions.values())


def test_lint_finds_nothing_to_say_about_the_pack(checklist: Checklist) -> None:
    ran = checklist("lint", str(PACK), "--as-of", "2026-04-01")
    assert (ran.code, ran.out) == (0, "問題は見つかりませんでした\n")


def test_the_tests_of_the_pack_would_notice_a_slip_in_any_of_its_rules(
    checklist: Checklist,
) -> None:
    ran = checklist("test", str(PACK), "--coverage", "--mutate", "--at-least", "99")
    assert ran.code == 0, ran.out


def required(pack: RulePack) -> dict[str, Fact]:
    """By their ids, the facts and fields that a criterion looks at."""
    return {
        each.fact.full_id: each.fact
        for rule in pack.rules.values()
        for criterion in (rule.require, rule.compensated_by)
        if criterion is not None
        for each in mentions(criterion, pack.vocabulary, elements_around(rule, pack.vocabulary))
        if each.fact is not None
    }


def test_an_answer_that_a_criterion_wants_says_what_it_takes_to_change_it(pack: RulePack) -> None:
    silent = [name for name, fact in required(pack).items() if fact.mutable and fact.effort is None]
    assert silent == []


def test_an_answer_that_only_says_which_rules_apply_is_no_lever(pack: RulePack) -> None:
    """To change it would be to leave the criterion, not to meet it."""
    wanted = required(pack)
    levers = {
        each.fact.full_id
        for rule in pack.rules.values()
        for each in rule_mentions(rule, pack.vocabulary)
        if each.fact and each.fact.type is not FactType.LIST
        if each.fact.full_id not in wanted and each.fact.mutable
    }
    assert levers == set()


@pytest.mark.parametrize("number", range(1, 9))
def test_a_notification_with_particulars_says_that_all_are_there(
    number: int, tmp_path: Path
) -> None:
    file = NIIZA / "notifications" / f"n{number}.yaml"
    ((whole, _),) = assessed(file, date(2021, 4, 15))
    assert Verdict.UNDETERMINED not in {each for rule in whole.rules for each in rule.verdicts}
    answers = yaml_data(file.read_text(encoding="utf-8"))
    del answers["answers"]["notice"]["items_complete"]
    unsaid = tmp_path / "unsaid.json"
    unsaid.write_text(json.dumps(answers, ensure_ascii=False), encoding="utf-8")
    ((case, _),) = assessed(unsaid, date(2021, 4, 15))
    open_now = {rule.rule for rule in case.rules if Verdict.UNDETERMINED in rule.verdicts}
    assert open_now == {"notice-002", "notice-003", "notice-004"}


BAD_ANSWERS: dict[str, object] = {
    "contracts.resubcontracting": "not_defined",
    "hosting.location_control": "impossible",
    "card.viewers": ["system_vendor"],
    "network.encrypted": False,
    "storage.encryption": "not_encrypted",
    "log.items": [],
    "org.incident_plan": [],
    "storage.disposal": [],
    "legal.purpose": [],
    "legal.necessity": [],
    "auth.id_removal": [],
}


def test_of_ten_failing_rules_two_reach_the_conclusion_and_none_is_lost(tmp_path: Path) -> None:
    text = (NIIZA / "furusato.yaml").read_text(encoding="utf-8")
    answers = yaml_data(text)
    for name, value in BAD_ANSWERS.items():
        section, field = name.split(".")
        answers["answers"][section][field] = value
    file = tmp_path / "furusato.json"
    file.write_text(json.dumps(answers, ensure_ascii=False), encoding="utf-8")
    ((case, _),) = assessed(file, date(2021, 4, 15))
    failing = {
        rule.rule
        for rule in case.rules
        if rule.gate is Gate.CONDITIONAL and Verdict.NOT_MET in rule.verdicts
    }
    assert len(failing) >= 10
    routes = [each.route for each in case.conditions]
    assert routes.count(Route.CONCLUSION) == 2
    assert case.conclusion is not None
    assert case.conclusion.count("。また、") == 1
    kept = {origin.rule for each in case.conditions for origin in each.origins}
    assert failing <= kept
    remarked = {remark.condition for remark in case.remarks}
    assert {each.id for each in case.conditions if each.route is Route.REMARK} <= remarked


def yaml_data(text: str) -> dict[str, Any]:
    root: Any = parse_yaml(text, "furusato.yaml").root
    return {key: value for key, value in root.items() if key != "notes"}
