"""SVG: escaped, short, the same each time."""

import math

import pytest
from drawing import described, parsed
from hypothesis import given
from hypothesis import strategies as st

from checklist_engine.pictures.characters import visible
from checklist_engine.pictures.svg import Element, box, line, moved, number, svg

ANY_TEXT = st.text(st.characters(exclude_categories=[]), max_size=30)


def test_words_and_attributes_are_escaped() -> None:
    element = Element("text", {"class": 'a"><svg onload="x'}, ("</svg><script>1 & 2</script>",))
    assert str(element) == (
        '<text class="a&quot;&gt;&lt;svg onload=&quot;x">'
        "&lt;/svg&gt;&lt;script&gt;1 &amp; 2&lt;/script&gt;</text>"
    )


@given(ANY_TEXT, ANY_TEXT)
def test_any_text_comes_back_as_it_can_be_seen(title: str, words: str) -> None:
    picture = svg("p", title, words, (10, 10), Element("g", {"class": words}))
    shown = [visible(each).replace("\r", "\n") for each in (title, words)]
    assert list(described(picture)) == shown
    [group] = parsed(picture).iter("g")
    # A line break in an attribute counts as a space there.
    assert group.get("class") == shown[1].replace("\n", " ").replace("\t", " ")


@given(ANY_TEXT)
def test_what_is_seen_can_be_written_as_utf_8_and_seen_again(words: str) -> None:
    shown = visible(words)
    assert shown.encode().decode() == shown
    assert visible(shown) == shown


@pytest.mark.parametrize(
    "character", ["\x00", "\x1b", "\u200b", "\u200f", "\u202e", "\u2066", "\ufeff", "\ud800"]
)
def test_a_character_that_nobody_sees_is_named(character: str) -> None:
    assert visible(f"前{character}後") == f"前〔U+{ord(character):04X}〕後"


def test_letters_that_join_others_stay() -> None:
    assert visible("葛\U000e0100城市　👩\u200d👧 が") == "葛\U000e0100城市　👩\u200d👧 が"


@given(st.floats(-10_000, 10_000))
def test_a_length_has_one_decimal_at_most(value: float) -> None:
    written = number(value)
    assert math.isclose(float(written), value, abs_tol=0.0501)
    assert len(written.partition(".")[2]) <= 1
    assert written != "-0"


def test_shapes_have_lengths_and_a_class() -> None:
    assert str(box(1, 2.25, 3, 4, "k")) == (
        '<rect class="k" x="1" y="2.2" width="3" height="4" rx="3"/>'
    )
    assert str(moved(1.04, 2, [line(0, 0, 1, 1, "k")])) == (
        '<g transform="translate(1 2)"><line class="k" x1="0" y1="0" x2="1" y2="1"/></g>'
    )
