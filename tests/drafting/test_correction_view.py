"""Corrections in words: what was amended, and what moved because of it."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from dossiers import dossier
from packs import CONDITIONS, rule

from checklist_engine.comparing.case_sides import CaseSide
from checklist_engine.comparing.submission_diff import compare_case
from checklist_engine.drafting.correction_view import correction_view

RULES = {
    "conditions.yaml": CONDITIONS,
    "one/one-001.yaml": rule("one-001"),
    "one/one-002.yaml": rule(
        "one-002", require="{recorded: true}", not_met="condition: {use: record}"
    ),
    "one/one-003.yaml": rule("one-003", require="{means: {includes: audit}}"),
    "one/one-004.yaml": rule("one-004", require="{day: {within_months: 12}}"),
}
FINE = "agreed: true, recorded: true, means: [audit], day: 2021-01-05"


def side(folder: Path, answers: str, rest: str = "") -> CaseSide:
    found = dossier(folder, f"{{{answers}}}", rest, RULES)
    return CaseSide(assessment=found.assessment, plan=found.plan)


def corrected(folder: Path, before: str, after: str) -> dict[str, Any]:
    return correction_view(
        compare_case(side(folder / "before", before), side(folder / "after", after))
    )


def test_where_there_is_none_every_word_is_there_and_empty(tmp_path: Path) -> None:
    none: dict[str, Any] = correction_view(None)
    some = corrected(tmp_path, FINE, FINE)
    assert none.keys() == some.keys()
    assert not any(none.values())
    assert some["is_made"] is True
    assert not any(some[part] for part in ("changes", "outcomes", "verdicts", "conditions"))


def test_what_was_amended_stands_before_and_after(tmp_path: Path) -> None:
    found = corrected(tmp_path, FINE, FINE.replace("recorded: true", "recorded: false"))
    assert found["changes"] == [
        {"label": "記録", "before": "はい", "after": "いいえ", "is_asked": True}
    ]
    assert found["earlier"] == "s.yaml"


def test_of_an_answer_with_several_entries_those_that_came_are_told(tmp_path: Path) -> None:
    found = corrected(tmp_path, FINE, FINE.replace("[audit]", "[audit, roster]"))
    [change] = found["changes"]
    assert change["after"] == "監査報告、名簿\n（加えたもの：名簿）"


def test_dates_stand_in_their_era(tmp_path: Path) -> None:
    found = corrected(tmp_path, FINE, FINE.replace("2021-01-05", "2019-05-01"))
    [change] = found["changes"]
    assert (change["before"], change["after"]) == ("令和3年1月5日", "令和元年5月1日")


def test_what_nobody_asks_for_is_marked(tmp_path: Path) -> None:
    found = corrected(tmp_path, FINE, f"{FINE}, note: 参考")
    assert [(each["label"], each["is_asked"]) for each in found["changes"]] == [("備考", False)]


def test_what_moved_is_told_part_by_part(tmp_path: Path) -> None:
    found = corrected(
        tmp_path,
        FINE.replace("agreed: true", "agreed: false"),
        FINE.replace("recorded: true", "recorded: false").replace("day: 2021-01-05", "people: 3"),
    )
    assert [each["label"] for each in found["outcomes"]] == ["結論案", "結論の文", "評点"]
    assert found["outcomes"][0]["after"] == "条件付きで認める（回答待ち1件・暫定）"
    assert [(each["rule"], each["before"], each["after"]) for each in found["verdicts"]] == [
        ("one-001", "不適合", "適合"),
        ("one-002", "適合", "不適合"),
        ("one-004", "適合", "判定保留"),
    ]
    assert [(each["change"], each["subject"], each["before"]) for each in found["conditions"]] == [
        ("加わった", "記録", "（なし）"),
        ("なくなった", "同意", "（ただし書き）同意を得ること"),
    ]
    assert found["questions"] == [{"change": "新たに尋ねる", "text": "いつですか"}]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("as_of", "日付の違い"),
        ("pack_digest", "規則集の内容が違う"),
        ("profile", "適用区分が違う"),
    ],
)
def test_what_else_may_have_moved_it_is_noted(change: str, words: str, tmp_path: Path) -> None:

    before, after = side(tmp_path / "before", FINE), side(tmp_path / "after", FINE)
    value: Any = date(2020, 1, 1) if change == "as_of" else "another"
    older = CaseSide(assessment=replace(before.assessment, **{change: value}), plan=before.plan)
    found: dict[str, Any] = correction_view(compare_case(older, after))
    [note] = found["notes"]
    assert words in note
    assert correction_view(compare_case(before, after))["notes"] == []
