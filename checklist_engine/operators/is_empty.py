"""`is_empty` (該当なし): nothing is chosen (`true`), or something is (`false`)."""

from checklist_engine.ground.atoms import Empty
from checklist_engine.operators.operator import CHOICES, Argument, Example, Operator

OPERATOR = Operator(
    name="is_empty",
    label="該当なし",
    meaning=(
        "何も選ばれていないとき（true）、又は何か選ばれているとき（false）に成り立ちます。"
        "`[]`（該当なし）は回答であり、未回答とは違います。"
    ),
    examples=(
        Example(
            fact="hosting.safeguards", right="{is_empty: true}", true=("[]",), false=("[own_key]",)
        ),
        Example(
            fact="hosting.safeguards", right="{is_empty: false}", true=("[own_key]",), false=("[]",)
        ),
    ),
    on=CHOICES,
    argument=Argument.YES_NO,
    lower=lambda expected: Empty(expected=expected),
)
