"""Workbooks as plain data: what each kind of cell holds, whoever saved it."""

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hostile import parts_of, relations, row, sheet, text, zipped
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from checklist_engine.formats.xlsx_cells import (
    Area,
    CellError,
    CellValue,
    Formula,
    Number,
    Struck,
    cell_words,
    moment_of,
    number_of,
)
from checklist_engine.formats.xlsx_reading import read_workbook
from checklist_engine.ground.places import Place

Write = Callable[[str, str | bytes], Path]
DAYS = (
    '<numFmts count="3"><numFmt numFmtId="164" formatCode="[$-411]ggge&quot;年&quot;m&quot;月&quot;"/>'
    '<numFmt numFmtId="165" formatCode="#,##0&quot;m2&quot;"/><numFmt numFmtId="166" formatCode="0.0%"/></numFmts>'
    '<cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/>'
    '<xf numFmtId="166"/><xf numFmtId="57"/></cellXfs>'
    '<dxfs><dxf><numFmt numFmtId="165" formatCode="yyyy"/></dxf></dxfs>'
)


def cell_of(write: Write, cell: str, **parts: str) -> CellValue | None:
    """What the only cell of a workbook holds."""
    path = write("a.xlsx", zipped(parts_of(row(1, cell), **parts)))  # type: ignore[arg-type]
    return read_workbook(path).sheets[0].at(1, 1)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="A1"><v>12</v></c>', Number(value=12)),
        ('<c r="A1"><v>0.30000000000000004</v></c>', Number(value=Decimal("0.3"))),
        ('<c r="A1"><v>1.0000000000000001E-5</v></c>', Number(value=Decimal("0.00001"))),
        ('<c r="A1"><v>1E+3</v></c>', Number(value=1000)),
        ('<c r="A1" t="n"><v>-0</v></c>', Number(value=0)),
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="b"><v>0</v></c>', False),
        ('<c r="A1" t="b"><f>TRUE()</f><v>1</v></c>', True),
        ('<c r="A1" t="e"><v>#REF!</v></c>', CellError(code="#REF!")),
        ('<c r="A1"><f>A2+1</f><v>3</v></c>', Formula(text="A2+1")),
        ('<c r="A1"><f t="shared" si="0"/><v>3</v></c>', Formula(text="")),
        ('<c r="A1" t="str"><v>文</v></c>', "文"),
        ('<c r="A1" t="d"><v>2021-04-15</v></c>', date(2021, 4, 15)),
        ('<c r="A1" t="d"><v>2021-04-15T10:30:00</v></c>', datetime(2021, 4, 15, 10, 30)),  # noqa: DTZ001
        ('<c r="A1" s="1"><v>44301</v></c>', date(2021, 4, 15)),
        ('<c r="A1" s="1"><v>44301.4375</v></c>', datetime(2021, 4, 15, 10, 30)),  # noqa: DTZ001
        ('<c r="A1" s="2"><v>44301</v></c>', date(2021, 4, 15)),
        ('<c r="A1" s="5"><v>44301</v></c>', date(2021, 4, 15)),
        ('<c r="A1" s="1"><v>0.4375</v></c>', time(10, 30)),
        ('<c r="A1" s="3"><v>44301</v></c>', Number(value=44301)),
        ('<c r="A1" s="4"><v>0.5</v></c>', Number(value=Decimal("0.5"), percent=True)),
        ('<c r="A1" s="99"><v>5</v></c>', Number(value=5)),
        ('<c r="A1" s="1"/>', None),
        ('<c r="A1"><v></v></c>', None),
        ("<c><v>7</v></c>", Number(value=7)),
    ],
)
def test_a_cell_is_what_excel_means_by_it(write: Write, cell: str, value: CellValue | None) -> None:
    assert cell_of(write, cell, styles=DAYS) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("<t>日本</t>", "日本"),
        ('<t xml:space="preserve"> 前後 </t>', " 前後 "),
        ("<r><rPr><b/></rPr><t>太</t></r><r><t>字</t></r>", "太字"),
        (
            '<t>委託先</t><rPh sb="0" eb="3"><t>イタクサキ</t></rPh><phoneticPr fontId="1"/>',
            "委託先",
        ),
        ("<t>一行目_x000D_\n二行目</t>", "一行目\n二行目"),
        ("<t>_x005F_x0041_</t>", "_x0041_"),
        ("<t>_xD83D__xDE00_</t>", "😀"),
        ("<t>&lt;b&gt; &amp;amp;</t>", "<b> &amp;"),
        ("<t>か\u3099</t>", "が"),
        ("<r><t>か</t></r><r><t>\u3099</t></r>", "が"),
        ("<t></t>", None),
    ],
)
def test_a_text_is_read_without_its_readings(write: Write, words: str, value: str | None) -> None:
    assert cell_of(write, f'<c r="A1" t="inlineStr"><is>{words}</is></c>') == value
    assert cell_of(write, '<c r="A1" t="s"><v>0</v></c>', shared=f"<si>{words}</si>") == value


def test_days_are_counted_from_1904_where_the_workbook_says_so(write: Write) -> None:
    book = '<workbookPr date1904="1"/>'
    cell = '<c r="A1" s="1"><v>42839</v></c>'
    assert cell_of(write, cell, styles=DAYS, book=book) == date(2021, 4, 15)


@pytest.mark.parametrize(
    ("serial", "day"),
    [
        (1, date(1900, 1, 1)),
        (59, date(1900, 2, 28)),
        (60, None),
        (61, date(1900, 3, 1)),
        (2_958_465, date(9999, 12, 31)),
        (2_958_466, None),
        (-1, None),
        (0, None),
    ],
)
def test_the_calendar_of_excel_has_its_day_too_many(serial: int, day: date | None) -> None:
    assert moment_of(serial, since_1904=False) == day


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("9.9999999999999995E-2", Decimal("0.1")),
        ("1E+20", Decimal("1E+20")),
        ("inf", None),
        ("", None),
    ],
)
def test_noise_behind_the_fifteenth_digit_is_none_of_the_number(
    words: str, value: Decimal | None
) -> None:
    assert number_of(words) == value


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Number(value=Decimal("0.125"), percent=True), "12.5%"),
        (Number(value=Decimal("1E-7")), "0.0000001"),
        (True, "TRUE"),
        (date(2021, 4, 5), "2021-04-05"),
        (time(9, 5), "09:05"),
        (Formula(text="SUM(A1:A2)"), "=SUM(A1:A2)"),
        (CellError(code="#N/A"), "#N/A"),
    ],
)
def test_a_cell_is_named_by_what_a_person_sees_in_it(value: CellValue, words: str) -> None:
    assert cell_words(value) == words


def test_a_place_names_sheet_and_cell_and_what_is_in_it(write: Write) -> None:
    book = read_workbook(write("a.xlsx", zipped(parts_of(row(12, text("AB12", "はい、いいえ"))))))
    place = book.place(book.sheets[0], 12, 28)
    assert str(place).endswith("a.xlsx「表」AB12")
    assert place == Place(
        file=book.file, line=12, column=28, cell="「表」AB12", excerpt="はい、いいえ"
    )
    assert book.place(book.sheets[0], 1, 1).excerpt == ""


def test_rows_stand_from_above_and_cells_from_the_left_whatever_the_file_says(write: Write) -> None:
    rows = row(7, text("C7", "c"), text("A7", "a")) + row(2, text("B2", "b"))
    dimension = '<dimension ref="A1:XFD1048576"/>'
    content = sheet(rows).replace("<sheetData>", f"{dimension}<sheetData>")
    parts = parts_of(changed={"xl/worksheets/sheet1.xml": content})
    found = read_workbook(write("a.xlsx", zipped(parts))).sheets[0]
    assert [(number, list(cells.values())) for number, cells in found.rows.items()] == [
        (2, ["b"]),
        (7, ["a", "c"]),
    ]


def test_what_openpyxl_writes_is_read_as_it_was(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    first.title = "委託先"
    first.append(["あ\nい", 12, 0.1 + 0.2, True, date(2021, 4, 15), "=1+1", "  前後  "])
    first["A2"] = "注"
    first["A2"].comment = Comment("見直すこと", "担当")
    first.merge_cells("A3:B4")
    hidden = book.create_sheet("隠した表")
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    read = read_workbook(tmp_path / "a.xlsx")
    one, other = read.sheets
    assert [*one.rows[1].values()] == [
        "あ\nい",
        Number(value=12),
        Number(value=Decimal("0.3")),
        True,
        date(2021, 4, 15),
        Formula(text="1+1"),
        "  前後  ",
    ]
    assert one.comments == {(2, 1): "見直すこと"}
    assert one.merged == (Area(top=3, left=1, bottom=4, right=2),)
    assert (one.is_hidden, other.is_hidden) == (False, True)
    assert list(other.values()) == []


def test_pictures_and_text_boxes_are_counted(write: Write) -> None:
    drawing = '<wsDr xmlns:a="b"><sp><txBody/></sp><pic/></wsDr>'
    parts = parts_of(
        changed={
            "xl/worksheets/_rels/sheet1.xml.rels": relations(
                ("r1", "drawing", "../drawings/d.xml")
            ),
            "xl/drawings/d.xml": drawing,
        }
    )
    assert read_workbook(write("a.xlsx", zipped(parts))).sheets[0].pictures == 2


def test_an_address_of_the_web_that_excel_made_a_link_of_is_no_harm(write: Write) -> None:
    link = relations(outside=[("hyperlink", "https://example.jp/")])
    parts = parts_of(
        row(1, text("A1", "https://example.jp/")),
        changed={"xl/worksheets/_rels/sheet1.xml.rels": link},
    )
    assert read_workbook(write("a.xlsx", zipped(parts))).sheets[0].at(1, 1) == "https://example.jp/"


def test_a_workbook_of_the_strict_kind_is_read_too(write: Write) -> None:
    parts = {
        name: str(content)
        .replace(
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            "http://purl.oclc.org/ooxml/spreadsheetml/main",
        )
        .replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, content in parts_of(row(1, text("A1", "文"))).items()
    }
    assert read_workbook(write("a.xlsx", zipped(parts))).sheets[0].at(1, 1) == "文"


STRUCK = (
    '<fonts><font/><font><strike/></font><font><strike val="0"/></font></fonts>'
    '<cellXfs><xf fontId="0"/><xf fontId="1"/><xf fontId="2"/><xf fontId="1" numFmtId="14"/></cellXfs>'
    "<dxfs><dxf><font><strike/></font></dxf></dxfs>"
)
NOT_STRUCK = '<strike val="false"/>'
TWO_RUNS = "<r><rPr>{}</rPr><t>はい</t></r><r><t>いいえ</t></r>"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="A1" s="1" t="inlineStr"><is><t>はい</t></is></c>', Struck(words="はい")),
        ('<c r="A1" s="2" t="inlineStr"><is><t>はい</t></is></c>', "はい"),
        ('<c r="A1" s="0" t="inlineStr"><is><t>はい</t></is></c>', "はい"),
        ('<c r="A1" s="1"><v>12</v></c>', Struck(words="12")),
        ('<c r="A1" s="3"><v>44301</v></c>', Struck(words="2021-04-15")),
        ('<c r="A1" s="1"><f>A2</f><v>12</v></c>', Formula(text="A2")),
        ('<c r="A1" s="1"/>', None),
        (
            f'<c r="A1" t="inlineStr"><is>{TWO_RUNS.format("<strike/>")}</is></c>',
            Struck(words="はいいいえ"),
        ),
        (
            f'<c r="A1" t="inlineStr"><is>{TWO_RUNS.format(NOT_STRUCK)}</is></c>',
            "はいいいえ",
        ),
        (f'<c r="A1" t="inlineStr"><is>{TWO_RUNS.format("<b/>")}</is></c>', "はいいいえ"),
        ('<c r="A1" t="s"><v>0</v></c>', "残す"),
        ('<c r="A1" t="s"><v>1</v></c>', Struck(words="消す")),
        ('<c r="A1" t="s"><v>2</v></c>', "　残す"),
    ],
    ids=range(13),
)
def test_words_that_are_crossed_out_are_told_from_others(
    write: Write, cell: str, value: CellValue | None
) -> None:
    shared = (
        "<si><t>残す</t></si><si><r><rPr><strike/></rPr><t>消す</t></r></si>"
        "<si><r><rPr><strike/></rPr><t>　</t></r><r><t>残す</t></r></si>"
    )
    assert cell_of(write, cell, styles=STRUCK, shared=shared) == value
