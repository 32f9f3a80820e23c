"""和暦: dates as official documents write them."""

from datetime import date

_ERAS = (
    (date(2019, 5, 1), "令和"),
    (date(1989, 1, 8), "平成"),
    (date(1926, 12, 25), "昭和"),
    (date(1912, 7, 30), "大正"),
    # Before 1873-01-01 Japan's calendar was another one.
    (date(1873, 1, 1), "明治"),
)
_FIRST_YEAR = {"明治": 1868}


def wareki(day: date) -> str:
    """The date in its era; before 明治6年, in the western calendar.

    >>> wareki(date(2019, 5, 1)), wareki(date(2021, 4, 15))
    ('令和元年5月1日', '令和3年4月15日')
    """
    for start, era in _ERAS:
        if day >= start:
            year = day.year - _FIRST_YEAR.get(era, start.year) + 1
            return f"{era}{'元' if year == 1 else year}年{day.month}月{day.day}日"
    return f"西暦{day.year}年{day.month}月{day.day}日"
