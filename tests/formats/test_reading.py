"""One door for files: YAML, or JSON by its ending."""

from pathlib import Path

import pytest

from checklist_engine.formats.reading import read_document
from checklist_engine.ground.errors import InvalidFile


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yaml", "country: JP  # 国内\n"),
        ("a.yml", "country: JP\n"),
        ("a.json", '{"country": "JP"}'),
    ],
)
def test_the_ending_says_how_a_file_is_read(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert read_document(path).root == {"country": "JP"}


def test_a_document_is_named_as_messages_show_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text("a: 1\n", encoding="utf-8")
    assert read_document(tmp_path / "a.yaml").file == "a.yaml"


def test_json_is_not_read_as_yaml(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("a: 1\n", encoding="utf-8")
    with pytest.raises(InvalidFile, match="E115"):
        read_document(path)


def test_lines_that_end_in_crlf_are_counted_once(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: 1\r\nb: 2\r\nb: 3\r\n")
    with pytest.raises(InvalidFile) as caught:
        read_document(path)
    (fault,) = caught.value.diagnostics
    assert (fault.place.line, fault.place.excerpt) == (3, "b: 3")
