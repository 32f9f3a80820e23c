"""Value types of facts: what an answer may be, and how a raw value of a file becomes one."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TypeAlias

from checklist_engine.ground.lazy_dataclasses import dataclass

Value: TypeAlias = bool | int | Decimal | str | date | frozenset[str]
"""A typed answer; `choices` is the frozenset of the codes chosen."""


class FactType(Enum):
    """事実の型. `list` holds elements, all others a Value."""

    BOOLEAN = "boolean"
    CHOICE = "choice"
    CHOICES = "choices"
    INTEGER = "integer"
    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    LIST = "list"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    FactType.BOOLEAN: "はい・いいえ（true・false）",
    FactType.CHOICE: "選択肢から一つ",
    FactType.CHOICES: "選択肢からいくつでも",
    FactType.INTEGER: "整数",
    FactType.NUMBER: "数値",
    FactType.TEXT: "文",
    FactType.DATE: "日付",
    FactType.LIST: "一覧",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfit:
    """Why a raw value is none of the wanted type; `code` is the undeclared code, if that is why."""

    message: str
    hint: str | None = None
    code: str | None = None


def typed(raw: object, wanted: FactType, codes: Mapping[str, str] | None) -> Value | Misfit:
    """The value of `raw` as the type `wanted`.

    Args:
        raw: a scalar or list of a file: bool, int, Decimal, str or list of these.
        wanted: any type but LIST.
        codes: the choices (code to label) of CHOICE and CHOICES; None takes any code.
    """
    match wanted:
        case FactType.BOOLEAN if isinstance(raw, bool):
            return raw
        case FactType.INTEGER if isinstance(raw, int) and not isinstance(raw, bool):
            return raw
        case FactType.NUMBER if isinstance(raw, int | Decimal) and not isinstance(raw, bool):
            return Decimal(raw)
        case FactType.TEXT if isinstance(raw, str):
            return unicodedata.normalize("NFC", raw)
        case FactType.DATE if isinstance(raw, str):
            return _typed_date(raw)
        case FactType.CHOICE if isinstance(raw, str):
            return _typed_code(raw, codes)
        case FactType.CHOICES if isinstance(raw, list):
            return _typed_codes(raw, codes)
        case _:
            return _mismatch(raw, wanted)


_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _typed_date(raw: str) -> date | Misfit:
    if not _DATE.fullmatch(raw):
        return Misfit(
            message=f"「{raw}」は日付の書き方ではありません",
            hint="2021-04-15 のように、西暦4桁-月2桁-日2桁を半角で書いてください",
        )
    try:
        return date.fromisoformat(raw)
    except ValueError:
        return Misfit(
            message=f"「{raw}」という日付は暦にありません", hint="月と日を確かめてください"
        )


def _typed_code(raw: str, codes: Mapping[str, str] | None) -> str | Misfit:
    code = unicodedata.normalize("NFC", raw)
    if codes is None or code in codes:
        return code
    by_label = [known for known, label in codes.items() if label == code]
    listed = "、".join(f"{known}（{label}）" for known, label in codes.items())
    return Misfit(
        message=f"「{raw}」は選択肢にありません",
        hint=f"「{by_label[0]}」と書いてください" if by_label else f"選択肢は {listed} です",
        code=code,
    )


def _typed_codes(raw: list[object], codes: Mapping[str, str] | None) -> frozenset[str] | Misfit:
    chosen: list[str] = []
    for entry in raw:
        code = _typed_code(entry, codes) if isinstance(entry, str) else None
        if code is None:
            return _mismatch(entry, FactType.CHOICE)
        if isinstance(code, Misfit):
            return code
        if code in chosen:
            return Misfit(message=f"「{code}」が二度書かれています", hint="一つにしてください")
        chosen.append(code)
    return frozenset(chosen)


def _mismatch(raw: object, wanted: FactType) -> Misfit:
    return Misfit(
        message=f"{wanted.label}を書くところに、{shown(raw)}が書かれています",
        hint=_mismatch_hint(raw, wanted),
    )


def _mismatch_hint(raw: object, wanted: FactType) -> str:
    scalar = isinstance(raw, bool | int | Decimal)
    match wanted:
        case FactType.TEXT | FactType.CHOICE if scalar:
            return '引用符で囲むと文になります（例: "0123"）'
        case FactType.BOOLEAN:
            return "true（はい）か false（いいえ）を、引用符を付けずに書いてください"
        case FactType.INTEGER:
            return "半角の数字だけで書いてください（小数点、桁区切り、単位、引用符は付けません）"
        case FactType.NUMBER:
            return "半角の数字で書いてください（桁区切り、単位、引用符は付けません）"
        case FactType.DATE:
            return "2021-04-15 のように、西暦4桁-月2桁-日2桁を半角で書いてください"
        case FactType.CHOICES:
            return "[a, b] のように角括弧の中に並べてください。何も当たらないときは [] です"
        case _:
            return f"{wanted.label}の形に直してください"


def shown(raw: object) -> str:
    """A raw value of a file, named for a message."""
    match raw:
        case None:
            return "空欄"
        case bool():
            return f"「{str(raw).lower()}」"
        case str() if not raw.strip():
            return "空白"
        case str():
            return f"文「{raw if len(raw) <= 30 else raw[:30] + '…'}」"
        case int() | Decimal():
            return f"数「{raw}」"
        case list():
            return "一覧"
        case _:
            return "項目の組（キーと値）"
