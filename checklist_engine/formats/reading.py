"""One door for files of users: YAML, or JSON by its ending."""

from pathlib import Path

from checklist_engine.formats.document import Document
from checklist_engine.formats.files import read_text, shown_path
from checklist_engine.formats.yaml_text import parse_yaml


def read_document(path: Path) -> Document:
    """The Document of a file.

    Raises:
        InvalidFile: E1, all faults of the file at once.
    """
    text = read_text(path)
    name = shown_path(path)
    if path.suffix == ".json":
        from checklist_engine.formats.json_text import parse_json  # noqa: PLC0415 - seldom

        return parse_json(text, name)
    return parse_yaml(text, name)
