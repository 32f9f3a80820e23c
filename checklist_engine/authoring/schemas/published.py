"""The published schemas as one file each: what they refer to in other files is taken in."""

import json
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from checklist_engine.authoring.schemas.trees import DEFS, Schema, inside, referred

_SUFFIX = ".schema.json"
_WHOLE = "file"


@cache
def kinds() -> tuple[str, ...]:
    """The kinds of files that a schema is published for."""
    found = (entry.name for entry in _folder().iterdir() if entry.name.endswith(_SUFFIX))
    return tuple(sorted(name.removesuffix(_SUFFIX) for name in found))


def published(kind: str) -> Schema:
    """The published schema of a kind as one file: a copy that may be changed.

    A definition from another file has the kind of that file before its name: `expression:test`.
    """
    schema = _read(kind)
    waiting, taken = _other_kinds(schema), set[str]()
    while waiting:
        other = waiting.pop()
        taken.add(other)
        found = _read(other)
        waiting |= _other_kinds(found) - taken
        schema["$defs"] |= _definitions(found, other)
    return referred(schema, lambda target: _local(target, ""))


def _definitions(schema: Schema, kind: str) -> dict[str, Schema]:
    """The definitions of another file by their names here; the file as a whole is one, too."""
    own = {**schema.pop("$defs", {}), _WHOLE: schema}
    schema.pop("$schema", None)
    return {
        f"{kind}:{name}": referred(each, lambda target: _local(target, f"{kind}:"))
        for name, each in own.items()
    }


def _local(target: str, prefix: str) -> str:
    file, _, name = target.partition("#")
    if file:
        name = name.removeprefix(DEFS.removeprefix("#")) or _WHOLE
        return f"{DEFS}{file.removesuffix(_SUFFIX)}:{name}"
    name = target.removeprefix(DEFS)
    # With a kind before it, it has been seen to.
    return target if ":" in name else f"{DEFS}{prefix}{name}"


def _other_kinds(schema: Schema) -> set[str]:
    """The kinds whose files are referred to."""
    file = schema.get("$ref", "").partition("#")[0]
    found = {file.removesuffix(_SUFFIX)} if file else set()
    return found.union(*(_other_kinds(each) for _, each in inside(schema)))


def _read(kind: str) -> Schema:
    text = _folder().joinpath(f"{kind}{_SUFFIX}").read_text(encoding="utf-8")
    schema: Schema = json.loads(text)
    return schema


def _folder() -> Traversable:
    return files("checklist_engine.loader").joinpath("schemas")
