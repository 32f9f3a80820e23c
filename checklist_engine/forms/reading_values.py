"""Answers as people write them in a cell → raw values of a submission; nothing is guessed."""

import re
import unicodedata
from datetime import date, datetime, time
from decimal import Decimal
from typing import TypeAlias

from checklist_engine.formats.xlsx_cells import (
    CellError,
    CellValue,
    Formula,
    Number,
    Struck,
    cell_words,
    number_of,
    plain_number,
)
from checklist_engine.forms.layout import NO, NONE_CHOSEN, UNANSWERED_PREFIX, YES
from checklist_engine.forms.reading_choices import Options, read_choice, read_choices
from checklist_engine.forms.reading_tables import trimmed
from checklist_engine.forms.reading_understood import NoAnswer, Said, Unclear, briefly, no_answer
from checklist_engine.ground.values import FactType
from checklist_engine.ground.written_dates import read_date
from checklist_engine.model.facts import Fact

Understood: TypeAlias = Said | Unclear | None
"""None: the cell is as good as blank."""

_UNANSWERED = re.compile("未回答(?:[:：](?P<colon>.*)|[(（](?P<brackets>.*)[)）])?", re.DOTALL)
_NOT_YET = re.compile(
    "(照会|確認|検討|調査|調整|協議)中|未定|未確認|不明|(分|わ)から(ない|ず)|[?？]+"
)
_YES = frozenset({YES, "yes", "y", "true", "○", "〇", "◯"})
_NO = frozenset({NO, "no", "n", "false", "×", "✕", "✖"})
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_MINUS = str.maketrans({"−": "-", "‐": "-", "–": "-", "－": "-"})
_KA = re.compile("[ヶヵケカ箇](?=月|所|国|年)")
_WEEKDAY = re.compile(r"\(([月火水木金土日])(曜日?)?\)$")
_WEEKDAYS = "月火水木金土日"


def read_answer(value: CellValue | None, fact: Fact, options: Options) -> Understood:
    """What a cell says in answer to `fact`.

    Args:
        value: what the cell holds.
        fact: of any type but `list`, which a cell can only say 該当なし to.
        options: the options that are printed for it.
    """
    if value is None:
        return None
    if isinstance(value, NoAnswer):
        return no_answer(value)
    words = trimmed(cell_words(value))
    if not words:
        return None
    if (unanswered := read_unanswered(value)) is not None:
        return unanswered
    match fact.type:
        case FactType.TEXT:
            return _text(value)
        case FactType.BOOLEAN:
            return _boolean(value, words)
        case FactType.INTEGER | FactType.NUMBER:
            return _number(value, words, fact.type, fact.unit or "")
        case FactType.DATE:
            return read_day(value)
        case FactType.CHOICE:
            return read_choice(words, options, value)
        case FactType.CHOICES:
            return read_choices(words, options, value)
        case FactType.LIST:
            return _list(words)


def read_unanswered(value: CellValue) -> Said | None:
    """未回答：理由; None where the cell says something else."""
    words = trimmed(value) if isinstance(value, str) else ""
    found = _UNANSWERED.fullmatch(words)
    if found is None:
        return None
    reason = trimmed(found["colon"] or found["brackets"] or "")
    wanted = f"{UNANSWERED_PREFIX}{reason}" if reason else words
    return Said({"unknown": reason} if reason else None, wanted if wanted != words else None)


def read_text(value: CellValue | None) -> Understood:
    """A cell that holds a text."""
    if value is None:
        return None
    return no_answer(value) if isinstance(value, NoAnswer) else _text(value)


def read_whole_number(value: CellValue | None) -> Understood:
    """A cell that holds a whole number without a unit."""
    if value is None or isinstance(value, NoAnswer):
        return read_text(value)
    words = trimmed(cell_words(value))
    return _number(value, words, FactType.INTEGER, "") if words else None


def _text(value: CellValue) -> Said:
    if isinstance(value, str):
        return Said(value, None)
    words = cell_words(value)
    return Said(words, f"文字「{words}」")


def _boolean(value: CellValue, words: str) -> Said | Unclear:
    if isinstance(value, bool):
        return Said(value, YES if value else NO)
    plain = unicodedata.normalize("NFKC", words).rstrip("。.").casefold()
    if plain in _YES or plain in _NO:
        raw = plain in _YES
        wanted = YES if raw else NO
        return Said(raw, None if words == wanted else wanted)
    if YES in plain and NO in plain:
        return Unclear(
            "E342", f"「{YES}」と「{NO}」の両方が書かれています", "どちらか一つにしてください"
        )
    return _misfit(words, f"「{YES}」か「{NO}」")


def _number(value: CellValue, words: str, kind: FactType, unit: str) -> Said | Unclear:
    wanted = "整数" if kind is FactType.INTEGER else "数"
    unit = _plain(unit)
    if isinstance(value, bool | date | time):
        is_now = "はい・いいえ" if isinstance(value, bool) else "日付や時刻"
        return Unclear(
            "E342",
            f"{wanted}を書くところが、{is_now}（{briefly(words)}）になっています",
            "セルの書式を「標準」に戻してから、数を入力し直してください",
        )
    if isinstance(value, Number):
        if value.percent and unit != "%":
            return Unclear(
                "E342",
                f"{wanted}を書くところが、百分率（{briefly(words)}）になっています",
                "セルの書式を「標準」に戻してから、数を入力し直してください",
            )
        raw = value.value * 100 if value.percent else value.value
        return _in_type(_tidy(raw), kind, words, words if value.percent else None)
    plain = _plain(words)
    if unit and plain.endswith(unit):
        plain = plain.removesuffix(unit).strip()
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    if not _NUMBER.fullmatch(plain):
        return _misfit(words, wanted)
    return _in_type(_exact(plain), kind, words, words)


def _in_type(raw: int | Decimal, kind: FactType, words: str, shown: str | None) -> Said | Unclear:
    if kind is FactType.INTEGER and not isinstance(raw, int):
        return Unclear(
            "E342",
            f"整数を書くところに、「{briefly(words)}」が書かれています",
            "小数点のない数にしてください",
        )
    read = plain_number(raw)
    return Said(raw, read if shown is not None and shown != read else None)


def _tidy(raw: int | Decimal) -> int | Decimal:
    found = number_of(str(raw))
    assert found is not None
    return found


def _exact(plain: str) -> int | Decimal:
    value = Decimal(plain)
    return int(value) if value == value.to_integral_value() else value


def _plain(text: str) -> str:
    return _KA.sub("か", unicodedata.normalize("NFKC", text).translate(_MINUS)).strip()


def read_day(value: CellValue | None) -> Understood:
    """A cell that holds a day: as YYYY-MM-DD."""
    match value:
        case None:
            return None
        case Formula() | CellError() | Struck():
            return no_answer(value)
        case datetime():
            day = value.date().isoformat()
            return Said(day, f"{day}（時刻を除く）")
        case date():
            return Said(value.isoformat(), None)
        case str() if trimmed(value):
            return _written_day(trimmed(value))
        case str():
            return None
        case _:
            return Unclear(
                "E343",
                f"日付を書くところに、「{briefly(cell_words(value))}」が書かれています",
                "2021-04-15 又は 令和3年4月15日 のように書いてください",
            )


def _written_day(words: str) -> Said | Unclear:
    plain = unicodedata.normalize("NFKC", words)
    weekday = _WEEKDAY.search(plain)
    day = read_date(_WEEKDAY.sub("", plain))
    if day is None:
        return Unclear(
            "E343",
            f"「{briefly(words)}」がどの日か、決められません",
            "2021-04-15 又は 令和3年4月15日 のように、年、月及び日を全て書いてください",
        )
    if weekday and _WEEKDAYS[day.weekday()] != weekday[1]:
        return Unclear(
            "E343",
            f"「{briefly(words)}」の日付と曜日が合いません"
            f"（{day.isoformat()} は{_WEEKDAYS[day.weekday()]}曜日です）",
            "日付を確かめて、曜日を付けずに書いてください",
        )
    return Said(day.isoformat(), None if words == day.isoformat() else day.isoformat())


def _list(words: str) -> Said | Unclear:
    if unicodedata.normalize("NFKC", words) == NONE_CHOSEN:
        return Said([], None)
    return Unclear(
        "E342",
        f"「{briefly(words)}」は、一覧を記入するシートに書きます",
        f"一つもないときは「{NONE_CHOSEN}」、分からないときは「{UNANSWERED_PREFIX}理由」と書いてください",
    )


def _misfit(words: str, wanted: str) -> Unclear:
    if not_yet := _NOT_YET.search(words):
        return Unclear(
            "E342",
            f"{wanted}を書くところに、「{briefly(words)}」が書かれています",
            f"まだ答えられないときは「{UNANSWERED_PREFIX}{not_yet[0]}」のように書くか、空けておいてください",
        )
    return Unclear(
        "E342",
        f"{wanted}を書くところに、「{briefly(words)}」が書かれています",
        f"{wanted}だけを書き、ほかの言葉は「具体的な内容・対策」に書いてください",
    )
