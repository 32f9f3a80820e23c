"""`matches` (書き方に合う): the whole text matches the pattern."""

from checklist_engine.ground.atoms import Pattern
from checklist_engine.operators.operator import TEXTS, Argument, Example, Operator

OPERATOR = Operator(
    name="matches",
    label="書き方に合う",
    meaning=("文の全体がパターンに合うときに成り立ちます。一部だけが合うのでは足りません。"),
    examples=(
        Example(
            fact="notice.number",
            right="{matches: '[0-9]{4}-[0-9]+'}",
            true=("2021-12",),
            false=("2021-12号", "令和3年第12号"),
        ),
    ),
    on=TEXTS,
    argument=Argument.PATTERN,
    lower=lambda pattern: Pattern(pattern=pattern),
)
