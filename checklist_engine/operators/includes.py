"""`includes` (含む): that code is chosen."""

from checklist_engine.ground.atoms import Includes
from checklist_engine.operators.operator import CHOICES, Argument, Operator

OPERATOR = Operator(
    name="includes",
    label="含む",
    on=CHOICES,
    argument=Argument.CODE,
    lower=lambda code: Includes(operand=frozenset({code}), all_of_them=True),
)
