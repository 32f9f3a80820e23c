"""Mentions: where the expressions of a pack, as they are written, name the facts that they look at.

A plan would say as much, but not where, and not of a rule that has faults elsewhere.
"""

from collections.abc import Iterator
from typing import TypeAlias

from checklist_engine.compiler.names import Lists
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.ground.places import Place
from checklist_engine.model.expression import (
    All,
    Any,
    Comparison,
    Count,
    CountOf,
    Every,
    Expression,
    Not,
    Some,
)
from checklist_engine.model.facts import Fact, Vocabulary
from checklist_engine.model.pack import RulePack
from checklist_engine.model.rules import ForEach, Rule, WrittenLabels
from checklist_engine.model.texts import Slot, Text

Scoped: TypeAlias = tuple[Expression, Lists]
"""An expression, and the lists whose elements are around it, innermost first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A fact (None: `.tier`), and the part of an expression that names it."""

    fact: Fact | None
    by: Comparison | Every | Some | Count | ForEach


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A fact that a text prints, and the slot or the labels that do."""

    fact: Fact
    by: Slot | WrittenLabels

    @property
    def place(self) -> Place:
        return self.by.place


def rule_mentions(rule: Rule, vocabulary: Vocabulary) -> Iterator[Mention]:
    """Everything that a rule looks at."""
    if rule.for_each is not None:
        listed = fact_at(rule.for_each.path, vocabulary, ())
        if listed is not None:
            yield Mention(fact=listed, by=rule.for_each)
    for expression, around in rule_expressions(rule, vocabulary):
        yield from mentions(expression, vocabulary, around)


def rule_expressions(rule: Rule, vocabulary: Vocabulary) -> Iterator[Scoped]:
    """`applies_when`, `where`, `require` and `compensated_by`."""
    around = elements_around(rule, vocabulary)
    yield rule.applies_when, ()
    if rule.for_each is not None:
        yield rule.for_each.where, around
    yield rule.require, around
    if rule.compensated_by is not None:
        yield rule.compensated_by, around


def elements_around(rule: Rule, vocabulary: Vocabulary) -> Lists:
    """The list of a rule's `for_each`; none where it has none, or names none."""
    listed = rule.for_each and fact_at(rule.for_each.path, vocabulary, ())
    return (listed,) if listed and listed.shape else ()


def relevance_expressions(vocabulary: Vocabulary) -> Iterator[tuple[Fact, Scoped]]:
    """Every `relevant_when`, with the fact or field that it lets be asked: its own, its section's."""
    for fact in vocabulary.facts.values():
        section = vocabulary.sections[fact.section].relevant_when
        if section is not None:
            yield fact, (section, ())
        yield from _relevance_within(fact, ())


def pack_expressions(pack: RulePack) -> Iterator[Scoped]:
    """Every expression of a pack: of rules, of relevance, and every `discharged_by`."""
    for rule in pack.rules.values():
        yield from rule_expressions(rule, pack.vocabulary)
    yield from (scoped for _, scoped in relevance_expressions(pack.vocabulary))
    for condition in pack.conditions.values():
        if condition.discharged_by is not None:
            yield condition.discharged_by, ()


def mentions(expression: Expression, vocabulary: Vocabulary, around: Lists) -> Iterator[Mention]:
    """Everything that an expression looks at; a name that means nothing is passed over."""
    match expression:
        case Comparison(path=path, argument=argument):
            yield from _mention(path, expression, vocabulary, around)
            if isinstance(argument.raw, dict) and isinstance(argument.raw.get("fact"), str):
                yield from _mention(argument.raw["fact"], expression, vocabulary, around)
        case All(parts=parts) | Any(parts=parts) | CountOf(parts=parts):
            for part in parts:
                yield from mentions(part, vocabulary, around)
        case Not(part=part):
            yield from mentions(part, vocabulary, around)
        case (
            Every(path=path, where=where)
            | Some(path=path, where=where)
            | Count(path=path, where=where)
        ):
            listed = fact_at(path, vocabulary, around)
            if listed is None or listed.shape is None:
                return
            yield Mention(fact=listed, by=expression)
            yield from mentions(where, vocabulary, (listed, *around))
            if not isinstance(expression, Count):
                yield from mentions(expression.satisfies, vocabulary, (listed, *around))


def printed(rule: Rule, vocabulary: Vocabulary) -> Iterator[Printed]:
    """The facts that the texts of a rule print, those among them that it hands to conditions."""
    around = elements_around(rule, vocabulary)
    for by in _slots(rule):
        name = by.path if isinstance(by, WrittenLabels) else by.name
        fact = fact_at(name, vocabulary, around)
        if fact is not None:
            yield Printed(fact=fact, by=by)


def fact_at(path: str, vocabulary: Vocabulary, around: Lists) -> Fact | None:
    """The fact that a path names among the elements of `around`; None for none, and for `.tier`."""
    name = path.lstrip(".")
    up = len(path) - len(name) - 1
    if up < 0:
        return vocabulary.facts.get(name)
    shape = around[up].shape if up < len(around) else None
    return shape.fields.get(name) if shape else None


def pack_texts(pack: RulePack) -> Iterator[Text]:
    """Every text of a pack: of rules, of conditions, of sentences."""
    for rule in pack.rules.values():
        yield from (item for item in _printing(rule) if isinstance(item, Text))
    for condition in pack.conditions.values():
        yield condition.text
        if condition.text_open is not None:
            yield condition.text_open
    sentences = pack.sentences
    yield from (sentences.approve, sentences.approve_with_conditions, sentences.reject)
    yield from (sentences.defer, sentences.precedent)


def slots(text: Text) -> Iterator[Slot]:
    """The slots of a text as it is written."""
    return (slot for slot, _ in text.slots() if isinstance(slot, Slot))


def _slots(rule: Rule) -> Iterator[Slot | WrittenLabels]:
    for item in _printing(rule):
        if isinstance(item, WrittenLabels):
            yield item
        else:
            yield from slots(item)


def _printing(rule: Rule) -> Iterator[Text | WrittenLabels]:
    """The texts of a rule, and what it hands to conditions."""
    for outcome in rule.outcomes.values():
        texts = (outcome.finding, outcome.question, outcome.question_first, outcome.remark)
        yield from (text for text in texts if text is not None)
        for use in outcome.uses:
            for argument in use.arguments.values():
                if isinstance(argument, Text):
                    yield argument
                else:
                    yield from argument


def _relevance_within(fact: Fact, around: Lists) -> Iterator[tuple[Fact, Scoped]]:
    if fact.relevant_when is not None:
        yield fact, (fact.relevant_when, around)
    if fact.shape is not None:
        for field in fact.shape.fields.values():
            yield from _relevance_within(field, (fact, *around))


def _mention(path: str, by: Comparison, vocabulary: Vocabulary, around: Lists) -> Iterator[Mention]:
    fact = fact_at(path, vocabulary, around)
    if fact is not None:
        yield Mention(fact=fact, by=by)
    elif path.endswith(".tier") and path.startswith("."):
        yield Mention(fact=None, by=by)
