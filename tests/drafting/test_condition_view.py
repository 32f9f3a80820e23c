"""Conditions: as drafted, and in the words of the council once it has spoken."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from dossiers import DAY, dossier
from packs import CONDITIONS, rule

from checklist_engine.drafting.condition_view import Conditions, adopted_for
from checklist_engine.drafting.dossier import Dossier
from checklist_engine.model.meeting import Adopted, AdoptedCondition
from checklist_engine.model.verdicts import Decision

CATALOGUE = CONDITIONS.replace(
    "  order: 10\n", "  order: 10\n  due: {months: 6}\n  discharged_by: {checked: true}\n"
).replace(
    "  text: 記録を残すこと\n  order: 20\n  route: conclusion",
    "  text: 記録を残すこと\n  order: 20\n  route: citywide",
)
RULES = {
    "conditions.yaml": CATALOGUE,
    "one/one-001.yaml": rule(
        "one-001",
        not_met="{condition: {use: agree}, finding: 同意がありません}",
        rest="basis: [{document: 保護条例, clause: 第8条}]\n",
    ),
    "one/one-002.yaml": rule(
        "one-002", require="{recorded: true}", not_met="condition: {use: record}"
    ),
    "one/one-003.yaml": rule(
        "one-003",
        require="{people: {at_least: 9}}",
        not_met="{condition: {use: agree}, finding: 人数が足りません}",
    ),
}
FAILS = "{agreed: false, recorded: false, people: 3}"


def condition(name: str, text: str, due: date | None = None) -> AdoptedCondition:
    return AdoptedCondition(id=name, text=text, due=due)


def adopted(*conditions: AdoptedCondition, decision: Decision | None = None) -> Adopted:
    return Adopted(decision=decision, conclusion=None, conditions=conditions)


def views(of: Dossier, spoken: Adopted | None = None) -> list[Any]:
    return list(Conditions(dossier=of, adopted=spoken, meeting_day=DAY).views())


def test_a_drafted_condition_tells_where_it_comes_from_and_when_it_is_due(tmp_path: Path) -> None:
    [agree, record] = views(dossier(tmp_path, FAILS, files=RULES))
    assert (agree["text"], agree["drafted"], agree["route"]) == ("同意を得ること",) * 2 + (
        "ただし書き",
    )
    assert agree["rules"] == "one-001、one-003"
    assert agree["reasons"] == ["同意がありません", "人数が足りません"]
    assert agree["basis"] == "保護条例　第8条"
    assert agree["due"] == "令和3年10月15日"
    assert (record["route"], record["due"]) == ("全庁的な課題", "")
    # Its rule has no words for it.
    assert record["reasons"] == ["「one-002の題名」を満たしていません"]


def test_whether_it_counts_as_complied_with_is_told_from_the_answers(tmp_path: Path) -> None:
    for answers, status in (("true", "済み"), ("false", "未"), ("{unknown: 照会中}", "確認中")):
        found = dossier(tmp_path, FAILS.replace("}", f", checked: {answers}}}", 1), files=RULES)
        [agree, record] = views(found)
        assert (agree["status"], record["status"]) == (status, "")
        assert agree["discharged_by"] == "「点検」が「はい」であること"


def test_the_words_adopted_take_the_place_of_those_drafted(tmp_path: Path) -> None:
    spoken = adopted(condition("agree", "書面で同意を得ること", date(2021, 9, 1)))
    [agree, record] = views(dossier(tmp_path, FAILS, files=RULES), spoken)
    assert (agree["text"], agree["drafted"]) == ("書面で同意を得ること", "同意を得ること")
    assert agree["due"] == "令和3年9月1日"
    # What is none of the conclusion stays as it was drafted.
    assert record["text"] == "記録を残すこと"


def test_a_condition_that_was_not_adopted_is_gone_and_a_new_one_is_there(tmp_path: Path) -> None:
    [record, new] = views(
        dossier(tmp_path, FAILS, files=RULES), adopted(condition("x", "努めること"))
    )
    assert record["id"] == "record"
    assert (new["text"], new["drafted"], new["subject"]) == ("努めること", "", "会議で加わった条件")
    assert (new["route"], new["rules"], new["reasons"], new["status"]) == ("ただし書き", "", [], "")


def test_a_new_condition_may_name_its_subject_or_be_one_of_the_catalogue(tmp_path: Path) -> None:
    fine = dossier(tmp_path, "{agreed: true, recorded: true, people: 9}", files=RULES)
    named = AdoptedCondition(id="x", text="努めること", due=None, subject="努力")
    [first, second] = views(fine, adopted(named, condition("agree", "同意を得ること")))
    assert (first["subject"], first["obligation"]) == ("努力", "")
    assert (second["subject"], second["obligation"]) == ("同意", "検討")


def test_what_differs_from_the_draft_is_told(tmp_path: Path) -> None:
    found = dossier(tmp_path, FAILS, files=RULES)
    spoken = adopted(condition("x", "努めること"), decision=Decision.DEFER)
    writer = Conditions(dossier=found, adopted=spoken, meeting_day=DAY)
    told = list(writer.differences("継続する。", list(writer.views())))
    assert [each["subject"] for each in told] == [
        "結論",
        "結論の種類",
        "条件「同意」",
        "条件「会議で加わった条件」",
    ]
    assert [each["adopted"] for each in told] == [
        "継続する。",
        "継続審議",
        "（付さない）",
        "努めること",
    ]
    assert told[3]["drafted"] == "（案になし）"


def test_where_all_was_adopted_as_drafted_nothing_differs(tmp_path: Path) -> None:
    found = dossier(tmp_path, FAILS, files=RULES)
    same = adopted(condition("agree", "同意を得ること"), decision=found.assessment.decision)
    for spoken in (None, same):
        writer = Conditions(dossier=found, adopted=spoken, meeting_day=DAY)
        conclusion = found.assessment.conclusion or ""
        assert list(writer.differences(conclusion, list(writer.views()))) == []


def test_a_case_that_refers_to_another_takes_over_what_was_adopted_there(tmp_path: Path) -> None:

    assessment = replace(
        dossier(tmp_path, FAILS, files=RULES).assessment, item="イ", precedent="ア"
    )
    there = adopted(condition("agree", "書面で同意を得ること"))
    own = Adopted(decision=None, conclusion="別の文。", conditions=None)
    decided = Adopted(decision=Decision.APPROVE_WITH_CONDITIONS, conclusion=None, conditions=None)
    assert adopted_for(assessment, {}) is None
    assert adopted_for(assessment, {"ア": own}) is None
    found = adopted_for(assessment, {"ア": there})
    assert found is not None
    assert (found.conditions, found.conclusion) == (there.conditions, None)
    # Its own words count before those of another.
    assert adopted_for(assessment, {"ア": there, "イ": own}) == own
    both = adopted_for(assessment, {"ア": there, "イ": decided})
    assert both is not None
    assert (both.decision, both.conditions) == (decided.decision, there.conditions)
