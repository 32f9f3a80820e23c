"""`more_than` (より大きい): >; a later day is the greater one."""

from checklist_engine.ground.atoms import Threshold
from checklist_engine.operators.operator import ORDERED, Argument, Operator

OPERATOR = Operator(
    name="more_than",
    label="より大きい",
    on=ORDERED,
    argument=Argument.VALUE,
    lower=lambda bound: Threshold(operand=bound, relation="more_than"),
)
