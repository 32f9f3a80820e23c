"""`excludes_all` (いずれも含まない): none of the codes is chosen."""

from checklist_engine.ground.atoms import Includes
from checklist_engine.operators.operator import CHOICES, Argument, Operator

OPERATOR = Operator(
    name="excludes_all",
    label="いずれも含まない",
    on=CHOICES,
    argument=Argument.CODES,
    lower=lambda codes: Includes(operand=codes, all_of_them=False, negated=True),
)
