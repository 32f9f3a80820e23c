"""Message (指摘): what lint says of a place in a file, by a check (W5) or about a fault (E)."""

from collections.abc import Iterable

from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.places import Place
from checklist_engine.lint.check import Edit, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """指摘: `edits` mend it where that is beyond doubt."""

    code: str
    severity: Severity
    place: Place
    message: str
    hint: str | None = None
    edits: tuple[Edit, ...] = ()

    def __str__(self) -> str:
        return str(
            Diagnostic(code=self.code, message=self.message, place=self.place, hint=self.hint)
        )


def of_fault(fault: Diagnostic) -> Message:
    """A fault of a file, said as lint says things."""
    return Message(
        code=fault.code,
        severity=Severity.ERROR,
        place=fault.place,
        message=fault.message,
        hint=fault.hint,
    )


def in_order(messages: Iterable[Message]) -> tuple[Message, ...]:
    """By file and place, each once."""
    return tuple(
        sorted(
            dict.fromkeys(messages),
            key=lambda each: (each.place.file, each.place.line, each.place.column, each.code),
        )
    )
