"""How a workbook is refused, in words."""

from checklist_engine.formats.xlsx_cells import cell_name
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.ground.places import Place

_ASK_FOR_ANOTHER = "元のソフトで開いて、新しいブック（.xlsx）に内容を写し、保存し直してください"


def refusal(name: str, code: str, message: str, hint: str) -> InvalidFile:
    """One fault of the file as a whole."""
    return InvalidFile([Diagnostic(code=code, message=message, hint=hint, place=Place(file=name))])


def broken(name: str) -> InvalidFile:
    """E133: the file is cut off, or not as Excel writes it."""
    return refusal(
        name,
        "E133",
        "ファイルが壊れているか、途中で切れています",
        "元のファイルを、もう一度受け取るか、Excel で開いて保存し直してください",
    )


def too_large(name: str, why: str) -> InvalidFile:
    """E134: more than any form needs."""
    return refusal(
        name,
        "E134",
        f"ブックが大きすぎます（{why}）",
        "別のファイルを指定していないか確かめ、貼り付けた画像や要らないシートを消してください",
    )


def sheet_too_large(name: str, sheet: str, row: int, column: int, why: str) -> InvalidFile:
    """E136: a cell where no form has one, or one that holds too much."""
    place = Place(file=name, line=row, column=column, cell=f"「{sheet}」{cell_name(row, column)}")
    return InvalidFile([
        Diagnostic(
            code="E136", message=f"シートが大きすぎます（{why}）", place=place,
            hint="記入したもののほかにないか確かめ、要らない行、列及びシートを消してください",
        )
    ])  # fmt: skip


def unsafe(name: str, what: str) -> InvalidFile:
    """E135: what a filled-in form never has, and what may do harm."""
    return refusal(name, "E135", f"安全に読めないもの（{what}）が入っています", _ASK_FOR_ANOTHER)
