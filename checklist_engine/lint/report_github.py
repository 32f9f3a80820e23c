"""Messages as workflow commands of GitHub Actions, which it shows beside the lines of a change."""

from collections.abc import Iterable

from checklist_engine.lint.check import Severity
from checklist_engine.lint.message import Message

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def github_report(messages: Iterable[Message], files: dict[str, str]) -> str:
    """One line a message; `files` has the ways to the files from the working folder."""
    return "\n".join(_command(each, files[each.place.file]) for each in messages)


def _command(message: Message, file: str) -> str:
    place = message.place
    properties = {"file": file}
    if place.line:
        properties |= {
            "line": str(place.line),
            "col": str(place.column),
            "endColumn": str(place.end_column),
        }
    properties["title"] = message.code
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    words = message.message + (f"\nヒント: {message.hint}" if message.hint else "")
    return f"::{_COMMANDS[message.severity]} {written}::{_escaped(words)}"


def _escaped(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _escaped(words).replace(":", "%3A").replace(",", "%2C")
