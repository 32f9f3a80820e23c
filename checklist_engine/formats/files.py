"""Files of users, read as text: what is no text, too large or not there is said in words."""

import errno
import os
from pathlib import Path
from stat import S_ISDIR

from checklist_engine.formats.document import place_in, split_lines
from checklist_engine.ground.composed import composed
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.ground.places import Place, Span

LARGEST_FILE = 5 * 1024 * 1024
_SQLITE = b"SQLite format 3\x00"
_REASONS = {
    errno.EACCES: "読み書きする権限がありません",
    errno.EPERM: "読み書きする権限がありません",
    errno.ELOOP: "リンクが一回りしています",
    errno.ENAMETOOLONG: "名前が長すぎます",
    errno.EIO: "ディスクから読めません",
    errno.ENOSPC: "ディスクに空きがありません",
    errno.EROFS: "書き込めない場所です",
    errno.EBUSY: "ほかのソフトが使っています",
}


def shown_path(path: Path) -> str:
    """A path as messages name it: relative inside the working folder, else whole; always with `/`."""
    # Not `resolve`: a person knows a file by the link that was given, not by where it leads.
    whole = Path(os.path.abspath(path))  # noqa: PTH100
    try:
        return whole.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return whole.as_posix()


def read_text(path: Path) -> str:
    """The text of a UTF-8 file (with or without BOM), line ends as LF.

    Raises:
        InvalidFile: E101 to E106.
    """
    raw = _read_bytes(path)
    if not raw.strip():
        raise _refusal(
            shown_path(path),
            "E104",
            "ファイルが空です",
            "内容を書いて保存してから、もう一度実行してください",
        )
    return _decoded(raw, path).replace("\r\n", "\n").replace("\r", "\n")


def _read_bytes(path: Path) -> bytes:
    try:
        status = path.stat()
        if S_ISDIR(status.st_mode):
            raise _refusal(
                shown_path(path),
                "E102",
                "ファイルを指定するところに、フォルダが指定されています",
                "フォルダの中のファイルの名前まで書いてください",
            )
        if status.st_size > LARGEST_FILE:
            raise _refusal(
                shown_path(path),
                "E105",
                "ファイルが大きすぎます（5 MB まで）",
                "別のファイルを指定していないか確かめてください",
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise _refusal(
            shown_path(path),
            "E101",
            "ファイルが見つかりません",
            "名前とフォルダを確かめてください",
        ) from error
    except (OSError, ValueError) as error:
        raise _refusal(
            shown_path(path),
            "E103",
            f"ファイルを開けません（{reason_of(error)}）",
            "ほかのソフトで開いていないか、読む権限があるかを確かめてください",
        ) from error


def reason_of(error: OSError | ValueError) -> str:
    """Why the system refuses a file, in words."""
    number = error.errno if isinstance(error, OSError) else None
    return _REASONS.get(number or 0, "この名前では開けません")


def exists(path: Path) -> bool:
    """Whether there is such a file or folder; a name that no file can have is none."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def as_spelled(path: Path) -> Path:
    """The path as the disk spells it; as it is given, where there is no such file.

    What a Mac zips has が in its names as か with a mark behind it; files name it as it is typed.
    """
    if exists(path) or path.parent == path:
        return path
    folder = as_spelled(path.parent)
    try:
        names = sorted(each.name for each in folder.iterdir())
    except (OSError, ValueError):
        return path
    wanted = composed(path.name)
    return next((folder / name for name in names if composed(name) == wanted), path)


def _decoded(raw: bytes, path: Path) -> str:
    if raw.startswith(_SQLITE):
        raise _refusal(
            shown_path(path),
            "E106",
            "文字のファイルではなく、蓄積（データベース）です",
            "提出内容や会議の YAML ファイル、又はそのフォルダを指定してください",
        )
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or _looks_like_utf16(raw):
        raise _refusal(
            shown_path(path),
            "E106",
            "文字コードが UTF-16（メモ帳の「Unicode」）です",
            "「名前を付けて保存」で、文字コードに UTF-8 を選んで保存し直してください",
        )
    if b"\x00" in raw:
        raise _refusal(
            shown_path(path),
            "E106",
            "文字のファイルではありません",
            "Excel や Word、画像などを指定していないか確かめてください",
        )
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _undecodable(raw, shown_path(path), error) from error


def _looks_like_utf16(raw: bytes) -> bool:
    head = raw[:200]
    return len(head) >= 4 and (
        head[1::2].count(0) > len(head) // 3 or head[::2].count(0) > len(head) // 3
    )


def _undecodable(raw: bytes, name: str, error: UnicodeDecodeError) -> InvalidFile:
    before = raw[: error.start].decode("utf-8-sig", errors="replace")
    lines = split_lines(before)
    try:
        text = raw.decode("cp932")
    except UnicodeDecodeError:
        place = Place(file=name, line=len(lines), column=len(lines[-1]) + 1)
        return InvalidFile([
            Diagnostic(
                code="E106", message="UTF-8 の文字として読めないところがあります", place=place,
                hint="別の種類のファイルを指定していないか確かめ、UTF-8 で保存し直してください",
            )
        ])  # fmt: skip
    span = Span(
        line=len(lines),
        column=len(lines[-1]) + 1,
        end_line=len(lines),
        end_column=len(lines[-1]) + 2,
    )
    return InvalidFile([
        Diagnostic(
            code="E106", message="文字コードが Shift_JIS（CP932、メモ帳の「ANSI」）です",
            place=place_in(name, split_lines(text), span),
            hint="「名前を付けて保存」で、文字コードに UTF-8 を選んで保存し直してください",
        )
    ])  # fmt: skip


def _refusal(name: str, code: str, message: str, hint: str) -> InvalidFile:
    return InvalidFile([Diagnostic(code=code, message=message, hint=hint, place=Place(file=name))])
