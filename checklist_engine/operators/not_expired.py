"""`not_expired` (期限内): the day is the assessment date or later (`true`), or earlier (`false`)."""

from checklist_engine.ground.atoms import NotExpired
from checklist_engine.operators.operator import DATES, Argument, Operator

OPERATOR = Operator(
    name="not_expired",
    label="期限内",
    on=DATES,
    argument=Argument.YES_NO,
    lower=lambda expected: NotExpired(expected=expected),
)
