"""Lettering: words stay in their room."""

from hypothesis import given
from hypothesis import strategies as st

from checklist_engine.ground.widths import width
from checklist_engine.pictures.lettering import folded, height_of, lettering, room_for

NAMES = st.text(st.sampled_from("あ漢ア aA1（）、。"), max_size=200)


@given(NAMES, st.floats(40, 400), st.integers(1, 4))
def test_lines_are_as_wide_as_their_room_and_no_more_than_wanted(
    words: str, room: float, most: int
) -> None:
    lines = folded(words, 12, room, most)
    assert 1 <= len(lines) <= most
    assert all(width(each) * 6 <= room for each in lines)
    assert all(room_for(each, 12) <= room for each in lines) or room < 60


@given(NAMES)
def test_words_that_have_room_are_all_there(words: str) -> None:
    assert folded(words, 12, room_for(words, 12) + 12, 1) == (words.rstrip(" "),) or (
        folded(words, 12, room_for(words, 12) + 12, 1) == (words,)
    )


def test_what_has_no_room_is_shown_to_be_left_out() -> None:
    assert folded("東京都千代田区", 12, 50, 2) == ("東京都千", "代田区")
    assert folded("東京都千代田区霞が関", 12, 50, 2) == ("東京都千", "代田区…")


def test_broad_letters_have_room() -> None:
    assert folded("W" * 100, 10, 105, 1) == ("W" * 8 + "…",)
    assert folded("データW" * 2, 10, 100, 3) == ("データWデータW",)


def test_a_long_name_is_cut_quickly() -> None:
    [first, second] = folded("あ" * 10_000_000, 12, 120, 2)
    assert (len(first), second[-1]) == (10, "…")


def test_a_line_break_in_a_name_is_a_space() -> None:
    assert folded("一\n二", 12, 120, 1) == ("一 二",)


def test_lines_stand_below_each_other() -> None:
    first, second = lettering(("一", "二"), 5, 10, 10).contents
    assert not isinstance(first, str) and not isinstance(second, str)
    assert (first.attributes["y"], second.attributes["y"]) == (21, 35)
    assert height_of(("一", "二"), 10) == 28
