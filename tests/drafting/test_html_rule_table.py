"""The table of verdicts: every rule of every case once, as a grid or by what came out."""

from pathlib import Path

from packs import assessed, rule

from checklist_engine.drafting.html.drawings import verdict_maps
from checklist_engine.drafting.html.rule_table import RuleTable, rule_table
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.plan import Plan

PROFILE = "profile: some\nlabel: 一部\ndecision: council\nrules: {ids: [one-001]}\n"
FILES = {
    "one/one-002.yaml": rule("one-002", require="{recorded: true}"),
    "two/two-001.yaml": rule("two-001", require="{checked: true}"),
    "profiles/some.yaml": PROFILE,
}


def case(
    folder: Path, label: str, answers: str, profile: str = "all"
) -> tuple[str, Assessment, Plan]:
    assessment, plan = assessed(folder / label, FILES, answers, profile=profile)
    return label, assessment, plan


def told(table: RuleTable) -> list[tuple[str, str, str]]:
    return [
        (group.label, row.id, "".join(mark.sign if mark else " " for mark in row.marks))
        for group in table.groups
        for row in group.rows
    ]


def test_rules_stand_by_family_with_a_mark_for_each_case(tmp_path: Path) -> None:
    table = rule_table(
        [
            case(tmp_path, "甲", "{agreed: true, recorded: false}"),
            case(tmp_path, "乙", "{agreed: false, checked: true}"),
        ]
    )
    assert table.cases == ("甲", "乙")
    assert told(table) == [
        ("第一", "one-001", "○×"),
        ("第一", "one-002", "×？"),
        ("第二", "two-001", "？○"),
    ]


def test_a_rule_that_a_profile_does_not_use_has_no_mark(tmp_path: Path) -> None:
    table = rule_table([case(tmp_path, "甲", "{agreed: true}", "some"), case(tmp_path, "乙", "{}")])
    assert told(table) == [
        ("第一", "one-001", "○？"),
        ("第一", "one-002", " ？"),
        ("第二", "two-001", " ？"),
    ]


def test_a_family_without_rules_has_no_group(tmp_path: Path) -> None:
    table = rule_table([case(tmp_path, "甲", "{}", "some")])
    assert [group.label for group in table.groups] == ["第一"]


def test_six_cases_are_a_grid_and_seven_are_listed_behind_their_marks(tmp_path: Path) -> None:
    first = case(tmp_path, "甲", "{agreed: true}")
    cases = [(f"諮問{at}", *first[1:]) for at in range(7)]
    assert rule_table(cases[:6]).is_grid
    assert not rule_table(cases).is_grid


def test_the_marks_of_a_rule_stand_worst_first_with_their_cases(tmp_path: Path) -> None:
    table = rule_table(
        [
            case(tmp_path, "甲", "{recorded: true}"),
            case(tmp_path, "乙", "{recorded: false}"),
            case(tmp_path, "丙", "{}"),
            case(tmp_path, "丁", "{recorded: false}"),
            case(tmp_path, "戊", "{}", "some"),
        ]
    )
    row = table.groups[0].rows[1]
    assert [(mark.words, cases) for mark, cases in table.by_mark(row)] == [
        ("不適合", ("乙", "丁")),
        ("判定保留", ("丙",)),
        ("適合", ("甲",)),
    ]


def test_what_is_not_settled_is_told_apart(tmp_path: Path) -> None:
    table = rule_table([case(tmp_path, "甲", "{}")])
    assert {mark.words for mark in table.unsettled} == {"不適合", "証跡未確認", "判定保留"}


def test_nothing_is_an_empty_table_without_a_map() -> None:
    assert rule_table([]) == RuleTable(cases=(), groups=())
    assert verdict_maps("map", rule_table([])) == ()
