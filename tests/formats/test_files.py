"""Files as they come from desks of a city hall: each is read, or refused in words that help."""

from pathlib import Path

import pytest

from checklist_engine.formats.files import LARGEST_FILE, as_spelled, read_text, shown_path
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile


def refused(path: Path) -> Diagnostic:
    with pytest.raises(InvalidFile) as caught:
        read_text(path)
    (fault,) = caught.value.diagnostics
    assert fault.hint
    return fault


def written(folder: Path, content: bytes) -> Path:
    path = folder / "submission.yaml"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"a: 1\n", "a: 1\n"),
        ("a: 設置国".encode(), "a: 設置国"),
        (b"\xef\xbb\xbfa: 1\n", "a: 1\n"),
        (b"a: 1\r\nb: 2\r\n", "a: 1\nb: 2\n"),
        (b"a: 1\rb: 2\r", "a: 1\nb: 2\n"),
        ("あ".encode() * 100, "あ" * 100),
    ],
)
def test_utf_8_is_read_with_or_without_a_mark_and_with_any_line_ends(
    tmp_path: Path, content: bytes, text: str
) -> None:
    assert read_text(written(tmp_path, content)) == text


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    fault = refused(tmp_path / "nai.yaml")
    assert (fault.code, fault.message) == ("E101", "ファイルが見つかりません")
    assert fault.place.file.endswith("/nai.yaml")


def test_a_missing_folder_is_a_missing_file(tmp_path: Path) -> None:
    assert refused(tmp_path / "nai" / "a.yaml").code == "E101"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    fault = refused(tmp_path)
    assert fault.code == "E102"
    assert "フォルダ" in fault.message


def test_a_file_used_as_a_folder_cannot_be_opened(tmp_path: Path) -> None:
    assert refused(written(tmp_path, b"a: 1") / "b.yaml").code == "E103"


@pytest.mark.parametrize("name", ["a\0b.yaml", "あ" * 300 + ".yaml"], ids=["nul", "long"])
def test_a_name_that_can_be_no_file_name_cannot_be_opened(tmp_path: Path, name: str) -> None:
    assert refused(tmp_path / name).code == "E103"


@pytest.mark.parametrize("content", [b"", b"\n\n", b"  \t\r\n"])
def test_an_empty_file_is_told(tmp_path: Path, content: bytes) -> None:
    assert refused(written(tmp_path, content)).code == "E104"


def test_a_file_above_5_mb_is_refused_and_one_of_5_mb_is_read(tmp_path: Path) -> None:
    assert len(read_text(written(tmp_path, b"#" * LARGEST_FILE))) == LARGEST_FILE
    assert refused(written(tmp_path, b"[" * (LARGEST_FILE + 1))).code == "E105"
    assert refused(written(tmp_path, b"[" * 50_000_000)).code == "E105"


@pytest.mark.parametrize(
    "content",
    [
        "a: 設置国\n".encode("utf-16"),
        "hosting: {country: JP}  # 設置国\n".encode("utf-16-le"),
        "hosting: {country: JP}\n".encode("utf-16-le"),
        "hosting: {country: JP}\n".encode("utf-16-be"),
        b"\xfe\xff" + "設置国".encode("utf-16-be"),
    ],
    ids=["mark", "mostly ASCII", "little endian", "big endian", "big endian with mark"],
)
def test_utf_16_is_recognised_with_and_without_its_mark(tmp_path: Path, content: bytes) -> None:
    fault = refused(written(tmp_path, content))
    assert fault.code == "E106"
    assert "UTF-16" in fault.message
    assert fault.hint is not None
    assert "UTF-8 を選んで" in fault.hint


def test_cp932_is_recognised_and_the_first_such_character_shown(tmp_path: Path) -> None:
    fault = refused(written(tmp_path, "id: a\nlabel: 設置国\n".encode("cp932")))
    assert fault.code == "E106"
    assert "Shift_JIS" in fault.message
    assert (fault.place.line, fault.place.column) == (2, 8)
    assert fault.place.excerpt == "label: 設置国"


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04\x14\x00\x06\x00" * 50, b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"a: 1\n\x00"],
)
def test_a_binary_file_is_no_text(tmp_path: Path, content: bytes) -> None:
    fault = refused(written(tmp_path, content))
    assert fault.code == "E106"
    assert fault.message == "文字のファイルではありません"


def test_an_archive_is_told_from_a_text(tmp_path: Path) -> None:
    fault = refused(written(tmp_path, b"SQLite format 3\x00\x10\x00\x01\x01\x00" + bytes(80)))
    assert fault.code == "E106"
    assert fault.message == "文字のファイルではなく、蓄積（データベース）です"


def test_bytes_of_no_known_encoding_are_told_at_their_place(tmp_path: Path) -> None:
    fault = refused(written(tmp_path, "a: 1\nb: 国".encode() + b"\xff\xff\n"))
    assert fault.code == "E106"
    assert (fault.place.line, fault.place.column) == (2, 5)


def test_a_path_inside_the_working_folder_is_shown_relative(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert shown_path(tmp_path / "rules" / "a.yaml") == "rules/a.yaml"
    assert shown_path(Path("rules/../b.yaml")) == "b.yaml"
    assert shown_path(tmp_path.parent / "c.yaml") == (tmp_path.parent / "c.yaml").as_posix()


def test_a_path_is_found_however_the_disk_spells_it(tmp_path: Path) -> None:
    apart = tmp_path / "か\u3099くせい" / "ふ\u309a.yaml"
    apart.parent.mkdir()
    apart.write_text("a: 1\n")
    assert as_spelled(tmp_path / "がくせい" / "ぷ.yaml").samefile(apart)
    assert as_spelled(apart) == apart


def test_of_two_spellings_the_one_that_is_given_is_taken(tmp_path: Path) -> None:
    for name in ("か\u3099", "が"):
        (tmp_path / name).write_text("a: 1\n")
        assert as_spelled(tmp_path / name) == tmp_path / name


@pytest.mark.parametrize("name", ["none", "no folder/none", "a\x00b", "が", "a" * 300])
def test_a_path_that_is_not_there_stays_as_it_is(tmp_path: Path, name: str) -> None:
    assert as_spelled(tmp_path / name) == tmp_path / name
