"""`less_than` (より小さい): <; a later day is the greater one."""

from checklist_engine.ground.atoms import Threshold
from checklist_engine.operators.operator import ORDERED, Argument, Example, Operator

OPERATOR = Operator(
    name="less_than",
    label="より小さい",
    meaning=(
        "右の値より小さいとき、日付ではその日より前のときに成り立ちます。"
        "右の値そのものは当たりません。"
    ),
    examples=(
        Example(fact="log.months", right="{less_than: 12}", true=("11",), false=("12",)),
        Example(
            fact="audit.done_on",
            right="{less_than: 2021-04-01}",
            true=("2021-03-31",),
            false=("2021-04-01",),
        ),
    ),
    on=ORDERED,
    argument=Argument.VALUE,
    lower=lambda bound: Threshold(operand=bound, relation="less_than"),
)
