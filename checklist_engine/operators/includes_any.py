"""`includes_any` (いずれかを含む): at least one of the codes is chosen."""

from checklist_engine.ground.atoms import Includes
from checklist_engine.operators.operator import CHOICES, Argument, Operator

OPERATOR = Operator(
    name="includes_any",
    label="いずれかを含む",
    on=CHOICES,
    argument=Argument.CODES,
    lower=lambda codes: Includes(operand=codes, all_of_them=False),
)
