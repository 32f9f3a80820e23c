"""Where nothing helps, it is said which rules and which facts are why."""

from pathlib import Path

import pytest
from flipping import flipped, told
from packs import FACTS, PACK, rule

from checklist_engine.model.verdicts import Decision

FIXED = FACTS.replace("label: 同意,", "label: 同意, mutable: false,")
BLOCKING = rule(gate="blocking", not_met=None)
NO_WAY = "「条件付きで認める」になる方法は、見付かりませんでした"


def test_a_fact_that_cannot_be_changed_to_please_a_rule_is_named(tmp_path: Path) -> None:
    files = {"facts/main.yaml": FIXED, "one/one-001.yaml": BLOCKING}
    case = flipped(tmp_path, files, "{agreed: false}")
    [obstacle] = case.flips.obstacles
    assert (obstacle.rule, obstacle.element, obstacle.fixed) == ("one-001", None, ("agreed",))
    out = told(case)
    assert NO_WAY in out
    assert "次の判定を改めることができません" in out
    assert "× one-001　one-001の題名［必須］: 不適合" in out
    assert "・「同意」（いいえ）は、規則を満たすために変えられない事実です" in out


def test_one_that_is_unanswered_is_to_be_answered_first(tmp_path: Path) -> None:
    files = {"facts/main.yaml": FIXED, "one/one-001.yaml": BLOCKING}
    out = told(flipped(tmp_path, files))
    assert "× one-001　one-001の題名［必須］: 判定保留" in out
    assert "・「同意」は、未回答です。" in out
    assert "事実のとおりに回答してから、もう一度調べてください" in out


def test_what_may_be_changed_is_not_blamed(tmp_path: Path) -> None:
    both = rule(gate="blocking", require="{agreed: true, recorded: true}", not_met=None)
    files = {"facts/main.yaml": FIXED, "one/one-001.yaml": both}
    case = flipped(tmp_path, files, "{agreed: false, recorded: false}")
    assert case.flips.obstacles[0].fixed == ("agreed",)
    assert "「記録」" not in told(case)


def test_a_list_that_is_not_there_or_has_what_it_has_is_named(tmp_path: Path) -> None:
    some = rule(gate="blocking", require="{some: {in: parties}}", not_met=None)
    files = {"one/one-001.yaml": some}
    out = told(flipped(tmp_path, files))
    assert "「委託先」は、未記入です。記入してから、もう一度調べてください" in out
    out = told(flipped(tmp_path / "b", files, "{complete: true, parties: []}"))
    assert "「委託先」の要素を増やし、又は減らすことは、調べていません" in out


def test_a_rule_that_nothing_can_meet_says_so(tmp_path: Path) -> None:
    never = rule(gate="blocking", require="{people: {at_least: 101}}", not_met=None)
    out = told(flipped(tmp_path, {"one/one-001.yaml": never}, "{people: 3}"))
    assert "どのように回答しても、満たすことができません" in out


def test_rules_that_cannot_be_met_together_are_told_together(tmp_path: Path) -> None:
    files = {
        "one/one-001.yaml": rule(gate="blocking", require="{place: JP}", not_met=None),
        "one/one-002.yaml": rule(
            "one-002", gate="blocking", require="{place: OTHER}", not_met=None
        ),
    }
    case = flipped(tmp_path, files, "{place: JP}")
    assert [each.rule for each in case.flips.obstacles] == ["one-001", "one-002"]
    assert "次の判定の全てを改めることはできません" in told(case)


def test_a_claim_that_may_be_made_is_mentioned(tmp_path: Path) -> None:
    claimed = BLOCKING + "may_claim: [alternative]\n"
    files = {"facts/main.yaml": FIXED, "one/one-001.yaml": claimed}
    out = told(flipped(tmp_path, files, "{agreed: false}"))
    assert "「代わりの措置がある」との申出ができます（判定は変わらず、審査者に示されます）" in out


def test_the_element_that_is_in_the_way_is_named(tmp_path: Path) -> None:
    facts = FACTS.replace("label: 取扱い,", "label: 取扱い, mutable: false,")
    each = rule(
        gate="blocking",
        require="{.handles: false}",
        not_met=None,
        rest="for_each: {in: parties}\n",
    )
    files = {"facts/main.yaml": facts, "one/one-001.yaml": each}
    answers = (
        "{complete: true, parties: [{id: a, handles: false}, {id: b, name: 乙社, handles: true}]}"
    )
    case = flipped(tmp_path, files, answers)
    [obstacle] = case.flips.obstacles
    assert obstacle.element == "parties[b]"
    assert "× one-001　one-001の題名（乙社）［必須］: 不適合" in told(case)
    assert "「取扱い（乙社）」（はい）は" in told(case)


@pytest.mark.parametrize(("open_at_most", "helps"), [(1, True), (0, False)])
def test_open_rules_are_in_the_way_only_where_a_decision_does_not_bear_them(
    open_at_most: int, helps: bool, tmp_path: Path
) -> None:
    pack = f"{PACK}decision: {{open_at_most: {open_at_most}}}\n"
    files = {
        "pack.yaml": pack,
        "facts/main.yaml": FIXED,
        "one/one-002.yaml": rule("one-002", require="{recorded: true}"),
    }
    case = flipped(tmp_path, files, aim=Decision.APPROVE_WITH_CONDITIONS)
    assert bool(case.flips.alternatives) is helps
    assert [each.rule for each in case.flips.obstacles] == ([] if helps else ["one-001"])


def test_a_condition_that_cannot_be_helped_says_why(tmp_path: Path) -> None:
    files = {"facts/main.yaml": FIXED}
    out = told(flipped(tmp_path, files, "{agreed: false}", condition="agree"))
    assert "この条件が付かないようにする方法は、見付かりませんでした" in out
    assert "× one-001　one-001の題名［条件］: 不適合" in out
