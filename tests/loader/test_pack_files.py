"""The files of a pack folder: what is where, what does not belong, what the digest covers."""

from pathlib import Path

import pytest
from packs import write_files

from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.loader.pack_files import PackFiles, pack_files


def found(folder: Path, *names: str) -> tuple[PackFiles, list[Diagnostic]]:
    write_files(folder, dict.fromkeys(names, "a: 1\n"))
    faults: list[Diagnostic] = []
    return pack_files(folder, faults), faults


def names(folder: Path, paths: tuple[Path, ...]) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in paths]


def test_every_kind_of_file_has_its_place(tmp_path: Path) -> None:
    files, faults = found(
        tmp_path,
        "pack.yaml",
        "conditions.yaml",
        "facts/a.yaml",
        "profiles/p.yaml",
        "auth/auth-001.yaml",
        "auth/auth-001.test.yaml",
        "templates/sentences.yaml",
        "templates/deep/paper.j2",
    )
    assert faults == []
    assert names(tmp_path, files.facts) == ["facts/a.yaml"]
    assert names(tmp_path, files.profiles) == ["profiles/p.yaml"]
    assert names(tmp_path, files.rules) == ["auth/auth-001.yaml"]
    assert names(tmp_path, files.tests) == ["auth/auth-001.test.yaml"]
    assert files.conditions == tmp_path / "conditions.yaml"
    assert files.sentences == tmp_path / "templates" / "sentences.yaml"


def test_files_stand_in_the_order_of_their_paths(tmp_path: Path) -> None:
    files, _ = found(tmp_path, "b/b-001.yaml", "a/a-010.yaml", "a/a-002.yaml", "B/B-001.yaml")
    assert names(tmp_path, files.rules) == [
        "B/B-001.yaml",
        "a/a-002.yaml",
        "a/a-010.yaml",
        "b/b-001.yaml",
    ]


def test_what_is_not_there_is_not_there(tmp_path: Path) -> None:
    files, faults = found(tmp_path, "pack.yaml")
    assert (files.facts, files.rules, files.conditions, files.sentences, faults) == (
        (),
        (),
        None,
        None,
        [],
    )


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("auth/auth-001.yml", "拡張子は .yaml です"),
        ("auth/deep/auth-001.yaml", "規則は <分野>/<id>.yaml"),
        ("auth-001.yaml", "規則は <分野>/<id>.yaml"),
        ("facts/a.json", "拡張子は .yaml です"),
        ("condition.yaml", "もしかして「conditions.yaml」ですか"),
        ("pack.yml", "もしかして「pack.yaml」ですか"),
        ("facts/deep/a.yaml", "事実は facts/"),
    ],
)
def test_a_file_that_nobody_would_read_is_told(name: str, hint: str, tmp_path: Path) -> None:
    _, faults = found(tmp_path, "pack.yaml", name)
    [fault] = faults
    assert fault.code == "E221"
    assert fault.place.file.endswith(name)
    assert hint in (fault.hint or "")


@pytest.mark.parametrize(
    "name",
    [
        ".DS_Store",
        "auth/.auth-001.yaml.swp",
        "auth/~$auth-001.yaml",
        "auth/auth-001.yaml~",
        ".git/config.yaml",
        "__pycache__/x.yaml",
        "README.md",
        "auth/図.png",
    ],
)
def test_what_an_editor_or_a_person_leaves_is_passed_over(name: str, tmp_path: Path) -> None:
    files, faults = found(tmp_path, "pack.yaml", name)
    assert faults == []
    assert list(files.contents) == ["pack.yaml"]


def test_the_digest_covers_everything_but_tests_and_notes(tmp_path: Path) -> None:
    files, _ = found(
        tmp_path,
        "pack.yaml",
        "README.md",
        "auth/auth-001.yaml",
        "auth/auth-001.test.yaml",
        "facts/a.yaml",
        "profiles/p.yaml",
        "templates/sentences.yaml",
        "templates/paper.j2",
    )
    assert list(files.contents) == [
        "auth/auth-001.yaml",
        "facts/a.yaml",
        "pack.yaml",
        "profiles/p.yaml",
        "templates/paper.j2",
        "templates/sentences.yaml",
    ]


def test_a_word_template_is_covered_by_the_digest_of_its_bytes(tmp_path: Path) -> None:
    template = tmp_path / "templates" / "paper.docx"
    template.parent.mkdir()
    template.write_bytes(b"PK\x03\x04\xff\x00")
    before, faults = found(tmp_path, "pack.yaml")
    template.write_bytes(b"PK\x03\x04\xff\x01")
    after, _ = found(tmp_path, "pack.yaml")
    assert faults == []
    assert before.contents != after.contents


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    template = tmp_path / "templates" / "paper.j2"
    template.parent.mkdir()
    template.write_bytes("題名".encode("cp932"))
    _, faults = found(tmp_path, "pack.yaml")
    assert [each.code for each in faults] == ["E106"]
