"""Values in words, where no vocabulary gives them labels."""

from datetime import date
from decimal import Decimal

import pytest

from checklist_engine.ground.value_words import value_words
from checklist_engine.ground.values import Value


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "はい"),
        (False, "いいえ"),
        (1, "1"),
        (0, "0"),
        (-30, "-30"),
        (Decimal("0.5"), "0.5"),
        (Decimal("1E+3"), "1000"),
        ("甲社", "甲社"),
        (date(2021, 4, 15), "2021年4月15日"),
        (frozenset({"mail", "chat"}), "chat、mail"),
        (frozenset(), ""),
    ],
)
def test_a_value_reads_as_a_person_would_say_it(value: Value, words: str) -> None:
    assert value_words(value) == words


def test_a_date_can_be_said_in_its_era() -> None:
    assert value_words(date(2021, 4, 15), in_era=True) == "令和3年4月15日"


def test_an_era_changes_nothing_but_dates() -> None:
    assert value_words(3, in_era=True) == "3"
