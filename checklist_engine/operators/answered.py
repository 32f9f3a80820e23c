"""`answered` (回答あり): there is an answer (`true`), or none (`false`); never UNKNOWN."""

from checklist_engine.ground.atoms import Answered
from checklist_engine.operators.operator import ANY, Argument, Operator

OPERATOR = Operator(
    name="answered",
    label="回答あり",
    on=ANY,
    argument=Argument.YES_NO,
    lower=lambda expected: Answered(expected=expected),
)
