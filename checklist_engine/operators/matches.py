"""`matches` (書き方に合う): the whole text matches the pattern."""

from checklist_engine.ground.atoms import Pattern
from checklist_engine.operators.operator import TEXTS, Argument, Operator

OPERATOR = Operator(
    name="matches",
    label="書き方に合う",
    on=TEXTS,
    argument=Argument.PATTERN,
    lower=lambda pattern: Pattern(pattern=pattern),
)
