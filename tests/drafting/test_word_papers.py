"""The papers of the example meeting in Word: LibreOffice opens, saves and prints them, and they say
what the council said.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from conftest import ROOT
from office import converted, needs_office, text_of
from word_files import parts_of

from checklist_engine.drafting.papers import Form, Papers, forms
from checklist_engine.drafting.word import word_paper
from checklist_engine.model.meeting import Adopted
from checklist_engine.usecases.assess_cases import assess_cases
from checklist_engine.usecases.find_corrections import find_corrections

NIIZA = ROOT / "examples" / "niiza-2021-04-15"
CONCLUSIONS = {
    "ア": "ふるさと納税業務管理システムの導入に伴う外部電子計算組織との結合による個人情報の処理については、"
    "認める。ただし、再委託先従業者の監督について、直接的な監督はできないとしても、監査報告や作業従事者リストの閲覧を求めるなど、"
    "監督する方法について検討すること。",
    "イ": "AI型教材「Qubena」の導入に伴う外部電子計算組織との結合による個人情報の処理については、"
    "認める。ただし、児童生徒による端末、パスワードの管理について、情報モラル教育も含め、守らせるべきことを徹底させること。",
    "ウ": "授業支援クラウド「ロイロノート」の導入に伴う外部電子計算組織との結合による個人情報の処理については、"
    "認める。ただし、諮問イのAI型教材「Qubena」に対する意見と同様の意見を附する。",
}
PAPERS = {"諮問書の要点", "質問回答書", "チェックリスト", "結論案", "条件", "留意事項", "答申書案"}
BEFORE_OR_AFTER = {False: "前_", True: "後_"}
OF_MEETING = {"次第", "届出の報告", "全庁的な課題", "会議録案", "条件管理表"}


def example(*, is_over: bool) -> Iterator[Form]:
    """The papers of the example, before the meeting or after it."""
    day = date(2021, 4, 15)
    assessed = assess_cases(NIIZA, as_of=None, pack=None, today=day)
    assert assessed.meeting is not None
    unchanged = Adopted(decision=None, conclusion=None, conditions=None)
    adopted = dict.fromkeys(CONCLUSIONS, unchanged) if is_over else {}
    meeting = replace(assessed.meeting, adopted=adopted)
    return forms(
        Papers(meeting=meeting, cases=assessed.cases, notifications=assessed.notifications)
    )


def correction() -> Form:
    """The 訂正資料 of the example of corrections."""
    folder = ROOT / "examples" / "corrections"
    assessed = assess_cases(folder, as_of=None, pack=None, today=date(2025, 7, 24))
    assert assessed.meeting is not None
    made = Papers(
        meeting=assessed.meeting,
        cases=assessed.cases,
        corrections=find_corrections(folder, assessed, pack=None).by_file,
    )
    [form] = [each for each in forms(made) if each.template.scope == "correction"]
    return form


def written(folder: Path, *, is_over: bool) -> tuple[Path, ...]:
    files = []
    for form in (*example(is_over=is_over), *(() if is_over else (correction(),))):
        file = folder / f"{BEFORE_OR_AFTER[is_over]}{form.name}.docx"
        file.write_bytes(word_paper(form.template, form.view, title=form.name))
        files.append(file)
    return tuple(files)


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Mapping[bool, tuple[Path, ...]]:
    """The papers by whether the meeting is over."""
    folder = tmp_path_factory.mktemp("papers")
    return {is_over: written(folder, is_over=is_over) for is_over in (False, True)}


@pytest.fixture(scope="module")
def printed(
    papers: Mapping[bool, tuple[Path, ...]], tmp_path_factory: pytest.TempPathFactory
) -> Mapping[tuple[bool, str], str]:
    """The papers as printed by LibreOffice, from files that LibreOffice has saved again."""
    folder = tmp_path_factory.mktemp("again")
    saved = converted([*papers[False], *papers[True]], "docx", folder)
    return {
        (pdf.stem.startswith("後_"), pdf.stem.partition("_")[2]): text_of(pdf)
        for pdf in converted(saved, "pdf", folder)
    }


def without_gaps(text: str) -> str:
    """The words of a page, whatever lines and pages they were set in."""
    return re.sub(r"－\s*\d+\s*－|\s", "", text)


def test_every_paper_of_a_meeting_is_written(papers: Mapping[bool, tuple[Path, ...]]) -> None:
    wanted = OF_MEETING | {f"{item}_{name}" for item in CONCLUSIONS for name in PAPERS}
    for is_over, files in papers.items():
        names = {file.stem.partition("_")[2] for file in files}
        assert names == (wanted if is_over else {*wanted, "ア_訂正資料"})


def test_the_same_meeting_gives_the_same_bytes(
    papers: Mapping[bool, tuple[Path, ...]], tmp_path: Path
) -> None:
    again = written(tmp_path, is_over=False)
    assert [each.read_bytes() for each in again] == [each.read_bytes() for each in papers[False]]


def test_no_command_and_no_bracket_is_left_in_a_paper(
    papers: Mapping[bool, tuple[Path, ...]],
) -> None:
    for files in papers.values():
        for file in files:
            document = docx.Document(str(file))
            texts = [each.text for each in document.paragraphs]
            texts += [
                cell.text for table in document.tables for row in table.rows for cell in row.cells
            ]
            assert not [
                text for text in texts if re.search(r"\{[{%#]|[%}]\}|Undefined|None|True", text)
            ]


@needs_office
@pytest.mark.parametrize("is_over", [False, True])
@pytest.mark.parametrize("item", CONCLUSIONS)
@pytest.mark.parametrize("paper", ["{}_結論案", "{}_答申書案", "{}_諮問書の要点", "会議録案"])
def test_the_conclusions_are_printed_to_the_letter(
    printed: Mapping[tuple[bool, str], str], is_over: bool, item: str, paper: str
) -> None:
    text = without_gaps(printed[is_over, paper.format(item)])
    assert without_gaps(CONCLUSIONS[item]) in text


@needs_office
def test_drafts_say_so_until_the_meeting_is_over(printed: Mapping[tuple[bool, str], str]) -> None:
    for paper in ("次第", "会議録案", "条件管理表", "全庁的な課題", "ア_結論案", "ア_答申書案"):
        assert "（案）" in printed[False, paper], paper
        assert "（案）" not in printed[True, paper], paper


@needs_office
def test_what_is_provisional_is_said_beside_the_sentence(
    printed: Mapping[tuple[bool, str], str],
) -> None:
    for paper in ("ア_答申書案", "会議録案"):
        text = without_gaps(printed[False, paper])
        assert without_gaps(CONCLUSIONS["ア"]) + "（回答待ち4件・暫定）" in text
        assert "暫定" not in printed[True, paper]


@needs_office
def test_the_levels_of_a_reply_are_numbered(printed: Mapping[tuple[bool, str], str]) -> None:
    lines = [" ".join(line.split()) for line in printed[False, "ア_答申書案"].splitlines()]
    heads = [line for line in lines if re.match(r"第\d", line)]
    assert heads == [
        "第1 審議会の結論",
        "第2 諮問の概要",
        "第3 審議会の判断の理由",
        "第4 留意事項",
        "第5 審議の経過",
    ]
    assert "1 諮問の内容" in lines
    assert "2 個人情報を取り扱う者" in lines
    reasons = lines[lines.index("第3 審議会の判断の理由") : lines.index("第4 留意事項")]
    # (1) begins anew below each heading, ア below each (1).
    assert "(1) 再委託先従業者の監督" in reasons
    assert any(line.startswith("ア 再委託先「クラウド事業者」の従業者") for line in reasons)
    remarks = lines[lines.index("第4 留意事項") :]
    assert re.match(r"\(1\) ", remarks[1])


@needs_office
def test_the_minutes_are_numbered_as_the_council_does(
    printed: Mapping[tuple[bool, str], str],
) -> None:
    text = printed[False, "会議録案"]
    discussed = text[text.index("審議の内容（審議経過、結論等）") :]
    signs = re.findall(r"^[ \f]*(\d\.|\(\d\)|\([ア-ン]\)|[アイウ](?= ))", discussed, re.MULTILINE)
    case = ["(ア)", "(イ)", "(ウ)"]
    assert signs == [
        "1.", "2.", "(1)", "ア", *case, "イ", *case, "ウ", *case, "(2)", "(3)", "3.",
    ]  # fmt: skip
    contents = text[text.index("会議内容") : text.index("会議資料")]
    assert re.findall(r"^[ \f]*(\d\.|\(\d\)|[アイウ](?= ))", contents, re.MULTILINE) == [
        "1.", "2.", "(1)", "ア", "イ", "ウ", "(2)", "(3)", "3.",
    ]  # fmt: skip
    handed_out = text[text.index("会議資料") : text.index("公開・非公開の別")]
    assert re.findall(r"^[ \f]*(\d\.|\(\d\))", handed_out, re.MULTILINE) == [
        "1.",
        "(1)",
        "(2)",
        "(3)",
        "2.",
    ]


@needs_office
def test_nobody_is_quoted_in_minutes_of_a_meeting_that_has_not_been(
    printed: Mapping[tuple[bool, str], str],
) -> None:
    said = [
        re.findall(r"^\s*(?:委員|担当課)\s+(\S.*)$", printed[is_over, "会議録案"], re.MULTILINE)
        for is_over in (False, True)
    ]
    assert all(said)
    assert all(words.startswith("○○〔") for words in said[0] if words != "○○")
    assert set(said[1]) == {"○○"}
    assert "質問回答書の質問を掲げています" in printed[False, "会議録案"]
    assert "掲げています" not in printed[True, "会議録案"]


@needs_office
def test_a_correction_is_printed_with_what_was_and_what_is(
    printed: Mapping[tuple[bool, str], str],
) -> None:
    lines = [" ".join(line.split()) for line in printed[False, "ア_訂正資料"].splitlines()]
    for wanted in ("1 訂正の内容", "対象者の人数 850 人 8,500 人", "2 評価の変化", "(1) 結論案"):
        assert any(wanted.replace(" ", "") == line.replace(" ", "") for line in lines), wanted
    text = without_gaps(printed[False, "ア_訂正資料"])
    assert "令和7年7月18日付け" in text
    assert "2025年" not in text


@needs_office
def test_the_id_of_a_rule_is_never_broken(printed: Mapping[tuple[bool, str], str]) -> None:
    for (is_over, paper), text in printed.items():
        if not re.search("留意事項|答申書案", paper):
            broken = re.findall(r"(?<![A-Za-z])[a-z]+-(?= |$)", text, re.MULTILINE)
            assert not broken, (is_over, paper)


@needs_office
def test_long_tables_repeat_their_heads(printed: Mapping[tuple[bool, str], str]) -> None:
    for paper, head in (("ア_チェックリスト", "確認項目"), ("イ_結論案", "確認した事項")):
        pages = printed[False, paper].rstrip("\f").split("\f")
        assert len(pages) > 1
        assert all(head in page for page in pages[:-1]), paper


def test_mixed_numerals_reach_values_and_numbering() -> None:
    [form] = [each for each in example(is_over=False) if each.name == "ア_答申書案"]
    template = replace(form.template, numerals="mixed")
    mixed = word_paper(template, form.view, title="題")
    assert mixed != word_paper(form.template, form.view, title="題")
    parts = parts_of(mixed)
    assert "令和３年４月15日" in parts["word/document.xml"].decode()
    assert "回答待ち" in parts["word/document.xml"].decode()
    assert "回答待ち4" not in parts["word/document.xml"].decode()
    assert parts["word/numbering.xml"].decode().count('"decimalFullWidth"') == 3
