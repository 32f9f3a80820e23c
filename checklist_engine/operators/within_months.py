"""`within_months` (か月以内): the day is no older than so many months, and not in the future."""

from checklist_engine.ground.atoms import WithinMonths
from checklist_engine.operators.operator import DATES, Argument, Operator

OPERATOR = Operator(
    name="within_months",
    label="か月以内",
    on=DATES,
    argument=Argument.MONTHS,
    lower=lambda months: WithinMonths(months=months),
)
