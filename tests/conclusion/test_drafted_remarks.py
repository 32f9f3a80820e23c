"""Remarks (留意事項): advice, and what did not fit into the conclusion."""

from pathlib import Path

from packs import assessed, rule

from checklist_engine.model.assessment import Remark


def remarks(folder: Path, files: dict[str, str | None], answers: str) -> list[Remark]:
    assessment, _ = assessed(folder, files, answers)
    return list(assessment.remarks)


def advice(words: str | None, name: str = "one-001", require: str = "{agreed: true}") -> str:
    return rule(name, gate="advisory", require=require, not_met=words)


def words(folder: Path, text: str, answers: str = "{agreed: false}") -> list[str]:
    return [each.text for each in remarks(folder, {"one/one-001.yaml": text}, answers)]


def test_advice_is_given_in_the_words_of_its_remark(tmp_path: Path) -> None:
    text = advice("finding: 同意がありません\n    remark: 同意を得るよう努めること")
    assert words(tmp_path, text) == ["同意を得るよう努めること"]


def test_else_in_those_of_its_finding(tmp_path: Path) -> None:
    assert words(tmp_path, advice("finding: 同意がありません")) == ["同意がありません"]


def test_else_by_its_title(tmp_path: Path) -> None:
    assert words(tmp_path, advice(None)) == ["「one-001の題名」を満たしていません"]


def test_advice_that_is_followed_or_open_says_nothing(tmp_path: Path) -> None:
    assert words(tmp_path, advice("remark: 努めること"), "{agreed: true}") == []
    assert words(tmp_path, advice("remark: 努めること"), "{}") == []


def test_an_open_point_may_have_a_remark_of_its_own(tmp_path: Path) -> None:
    text = advice("remark: 努めること") + "  undetermined:\n    remark: 確かめておくこと\n"
    assert words(tmp_path, text, "{}") == ["確かめておくこと"]


def test_a_rule_that_decides_may_remark_something_as_well(tmp_path: Path) -> None:
    text = rule(not_met="remark: 併せて記録すること\n    condition: {use: agree}")
    assert words(tmp_path, text) == ["併せて記録すること"]


def test_the_finding_of_a_rule_that_decides_is_no_remark(tmp_path: Path) -> None:
    text = rule(not_met="finding: 同意がありません\n    condition: {use: agree}")
    assert words(tmp_path, text) == []


def test_equal_words_are_said_once_with_all_they_rest_on(tmp_path: Path) -> None:
    files: dict[str, str | None] = {
        "one/one-001.yaml": advice("remark: 努めること"),
        "one/one-002.yaml": advice("remark: 努めること", "one-002", "{recorded: true}"),
    }
    [remark] = remarks(tmp_path, files, "{agreed: false, recorded: false}")
    assert [(each.rule, each.paths) for each in remark.origins] == [
        ("one-001", ("agreed",)),
        ("one-002", ("recorded",)),
    ]


def test_advice_about_elements_names_each(tmp_path: Path) -> None:
    text = (
        advice("remark: 「{{ .name }}」に努めさせること", require="{.handles: false}")
        + "for_each: {in: parties}\n"
    )
    answers = (
        "{complete: true, parties: [{id: a, name: 甲社, handles: true},"
        " {id: b, name: 乙社, handles: true}]}"
    )
    assert words(tmp_path, text, answers) == [
        "「甲社」に努めさせること",
        "「乙社」に努めさせること",
    ]


def test_what_would_name_an_element_that_is_not_listed_yet_is_left_out(tmp_path: Path) -> None:
    text = (
        advice("remark: 努めること", require="{.handles: false}")
        + "  undetermined:\n    remark: 「{{ .name }}」を確かめること\nfor_each: {in: parties}\n"
    )
    assert words(tmp_path, text, "{}") == []


def test_conditions_that_became_remarks_come_first(tmp_path: Path) -> None:
    conditions = "agree: {subject: 同意, obligation: consider, text: 同意を得ること, order: 1, route: remark}\n"
    files: dict[str, str | None] = {
        "conditions.yaml": conditions,
        "one/one-001.yaml": advice("remark: 努めること"),
        "one/one-002.yaml": rule("one-002", require="{recorded: true}"),
    }
    found = remarks(tmp_path, files, "{agreed: false, recorded: false}")
    assert [(each.text, each.condition) for each in found] == [
        ("同意を得ること", "agree"),
        ("努めること", None),
    ]
