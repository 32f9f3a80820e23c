"""`checklist explain`: from a decision down to the answer and the place where it is written."""

import json
from datetime import date

import pytest
from conftest import ROOT, Checklist

from checklist_engine.reporting.explanation import explanation_text
from checklist_engine.reporting.layout import Canvas
from checklist_engine.usecases.assess_cases import assess_cases

EXAMPLE = ROOT / "examples" / "niiza-2021-04-15"
FURUSATO = EXAMPLE / "furusato.yaml"
DAY = ("--as-of", "2021-04-15")


def test_a_rule_is_read_aloud_with_its_answers_evidence_and_clause(checklist: Checklist) -> None:
    out = checklist("explain", FURUSATO, "cloud-001", *DAY).out
    assert "「サーバーの設置国」が「日本」であることを求めます" in out
    assert "証跡未確認" in out
    assert "furusato.yaml:" in out
    assert "口頭での確認" in out
    assert "根拠" in out


def test_what_is_open_says_what_it_waits_for_and_why(checklist: Checklist) -> None:
    out = checklist("explain", FURUSATO, "cloud-002", *DAY).out.replace("\n", "").replace(" ", "")
    assert "回答を待つもの" in out
    assert "未回答（質疑で問われたが、指定の可否について回答がなかった）" in out


def test_without_a_rule_the_chain_goes_from_the_decision_to_the_answers(
    checklist: Checklist,
) -> None:
    out = checklist("explain", FURUSATO, *DAY).out
    order = [
        "結論案",
        "条件「再委託先従業者の監督」",
        "sub-003　再委託先従業者の監督の証跡（クラウド事業者）: 不適合",
        "受け取った監督の資料（クラウド事業者）: 該当なし",
    ]
    places = [out.index(words) for words in order]
    assert places == sorted(places)


def test_a_case_that_refers_says_to_which(checklist: Checklist) -> None:
    assert "条件が諮問イと同じ" in checklist("explain", EXAMPLE).out


def test_json_has_the_reading_and_the_places(checklist: Checklist) -> None:
    found = json.loads(checklist("explain", FURUSATO, "sub-003", *DAY, "--format", "json").out)
    (rule,) = found["rules"]
    assert rule["reading"].startswith("「委託先・再委託先」のうち")
    (finding,) = rule["findings"]
    places = [answer["place"] for answer in finding["answers"]]
    assert all(place and "furusato.yaml:" in place for place in places)


def test_a_rule_that_is_not_there_is_a_usage_fault_with_the_nearest(checklist: Checklist) -> None:
    ran = checklist("explain", FURUSATO, "sub-0033", *DAY)
    assert (ran.code, ran.out) == (2, "")
    assert "もしかして sub-003" in ran.err


@pytest.mark.parametrize("folder", ["niiza-2021-04-15", "half-answered", "rulings"])
def test_every_rule_of_every_example_can_be_explained(folder: str) -> None:
    path = ROOT / "examples" / folder
    assessed = assess_cases(path, as_of=None, pack=None, today=date(2021, 4, 15))
    for assessment, plan in assessed.cases:
        for rule in plan.rules:
            text = "\n".join(
                explanation_text(assessment, plan, Canvas(cells=100, colour=False), rule.id)
            )
            assert f"■ {rule.id}" in text
            assert "None" not in text
