"""`is_not` (等しくない): the answer differs from the right side; unanswered is no difference."""

from checklist_engine.ground.atoms import OneOf
from checklist_engine.operators.operator import SCALARS, Argument, Example, Operator

OPERATOR = Operator(
    name="is_not",
    label="等しくない",
    meaning=("右の値と等しくないときに成り立ちます。未回答は、「等しくない」ことになりません。"),
    examples=(
        Example(
            fact="hosting.country", right="{is_not: OTHER}", true=("JP", "EU"), false=("OTHER",)
        ),
    ),
    on=SCALARS,
    argument=Argument.VALUE,
    lower=lambda value: OneOf(operand=None if value is None else frozenset({value}), negated=True),
)
