"""What an operator is: on which facts it stands, what its right side is, what it comes down to."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from checklist_engine.ground.atoms import Atom
from checklist_engine.ground.values import FactType


class Argument(Enum):
    """The right side of a comparison."""

    VALUE = "value"  # a value of the fact's own type
    VALUES = "values"  # a list of them, not empty
    CODE = "code"  # one code of the fact's choices
    CODES = "codes"  # a list of them, not empty
    YES_NO = "yes_no"  # true or false
    MONTHS = "months"  # a number of months
    PATTERN = "pattern"  # a pattern, see ground/patterns.py


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """演算子: a comparison that a rule may write after a path.

    `lower` takes the right side as checked by the compiler (a Value, a frozenset of them, a bool,
    an int, a str), or None where it is another fact.
    """

    name: str
    label: str
    on: frozenset[FactType]
    argument: Argument
    lower: Callable[[Any], Atom]


SCALARS = frozenset(
    {
        FactType.BOOLEAN,
        FactType.CHOICE,
        FactType.INTEGER,
        FactType.NUMBER,
        FactType.TEXT,
        FactType.DATE,
    }
)
ORDERED = frozenset({FactType.INTEGER, FactType.NUMBER, FactType.DATE})
CHOICES = frozenset({FactType.CHOICES})
DATES = frozenset({FactType.DATE})
TEXTS = frozenset({FactType.TEXT})
ANY = frozenset(FactType)
