"""A schema for one kind of file: the published one, or one that knows a pack."""

from collections.abc import Callable, Mapping

from checklist_engine.authoring.schemas.answers import answer_definitions
from checklist_engine.authoring.schemas.arguments import argument_definitions
from checklist_engine.authoring.schemas.comparisons import comparison_definitions
from checklist_engine.authoring.schemas.kinds_of_case import (
    fill_meeting,
    fill_rule_test,
    fill_rulings,
    fill_submission,
)
from checklist_engine.authoring.schemas.kinds_of_pack import (
    fill_conditions,
    fill_facts,
    fill_pack,
    fill_papers,
    fill_profile,
    fill_rule,
)
from checklist_engine.authoring.schemas.messages import with_messages
from checklist_engine.authoring.schemas.pack_names import Known, name_definitions
from checklist_engine.authoring.schemas.published import published
from checklist_engine.authoring.schemas.trees import Schema, pruned

_FILL: Mapping[str, Callable[[Schema, Known], None]] = {
    "conditions": fill_conditions,
    "facts": fill_facts,
    "meeting": fill_meeting,
    "pack": fill_pack,
    "papers": fill_papers,
    "profile": fill_profile,
    "rule": fill_rule,
    "rule-test": fill_rule_test,
    "rulings": fill_rulings,
    "submission": fill_submission,
}


def general_schema(kind: str) -> Schema:
    """The published schema of a kind as one file, every fault worded in Japanese."""
    return with_messages(pruned(published(kind)))


def pack_schema(kind: str, known: Known) -> Schema:
    """The schema of a kind that knows the pack; a kind that names nothing of a pack is general."""
    if kind not in _FILL:
        return general_schema(kind)
    pack, schema = known.pack, published(kind)
    _FILL[kind](schema, known)
    schema["$defs"] = {
        **schema.get("$defs", {}),
        **dict(known.scopes.definitions()),
        **dict(comparison_definitions(pack.vocabulary)),
        **dict(argument_definitions(pack)),
        **dict(answer_definitions(pack.vocabulary)),
        **dict(name_definitions(pack)),
    }
    return with_messages(pruned(schema))
