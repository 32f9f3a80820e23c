"""役目のない見逃し

何か
`# checklist: ignore` に書かれた符号のうち、その場所で何も指摘していないものを知らせます。`--fix` で消せます。

なぜ
直した後に残った見逃しは、次に同じ誤りをしたときに、それを隠します。行を移したときに見逃しが元の場所に残り、
役に立っていないこともあります。

悪い例
    outcomes:
      undetermined:
        question: 記録を残していますか    # checklist: ignore W512 慣用の言い方のため

良い例
    outcomes:
      undetermined:
        question: 記録を残していますか
"""

from collections.abc import Iterator, Sequence

from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.suppressions import Ignore

CODE = "W501"
SEVERITY = Severity.WARNING


def unused(ignore: Ignore, codes: Sequence[str]) -> Iterator[Problem]:
    """What to say of the codes of an ignore that let nothing pass, which only all the checks together show."""
    for code in codes:
        yield Problem(
            place=ignore.place_of(code),
            message=f"ここに {code} の指摘はないので、この見逃しは要りません",
            hint="消してください。指摘が別の行にあれば、その行の終わりか、直前の行に移してください",
            edits=(ignore.without(codes),),
        )
