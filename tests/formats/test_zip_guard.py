"""Packages are unpacked without believing what they say of themselves."""

import contextlib
import io
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from word_files import zipped

from checklist_engine.formats.docx_package import read_word_file
from checklist_engine.formats.xlsx_reading import read_workbook
from checklist_engine.formats.zip_guard import (
    Flaw,
    Limits,
    Reason,
    UnsafePackage,
    check_xml,
    unpacked,
)
from checklist_engine.ground.errors import InvalidFile


def reason(raw: bytes, limits: Limits | None = None) -> Reason:
    with pytest.raises(UnsafePackage) as caught:
        unpacked(raw, limits) if limits else unpacked(raw)
    assert caught.value.words
    return caught.value.reason


def xml_reason(xml: bytes) -> Reason:
    with pytest.raises(UnsafePackage) as caught:
        check_xml(xml)
    return caught.value.reason


def test_a_package_is_its_files_in_their_order() -> None:
    assert dict(unpacked(zipped({"b.xml": b"<b/>", "a/": b"", "a/c.xml": b"<c/>"}))) == {
        "b.xml": b"<b/>",
        "a/c.xml": b"<c/>",
    }


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", Reason.EMPTY),
        (b"\0\0\0", Reason.EMPTY),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, Reason.OLD_OR_LOCKED),
        (b"<html></html>", Reason.NO_ZIP),
        (b"PK\x03\x04", Reason.BROKEN),
    ],
)
def test_what_is_no_package_is_told_apart(raw: bytes, why: Reason) -> None:
    assert reason(raw) is why


def test_a_package_that_is_cut_off_is_broken() -> None:
    whole = zipped({"a.xml": b"<a>" + bytes(range(256)) * 40 + b"</a>"})
    for cut in (len(whole) // 2, len(whole) - 5, 60):
        assert reason(whole[:cut]) is Reason.BROKEN


def test_a_part_that_swells_is_refused_before_it_is_whole() -> None:
    assert reason(zipped({"a.xml": b"0" * 3_000_000})) is Reason.TOO_LARGE
    assert (
        reason(zipped({"a.xml": b"0" * 3_000_000}), Limits(ratio=10**6, unpacked=10**6))
        is Reason.TOO_LARGE
    )


def test_parts_that_swell_together_are_refused() -> None:
    parts = {f"{number}.xml": bytes(range(256)) * 1000 for number in range(9)}
    assert reason(zipped(parts), Limits(unpacked=2_000_000)) is Reason.TOO_LARGE
    assert len(unpacked(zipped(parts), Limits(unpacked=2_400_000))) == 9


def test_a_size_that_the_directory_understates_changes_nothing() -> None:
    raw = bytearray(zipped({"a.xml": b"0" * 3_000_000}))
    at = raw.rindex(b"PK\x01\x02")
    struct.pack_into("<I", raw, at + 24, 10)
    assert reason(bytes(raw)) in (Reason.BROKEN, Reason.TOO_LARGE)


def test_too_many_parts_are_refused() -> None:
    parts = {f"{number}.xml": b"" for number in range(201)}
    assert reason(zipped(parts)) is Reason.TOO_LARGE
    del parts["7.xml"]
    assert len(unpacked(zipped(parts))) == 200


@pytest.mark.parametrize("name", ["../a.xml", "/a.xml", "a/../../b.xml", "a\\b.xml", "c:a.xml"])
def test_a_name_that_leads_out_is_refused(name: str) -> None:
    assert reason(zipped({name: b"<a/>"})) is Reason.ODD_NAMES


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused() -> None:
    for other in ("a.xml", "A.XML"):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as package:
            package.writestr("a.xml", "<a/>")
            package.writestr(other, "<b/>")
        assert reason(made.getvalue()) is Reason.ODD_NAMES


@pytest.mark.parametrize("sign", [b"\x00", b"\\", b":"])
def test_a_part_whose_name_hides_something_is_refused(sign: bytes) -> None:
    for at in (0, 2):
        raw = bytearray(zipped({"abc.xml": b"<a/>"}))
        for start in (raw.index(b"abc.xml"), raw.rindex(b"abc.xml")):
            raw[start + at : start + at + 1] = sign
        assert reason(bytes(raw)) is Reason.ODD_NAMES


def test_an_encrypted_part_is_refused() -> None:
    raw = bytearray(zipped({"a.xml": b"<a/>"}))
    raw[raw.rindex(b"PK\x01\x02") + 8] |= 1
    assert reason(bytes(raw)) is Reason.ENCRYPTED


def test_parts_that_lie_over_each_other_are_refused() -> None:
    raw = bytearray(zipped({"a.xml": bytes(range(256)) * 8, "b.xml": b"<b/>"}))
    first = raw.index(b"PK\x01\x02")
    second = raw.index(b"PK\x01\x02", first + 4)
    struct.pack_into("<I", raw, second + 42, 10)
    assert reason(bytes(raw)) in (Reason.OVERLAPPING, Reason.BROKEN)


def test_a_method_that_cannot_be_inflated_bit_by_bit_is_refused() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_BZIP2) as package:
        package.writestr("a.xml", "<a/>")
    assert reason(made.getvalue()) is Reason.BROKEN


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_package_with_any_byte_changed_is_read_or_refused(data: st.DataObject) -> None:
    raw = bytearray(zipped({"a.xml": b"<a>1</a>", "b/c.xml": b"<c/>" * 30}))
    raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(UnsafePackage):
        unpacked(bytes(raw))


def changed(raw: bytes, at: int, value: bytes) -> bytes:
    return raw[:at] + value + raw[at + len(value) :]


SOUND = zipped({"abc.xml": b"<a>" + bytes(range(256)) * 8 + b"</a>", "b.xml": b"<b/>"})
DIRECTORY, SECOND = SOUND.index(b"PK\x01\x02"), SOUND.rindex(b"PK\x01\x02")
LAST = SOUND.index(b"PK\x05\x06")


def bzipped() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_BZIP2) as package:
        package.writestr("a.xml", "<a/>")
    return made.getvalue()


# Each flaw, with zips that have it; one guard finds it in Word files and in workbooks alike.
FLAWED = [
    (Flaw.BROKEN, SOUND[: len(SOUND) // 2]),
    (Flaw.BROKEN, changed(SOUND, SOUND.index(b"b.xml") + 6, b"x")),
    (Flaw.BROKEN, changed(SOUND, LAST + 8, struct.pack("<HH", 1, 2))),
    (Flaw.BROKEN, changed(SOUND, LAST + 16, struct.pack("<I", len(SOUND)))),
    (Flaw.METHOD, bzipped()),
    (Flaw.ENCRYPTED, changed(SOUND, DIRECTORY + 8, b"\x01")),
    (Flaw.ENCRYPTED, changed(SOUND, DIRECTORY + 8, b"\x40")),
    (Flaw.ZIP64, SOUND[:LAST] + b"PK\x06\x07" + struct.pack("<IQI", 0, 0, 1) + SOUND[LAST:]),
    (Flaw.MANY, zipped({f"{number}.xml": b"" for number in range(201)})),
    (Flaw.MANY, changed(SOUND, LAST + 8, struct.pack("<HH", 60_000, 60_000))),
    (Flaw.MANY, changed(SOUND, LAST + 12, struct.pack("<I", 2_000_000))),
    (Flaw.SWELLS, zipped({"a.xml": b"0" * 30_000_000})),
    (Flaw.OUTSIDE, zipped({"../a.xml": b"<a/>"})),
    (Flaw.OUTSIDE, zipped({"../": b"", "a.xml": b"<a/>"})),
    (Flaw.OUTSIDE, SOUND.replace(b"abc.xml", b"\0bc.xml")),
    (Flaw.TWICE, zipped({"straße.xml": b"<a/>", "STRASSE.xml": b"<a/>"})),
    (Flaw.MISNAMED, changed(SOUND, SOUND.index(b"abc.xml"), b"xyz")),
    (Flaw.MISNAMED, changed(SOUND, 8, b"\0\0")),
    (Flaw.OVERLAPPING, changed(SOUND, SECOND + 42, struct.pack("<I", 0))),
    (Flaw.OVERLAPPING, changed(SOUND, SECOND + 42, struct.pack("<I", 1))),
]


@pytest.mark.parametrize(("flaw", "raw"), FLAWED)
def test_a_flaw_is_found_in_a_word_file_and_in_a_workbook(
    flaw: Flaw, raw: bytes, tmp_path: Path
) -> None:
    with pytest.raises(UnsafePackage) as caught:
        unpacked(raw)
    assert caught.value.flaw is flaw
    for read, name, code in (
        (read_word_file, "a.docx", "E415"),
        (read_workbook, "a.xlsx", "E13"),
    ):
        (tmp_path / name).write_bytes(raw)
        with pytest.raises(InvalidFile) as refused:
            read(tmp_path / name)
        [fault] = refused.value.diagnostics
        assert fault.code.startswith(code)
        assert fault.hint


def test_every_flaw_is_tried() -> None:
    assert {flaw for flaw, _ in FLAWED} == {*Flaw}
    assert unpacked(SOUND).keys() == {"abc.xml", "b.xml"}


def test_plain_xml_passes() -> None:
    check_xml('<?xml version="1.0" encoding="UTF-8"?><a b="c">日本</a>'.encode())
    check_xml('<?xml version="1.0" encoding="UTF-16"?><a/>'.encode("utf-16"))


BILLION = b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>'


@pytest.mark.parametrize(
    ("xml", "why"),
    [
        (BILLION, Reason.DOCTYPE),
        (b"<!DOCTYPE a><a/>", Reason.DOCTYPE),
        (b'<!DOCTYPE a SYSTEM "http://example.com/x"><a/>', Reason.DOCTYPE),
        (BILLION.decode().encode("utf-16"), Reason.DOCTYPE),
        (b"<a>", Reason.NO_XML),
        (b"", Reason.NO_XML),
        (b"&x;", Reason.NO_XML),
        (b"<a>\x00</a>", Reason.NO_XML),
        (b'<?xml version="1.0" encoding="nothing"?><a/>', Reason.NO_XML),
        (b"<a>" * 300 + b"</a>" * 300, Reason.TOO_LARGE),
    ],
)
def test_xml_that_could_do_harm_is_refused(xml: bytes, why: Reason) -> None:
    assert xml_reason(xml) is why
