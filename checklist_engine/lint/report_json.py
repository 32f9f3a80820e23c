"""Messages as plain data: a list, one entry a message (a contract with scripts)."""

from collections.abc import Iterable

from checklist_engine.lint.message import Message


def json_report(messages: Iterable[Message]) -> list[dict[str, object]]:
    """The messages; `line` 0 stands for the file as a whole, `hint` may be null."""
    return [
        {
            "code": each.code,
            "severity": each.severity.value,
            "file": each.place.file,
            "line": each.place.line,
            "column": each.place.column,
            "end_column": each.place.end_column,
            "message": each.message,
            "hint": each.hint,
        }
        for each in messages
    ]
