"""What a cell was understood to say, or why it could not be."""

from typing import TypeAlias

from checklist_engine.formats.xlsx_cells import CellError, Formula, Struck, cell_words
from checklist_engine.ground.lazy_dataclasses import dataclass

_LONGEST_SHOWN = 40

NoAnswer: TypeAlias = Formula | CellError | Struck
"""What a cell may hold that is nobody's answer, or perhaps not any more."""


@dataclass(frozen=True, slots=True)
class Said:
    """A value as a submission file has it; `words` where it is not what stood in the cell."""

    raw: object
    words: str | None


@dataclass(frozen=True, slots=True)
class Unclear:
    """A fault to be: what is said cannot be told for certain."""

    code: str
    message: str
    hint: str


def no_answer(value: NoAnswer) -> Unclear:
    """Why such a cell says nothing."""
    match value:
        case Formula():
            return Unclear(
                "E341",
                f"数式（{briefly(cell_words(value))}）は回答になりません",
                "数式でなく、その答えの文字や数を、そのまま入力してください",
            )
        case CellError(code=code):
            return Unclear(
                "E341",
                f"エラー値（{briefly(code)}）になっています",
                "セルの内容を消して、入力し直してください",
            )
        case Struck(words=words):
            return Unclear(
                "E341",
                f"取り消し線の付いた文字（{briefly(words)}）が、回答かどうか分かりません",
                "消すつもりなら文字を消し、回答なら取り消し線を外してください",
            )


def briefly(words: str) -> str:
    r"""Words as a message shows them: in one line, and not too many.

    >>> briefly("一行目\n二行目")
    '一行目 二行目'
    """
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST_SHOWN else f"{line[:_LONGEST_SHOWN]}…"
