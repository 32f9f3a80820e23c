"""Where the points of a score come from, and what mending gains."""

from fractions import Fraction
from pathlib import Path

import pytest
from packs import assessed, rule

from checklist_engine.ground.widths import width
from checklist_engine.model.assessment import Assessment, Credit
from checklist_engine.model.plan import Plan
from checklist_engine.model.verdicts import Verdict
from checklist_engine.reporting.explanation_score import FamilyShare, Order, shares_of
from checklist_engine.reporting.explanation_score_text import score_json, score_text
from checklist_engine.reporting.layout import Canvas

ANSWERS = "{agreed: false, recorded: true, checked: true}"
FILES: dict[str, str | None] = {
    "one/one-001.yaml": rule().replace("weight: 1", "weight: 3"),
    "one/one-002.yaml": rule("one-002", require="{recorded: true}"),
    "two/two-001.yaml": rule(
        "two-001",
        require="{checked: true}",
        rest="evidence: [{for: checked, kinds: [contract]}]\n",
    ).replace("weight: 1", "weight: 2"),
    "two/two-002.yaml": rule("two-002", require="{place: JP}").replace("weight: 1", "weight: 2"),
    "two/two-003.yaml": rule("two-003", rest="applies_when: {recorded: false}\n"),
}


@pytest.fixture
def case(tmp_path: Path) -> tuple[Assessment, Plan]:
    """Not met (3), met (1), unproven (2), undetermined (2), not applicable: 8 in all."""
    return assessed(tmp_path, FILES, ANSWERS)


def by_rule(families: tuple[FamilyShare, ...]) -> dict[str, tuple[Fraction, Fraction]]:
    return {each.rule: (each.given, each.possible) for one in families for each in one.rules}


def test_each_rule_has_its_points_of_the_hundred(case: tuple[Assessment, Plan]) -> None:
    eighth = Fraction(100, 8)
    assert by_rule(shares_of(*case)) == {
        "one-001": (0, 0),
        "one-002": (eighth, 0),
        "two-001": (eighth, eighth),
        "two-002": (0, 2 * eighth),
    }


def test_all_points_together_are_the_score(case: tuple[Assessment, Plan]) -> None:
    score = case[0].score
    assert score is not None
    families = shares_of(*case)
    assert sum(each.given for each in families) == score.low == 25
    assert sum(each.possible for each in families) == score.high - score.low
    assert sum(each.weight for each in families) == 8


def test_a_gain_is_of_both_ends(case: tuple[Assessment, Plan]) -> None:
    gains = {each.rule: each.gain for one in shares_of(*case) for each in one.rules}
    eighth = Fraction(100, 8)
    assert gains == {
        "one-001": (3 * eighth, 3 * eighth),
        "one-002": (0, 0),
        "two-001": (eighth, 0),
        "two-002": (2 * eighth, 0),
    }


def test_a_family_has_its_own_score_and_names_what_is_not_counted(
    case: tuple[Assessment, Plan],
) -> None:
    [two] = shares_of(*case, family="two")
    assert two.score == case[0].families["two"]
    assert two.uncounted == ("two-003",)
    assert [(each.rule, each.verdict) for each in two.rules] == [
        ("two-002", Verdict.UNDETERMINED),
        ("two-001", Verdict.UNPROVEN),
    ]
    assert two.rules[1].credit == Credit(low=Fraction(1, 2), high=Fraction(1))


def test_the_largest_gain_stands_first_or_the_order_of_the_pack(tmp_path: Path) -> None:
    files = {**FILES, "one/one-001.yaml": rule()}
    case = assessed(tmp_path, files, ANSWERS)
    orders = {
        order: [each.rule for one in shares_of(*case, order) for each in one.rules]
        for order in Order
    }
    assert orders[Order.ORDER] == ["one-001", "one-002", "two-001", "two-002"]
    assert orders[Order.GAIN] == ["two-002", "two-001", "one-001", "one-002"]


def test_without_weight_there_are_no_points(tmp_path: Path) -> None:
    assessment, plan = assessed(
        tmp_path, {"one/one-001.yaml": rule().replace("weight: 1", "weight: 0")}, "{}"
    )
    [family] = shares_of(assessment, plan)
    assert assessment.score is None
    assert not any(family.rules[0].gain)
    lines = list(score_text(assessment, (family,), Canvas(cells=80, colour=False)))
    assert lines[2] == "評点　数える規則がありません"
    assert score_json(assessment, (family,))["score"] is None


def test_a_family_without_counted_rules_says_so(tmp_path: Path) -> None:
    needless = rule(rest="applies_when: {recorded: false}\n")
    files = {**FILES, "one/one-001.yaml": needless, "one/one-002.yaml": None}
    assessment, plan = assessed(tmp_path, files, ANSWERS)
    families = shares_of(assessment, plan)
    assert [each.family.id for each in families] == ["two", "one"]
    text = "\n".join(score_text(assessment, families, Canvas(cells=80, colour=False)))
    assert "■ 第一（one）　数える規則なし\n  数えない規則　one-001（対象外又は例外承認）" in text


TABLE = """\
案件　sの導入

評点　25.0～62.5点（確定した割合 50.0%）
  得点　評点の下限のうち、その規則による点
  残り　回答や証跡しだいで、まだ得られる点（得点と合わせると、評点の上限）
  改善　その規則だけを満たしたときに、評点の下限/上限が増える点

■ 第一（one）　25.0点
  規則     重み  充足  得点  残り         改善  判定
  one-001     3  0.00   0.0   0.0  +37.5/+37.5  不適合　one-001の題名
  one-002     1  1.00  12.5   0.0           －  適合　one-002の題名
  計          4        12.5   0.0

■ 第二（two）　25.0～100.0点
  規則     重み        充足  得点  残り        改善  判定
  two-002     2  0.00～1.00   0.0  25.0  +25.0/+0.0  判定保留　two-002の題名
  two-001     2  0.50～1.00  12.5  12.5  +12.5/+0.0  証跡未確認　two-001の題名
  計          4              12.5  37.5
  数えない規則　two-003（対象外又は例外承認）

合計　得点 25.0　残り 37.5　合わせて 62.5
"""


def test_the_table_is_read_without_colour_in_eighty_cells(case: tuple[Assessment, Plan]) -> None:
    lines = list(score_text(case[0], shares_of(*case), Canvas(cells=80, colour=False)))
    assert "\n".join(lines) == TABLE
    assert max(map(width, lines)) <= 80


def test_json_has_the_same_unrounded(case: tuple[Assessment, Plan]) -> None:
    content = score_json(case[0], shares_of(*case, Order.ORDER, "one"))
    assert content == {
        "case": "s",
        "item": None,
        "score": {"low": 25.0, "high": 62.5, "coverage": 50.0},
        "families": [
            {
                "family": "one",
                "label": "第一",
                "score": {"low": 25.0, "high": 25.0, "coverage": 100.0},
                "given": 12.5,
                "possible": 0.0,
                "rules": [
                    {
                        "rule": "one-001",
                        "title": "one-001の題名",
                        "verdict": "not_met",
                        "weight": 3,
                        "credit": [0.0, 0.0],
                        "given": 0.0,
                        "possible": 0.0,
                        "gain": {"low": 37.5, "high": 37.5},
                    },
                    {
                        "rule": "one-002",
                        "title": "one-002の題名",
                        "verdict": "met",
                        "weight": 1,
                        "credit": [1.0, 1.0],
                        "given": 12.5,
                        "possible": 0.0,
                        "gain": {"low": 0.0, "high": 0.0},
                    },
                ],
                "uncounted": [],
            }
        ],
    }
