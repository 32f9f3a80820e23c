"""What a case is, told from its vocabulary and its rules alone: no pack is known by name here."""

from pathlib import Path

from dossiers import dossier, facts
from packs import rule

from checklist_engine.drafting.outline_view import list_views, outline_views

NO_CONDITION = "finding: ありません"
READS = {
    "one/one-001.yaml": rule("one-001", require="{all: [{agreed: true}, {fixed: true}]}"),
    "one/one-002.yaml": rule("one-002", require="{also_fixed: false}"),
    "one/one-003.yaml": rule(
        "one-003", gate="blocking", require="{place: JP}", not_met=NO_CONDITION
    ),
    "facts/main.yaml": facts(),
}
LOOP = """\
id: one-001
title: 取扱いの確認
gate: conditional
weight: 1
for_each: {in: parties, where: {.handles: true}}
require: {.papers: {includes: audit}}
outcomes:
  not_met: {condition: {use: agree}}
"""
TREE = (
    "{complete: true, parties: [{id: a, name: 業者, handles: true, papers: [audit],"
    " below: [{id: b, name: 倉庫, handles: {unknown: 照会中}, below: [{id: c, handles: false}]}]}]}"
)


def outline(folder: Path, answers: str) -> list[tuple[str, str]]:
    found = dossier(folder, answers, files=READS)
    rows: list[tuple[str, str]] = []
    for section in outline_views(found):
        assert isinstance(section["rows"], list)
        rows += [(row["label"], row["words"]) for row in section["rows"]]
    return rows


def test_it_holds_what_cannot_be_changed_and_what_may_forbid_the_case(tmp_path: Path) -> None:
    rows = outline(tmp_path, "{agreed: true, fixed: true, place: JP}")
    assert rows == [("固定", "はい"), ("もう一つ", "未回答"), ("場所", "日本")]


def test_several_facts_that_hold_or_do_not_are_told_together(tmp_path: Path) -> None:
    rows = outline(tmp_path, "{fixed: true, also_fixed: false, place: OTHER}")
    assert rows == [
        ("当てはまるもの", "固定"),
        ("当てはまらないもの", "もう一つ"),
        ("場所", "日本以外"),
    ]


def test_what_all_holds_needs_no_row_for_what_does_not(tmp_path: Path) -> None:
    rows = outline(tmp_path, "{fixed: true, also_fixed: true, place: JP}")
    assert rows == [("当てはまるもの", "固定、もう一つ"), ("場所", "日本")]


def test_what_is_open_says_why(tmp_path: Path) -> None:
    rows = outline(tmp_path, "{fixed: {unknown: 照会中}, place: JP}")
    assert rows[0] == ("固定", "未回答（照会中）")


def test_a_tree_is_told_tier_by_tier_with_what_stands_above(tmp_path: Path) -> None:
    evidence = (
        'evidence: [{id: E1, kind: letter, title: 回答書, supports: ["parties[a].handles"]}]\n'
    )
    found = dossier(tmp_path, TREE, evidence, {"one/one-001.yaml": LOOP})
    [parties] = list_views(found)
    assert (parties["label"], parties["is_tree"], parties["state"]) == (
        "委託先",
        True,
        "全て記入済み",
    )
    rows = parties["rows"]
    assert isinstance(rows, list)
    assert [(row["tier"], row["name"], row["above"]) for row in rows] == [
        (1, "業者", ""),
        (2, "倉庫", "業者"),
        (3, "c", "倉庫"),
    ]
    assert [row["words"] for row in rows] == [
        "取扱い：はい／資料：監査報告",
        "取扱い：未回答（照会中）／資料：未回答",
        "取扱い：いいえ／資料：未回答",
    ]
    assert rows[0]["answers"] == [
        {"label": "取扱い", "words": "はい", "evidence": "回答書（書面による回答）"},
        {"label": "資料", "words": "監査報告", "evidence": ""},
    ]


def test_a_list_that_is_not_complete_or_not_there_says_so(tmp_path: Path) -> None:
    for name, answers in (("a", "{parties: [{id: a}]}"), ("b", "{complete: false}"), ("c", "{}")):
        [parties] = list_views(dossier(tmp_path / name, answers, files={"one/one-001.yaml": LOOP}))
        assert parties["state"] == "記入の途中"
        assert len(parties["rows"]) == (1 if name == "a" else 0)  # type: ignore[arg-type]


def test_a_list_that_nobody_asks_for_is_left_out(tmp_path: Path) -> None:
    assert list(list_views(dossier(tmp_path, TREE))) == []
