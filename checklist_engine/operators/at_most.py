"""`at_most` (以下): ≤; a later day is the greater one."""

from checklist_engine.ground.atoms import Threshold
from checklist_engine.operators.operator import ORDERED, Argument, Example, Operator

OPERATOR = Operator(
    name="at_most",
    label="以下",
    meaning="右の値以下のとき、日付ではその日以前のときに成り立ちます。",
    examples=(
        Example(fact="log.months", right="{at_most: 12}", true=("0", "12"), false=("13",)),
        Example(
            fact="audit.done_on",
            right="{at_most: 2021-03-31}",
            true=("2021-03-31",),
            false=("2021-04-01",),
        ),
    ),
    on=ORDERED,
    argument=Argument.VALUE,
    lower=lambda bound: Threshold(operand=bound, relation="at_most"),
)
