"""Forms as people fill them in: what is read, what is kept, and every fault with its cell."""

import shutil
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from conftest import Checklist
from filling import Filling
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from checklist_engine.forms.layout import (
    CASE_SHEET,
    CHECKLIST_SHEET,
    CLAIMS_SHEET,
    EVIDENCE_SHEET,
    NOTES_SHEET,
    ChecklistColumn,
    ClaimColumn,
    EvidenceColumn,
)

PARTIES = "委託先"


def place_of(filling: Filling, fact: str, column: str = ChecklistColumn.ANSWER) -> str:
    return f"「{CHECKLIST_SHEET}」{filling.cell(CHECKLIST_SHEET, fact, column).coordinate}"


@pytest.mark.parametrize(
    ("fact", "cell", "read"),
    [
        ("agreed", "はい", True),
        ("agreed", "いいえ", False),
        ("agreed", " はい。", True),
        ("agreed", "○", True),
        ("agreed", "×", False),
        ("agreed", True, True),
        ("agreed", "ＹＥＳ", True),
        ("place", "1", "JP"),
        ("place", 1, "JP"),
        ("place", "１", "JP"),
        ("place", "②", "OTHER"),
        ("place", "1 日本", "JP"),
        ("place", "２　日本以外", "OTHER"),
        ("place", "2.日本以外", "OTHER"),
        ("place", "日本", "JP"),
        ("place", "OTHER", "OTHER"),
        ("means", "1、3", ["audit", "pledge"]),
        ("means", "３，１", ["audit", "pledge"]),
        ("means", "1 3", ["audit", "pledge"]),
        ("means", 2, ["roster"]),
        ("means", "監査報告、名簿", ["audit", "roster"]),
        ("means", "1と3", ["audit", "pledge"]),
        ("means", "１ 及び ３", ["audit", "pledge"]),
        ("means", "1&3", ["audit", "pledge"]),
        ("means", "1・3", ["audit", "pledge"]),
        ("means", "1 監査報告\n3 誓約書", ["audit", "pledge"]),
        ("means", "該当なし", []),
        ("people", 12, 12),
        ("people", "１２", 12),
        ("people", "12人", 12),
        ("people", 12.0, 12),
        ("rate", "12.5%", "12.5"),
        ("rate", "１，２００．５", "1200.5"),
        ("day", date(2021, 4, 15), "2021-04-15"),
        ("day", datetime(2021, 4, 15, 10, 30), "2021-04-15"),  # noqa: DTZ001
        ("day", "令和３年４月１５日", "2021-04-15"),
        ("day", "R3.4.15", "2021-04-15"),
        ("day", "令和元年5月1日", "2019-05-01"),
        ("day", "R元.5.1", "2019-05-01"),
        ("day", "2021/4/15（木）", "2021-04-15"),
        ("day", "㋿3年4月15日", "2021-04-15"),
        ("note", "=でない文", "=でない文"),
        ("note", 123, "123"),
        ("note", "  前後の空白  ", "  前後の空白  "),
        ("people", "未回答：照会中", {"unknown": "照会中"}),
        ("people", "未回答:照会中", {"unknown": "照会中"}),
        ("day", "未回答（委託先に照会中）", {"unknown": "委託先に照会中"}),
    ],
)
def test_an_answer_is_read_however_people_write_it(
    fact: str, cell: Any, read: Any, tmp_path: Path
) -> None:
    filling = Filling(tmp_path)
    filling.answer(fact, cell)
    if isinstance(cell, str) and cell.startswith("="):
        filling.cell(CHECKLIST_SHEET, fact, ChecklistColumn.ANSWER).data_type = "s"
    found = filling.written()["answers"][fact]
    assert (str(found) if fact == "rate" else found) == read


@pytest.mark.parametrize("cell", [None, "", "　", "未回答"])
def test_a_blank_is_no_answer(cell: str | None, tmp_path: Path) -> None:
    filling = Filling(tmp_path)
    filling.answer("people", cell)
    assert filling.written()["answers"] == {}


@pytest.mark.parametrize(
    ("fact", "cell", "code"),
    [
        ("agreed", "はい、いいえ", "E342"),
        ("agreed", "たぶん", "E342"),
        ("agreed", "確認中", "E342"),
        ("agreed", 1, "E342"),
        ("agreed", "=1=1", "E341"),
        ("place", "3", "E344"),
        ("place", "1 日本以外", "E344"),
        ("place", "1、2", "E344"),
        ("place", "日本 など", "E344"),
        ("means", "1、4", "E344"),
        ("means", "1、該当なし", "E344"),
        ("means", date(2021, 1, 3), "E344"),
        ("means", "監査報告と名簿", "E344"),
        ("means", "1-3", "E344"),
        ("means", "1から3", "E344"),
        ("means", 1.3, "E344"),
        ("means", "1 監査報告、" * 400, "E344"),
        ("agreed", "'123", "E342"),
        ("agreed", time(10, 30), "E342"),
        ("people", "約12人", "E342"),
        ("people", "12.5", "E342"),
        ("people", 12.5, "E342"),
        ("people", 200, "E304"),
        ("people", "1,2", "E342"),
        ("people", date(2021, 4, 15), "E342"),
        ("people", "十二", "E342"),
        ("people", "#REF!", "E341"),
        ("day", "3/4/15", "E343"),
        ("day", "2021-13-01", "E343"),
        ("day", "令和40年4月31日", "E343"),
        ("day", "2021/4/15（金）", "E343"),
        ("day", "令和3年4月", "E343"),
        ("day", "44301", "E343"),
        ("parties", "甲社", "E342"),
        ("chief", "いない", "E305"),
    ],
)
def test_what_is_not_clear_is_a_fault_with_its_cell(
    fact: str, cell: Any, code: str, tmp_path: Path
) -> None:
    filling = Filling(tmp_path)
    filling.answer(fact, cell)
    found = filling.cell(CHECKLIST_SHEET, fact, ChecklistColumn.ANSWER)
    if cell == "#REF!":
        found.data_type = "e"
    [fault] = filling.diagnostics()
    assert (fault.code, fault.place.cell) == (code, place_of(filling, fact))
    assert fault.hint
    assert not {"引用符", "角括弧", "「- 」"} & {
        word for word in ("引用符", "角括弧", "「- 」") if word in fault.message + fault.hint
    }
    assert not (tmp_path / "read.yaml").exists()


@pytest.mark.parametrize("words", ["1～3", "1から3", "1－3", "1.3"])
def test_a_span_of_numbers_is_not_guessed_and_the_hint_says_how_to_write_it(
    words: str, tmp_path: Path
) -> None:
    filling = Filling(tmp_path)
    filling.answer("means", words)
    [fault] = filling.diagnostics()
    assert fault.hint == "当てはまる番号を、全て「、」で区切って書いてください（例: 1、2、3）"


def test_a_long_answer_does_not_make_a_long_message(tmp_path: Path) -> None:
    filling = Filling(tmp_path)
    words = "検討中ですが、\n" + "委託先と協議して決める予定です。" * 200
    filling.answer("agreed", words)
    [fault] = filling.diagnostics()
    assert len(fault.message) < 120
    assert "「未回答：検討中」のように" in str(fault.hint)
    assert fault.place.excerpt == words


# What is crossed out, and what was made one.


@pytest.mark.parametrize("fact", ["agreed", "place", "means", "people", "day", "note", "chief"])
def test_what_is_crossed_out_is_neither_an_answer_nor_none(fact: str, tmp_path: Path) -> None:
    filling = Filling(tmp_path, "{parties: [{id: a}]}")
    name = filling.answer(fact, "1")
    filling.sheet(CHECKLIST_SHEET)[name].font = Font(strike=True)
    [fault] = filling.diagnostics()
    assert (fault.code, fault.place.cell) == ("E341", f"「{CHECKLIST_SHEET}」{name}")
    assert fault.hint == "消すつもりなら文字を消し、回答なら取り消し線を外してください"


def test_a_question_that_is_crossed_out_is_asked_all_the_same(tmp_path: Path) -> None:
    filling = Filling(tmp_path, "{agreed: true}")
    for word in (ChecklistColumn.ID, ChecklistColumn.QUESTION):
        filling.cell(CHECKLIST_SHEET, "agreed", word).font = Font(strike=True)
    [notice] = filling.notices()
    assert "「同意」の行に取り消し線がありますが、質問はなくなりません" in notice
    assert filling.written()["answers"] == {"agreed": True}


@pytest.mark.parametrize(
    ("sheet", "row", "word", "label"),
    [
        (PARTIES, "a", "parties.handles", "取扱い"),
        (PARTIES, "a", "parties@evidence", "根拠資料"),
        (EVIDENCE_SHEET, "E1", EvidenceColumn.TITLE, EvidenceColumn.TITLE),
        (EVIDENCE_SHEET, "E1", EvidenceColumn.ID, EvidenceColumn.ID),
        (CLAIMS_SHEET, "one-001 全てを見る規則", ClaimColumn.REASON, ClaimColumn.REASON),
        (NOTES_SHEET, "別の覚え", "引用・説明", "引用・説明"),
        (CASE_SHEET, "case.title", "記入欄", "記入欄"),
    ],
)
def test_no_cell_of_any_sheet_is_made_one_with_the_row_below(
    sheet: str, row: str, word: str, label: str, tmp_path: Path
) -> None:
    filling = Filling(
        tmp_path,
        "{agreed: true, parties: [{id: a, name: 甲社, handles: true}, {id: b}]}",
        "evidence: [{id: E1, kind: letter, title: 回答書, supports: [agreed, 'parties[a]']}]\n"
        "claims: [{rule: one-001, claim: alternative, reason: 代わり}]\n"
        "notes: {別の覚え: {source: form, quote: 言葉}}\n",
    )
    cell = filling.cell(sheet, row, word)
    filling.sheet(sheet).merge_cells(
        start_row=cell.row, end_row=cell.row + 1, start_column=cell.column, end_column=cell.column
    )
    place = f"「{sheet}」{cell.coordinate}"
    faults = {each.place.cell: each for each in filling.diagnostics()}
    assert faults[place].code == "E345"
    assert faults[place].message == (
        f"「{label}」のセルが {cell.row} 行目から {cell.row + 1} 行目まで結合されています"
    )


def test_an_answer_made_one_with_the_cell_left_of_it_is_not_lost(tmp_path: Path) -> None:
    filling = Filling(tmp_path)
    left = filling.put(CHECKLIST_SHEET, "agreed", ChecklistColumn.REQUIRED, "はい")
    right = filling.cell(CHECKLIST_SHEET, "agreed", ChecklistColumn.ANSWER).coordinate
    filling.sheet(CHECKLIST_SHEET).merge_cells(f"{left}:{right}")
    [fault] = filling.diagnostics()
    assert fault.message == "「回答」のセルが、左の列のセルと結合されています"


def test_an_answer_made_one_with_the_blank_cell_right_of_it_is_read(tmp_path: Path) -> None:
    filling = Filling(tmp_path)
    left = filling.answer("agreed", "はい")
    right = filling.cell(CHECKLIST_SHEET, "agreed", ChecklistColumn.DETAIL).coordinate
    filling.sheet(CHECKLIST_SHEET).merge_cells(f"{left}:{right}")
    assert filling.written()["answers"] == {"agreed": True}


def test_all_faults_come_at_once_in_the_order_of_the_form(tmp_path: Path) -> None:
    filling = Filling(tmp_path)
    filling.put(CASE_SHEET, "case.title", "記入欄", None)
    for fact, value in (("people", "多数"), ("agreed", "両方"), ("day", "いつか")):
        filling.answer(fact, value)
    cells = [f"E342 {place_of(filling, fact)}" for fact in ("agreed", "people")]
    title = filling.cell(CASE_SHEET, "case.title", "記入欄").coordinate
    day = f"E343 {place_of(filling, 'day')}"
    assert filling.faults() == [f"E349 「{CASE_SHEET}」{title}", *cells, day]


def test_a_number_is_read_by_the_options_that_the_form_printed(tmp_path: Path) -> None:
    filling = Filling(tmp_path)
    filling.answer("place", "2")
    facts = filling.pack / "facts" / "main.yaml"
    text = facts.read_text(encoding="utf-8")
    turned = text.replace("{JP: 日本, OTHER: 日本以外}", "{OTHER: 日本以外, JP: 日本}")
    assert turned != text
    facts.write_text(turned, encoding="utf-8")
    assert filling.written()["answers"] == {"place": "OTHER"}
    facts.write_text(text.replace("OTHER: 日本以外", "OTHER: 国外"), encoding="utf-8")
    assert filling.faults() == [f"E344 {place_of(filling, 'place')}"]


def test_a_number_without_printed_options_is_not_guessed(tmp_path: Path) -> None:
    filling = Filling(tmp_path)
    filling.put(CHECKLIST_SHEET, "place", ChecklistColumn.OPTIONS, None)
    filling.answer("place", "1")
    assert filling.faults() == [f"E344 {place_of(filling, 'place')}"]
    filling.answer("place", "日本")
    assert filling.written()["answers"] == {"place": "JP"}


def test_what_was_read_in_other_words_is_said(tmp_path: Path) -> None:
    filling = Filling(tmp_path)
    filling.answer("people", "１２人")
    filling.answer("agreed", "はい")
    assert filling.notices() == [f"{place_of(filling, 'people')} 「１２人」を 12 と読みました"]


def test_inserted_rows_and_columns_and_other_names_of_sheets_do_not_matter(tmp_path: Path) -> None:
    filling = Filling(tmp_path, "{agreed: true, place: JP, people: 3}")
    sheet = filling.sheet(CHECKLIST_SHEET)
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))
    sheet.insert_rows(6, 3)
    sheet.insert_cols(2)
    sheet.title = "回答票"
    del filling.book["選択肢"]
    del filling.book["判断"]
    assert filling.written()["answers"] == {"agreed": True, "place": "JP", "people": 3}


def test_the_same_question_twice_is_a_fault_only_where_the_answers_differ(tmp_path: Path) -> None:
    filling = Filling(tmp_path, "{agreed: true}")
    sheet = filling.sheet(CHECKLIST_SHEET)
    column = filling.cell(CHECKLIST_SHEET, "agreed", ChecklistColumn.ANSWER).column
    named = filling.cell(CHECKLIST_SHEET, "agreed", ChecklistColumn.ID).column
    row = sheet.max_row + 2
    sheet.cell(row, named).value = "agreed"
    sheet.cell(row, column).value = "はい"
    assert filling.written()["answers"] == {"agreed": True}
    sheet.cell(row, column).value = "いいえ"
    [fault] = filling.diagnostics()
    assert (fault.code, fault.place.line) == ("E345", row)


def test_answers_in_cells_that_were_made_one_are_a_fault(tmp_path: Path) -> None:
    filling = Filling(tmp_path)
    filling.answer("agreed", "はい")
    cell = filling.cell(CHECKLIST_SHEET, "agreed", ChecklistColumn.ANSWER)
    letters = cell.column_letter
    filling.sheet(CHECKLIST_SHEET).merge_cells(f"{letters}{cell.row}:{letters}{cell.row + 1}")
    assert filling.faults() == [f"E345 {place_of(filling, 'agreed')}"]


# What has no place of its own is kept.


def test_words_beside_an_answer_become_its_note(tmp_path: Path) -> None:
    filling = Filling(tmp_path)
    filling.put(CHECKLIST_SHEET, "agreed", ChecklistColumn.DETAIL, "窓口で\n書面により得る")
    filling.put(CHECKLIST_SHEET, "agreed", ChecklistColumn.REMARK, "次回に見直す")
    filling.put(CHECKLIST_SHEET, "place", ChecklistColumn.EVIDENCE, "仕様書 第3条")
    assert filling.written()["notes"] == {
        "agreed": {"source": "form", "detail": "窓口で\n書面により得る", "remark": "次回に見直す"},
        "place": {"source": "form", "remark": "根拠資料: 仕様書 第3条"},
    }
    [notice] = filling.notices()
    assert notice.startswith(place_of(filling, "place", ChecklistColumn.EVIDENCE))
    assert "証跡のシートに一行書き" in notice


def test_a_row_that_is_no_question_of_the_pack_is_kept(tmp_path: Path) -> None:
    filling = Filling(tmp_path)
    filling.put(CHECKLIST_SHEET, "agreed", ChecklistColumn.ANSWER, "はい")
    filling.put(CHECKLIST_SHEET, "agreed", ChecklistColumn.ID, "agred")
    found = filling.written()
    assert found["answers"] == {}
    assert "回答: はい" in found["notes"]["agred"]["remark"]
    [notice] = filling.notices()
    assert "もしかして「agreed」ですか" in notice


def test_words_in_a_row_without_an_id_are_kept_in_whatever_column(tmp_path: Path) -> None:
    filling = Filling(tmp_path)
    sheet = filling.sheet(CHECKLIST_SHEET)
    row = sheet.max_row + 2
    filling.put(CHECKLIST_SHEET, row, ChecklistColumn.QUESTION, "以上、課長の確認を受けました")
    [words] = filling.written()["notes"].values()
    assert words["remark"] == "確認項目: 以上、課長の確認を受けました"
    assert "IDのない行なので、覚えに残しました" in filling.notices()[0]


def test_a_hidden_sheet_of_ones_own_is_not_read_and_that_is_said(tmp_path: Path) -> None:
    filling = Filling(tmp_path)
    own = filling.book.create_sheet("内部用")
    own.append(["担当者の控え"])
    own.sheet_state = "hidden"
    [notice] = filling.notices()
    assert "隠れているシート「内部用」は読んでいません" in notice
    assert "notes" not in filling.written()


def test_hidden_rows_filters_and_colours_change_nothing(tmp_path: Path) -> None:
    filling = Filling(tmp_path, "{agreed: true, place: JP, people: 3}")
    sheet = filling.sheet(CHECKLIST_SHEET)
    cell = filling.cell(CHECKLIST_SHEET, "place", ChecklistColumn.ANSWER)
    sheet.row_dimensions[cell.row].hidden = True
    cell.fill = PatternFill("solid", start_color="FFFF0000")
    sheet.auto_filter.ref = f"A4:L{sheet.max_row}"
    assert filling.written()["answers"] == {"agreed": True, "place": "JP", "people": 3}
    assert filling.notices() == []


def test_words_in_columns_sheets_and_comments_of_ones_own_are_kept(tmp_path: Path) -> None:
    filling = Filling(tmp_path)
    answer = filling.cell(CHECKLIST_SHEET, "agreed", ChecklistColumn.ANSWER)
    answer.comment = Comment("課長に確認", "担当")
    filling.sheet(CHECKLIST_SHEET).cell(answer.row, 20).value = "右の端の言葉"
    filling.book.create_sheet("打合せ").append(["四月一日", "委託先と協議"])
    notes = filling.written()["notes"]
    assert notes["agreed"]["remark"] == "見出しのない列: 右の端の言葉\nセルのメモ: 課長に確認"
    assert notes["打合せ 1行目"]["remark"] == "四月一日｜委託先と協議"
    assert len(filling.notices()) == 3


def test_what_was_kept_comes_back_from_the_next_form(tmp_path: Path) -> None:
    filling = Filling(tmp_path, rest="notes: {打合せ 1行目: {source: form, remark: 四月一日}}\n")
    assert filling.written()["notes"] == {"打合せ 1行目": {"source": "form", "remark": "四月一日"}}


def test_the_result_of_the_export_is_not_read_even_under_another_name(tmp_path: Path) -> None:
    filling = Filling(tmp_path, "{agreed: true}")
    filling.sheet("評価結果").title = "結果の写し"
    assert "notes" not in filling.written()


# Lists.


def party(filling: Filling, row: int, **values: Any) -> None:
    """Write a row of 委託先; `row` counts from 1."""
    sheet = filling.sheet(PARTIES)
    first = next(
        cell.row for cells in sheet.iter_rows() for cell in cells if cell.value == "parties.id"
    )
    assert first is not None
    for name, value in values.items():
        column = "parties@parent" if name == "parent" else f"parties.{name}"
        filling.put(PARTIES, first + row, column, value)


def parties_fault(filling: Filling) -> tuple[str, str]:
    [fault] = filling.diagnostics()
    assert fault.place.cell.startswith(f"「{PARTIES}」")
    return fault.code, fault.message


def test_a_tree_is_put_together_by_the_keys_of_its_rows(tmp_path: Path) -> None:
    filling = Filling(tmp_path)
    party(filling, 1, id="c", parent="b", handles="いいえ")
    party(filling, 3, id="a", name="甲社", papers="1、2")
    party(filling, 5, id="b", parent=" a ", handles="はい")
    assert filling.written()["answers"]["parties"] == [
        {
            "id": "a",
            "name": "甲社",
            "papers": ["audit", "roster"],
            "below": [{"id": "b", "handles": True, "below": [{"id": "c", "handles": False}]}],
        }
    ]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([{"id": "a"}, {"id": "a", "name": "別の者"}], "記号「a」の行が二つあります"),
        ([{"id": "a", "parent": "z"}], "上の行の記号「z」の行がありません"),
        ([{"id": "a", "parent": "a"}], "上の行の記号が一回りしています: a → a"),
        ([{"id": "a", "parent": "b"}, {"id": "b", "parent": "a"}], "一回りしています: a → b → a"),
        ([{"name": "甲社"}], "記号がありません"),
        ([{"id": "a/b"}], "「/」「[」「]」は使えません"),
    ],
)
def test_rows_that_make_no_tree_are_a_fault(
    rows: list[dict[str, str]], words: str, tmp_path: Path
) -> None:
    filling = Filling(tmp_path)
    for number, values in enumerate(rows, start=1):
        party(filling, number, **values)
    code, message = parties_fault(filling)
    assert code == "E347"
    assert words in message


def test_a_list_that_is_said_to_be_empty_has_no_rows(tmp_path: Path) -> None:
    filling = Filling(tmp_path)
    filling.answer("parties", "該当なし")
    assert filling.written()["answers"] == {"parties": []}
    party(filling, 1, id="a")
    assert filling.faults() == [f"E347 {place_of(filling, 'parties')}"]


def test_a_list_whose_sheet_was_deleted_is_not_passed_over(tmp_path: Path) -> None:
    filling = Filling(tmp_path, "{parties: [{id: a}]}")
    del filling.book[PARTIES]
    [notice] = filling.notices()
    assert "「委託先」を記入するシートがないので、未回答として読みました" in notice


def test_a_reference_may_be_the_name_of_an_element(tmp_path: Path) -> None:
    filling = Filling(tmp_path, "{parties: [{id: a, name: 甲社}, {id: b, name: 乙社}]}")
    filling.answer("chief", "乙社")
    assert filling.written()["answers"]["chief"] == "b"


# Evidence and claims.

RECORD = "evidence: [{id: E1, kind: letter, issued_on: 2021-03-01, supports: [agreed]}]\n"


def test_evidence_is_named_where_it_is_used(tmp_path: Path) -> None:
    filling = Filling(tmp_path, "{agreed: true, parties: [{id: a}]}", RECORD)
    filling.put(CHECKLIST_SHEET, "place", ChecklistColumn.EVIDENCE, "ｅ１、契約書")
    filling.put(PARTIES, "a", "parties@evidence", "E1")
    found = filling.written()
    assert {*found["evidence"][0]["supports"]} == {"agreed", "place", "parties[a]"}
    assert found["notes"]["place"]["remark"] == "根拠資料: ｅ１、契約書"


@pytest.mark.parametrize(
    ("word", "value", "message"),
    [
        (EvidenceColumn.KIND, "メール", "証跡の種類「メール」はありません"),
        (EvidenceColumn.KIND, None, "証跡の種類が書かれていません"),
        (EvidenceColumn.ISSUED_ON, "去年", "「発行日」: 「去年」がどの日か、決められません"),
        (EvidenceColumn.TITLE, "=A1", "「資料の名称」: 数式（=A1）は回答になりません"),
    ],
)
def test_a_record_that_cannot_be_read_is_a_fault(
    word: str, value: str | None, message: str, tmp_path: Path
) -> None:
    filling = Filling(tmp_path, "{agreed: true}", RECORD)
    filling.put(EVIDENCE_SHEET, "E1", word, value)
    assert [each.message for each in filling.diagnostics()] == [message]


def test_symbols_and_records_have_to_meet(tmp_path: Path) -> None:
    filling = Filling(tmp_path, "{agreed: true}", RECORD)
    filling.put(CHECKLIST_SHEET, "agreed", ChecklistColumn.EVIDENCE, "E9")
    messages = [each.message for each in filling.diagnostics()]
    assert "記号「E9」の証跡が、証跡の表にありません" in messages
    assert "証跡「E1」が、どの回答を裏付けるか書かれていません" in messages


@pytest.mark.parametrize(
    ("answers", "rest", "sheet", "row", "word", "value", "code", "hint"),
    [
        ("{}", "", CLAIMS_SHEET, 4, ClaimColumn.RULE, "端末の規則", "E320", "sub-003 のような"),
        ("{}", "", CLAIMS_SHEET, 4, ClaimColumn.ELEMENT, "甲社", "E320", "一覧のIDと記号で"),
        (
            "{agreed: true}",
            "",
            EVIDENCE_SHEET,
            "E1",
            EvidenceColumn.SUPPORTS,
            "甲社",
            "E307",
            "質問のID",
        ),
    ],
)
def test_hints_are_in_the_words_of_the_form(
    answers: str,
    rest: str,
    sheet: str,
    row: str | int,
    word: str,
    value: str,
    code: str,
    hint: str,
    tmp_path: Path,
) -> None:
    filling = Filling(tmp_path, answers, rest or RECORD)
    if sheet == CLAIMS_SHEET:
        for column, words in (
            (ClaimColumn.RULE, "one-001 全てを見る規則"),
            (ClaimColumn.KIND, "該当しない"),
            (ClaimColumn.REASON, "使わない"),
        ):
            filling.put(sheet, row, column, words)
    name = filling.put(sheet, row, word, value)
    [fault] = filling.diagnostics()
    assert (fault.code, fault.place.cell) == (code, f"「{sheet}」{name}")
    assert hint in str(fault.hint)
    assert "事実" not in f"{fault.hint}{fault.message}"


def test_a_claim_that_a_rule_does_not_allow_is_named_by_its_words(tmp_path: Path) -> None:
    rest = "claims: [{rule: one-001, claim: alternative, reason: 代わりがある}]\n"
    filling = Filling(tmp_path, rest=rest)
    rule = filling.pack / "one" / "one-001.yaml"
    text = rule.read_text(encoding="utf-8")
    rule.write_text(text.replace("[not_applicable, alternative]", "[not_applicable]"), "utf-8")
    [fault] = filling.diagnostics()
    assert (
        fault.message
        == "規則「one-001」では、「代わりの措置がある」（alternative）の申出はできません"
    )
    assert fault.hint == "できる申出は 「該当しない」（not_applicable） です"


def test_a_claim_wants_all_its_parts(tmp_path: Path) -> None:
    rest = "claims: [{rule: one-001, claim: alternative, reason: 代わりがある}]\n"
    filling = Filling(tmp_path, rest=rest)
    assert filling.written()["claims"][0]["claim"] == "alternative"
    sheet = filling.sheet(CLAIMS_SHEET)
    row = next(
        cell.row for cells in sheet.iter_rows() for cell in cells if cell.value == "代わりがある"
    )
    assert row is not None
    filling.put(CLAIMS_SHEET, row, ClaimColumn.REASON, None)
    assert [each.message for each in filling.diagnostics()] == [
        "申出の行に、「理由」が書かれていません"
    ]


# The form as a whole.


@pytest.mark.parametrize("sheet", [CASE_SHEET, CHECKLIST_SHEET])
def test_a_workbook_without_its_main_sheets_is_no_form(sheet: str, tmp_path: Path) -> None:
    filling = Filling(tmp_path)
    del filling.book[sheet]
    assert [each.code for each in filling.diagnostics()] == ["E340"]


@pytest.mark.parametrize(
    ("row", "value", "code"),
    [
        ("case.id", "令和3-1", "E349"),
        ("case.title", "導入について", "E313"),
        ("case.revision", 0, "E349"),
        ("case.revision", "初版", "E342"),
        ("case.submitted_on", "きのう", "E343"),
        ("profile", "ない区分", "E318"),
        ("form.version", 99, "E340"),
    ],
)
def test_a_case_that_cannot_be_read_is_a_fault_with_its_cell(
    row: str, value: Any, code: str, tmp_path: Path
) -> None:
    filling = Filling(tmp_path)
    name = filling.put(CASE_SHEET, row, "記入欄", value)
    assert filling.faults() == [f"{code} 「{CASE_SHEET}」{name}"]


def test_a_form_of_another_version_of_the_pack_says_so(tmp_path: Path) -> None:
    filling = Filling(tmp_path)
    filling.put(CASE_SHEET, "pack.version", "記入欄", "0.9.0")
    [notice] = filling.notices()
    assert "様式の規則集の版は「0.9.0」ですが、「1.0.0」で読みました" in notice


def test_notes_are_read_by_what_they_are_about(tmp_path: Path) -> None:
    rest = "notes: {agreed: {source: minutes, quote: 議事録の言葉, detail: 内容}}\n"
    filling = Filling(tmp_path, rest=rest)
    filling.put(NOTES_SHEET, "agreed", "引用・説明", "改めた言葉")
    assert filling.written()["notes"] == {
        "agreed": {"source": "minutes", "quote": "改めた言葉", "detail": "内容"}
    }


# The command.


def test_import_writes_a_submission_that_assess_reads(tmp_path: Path, checklist: Checklist) -> None:
    filling = Filling(tmp_path, "{agreed: true, place: JP}")
    filling.answer("people", "１２")
    filling.book.save(filling.path)
    ran = checklist("import", "form.xlsx", "-o", "out/s.yaml", cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert "■ form.xlsx を読みました\n  回答 3 件" in ran.out
    assert "■ 未入力" in ran.out
    assert "「１２」を 12 と読みました" in ran.out
    shutil.move(tmp_path / "out" / "s.yaml", tmp_path / "read.yaml")
    assert checklist("fmt", "--check", "read.yaml", cwd=tmp_path).code == 0
    assert checklist("assess", "read.yaml", "--as-of", "2021-04-15", cwd=tmp_path).code in (0, 1)


def test_import_writes_over_nothing_unless_told_to(tmp_path: Path, checklist: Checklist) -> None:
    Filling(tmp_path)
    for _ in range(2):
        ran = checklist("import", "form.xlsx", "-o", "s.yaml", cwd=tmp_path)
        assert ran.code == 3
        assert "E323 同じ名前のファイルがあります" in ran.err
    ran = checklist(
        "import", "form.xlsx", "-o", "s.yaml", "--force", "--format", "json", cwd=tmp_path
    )
    assert ran.code == 0
    assert '"blank"' in ran.out


def test_a_fault_leaves_no_file_behind(tmp_path: Path, checklist: Checklist) -> None:
    filling = Filling(tmp_path)
    name = filling.answer("agreed", "両方")
    filling.book.save(filling.path)
    ran = checklist("import", "form.xlsx", "-o", "new.yaml", cwd=tmp_path)
    assert ran.code == 3
    assert f"form.xlsx「チェックリスト」{name}: E342 「同意」: " in ran.err
    assert f"\n{name:>2} | 両方\n   = ヒント: " in ran.err
    assert not (tmp_path / "new.yaml").exists()
