"""Widths on a terminal: what is full-width takes two cells, and no line begins with 「。」."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklist_engine.ground.widths import fold, pad, width

CLOSING = "、。，．）」』】〕・ー！？"
words = st.text(alphabet="あ漢ア。、」ab 1-（", max_size=40)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", 0),
        ("abc", 3),
        ("国内", 4),
        ("国内 JP", 7),
        ("ｶﾀｶﾅ", 4),
        ("（１）", 6),
        ("○×△", 3),
        ("か\u3099", 2),
        ("e\u0301", 1),
    ],
)
def test_width_counts_cells(text: str, cells: int) -> None:
    assert width(text) == cells


def test_padding_fills_up_to_a_width_and_cuts_nothing() -> None:
    assert pad("国", 5) + "|" == "国   |"
    assert pad("国内", 3) == "国内"


@pytest.mark.parametrize(
    ("text", "cells", "lines"),
    [
        ("", 10, [""]),
        ("認める", 6, ["認める"]),
        ("認めるもの", 6, ["認める", "もの"]),
        ("認める。ただし", 6, ["認め", "る。た", "だし"]),
        ("「認める」", 8, ["「認め", "る」"]),
        ("一行目\n二行目", 20, ["一行目", "二行目"]),
        ("system が id-001 である", 12, ["system が", "id-001 であ", "る"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
    ],
)
def test_folding_keeps_closing_marks_off_the_start_of_a_line_and_words_whole(
    text: str, cells: int, lines: list[str]
) -> None:
    assert fold(text, cells) == lines


def test_a_closing_mark_goes_down_with_the_character_before_it_even_in_a_narrow_column() -> None:
    assert fold("ああ。い", 4) == ["あ", "あ。", "い"]


@settings(max_examples=200, deadline=None, derandomize=True)
@given(words, st.integers(min_value=4, max_value=30))
def test_folding_loses_nothing_but_spaces_at_the_end_of_a_line(text: str, cells: int) -> None:
    lines = fold(text, cells)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line) <= cells for line in lines[:-1])
    assert width(lines[-1].rstrip()) <= cells


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(alphabet="あ漢ア。、」", max_size=40), st.integers(min_value=10, max_value=30))
def test_a_line_begins_with_a_closing_mark_only_after_a_line_full_of_them(
    text: str, cells: int
) -> None:
    lines = fold(text, cells)
    for before, line in pairwise(lines):
        if line and line[0] in CLOSING:
            assert all(character in CLOSING for character in before[2:])
