"""Dates as people write them: 令和6年4月1日, R6.4.1, 2024/4/1, in full-width digits, too."""

import re
import unicodedata
from datetime import date

from checklist_engine.ground.wareki import wareki

_ERAS = {
    "令和": ("令", "R", 2019),
    "平成": ("平", "H", 1989),
    "昭和": ("昭", "S", 1926),
    "大正": ("大", "T", 1912),
    "明治": ("明", "M", 1868),
}
_NAMES = {name: era for era, (short, letter, _) in _ERAS.items() for name in (era, short, letter)}
_WRITTEN = re.compile(
    rf"(?P<era>{'|'.join(_NAMES)})?(?P<year>元|[0-9]{{1,4}})"
    r"(?:(?P<mark>[-/.])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})"
    r"|年(?P<month_word>[0-9]{1,2})月(?P<day_word>[0-9]{1,2})日)"
)


def read_date(text: str) -> date | None:
    """The date that a text means, or None.

    >>> read_date("R6.4.1"), read_date("平成３１年４月３０日"), read_date("令和40年4月31日")
    (datetime.date(2024, 4, 1), datetime.date(2019, 4, 30), None)
    """
    plain = unicodedata.normalize("NFKC", text).replace(" ", "").upper()
    found = _WRITTEN.fullmatch(plain)
    if found is None:
        return None
    era = _NAMES[found["era"]] if found["era"] else None
    year = 1 if found["year"] == "元" else int(found["year"])
    if era is not None:
        *_, first = _ERAS[era]
        year += first - 1
    elif len(found["year"]) != 4:
        return None
    try:
        day = date(
            year,
            int(found["month"] or found["month_word"]),
            int(found["day"] or found["day_word"]),
        )
    except ValueError:
        return None
    # A day before its era began, or after it ended, is a slip.
    return day if era is None or wareki(day).startswith(era) else None
