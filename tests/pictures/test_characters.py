"""Characters that nobody sees are named; those that belong to writing stay."""

import unicodedata

import pytest

from checklist_engine.pictures.characters import visible


@pytest.mark.parametrize(
    "character",
    ["\u200c", "\u2028", "\u2029", "\xad", "\u034f", "\u3164", "\u115f", "\uffa0", "\U000e0041"],
)
def test_what_is_blank_or_hides_words_is_named(character: str) -> None:
    assert visible(f"前{character}後") == f"前〔U+{ord(character):04X}〕後"


@pytest.mark.parametrize(
    "words",
    [
        "が\u3099",
        "葛\U000e0100城市",
        "e\u0302\u0301\u0323",
        "👩\u200d👧",
        "\ufe0f\u20e31",
        "ﾊﾟ\tタブ\n行",
    ],
)
def test_what_belongs_to_a_letter_stays(words: str) -> None:
    assert visible(words) == words


def test_a_tower_of_marks_is_cut_down_and_counted() -> None:
    assert visible("あ" + "\u0301\u0302" * 50 + "い") == "あ\u0301\u0302\u0301〔重ね字97字〕い"


def test_no_character_of_a_kind_that_is_never_seen_is_left() -> None:
    # Format and control characters, but for those that emoji, Arabic numbers and scripts are made of.
    joining = {"\t", "\n", "\u200d"}
    left = {
        chr(code)
        for code in range(0x3000)
        if unicodedata.category(chr(code)) in ("Cc", "Cf", "Zl", "Zp")
        and visible(chr(code)) == chr(code)
    }
    assert left - joining == {
        chr(each) for each in (*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2)
    }
