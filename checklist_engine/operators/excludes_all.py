"""`excludes_all` (いずれも含まない): none of the codes is chosen."""

from checklist_engine.ground.atoms import Includes
from checklist_engine.operators.operator import CHOICES, Argument, Example, Operator

OPERATOR = Operator(
    name="excludes_all",
    label="いずれも含まない",
    meaning=(
        "並べたコードが一つも選ばれていないときに成り立ちます。"
        "未回答は、「選ばれていない」ことになりません。"
    ),
    examples=(
        Example(
            fact="hosting.safeguards",
            right="{excludes_all: [law_checked, own_key]}",
            true=("[copy_at_home]", "[]"),
            false=("[own_key, copy_at_home]",),
        ),
    ),
    on=CHOICES,
    argument=Argument.CODES,
    lower=lambda codes: Includes(operand=codes, all_of_them=False, negated=True),
)
