"""`more_than` (より大きい): >; a later day is the greater one."""

from checklist_engine.ground.atoms import Threshold
from checklist_engine.operators.operator import ORDERED, Argument, Example, Operator

OPERATOR = Operator(
    name="more_than",
    label="より大きい",
    meaning=(
        "右の値より大きいとき、日付ではその日より後のときに成り立ちます。"
        "右の値そのものは当たりません。"
    ),
    examples=(
        Example(fact="log.months", right="{more_than: 6}", true=("7",), false=("5", "6")),
        Example(
            fact="audit.done_on",
            right="{more_than: 2021-03-31}",
            true=("2021-04-01",),
            false=("2021-03-31",),
        ),
    ),
    on=ORDERED,
    argument=Argument.VALUE,
    lower=lambda bound: Threshold(operand=bound, relation="more_than"),
)
