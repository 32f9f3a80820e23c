"""A letter with its mark is one character, and what has no such character stays as it is."""

from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklist_engine.ground.composed import composed


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("", ""),
        ("か\u3099", "が"),
        ("は\u309a", "ぱ"),
        ("e\u0301", "é"),
        ("が", "が"),
        # Widths are of the text and stay.
        ("ＪＰ　ｶﾞ①", "ＪＰ　ｶﾞ①"),
        # 﨑 is a letter of its own, and no spelling of 崎.
        ("\ufa11崎髙高", "\ufa11崎髙高"),
        # NFC has another character for these, which are of names.
        ("\ufa19社の\ufa1bか\u3099", "\ufa19社の\ufa1bが"),
        ("\ufa19社", "\ufa19社"),
        ("\U0002f800\u3099は\u309a", "\U0002f800\u3099ぱ"),
        # No character has both.
        ("あ\u3099", "あ\u3099"),
    ],
)
def test_letters_and_marks_become_one_where_there_is_one(text: str, one: str) -> None:
    assert composed(text) == one


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(alphabet="かがはぱ\u3099\u309ae\u0301é\ufa19\U0002f800 \n", max_size=12))
def test_composing_again_changes_nothing_and_nfc_after_it_is_nfc(text: str) -> None:
    assert composed(composed(text)) == composed(text)
    assert normalize("NFC", composed(text)) == normalize("NFC", text)
