"""A vocabulary without what is faulty in it, so that whatever looks at it can rely on its form."""

from collections.abc import Iterator, Mapping

from checklist_engine.ground.lazy_dataclasses import replace
from checklist_engine.ground.values import FactType
from checklist_engine.model.facts import Fact, ListShape, Vocabulary


def sound_facts(vocabulary: Vocabulary, lost: set[str]) -> Vocabulary:
    """The vocabulary of the facts that are whole; the names of those that are not are added.

    A list that names something else than a yes or no as its `closed_by` is taken to have none.
    """
    facts = vocabulary.facts
    sound = {
        name: fact
        for name, each in facts.items()
        if (fact := _sound(each, facts, lost)) is not None
    }
    return replace(vocabulary, facts=sound)


def _sound(fact: Fact, facts: Mapping[str, Fact], lost: set[str]) -> Fact | None:
    if not _is_whole(fact, facts):
        lost.update(_names(fact))
        return None
    shape = fact.shape and _sound_shape(fact.shape, facts, lost)
    return fact if shape is fact.shape else replace(fact, shape=shape)


def _is_whole(fact: Fact, facts: Mapping[str, Fact]) -> bool:
    match fact.type:
        case FactType.LIST:
            return fact.shape is not None and fact.shape.key in fact.shape.fields
        case FactType.CHOICES:
            return bool(fact.choices)
        case FactType.CHOICE if fact.key_of is None:
            return bool(fact.choices)
        case FactType.CHOICE:
            source = facts.get(str(fact.key_of))
            return source is not None and source.shape is not None and _is_whole(source, facts)
        case _:
            return True


def _sound_shape(shape: ListShape, facts: Mapping[str, Fact], lost: set[str]) -> ListShape:
    fields = {
        name: field
        for name, each in shape.fields.items()
        if (field := _sound(each, facts, lost)) is not None
    }
    closing = facts.get(shape.closed_by or "")
    closes = closing is not None and closing.type is FactType.BOOLEAN
    has_name = shape.name is None or shape.name in fields
    same = len(fields) == len(shape.fields) and all(
        shape.fields[name] is field for name, field in fields.items()
    )
    if same and has_name and (closes or shape.closed_by is None):
        return shape
    return replace(
        shape,
        fields=fields,
        name=shape.name if has_name else None,
        closed_by=shape.closed_by if closes else None,
    )


def _names(fact: Fact) -> Iterator[str]:
    return (each.id for each in fact.with_fields())
