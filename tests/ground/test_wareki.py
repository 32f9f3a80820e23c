"""和暦: the days on which an era begins, and the days before."""

from datetime import date, timedelta

import pytest

from checklist_engine.ground.wareki import wareki


@pytest.mark.parametrize(
    ("day", "written"),
    [
        ("2021-04-15", "令和3年4月15日"),
        ("2020-02-29", "令和2年2月29日"),
        ("2019-12-31", "令和元年12月31日"),
        ("2019-05-01", "令和元年5月1日"),
        ("2019-04-30", "平成31年4月30日"),
        ("1989-01-08", "平成元年1月8日"),
        ("1989-01-07", "昭和64年1月7日"),
        ("1926-12-25", "昭和元年12月25日"),
        ("1926-12-24", "大正15年12月24日"),
        ("1912-07-30", "大正元年7月30日"),
        ("1912-07-29", "明治45年7月29日"),
        ("1873-01-01", "明治6年1月1日"),
        ("1872-12-31", "西暦1872年12月31日"),
        ("0001-01-01", "西暦1年1月1日"),
    ],
)
def test_a_date_stands_in_its_era(day: str, written: str) -> None:
    assert wareki(date.fromisoformat(day)) == written


def test_the_years_of_an_era_follow_one_another() -> None:
    day, seen = date(1989, 1, 8), []
    while day < date(2019, 5, 1):
        year = wareki(day).partition("年")[0]
        if year not in seen:
            seen.append(year)
        day += timedelta(days=27)
    assert seen == ["平成元", *(f"平成{year}" for year in range(2, 32))]
