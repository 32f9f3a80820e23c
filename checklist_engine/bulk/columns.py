"""Columns (列): the answers of many submissions, a small code for each answer.

A column has a sorted table of the values that occur; a code is 0 where there is no answer, else the rank of
the value, from 1 on. Elements of lists stand one after the other (a tree as the evaluator has it, flat and
depth first), so that nothing is cut and nothing is padded here.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeAlias

from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.values import FactType, Value

Bits: TypeAlias = int
"""A plane: bit *i* says something of row *i*."""

Codes: TypeAlias = "array[int]"

CASES = ""
"""Stands for the submissions themselves where a list around is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Answers to one fact: one code for every submission, or for every element of its list."""

    type: FactType
    values: tuple[Value, ...]
    codes: Codes


@dataclass(frozen=True, slots=True, kw_only=True)
class ListColumn:
    """A list. `lengths` has one code for every submission, or element of the list `around`: 0 where it is
    unanswered, else one more than its length. For every element, `trails` has the keys on its way
    (`sys/aws`) as ranks among `ways`, and `tiers` its depth in the tree.
    """

    around: str
    lengths: Codes
    ways: tuple[str, ...]
    trails: Codes
    tiers: Codes


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordKind:
    """All that counts of a record of evidence, but for what it supports."""

    kind: str
    issued_on: date | None
    valid_until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Supports:
    """Which record supports which place (a submission, or an element), pair by pair."""

    records: Codes
    places: Codes


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """証跡. For every record, `rows` has its submission and `codes` its rank among `kinds`. `answers` and
    `elements` are by fact and by list: what supports an answer, and what supports all of an element.
    """

    kinds: tuple[RecordKind, ...]
    codes: Codes
    rows: Codes
    answers: Mapping[str, Supports]
    elements: Mapping[str, Supports]


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Many submissions. Rows stand in groups (of so many rows) whose lists are about equally long; a group
    is evaluated with as many slots as its longest list has elements.

    `order` is the place of each row in what was encoded. `days` has the assessment dates. `types` has the
    type of every fact but lists, so that `facts` need not be read to know it.
    """

    cases: Sequence[str]
    order: Codes
    groups: tuple[int, ...]
    days: Column
    types: Mapping[str, FactType]
    facts: Mapping[str, Column]
    lists: Mapping[str, ListColumn]
    records: Records
    kept: dict[object, object] = field(default_factory=dict, compare=False, repr=False)
    """What has been built from these columns once."""

    @property
    def everywhere(self) -> Bits:
        """All rows."""
        return (1 << len(self.cases)) - 1


def rows_of(plane: Bits) -> Iterator[int]:
    """The rows of a plane, in order.

    >>> list(rows_of(0b1011))
    [0, 1, 3]
    """
    text = bin(plane)[:1:-1]
    at = text.find("1")
    while at >= 0:
        yield at
        at = text.find("1", at + 1)


def codes_of(numbers: Iterable[int], most: int) -> Codes:
    """Numbers up to `most` in the narrowest array that holds them."""
    return array(_narrowest(most), numbers)


def _narrowest(most: int) -> str:
    if most < 1 << 8:
        return "B"
    return "H" if most < 1 << 16 else "I"
