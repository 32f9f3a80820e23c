"""`in` (いずれかである): the answer is one of the list."""

from checklist_engine.ground.atoms import OneOf
from checklist_engine.operators.operator import SCALARS, Argument, Operator

OPERATOR = Operator(
    name="in",
    label="いずれかである",
    on=SCALARS,
    argument=Argument.VALUES,
    lower=lambda values: OneOf(operand=values),
)
