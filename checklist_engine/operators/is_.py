"""`is` (等しい): the answer equals the right side."""

from checklist_engine.ground.atoms import OneOf
from checklist_engine.operators.operator import SCALARS, Argument, Example, Operator

OPERATOR = Operator(
    name="is",
    label="等しい",
    meaning=(
        "右の値と等しいときに成り立ちます。"
        "値だけを書いたとき（`hosting.country: JP`）も、この意味になります。"
    ),
    examples=(
        Example(fact="hosting.country", right="{is: JP}", true=("JP",), false=("EU",)),
        Example(fact="data.personal", right="true", true=("true",), false=("false",)),
    ),
    on=SCALARS,
    argument=Argument.VALUE,
    lower=lambda value: OneOf(operand=None if value is None else frozenset({value})),
)
