"""The order of keys: that of the schema of a kind of file, at every depth that it describes.

Only what stands on lines of its own is put in order: entries in brackets, expressions and answers
stay as their author put them.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from checklist_engine.formats.yaml_layout import Block, Entry, Layout
from checklist_engine.ground.lazy_dataclasses import replace
from checklist_engine.loader.checked import schema

USUAL: Sequence[Sequence[str]] = (
    (
        *("id", "label", "question", "type", "choices", "from", "unit", "min", "max", "guidance"),
        *("relevant_when", "mutable", "effort", "key", "name", "children", "closed_by", "fields"),
    ),
    ("case", "pack", "profile", "extends", "answers", "evidence", "claims", "notes"),
)
"""The keys of a fact and of a submission, which authors write in another order than that in which
their schemas explain them.
"""


def in_order(layout: Layout, kind: str) -> Layout:
    """The layout with the keys of a file of this kind in order; comments move with their keys."""
    described = schema(kind)
    return replace(layout, root=_ordered(layout.root, described, described.get("$defs", {})))


def _ordered(entry: Entry, described: Mapping[str, Any], shared: Mapping[str, Any]) -> Entry:
    """The entry with its value in order; `described` is the schema of the value."""
    if not isinstance(entry.value, Block):
        return entry
    described = _followed(described, shared)
    properties: Mapping[str, Any] = described.get("properties", {})
    order = key_order(properties)

    def inside(each: Entry) -> Entry:
        if each.key is None:
            return _ordered(each, described.get("items", {}), shared)
        others = described.get("additionalProperties")
        otherwise = others if isinstance(others, dict) else {}
        return _ordered(each, properties.get(each.key.value, otherwise), shared)

    def rank(each: Entry) -> int:
        name = each.key.value if each.key else None
        return order.index(name) if name in order else len(order)

    entries = [inside(each) for each in entry.value.entries]
    # What the schema does not know comes last, as its author put it.
    if properties:
        entries.sort(key=rank)
    return replace(entry, value=replace(entry.value, entries=tuple(entries)))


def key_order(properties: Mapping[str, Any]) -> Sequence[str]:
    """The order of the keys that a schema lists."""
    return next((usual for usual in USUAL if {*usual} == {*properties}), tuple(properties))


def _followed(described: Mapping[str, Any], shared: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema itself, where another is referred to."""
    while "$ref" in described:
        described = shared[described["$ref"].removeprefix("#/$defs/")]
    return described
