"""`at_most` (以下): ≤; a later day is the greater one."""

from checklist_engine.ground.atoms import Threshold
from checklist_engine.operators.operator import ORDERED, Argument, Operator

OPERATOR = Operator(
    name="at_most",
    label="以下",
    on=ORDERED,
    argument=Argument.VALUE,
    lower=lambda bound: Threshold(operand=bound, relation="at_most"),
)
