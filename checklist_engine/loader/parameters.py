"""Reading parameters (設定値): their declaration, and values that set them within bounds (§9)."""

from decimal import Decimal

from checklist_engine.formats.document import Cursor
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.values import FactType, Misfit, Value, typed
from checklist_engine.model.pack import Parameter


def read_parameter(cursor: Cursor, faults: list[Diagnostic]) -> Parameter | None:
    """The parameter at `cursor`; None, with a fault (E223), where its default does not fit it."""
    low = cursor["min"].number if "min" in cursor else None
    high = cursor["max"].number if "max" in cursor else None
    kind = FactType(cursor["type"].text)
    value = _typed(cursor["default"], kind, faults)
    if value is None:
        return None
    parameter = Parameter(
        id=cursor["id"].text,
        type=kind,
        value=value,
        label=cursor["label"].text,
        min=low,
        max=high,
        unit=cursor.get_text("unit"),
    )
    return parameter if _within(cursor["default"], value, parameter, faults) else None


def read_parameter_value(
    cursor: Cursor, parameter: Parameter, faults: list[Diagnostic]
) -> Value | None:
    """The value that sets a parameter; None, with a fault (E223), where it does not fit."""
    value = _typed(cursor, parameter.type, faults)
    if value is None or not _within(cursor, value, parameter, faults):
        return None
    return value


def _typed(cursor: Cursor, kind: FactType, faults: list[Diagnostic]) -> Value | None:
    value = typed(cursor.value, kind, None)
    if isinstance(value, Misfit):
        faults.append(cursor.fault("E223", value.message, value.hint))
        return None
    return value


def _within(cursor: Cursor, value: Value, parameter: Parameter, faults: list[Diagnostic]) -> bool:
    if not isinstance(value, int | Decimal):
        return True
    low, high, unit = parameter.min, parameter.max, parameter.unit or ""
    if (low is None or low <= value) and (high is None or value <= high):
        return True
    bounds = f"{'' if low is None else low}～{'' if high is None else high}{unit}"
    faults.append(
        cursor.fault(
            "E223",
            f"設定値「{parameter.id}」（{parameter.label}）の {value} は、決められた範囲の外です",
            f"{bounds}の範囲にしてください",
        )
    )
    return False
