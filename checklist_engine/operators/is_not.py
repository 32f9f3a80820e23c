"""`is_not` (等しくない): the answer differs from the right side; unanswered is no difference."""

from checklist_engine.ground.atoms import OneOf
from checklist_engine.operators.operator import SCALARS, Argument, Operator

OPERATOR = Operator(
    name="is_not",
    label="等しくない",
    on=SCALARS,
    argument=Argument.VALUE,
    lower=lambda value: OneOf(operand=None if value is None else frozenset({value}), negated=True),
)
