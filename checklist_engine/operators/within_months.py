"""`within_months` (か月以内): the day is no older than so many months, and not in the future."""

from checklist_engine.ground.atoms import WithinMonths
from checklist_engine.operators.operator import DATES, Argument, Example, Operator

OPERATOR = Operator(
    name="within_months",
    label="か月以内",
    meaning=(
        "基準日の何か月前の同じ日（その月にその日がなければ末日）から、基準日までのときに成り立ちます。"
        "将来の日は当たりません。"
    ),
    examples=(
        Example(
            fact="audit.done_on",
            right="{within_months: 12}",
            true=("2020-04-15", "2021-04-15"),
            false=("2020-04-14", "2021-04-16"),
        ),
    ),
    on=DATES,
    argument=Argument.MONTHS,
    lower=lambda months: WithinMonths(months=months),
)
