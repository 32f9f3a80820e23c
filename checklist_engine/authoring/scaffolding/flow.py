"""Data as YAML on one line."""

from collections.abc import Mapping, Sequence
from datetime import date

from checklist_engine.authoring.formatting.quotes import needs_quotes, quoted


def flow(value: object) -> str:
    """A value in brackets, or a text with the quotes that it needs.

    >>> flow({"log.items": ["login"], "note": "a: b", "no": 1})
    '{log.items: [login], note: "a: b", "no": 1}'
    """
    match value:
        case str():
            return quoted(value) if needs_quotes(value) else value
        case bool():
            return "true" if value else "false"
        case None:
            return "null"
        case date():
            return value.isoformat()
        case Mapping():
            entries = (f"{flow(str(key))}: {flow(each)}" for key, each in value.items())
            return f"{{{', '.join(entries)}}}"
        case Sequence():
            return f"[{', '.join(map(flow, value))}]"
        case _:
            return str(value)
