"""What a form says: questions, answers, lists, records, notes, each where its place is."""

from pathlib import Path

import pytest
from forming import answer_of, blank, column_of, field_of, form, row_of

ANSWERS = """{
  agreed: true, recorded: false, checked: {unknown: 照会中}, place: OTHER, means: [pledge, audit],
  people: 12, rate: 0.5, day: 2021-03-01, note: "=1+1", complete: true, chief: aws,
  parties: [
    {id: sys, name: 甲社, handles: true, papers: [],
     below: [{id: aws, name: 乙社, sites: [{id: tokyo, abroad: false}, {id: osaka}]}]},
    {id: x, handles: {unknown: 回答待ち}, sites: []}]}"""
REST = """\
evidence:
  - {id: E1, kind: letter, title: 回答書, issued_by: 甲社, issued_on: 2021-03-01,
     valid_until: 2022-03-31, supports: [agreed, "parties[sys]", "parties[sys/aws].handles"]}
  - {id: E2, kind: contract, supports: [agreed]}
  - {id: "契約書 第3条", kind: contract, supports: [recorded, note]}
notes:
  agreed: {source: minutes, quote: そのとおり}
  recorded: {source: form, detail: 具体的には, remark: 備考です}
  "parties[sys/aws]": {source: form, remark: 再委託先}
  "parties[sys].handles": {source: assumed, detail: 詳しく}
"""


@pytest.mark.parametrize(
    ("fact", "answer"),
    [
        ("agreed", "はい"),
        ("recorded", "いいえ"),
        ("checked", "未回答：照会中"),
        ("place", "2 日本以外"),
        ("means", "1、3"),
        ("people", 12),
        ("rate", 0.5),
        ("note", "=1+1"),
        ("chief", "aws"),
        ("parties", None),
    ],
)
def test_an_answer_stands_in_the_row_of_its_question(
    fact: str, answer: object, tmp_path: Path
) -> None:
    assert answer_of(form(tmp_path, ANSWERS, REST), fact) == answer


def test_none_of_the_options_is_an_entry_of_its_own(tmp_path: Path) -> None:
    filled = form(tmp_path, "{means: [], parties: []}")
    assert answer_of(filled, "means") == "該当なし"
    assert answer_of(filled, "parties") == "該当なし"
    assert answer_of(filled, "agreed") is None


def test_a_day_is_a_day_of_the_workbook_unless_it_is_before_its_calendar(tmp_path: Path) -> None:
    sheet = form(tmp_path, "{day: 2021-03-01}")["チェックリスト"]
    cell = sheet.cell(row_of(sheet, "day", 3), 8)
    assert str(cell.value) == "2021-03-01 00:00:00"
    assert "年" in cell.number_format
    assert answer_of(form(tmp_path, "{day: 1899-12-31}"), "day") == "1899-12-31"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' '!A1", "#REF!"])
def test_no_answer_becomes_a_formula(text: str, tmp_path: Path) -> None:
    answers = f'{{note: "{text}", agreed: {{unknown: "{text}"}}, parties: [{{id: "{text}"}}]}}'
    rest = f'notes: {{agreed: {{source: "{text}", quote: "{text}"}}}}\n'
    filled = form(tmp_path, answers, rest)
    assert answer_of(filled, "note") == text
    assert field_of(filled, "委託先", 0, "parties.id") == text
    for sheet in filled:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "e"
                assert cell.data_type != "f" or cell.value != text


def test_an_element_has_a_row_below_the_ids_of_its_fields(tmp_path: Path) -> None:
    filled = form(tmp_path, ANSWERS, REST)
    rows = [
        [field_of(filled, "委託先", row, f"parties{column}") for row in range(4)]
        for column in (".id", "@parent", ".name", ".handles", ".papers", ".sites")
    ]
    assert rows == [
        ["sys", "aws", "x", None],
        [None, "sys", None, None],
        ["甲社", "乙社", None, None],
        ["はい", None, "未回答：回答待ち", None],
        ["該当なし", None, None, None],
        [None, None, "該当なし", None],
    ]


def test_a_list_in_a_list_has_a_sheet_that_names_the_element_around(tmp_path: Path) -> None:
    filled = form(tmp_path, ANSWERS, REST)
    name = "拠点（委託先）"
    assert [field_of(filled, name, row, "parties.sites.id") for row in range(3)] == [
        "tokyo",
        "osaka",
        None,
    ]
    assert [field_of(filled, name, row, "parties.sites@within") for row in range(2)] == [
        "aws",
        "aws",
    ]
    assert field_of(filled, name, 0, "parties.sites.abroad") == "いいえ"


def test_a_support_stands_in_one_place_only(tmp_path: Path) -> None:
    filled = form(tmp_path, ANSWERS, REST)
    assert answer_of(filled, "agreed", "根拠資料") == "E1、E2"
    assert answer_of(filled, "recorded", "根拠資料") is None
    assert field_of(filled, "委託先", 0, "parties@evidence") == "E1"
    records = filled["証跡"]
    supports = column_of(records, "裏付ける項目", 3)
    found = [records.cell(row, supports).value for row in (4, 5, 6)]
    # A symbol with a blank in it cannot stand among others in one cell.
    assert found == ["parties[sys/aws].handles", None, "recorded\nnote"]


def test_a_record_is_a_row_in_words(tmp_path: Path) -> None:
    records = form(tmp_path, ANSWERS, REST)["証跡"]
    row = [cell.value for cell in records[4]]
    assert row[:4] == ["E1", "書面による回答", "回答書", "甲社"]
    assert [str(each)[:10] for each in row[4:6]] == ["2021-03-01", "2022-03-31"]


def test_notes_stand_beside_the_answer_or_among_the_notes(tmp_path: Path) -> None:
    filled = form(tmp_path, ANSWERS, REST)
    assert answer_of(filled, "recorded", "具体的な内容・対策") == "具体的には"
    assert answer_of(filled, "recorded", "備考") == "備考です"
    assert field_of(filled, "委託先", 1, "parties@remark") == "再委託先"
    notes = filled["覚え"]
    assert [[cell.value for cell in notes[row]] for row in (4, 5, 6)] == [
        ["agreed", "同意", "minutes", "そのとおり", None, None],
        ["parties[sys].handles", "取扱い（甲社）", "assumed", None, "詳しく", None],
        [None] * 6,
    ]


def test_the_case_says_what_pack_and_profile_it_is_of(tmp_path: Path) -> None:
    sheet = form(tmp_path, "{}")["案件"]
    found = {sheet.cell(row, 2).value: sheet.cell(row, 3).value for row in range(4, 15)}
    assert found == {
        "case.id": "s",
        "case.title": "sの導入",
        "case.system": "sシステム",
        "case.department": None,
        "case.revision": None,
        "case.supersedes": None,
        "case.submitted_on": None,
        "pack": "small",
        "pack.version": "1.0.0",
        "profile": "all",
        "form.version": 1,
    }


def test_a_blank_form_has_room_for_fifteen_elements(tmp_path: Path) -> None:
    empty, filled = blank(tmp_path), form(tmp_path, ANSWERS)
    for workbook, elements in ((empty, 0), (filled, 3)):
        sheet = workbook["委託先"]
        assert sheet.max_row - 7 - elements >= 15
        assert not sheet.cell(sheet.max_row, 2).protection.locked


def test_every_sheet_is_locked_but_for_its_yellow_cells(tmp_path: Path) -> None:
    filled = form(tmp_path, ANSWERS, REST)
    for sheet in filled:
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        for row in sheet.iter_rows():
            for cell in row:
                yellow = cell.fill.start_color.rgb == "FFFFF9D6"
                assert yellow is not cell.protection.locked, (sheet.title, cell.coordinate)


def test_a_question_says_what_can_be_answered_and_what_proof_is_wanted(tmp_path: Path) -> None:
    proof = "evidence:\n  - {for: agreed, kinds: [letter, contract], max_age_months: 6}\n"
    files = {"one/one-002.yaml": WITH_PROOF + proof}
    filled = form(tmp_path, files=files)
    assert answer_of(filled, "agreed", "記入の手引") == (
        "【必要な証跡】\n・書面による回答又は「契約書又は仕様書」（6か月以内のもの）"
    )
    assert answer_of(filled, "agreed", "選択肢") == "はい／いいえ"
    assert answer_of(filled, "place", "選択肢") == "（一つ）\n1 日本\n2 日本以外"
    assert answer_of(filled, "people", "選択肢") == "整数（単位: 人、0人以上100人以下）"
    assert answer_of(filled, "chief", "選択肢") == "シート「委託先」の記号を一つ"
    assert answer_of(filled, "agreed", "確認項目") == "【同意】\n同意を得ていますか"


WITH_PROOF = """\
id: one-002
title: 同意
gate: advisory
weight: 1
require: {agreed: true}
"""


def test_required_is_what_a_rule_needs_that_counts_for_the_decision(tmp_path: Path) -> None:
    files = {"one/one-001.yaml": WITH_PROOF.replace("one-002", "one-001")}
    advisory = form(tmp_path, "{recorded: true}", files=files)
    assert answer_of(advisory, "agreed", "必須") == "任意"
    # Answered, though no rule reads it: it stands in the form, so that it is not lost.
    assert answer_of(advisory, "recorded", "必須") == "－"
    assert answer_of(form(tmp_path), "agreed", "必須") == "必須"


def test_drop_downs_do_not_forbid_what_else_can_be_answered(tmp_path: Path) -> None:
    sheet = form(tmp_path)["チェックリスト"]
    found = {}
    for validation in sheet.data_validations.dataValidation:
        for cell in str(validation.sqref).split():
            if ":" not in cell:
                found[sheet[f"C{cell[1:]}"].value] = validation
    assert found["means"].showErrorMessage is not True
    assert found["agreed"].errorStyle == "warning"
    assert found["agreed"].formula1.startswith("options_")
    assert found["chief"].formula1 == "'委託先'!$B$8:$B$22"


def test_the_words_of_a_drop_down_stand_on_a_hidden_sheet(tmp_path: Path) -> None:
    filled = form(tmp_path)
    assert filled["選択肢"].sheet_state == filled["判断"].sheet_state == "hidden"
    columns = [
        [cell.value for cell in column if cell.value] for column in filled["選択肢"].iter_cols()
    ]
    assert ["1 日本", "2 日本以外", "未回答：照会中"] in columns
    assert ["1 監査報告", "2 名簿", "3 誓約書", "該当なし", "未回答：照会中"] in columns


def test_the_result_says_that_it_is_of_the_day_of_the_export(tmp_path: Path) -> None:
    words = [
        str(cell.value)
        for row in form(tmp_path, "{agreed: false}")["評価結果"].iter_rows()
        for cell in row
        if cell.value
    ]
    assert any("様式を作った日の時点" in each and "令和3年4月15日" in each for each in words)
    assert "× 不適合" in words
    assert "同意: いいえ" in words[words.index("× 不適合") + 2]
    assert "評価結果" not in blank(tmp_path).sheetnames


def test_a_finding_without_words_of_its_own_says_what_is_lacking(tmp_path: Path) -> None:
    proof = "evidence: [{for: agreed, kinds: [letter]}]\n"
    files = {"one/one-001.yaml": WITH_PROOF.replace("one-002", "one-001") + proof}
    for answers, verdict, said in (
        ("{}", "？ 判定保留", "［留意］回答がそろっていないので、まだ判定できません"),
        ("{agreed: true}", "△ 証跡未確認", "［留意］証跡がないか、足りません（同意）"),
    ):
        sheet = form(tmp_path, answers, files=files)["評価結果"]
        [row] = [row for row in sheet.iter_rows(values_only=True) if row[3] == verdict]
        assert row[4] == said


def test_a_narrow_table_is_stretched_and_a_wide_one_is_not(tmp_path: Path) -> None:
    filled = form(tmp_path, ANSWERS)
    widths = [
        sum(each.width for each in filled[name].column_dimensions.values() if not each.hidden)
        for name in ("拠点（委託先）", "委託先")
    ]
    assert all(width < 225 for width in widths)
    assert widths[0] > 120
