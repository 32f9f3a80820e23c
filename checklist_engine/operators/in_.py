"""`in` (いずれかである): the answer is one of the list."""

from checklist_engine.ground.atoms import OneOf
from checklist_engine.operators.operator import SCALARS, Argument, Example, Operator

OPERATOR = Operator(
    name="in",
    label="いずれかである",
    meaning=(
        "並べた値のいずれかであるときに成り立ちます。"
        "一覧だけを書いたとき（`hosting.country: [JP, EU]`）も、この意味になります。"
    ),
    examples=(
        Example(
            fact="hosting.country", right="{in: [JP, EU]}", true=("JP", "EU"), false=("OTHER",)
        ),
    ),
    on=SCALARS,
    argument=Argument.VALUES,
    lower=lambda values: OneOf(operand=values),
)
