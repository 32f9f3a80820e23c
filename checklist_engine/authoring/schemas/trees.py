"""JSON Schemas as trees: every schema inside one, references given other names, what is not used cut off."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeAlias

Schema: TypeAlias = dict[str, Any]

DEFS = "#/$defs/"
_MAPS = ("$defs", "properties", "patternProperties")
_LISTS = ("allOf", "anyOf", "oneOf")
_SINGLES = ("items", "additionalProperties", "propertyNames", "if", "then", "else", "not")


def ref(name: str) -> Schema:
    """A reference to the definition of this name."""
    return {"$ref": f"{DEFS}{name}"}


def all_of(schemas: Iterable[Schema]) -> Schema:
    """The keyword that asks for all of these; nothing where there are none."""
    asked = list(schemas)
    return {"allOf": asked} if asked else {}


def inside(schema: Schema) -> Iterator[tuple[str, Schema]]:
    """The schemas that stand directly inside a schema, each with the keyword that holds it."""
    for keyword in _MAPS:
        for each in schema.get(keyword, {}).values():
            yield keyword, each
    for keyword in _LISTS:
        for each in schema.get(keyword, ()):
            yield keyword, each
    for keyword in _SINGLES:
        if isinstance(schema.get(keyword), dict):
            yield keyword, schema[keyword]


def referred(schema: Schema, rename: Callable[[str], str]) -> Schema:
    """A copy of a schema in which every reference goes where `rename` says."""
    copied: Any = _copied(schema, rename)
    return dict(copied)


def pruned(schema: Schema) -> Schema:
    """The schema without the definitions that nothing in it refers to."""
    definitions: Mapping[str, Schema] = schema.get("$defs", {})
    used: dict[str, Schema] = {}
    waiting = [{**schema, "$defs": {}}]
    while waiting:
        for target in _targets(waiting.pop()):
            name = target.removeprefix(DEFS)
            if name not in used:
                used[name] = definitions[name]
                waiting.append(definitions[name])
    kept = {name: each for name, each in definitions.items() if name in used}
    rest = {key: each for key, each in schema.items() if key != "$defs"}
    return {**rest, "$defs": kept} if kept else rest


def _copied(value: object, rename: Callable[[str], str]) -> object:
    if isinstance(value, dict):
        return {
            key: rename(inner) if key == "$ref" else _copied(inner, rename)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [_copied(each, rename) for each in value]
    return value


def _targets(schema: Schema) -> Iterator[str]:
    if "$ref" in schema:
        yield schema["$ref"]
    for _, each in inside(schema):
        yield from _targets(each)
