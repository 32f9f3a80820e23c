"""長い文

何か
200字を超える文を知らせます。

なぜ
長い文は、質問票でも結論の文書でも読まれません。求めることが二つあれば、条件も質問も二つに分けたほうが、
答えも確認もしやすくなります。

悪い例
    guidance: （200字を超える、一続きの説明）

良い例
    guidance: （要点だけの説明。細かいことは、根拠に挙げた指針に任せる）
"""

from collections.abc import Iterator

from checklist_engine.lint.check import Problem, Severity
from checklist_engine.lint.subject import LintedPack
from checklist_engine.lint.texts import ReadText

CODE = "W519"
SEVERITY = Severity.NOTE

LONGEST = 200
"""Characters, slots as they are written."""


def of_text(text: ReadText, _: LintedPack) -> Iterator[Problem]:
    length = len(text.words.strip())
    if length > LONGEST:
        yield Problem(
            place=text.place,
            message=f"文が長すぎます（{length}字）",
            hint=f"{LONGEST}字までに縮めるか、二つに分けてください",
        )
