"""Score bars: as long as the score, with their numbers beside them."""

from drawing import check_is_calm, described, parsed, words_of
from hypothesis import given
from hypothesis import strategies as st

from checklist_engine.pictures.score_bars import Interval, score_bars, x_of

POINTS = st.floats(0, 100)


def interval(low: float, high: float, label: str = "端末", *, whole: bool = False) -> Interval:
    return Interval(label=label, low=low, high=high, words=f"{low:.1f}～{high:.1f}", whole=whole)


def bars(picture: str, kind: str) -> list[tuple[float, float]]:
    """Start and length of the bars of a class."""
    return [
        (float(each.get("x", "")), float(each.get("width", "")))
        for each in parsed(picture).iter("rect")
        if each.get("class") == kind
    ]


@given(st.lists(st.tuples(POINTS, POINTS), min_size=1, max_size=30))
def test_bars_stand_in_the_scale_and_words_beside_them(scores: list[tuple[float, float]]) -> None:
    shown = [interval(min(each), max(each)) for each in scores]
    pictures = score_bars("score", "評点", shown)
    check_is_calm(pictures)
    words = [each for picture in pictures for each in words_of(picture)]
    assert [each for each in words if "～" in each] == [each.words for each in shown]


def test_a_bar_is_filled_up_to_what_is_reached_and_open_up_to_what_is_possible() -> None:
    [picture] = score_bars("score", "評点", [interval(25, 75)])
    [(start, reached)] = bars(picture, "pic-reached")
    [(middle, possible)] = bars(picture, "pic-possible")
    assert (start, round(start + reached)) == (x_of(0), round(x_of(25)))
    assert (round(middle), round(middle + possible)) == (round(x_of(25)), round(x_of(75)))


def test_a_settled_score_has_nothing_open_and_a_score_of_nothing_is_seen() -> None:
    [picture] = score_bars("score", "評点", [interval(50, 50), interval(0, 0)])
    assert len(bars(picture, "pic-reached")) == 1
    assert bars(picture, "pic-possible") == []
    assert "pic-zero" in picture


def test_the_scale_is_written_on_every_picture() -> None:
    pictures = score_bars("score", "評点", [interval(10, 20)] * 60)
    assert len(pictures) > 1
    for picture in pictures:
        assert words_of(picture)[:5] == ["0", "25", "50", "75", "100"]


def test_the_description_says_every_score() -> None:
    shown = [interval(1, 2, "全体", whole=True), interval(3, 4)]
    [picture] = score_bars("score", "評点", shown)
    assert described(picture) == ("評点", "全体 1.0～2.0点、端末 3.0～4.0点")


def test_the_whole_stands_out() -> None:
    [picture] = score_bars("score", "評点", [interval(1, 2, "全体", whole=True)])
    assert 'pic-strong" font-size="14"' in picture


def test_a_long_label_is_folded_beside_its_bar() -> None:
    [picture] = score_bars("score", "評点", [interval(1, 2, "個人情報の取扱いに関する" * 9)])
    check_is_calm([picture])
    assert any(each.endswith("…") for each in words_of(picture))
