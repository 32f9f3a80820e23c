"""Dates as people write them are read; what is no day of the calendar, or of its era, is not."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklist_engine.ground.wareki import wareki
from checklist_engine.ground.written_dates import read_date


@pytest.mark.parametrize(
    "text",
    [
        "2024-04-01", "2024/4/1", "2024.4.1", "2024年4月1日", "２０２４年４月１日", "２０２４／４／１",
        "令和6年4月1日", "令和６年４月１日", "R6.4.1", "r6.4.1", "R6/4/1", "R6-4-1", "Ｒ６．４．１", "R06.04.01",
        "令6.4.1", "令和 6年 4月 1日",
    ],
)  # fmt: skip
def test_one_day_in_many_ways(text: str) -> None:
    assert read_date(text) == date(2024, 4, 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("令和元年5月1日", date(2019, 5, 1)),
        ("R1.5.1", date(2019, 5, 1)),
        ("平成31年4月30日", date(2019, 4, 30)),
        ("H1.1.8", date(1989, 1, 8)),
        ("昭和64年1月7日", date(1989, 1, 7)),
        ("S2.1.1", date(1927, 1, 1)),
        ("大正15年12月24日", date(1926, 12, 24)),
        ("明治45年7月29日", date(1912, 7, 29)),
    ],
)
def test_days_of_each_era(text: str, day: date) -> None:
    assert read_date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "", "4月1日", "24/4/1", "2024-4", "2024-04/01", "2024-13-01", "2024-02-30", "明日", "20240401",
        "R6", "令和0年1月1日", "令和元年4月30日", "平成31年5月1日", "昭和64年1月8日", "R9999.1.1", "X6.4.1",
        "元年1月1日", "2024年4月1日ごろ",
    ],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert read_date(text) is None


@given(st.dates(min_value=date(1873, 1, 1), max_value=date(2100, 12, 31)))
def test_every_day_is_read_as_it_is_written(day: date) -> None:
    assert read_date(wareki(day)) == day
    assert read_date(day.isoformat()) == day
    assert read_date(f"{day.year}/{day.month}/{day.day}") == day
    assert read_date(f"{day.year}年{day.month}月{day.day}日") == day


@given(st.text(alphabet="0123456789年月日令和元平成R.-/ ", max_size=12))
def test_anything_is_a_date_or_none(text: str) -> None:
    found = read_date(text)
    assert found is None or found + timedelta(0) == found
