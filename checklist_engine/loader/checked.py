"""Reading a file of a known kind: its JSON Schema first, so that what follows can rely on its shape."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from checklist_engine.formats.document import Cursor, Document
from checklist_engine.formats.files import read_text
from checklist_engine.formats.json_schema import schema_faults
from checklist_engine.formats.reading import read_document
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile

_SCHEMAS = Path(__file__).with_name("schemas")


class Sources:
    """Where files are read from: the disk, each time anew.

    Whoever reads a pack again and again, or has more to do with its files, keeps them in one of its own.
    """

    digested = True
    """Whether a pack that is read from here has a digest: else it is empty."""

    def text(self, path: Path) -> str:
        """The text of a file, as `read_text` gives it."""
        return read_text(path)

    def document(self, path: Path) -> Document:
        """The Document of a file, as `read_document` gives it."""
        return read_document(path)


DISK = Sources()


@cache
def schema(kind: str) -> dict[str, Any]:
    """The published JSON Schema of a kind of file (`facts`, `rule`, `submission`, …)."""
    text = (_SCHEMAS / f"{kind}.schema.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    if "expression" in found.get("$defs", {}):
        # Editors look into expressions; here `expressions.py` does, and words their faults better.
        found["$defs"]["expression"] = {"type": "object", "minProperties": 1}
    return found


def read_checked(
    path: Path, kind: str, faults: list[Diagnostic], sources: Sources = DISK
) -> Cursor | None:
    """The file as a cursor; None where it is faulty, with its faults added."""
    try:
        document = sources.document(path)
    except InvalidFile as error:
        faults += error.diagnostics
        return None
    return checked(document, kind, faults)


def checked(document: Document, kind: str, faults: list[Diagnostic]) -> Cursor | None:
    """A cursor on a document that satisfies its schema; None where it does not."""
    found = schema_faults(document, schema(kind))
    faults += found
    return None if found else document.cursor()
