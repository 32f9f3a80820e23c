"""A Word template as parts that may be looked at: no macros, nothing from outside, no DTD."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

from checklist_engine.formats.files import reason_of, shown_path
from checklist_engine.formats.zip_guard import (
    Limits,
    Reason,
    UnsafePackage,
    check_xml,
    unpacked,
)
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile, raise_faults
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.ground.places import Place

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LARGEST = 5 * 1024 * 1024
# A template is a form of a few pages; what swells beyond this is none.
_LIMITS = Limits(unpacked=20 * 1024 * 1024)
_LARGEST_STORY = 3 * 1024 * 1024

_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_MAIN = f"{_OFFICE}wordprocessingml.document.main+xml"
_OTHERS = {
    "template.main+xml": "Word のテンプレート（.dotx）",
    "macroEnabled": "マクロの入った Word のファイル（.docm、.dotm）",
    "spreadsheetml": "Excel のファイル",
    "presentationml": "PowerPoint のファイル",
}
_MACROS = "マクロ"
_EMBEDDED = "埋め込まれたほかのファイル"
_LINKED_PICTURE = "外のファイルを読み込む図"
_FOREIGN = {
    "vbaProject": _MACROS,
    "wordVbaData": _MACROS,
    "keyMapCustomizations": _MACROS,
    "attachedToolbars": _MACROS,
    "oleObject": _EMBEDDED,
    "package": _EMBEDDED,
    "aFChunk": _EMBEDDED,
    "subDocument": _EMBEDDED,
    "frame": _EMBEDDED,
    "control": "ボタンなどの部品（ActiveX）",
    "attachedTemplate": "別のテンプレートへの結び付き",
    "mailMergeSource": "差し込み印刷の元のファイル",
    "mailMergeHeaderSource": "差し込み印刷の元のファイル",
    "recipientData": "差し込み印刷の元のファイル",
    "comments": "コメント",
}
_FIELDS = re.compile(
    r"^\s*(INCLUDEPICTURE|INCLUDETEXT|INCLUDE|IMPORT|DDEAUTO|DDE|LINK|EMBED|DATABASE|RD|MACROBUTTON)\b",
    re.IGNORECASE,
)
_EMBEDDING = {f"{WORD}{name}" for name in ("altChunk", "object", "subDoc")}
_TRACKED = {f"{WORD}{name}" for name in ("ins", "del", "moveFrom", "moveTo")}
_STORIES = re.compile(r"/(header|footer|footnotes|endnotes)\d*\.xml$", re.IGNORECASE)
_HINTS = {
    Reason.OLD_OR_LOCKED: "パスワードを外し、Word で「名前を付けて保存」から .docx で保存し直してください",
    Reason.ENCRYPTED: "パスワードを外して保存し直してください",
    Reason.TOO_LARGE: "大きな図や貼り付けた表を外し、文書のひな形だけにしてください",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WordFile:
    """A .docx that may be filled: its bytes, and its stories (本文, headers, footers, notes) by name."""

    file: str
    raw: bytes = field(repr=False)
    main: str
    stories: Mapping[str, ET.Element] = field(repr=False)


def read_word_file(path: Path) -> WordFile:
    """The Word template at `path`.

    Raises:
        InvalidFile: E101 to E105 where it cannot be read; E415 where it is no sound .docx; E416
            where it holds what no template may hold.
    """
    file = shown_path(path)
    raw = _read_bytes(path, file)
    try:
        parts = unpacked(raw, _LIMITS)
        for name, part in parts.items():
            if name.lower().endswith((".xml", ".rels")):
                check_xml(part)
    except UnsafePackage as refused:
        hint = _HINTS.get(refused.reason, "Word で開き、.docx で保存し直してください")
        raise InvalidFile([_fault(file, "E415", refused.words, hint)]) from refused
    main = _main_part(parts, file)
    names = [main, *(name for name in parts if _STORIES.search(f"/{name}"))]
    if max(len(parts[name]) for name in names) > _LARGEST_STORY:
        hint = _HINTS[Reason.TOO_LARGE]
        raise InvalidFile([_fault(file, "E415", "文書が長すぎて、ひな形になりません", hint)])
    stories = {name: _parsed(parts[name]) for name in names}
    raise_faults(_foreign(parts, stories, file))
    return WordFile(file=file, raw=raw, main=main, stories=stories)


def _read_bytes(path: Path, file: str) -> bytes:
    try:
        if path.is_dir():
            hint = "ファイルの名前まで書いてください"
            message = "ファイルを指定するところに、フォルダが指定されています"
            raise InvalidFile([_fault(file, "E102", message, hint)])
        if path.stat().st_size > _LARGEST:
            hint = "別のファイルを指定していないか確かめてください"
            raise InvalidFile([_fault(file, "E105", "ファイルが大きすぎます（5 MB まで）", hint)])
        return path.read_bytes()
    except FileNotFoundError as error:
        hint = "名前とフォルダを確かめてください"
        raise InvalidFile([_fault(file, "E101", "ファイルが見つかりません", hint)]) from error
    except (OSError, ValueError) as error:
        hint = "Word で開いていないか、読む権限があるかを確かめてください"
        message = f"ファイルを開けません（{reason_of(error)}）"
        raise InvalidFile([_fault(file, "E103", message, hint)]) from error


def _parsed(xml: bytes) -> ET.Element:
    # INVARIANT: `check_xml` has seen it: no document type, and so no entities to expand.
    return ET.fromstring(xml)  # noqa: S314


def _main_part(parts: Mapping[str, bytes], file: str) -> str:
    """The name of the main document, by its content type."""
    types = parts.get("[Content_Types].xml")
    overrides = _parsed(types).iter(f"{_TYPES}Override") if types else ()
    kinds = {
        each.get("PartName", "").lstrip("/"): each.get("ContentType", "") for each in overrides
    }
    for name, kind in kinds.items():
        if kind == _MAIN and name in parts:
            return name
    everything = " ".join(kinds.values())
    what = next((words for sign, words in _OTHERS.items() if sign in everything), None)
    message = f"{what}です" if what else "Word の文書（.docx）ではありません"
    hint = "Word で開き、「名前を付けて保存」で .docx（マクロなし）にしてください"
    raise InvalidFile([_fault(file, "E415", message, hint)])


def _foreign(
    parts: Mapping[str, bytes], stories: Mapping[str, ET.Element], file: str
) -> Iterator[Diagnostic]:
    """What would do something on its own, ask something from outside, or be left in every paper."""
    found = [
        *(_FOREIGN["vbaProject"] for name in parts if name.lower().endswith("vbaproject.bin")),
        *(
            words
            for name, part in parts.items()
            if name.lower().endswith(".rels")
            for each in _parsed(part).iter(f"{_RELATIONS}Relationship")
            if (words := _foreign_relation(each))
        ),
        *(words for story in stories.values() for words in _foreign_marks(story)),
    ]
    for words in dict.fromkeys(found):
        yield _fault(
            file,
            "E416",
            f"ひな形に、{words}が入っています",
            "変更履歴は「承諾」し、コメントは「削除」してください"
            if words in (_FOREIGN["comments"], _CHANGES)
            else "Word で開いて取り除き、保存し直してください",
        )


_CHANGES = "変更履歴"


def _foreign_relation(relation: ET.Element) -> str | None:
    kind = relation.get("Type", "").rpartition("/")[2]
    if kind in _FOREIGN:
        return _FOREIGN[kind]
    if relation.get("TargetMode", "").lower() != "external":
        return None
    target = relation.get("Target", "").lower()
    if kind == "hyperlink" and target.startswith(("http://", "https://", "mailto:")):
        return None
    return _LINKED_PICTURE if kind == "image" else "外のファイルへの結び付き"


def _foreign_marks(story: ET.Element) -> Iterator[str]:
    if any(element.tag in _TRACKED for element in story.iter()):
        yield _CHANGES
    if any(element.tag in _EMBEDDING for element in story.iter()):
        yield _EMBEDDED
    # Old drawings (VML) name their pictures themselves, without a relation.
    if any(element.get("src") for element in story.iter()):
        yield _LINKED_PICTURE
    if any(_FIELDS.match(code) for code in _field_codes(story)):
        yield "外のものを読み込むフィールド"


def _field_codes(story: ET.Element) -> Iterator[str]:
    """The instructions of all fields; Word may cut one into several runs."""
    code = ""
    for element in story.iter():
        if element.tag == f"{WORD}fldSimple":
            yield element.get(f"{WORD}instr", "")
        elif element.tag == f"{WORD}fldChar":
            yield code
            code = ""
        elif element.tag == f"{WORD}instrText":
            code += element.text or ""
    yield code


def _fault(file: str, code: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(code=code, message=message, hint=hint, place=Place(file=file))
