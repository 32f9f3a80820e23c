"""What an expression sees of the answers: irrelevant and unproven ones are as good as unanswered."""

from collections.abc import Set as AbstractSet
from datetime import date
from typing import TypeAlias

from checklist_engine.ground.lazy_dataclasses import dataclass, field, replace
from checklist_engine.model.paths import FactRef, FieldRef, Ref, TierRef
from checklist_engine.model.submission import Answer, Answers, Element

Scope: TypeAlias = tuple[Element, ...]
"""The elements around an expression, innermost first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Answers without those at the `hidden` paths, on one day."""

    answers: Answers
    as_of: date
    hidden: AbstractSet[str] = field(default_factory=frozenset)

    def without(self, paths: AbstractSet[str]) -> "View":
        """The same, with more answers hidden."""
        return replace(self, hidden=self.hidden | paths) if paths else self

    def answer(self, ref: Ref, scope: Scope) -> Answer | None:
        """The answer at `ref`, or None."""
        match ref:
            case FactRef(fact=fact):
                return None if fact in self.hidden else self.answers.values.get(fact)
            case FieldRef(up=up, field=name):
                value = scope[up].values.get(name)
                if value is None or not self.hidden or path_of(ref, scope) not in self.hidden:
                    return value
                return None
            case TierRef(up=up):
                return scope[up].tier


def path_of(ref: FactRef | FieldRef, scope: Scope) -> str:
    """The path as it is printed: `hosting.country`, `parties[sys/aws].country`."""
    match ref:
        case FactRef(fact=fact):
            return fact
        case FieldRef(up=up, field=name):
            return f"{scope[up].path}.{name}"


def paths_of(ref: Ref, scope: Scope) -> frozenset[str]:
    """The path of `ref`; `.tier`, which nobody answers, has none."""
    return frozenset() if isinstance(ref, TierRef) else frozenset({path_of(ref, scope)})
