"""What a file is that is no workbook, told by its first bytes or by what it says of itself."""

import re

from checklist_engine.formats.xlsx_refusals import broken, refusal

_SAVE_AS = (
    "Excel で開き、「名前を付けて保存」で「Excel ブック（.xlsx）」を選んで保存し直してください"
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HEAD = 4096
_SIGNATURES = (
    (b"%PDF", "PDF です"),
    (b"\x89PNG", "画像です"),
    (b"\xff\xd8\xff", "画像です"),
    (b"{\\rtf", "ワープロの文書（RTF）です"),
)
_HTML = re.compile(rb"<(!doctype\s+html|html|head|body|table|meta)\b|^MIME-Version:", re.IGNORECASE)
_SPREADSHEET_2003 = b"urn:schemas-microsoft-com:office:spreadsheet"

MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
"""The content type of a workbook without macros."""

_OTHER_MAINS = (
    ("wordprocessingml.", "Word の文書です"),
    ("presentationml.", "PowerPoint の資料です"),
    ("sheet.binary.", "バイナリ形式のブック（.xlsb）です"),
    ("spreadsheetml.template.", "ひな形（.xltx）です"),
)


def check_is_zip(raw: bytes, name: str) -> None:
    """That a file is a zip, as every workbook is.

    Raises:
        InvalidFile: E130, E132, E133: it is not, and what it is instead.
    """
    if not raw:
        raise refusal(name, "E130", "ファイルが空です", "記入した様式のファイルを指定してください")
    if raw.startswith(_OLE):
        raise _old_or_locked(raw, name)
    if raw.startswith(b"PK\x03\x04"):
        return
    for signature, what in _SIGNATURES:
        if raw.startswith(signature):
            raise _no_workbook(name, what)
    head = raw[:_HEAD]
    if _SPREADSHEET_2003 in head:
        raise _no_workbook(name, "古い形式（XML スプレッドシート 2003）です")
    if _HTML.search(head.lstrip(b"\xef\xbb\xbf \t\r\n")):
        raise _no_workbook(name, "ウェブページ（HTML）です")
    if b"\x00" not in head or raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _no_workbook(name, "CSV などの文字のファイルです")
    raise broken(name)


def check_main(content_types: set[str], mimetype: str, name: str) -> None:
    """That a package is a workbook.

    Args:
        content_types: of all its parts.
        mimetype: what an OpenDocument file says of itself, else empty.
        name: the file.

    Raises:
        InvalidFile: E130, E131, E133.
    """
    binary = any("sheet.binary." in each for each in content_types)
    macros = any("macroEnabled" in each or "vbaProject" in each for each in content_types)
    if macros and not binary:
        raise refusal(name, "E131", "マクロの入ったブック（.xlsm など）は読みません", _SAVE_AS)
    if MAIN in content_types:
        return
    if "opendocument" in mimetype:
        raise _no_workbook(name, "OpenDocument の形式（.ods など）です")
    for part, what in _OTHER_MAINS:
        if any(part in each for each in content_types):
            raise _no_workbook(name, what)
    if content_types:
        raise broken(name)
    raise _no_workbook(name, "圧縮ファイル（ZIP）です")


def _old_or_locked(raw: bytes, name: str) -> Exception:
    if _ENCRYPTED in raw:
        return refusal(
            name,
            "E132",
            "パスワードが付いています",
            "Excel で開き、パスワードを外して保存し直してください",
        )
    return _no_workbook(name, "古い形式（.xls など）です")


def _no_workbook(name: str, what: str) -> Exception:
    return refusal(name, "E130", f"Excel のブック（.xlsx）ではありません。{what}", _SAVE_AS)
