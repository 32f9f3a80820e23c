"""The papers of the examples, whole: before a meeting, with a correction, and after a meeting."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT

from checklist_engine.drafting.papers import Paper
from checklist_engine.usecases.draft_papers import draft_meeting

EXAMPLES = ROOT / "examples"
FOLDERS = ("niiza-2021-04-15", "corrections", "adopted")
TODAY = date(2021, 4, 15)


def papers(name: str) -> dict[str, str]:
    drafted = draft_meeting(EXAMPLES / name, as_of=None, pack=None, today=TODAY)
    assert drafted.notices == ()
    return {paper.name: paper.text for paper in drafted.papers if isinstance(paper, Paper)}


@pytest.mark.parametrize("name", FOLDERS)
def test_the_papers_of_an_example_are_as_recorded(
    name: str, golden: Callable[[Path, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    folder = EXAMPLES / name / "expected" / "papers"
    drafted = papers(name)
    for file, text in drafted.items():
        golden(folder / file, text)
    assert {path.name for path in folder.iterdir()} == set(drafted)


@pytest.mark.parametrize("name", FOLDERS)
def test_colons_and_brackets_are_as_wide_as_the_words_around_them(name: str) -> None:
    for file, text in papers(name).items():
        assert not re.search(r"[^\x00-\x7f]: |[ぁ-ヶ一-龠]\((?![0-9ア-ン]\))", text), file


def test_a_correction_has_a_paper_of_its_own_and_is_told_of_in_the_agenda() -> None:
    drafted = papers("corrections")
    assert "| 対象者の人数 | 850人 | 8,500人 |" in drafted["ア_訂正資料.md"]
    assert (
        "| sub-007 | 委託先における取扱状況の把握 | 条件 | 判定保留 | 適合 |"
        in drafted["ア_訂正資料.md"]
    )
    assert "  - 訂正資料　諮問ア\n" in drafted["次第.md"]
    assert "質問回答書及び訂正資料に沿って概要を説明した。" in drafted["会議録案.md"]


def test_where_nothing_is_corrected_there_is_no_such_paper() -> None:
    drafted = papers("niiza-2021-04-15")
    assert not [name for name in drafted if "訂正" in name]
    assert "訂正資料" not in drafted["次第.md"]


def test_after_the_meeting_no_paper_is_a_draft_any_more() -> None:
    for name, text in papers("adopted").items():
        assert not [
            line for line in text.splitlines() if line.startswith("# ") and "（案）" in line
        ], name
        assert "暫定" not in text, name
        assert "None" not in text, name


def test_before_the_meeting_what_will_be_decided_is_a_draft() -> None:
    drafted = papers("niiza-2021-04-15")
    for name in ("ア_結論案.md", "ア_答申書案.md", "会議録案.md", "条件管理表.md", "ア_条件.md"):
        [title] = [line for line in drafted[name].splitlines() if line.startswith("# ")]
        assert "（案）" in title, name


def test_the_reply_is_addressed_numbered_and_dated() -> None:
    lines = [line for line in papers("adopted")["ア_答申書案.md"].splitlines() if line]
    assert lines[:5] == [
        "○個審答申第5号",
        "令和7年10月31日",
        "○○市長　様",
        "○○市個人情報保護審議会　会長　○○　○○",
        "# 答申書",
    ]
    assert lines[5].startswith(
        "　○○市個人情報保護審議会条例第2条第1号に基づき、令和7年9月19日付け生学発第41号により"
    )
    assert lines[5].endswith("次のとおり答申いたします。")
    assert lines[6] == "## 第1　審議会の結論"
    assert lines[7].endswith("また、申込みを紙でも受け付けること。")


def test_a_case_that_refers_to_another_is_followed_up_under_what_was_adopted_there() -> None:
    rows = [
        line for line in papers("adopted")["条件管理表.md"].splitlines() if "ただし書き" in line
    ]
    assert [row.split(" | ")[:1] for row in rows] == [["| ア"], ["| ア"], ["| イ"], ["| イ"]]
    assert all("監査報告の閲覧を毎年求めること" in row for row in rows[::2])
    assert all("申込みを紙でも受け付けること" in row for row in rows[1::2])


def test_the_headings_of_the_minutes_are_those_of_the_council_to_the_letter() -> None:
    headings = [
        line.lstrip("# ")
        for line in papers("niiza-2021-04-15")["会議録案.md"].splitlines()
        if line.startswith(("#", "(ア)", "(イ)", "(ウ)"))
    ]
    title = "に伴う外部電子計算組織との結合による個人情報の処理について"
    case = [
        *("(イ)質疑及び意見の概要", "(ウ)結論"),
    ]
    assert [each for each in headings if not each.startswith("(ア)")] == [
        "令和3年度第1回新座市情報公開・個人情報保護審議会　会議録（案）",
        *("開催日時", "開催場所", "出席委員", "事務局職員", "〔提案課職員〕"),
        *("会議内容", "会議資料", "公開・非公開の別", "その他の必要事項"),
        *("審議の内容（審議経過、結論等）", "1.開会", "2.議題", "(1)諮問"),
        *(f"ア　ふるさと納税業務管理システムの導入{title}", *case),
        *(f"イ　AI型教材「Qubena」の導入{title}", *case),
        *(f"ウ　授業支援クラウド「ロイロノート」の導入{title}", *case),
        "(2)○○条例第○条の規定による個人情報取扱事務の届出の報告について",
        *("(3)その他", "3.閉会"),
    ]
    [first, *_] = [each for each in headings if each.startswith("(ア)")]
    assert first == (
        "(ア)担当課であるシティプロモーション課から事前に配布した諮問書、添付資料及び当日配布した"
        "質問回答書に沿って概要を説明した。"
    )


@pytest.mark.parametrize("name", FOLDERS)
def test_no_paper_ends_in_the_middle_of_a_table_or_holds_a_word_of_the_program(name: str) -> None:
    for file, text in papers(name).items():
        assert text.endswith("\n"), file
        assert "{{" not in text and "{%" not in text and "None" not in text, file
        assert_tables_are_whole(file, text)


def assert_tables_are_whole(file: str, text: str) -> None:
    """Every row of a Markdown table has as many cells as its heading."""
    cells = None
    for line in text.splitlines():
        if not line.startswith("|"):
            cells = None
            continue
        found = line.replace("\\|", "").count("|")
        cells = cells or found
        assert found == cells, (file, line)
