"""Corrections: what a submission supersedes is found, assessed alike, and shown before and after."""

import shutil
from pathlib import Path

import pytest
from conftest import ROOT
from packs import DAY, rule, run, submission, write_files, write_pack
from reading import read, report

from checklist_engine.comparing.submission_diff import CaseDiff
from checklist_engine.usecases.find_corrections import Corrections, find_corrections

EXAMPLE = ROOT / "examples" / "corrections"
MEETING = "meeting: {id: m, title: 会議, date: 2021-04-15}\n"


def superseding(name: str, answers: str, *, case: str = "s") -> str:
    written = submission(answers, name=case)
    return written.replace("システム}", f"システム, supersedes: {name}}}", 1)


def folder_of(folder: Path, files: dict[str, str]) -> Path:
    write_pack(folder / "rules" / "small")
    return write_files(folder, files)


def corrections(path: Path) -> Corrections:
    return find_corrections(path, run(path), pack=None)


def the_one(found: Corrections) -> CaseDiff:
    [diff] = found.by_file.values()
    return diff


def test_the_superseded_submission_is_compared(tmp_path: Path) -> None:
    files = {
        "old.yaml": submission("{agreed: false}"),
        "new.yaml": superseding("old.yaml", "{agreed: true}"),
    }
    found = corrections(folder_of(tmp_path, files) / "new.yaml")
    diff = the_one(found)
    assert diff.before is not None and diff.after is not None
    assert [(each.before, each.after) for each in diff.amendments] == [("いいえ", "はい")]
    assert found.notices == ()
    assert found.superseded == {diff.before.submission.file}


def test_both_are_assessed_on_the_same_day(tmp_path: Path) -> None:
    files = {
        "old.yaml": submission().replace("システム}", "システム, submitted_on: 2020-01-01}"),
        "new.yaml": superseding("old.yaml", "{}"),
    }
    diff = the_one(corrections(folder_of(tmp_path, files) / "new.yaml"))
    assert diff.before is not None
    assert diff.before.assessment.as_of == DAY


def test_a_chain_is_compared_with_what_is_superseded_directly(tmp_path: Path) -> None:
    files = {
        "first.yaml": submission("{people: 1}"),
        "second.yaml": superseding("first.yaml", "{people: 2}"),
        "third.yaml": superseding("second.yaml", "{people: 3}"),
    }
    diff = the_one(corrections(folder_of(tmp_path, files) / "third.yaml"))
    assert [(each.before, each.after) for each in diff.amendments] == [("2人", "3人")]


@pytest.mark.parametrize(
    ("named", "files", "words"),
    [
        ("第1版", {}, "「第1版」は、この提出内容のフォルダにあるファイルではない"),
        ("../old.yaml", {}, "フォルダにあるファイルではない"),
        ("new.yaml", {}, "フォルダにあるファイルではない"),
        ("rules", {}, "フォルダにあるファイルではない"),
        ("old.yaml", {"old.yaml": "case: [\n"}, "old.yaml に誤りがある"),
        ("old.yaml", {"old.yaml": submission("{gone: 1}")}, "old.yaml に誤りがある"),
    ],
)
def test_what_cannot_be_compared_is_a_notice_and_no_more(
    tmp_path: Path, named: str, files: dict[str, str], words: str
) -> None:
    write_files(tmp_path, {"old.yaml": submission()})
    inner = folder_of(tmp_path / "inner", {**files, "new.yaml": superseding(named, "{}")})
    found = corrections(inner / "new.yaml")
    assert found.by_file == {}
    [notice] = found.notices
    assert words in notice
    assert notice.endswith("訂正前との違いは示しません")
    assert "new.yaml:" in notice


def test_a_case_without_predecessor_has_none(tmp_path: Path) -> None:
    found = corrections(folder_of(tmp_path, {"s.yaml": submission()}) / "s.yaml")
    assert (found.by_file, found.notices, found.superseded) == ({}, (), frozenset())


def test_the_sentence_before_refers_to_a_precedent_as_the_one_after_does(tmp_path: Path) -> None:
    files = {
        "a.yaml": submission("{agreed: false}", name="a"),
        "b.yaml": superseding("old.yaml", "{agreed: false, people: 2}", case="b"),
        "old.yaml": submission("{agreed: false, people: 1}", name="b"),
        "meeting.yaml": MEETING
        + "cases: [{item: ア, submission: a.yaml}, {item: イ, submission: b.yaml}]\n",
    }
    diff = the_one(corrections(folder_of(tmp_path, files)))
    assert diff.before is not None
    assert "諮問ア" in (diff.before.assessment.conclusion or "")
    assert diff.outcome is not None and diff.outcome.decision is None


def test_rulings_count_on_both_sides(tmp_path: Path) -> None:
    ruling = (
        "rulings: [{id: R1, case: s, rule: one-001, verdict: compensated, authority: 審議会, "
        "reason: 理由, on: 2021-04-01}]\n"
    )
    files = {
        "old.yaml": submission("{agreed: false}"),
        "new.yaml": superseding("old.yaml", "{agreed: false, people: 3}"),
        "rulings.yaml": ruling,
        "meeting.yaml": MEETING
        + "cases: [{item: ア, submission: new.yaml}]\nrulings: rulings.yaml\n",
    }
    diff = the_one(corrections(folder_of(tmp_path, files)))
    assert diff.outcome is not None and not diff.outcome.moved


def test_a_folder_reports_a_superseded_submission_as_what_was_before_only(
    tmp_path: Path,
) -> None:
    for name in ("first.yaml", "corrected.yaml"):
        shutil.copy(EXAMPLE / name, tmp_path)
    made = report(tmp_path, as_of=None)
    assert made.cases == 1
    assert any("訂正前として示します" in each for each in made.notices)
    page = read(made.text)
    assert [each.text for each in page.all("h2") if "放課後" in each.text] == [
        "放課後児童クラブ入退室管理システムの導入に伴う個人情報の処理"
    ]


def test_submissions_that_supersede_each_other_are_cases_of_their_own(tmp_path: Path) -> None:
    files = {
        "a.yaml": superseding("b.yaml", "{agreed: true}"),
        "b.yaml": superseding("a.yaml", "{agreed: false}"),
        "c.yaml": superseding("d.yaml", "{agreed: true}", case="c"),
        "d.yaml": superseding("e.yaml", "{agreed: true}", case="c"),
        "e.yaml": submission(name="c"),
    }
    made = report(folder_of(tmp_path, files))
    assert made.cases == 3
    told = [each.rpartition("/")[2] for each in made.notices]
    assert told == [
        "a.yaml: supersedes が一回りしているので、別の案件として示します",
        "b.yaml: supersedes が一回りしているので、別の案件として示します",
        "d.yaml: ほかの提出内容に置き換えられたので、訂正前として示します",
        "e.yaml: ほかの提出内容に置き換えられたので、訂正前として示します",
    ]


def test_the_report_shows_what_was_amended_and_what_moved() -> None:
    page = read(report(EXAMPLE / "corrected.yaml", as_of=None).text)
    [section] = [
        each
        for each in page.all("section")
        if each.attributes.get("aria-labelledby") == "correction"
    ]
    assert "「first.yaml」を訂正した提出内容です" in section.text
    assert "対象者の人数 訂正前 850人 → 訂正後 8,500人" in section.text.replace("8500", "8,500")
    assert "cloud-001 サーバーの設置国［" in section.text
    assert "訂正前 証跡未確認 → 訂正後 適合" in section.text
    pictures = list(section.all("svg"))
    assert pictures and "訂正の前と後" in next(pictures[0].all("title")).text
    assert "訂正前の提出内容 first.yaml" in page.text


def test_a_correction_that_moves_nothing_says_so(tmp_path: Path) -> None:
    files = {
        "old.yaml": submission("{agreed: true, people: 1}"),
        "new.yaml": superseding("old.yaml", "{agreed: true, people: 2}"),
    }
    write_pack(tmp_path / "rules" / "small", {"one/one-001.yaml": rule()})
    write_files(tmp_path, files)
    page = read(report(tmp_path / "new.yaml").text)
    assert "この訂正によって、評価は変わりません。" in page.text
    assert "尋ねていない項目の訂正（1件）" in page.text


def test_an_example_of_a_missing_file_does_not_stop_the_report(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "corrections")
    file = tmp_path / "corrections" / "corrected.yaml"
    text = file.read_text("utf-8").replace("supersedes: first.yaml", "supersedes: zero.yaml")
    file.write_text(text, encoding="utf-8")
    made = report(file, as_of=None)
    assert "zero.yaml" in made.notices[0]
    assert "correction" not in {each.attributes.get("id") for each in read(made.text).all()}
