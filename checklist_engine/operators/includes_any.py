"""`includes_any` (いずれかを含む): at least one of the codes is chosen."""

from checklist_engine.ground.atoms import Includes
from checklist_engine.operators.operator import CHOICES, Argument, Example, Operator

OPERATOR = Operator(
    name="includes_any",
    label="いずれかを含む",
    meaning="並べたコードのうち、少なくとも一つが選ばれているときに成り立ちます。",
    examples=(
        Example(
            fact="hosting.safeguards",
            right="{includes_any: [law_checked, own_key]}",
            true=("[own_key]", "[own_key, copy_at_home]"),
            false=("[copy_at_home]", "[]"),
        ),
    ),
    on=CHOICES,
    argument=Argument.CODES,
    lower=lambda codes: Includes(operand=codes, all_of_them=False),
)
