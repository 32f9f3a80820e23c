"""`checklist report`: one file, or none and a word about why."""

from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
from conftest import ROOT, Checklist
from packs import submission, write_files, write_pack
from reading import read

from checklist_engine.usecases.write_report import is_page, make_reports

NIIZA = ROOT / "examples" / "niiza-2021-04-15"
CASE = NIIZA / "furusato.yaml"


def test_a_meeting_becomes_one_file(tmp_path: Path, checklist: Checklist) -> None:
    file = tmp_path / "new" / "report.html"
    ran = checklist("report", NIIZA, "-o", file)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == f"{file.as_posix()}\n報告書を 1 件作りました（案件 3 件）\n"
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


def names_in(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


def test_a_meeting_becomes_a_folder_of_reports(tmp_path: Path, checklist: Checklist) -> None:
    folder = tmp_path / "令和3.4.15"
    ran = checklist("report", NIIZA, "-o", folder)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        f"{folder.as_posix()}/{name}"
        for name in ("報告書.html", "ア_報告書.html", "イ_報告書.html", "ウ_報告書.html")
    ] + ["報告書を 4 件作りました（案件 3 件）"]
    assert len(names_in(folder)) == 4
    again = checklist("report", NIIZA, "-o", folder)
    assert again.code == 3
    assert "同じ名前の文書がすでにあります" in again.err
    assert checklist("report", NIIZA, "-o", folder, "--force").code == 0


def test_the_papers_of_a_meeting_have_the_same_reports(
    tmp_path: Path, checklist: Checklist
) -> None:
    checklist("report", NIIZA, "-o", tmp_path / "a")
    checklist("draft", NIIZA, "-o", tmp_path / "b", "--format", "html")
    assert names_in(tmp_path / "a") == names_in(tmp_path / "b")
    for name in names_in(tmp_path / "a"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_a_case_in_a_folder_is_its_report_alone(tmp_path: Path, checklist: Checklist) -> None:
    ran = checklist("report", CASE, "-o", tmp_path)
    assert ran.code == 0
    assert names_in(tmp_path) == {"furusato_報告書.html"}
    assert 'href="%' not in (tmp_path / "furusato_報告書.html").read_text("utf-8")


def test_reports_of_one_name_are_refused(tmp_path: Path, checklist: Checklist) -> None:
    for name in ("s.yaml", "s.json"):
        (tmp_path / name).write_text(
            '{"case": {"id": "s", "title": "件名"}, "pack": "municipal-privacy",'
            ' "profile": "notification", "answers": {}}',
            encoding="utf-8",
        )
    pack = ROOT / "rules" / "municipal-privacy"
    ran = checklist("report", tmp_path, "-o", tmp_path / "new", "--pack", pack)
    assert ran.code == 3
    assert "報告書の名前が同じになる提出内容があります（s.json、s.yaml）" in ran.err
    assert not (tmp_path / "new").exists()


def test_a_folder_with_the_name_of_a_file_is_told_from_it(
    tmp_path: Path, checklist: Checklist
) -> None:
    (tmp_path / "r.html").mkdir()
    (tmp_path / "r").write_text("", encoding="utf-8")
    ran = checklist("report", CASE, "-o", tmp_path / "r.html", "--force")
    assert ran.code == 3
    assert "E102" in ran.err and "report.html" in ran.err
    assert "E102" in checklist("report", CASE, "-o", tmp_path / "r", "--force").err


@pytest.mark.parametrize("name", ["a\x00b.html", "長" * 300 + ".html"])
def test_a_name_that_no_file_can_have_is_refused_in_words(
    tmp_path: Path, checklist: Checklist, name: str
) -> None:
    ran = checklist("report", NIIZA, "-o", f"{tmp_path}/{name}")
    assert ran.code == 3
    assert "E323 ファイルを書き込めません" in ran.err


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


def test_how_far_it_has_come_is_told() -> None:
    done: list[tuple[int, int]] = []
    made = make_reports(
        NIIZA,
        as_of=None,
        pack=None,
        today=date(2021, 4, 15),
        engine="0.0.0",
        progress=lambda at, of: done.append((at, of)),
    )
    assert done == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert made.papers[0].name == "報告書.html"


@pytest.mark.parametrize(
    ("name", "is_file"),
    [
        ("a.html", True),
        ("a.HTM", True),
        ("a", False),
        ("a.", False),
        ("r3.4.15", False),
        ("a.docx", False),
    ],
)
def test_a_name_says_whether_it_is_a_file_or_a_folder(name: str, *, is_file: bool) -> None:
    assert is_page(Path(name)) is is_file


def test_a_folder_of_cases_without_a_meeting_is_named_after_their_files(
    tmp_path: Path, checklist: Checklist
) -> None:
    write_pack(tmp_path / "rules" / "small")
    files = {"#1 図書.yaml": submission(name="a"), "学童.yaml": submission(name="b")}
    ran = checklist("report", write_files(tmp_path, files), "-o", tmp_path / "out")
    assert ran.code == 0
    assert names_in(tmp_path / "out") == {
        "報告書.html",
        "#1 図書_報告書.html",
        "学童_報告書.html",
    }
    overview = read((tmp_path / "out" / "報告書.html").read_text("utf-8"))
    links = {unquote(each.attributes["href"]) for each in overview.all("a")}
    assert {"#1 図書_報告書.html", "学童_報告書.html"} <= links
    assert "%231%20" in (tmp_path / "out" / "報告書.html").read_text("utf-8")
