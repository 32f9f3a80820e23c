"""Word files that could do harm, or are none, are refused before anything opens them."""

import tracemalloc
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import pytest
from word_files import spoiled, word_file, zipped

from checklist_engine.formats.docx_package import read_word_file
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile

Parts = dict[str, bytes]
RELATIONS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def fault(path: Path) -> Diagnostic:
    with pytest.raises(InvalidFile) as caught:
        read_word_file(path)
    (found,) = caught.value.diagnostics
    assert found.hint
    assert found.place.file.endswith(path.name)
    return found


def relation(kind: str, target: str, mode: str = "") -> Callable[[Parts], None]:
    """Adds a relation of the document."""
    external = f' TargetMode="{mode}"' if mode else ""
    kind = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    added = f'<Relationship Id="rIdX" Type="{kind}" Target="{target}"{external}/></Relationships>'

    def change(parts: Parts) -> None:
        parts[RELATIONS] = parts[RELATIONS].replace(b"</Relationships>", added.encode())

    return change


def body(xml: str) -> Callable[[Parts], None]:
    """Puts XML at the beginning of the body."""

    def change(parts: Parts) -> None:
        parts["word/document.xml"] = parts["word/document.xml"].replace(
            b"<w:body>", b"<w:body>" + xml.encode(), 1
        )

    return change


def content_type(kind: str) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        parts[TYPES] = parts[TYPES].replace(MAIN.encode(), kind.encode())

    return change


def test_a_sound_file_is_read_with_all_its_stories(tmp_path: Path) -> None:
    word = read_word_file(word_file(tmp_path / "a.docx", "本文", header="上"))
    assert word.main == "word/document.xml"
    assert {name.rpartition("/")[2][:6] for name in word.stories} == {"docume", "header"}


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (b"", "E415", "空です"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 999, "E415", "パスワード"),
        (b"<html>", "E415", "Word や Excel"),
        (zipped({"a.txt": b"a"}), "E415", "Word の文書（.docx）ではありません"),
        (zipped({"word/document.xml": b"0" * 30_000_000}), "E415", "大きく"),
    ],
)
def test_what_is_no_word_file_is_told(
    tmp_path: Path, content: bytes, code: str, words: str
) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(content)
    found = fault(file)
    assert found.code == code
    assert words in found.message


def test_a_file_that_is_not_there_a_folder_and_one_too_large(tmp_path: Path) -> None:
    assert fault(tmp_path / "none.docx").code == "E101"
    assert fault(tmp_path).code == "E102"
    (tmp_path / "large.docx").write_bytes(b"PK" + b"\1" * 6_000_000)
    assert fault(tmp_path / "large.docx").code == "E105"


def test_a_file_that_is_cut_off_is_broken(tmp_path: Path) -> None:
    file = word_file(tmp_path / "a.docx", "文")
    raw = file.read_bytes()
    for cut in (100, len(raw) // 2, len(raw) - 3):
        file.write_bytes(raw[:cut])
        assert fault(file).code == "E415"


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("application/vnd.ms-word.document.macroEnabled.main+xml", "マクロの入った"),
        (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
            ".dotx",
        ),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "Excel"),
    ],
)
def test_another_kind_of_file_under_the_name_of_a_docx_is_told(
    tmp_path: Path, kind: str, words: str
) -> None:
    found = fault(spoiled(word_file(tmp_path / "a.docx", "文"), content_type(kind)))
    assert found.code == "E415"
    assert words in found.message


EXTERNAL = "External"
TRACKED = '<w:p><w:ins w:id="1" w:author="x"><w:r><w:t>加筆</w:t></w:r></w:ins></w:p>'
DELETED = '<w:p><w:del w:id="1" w:author="x"><w:r><w:delText>削除</w:delText></w:r></w:del></w:p>'


def field(code: str) -> str:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{x}"/></w:r>' for x in ("begin", "end"))
    halves = code[: len(code) // 2], code[len(code) // 2 :]
    texts = "".join(f"<w:r><w:instrText>{half}</w:instrText></w:r>" for half in halves)
    return f"<w:p>{begin}{texts}{end}</w:p>"


VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'
PICTURE = f'<v:imagedata {VML} src="http://example.com/a.png"/>'


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (body('<w:altChunk r:id="rId99"/>'), "埋め込まれた"),
        (body("<w:p><w:r><w:object/></w:r></w:p>"), "埋め込まれた"),
        (body(f"<w:p><w:r><w:pict>{PICTURE}</w:pict></w:r></w:p>"), "外のファイルを読み込む図"),
        (relation("attachedTemplate", "http://example.com/a.dotm", EXTERNAL), "テンプレート"),
        (relation("image", "http://example.com/a.png", EXTERNAL), "外のファイルを読み込む図"),
        (relation("oleObject", "file:///a.xlsx", EXTERNAL), "埋め込まれた"),
        (relation("hyperlink", "file:///server/share", EXTERNAL), "外のファイル"),
        (relation("settings", "http://example.com/a.xml", "external"), "外のファイル"),
        (relation("vbaProject", "vbaProject.bin"), "マクロ"),
        (relation("package", "embeddings/a.xlsx"), "埋め込まれた"),
        (relation("aFChunk", "a.html"), "埋め込まれた"),
        (relation("control", "activeX.xml"), "ActiveX"),
        (relation("comments", "comments.xml"), "コメント"),
        (lambda parts: parts.update({"word/vbaProject.bin": b"x"}), "マクロ"),
        (body(TRACKED), "変更履歴"),
        (body(DELETED), "変更履歴"),
        (body(field('INCLUDEPICTURE "http://example.com/a.png"')), "フィールド"),
        (body(field("DDEAUTO c:\\a")), "フィールド"),
        (body('<w:p><w:fldSimple w:instr=" includetext a.docx "/></w:p>'), "フィールド"),
    ],
)
def test_what_no_template_may_hold_is_named(
    tmp_path: Path, change: Callable[[Parts], None], words: str
) -> None:
    found = fault(spoiled(word_file(tmp_path / "a.docx", "文"), change))
    assert found.code == "E416"
    assert words in found.message


@pytest.mark.parametrize(
    "change",
    [
        relation("hyperlink", "https://city.example.jp/", EXTERNAL),
        relation("hyperlink", "mailto:soumu@city.example.jp", EXTERNAL),
        body(field(" PAGE ")),
        body(field('HYPERLINK "https://city.example.jp/link"')),
    ],
)
def test_links_and_page_numbers_are_no_harm(
    tmp_path: Path, change: Callable[[Parts], None]
) -> None:
    read_word_file(spoiled(word_file(tmp_path / "a.docx", "文"), change))


LAUGHS = b"".join(
    b'<!ENTITY l%d "%s">' % (at, b"&l%d;" % (at - 1) * 10 if at else b"ha") for at in range(9)
)


@pytest.mark.parametrize(
    "change",
    [
        lambda parts: parts.update(
            {"word/document.xml": b"<!DOCTYPE a [" + LAUGHS + b"]><a>&l8;</a>"}
        ),
        lambda parts: parts.update({RELATIONS: b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'}),
        lambda parts: parts.update({"word/styles.xml": b"<a>" * 5000}),
        lambda parts: parts.update({"word/x.xml": b"<a>" + b" " * 19_000_000 + b"</a>"}),
        lambda parts: parts.update({f"word/{at}.xml": b"<a/>" for at in range(300)}),
        body("<w:p/>" * 600_000),
    ],
)
def test_a_bomb_is_refused_soon_and_without_much_memory(
    tmp_path: Path, change: Callable[[Parts], None]
) -> None:
    file = spoiled(word_file(tmp_path / "a.docx", "文"), change)
    tracemalloc.start()
    begun = perf_counter()
    found = fault(file)
    taken, (_, most) = perf_counter() - begun, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found.code == "E415"
    assert taken < 5
    assert most < 200 * 1024 * 1024
