"""読み下し: a rule has one reading, in labels, and every rule of the pack reads as recorded."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT

from checklist_engine.compiler.plan import compile_plan, rule_compiler
from checklist_engine.formats.json_text import parse_json
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.loader.expressions import read_expression
from checklist_engine.loader.pack import load_pack
from checklist_engine.model.bases import Basis, Period
from checklist_engine.model.pack import Profile, RulePack
from checklist_engine.phrasing.bases import cited
from checklist_engine.phrasing.recitation import Reciter, recite
from checklist_engine.usecases.find_pack import find_base

PACK = ROOT / "rules" / "municipal-privacy"
GOLDEN = ROOT / "tests" / "golden" / "recitations.txt"


@pytest.fixture(scope="module")
def pack() -> RulePack:
    return load_pack(PACK, find_base)


def words(pack: RulePack, expression: object) -> str:
    faults: list[Diagnostic] = []
    cursor = parse_json(json.dumps(expression), "expression.json").cursor()
    node = rule_compiler(pack, faults).expressions.compile(read_expression(cursor, faults))
    assert not faults
    return Reciter.of(pack.vocabulary).words(node)


def test_every_rule_of_the_pack_reads_as_recorded(
    pack: RulePack, golden: Callable[[Path, str], None]
) -> None:
    every = Profile(
        id="all", label="", decision="council", rules=None, families=None, place=pack.place
    )
    plan = compile_plan(pack, every)
    sentences = [f"{rule.id}　{recite(rule, plan.vocabulary).sentence()}\n" for rule in plan.rules]
    golden(GOLDEN, "".join(sentences))


def test_no_reading_shows_a_path_or_a_code() -> None:
    reading = GOLDEN.read_text(encoding="utf-8")
    sentences = [line.split("　", 1)[1] for line in reading.splitlines()]
    assert not [line for line in sentences if "_" in line or "parties" in line]


@pytest.mark.parametrize(
    ("expression", "reading"),
    [
        ({"hosting.country": "JP"}, "「サーバーの設置国」が「日本」である"),
        ({"hosting.country": {"is_not": "JP"}}, "「サーバーの設置国」が「日本」でない"),
        (
            {"scope.cards": True, "any": [{"scope.pupils": True}, {"hosting.country": "JP"}]},
            (
                "「クレジットカードによる決済」が「はい」であり、かつ、（「児童生徒の利用」が「はい」である"
                "か、又は、「サーバーの設置国」が「日本」である）"
            ),
        ),
        (
            {
                "any": [
                    {"scope.cards": True},
                    {"all": [{"scope.pupils": True}, {"scope.cards": False}]},
                ]
            },
            (
                "「クレジットカードによる決済」が「はい」であるか、又は、（「児童生徒の利用」が「はい」で"
                "あり、かつ、「クレジットカードによる決済」が「いいえ」である）"
            ),
        ),
        (
            {"not": {"scope.cards": True}},
            "「クレジットカードによる決済」が「はい」であるということがない",
        ),
        (
            {"every": {"in": "parties", "satisfies": {".access": "no_access"}, "if_none": "fails"}},
            (
                "「委託先・再委託先」の全てについて、「閲覧できる情報」が「閲覧しない」である"
                "（該当するものがないときは、満たさないものとする）"
            ),
        ),
        (
            {
                "every": {
                    "in": "parties",
                    "satisfies": {".access": "no_access"},
                    "if_none": "unknown",
                }
            },
            (
                "「委託先・再委託先」の全てについて、「閲覧できる情報」が「閲覧しない」である"
                "（該当するものがないときは、判定を保留する）"
            ),
        ),
        (
            {"none": {"in": "parties", "where": {".tier": {"more_than": 2}}}},
            "「委託先・再委託先」のうち段階が2より大きいものがない",
        ),
        (
            {
                "count": {
                    "in": "parties",
                    "where": {".inspected": True},
                    "at_least": 1,
                    "at_most": 3,
                }
            },
            "「委託先・再委託先」のうち「市による現地確認」が「はい」であるものが1件以上3件以下ある",
        ),
        (
            {"count_of": {"of": [{"scope.cards": True}, {"scope.pupils": True}], "at_least": 1}},
            (
                "（「クレジットカードによる決済」が「はい」である）（「児童生徒の利用」が「はい」である）"
                "のうち1つ以上が成り立つ"
            ),
        ),
        ({"card.handling": {"is_empty": True}}, "「カード番号の取扱い」に該当するものがない"),
        ({"card.viewers": {"answered": True}}, "「カード番号を閲覧できる者」が回答されている"),
    ],
)
def test_an_expression_has_one_reading(pack: RulePack, expression: object, reading: str) -> None:
    assert words(pack, expression) == reading


def test_bases_in_force_are_cited_else_the_newest_is() -> None:
    old = Basis(
        document="条例",
        clause="第8条",
        origin=None,
        in_force=Period(start=date(2005, 4, 1), until=date(2023, 3, 31)),
    )
    new = Basis(
        document="法", clause="第66条", origin=None, in_force=Period(start=date(2023, 4, 1))
    )
    practice = Basis(document="資料を確かめる", clause=None, origin="諮問ア", in_force=None)
    assert cited([old, new], date(2021, 4, 15)) == ("条例　第8条",)
    assert cited([old, new], date(2023, 4, 1)) == ("法　第66条",)
    assert cited([new], date(2021, 4, 15)) == ("法　第66条〔現行〕",)
    assert cited([new, practice], date(2021, 4, 15)) == ("実務：資料を確かめる（諮問ア）",)
    assert cited([], date(2021, 4, 15)) == ()
