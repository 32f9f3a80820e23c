"""A submission that was put together elsewhere → the text of its file."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from checklist_engine.authoring.formatting.formatted import formatted, same
from checklist_engine.authoring.formatting.quotes import needs_quotes, quoted
from checklist_engine.authoring.schemas.modelines import with_schema
from checklist_engine.formats.document import PlacedDocument
from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.loader.answer_tree import is_unknown

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WIDEST = 100
# YAML takes no longer key than 1,024 characters without a `?` before it.
_LONGEST_KEY = 1000


def submission_text(document: PlacedDocument, schema: str | None) -> str:
    """A submission as its author would have written it, in the project's layout.

    Args:
        document: the submission; answers stand under their whole paths.
        schema: what its first line names for editors; None: nothing.
    """
    root = document.root
    assert isinstance(root, Mapping)
    content = {**root, "answers": _nested(root["answers"])}
    text = "\n".join(_block(content, 0)) + "\n"
    if schema is not None:
        text = with_schema(text, schema)
    text = formatted(text, document.file, "submission")
    # INVARIANT: what is written says what was read, and nothing else.
    if not same(parse_yaml(text, document.file).root, content):
        raise AssertionError(f"the submission of {document.file} does not say what was read")
    return text


def _nested(answers: object) -> dict[str, object]:
    """Answers below the words of their paths."""
    assert isinstance(answers, Mapping)
    found: dict[str, object] = {}
    for path, value in answers.items():
        *words, last = str(path).split(".")
        inside = found
        for word in words:
            below = inside.setdefault(word, {})
            assert isinstance(below, dict)
            inside = below
        inside[last] = value
    return found


def _block(mapping: Mapping[str, object], depth: int) -> Iterator[str]:
    """The lines of a mapping: an entry a line, on several lines what does not fit into one."""
    margin = "  " * depth
    for key, value in mapping.items():
        name, line = _text(str(key)), _flow(value)
        if len(name) > _LONGEST_KEY:
            yield from (f"{margin}? {name}", f"{margin}: {line}")
        elif (
            isinstance(value, Mapping)
            and value
            and not is_unknown(value)
            and (depth == 0 or len(margin + name + line) > _WIDEST)
        ):
            yield f"{margin}{name}:"
            yield from _block(value, depth + 1)
        elif isinstance(value, Sequence) and any(isinstance(each, Mapping) for each in value):
            yield f"{margin}{name}:"
            for each in value:
                yield from _listed(each, depth + 1)
        else:
            yield f"{margin}{name}: {line}"


def _listed(element: object, depth: int) -> Iterator[str]:
    assert isinstance(element, Mapping)
    first, *rest = _block(element, depth + 1)
    yield f"{'  ' * depth}- {first.lstrip(' ')}"
    yield from rest


def _flow(value: object) -> str:
    """A value on one line."""
    match value:
        case str():
            return _text(value)
        case bool():
            return "true" if value else "false"
        case Decimal():
            return f"{value:f}"
        case Mapping():
            entries = (f"{_text(str(key))}: {_flow(each)}" for key, each in value.items())
            return f"{{{', '.join(entries)}}}"
        case Sequence():
            return f"[{', '.join(map(_flow, value))}]"
        case _:
            return str(value)


def _text(text: str) -> str:
    if _DAY.fullmatch(text):
        # A day is no number, whatever it looks like to others.
        return text
    if not needs_quotes(text):
        return text
    lines = [quoted(line)[1:-1] for line in text.split("\n")]
    return '"' + "\\n".join(lines) + '"'
