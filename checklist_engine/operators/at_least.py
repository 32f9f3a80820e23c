"""`at_least` (以上): ≥; a later day is the greater one."""

from checklist_engine.ground.atoms import Threshold
from checklist_engine.operators.operator import ORDERED, Argument, Example, Operator

OPERATOR = Operator(
    name="at_least",
    label="以上",
    meaning="右の値以上のとき、日付ではその日以後のときに成り立ちます。",
    examples=(
        Example(fact="log.months", right="{at_least: 6}", true=("6", "12"), false=("5",)),
        Example(
            fact="audit.done_on",
            right="{at_least: 2021-04-01}",
            true=("2021-04-01",),
            false=("2021-03-31",),
        ),
    ),
    on=ORDERED,
    argument=Argument.VALUE,
    lower=lambda bound: Threshold(operand=bound, relation="at_least"),
)
