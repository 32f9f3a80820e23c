"""`not_in` (いずれでもない): the answer is none of the list; unanswered is not none of them."""

from checklist_engine.ground.atoms import OneOf
from checklist_engine.operators.operator import SCALARS, Argument, Operator

OPERATOR = Operator(
    name="not_in",
    label="いずれでもない",
    on=SCALARS,
    argument=Argument.VALUES,
    lower=lambda values: OneOf(operand=values, negated=True),
)
