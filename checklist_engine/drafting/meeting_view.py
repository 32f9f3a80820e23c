"""What a template sees of the meeting: the words that stand once for all its cases."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from checklist_engine.drafting.dossier import Dossier, View
from checklist_engine.ground.values import FactType
from checklist_engine.ground.wareki import wareki
from checklist_engine.model.facts import Fact
from checklist_engine.model.meeting import Letter, Meeting
from checklist_engine.model.verdicts import Route

BLANK = "○○"
"""What a person fills in; nobody wrote it in the files."""
_NUMBER = "○○第○号"
_WEEKDAYS = "月火水木金土日"
_OPENNESS = {True: "公開", False: "非公開", None: BLANK}
_HOURS = re.compile(r"([0-9]{1,2})[:：]([0-9]{2})\s*[～〜~-]\s*([0-9]{1,2})[:：]([0-9]{2})")
_NOON = 12


def meeting_view(meeting: Meeting, cases: Sequence[View], notifications: Sequence[Dossier]) -> View:
    """The words of a meeting, as `docs/papers.md` lists them; `cases` are the views of its cases."""
    return {
        "id": meeting.id,
        "title": meeting.title,
        "council": meeting.council or "",
        "date": wareki(meeting.date),
        "weekday": f"{_WEEKDAYS[meeting.date.weekday()]}曜日",
        "time": meeting.time or "",
        "hours": hours_words(meeting.time or ""),
        "place": meeting.place or "",
        "is_over": meeting.is_over or bool(meeting.adopted),
        "consulted_by": meeting.consulted_by or BLANK,
        "ground": meeting.ground or "○○条例第○条",
        "notified_under": meeting.notified_under or "○○条例第○条",
        "openness": _OPENNESS[meeting.public],
        "visitors": "○" if meeting.visitors is None else str(meeting.visitors),
        "counts": list(_counts(notifications)),
        "citywide": list(_citywide(cases)),
    }


def letter_view(letter: Letter | None, meeting_day: date) -> View:
    """文書番号 and date of a letter; what nobody wrote is left to be filled in."""
    number = letter.number if letter else None
    day = letter.date if letter else None
    return {
        "number": number or _NUMBER,
        "date": wareki(day) if day else f"{wareki(meeting_day)[:2]}○年○月○日",
    }


def hours_words(time: str) -> str:
    """A span of time in words; what is no span stays as it was written.

    >>> hours_words("10:00～11:30"), hours_words("13:30～15:05"), hours_words("未定")
    ('午前10時から午前11時30分まで', '午後1時30分から午後3時5分まで', '未定')
    """
    found = _HOURS.fullmatch(time.strip())
    if found is None:
        return time
    start, end = _clock(found[1], found[2]), _clock(found[3], found[4])
    return f"{start}から{end}まで" if start and end else time


def _clock(hour: str, minute: str) -> str | None:
    hours, minutes = int(hour), int(minute)
    if hours > 2 * _NOON or minutes >= 60:
        return None
    if (hours, minutes) == (_NOON, 0):
        return "正午"
    half, shown = ("午前", hours) if hours < _NOON else ("午後", hours - _NOON)
    return f"{half}{shown}時{f'{minutes}分' if minutes else ''}"


def _counts(notifications: Sequence[Dossier]) -> Iterator[View]:
    """How many notifications chose each code, of every fact that is chosen from a few."""
    facts: dict[str, Fact] = {}
    for dossier in notifications:
        for path in dossier.index.located:
            fact = dossier.fact(path)
            is_choice = fact.type is FactType.CHOICE and fact.choices is not None
            if is_choice and path == fact.id and path in dossier.asked:
                facts.setdefault(path, fact)
    for path, fact in facts.items():
        chosen = [
            dossier.index.located[path].answer for dossier in notifications if path in dossier.asked
        ]
        rows = [
            {"words": label, "count": chosen.count(code)}
            for code, label in (fact.choices or {}).items()
        ]
        yield {"path": path, "label": fact.label, "rows": rows}


def _citywide(cases: Sequence[View]) -> Iterator[View]:
    """What concerns the whole city, told once however many cases raise it."""
    found: dict[str, list[tuple[object, View]]] = {}
    for case in cases:
        conditions = case["conditions"]
        assert isinstance(conditions, list)
        for condition in conditions:
            if condition["route"] == Route.CITYWIDE.label:
                found.setdefault(condition["text"], []).append((case["item"], condition))
    for text, raised in found.items():
        rules = (rule for _, each in raised for rule in str(each["rules"]).split("、") if rule)
        yield {
            "text": text,
            "subject": raised[0][1]["subject"],
            "items": "、".join(dict.fromkeys(f"諮問{item}" for item, _ in raised)),
            "rules": "、".join(dict.fromkeys(rules)),
        }
