"""もしかして: near names are offered, far ones are not."""

import pytest

from checklist_engine.ground.near_misses import nearest

KNOWN = ["hosting.country", "auth.password", "data.personal", "data.cards", "JP", "OTHER"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("hosting.contry", "hosting.country"),
        ("auth.pasword", "auth.password"),
        ("jp", "JP"),
        ("Other", "OTHER"),
        ("card.cards", "data.cards"),
        ("country", "hosting.country"),
        ("password", "auth.password"),
        ("zzz", None),
        ("", None),
    ],
)
def test_the_nearest_name_is_the_one_probably_meant(written: str, meant: str | None) -> None:
    assert nearest(written, KNOWN) == meant


def test_the_last_word_decides_only_where_one_name_has_it() -> None:
    assert nearest("country", ["longer.first.country", "another.second.word"]) is not None
    assert nearest("country", ["longer.first.country", "another.second.country"]) is None


def test_of_nothing_known_nothing_is_near() -> None:
    assert nearest("a", []) is None


def test_a_name_that_differs_by_case_only_wins_over_a_similar_one() -> None:
    assert nearest("abcd", ["abce", "ABCD"]) == "ABCD"
