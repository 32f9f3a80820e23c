"""Workbooks made to do harm, and files that only call themselves workbooks: refused in words, in no time."""

import io
import os
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import ROOT
from hostile import HEAD, content_types, parts_of, relations, row, sheet, text, zipped

from checklist_engine.formats.xlsx_cells import Number
from checklist_engine.formats.xlsx_reading import read_workbook
from checklist_engine.ground.errors import InvalidFile

Write = Callable[[str, str | bytes], Path]
SHEET = "xl/worksheets/sheet1.xml"


def refusal(path: Path) -> str:
    """「E135 何か」: the one fault of a file."""
    with pytest.raises(InvalidFile) as caught:
        read_workbook(path)
    [fault] = caught.value.diagnostics
    assert fault.hint
    assert not fault.message.endswith("。")
    return f"{fault.code} {fault.message}"


def workbook(rows: str = "", rest: str = "", **changed: str | bytes | None) -> bytes:
    names = {
        "types": "[Content_Types].xml",
        "sheet": SHEET,
        "rels": "xl/worksheets/_rels/sheet1.xml.rels",
    }
    wanted = {names.get(name, name): content for name, content in changed.items()}
    return zipped(parts_of(changed={SHEET: sheet(rows, rest), **wanted}))


def with_parts(parts: Mapping[str, str | bytes | None]) -> bytes:
    return zipped(parts_of(row(1, text("A1", "文")), changed=parts))


def word_document() -> bytes:
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return zipped({"[Content_Types].xml": content_types(main=main), "word/document.xml": HEAD})


def macro_workbook() -> bytes:
    main = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    return with_parts({"[Content_Types].xml": content_types(main=main), "xl/vbaProject.bin": b"x"})


def opendocument() -> bytes:
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind, "content.xml": HEAD})


def binary_workbook() -> bytes:
    main = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
    return with_parts({"[Content_Types].xml": content_types(main=main)})


def old_workbook(rest: bytes = b"") -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + rest


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "E130 ファイルが空です"),
        (b"ID,\x89\xf1\x93\x9a\r\n", "CSV などの文字のファイルです"),
        ("ID,回答\n".encode("utf-16"), "CSV などの文字のファイルです"),
        (b"\xef\xbb\xbf\n<!DOCTYPE html><html><body><table>", "ウェブページ（HTML）です"),
        (b"<html xmlns:x='urn:schemas-microsoft-com:office:excel'>", "ウェブページ（HTML）です"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "ウェブページ（HTML）です"),
        (
            b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>",
            "2003",
        ),
        (b"%PDF-1.7\n\0", "PDF です"),
        (b"\x89PNG\r\n\x1a\n\0", "画像です"),
        (b"\0\1\2\3" * 20, "E133"),
        (old_workbook(), "E130 Excel のブック（.xlsx）ではありません。古い形式（.xls など）です"),
        (old_workbook("EncryptedPackage".encode("utf-16-le")), "E132 パスワードが付いています"),
        (word_document(), "E130 Excel のブック（.xlsx）ではありません。Word の文書です"),
        (opendocument(), "OpenDocument の形式"),
        (binary_workbook(), "バイナリ形式のブック（.xlsb）です"),
        (macro_workbook(), "E131 マクロの入ったブック"),
        (zipped({"a.txt": "文"}), "圧縮ファイル（ZIP）です"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_workbook_is_called_what_it_is(write: Write, content: bytes, fault: str) -> None:
    assert fault in refusal(write("form.xlsx", content))


def test_a_folder_and_a_file_that_is_not_there_are_told_apart(tmp_path: Path) -> None:
    assert refusal(tmp_path).startswith("E102")
    assert refusal(tmp_path / "form.xlsx").startswith("E101")


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.999])
def test_a_workbook_that_is_cut_off_is_broken(write: Write, share: float) -> None:
    whole = workbook("".join(row(number, text(f"A{number}", "文")) for number in range(1, 99)))
    assert refusal(write("form.xlsx", whole[: int(len(whole) * share)])).startswith("E133")


def test_no_cut_of_a_workbook_and_no_changed_byte_is_anything_but_a_refusal(tmp_path: Path) -> None:
    whole = workbook(row(1, text("A1", "文")))
    path = tmp_path / "form.xlsx"
    for at in range(0, len(whole), 7):
        for content in (whole[:at], whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]):
            path.write_bytes(content)
            with suppress(InvalidFile):
                read_workbook(path)


ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (workbook(sheet=sheet(row(1, text("A1", "&j;")), before=ENTITIES)), "E135"),
        (workbook(sheet=sheet("", before='<!DOCTYPE x SYSTEM "file:///etc/passwd">')), "E135"),
        (workbook(types=content_types().replace(HEAD, HEAD + ENTITIES)), "E135"),
        (with_parts({"xl/externalLinks/externalLink1.xml": HEAD}), "ほかのブックへのリンク"),
        (
            with_parts({"[Content_Types].xml": content_types("application/x.connections+xml")}),
            "接続",
        ),
        (with_parts({"xl/embeddings/oleObject1.bin": b"x"}), "埋め込まれたファイル"),
        (with_parts({"xl/activeX/activeX1.xml": HEAD}), "ActiveX"),
        (
            workbook(rels=relations(outside=[("image", "http://example.jp/a.png")])),
            "外部のファイル",
        ),
        (workbook(rels=relations(outside=[("oleObject", "file:///c:/a.doc")])), "外部のファイル"),
        (workbook(rels=relations(("r1", "image", "http://example.jp/a.png"))), "外部のファイル"),
        (
            workbook(rels=relations(outside=[("image", "a.png")]).replace("External", "external")),
            "外部のファイル",
        ),
        (workbook(rels=relations(("r1", "oleObject", "../a.bin"))), "埋め込まれたファイル"),
        (with_parts({"xl/connections.xml": HEAD}), "外部のデータへの接続"),
    ],
    ids=range(13),
)
def test_what_reaches_out_of_a_workbook_is_refused(
    write: Write, content: bytes, fault: str
) -> None:
    assert fault in refusal(write("form.xlsx", content))


BEYOND_EXCEL = ("1E400", "1E999999999", "1E-400", "1E-999999999", "NaN", "INF", "0x10", "1_000")
MANY_AREAS = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 20_002))
NO_CELLS = ("A0", "a1", "AAAA1", "R1C1", "Ａ1", "A-1", "A1:B2", "1A")


@pytest.mark.parametrize(
    ("rows", "rest", "fault"),
    [
        (row(1_048_576, text("XFD1048576", "遠く")), "", "E136"),
        (row(5_001, text("A5001", "下")), "", "E136"),
        (row(1, text("CW1", "右")), "", "E136"),
        (row(1, text("A1", "あ" * 32_768)), "", "E136"),
        ("", '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>', "E136"),
        (row(1, text("A1", "あ" * 600_000)), "", "E134"),
        ("<a>" * 60 + "</a>" * 60, "", "E134"),
        (row(1, text("A1", "文"), text("A1", "別の文")), "", "E133"),
        (row(1, text("A2", "文")), "", "E133"),
        (row(1, '<c r="A1" t="s"><v>7</v></c>'), "", "E133"),
        (row(1, '<c r="A1"><v>1,5</v></c>'), "", "E133"),
        (row(1, '<c r="A0x"><v>1</v></c>'), "", "E133"),
        (row(1, "<c r='A1'><v>1</v>"), "", "E133"),
        *((row(1, f'<c r="A1"><v>{number}</v></c>'), "", "E133") for number in BEYOND_EXCEL),
        *((f'<row><c r="{name}"><v>1</v></c></row>', "", "E133") for name in NO_CELLS),
        ('<row r="0"><c><v>1</v></c></row>', "", "E133"),
        (row(1, '<c r="A1" t="s"><v>-1</v></c>'), "", "E133"),
        ("", f"<mergeCells>{MANY_AREAS}</mergeCells>", "E134 ブックが大きすぎます（結合されたセル"),
        (row(1, '<c r="A1"><v>' + "9" * 500 + "</v></c>"), "", "E133"),
    ],
)
def test_a_sheet_beyond_all_forms_is_refused(
    write: Write, rows: str, rest: str, fault: str
) -> None:
    assert refusal(write("form.xlsx", workbook(rows, rest))).startswith(fault)


def test_a_sheet_as_large_as_a_form_may_be_is_read(write: Write) -> None:
    rows = row(1, text("CV1", "右端")) + row(
        5_000, text("A5000", "下端"), text("B5000", "あ" * 32_767)
    )
    rows += row(1_048_576, '<c r="A1048576" s="1"/>')
    found = read_workbook(write("form.xlsx", workbook(rows))).sheets[0]
    assert [*found.rows] == [1, 5_000]


def test_a_refusal_of_a_sheet_names_the_cell(write: Write) -> None:
    path = write("form.xlsx", workbook(row(6_000, text("B6000", "下"))))
    with pytest.raises(InvalidFile) as caught:
        read_workbook(path)
    assert caught.value.diagnostics[0].place.cell == "「表」B6000"


def entry(name: str, content: bytes, *, size: int | None = None, flags: int = 0) -> bytes:
    """A zip of one entry that says what it likes of itself."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packed.compress(content) + packed.flush()
    said = len(content) if size is None else size
    common = struct.pack(
        "<HHHHHIIIHH", 20, flags, 8, 0, 33, zlib.crc32(content), len(body), said, len(name), 0
    )
    local = b"PK\x03\x04" + common + name.encode() + body
    central = b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<HHHII", 0, 0, 0, 0, 0)
    central += name.encode()
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)
    return local + central + end


def overlapping() -> bytes:
    """Two entries of the directory that share the bytes of one."""
    whole = bytearray(zipped({"a.xml": "x" * 50, "b.xml": "x" * 50}))
    first = whole.index(b"PK\x01\x02")
    second = whole.index(b"PK\x01\x02", first + 4)
    whole[second + 42 : second + 46] = struct.pack("<I", 0)
    return bytes(whole)


def many_entries(count: int) -> bytes:
    return zipped({f"xl/a{number}.xml": "" for number in range(count)})


def directory_that_lies(count: int) -> bytes:
    """An end record that says there are few entries, where there are many."""
    whole = bytearray(many_entries(count))
    end = whole.rindex(b"PK\x05\x06")
    whole[end + 8 : end + 12] = struct.pack("<HH", 3, 3)
    return bytes(whole)


def twice() -> bytes:
    stream = io.BytesIO(zipped(parts_of()))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("XL/workbook.xml", HEAD)
    return stream.getvalue()


def with_zip64() -> bytes:
    """A sound workbook, and in front of its end record what says that another one counts."""
    whole = zipped(parts_of())
    end = whole.rindex(b"PK\x05\x06")
    return whole[:end] + b"PK\x06\x07" + struct.pack("<IQI", 0, end, 1) + whole[end:]


def told_otherwise(offset: int, value: bytes) -> bytes:
    """A workbook whose parts say something else of themselves than its directory does."""
    whole = bytearray(zipped(parts_of()))
    at = whole.index(b"xl/workbook.xml") + offset
    whole[at : at + len(value)] = value
    return bytes(whole)


def sheets_of(*entries: tuple[str, str]) -> bytes:
    """A workbook with these sheets: (name, key of the relation)."""
    listed = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="{key}"/>'
        for number, (name, key) in enumerate(entries)
    )
    book = parts_of()["xl/workbook.xml"]
    assert isinstance(book, str)
    head, _, rest = book.partition("<sheets>")
    tail = rest.partition("</sheets>")[2]
    relation = relations(("r1", "worksheet", "worksheets/sheet1.xml"), ("r2", "worksheet", "b.xml"))
    return with_parts(
        {
            "xl/workbook.xml": f"{head}<sheets>{listed}</sheets>{tail}",
            "xl/_rels/workbook.xml.rels": relation,
            "xl/b.xml": sheet(""),
        }
    )


@pytest.mark.parametrize("entries", [[("表", "r1"), ("表", "r2")], [("表", "r1"), ("別", "r1")]])
def test_no_two_sheets_have_one_name_or_the_same_cells(
    write: Write, entries: list[tuple[str, str]]
) -> None:
    assert refusal(write("form.xlsx", sheets_of(*entries))).startswith("E133")
    sound = sheets_of(("表", "r1"), ("別", "r2"))
    assert len(read_workbook(write("form.xlsx", sound)).sheets) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes among files")
def test_a_pipe_is_not_waited_for_and_a_device_not_read_to_its_end(tmp_path: Path) -> None:
    pipe = tmp_path / "form.xlsx"
    os.mkfifo(pipe)
    assert refusal(pipe) == "E103 普通のファイルではないので、読みません"
    assert refusal(Path("/dev/zero")).startswith("E103")


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (with_zip64(), "E134"),
        (told_otherwise(0, b"xl/evilbook.xml"), "E135"),
        (told_otherwise(-22, b"\0\0"), "E135"),
        (entry("xl/a.xml", b"\0" * 30_000_000), "E134"),
        (entry("xl/a.xml", b"\0" * 30_000_000, size=10), "E134"),
        (entry("xl/a.xml", os.urandom(100_000) * 1, size=10), "E13"),
        (entry("../../a.xml", b"x"), "E135"),
        (entry("/etc/a.xml", b"x"), "E135"),
        (entry("xl\\a.xml", b"x"), "E135"),
        (entry("C:a.xml", b"x"), "E135"),
        (entry("xl/a.xml", b"x", flags=1), "E132"),
        (overlapping(), "E135"),
        (twice(), "E135"),
        (many_entries(201), "E134"),
        (directory_that_lies(400), "E134"),
    ],
    ids=range(15),
)
def test_a_zip_that_lies_is_refused(write: Write, content: bytes, fault: str) -> None:
    assert refusal(write("form.xlsx", content)).startswith(fault)


def test_a_part_in_another_encoding_is_refused(write: Write) -> None:
    utf16 = sheet(row(1, text("A1", "文"))).replace("UTF-8", "UTF-16").encode("utf-16")
    ebcdic = "<?xml version='1.0' encoding='cp037'?><worksheet/>".encode("cp037")
    for content in (utf16, ebcdic, b"<?xml version='1.0' encoding='cp932'?><worksheet/>"):
        assert refusal(write("form.xlsx", with_parts({SHEET: content}))).startswith("E133")


# What would take a machine's breath away, by name, made in the test's own folder.


def million_cells() -> bytes:
    cells = "".join(f"<c><v>{number}</v></c>" for number in range(100))
    return workbook("".join(f"<row>{cells}{number}</row>" for number in range(5_000)))


def million_attributes() -> bytes:
    names = " ".join(f'a{number}=""' for number in range(2_000_000))
    return workbook(sheet=f"{HEAD}<worksheet {names}/>")


def deep() -> bytes:
    return workbook("<a>" * 1_000_000)


def empty_texts() -> bytes:
    return zipped(parts_of(shared="<si><t>a</t></si>" * 2_000_000))


def long_text() -> bytes:
    return zipped(parts_of(shared=f"<si><t>{os.urandom(9_000_000).hex()}</t></si>"))


def rows_without_end() -> bytes:
    return workbook("".join(f'<row r="{n}"><c><v>{n}</v></c></row>' for n in range(1, 90_000)))


def noise(count: int) -> str:
    """Words that cannot be packed, so that what they stand in is no bomb by its looks."""
    return os.urandom(count).hex()


def shared_text() -> bytes:
    """One long text that tens of thousands of cells share."""
    rows = "".join(
        "<row>" + "".join(f'<c t="s" x="{noise(2)}"><v>0</v></c>' for _ in range(100)) + "</row>"
        for _ in range(400)
    )
    return zipped(parts_of(rows, shared=f"<si><t>{noise(16_000)}</t></si>"))


def names_without_end() -> bytes:
    elements = "".join(f'<a{noise(4)} b{noise(4)}=""/>' for _ in range(100_000))
    return workbook(sheet=f"{HEAD}<worksheet>{elements}</worksheet>")


HEAVY: Mapping[str, Callable[[], bytes]] = {
    "zip bomb": lambda: entry("xl/a.xml", b"\0" * 200_000_000),
    "million cells": million_cells,
    "million attributes": million_attributes,
    "deep": deep,
    "empty texts": empty_texts,
    "long text": long_text,
    "rows": rows_without_end,
    "entities": lambda: workbook(sheet=sheet(row(1, text("A1", "&j;")), before=ENTITIES)),
    "many entries": lambda: many_entries(20_000),
    "shared text": shared_text,
    "names": names_without_end,
}
WATCHED = """
import re, sys, time
from pathlib import Path
from checklist_engine.formats.xlsx_cells import Number
from checklist_engine.formats.xlsx_reading import read_workbook
from checklist_engine.ground.errors import InvalidFile
import defusedxml.ElementTree
start = time.process_time()
try:
    read_workbook(Path(sys.argv[1]))
except InvalidFile as error:
    print(error.diagnostics[0].code, end=" ")
peak = re.search(r"VmHWM:\\s*([0-9]+)", Path("/proc/self/status").read_text())
print(time.process_time() - start, int(peak[1]) // 1024)
"""


def test_a_number_format_longer_than_excel_takes_is_not_looked_at(write: Write) -> None:
    # Whether it shows a day takes the longer to see the more of these signs there are, squared.
    hard = "[" * 200_000 + "y"
    code = f'<numFmts><numFmt numFmtId="200" formatCode="{hard}"/></numFmts>'
    cells = "<cellXfs>" + '<xf numFmtId="200"/>' * 1_000 + "</cellXfs>"
    raw = zipped(parts_of(row(1, '<c r="A1" s="5"><v>44301</v></c>'), styles=code + cells))
    value = read_workbook(write("form.xlsx", raw)).sheets[0].at(1, 1)
    assert value == Number(value=44301)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured as Linux counts it")
@pytest.mark.parametrize("name", HEAVY)
def test_a_heavy_file_is_refused_in_no_time_and_little_memory(name: str, tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(HEAVY[name]())
    run = subprocess.run(
        [sys.executable, "-c", WATCHED, str(path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        timeout=60,
    )
    code, seconds, megabytes = run.stdout.split()
    assert code in ("E134", "E135", "E136")
    # A second is the promise on a PC; a busy test machine gets some more.
    assert float(seconds) < 4
    assert int(megabytes) < 200, megabytes
