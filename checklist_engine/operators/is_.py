"""`is` (等しい): the answer equals the right side."""

from checklist_engine.ground.atoms import OneOf
from checklist_engine.operators.operator import SCALARS, Argument, Operator

OPERATOR = Operator(
    name="is",
    label="等しい",
    on=SCALARS,
    argument=Argument.VALUE,
    lower=lambda value: OneOf(operand=None if value is None else frozenset({value})),
)
