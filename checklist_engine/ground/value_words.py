"""Values in words, where no vocabulary gives them labels."""

from datetime import date
from decimal import Decimal

from checklist_engine.ground.values import Value
from checklist_engine.ground.wareki import wareki


def value_words(value: Value, *, in_era: bool = False) -> str:
    """A value without a vocabulary, as a text prints it."""
    match value:
        case bool():
            return "はい" if value else "いいえ"
        case date():
            if in_era:
                return wareki(value)
            return f"{value.year}年{value.month}月{value.day}日"
        case Decimal():
            return f"{value:f}"
        case frozenset():
            return "、".join(sorted(value))
        case _:
            return str(value)
