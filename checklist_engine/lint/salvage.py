"""Salvage: one faulty fact or condition must not keep all the others from being looked at."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from checklist_engine.formats.document import Document
from checklist_engine.formats.json_schema import schema_faults
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.lazy_dataclasses import dataclass, replace
from checklist_engine.ground.places import Pointer, Span
from checklist_engine.loader.checked import schema

_ID = re.compile(r"\bid: *[\"']?([a-z][a-z0-9_.]*)")
_KEY = re.compile(r"^[\"']?([a-z][a-z0-9_-]*)[\"']?:", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Salvaged:
    """What is left of a file, what is wrong with the rest, and the names that are lost with it."""

    document: Document
    faults: tuple[Diagnostic, ...] = ()
    names: frozenset[str] = frozenset()


def salvaged(document: Document, path: Path) -> Salvaged:
    """A file of facts or conditions without its faulty entries; any other as it is.

    Where a fault stands outside all entries, the file is left as it is, for the loader to refuse.
    """
    root = document.root if isinstance(document.root, dict) else {}
    if path.parent.name == "facts" and isinstance(facts := root.get("facts"), list):
        return _without_faulty(document, "facts", [("facts", at) for at in range(len(facts))])
    if path.name == "conditions.yaml":
        return _without_faulty(document, "conditions", [(name,) for name in root])
    return Salvaged(document=document)


def names_in(text: str, path: Path) -> frozenset[str]:
    """The names that a file which cannot be read probably declares."""
    if path.parent.name == "facts":
        return frozenset(_ID.findall(text))
    if path.name == "conditions.yaml":
        return frozenset(_KEY.findall(text))
    return frozenset({path.stem})


def _without_faulty(document: Document, kind: str, entries: Sequence[Pointer]) -> Salvaged:
    faults = schema_faults(document, schema(kind))
    faulty = {
        entry for entry in entries if any(_is_about(entry, fault, document) for fault in faults)
    }
    outside = [
        fault for fault in faults if not any(_is_about(entry, fault, document) for entry in faulty)
    ]
    if not faulty or outside or len(faulty) == len(entries):
        return Salvaged(document=document)
    return Salvaged(
        document=_left(document, entries, faulty),
        faults=tuple(faults),
        names=frozenset(name for entry in faulty for name in _names(document, entry)),
    )


def _is_about(entry: Pointer, fault: Diagnostic, document: Document) -> bool:
    """Whether a fault is about this entry: its key, or something in its value."""
    value = document.spans[entry]
    start = document.key_spans.get(entry, value)
    at = (fault.place.line, fault.place.column)
    return (start.line, start.column) <= at < (value.end_line, value.end_column)


def _left(document: Document, entries: Sequence[Pointer], faulty: Iterable[Pointer]) -> Document:
    kept = [entry for entry in entries if entry not in faulty]
    assert isinstance(document.root, dict)
    if isinstance(entries[0][-1], str):
        names = {entry[-1] for entry in kept}
        root = {key: value for key, value in document.root.items() if key in names}
        moved = {entry: entry for entry in kept}
    else:
        facts = [document.root["facts"][entry[-1]] for entry in kept]
        root = {**document.root, "facts": facts}
        moved = {entry: ("facts", at) for at, entry in enumerate(kept)}
    depth = len(entries[0])
    gone = frozenset(faulty)

    def moved_spans(spans: Mapping[Pointer, Span]) -> Mapping[Pointer, Span]:
        return {
            (*moved.get(pointer[:depth], pointer[:depth]), *pointer[depth:]): span
            for pointer, span in spans.items()
            if pointer[:depth] not in gone
        }

    return replace(
        document,
        root=root,
        spans=moved_spans(document.spans),
        key_spans=moved_spans(document.key_spans),
    )


def _names(document: Document, entry: Pointer) -> Iterable[str]:
    """What an entry is called, and the fields of a list with it."""
    if isinstance(entry[-1], str):
        return [entry[-1]]
    span = document.spans[entry]
    return _ID.findall("\n".join(document.lines[span.line - 1 : span.end_line]))
