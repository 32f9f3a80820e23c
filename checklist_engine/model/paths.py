"""References of compiled rules to answers: resolved once, never looked up by name again."""

from typing import TypeAlias

from checklist_engine.ground.lazy_dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRef:
    """An answer of the submission."""

    fact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRef:
    """A field of an element: of the innermost one (`up` 0), of the one around it (1), and so on.

    `fact` is the field's full id in the vocabulary.
    """

    up: int
    field: str
    fact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TierRef:
    """`.tier`: the depth of an element in its tree, 1 at the top."""

    up: int


Ref: TypeAlias = FactRef | FieldRef | TierRef
