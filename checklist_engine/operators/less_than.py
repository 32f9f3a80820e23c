"""`less_than` (より小さい): <; a later day is the greater one."""

from checklist_engine.ground.atoms import Threshold
from checklist_engine.operators.operator import ORDERED, Argument, Operator

OPERATOR = Operator(
    name="less_than",
    label="より小さい",
    on=ORDERED,
    argument=Argument.VALUE,
    lower=lambda bound: Threshold(operand=bound, relation="less_than"),
)
