"""What stands beside the checklist: claims, drop-downs of lists, lists in lists, long words."""

import io
from pathlib import Path

import openpyxl
import pytest
from filling import DAY, Filling, as_set, typed
from forming import READS_ALL, column_of, field_of, form, opened
from openpyxl.worksheet.worksheet import Worksheet
from packs import FACTS, submission, write_files, write_pack

from checklist_engine.formats.xlsx_book import column_letters
from checklist_engine.forms.layout import CLAIMS_SHEET, ClaimColumn
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.usecases.import_form import import_form, write_submission
from checklist_engine.usecases.write_form import filled_form

CLAIMS = """\
claims:
  - {rule: one-001, claim: not_applicable, reason: "=当たらない\\n理由"}
  - {rule: one-001, element: "parties[a/b]", claim: alternative, reason: 代わりの措置}
"""
CLAIMABLE = READS_ALL.replace(
    "weight: 1\n", "weight: 1\nmay_claim: [not_applicable, alternative]\n"
)
TWO = "{parties: [{id: a, name: 甲社, below: [{id: b}]}]}"


def drop_downs(sheet: Worksheet) -> dict[str, object]:
    """The source of the drop-down of each column, by its letters."""
    return {
        str(each.sqref).split(":")[0].rstrip("0123456789"): each.formula1
        for each in sheet.data_validations.dataValidation
    }


def test_a_claim_is_a_row_in_words(tmp_path: Path) -> None:
    sheet = form(tmp_path, TWO, CLAIMS, files={"one/one-001.yaml": CLAIMABLE})[CLAIMS_SHEET]
    assert [[cell.value for cell in sheet[row]] for row in (3, 4, 5, 6)] == [
        [ClaimColumn.RULE, ClaimColumn.ELEMENT, ClaimColumn.KIND, ClaimColumn.REASON],
        ["one-001 全ての回答", None, "該当しない", "=当たらない\n理由"],
        ["one-001 全ての回答", "parties[a/b]", "代わりの措置がある", "代わりの措置"],
        [None, None, None, None],
    ]
    assert sheet["D4"].data_type == "s"


def test_a_claim_picks_its_rule_and_its_kind(tmp_path: Path) -> None:
    book = form(tmp_path, TWO, CLAIMS, files={"one/one-001.yaml": CLAIMABLE})
    found = drop_downs(book[CLAIMS_SHEET])
    assert found == {"A": "claimable_rules", "B": None, "C": "claim_kinds", "D": None}
    columns = [[cell.value for cell in column] for column in book["選択肢"].iter_cols()]
    assert any("one-001 全ての回答" in column for column in columns)
    assert any(column[:2] == ["該当しない", "代わりの措置がある"] for column in columns)
    for name in ("claimable_rules", "claim_kinds", "evidence_kinds"):
        assert book.defined_names[name].attr_text.startswith("'選択肢'!$")


def test_claims_come_back_as_they_were(tmp_path: Path) -> None:
    filling = Filling(tmp_path, TWO, CLAIMS)
    assert filling.written()["claims"] == [
        {"rule": "one-001", "claim": "not_applicable", "reason": "=当たらない\n理由"},
        {
            "rule": "one-001",
            "element": "parties[a/b]",
            "claim": "alternative",
            "reason": "代わりの措置",
        },
    ]


def test_the_fields_of_a_list_have_the_drop_downs_of_questions(tmp_path: Path) -> None:
    book = form(tmp_path, TWO)
    sheet = book["委託先"]
    found = drop_downs(sheet)

    def source(column_id: str) -> object:
        return found[column_letters(column_of(sheet, column_id, 7))]

    words = {
        name: [cell.value for cell in book["選択肢"][defined.attr_text.split("$")[1]] if cell.value]
        for name, defined in book.defined_names.items()
    }
    assert words[str(source("parties.handles"))] == ["はい", "いいえ", "未回答：照会中"]
    assert words[str(source("parties.papers"))][:2] == ["1 監査報告", "2 名簿"]
    # Whoever stands above is one of the rows; the sites of a party name it.
    assert source("parties@parent") == "'委託先'!$B$8:$B$24"
    inner = drop_downs(book["拠点（委託先）"])
    assert "'委託先'!$B$8:$B$24" in inner.values()


THREE_DEEP = """\
          - id: rooms
            type: list
            label: 部屋
            key: id
            fields:
              - {id: id, type: text, label: 記号}
              - {id: locked, type: boolean, label: 施錠}
"""


def three_deep(folder: Path, answers: str) -> Path:
    """The small pack with a list in a list in a list, and a submission to it."""
    before = "          - {id: abroad"
    assert before in FACTS, FACTS
    facts = FACTS.replace(before, THREE_DEEP + before)
    rule = READS_ALL.replace(
        "where: {.abroad: true}}",
        "where: {.abroad: true, some: {in: .rooms, where: {.locked: true}}}}",
    )
    files = {"facts/main.yaml": facts, "one/one-001.yaml": rule}
    pack = write_pack(folder / "rules" / "small", files)
    write_files(folder, {"s.yaml": submission(answers)})
    return pack


SITES = (
    "{parties: [{id: a, sites: [{id: s, rooms: [{id: r, locked: true}]}]}, "
    "{id: b, sites: [{id: s, abroad: true, rooms: [{id: r, locked: false}, {id: q}]}, {id: t, rooms: []}]}]}"
)


def test_a_list_three_deep_names_the_whole_path_of_what_it_is_in(tmp_path: Path) -> None:
    pack = three_deep(tmp_path, SITES)
    made = filled_form(tmp_path / "s.yaml", pack, None, as_of=DAY, today=DAY)
    book = opened(made.content)
    [name] = [each for each in book.sheetnames if each.startswith("部屋")]
    full_id = "parties.sites.rooms"
    rows = [
        [field_of(book, name, row, f"{full_id}{end}") for end in (".id", "@within", ".locked")]
        for row in range(4)
    ]
    # Sites of different parties may have the same key, so a key does not tell which one it is.
    assert rows == [
        ["r", "parties[a].sites[s]", "はい"],
        ["r", "parties[b].sites[s]", "いいえ"],
        ["q", "parties[b].sites[s]", None],
        [None, None, None],
    ]
    (tmp_path / "form.xlsx").write_bytes(made.content)
    output = tmp_path / "read.yaml"
    imported = import_form(tmp_path / "form.xlsx", output, pack=pack, profile=None, today=DAY)
    assert imported.report.notices == ()
    write_submission(imported, output, force=False)
    assert as_set(typed(tmp_path / "s.yaml", pack)) == as_set(typed(output, pack))


def test_a_key_that_does_not_tell_where_a_room_is_is_a_fault(tmp_path: Path) -> None:
    pack = three_deep(tmp_path, SITES)
    made = filled_form(tmp_path / "s.yaml", pack, None, as_of=DAY, today=DAY)
    book = openpyxl.load_workbook(io.BytesIO(made.content))
    [name] = [each for each in book.sheetnames if each.startswith("部屋")]
    sheet = book[name]
    sheet.cell(8, column_of(sheet, "parties.sites.rooms@within", 7)).value = "s"
    path = tmp_path / "form.xlsx"
    book.save(path)
    with pytest.raises(InvalidFile) as caught:
        import_form(path, tmp_path / "read.yaml", pack=pack, profile=None, today=DAY)
    [fault] = caught.value.diagnostics
    assert fault.code == "E347"
    assert "二つ以上あります" in fault.message
    assert "parties[a].sites[s]" in str(fault.hint)


def test_words_above_the_header_are_kept(tmp_path: Path) -> None:
    filling = Filling(tmp_path, "{agreed: true}")
    sheet = filling.sheet("委託先")
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))
    sheet.insert_rows(1)
    sheet["A1"] = "課長 確認済"
    assert filling.written()["notes"] == {
        "委託先 1行目": {"source": "form", "remark": "課長 確認済"}
    }
    [notice] = filling.notices()
    assert notice == "「委託先」A1 見出しの行より上の言葉を、覚えに残しました"


def test_a_text_that_no_row_can_show_is_announced_with_a_way_out(tmp_path: Path) -> None:
    write_pack(tmp_path / "rules" / "small", {"one/one-001.yaml": READS_ALL})
    notices = []
    for count in (100, 1_000):
        write_files(tmp_path, {"s.yaml": submission(f"{{note: {'長い文' * count}}}")})
        notices.append(filled_form(tmp_path / "s.yaml", None, None, as_of=DAY, today=DAY).notices)
    assert notices[0] == ()
    [notice] = notices[1]
    assert "「チェックリスト」の" in notice
    assert "列の幅を広げるか" in notice


def test_a_result_of_very_many_findings_is_cut_short_so_that_the_form_is_read_back(
    tmp_path: Path,
) -> None:
    each_party = """\
id: one-002
title: 取扱い
gate: advisory
weight: 1
for_each: {in: parties}
require: {.handles: true}
"""
    files = {"one/one-001.yaml": READS_ALL, "one/one-002.yaml": each_party}
    pack = write_pack(tmp_path / "rules" / "small", files)
    parties = ", ".join(f"{{id: p{number}, handles: true}}" for number in range(400))
    write_files(tmp_path, {"s.yaml": submission(f"{{parties: [{parties}]}}")})
    made = filled_form(tmp_path / "s.yaml", None, None, as_of=DAY, today=DAY)
    sheet = opened(made.content)["評価結果"]
    words = [cell.value for cells in sheet.iter_rows() for cell in cells if cell.value]
    assert "ほか 100 件（checklist assess で全て見られます）" in words
    assert sheet.max_row < 700
    (tmp_path / "form.xlsx").write_bytes(made.content)
    output = tmp_path / "read.yaml"
    read = import_form(tmp_path / "form.xlsx", output, pack=pack, profile=None, today=DAY)
    assert read.report.lists() == {"委託先": 400}
