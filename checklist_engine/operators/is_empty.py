"""`is_empty` (該当なし): nothing is chosen (`true`), or something is (`false`)."""

from checklist_engine.ground.atoms import Empty
from checklist_engine.operators.operator import CHOICES, Argument, Operator

OPERATOR = Operator(
    name="is_empty",
    label="該当なし",
    on=CHOICES,
    argument=Argument.YES_NO,
    lower=lambda expected: Empty(expected=expected),
)
