"""Layout on a terminal: columns and hanging paragraphs in cells, colours where there are any."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist_engine.ground.widths import width
from checklist_engine.reporting.layout import Canvas, Tone, plain

PLAIN = Canvas(cells=40, colour=False)
COLOURED = Canvas(cells=40, colour=True)


def test_a_paragraph_hangs_behind_its_label() -> None:
    assert PLAIN.hang("条件: ", "再委託先従業者の監督について検討すること", indent=2) == [
        "  条件: 再委託先従業者の監督について検討",
        "        すること",
    ]


def test_a_short_text_is_one_line() -> None:
    assert PLAIN.hang("・", "同意", indent=4) == ["    ・同意"]


def test_no_text_is_still_a_label() -> None:
    assert PLAIN.hang("・", "") == ["・"]


def test_closing_marks_do_not_begin_a_line() -> None:
    narrow = Canvas(cells=20, colour=False)
    assert narrow.hang("", "あいうえおかきくけこ。さ") == ["あいうえおかきくけ", "こ。さ"]


def test_a_table_stands_in_columns_and_folds_its_last() -> None:
    assert PLAIN.table([("ア", "認める", "ふるさと納税"), ("イウ", "－", "授業支援クラウド")]) == [
        "ア    認める  ふるさと納税",
        "イウ  －      授業支援クラウド",
    ]
    narrow = Canvas(cells=24, colour=False)
    assert narrow.table([("a", "あいうえおかきくけこさしすせそ")], indent=1) == [
        " a  あいうえおかきくけこ",
        "    さしすせそ",
    ]


def test_a_table_of_nothing_is_nothing() -> None:
    assert PLAIN.table([]) == []


def test_a_line_goes_all_the_way_across() -> None:
    assert width(PLAIN.rule("━")) <= 80
    assert PLAIN.rule("-") == "-" * 40


@pytest.mark.parametrize("tone", list(Tone))
def test_without_colours_a_word_is_its_word(tone: Tone) -> None:
    assert PLAIN.paint("認める", tone) == "認める"


@pytest.mark.parametrize("tone", [tone for tone in Tone if tone is not Tone.PLAIN])
def test_a_colour_begins_and_ends_with_the_word(tone: Tone) -> None:
    painted = COLOURED.paint("認める", tone)
    assert painted == f"\x1b[{tone.value}m認める\x1b[0m"


def test_nothing_is_not_painted() -> None:
    assert COLOURED.paint("", Tone.BAD) == ""
    assert COLOURED.paint("認める", Tone.PLAIN) == "認める"


def test_colours_take_no_cells() -> None:
    plain = PLAIN.hang("× ", "再委託先従業者の監督について検討すること", tone=Tone.BAD)
    coloured = COLOURED.hang("× ", "再委託先従業者の監督について検討すること", tone=Tone.BAD)
    stripped = [line.replace("\x1b[31m", "").replace("\x1b[0m", "") for line in coloured]
    assert stripped == plain


TEXTS = st.text(alphabet="あ漢、。「」Aa1 ー（）", max_size=60)


@given(label=st.text(alphabet="あ・A ", max_size=5), text=TEXTS, indent=st.integers(0, 6))
def test_no_line_is_wider_than_the_canvas_and_no_character_is_lost(
    label: str, text: str, indent: int
) -> None:
    lines = PLAIN.hang(label, text, indent=indent)
    start = indent + width(label)
    assert all(width(line) <= 40 for line in lines)
    first, *rest = lines
    assert all(line.startswith(" " * start) for line in rest if line.strip())
    words = "".join([first[indent + len(label) :], *(line[start:] for line in rest)])
    assert words.replace(" ", "") == text.replace(" ", "")


def test_what_steers_a_terminal_or_turns_its_text_round_is_taken_out() -> None:
    assert plain("a\x1b[31mb\u202ec\u2066d\ne") == "a�[31mb�c�d\ne"
