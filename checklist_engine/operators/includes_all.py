"""`includes_all` (すべて含む): all of the codes are chosen."""

from checklist_engine.ground.atoms import Includes
from checklist_engine.operators.operator import CHOICES, Argument, Example, Operator

OPERATOR = Operator(
    name="includes_all",
    label="すべて含む",
    meaning=(
        "並べたコードが全て選ばれているときに成り立ちます。"
        "ほかのコードが選ばれていてもかまいません。"
    ),
    examples=(
        Example(
            fact="hosting.safeguards",
            right="{includes_all: [law_checked, own_key]}",
            true=("[law_checked, own_key]", "[law_checked, own_key, copy_at_home]"),
            false=("[own_key]", "[]"),
        ),
    ),
    on=CHOICES,
    argument=Argument.CODES,
    lower=lambda codes: Includes(operand=codes, all_of_them=True),
)
