"""`answered` (回答あり): there is an answer (`true`), or none (`false`); never UNKNOWN."""

from checklist_engine.ground.atoms import Answered
from checklist_engine.operators.operator import ANY, UNANSWERED, Argument, Example, Operator

OPERATOR = Operator(
    name="answered",
    label="回答あり",
    meaning=(
        "回答があるとき（true）、又はないとき（false）に成り立ちます。"
        "未回答でも真か偽に決まる、ただ一つの演算子です。"
        "記入の有無だけを見るので、回答の中身を確かめるほかの演算子の代わりにはなりません。"
    ),
    examples=(
        Example(
            fact="hosting.country",
            right="{answered: true}",
            true=("JP",),
            false=UNANSWERED,
            unknown=(),
        ),
        Example(
            fact="hosting.country",
            right="{answered: false}",
            true=UNANSWERED,
            false=("JP",),
            unknown=(),
        ),
    ),
    on=ANY,
    argument=Argument.YES_NO,
    lower=lambda expected: Answered(expected=expected),
)
