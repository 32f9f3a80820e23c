"""`at_least` (以上): ≥; a later day is the greater one."""

from checklist_engine.ground.atoms import Threshold
from checklist_engine.operators.operator import ORDERED, Argument, Operator

OPERATOR = Operator(
    name="at_least",
    label="以上",
    on=ORDERED,
    argument=Argument.VALUE,
    lower=lambda bound: Threshold(operand=bound, relation="at_least"),
)
