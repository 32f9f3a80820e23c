"""What kind of file a layout is, by its keys."""

from checklist_engine.formats.yaml_layout import Block, Layout, Value
from checklist_engine.loader.checked import schema

_KINDS = (
    *("pack", "facts", "rule", "rule-test", "profile", "sentences", "papers"),
    *("submission", "meeting", "rulings"),
)
_CONDITIONS = "conditions"


def kind_by_keys(layout: Layout) -> str | None:
    """The one kind of file that may have all these keys at its top; None where there is none or several."""
    keys = _keys(layout.root.value)
    if not keys:
        return None
    fitting = [kind for kind in _KINDS if keys <= {*schema(kind)["properties"]}]
    whole = [kind for kind in fitting if keys >= {*schema(kind).get("required", ())}]
    match whole or fitting:
        case [kind]:
            return kind
        case []:
            return _CONDITIONS if _is_catalogue(layout.root.value) else None
        case _:
            return None


def _is_catalogue(value: Value | None) -> bool:
    """Whether all entries, whatever their keys, are conditions."""
    known = {*schema(_CONDITIONS)["$defs"]["condition"]["properties"]}
    return isinstance(value, Block) and all(
        {"text"} <= _keys(entry.value) <= known for entry in value.entries
    )


def _keys(value: Value | None) -> set[str]:
    if not isinstance(value, Block):
        return set()
    return {entry.key.value for entry in value.entries if entry.key}
