"""The quick yes says yes to exactly what jsonschema has nothing against."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from checklist_engine.formats.json_schema_fast import acceptor
from checklist_engine.formats.reading import read_document
from checklist_engine.loader.checked import schema

KINDS = {
    "pack": "pack.yaml",
    "facts": "facts/hosting.yaml",
    "conditions": "conditions.yaml",
    "rule": "sub/sub-003.yaml",
    "rule-test": "sub/sub-003.test.yaml",
    "profile": "profiles/external-connection.yaml",
    "sentences": "templates/sentences.yaml",
    "papers": "templates/papers.yaml",
}
REAL = {
    kind: read_document(ROOT / "rules" / "municipal-privacy" / name).root
    for kind, name in KINDS.items()
}
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.sampled_from([Decimal("0.5"), Decimal("1.0"), 1.0, 0.5, 1e300])
    | st.text(max_size=3)
    | st.sampled_from(["a", "a-1", "JP", "2021-04-01", "conditional", "x.y", "text"])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["a", "b", "id", "use", "x y"]), inner, max_size=3)
    ),
    max_leaves=5,
)


def agrees(written: Any, value: object) -> bool:
    """Whether both say the same."""
    return acceptor(written)(value) == Draft202012Validator(written).is_valid(value)


def ways(value: object, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield way
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from ways(inner, (*way, key))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from ways(inner, (*way, at))


def put(value: Any, way: tuple[Any, ...], new: object) -> Any:
    """The value with something else at the end of a way."""
    if not way:
        return new
    step, rest = way[0], way[1:]
    if isinstance(value, dict):
        return {key: put(each, rest, new) if key == step else each for key, each in value.items()}
    return [put(each, rest, new) if at == step else each for at, each in enumerate(value)]


def at(value: Any, way: tuple[Any, ...]) -> Any:
    for step in way:
        value = value[step]
    return value


@pytest.mark.parametrize("kind", KINDS)
def test_a_real_file_gets_its_yes_without_jsonschema(kind: str) -> None:
    assert acceptor(schema(kind))(REAL[kind])


@given(data=st.data())
def test_on_files_that_are_changed_both_say_the_same(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted(KINDS)))
    value: Any = REAL[kind]
    for _ in range(data.draw(st.integers(1, 2))):
        way = data.draw(st.sampled_from(list(ways(value))))
        old = at(value, way)
        if isinstance(old, dict) and data.draw(st.booleans()):
            keys = sorted(old)
            gone = data.draw(st.sampled_from([*keys, "x"]))
            more = data.draw(
                st.dictionaries(st.sampled_from(["x", "A B", *keys]), VALUES, max_size=1)
            )
            value = put(value, way, {k: v for k, v in old.items() if k != gone} | more)
        elif isinstance(old, list) and data.draw(st.booleans()):
            value = put(value, way, [*old, data.draw(VALUES | st.sampled_from([*old, None]))])
        else:
            value = put(value, way, data.draw(VALUES))
    assert agrees(schema(kind), value)


@pytest.mark.parametrize(
    "written",
    [
        {"type": "integer", "minimum": 0, "maximum": 2},
        {"type": ["number", "null"]},
        {"minimum": 1},
        {"enum": [1, "a", None]},
        {"enum": [True, 0]},
        {"const": 1},
        {"const": "a"},
        {"minLength": 1, "maxLength": 2},
        {"pattern": "^[a-z]$"},
        {"type": "array", "items": {"type": "string"}, "minItems": 1, "maxItems": 2},
        {"items": {"type": "string"}, "uniqueItems": True},
        {"required": ["a"], "properties": {"a": {"type": "string"}}},
        {"additionalProperties": False, "properties": {"a": True}},
        {"additionalProperties": {"type": "integer"}, "properties": {"a": {"type": "string"}}},
        {"patternProperties": {"^a": {"type": "string"}}, "additionalProperties": False},
        {"properties": {"a": {"minLength": 1}}, "patternProperties": {"a": {"maxLength": 1}}},
        {"propertyNames": {"pattern": "^[a-z]$"}},
        {"minProperties": 1, "maxProperties": 1},
        {"anyOf": [{"type": "string"}, {"required": ["a"]}]},
        {
            "$ref": "#/$defs/x",
            "$defs": {"x": {"items": {"$ref": "#/$defs/x"}, "type": ["array", "integer"]}},
        },
        {"title": "題", "description": "文", "format": "date"},
        True,
        {},
    ],
)
@given(value=VALUES)
def test_each_keyword_means_what_it_means_to_jsonschema(written: Any, value: object) -> None:
    if isinstance(written, bool):
        written = {"properties": {"a": written, "b": not written}}
    assert agrees(written, value)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ({"oneOf": [{"type": "string"}]}, "a"),
        ({"not": {"type": "string"}}, 1),
        ({"properties": {"a": {"contains": {}}}}, {"a": [1]}),
        ({"$ref": "elsewhere.json"}, 1),
        ({"$ref": "#/$defs/none"}, 1),
        ({"type": "strange"}, 1),
        ({"const": 1, "enum": [1]}, 1),
        ({"uniqueItems": True}, [{}, {"a": 1}]),
    ],
)
def test_what_it_does_not_know_it_leaves_to_jsonschema(written: Any, value: object) -> None:
    assert not acceptor(written)(value)


def test_a_schema_is_built_once() -> None:
    written, another = {"minLength": 1}, {"minLength": 1}
    assert acceptor(written) is acceptor(written)
    assert acceptor(written) is not acceptor(another)
