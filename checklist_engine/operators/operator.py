"""What an operator is: on which facts it stands, what its right side is, what it comes down to."""

from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import Any

from checklist_engine.ground.atoms import Atom
from checklist_engine.ground.lazy_dataclasses import dataclass
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


UNANSWERED = ("", "{unknown: 照会中}")
"""What stands in a file where there is no answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A worked example on one of EXAMPLE_FACTS: answers (YAML) by the truth they give on EXAMPLE_DAY.

    `right` is what a rule writes after the fact, as YAML.
    """

    fact: str
    right: str
    true: tuple[str, ...]
    false: tuple[str, ...]
    unknown: tuple[str, ...] = UNANSWERED

    @property
    def expression(self) -> str:
        """The whole expression, as a rule has it."""
        return f"{self.fact}: {self.right}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """演算子: a comparison that a rule may write after a path.

    `lower` takes the right side as checked by the compiler (a Value, a frozenset of them, a bool,
    an int, a str), or None where it is another fact. `meaning` says to authors when it holds, and
    `examples` show it: the page of operators is made of them, and a test evaluates them.
    """

    name: str
    label: str
    meaning: str
    examples: tuple[Example, ...]
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

EXAMPLE_FACTS = """\
section: {id: example, label: 例, order: 1}
facts:
  - {id: data.personal, label: 個人情報の取扱い, type: boolean}
  - id: hosting.country
    label: サーバーの設置国
    type: choice
    choices: {JP: 日本, EU: 欧州連合, OTHER: その他の国}
  - id: hosting.safeguards
    label: 国外に置くときの措置
    type: choices
    choices: {law_checked: 設置国の制度の確認, own_key: 市の鍵による暗号化, copy_at_home: 国内の複製}
  - {id: log.months, label: 操作の記録の保存期間, type: integer, unit: か月}
  - {id: notice.number, label: 届出の番号, type: text}
  - {id: audit.done_on, label: 監査の日, type: date}
  - {id: audit.valid_until, label: 監査報告の期限, type: date}
"""
"""The vocabulary of the examples: a facts file."""

EXAMPLE_DAY = date(2021, 4, 15)
"""The assessment date of the examples."""
