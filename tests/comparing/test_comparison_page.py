"""A page as text and as Markdown: nothing is cut off, nothing runs over, nothing is taken for a mark."""

import pytest

from checklist_engine.comparing.page import (
    Block,
    Heading,
    Items,
    Listing,
    Paragraph,
    Table,
    page_markdown,
    page_text,
)
from checklist_engine.ground.widths import width
from checklist_engine.reporting.layout import Canvas

NARROW = Canvas(cells=40, colour=False)
LONG = "再委託先の従業者への監督について、証跡を取れることを求めます"
PAGE: list[Block] = [
    Heading(words="比較", level=1),
    Paragraph(words="前書き"),
    Heading(words="規則", level=2),
    Heading(words="one-001", level=3),
    Paragraph(words="例：適合 → 不適合", strong=True),
    Listing(lines=("answers:", "  agreed: true")),
    Table(head=("項目", "旧", "新"), rows=(("重み", "1", "2"),)),
    Items(entries=("一つ目", "二つ目")),
]


def test_a_page_as_text() -> None:
    assert page_text(PAGE, NARROW) == [
        "━" * 40,
        "比較",
        "━" * 40,
        "    前書き",
        "",
        "■ 規則",
        "  ● one-001",
        "    例：適合 → 不適合",
        "      answers:",
        "        agreed: true",
        "",
        "    項目  旧  新",
        "    ────────────",
        "    重み  1   2",
        "",
        "    ・一つ目",
        "    ・二つ目",
    ]


def test_a_page_as_markdown() -> None:
    assert page_markdown(PAGE) == [
        "# 比較",
        "",
        "前書き",
        "",
        "## 規則",
        "",
        "### one-001",
        "",
        "**例：適合 → 不適合**",
        "",
        "```yaml",
        "answers:",
        "  agreed: true",
        "```",
        "",
        "| 項目 | 旧 | 新 |",
        "|---|---|---|",
        "| 重み | 1 | 2 |",
        "",
        "- 一つ目",
        "- 二つ目",
    ]


@pytest.mark.parametrize("cells", [40, 60, 100])
@pytest.mark.parametrize("row", [("短い", LONG, LONG), (LONG, LONG, LONG), ("a", LONG, "b")])
def test_a_table_keeps_to_its_width_and_loses_nothing(row: tuple[str, ...], cells: int) -> None:
    table = Table(head=("項目", "訂正前", "訂正後"), rows=(row,))
    lines = page_text([table], Canvas(cells=cells, colour=False))
    assert max(map(width, lines)) <= cells
    columns = "".join(lines[2:]).replace(" ", "")
    assert sorted(columns) == sorted("".join(row))


def test_lines_inside_a_cell_stay_lines() -> None:
    table = Table(head=("項目", "内容"), rows=(("手引", "一行目\n二行目"),))
    assert page_text([table], NARROW)[2:] == ["    手引  一行目", "          二行目"]
    assert page_markdown([table])[-1] == "| 手引 | 一行目<br>二行目 |"


def test_marks_in_words_are_no_marks() -> None:
    words = "a|b*c*_d_`e`<f>\x1b[31m"
    [line] = page_markdown([Paragraph(words=words)])
    assert line == "a|b\\*c\\*\\_d\\_\\`e\\`\\<f>�[31m"
    cell = page_markdown([Table(head=("a",), rows=((words,),))])[-1]
    assert cell.startswith("| a\\|b")
    assert "\x1b" not in "".join(page_text([Paragraph(words=words)], NARROW))
