"""Bounds of numbers, as JSON has them."""

from decimal import Decimal

from checklist_engine.authoring.schemas.trees import Schema


def bounds(low: int | Decimal | None, high: int | Decimal | None) -> Schema:
    """`minimum` and `maximum`, where there are any."""
    written = {"minimum": low, "maximum": high}
    return {key: _number(each) for key, each in written.items() if each is not None}


def _number(bound: int | Decimal) -> int | float:
    return bound if isinstance(bound, int) else float(bound)
