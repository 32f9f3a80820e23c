"""`not_expired` (期限内): the day is the assessment date or later (`true`), or earlier (`false`)."""

from checklist_engine.ground.atoms import NotExpired
from checklist_engine.operators.operator import DATES, Argument, Example, Operator

OPERATOR = Operator(
    name="not_expired",
    label="期限内",
    meaning=(
        "基準日に期限が切れていないとき（true）、又は切れているとき（false）に成り立ちます。"
        "期限の日そのものには、まだ切れていません。"
    ),
    examples=(
        Example(
            fact="audit.valid_until",
            right="{not_expired: true}",
            true=("2021-04-15", "2022-03-31"),
            false=("2021-04-14",),
        ),
        Example(
            fact="audit.valid_until",
            right="{not_expired: false}",
            true=("2021-04-14",),
            false=("2021-04-15",),
        ),
    ),
    on=DATES,
    argument=Argument.YES_NO,
    lower=lambda expected: NotExpired(expected=expected),
)
