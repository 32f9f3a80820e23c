"""What a view looks up in a case, and how official papers write answers."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from dossiers import dossier, view
from packs import rule

from checklist_engine.drafting.case_view import one_line
from checklist_engine.drafting.dossier import official_words
from checklist_engine.ground.places import Place
from checklist_engine.ground.values import FactType
from checklist_engine.model.facts import Fact
from checklist_engine.model.submission import Answer

LOOP = """\
id: one-001
title: 取扱いの確認
gate: conditional
weight: 1
for_each: {in: parties}
require: {.handles: true}
may_claim: [alternative]
outcomes:
  not_met: {condition: {use: agree}}
"""
PARTIES = "{complete: true, parties: [{id: a, name: 甲社}, {id: b}]}"


def fact(unit: str | None) -> Fact:
    return Fact(
        id="n",
        full_id="n",
        label="数",
        type=FactType.NUMBER,
        section="s",
        question=None,
        guidance=None,
        choices=None,
        key_of=None,
        relevant_when=None,
        unit=unit,
        min=None,
        max=None,
        mutable=True,
        effort=None,
        shape=None,
        place=Place(file=""),
    )


@pytest.mark.parametrize(
    ("answer", "unit", "words"),
    [
        (12000, "人", "12,000人"),
        (999, "人", "999人"),
        (Decimal("1234.5"), "平方メートル", "1,234.5平方メートル"),
        (2021, None, None),
        (2021, "年", None),
        (2021, "年度", None),
        (date(2021, 4, 15), None, "令和3年4月15日"),
        (True, "人", None),
        ("12000", "人", None),
        (None, "人", None),
        (frozenset({"a"}), None, None),
    ],
)
def test_dates_and_numbers_are_written_as_official_papers_write_them(
    answer: Answer | None, unit: str | None, words: str | None
) -> None:
    assert official_words(answer, fact(unit)) == words


def test_an_element_is_called_by_its_name_else_by_its_key(tmp_path: Path) -> None:
    found = dossier(tmp_path, PARTIES, files={"one/one-001.yaml": LOOP})
    assert found.element_name("parties[a]") == "甲社"
    assert found.element_name("parties[b]") == "b"
    assert found.element_name(None) == ""


def test_a_claim_bears_on_its_element_or_without_one_on_all(tmp_path: Path) -> None:
    claims = (
        'claims:\n  - {rule: one-001, element: "parties[a]", claim: alternative, reason: 甲}\n'
        "  - {rule: one-001, claim: alternative, reason: 全て}\n"
    )
    found = dossier(tmp_path, PARTIES, claims, {"one/one-001.yaml": LOOP})
    reasons = {
        element: [each.reason for each in found.claims("one-001", element)]
        for element in ("parties[a]", "parties[b]", None)
    }
    assert reasons == {"parties[a]": ["甲", "全て"], "parties[b]": ["全て"], None: ["全て"]}
    assert found.claims("one-002", None) == []


def test_a_document_that_several_rules_rest_on_is_cited_once(tmp_path: Path) -> None:
    basis = "basis: [{document: 保護条例, clause: 第8条}]\n"
    files = {
        "one/one-001.yaml": rule("one-001", rest=basis),
        "one/one-002.yaml": rule("one-002", rest=basis),
        "one/one-003.yaml": rule("one-003", rest="basis: [{document: 要綱}]\n"),
    }
    found = dossier(tmp_path, files=files)
    assert found.basis(["one-001", "one-002", "one-003"]) == "保護条例　第8条、要綱"
    assert found.basis([]) == ""


def test_only_what_is_asked_now_counts_as_asked(tmp_path: Path) -> None:
    found = dossier(tmp_path, "{agreed: true, note: 参考}")
    assert "agreed" in found.asked
    assert "note" not in found.asked
    answers = view(found)["answers"]
    assert isinstance(answers, dict)
    assert (answers["agreed"]["is_asked"], answers["note"]["is_asked"]) == (True, False)


@pytest.mark.parametrize(
    ("written", "shown"),
    [("一行", "一行"), ("二\n行", "二 行"), ("終わりに\n", "終わりに"), ("", "")],
)
def test_a_title_stands_on_one_line(written: str, shown: str) -> None:
    assert one_line(written) == shown
