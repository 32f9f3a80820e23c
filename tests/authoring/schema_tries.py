"""Schemas of small packs, and what they have against a file."""

from collections.abc import Mapping
from pathlib import Path

from jsonschema import Draft202012Validator, ValidationError
from packs import write_pack

from checklist_engine.authoring.schemas.trees import Schema
from checklist_engine.formats.yaml_text import parse_yaml
from checklist_engine.usecases.write_schemas import read_source, schema_of


def small_schema(folder: Path, kind: str, files: Mapping[str, str | None] | None = None) -> Schema:
    """The schema of a kind of file that knows the small pack, with these files of its own."""
    return schema_of(kind, read_source(write_pack(folder / "small", files)))


def refused(schema: Schema, text: str) -> dict[str, str]:
    """What a schema has against a YAML text: the message by the way to the value."""
    errors = Draft202012Validator(schema).iter_errors(parse_yaml(text, "x.yaml").root)
    return {_way(error): message_of(error) for error in errors}


def message_of(error: ValidationError) -> str:
    """What an editor says: the message of the schema that was not met."""
    assert isinstance(error.schema, Mapping)
    if error.validator == "anyOf":
        return message_of(error.context[0])
    words = error.schema.get("errorMessage")
    if error.validator in ("pattern", "format"):
        words = error.schema.get("patternErrorMessage", words)
    return str(words)


def _way(error: ValidationError) -> str:
    return "/".join(str(step) for step in error.absolute_path)
