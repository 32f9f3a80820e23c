"""`checklist report`: one file, or none and a word about why."""

from pathlib import Path

import pytest
from conftest import ROOT, Checklist

NIIZA = ROOT / "examples" / "niiza-2021-04-15"
CASE = NIIZA / "furusato.yaml"


def test_a_meeting_becomes_one_file(tmp_path: Path, checklist: Checklist) -> None:
    file = tmp_path / "new" / "report.html"
    ran = checklist("report", NIIZA, "-o", file)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"{file.as_posix()}\n報告書を作りました（案件 3 件）\n"
    assert file.read_text("utf-8").startswith("<!doctype html>")
    assert list(file.parent.iterdir()) == [file]


def test_the_day_can_be_given(tmp_path: Path, checklist: Checklist) -> None:
    file = tmp_path / "report.html"
    ran = checklist("report", CASE, "-o", file, "--as-of", "2024-06-20")
    assert (ran.code, ran.err) == (0, "")
    assert "令和6年6月20日" in file.read_text("utf-8")


def test_a_pack_can_be_given(tmp_path: Path, checklist: Checklist) -> None:
    file = tmp_path / "report.html"
    pack = ROOT / "rules" / "municipal-privacy"
    ran = checklist("report", NIIZA, "-o", file, "--pack", pack)
    assert (ran.code, file.exists()) == (0, True)


def test_a_file_that_is_there_is_kept_until_it_may_be_replaced(
    tmp_path: Path, checklist: Checklist
) -> None:
    file = tmp_path / "report.html"
    file.write_text("前の報告書", encoding="utf-8")
    ran = checklist("report", NIIZA, "-o", file)
    assert ran.code == 3
    assert "E323 同じ名前のファイルがすでにあります" in ran.err
    assert "--force" in ran.err
    assert file.read_text("utf-8") == "前の報告書"
    assert checklist("report", NIIZA, "-o", file, "--force").code == 0
    assert file.read_text("utf-8") != "前の報告書"


def test_a_folder_is_no_file(tmp_path: Path, checklist: Checklist) -> None:
    ran = checklist("report", NIIZA, "-o", tmp_path, "--force")
    assert ran.code == 3
    assert "E102" in ran.err and "report.html" in ran.err


@pytest.mark.parametrize("name", ["a\x00b.html", "長" * 300 + ".html"])
def test_a_name_that_no_file_can_have_is_refused_in_words(
    tmp_path: Path, checklist: Checklist, name: str
) -> None:
    ran = checklist("report", NIIZA, "-o", f"{tmp_path}/{name}")
    assert ran.code == 3
    assert "E323 報告書を書き込めません" in ran.err


def test_a_place_that_is_no_folder_is_refused_and_nothing_is_left(
    tmp_path: Path, checklist: Checklist
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    ran = checklist("report", NIIZA, "-o", tmp_path / "file" / "report.html")
    assert ran.code == 3
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


def test_faults_of_files_are_told_and_nothing_is_written(
    tmp_path: Path, checklist: Checklist
) -> None:
    (tmp_path / "s.yaml").write_text("case: {id: s}\n", encoding="utf-8")
    ran = checklist("report", tmp_path / "s.yaml", "-o", tmp_path / "report.html")
    assert ran.code == 3
    assert "s.yaml:1" in ran.err
    assert not (tmp_path / "report.html").exists()


def test_without_a_file_to_write_to_the_command_says_so(checklist: Checklist) -> None:
    assert checklist("report", NIIZA).code == 2


def test_notices_stand_beside_the_result(tmp_path: Path, checklist: Checklist) -> None:
    ran = checklist("report", ROOT / "examples" / "rulings", "-o", tmp_path / "r.html")
    assert ran.code == 0
    assert "期限切れ" in ran.err
