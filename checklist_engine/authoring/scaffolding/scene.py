"""Scenes: a few answers with which an expression is TRUE, or FALSE, to begin a test with."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import chain

from checklist_engine.analysis.domains import domain
from checklist_engine.ground.atoms import Answered, holds
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.values import FactType, Value
from checklist_engine.model.facts import Fact, ListShape, Vocabulary
from checklist_engine.model.paths import FactRef, FieldRef, TierRef
from checklist_engine.model.plan import (
    Conjunction,
    Disjunction,
    ElementTally,
    Exists,
    ForAll,
    ListRef,
    Negation,
    Node,
    Tally,
    Test,
    Undecided,
)

FIRST, BELOW = "a", "b"
"""Keys of elements: of one, and of one below it."""
_DEEPEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Answers as a file has them: of the submission, and of one element at a tier (None: any)."""

    answers: Mapping[str, object] = field(default_factory=dict)
    fields: Mapping[str, object] = field(default_factory=dict)
    tier: int | None = None

    def together_with(self, other: "Scene") -> "Scene | None":
        """Both, or None where they contradict each other."""
        answers = _joined(self.answers, other.answers)
        fields = _joined(self.fields, other.fields)
        tiers = {tier for tier in (self.tier, other.tier) if tier is not None}
        if answers is None or fields is None or len(tiers) > 1:
            return None
        return Scene(answers=answers, fields=fields, tier=next(iter(tiers), None))


@dataclass(frozen=True, slots=True)
class Stage:
    """Looks for scenes, the plain way: the first choice that fits, none taken back."""

    vocabulary: Vocabulary
    as_of: date

    def scene(self, node: Node, *, wanted: bool) -> Scene | None:
        """A scene in which an expression is as wanted; None where none is found."""
        match node:
            case Test():
                return self.of_test(node, wanted=wanted)
            case Negation(part=part):
                return self.scene(part, wanted=not wanted)
            case Conjunction(parts=parts) | Disjunction(parts=parts):
                found = [self.scene(part, wanted=wanted) for part in parts]
                return (
                    _together(found)
                    if isinstance(node, Conjunction) is wanted
                    else _plainest(found)
                )
            case Exists(elements=elements, closed_by=closed_by, where=where, satisfies=satisfies):
                inside = Conjunction(parts=(where, satisfies))
                return self.one(elements, inside) if wanted else self.nothing(elements, closed_by)
            case ForAll(elements=elements, closed_by=closed_by, where=where, satisfies=satisfies):
                inside = Conjunction(parts=(where, Negation(part=satisfies)))
                return self.nothing(elements, closed_by) if wanted else self.one(elements, inside)
            case Tally() | ElementTally() | Undecided():
                return None

    def of_test(self, test: Test, *, wanted: bool) -> Scene | None:
        """The first answer that passes, or fails, a test on its own."""
        if test.against is not None or isinstance(test.atom, Answered):
            return None
        match test.ref:
            case FactRef(fact=name):
                value = self.answer(self.vocabulary.facts[name], test, wanted=wanted)
                return None if value is None else Scene(answers={name: value})
            case FieldRef(up=0, field=name, fact=full_id):
                fact = next(each for each in self.vocabulary.all_facts() if each.full_id == full_id)
                value = self.answer(fact, test, wanted=wanted)
                return None if value is None else Scene(fields={name: value})
            case TierRef(up=0):
                tiers = range(1, _DEEPEST + 1)
                fitting = (n for n in tiers if holds(test.atom, n, self.as_of) is wanted)
                tier = next(fitting, None)
                return None if tier is None else Scene(tier=tier)
            case _:
                return None

    def answer(self, fact: Fact, test: Test, *, wanted: bool) -> object:
        codes = list(fact.choices or {})
        values: Iterable[Value] = (
            chain([frozenset[str]()], (frozenset({code}) for code in codes), [frozenset(codes)])
            if fact.type is FactType.CHOICES
            else domain(fact, {test.atom}, self.as_of).values
        )
        fitting = (value for value in values if holds(test.atom, value, self.as_of) is wanted)
        value = next(fitting, None)
        return sorted(value) if isinstance(value, frozenset) else value

    def one(self, elements: ListRef, inside: Node) -> Scene | None:
        """A list of one element, in which the expression holds."""
        found = self.scene(inside, wanted=True)
        shape = self.vocabulary.facts[elements.fact].shape if _is_at_top(elements) else None
        if found is None or shape is None:
            return None
        listed = element_of(shape, found)
        return Scene(answers={elements.fact: [listed]}).together_with(Scene(answers=found.answers))

    def nothing(self, elements: ListRef, closed_by: str | None) -> Scene | None:
        """A list that is complete, and empty."""
        if not _is_at_top(elements):
            return None
        closing = {closed_by: True} if closed_by else {}
        return Scene(answers={elements.fact: [], **closing})


def element_of(
    shape: ListShape, scene: Scene, answer: Mapping[str, object] | None = None
) -> Mapping[str, object]:
    """The element of a scene, with one more answer; one further down stands below another."""
    fields = {**scene.fields, **(answer or {})}
    if scene.tier in (None, 1):
        return {shape.key: FIRST, **fields}
    return {shape.key: FIRST, str(shape.children): [{shape.key: BELOW, **fields}]}


def _is_at_top(elements: ListRef) -> bool:
    return isinstance(elements, FactRef)


def _plainest(scenes: Sequence[Scene | None]) -> Scene | None:
    """The first scene, but rather one that may be at any tier: elements above have answers to give."""
    found = [scene for scene in scenes if scene is not None]
    return min(found, key=lambda scene: scene.tier or 0, default=None)


def _together(scenes: Iterable[Scene | None]) -> Scene | None:
    whole: Scene | None = Scene()
    for scene in scenes:
        whole = whole.together_with(scene) if whole is not None and scene is not None else None
    return whole


def _joined(one: Mapping[str, object], other: Mapping[str, object]) -> Mapping[str, object] | None:
    if any(one[name] != other[name] for name in one.keys() & other.keys()):
        return None
    return {**one, **other}
