"""Truth (真理値): Kleene's strong three-valued logic.

>>> conjunction([Truth.TRUE, Truth.UNKNOWN]), conjunction([Truth.FALSE, Truth.UNKNOWN])
(Truth.UNKNOWN, Truth.FALSE)
"""

from collections.abc import Iterable
from enum import Enum
from typing import NoReturn


class Truth(Enum):
    """真理値: TRUE, FALSE, or UNKNOWN while answers are missing."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"

    # There is one of each; Python would hash its name, every time.
    __hash__ = object.__hash__

    def __repr__(self) -> str:
        return f"Truth.{self.name}"

    def __bool__(self) -> NoReturn:
        # An `if truth:` would quietly read UNKNOWN as a yes or as a no.
        raise TypeError("compare a Truth with `is`; it has no boolean value")


def truth_of(known: bool) -> Truth:
    """The Truth of a two-valued statement."""
    return Truth.TRUE if known else Truth.FALSE


def negation(truth: Truth) -> Truth:
    """NOT; UNKNOWN stays UNKNOWN."""
    match truth:
        case Truth.TRUE:
            return Truth.FALSE
        case Truth.FALSE:
            return Truth.TRUE
        case Truth.UNKNOWN:
            return Truth.UNKNOWN


def conjunction(truths: Iterable[Truth]) -> Truth:
    """AND: FALSE decides it, whatever else is unknown; of nothing, TRUE."""
    found = Truth.TRUE
    for truth in truths:
        if truth is Truth.FALSE:
            return truth
        if truth is Truth.UNKNOWN:
            found = truth
    return found


def disjunction(truths: Iterable[Truth]) -> Truth:
    """OR: TRUE decides it, whatever else is unknown; of nothing, FALSE."""
    found = Truth.FALSE
    for truth in truths:
        if truth is Truth.TRUE:
            return truth
        if truth is Truth.UNKNOWN:
            found = truth
    return found
