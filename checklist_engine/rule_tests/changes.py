"""A change to one expression of a rule: a slip that its tests should notice."""

from collections.abc import Mapping

from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.places import Place
from checklist_engine.ground.value_words import value_words
from checklist_engine.ground.values import Value
from checklist_engine.model.facts import Fact, Vocabulary
from checklist_engine.model.paths import Ref, TierRef
from checklist_engine.model.plan import ListRef, Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What stands in the place of an expression.

    Attributes:
        key: tells the changes of one expression apart, whatever its parameters are.
        words: what was done, up to the stem of its verb: 「…に替え」.
        node: what the expression comes to now.
        place: what was changed; None where the expression has no place of its own.
    """

    key: tuple[object, ...]
    words: str
    node: Node
    place: Place | None


@dataclass(frozen=True, slots=True)
class FactWords:
    """Facts as a form calls them, for what a rule names."""

    by_id: Mapping[str, Fact]

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> "FactWords":
        """Those of a vocabulary."""
        return cls({fact.full_id: fact for fact in vocabulary.all_facts()})

    def at(self, ref: Ref) -> Fact | None:
        """The fact that is named; None for `.tier`."""
        return None if isinstance(ref, TierRef) else self.by_id[ref.fact]

    def subject(self, ref: Ref | ListRef) -> str:
        """What a reader of the form calls it."""
        fact = self.at(ref)
        return f"「{fact.label}」" if fact else "段階"


def named(value: Value, fact: Fact | None) -> str:
    """A value as the form shows it."""
    choices = (fact.choices if fact else None) or {}
    if isinstance(value, str) and value in choices:
        return f"「{choices[value]}」"
    unit = (fact.unit or "") if fact and not isinstance(value, bool) else ""
    return f"「{value_words(value)}{unit}」"
