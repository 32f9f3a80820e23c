"""What can be wrong with an archive as a file, in words (E150 to E153)."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from checklist_engine.formats.files import shown_path
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.ground.places import Place

MEND = "控えがあれば、控えから戻してください（checklist archive verify で、どこが壊れたかが分かります）"


def refusal(path: Path, code: str, message: str, hint: str) -> InvalidFile:
    """One fault of the archive as a whole."""
    return InvalidFile([fault(path, code, message, hint)])


def fault(path: Path, code: str, message: str, hint: str) -> Diagnostic:
    """A fault of the archive as a whole, or of a file that was to go into it."""
    return Diagnostic(code=code, message=message, hint=hint, place=Place(file=shown_path(path)))


def not_ours(path: Path) -> InvalidFile:
    return refusal(
        path,
        "E150",
        "checklist の蓄積のファイルではありません",
        "蓄積のファイル（checklist archive add で作ったもの）を指定してください",
    )


def damaged(path: Path, what: str) -> InvalidFile:
    return refusal(path, "E152", f"蓄積が壊れています（{what}）", MEND)


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Whatever SQLite refuses inside is raised as a fault of the file.

    Raises:
        InvalidFile: E150, E152 or E153.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise _fault_of(path, error) from error


def _fault_of(path: Path, error: sqlite3.Error) -> Exception:
    # The names of SQLite's extended codes begin with that of the code they extend.
    name = getattr(error, "sqlite_errorname", "")
    match name.split("_")[1:2]:
        case ["BUSY" | "LOCKED" | "PROTOCOL"]:
            return refusal(
                path,
                "E153",
                "ほかの人がこの蓄積に書き込んでいるので、待ちましたが使えませんでした",
                "しばらくしてから、もう一度実行してください（何も書き込んでいません）",
            )
        case ["NOTADB"]:
            return not_ours(path)
        case ["CORRUPT" | "FORMAT" | "TOOBIG" | "ERROR" | "MISMATCH" | "CONSTRAINT"]:
            return damaged(path, "ファイルの造りが読めません")
        case ["FULL"]:
            return _unwritten(path, "ディスクに空きがありません")
        case ["READONLY" | "PERM" | "AUTH"]:
            return _unwritten(path, "書き込む権限がありません")
        case ["IOERR"]:
            return _unwritten(path, "ディスクに空きがないか、読み書きできません")
        case ["CANTOPEN"]:
            return refusal(
                path,
                "E153",
                "蓄積のファイルを開けません",
                "フォルダがあるか、そこに書き込む権限があるかを確かめてください",
            )
        case _:
            # A fault of ours.
            return error


def _unwritten(path: Path, why: str) -> InvalidFile:
    return refusal(
        path,
        "E153",
        f"蓄積に書き込めません（{why}）",
        "空きと権限を確かめてから、もう一度実行してください（蓄積は、実行する前のままです）",
    )
