"""The papers of a meeting: all or none, in the words of the council once it has spoken."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT, Checklist

from checklist_engine.usecases.draft_papers import draft_meeting, write_papers

EXAMPLE = ROOT / "examples" / "niiza-2021-04-15"
PACK = ROOT / "rules" / "municipal-privacy"
CASE_PAPERS = [
    *("諮問書の要点", "質問回答書", "チェックリスト"),
    *("結論案", "条件", "留意事項", "答申書案"),
]
MEETING_PAPERS = ["次第", "届出の報告", "全庁的な課題", "会議録案", "条件管理表"]


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("papers") / "out"
    drafted = draft_meeting(EXAMPLE, as_of=None, pack=None, today=date(2021, 4, 15))
    write_papers(drafted.papers, folder, force=False)
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def meeting(folder: Path, more: str = "") -> Path:
    copy = folder / "meeting"
    shutil.copytree(EXAMPLE, copy)
    file = copy / "meeting.yaml"
    file.write_text(file.read_text(encoding="utf-8") + more, encoding="utf-8")
    return copy


def test_every_paper_of_the_meeting_and_of_each_case_is_there(papers: dict[str, str]) -> None:
    wanted = {f"{name}.md" for name in MEETING_PAPERS}
    wanted |= {f"{item}_{name}.md" for item in "アイウ" for name in CASE_PAPERS}
    assert set(papers) == wanted


def test_the_conclusion_stands_in_its_paper_and_what_is_provisional_beside_it(
    papers: dict[str, str],
) -> None:
    lines = papers["ア_結論案.md"].splitlines()
    (sentence,) = [line for line in lines if "認める。ただし" in line]
    assert sentence.endswith("監督する方法について検討すること。")
    assert "暫定" not in sentence
    assert any("回答待ち" in line and "暫定" in line for line in lines)


def test_the_report_counts_the_notifications_by_kind(papers: dict[str, str]) -> None:
    report = papers["届出の報告.md"]
    assert "- 新規　6件\n- 変更　2件\n- 廃止　1件\n" in report
    assert "性別" in report


def test_a_matter_of_the_whole_city_is_told_once(papers: dict[str, str]) -> None:
    rows = [line for line in papers["全庁的な課題.md"].splitlines() if "org-001" in line]
    assert len(rows) == 1
    assert "諮問ア、諮問イ、諮問ウ" in rows[0]


def test_conditions_are_followed_up_with_a_day_and_what_discharges_them(
    papers: dict[str, str],
) -> None:
    (row,) = [
        line
        for line in papers["条件管理表.md"].splitlines()
        if "監督する方法について検討すること" in line
    ]
    assert "令和3年10月15日" in row
    assert "「再委託先の監督の要件化」が「はい」であること" in row


def test_the_checklist_shows_answers_with_their_evidence_and_nothing_irrelevant(
    papers: dict[str, str],
) -> None:
    sheet = papers["ア_チェックリスト.md"]
    [row] = [line for line in sheet.splitlines() if "| サーバーの設置国 |" in line]
    assert row.startswith(
        "| 45 | サーバーの設置 | サーバーの設置国 | 日本 | － | サーバーの国内設置についての確認"
    )
    assert row.endswith("（口頭での確認） | cloud-001 | cloud-001 証跡未確認 |")
    assert "端末の持ち帰り" not in sheet
    assert "端末の持ち帰り" in papers["イ_チェックリスト.md"]


def test_no_cell_is_left_with_a_word_of_the_program(papers: dict[str, str]) -> None:
    for name, text in papers.items():
        assert "None" not in text, name
        assert "{{" not in text, name


ADOPTED = """\
adopted:
  ア:
    decision: approve_with_conditions
    conclusion: 認める。ただし、監督の方法を年度内に報告すること。
    conditions: [{id: supervise-subcontractors, text: 監督の方法を年度内に報告すること, due: 2022-03-31}]
"""


def test_after_the_meeting_its_words_count_and_the_difference_is_shown(
    checklist: Checklist, tmp_path: Path
) -> None:
    ran = checklist("draft", meeting(tmp_path, ADOPTED), "-o", tmp_path / "out", "--pack", PACK)
    assert ran.code == 0, ran.err
    conclusion = (tmp_path / "out" / "ア_結論案.md").read_text(encoding="utf-8")
    assert conclusion.startswith("# 結論　諮問ア")
    assert "\n認める。ただし、監督の方法を年度内に報告すること。\n" in conclusion
    assert "案との違い" in conclusion
    assert "監督する方法について検討すること" in conclusion
    follow_up = (tmp_path / "out" / "条件管理表.md").read_text(encoding="utf-8")
    assert "| 監督の方法を年度内に報告すること | 検討 | 令和4年3月31日 |" in follow_up
    assert "案との違い" not in (tmp_path / "out" / "イ_結論案.md").read_text(encoding="utf-8")


def test_words_for_a_case_that_is_not_there_are_a_fault(
    checklist: Checklist, tmp_path: Path
) -> None:
    ran = checklist("draft", meeting(tmp_path, ADOPTED.replace("ア:", "カ:")), "-o", tmp_path / "o")
    assert ran.code == 3
    assert "諮問「カ」" in ran.err
    assert not (tmp_path / "o").exists()


def test_papers_are_not_overwritten_unasked(checklist: Checklist, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert checklist("draft", EXAMPLE, "-o", out).code == 0
    kept = (out / "次第.md").read_text(encoding="utf-8")
    (out / "次第.md").write_text("手を入れた", encoding="utf-8")
    ran = checklist("draft", EXAMPLE, "-o", out)
    assert ran.code == 3
    assert "--force" in ran.err
    assert (out / "次第.md").read_text(encoding="utf-8") == "手を入れた"
    assert checklist("draft", EXAMPLE, "-o", out, "--force").code == 0
    assert (out / "次第.md").read_text(encoding="utf-8") == kept


def test_a_faulty_template_leaves_nothing_behind(checklist: Checklist, tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(PACK, pack)
    template = pack / "templates" / "remarks.md.j2"
    template.write_text("一行目\n{{ case.remerks }}\n", encoding="utf-8")
    ran = checklist("draft", EXAMPLE, "-o", tmp_path / "out", "--pack", pack)
    assert (ran.code, ran.out) == (3, "")
    assert "remarks.md.j2:2:" in ran.err
    assert "remerks" in ran.err
    assert not (tmp_path / "out").exists()
    assert not list(tmp_path.glob(".draft-*"))


def test_a_single_case_has_no_papers(checklist: Checklist, tmp_path: Path) -> None:
    ran = checklist("draft", EXAMPLE / "furusato.yaml", "-o", tmp_path / "out")
    assert ran.code == 3
    assert "meeting.yaml" in ran.err


def test_a_file_in_place_of_the_folder_is_told(checklist: Checklist, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x", encoding="utf-8")
    ran = checklist("draft", EXAMPLE, "-o", tmp_path / "out")
    assert ran.code == 3
    assert "E102" in ran.err


def test_json_names_what_was_written(checklist: Checklist, tmp_path: Path) -> None:
    ran = checklist("draft", EXAMPLE, "-o", tmp_path / "out", "--json")
    written = json.loads(ran.out)["papers"]
    assert len(written) == len(MEETING_PAPERS) + 3 * len(CASE_PAPERS)
    assert all(Path(path).is_file() for path in written)


def test_the_same_meeting_gives_the_same_bytes(
    checklist: Checklist, tmp_path: Path, papers: dict[str, str]
) -> None:
    checklist("draft", EXAMPLE, "-o", tmp_path / "out")
    again = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "out").iterdir()}
    assert again == papers
