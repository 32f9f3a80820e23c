"""`includes_all` (すべて含む): all of the codes are chosen."""

from checklist_engine.ground.atoms import Includes
from checklist_engine.operators.operator import CHOICES, Argument, Operator

OPERATOR = Operator(
    name="includes_all",
    label="すべて含む",
    on=CHOICES,
    argument=Argument.CODES,
    lower=lambda codes: Includes(operand=codes, all_of_them=True),
)
