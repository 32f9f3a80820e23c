"""`includes` (含む): that code is chosen."""

from checklist_engine.ground.atoms import Includes
from checklist_engine.operators.operator import CHOICES, Argument, Example, Operator

OPERATOR = Operator(
    name="includes",
    label="含む",
    meaning=(
        "そのコードが選ばれているときに成り立ちます。ほかのコードが選ばれていてもかまいません。"
    ),
    examples=(
        Example(
            fact="hosting.safeguards",
            right="{includes: own_key}",
            true=("[own_key]", "[law_checked, own_key]"),
            false=("[law_checked]", "[]"),
        ),
    ),
    on=CHOICES,
    argument=Argument.CODE,
    lower=lambda code: Includes(operand=frozenset({code}), all_of_them=True),
)
