"""`not_in` (いずれでもない): the answer is none of the list; unanswered is not none of them."""

from checklist_engine.ground.atoms import OneOf
from checklist_engine.operators.operator import SCALARS, Argument, Example, Operator

OPERATOR = Operator(
    name="not_in",
    label="いずれでもない",
    meaning=(
        "並べた値のいずれでもないときに成り立ちます。未回答は、「いずれでもない」ことになりません。"
    ),
    examples=(
        Example(
            fact="hosting.country",
            right="{not_in: [EU, OTHER]}",
            true=("JP",),
            false=("EU", "OTHER"),
        ),
    ),
    on=SCALARS,
    argument=Argument.VALUES,
    lower=lambda values: OneOf(operand=values, negated=True),
)
