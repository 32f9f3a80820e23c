"""A quick yes of a JSON Schema, so that jsonschema is loaded and asked only to explain a no.

A schema becomes closures once. They know the keywords that our schemas use; where one stands that
they do not know, they never say yes, and jsonschema decides.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, TypeAlias

from checklist_engine.ground.lazy_dataclasses import dataclass, field

Accepts: TypeAlias = Callable[[object], bool]
"""Whether a schema has nothing against a value; False also where this cannot tell."""

_REFERENCE = "#/$defs/"
_ANNOTATIONS = frozenset(
    {
        "$schema",
        "$defs",
        "title",
        "description",
        "markdownDescription",
        "format",
        "enumDescriptions",
        "errorMessage",
        "patternErrorMessage",
    }
)
"""Words for readers and editors. (`format` is one, too: jsonschema does not check it unasked.)"""


_BUILT: dict[int, tuple[Mapping[str, Any], Accepts]] = {}


def acceptor(schema: Mapping[str, Any]) -> Accepts:
    """What says yes to the values that satisfy a schema (which nobody changes after that).

    >>> is_name = acceptor({"type": "string", "minLength": 1})
    >>> is_name("a"), is_name(""), is_name(1)
    (True, False, False)
    """
    # INVARIANT: a schema that is kept here stays alive, so no other has its id.
    if id(schema) not in _BUILT:
        _BUILT[id(schema)] = schema, _Builder(schema).of(schema)
    return _BUILT[id(schema)][1]


def _always(_: object) -> bool:
    return True


def _never(_: object) -> bool:
    return False


def _is_integer(value: object) -> bool:
    if isinstance(value, float):
        return value.is_integer()
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


_TYPES: Mapping[str, Accepts] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "integer": _is_integer,
    "number": _is_number,
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
}


@dataclass(frozen=True, slots=True)
class _Builder:
    root: Mapping[str, Any]
    referred: dict[str, Accepts] = field(default_factory=dict)

    def of(self, schema: object) -> Accepts:
        if isinstance(schema, bool):
            return _always if schema else _never
        if not isinstance(schema, Mapping) or schema.keys() - _KNOWN:
            return _never
        written = schema.keys()
        parts = [build(self, schema) for keywords, build in _PARTS if keywords & written]
        match parts:
            case []:
                return _always
            case [only]:
                return only
            case [one, other]:
                return lambda value: one(value) and other(value)
            case _:
                return lambda value: all(part(value) for part in parts)

    def type(self, schema: Mapping[str, Any]) -> Accepts:
        wanted = schema["type"]
        if isinstance(wanted, str):
            return _TYPES.get(wanted, _never)
        kinds = [_TYPES.get(each, _never) for each in wanted]
        return lambda value: any(kind(value) for kind in kinds)

    def reference(self, schema: Mapping[str, Any]) -> Accepts:
        target = str(schema["$ref"])
        name = target.removeprefix(_REFERENCE)
        definitions = self.root.get("$defs", {})
        if not target.startswith(_REFERENCE) or name not in definitions:
            return _never
        referred = self.referred

        def later(value: object) -> bool:
            return referred[name](value)

        if name not in referred:
            # A definition may refer to itself, and is not there while it is built.
            referred[name] = later
            referred[name] = self.of(definitions[name])
        return referred[name]

    def mapping(self, schema: Mapping[str, Any]) -> Accepts:
        properties = {name: self.of(each) for name, each in schema.get("properties", {}).items()}
        patterns = [
            (re.compile(pattern), self.of(each))
            for pattern, each in schema.get("patternProperties", {}).items()
        ]
        others = self.of(schema.get("additionalProperties", True))
        names = self.of(schema.get("propertyNames", True))
        required = frozenset(schema.get("required", ()))
        fewest, most = schema.get("minProperties", 0), schema.get("maxProperties")

        def matching(key: str, value: object) -> bool:
            """The entry against the patterns of keys, and `others` where there is none for it."""
            mine = [accepts for pattern, accepts in patterns if pattern.search(key)]
            if key in properties or mine:
                return all(accepts(value) for accepts in mine)
            return others(value)

        def accepts(value: object) -> bool:
            if not isinstance(value, dict):
                return True
            if len(value) < fewest or (most is not None and len(value) > most):
                return False
            if not required <= value.keys():
                return False
            for key, inner in value.items():
                own = properties.get(key)
                if own is not None and not own(inner):
                    return False
                if (patterns or own is None) and not matching(key, inner):
                    return False
            return names is _always or all(map(names, value))

        return accepts

    def listing(self, schema: Mapping[str, Any]) -> Accepts:
        items = self.of(schema.get("items", True))
        fewest, most = schema.get("minItems", 0), schema.get("maxItems")
        unique = schema.get("uniqueItems", False)

        def accepts(value: object) -> bool:
            if not isinstance(value, list):
                return True
            if len(value) < fewest or (most is not None and len(value) > most):
                return False
            return all(map(items, value)) and not (unique and _may_repeat(value))

        return accepts

    def text(self, schema: Mapping[str, Any]) -> Accepts:
        pattern = re.compile(schema["pattern"]) if "pattern" in schema else None
        fewest, most = schema.get("minLength", 0), schema.get("maxLength")

        def accepts(value: object) -> bool:
            if not isinstance(value, str):
                return True
            if len(value) < fewest or (most is not None and len(value) > most):
                return False
            return pattern is None or pattern.search(value) is not None

        return accepts

    def number(self, schema: Mapping[str, Any]) -> Accepts:
        low, high = schema.get("minimum"), schema.get("maximum")

        def accepts(value: object) -> bool:
            if not isinstance(value, int | float | Decimal) or isinstance(value, bool):
                return True
            return (low is None or value >= low) and (high is None or value <= high)

        return accepts

    def one_of_values(self, schema: Mapping[str, Any]) -> Accepts:
        listed = [schema["const"]] if "const" in schema else []
        listed += schema.get("enum", ())
        if "const" in schema and "enum" in schema:
            return _never
        if not all(isinstance(each, str | int | float | None) for each in listed):
            return _never
        words = frozenset(each for each in listed if isinstance(each, str))
        rest = [each for each in listed if not isinstance(each, str)]

        def accepts(value: object) -> bool:
            if isinstance(value, str):
                return value in words
            # True is 1 in Python; in JSON it is not.
            is_truth = isinstance(value, bool)
            return any(value == each and isinstance(each, bool) is is_truth for each in rest)

        return accepts

    def any_of(self, schema: Mapping[str, Any]) -> Accepts:
        alternatives = [self.of(each) for each in schema["anyOf"]]
        return lambda value: any(accepts(value) for accepts in alternatives)


def _may_repeat(items: list[Any]) -> bool:
    """Whether a value may stand twice in a list; only texts are told apart here."""
    return not all(isinstance(each, str) for each in items) or len(set(items)) < len(items)


_PARTS: tuple[tuple[frozenset[str], Callable[[_Builder, Mapping[str, Any]], Accepts]], ...] = (
    (frozenset({"type"}), _Builder.type),
    (frozenset({"$ref"}), _Builder.reference),
    (
        frozenset(
            {
                "properties",
                "patternProperties",
                "additionalProperties",
                "propertyNames",
                "required",
                "minProperties",
                "maxProperties",
            }
        ),
        _Builder.mapping,
    ),
    (frozenset({"items", "minItems", "maxItems", "uniqueItems"}), _Builder.listing),
    (frozenset({"pattern", "minLength", "maxLength"}), _Builder.text),
    (frozenset({"minimum", "maximum"}), _Builder.number),
    (frozenset({"const", "enum"}), _Builder.one_of_values),
    (frozenset({"anyOf"}), _Builder.any_of),
)
_KNOWN = _ANNOTATIONS.union(*(keywords for keywords, _ in _PARTS))
