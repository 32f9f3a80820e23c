"""Sheets: blocks in their order, none cut in two, on as few pictures as they need."""

from itertools import accumulate, pairwise

from drawing import check_is_calm, described, parsed, words_of
from hypothesis import given
from hypothesis import strategies as st

from checklist_engine.pictures.lettering import SMALL, lettering
from checklist_engine.pictures.sheets import TALLEST, WIDTH, Block, sheets


def block(words: str, height: float = 40) -> Block:
    return Block(height, (lettering((words,), 0, 0, SMALL),))


def heights(pictures: tuple[str, ...]) -> list[float]:
    return [float(parsed(each).get("height", "0")) for each in pictures]


@given(st.lists(st.integers(1, 600), min_size=1, max_size=30))
def test_every_block_stands_once_and_in_order(tall: list[int]) -> None:
    blocks = [block(str(at), height) for at, height in enumerate(tall)]
    pictures = sheets("p", "題名", ["文"], blocks)
    drawn = [words for each in pictures for words in words_of(each)]
    assert drawn == [str(at) for at in range(len(tall))]
    assert sum(heights(pictures)) == sum(tall)


@given(st.lists(st.integers(1, 400), min_size=1, max_size=30))
def test_a_picture_is_no_taller_than_half_a_page_and_no_two_would_fit_one(tall: list[int]) -> None:
    pictures = sheets("p", "題名", ["文"], [block("字", each) for each in tall])
    assert max(heights(pictures)) <= TALLEST
    starts = [0, *accumulate(map(round, heights(pictures)))]
    firsts = dict(zip([0, *accumulate(tall)], tall, strict=False))
    for start, end in pairwise(starts[:-1]):
        assert end - start + firsts[end] > TALLEST


def test_a_block_that_is_taller_than_half_a_page_has_a_picture_of_its_own() -> None:
    pictures = sheets("p", "題名", ["文"], [block("低"), block("高", 900), block("低")])
    assert heights(pictures) == [40, 900, 40]
    check_is_calm(pictures)


def test_a_heading_stands_on_every_picture() -> None:
    heading = block("見出し", 20)
    pictures = sheets("p", "題名", ["文"], [block("字", 390)] * 3, heading)
    assert [words_of(each) for each in pictures] == [["見出し", "字"]] * 3
    assert heights(pictures) == [410] * 3


def test_one_picture_has_the_title_and_several_say_which_they_are() -> None:
    [alone] = sheets("p", "題名", ["甲", "乙"], [block("字")])
    assert described(alone) == ("題名", "甲。乙")
    first, second = sheets("p", "題名", ["甲", "乙"], [block("字", 400)] * 2)
    assert described(first) == ("題名（1／2）", "甲。乙")
    assert described(second) == ("題名（2／2）", "題名の続き")


def test_nobody_has_to_listen_to_hundreds() -> None:
    [picture] = sheets("p", "題名", [f"文{at}" for at in range(12)], [block("字")])
    assert described(picture)[1].endswith("文10。文11")
    [picture] = sheets("p", "題名", [f"文{at}" for at in range(200)], [block("字")])
    assert described(picture)[1].endswith("文10。文11。ほか188件は、図の後に書いてあります")


def test_no_block_is_no_picture() -> None:
    assert sheets("p", "題名", [], []) == ()
    assert sheets("p", "題名", [], [], block("見出し")) == ()


def test_a_block_of_nothing_keeps_its_room() -> None:
    [picture] = sheets("p", "題名", ["文"], [block("上"), Block(12, ()), block("下")])
    assert parsed(picture).get("width") == f"{WIDTH:.0f}"
    assert heights((picture,)) == [92]
