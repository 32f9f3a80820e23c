"""`checklist ask -i`: whole conversations, and the files that they leave behind."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import ROOT, Checklist
from conversing import Converse, conversing
from packs import rule, submission, write_files, write_pack

GOLDEN = ROOT / "tests" / "golden" / "ask"
HEAD = "case: {id: s, title: sの導入, system: sシステム}\npack: small\nprofile: all\n"
PER_PARTY = "for_each: {in: parties}\n"
FILES: Mapping[str, str | None] = {
    "one/one-001.yaml": rule(gate="blocking", require="{agreed: true}", not_met=None),
    "one/one-002.yaml": rule(
        "one-002", require="{all: [{place: JP}, {means: {includes_any: [audit, roster]}}]}"
    ),
    "two/two-001.yaml": rule(
        "two-001", gate="advisory", require="{people: {at_least: 10}}", not_met=None
    ),
}
PARTIES: Mapping[str, str | None] = {
    "one/one-001.yaml": rule(gate="blocking", require="{.handles: false}", not_met=None, rest=PER_PARTY),
    "one/one-002.yaml": rule("one-002", require="{.papers: {includes: audit}}", rest=PER_PARTY),
}  # fmt: skip


@pytest.fixture
def converse(checklist: Checklist, monkeypatch: pytest.MonkeyPatch) -> Converse:
    return conversing(checklist, monkeypatch)


def prepared(
    folder: Path, text: str | None = None, files: Mapping[str, str | None] = FILES
) -> Path:
    write_pack(folder / "rules" / "small", files)
    write_files(folder, {"s.yaml": submission() if text is None else text})
    return folder / "s.yaml"


def answers_of(file: Path) -> str:
    """What stands behind `answers:`."""
    return file.read_text(encoding="utf-8").partition("answers:")[2]


def asked(out: str) -> list[str]:
    """The questions on a screen, in order."""
    return [line.removeprefix("■ ") for line in out.splitlines() if line.startswith("■ ")]


def test_a_conversation_from_the_first_question_to_the_last(
    tmp_path: Path, converse: Converse, golden: Callable[[Path, str], None]
) -> None:
    file = prepared(tmp_path)
    ran = converse(
        file, "？", "たぶん", "はい", "1", "0", "戻る", "１、監査報告", "1,3", "はい", "１２人"
    )
    assert (ran.code, ran.err) == (0, "")
    golden(GOLDEN / "from_first_to_last.txt", ran.out)
    assert answers_of(file) == (
        "\n  agreed: true\n  place: JP\n  means: [audit, pledge]\n  people: 12\n"
    )


def test_a_conversation_about_a_list(
    tmp_path: Path, converse: Converse, golden: Callable[[Path, str], None]
) -> None:
    file = prepared(tmp_path, files=PARTIES)
    lines = ["1", "", "甲社", "いいえ", "監査報告", "1", "sub", "", "1", "2", "0", "2", "はい"]
    ran = converse(file, *lines)
    assert (ran.code, ran.err) == (0, "")
    golden(GOLDEN / "about_a_list.txt", ran.out)
    assert (
        answers_of(file)
        == """
  complete: true
  parties:
    - id: p1
      name: 甲社
      handles: false
      papers: [audit]
      below:
        - id: sub
          handles: false
          papers: []
"""
    )


@pytest.mark.parametrize(
    "text",
    [HEAD, f"{HEAD}answers: {{}}\n", f"{HEAD}answers:\n", f"{HEAD}answers: null\n"],
    ids=["no answers", "empty brackets", "blank", "null"],
)
def test_a_file_without_any_answer_is_filled_in(
    text: str, tmp_path: Path, converse: Converse
) -> None:
    file = prepared(tmp_path, text)
    assert converse(file, "はい").code == 0
    assert file.read_text(encoding="utf-8") == f"{HEAD}answers:\n  agreed: true\n"


def test_comments_order_and_spelling_of_the_file_are_kept(
    tmp_path: Path, converse: Converse
) -> None:
    before = f"# 様式\n{HEAD}answers:\n  # 未確認\n  place: {{unknown: 照会中}} # 5月\n  people: 3\nnotes: {{}}\n"
    file = prepared(tmp_path, before)
    converse(file, "1", "日本")
    after = before.replace("{unknown: 照会中}", "JP").replace(
        "  # 未確認", "  agreed: true\n  # 未確認"
    )
    assert file.read_text(encoding="utf-8") == after


def test_line_ends_and_the_mark_at_the_beginning_are_kept(
    tmp_path: Path, converse: Converse
) -> None:
    file = prepared(tmp_path)
    file.write_bytes("\ufeff".encode() + submission().replace("\n", "\r\n").encode())
    converse(file, "はい")
    assert file.read_bytes().startswith("\ufeffcase".encode())
    assert file.read_bytes().endswith(b"answers:\r\n  agreed: true\r\n")


def test_going_back_takes_the_answer_out_of_the_file_again(
    tmp_path: Path, converse: Converse
) -> None:
    file = prepared(tmp_path)
    before = file.read_bytes()
    ran = converse(file, "はい", "b", "q")
    assert "「同意」の答えを取り消しました" in ran.out
    assert asked(ran.out) == ["同意を得ていますか", "場所はどこですか", "同意を得ていますか"]
    assert file.read_bytes() == before


def test_going_back_step_by_step_leads_to_the_beginning(tmp_path: Path, converse: Converse) -> None:
    file = prepared(tmp_path)
    ran = converse(file, "はい", "分からない 照会中", "1", "b", "b", "b", "b", "いいえ")
    assert asked(ran.out)[:3] == ["同意を得ていますか", "場所はどこですか", "どの手段がありますか"]
    assert "これより前の質問はありません" in ran.out
    assert answers_of(file) == "\n  agreed: false\n"


def test_what_is_not_known_is_written_with_its_reason_and_not_asked_again(
    tmp_path: Path, converse: Converse
) -> None:
    file = prepared(tmp_path)
    ran = converse(file, "分からない", "担当課に照会中", "わからない 調査中", "不明", "", "いいえ")
    assert asked(ran.out) == [
        "同意を得ていますか",
        "場所はどこですか",
        "どの手段がありますか",
        "結論案を左右する質問は、「分からない」としたものだけになりました",
    ]
    assert answers_of(file) == "\n  agreed: {unknown: 担当課に照会中}\n  place: {unknown: 調査中}\n"


def test_what_was_not_known_is_asked_again_the_next_time(
    tmp_path: Path, converse: Converse
) -> None:
    file = prepared(tmp_path)
    converse(file, "分からない 照会中", "q")
    ran = converse(file, "はい")
    assert asked(ran.out)[0] == "同意を得ていますか"
    assert "今は　　照会中" in ran.out
    assert answers_of(file) == "\n  agreed: true\n"


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        (["たぶん"], "E304 「同意」: はい・いいえ（true・false）を書くところに、文「たぶん」が書かれています"),
        (["はい", "JPN"], "E304 「場所」: 「JPN」は選択肢にありません"),
        (["はい", "1", "1,9"], "E304 「手段」: 「9」は選択肢にありません"),
        (["はい", "1", "1,1"], "E304 「手段」: 「audit」が二度書かれています"),
        (["はい", "1", "1", "はい", "大勢"], "E304 「人数」: 整数を書くところに、文「大勢」が書かれています"),
        (["はい", "1", "1", "はい", "101"], "E304 「人数」は100人以下の数です（書かれているのは 101）"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_as_in_a_file_and_asked_again(
    lines: list[str], fault: str, tmp_path: Path, converse: Converse
) -> None:
    file = prepared(tmp_path)
    ran = converse(file, *lines)
    assert f"× {fault}" in ran.out.replace("\n      ", "")
    questions = asked(ran.out)
    assert questions[-1] == questions[-2]
    assert lines[-1] not in answers_of(file)


def test_a_blank_line_is_no_answer(tmp_path: Path, converse: Converse) -> None:
    file = prepared(tmp_path)
    ran = converse(file, "", "　", "はい")
    assert ran.out.count("答えが読み取れません") == 2
    assert answers_of(file) == "\n  agreed: true\n"


@pytest.mark.parametrize("ends", [[], ["q"], ["^C"], ["終わる"]])
def test_whatever_ends_it_nothing_is_lost(
    ends: list[str], tmp_path: Path, converse: Converse
) -> None:
    file = prepared(tmp_path)
    ran = converse(file, "はい", *ends)
    assert (ran.code, ran.err) == (0, "")
    assert "終わりました" in ran.out
    assert answers_of(file) == "\n  agreed: true\n"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["rules", "s.yaml"]


def test_it_stops_when_the_decision_is_certain(tmp_path: Path, converse: Converse) -> None:
    file = prepared(tmp_path)
    ran = converse(file, "いいえ", "いいえ")
    assert asked(ran.out) == ["同意を得ていますか", "結論案は決まりました"]
    assert "「認めない」になります（どう答えても変わりません）" in ran.out
    assert "うち2件は、答えるまで結論案が暫定になります" in ran.out.replace("\n   ", "")


def test_it_ends_where_nothing_is_left_to_ask(tmp_path: Path, converse: Converse) -> None:
    file = prepared(
        tmp_path, f"{HEAD}answers: {{agreed: true, place: JP, means: [audit], people: 10}}\n"
    )
    ran = converse(file)
    assert asked(ran.out) == []
    assert "見通し　認める\n\n終わりました\n   結論案は、「認める」になります\n" in ran.out


def test_a_pending_question_comes_after_those_that_it_waits_for(
    tmp_path: Path, converse: Converse
) -> None:
    facts = """\
section: {id: main, label: 区分, order: 1}
facts:
  - {id: agreed, label: 同意, question: 同意を得ていますか, type: boolean}
  - {id: recorded, label: 記録, question: 記録を残していますか, type: boolean, relevant_when: {agreed: true}}
"""
    only = {
        **dict.fromkeys(FILES),
        "facts/main.yaml": facts,
        "one/one-001.yaml": rule(
            gate="blocking", require="{recorded: true}", not_met=None, rest="applies_when: {agreed: true}\n"
        ),
    }  # fmt: skip
    file = prepared(tmp_path, files=only)
    assert asked(converse(file, "はい", "はい").out) == [
        "同意を得ていますか",
        "記録を残していますか",
    ]
    assert answers_of(file) == "\n  agreed: true\n  recorded: true\n"


@pytest.mark.parametrize(
    ("test", "line", "written"),
    [
        ("day: {at_least: 2021-01-01}", "令和３年４月１日", "day: 2021-04-01"),
        ("day: {at_least: 2021-01-01}", "R3.4.1", "day: 2021-04-01"),
        ("rate: {at_least: 0.5}", "５０．５％", "rate: 50.5"),
        ("people: {at_least: 10}", "１２人", "people: 12"),
        ("note: {matches: はい}", "はい", "note: はい"),
        ("note: {matches: b}", '"b"', "note: b"),
        ("note: {matches: '[0-9]+'}", "0123", 'note: "0123"'),
    ],
)
def test_values_are_written_as_files_have_them(
    test: str, line: str, written: str, tmp_path: Path, converse: Converse
) -> None:
    one = rule(gate="blocking", require=f"{{{test}}}", not_met=None)
    file = prepared(tmp_path, files={**dict.fromkeys(FILES), "one/one-001.yaml": one})
    assert converse(file, line).code == 0
    assert answers_of(file) == f"\n  {written}\n"


def test_nothing_to_list_closes_the_list(tmp_path: Path, converse: Converse) -> None:
    file = prepared(tmp_path, files=PARTIES)
    ran = converse(file, "2")
    assert asked(ran.out) == ["委託先はどこですか"]
    assert answers_of(file) == "\n  complete: true\n  parties: []\n"


def test_going_back_inside_a_new_element_begins_the_list_again(
    tmp_path: Path, converse: Converse
) -> None:
    file = prepared(tmp_path, files=PARTIES)
    ran = converse(file, "1", "a", "b", "q")
    assert asked(ran.out) == ["委託先はどこですか", "委託先はどこですか"]
    assert answers_of(file) == " {}\n"


def test_a_key_that_is_taken_or_forbidden_is_refused(tmp_path: Path, converse: Converse) -> None:
    file = prepared(
        tmp_path, f"{HEAD}answers: {{parties: [{{id: a, handles: false, papers: []}}]}}\n", PARTIES
    )
    ran = converse(file, "1", "a", "", "", "1", "a/b", "", "", "q")
    assert "× E303 「記号」の「a」が二度使われています" in ran.out
    assert "× E303 「記号」の「a/b」に「/」「[」「]」は使えません" in ran.out
    assert "a/b" not in answers_of(file)


def test_an_answer_may_name_an_element_of_a_list(tmp_path: Path, converse: Converse) -> None:
    one = rule(require="{chief: {is: a}}")
    before = f"{HEAD}answers: {{parties: [{{id: a, name: 甲社}}, {{id: b}}]}}\n"
    file = prepared(tmp_path, before, {**dict.fromkeys(FILES), "one/one-001.yaml": one})
    ran = converse(file, "丙社", "甲社")
    assert "   1. 甲社\n    2. b\n" in ran.out
    assert "× E305 「主な委託先」の「丙社」は、「委託先」の一覧にありません" in ran.out
    assert answers_of(file) == " {chief: a, parties: [{id: a, name: 甲社}, {id: b}]}\n"


def test_inherited_answers_are_not_asked_and_own_ones_written_in_the_file_itself(
    tmp_path: Path, converse: Converse
) -> None:
    write_files(tmp_path, {"base.yaml": submission("{agreed: true, parties: [{id: a}]}", name="b")})
    base = (tmp_path / "base.yaml").read_bytes()
    file = prepared(tmp_path, f"{HEAD}extends: base.yaml\n")
    ran = converse(file, "1", "q")
    assert asked(ran.out)[0] == "場所はどこですか"
    assert file.read_text(encoding="utf-8") == f"{HEAD}extends: base.yaml\nanswers:\n  place: JP\n"
    assert (tmp_path / "base.yaml").read_bytes() == base


def test_a_profile_that_decides_nothing_offers_its_questions(
    tmp_path: Path, converse: Converse
) -> None:
    none = "profile: all\nlabel: 自己点検\ndecision: none\nrules: all\n"
    file = prepared(tmp_path, files={**FILES, "profiles/all.yaml": none})
    ran = converse(file, "はい", "日本")
    assert asked(ran.out)[0] == "この適用区分は、結論を出しません"
    assert answers_of(file) == "\n  place: JP\n"


@pytest.mark.parametrize(
    ("name", "arguments", "words"),
    [
        ("s.json", [], "-i で書き込めるのは、YAML の提出内容（.yaml）だけです"),
        (".", [], "-i には、フォルダでなく、提出内容のファイルを一つ指定してください"),
        ("s.yaml", ["--format", "json"], "-i は、--format json とは一緒に使えません"),
    ],
)
def test_what_cannot_be_filled_in_is_refused_in_words(
    name: str, arguments: list[str], words: str, tmp_path: Path, checklist: Checklist
) -> None:
    prepared(tmp_path)
    write_files(tmp_path, {"s.json": "{}"})
    ran = checklist("ask", "-i", name, *arguments, cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


def test_a_file_that_may_not_be_written_is_refused_before_anything_is_asked(
    tmp_path: Path, converse: Converse
) -> None:
    file = prepared(tmp_path)
    file.chmod(0o444)
    ran = converse(file, "はい")
    assert (ran.code, ran.out) == (2, "")
    assert "s.yaml は書き込みが禁じられています" in ran.err


def test_a_file_that_is_wrong_is_told_as_everywhere(tmp_path: Path, converse: Converse) -> None:
    file = prepared(tmp_path, f"{HEAD}answers: {{agreed: maybe}}\n")
    ran = converse(file, "はい")
    assert (ran.code, ran.out) == (3, "")
    assert "s.yaml:4:19: E304" in ran.err


def test_a_file_that_is_not_there_is_told_as_everywhere(tmp_path: Path, converse: Converse) -> None:
    ran = converse(prepared(tmp_path).with_name("t.yaml"))
    assert (ran.code, ran.out) == (3, "")
    assert "t.yaml: E101 ファイルが見つかりません" in ran.err


def test_without_any_date_it_says_that_it_is_today_s(tmp_path: Path, converse: Converse) -> None:
    ran = converse(prepared(tmp_path), "q", as_of=None)
    assert "日付が分からないので、今日" in ran.err
    dated = HEAD.replace("id: s,", "id: s, submitted_on: 2021-04-01,")
    assert converse(prepared(tmp_path, dated), "q", as_of=None).err == ""
