"""The parts of a report, on small packs: decisions, proofs, lists, parties, rulings."""

from pathlib import Path

import pytest
from packs import rule, submission, write_files, write_pack
from reading import Node, read, report

from checklist_engine.drafting.html.words import decision_mark, verdict_mark
from checklist_engine.model.verdicts import Decision, Verdict

BLOCKING = rule(gate="blocking", not_met=None)
EACH = rule(
    require="{.handles: true}",
    rest="for_each: {in: parties}\n",
)
PROVEN = rule(
    require="{people: {at_least: 1}}",
    rest="evidence: [{for: people, kinds: [letter, audit_report], max_age_months: 12}]\n",
)


def page_of(
    folder: Path,
    answers: str = "{}",
    rest: str = "",
    files: dict[str, str | None] | None = None,
) -> Node:
    """The report on one submission to a small pack."""
    write_pack(folder / "rules" / "small", files)
    write_files(folder, {"s.yaml": submission(answers, rest)})
    return read(report(folder / "s.yaml").text)


def told(page: Node, name: str = "one-001") -> str:
    return page.by_id(f"rule-{name}").text


@pytest.mark.parametrize(
    ("gate", "answers", "words"),
    [
        ("blocking", "{agreed: true}", "○ 認める"),
        ("conditional", "{agreed: false}", "△ 条件付きで認める"),
        ("blocking", "{}", "？ 継続審議"),
        ("blocking", "{agreed: false}", "× 認めない"),
    ],
)
def test_a_decision_has_its_mark_and_its_word(
    tmp_path: Path, gate: str, answers: str, words: str
) -> None:
    not_met = "condition: {use: agree}" if gate == "conditional" else None
    page = page_of(tmp_path, answers, files={"one/one-001.yaml": rule(gate=gate, not_met=not_met)})
    [verdict] = page.of_class("verdict")
    assert verdict.text.startswith(f"{words} 結論案")


def test_conditions_of_what_is_refused_are_those_of_a_later_approval(tmp_path: Path) -> None:
    files: dict[str, str | None] = {
        "one/one-001.yaml": BLOCKING,
        "one/one-002.yaml": rule("one-002", require="{recorded: true}", not_met="condition: {use: record}"),
    }  # fmt: skip
    page = page_of(tmp_path, "{agreed: false, recorded: false}", files=files)
    assert "認める場合の条件（1件）" in page.by_id("conclusion").text or (
        "認める場合の条件（1件）" in page.text
    )
    assert "条件（ただし書き）" not in page.text


def test_where_nothing_is_open_it_says_so(tmp_path: Path) -> None:
    page = page_of(tmp_path, "{agreed: true}")
    assert "回答を待っていることは、ありません。" in page.text
    assert "証跡は、提出されていません。" in page.text


def test_where_nothing_is_counted_there_is_no_score(tmp_path: Path) -> None:
    files: dict[str, str | None] = {
        "one/one-001.yaml": rule(rest="applies_when: {recorded: true}\n")
    }
    page = page_of(tmp_path, "{agreed: true, recorded: false}", files=files)
    assert "数える規則がないので、評点はありません。" in page.text
    assert "－ 対象外" in told(page)


def test_an_answer_with_its_proof_names_the_record(tmp_path: Path) -> None:
    record = (
        "evidence: [{id: E1, kind: letter, title: 回答書, issued_by: 業者, issued_on: 2021-03-01, "
        "supports: [people]}]\n"
    )
    page = page_of(tmp_path, "{people: 3}", record, {"one/one-001.yaml": PROVEN})
    assert "人数：3人 証跡あり 要るもの：「書面による回答」又は「監査報告書」" in told(page) or (
        "証跡あり" in told(page)
    )
    assert "E1 回答書、種類: 書面による回答（書面回答）、発行: 業者、令和3年3月1日付け" in told(
        page
    )
    assert "E1 回答書（書面による回答、業者、令和3年3月1日）" in page.text
    assert "裏付けるもの：人数" in page.text


def test_a_record_that_does_not_do_says_why(tmp_path: Path) -> None:
    record = "evidence: [{id: E1, kind: call, supports: [people]}]\n"
    page = page_of(tmp_path, "{people: 3}", record, {"one/one-001.yaml": PROVEN})
    assert "証跡がないので、まだ数えません" in told(page)
    assert "証跡不足" in told(page)
    assert "求められた種類の資料ではありません、いつのものか分かりません" in told(page)


def test_a_record_on_an_answer_that_needs_none_is_named_all_the_same(tmp_path: Path) -> None:
    record = "evidence: [{id: E1, kind: call, supports: [agreed]}]\n"
    page = page_of(tmp_path, "{agreed: true}", record)
    assert "同意：はい 証跡 E1 電話での確認（日付なし）" in told(page)


def test_each_element_has_a_finding_of_its_own(tmp_path: Path) -> None:
    answers = (
        "{complete: true, parties: [{id: a, name: 甲, handles: true}, {id: b, handles: false}]}"
    )
    page = page_of(tmp_path, answers, files={"one/one-001.yaml": EACH})
    assert "○ 適合 甲 判定の理由になった回答 取扱い（甲）：はい" in told(page)
    assert "× 不適合 b 判定の理由になった回答 取扱い（b）：いいえ" in told(page)


def test_an_open_list_says_that_more_may_come(tmp_path: Path) -> None:
    answers = "{complete: false, parties: [{id: a, handles: true}]}"
    page = page_of(tmp_path, answers, files={"one/one-001.yaml": EACH})
    assert "？ 判定保留 これから記入されるもの 回答を待っているもの 記入の完了：いいえ" in told(
        page
    )


def test_an_unanswered_list_is_what_is_waited_for(tmp_path: Path) -> None:
    proof = EACH + "evidence: [{for: .handles, kinds: [letter]}]\n"
    page = page_of(tmp_path, "{complete: true}", files={"one/one-001.yaml": proof})
    assert "回答を待っているもの 委託先：未回答" in told(page)
    assert page.of_class("picture")
    assert "委託先と、確かめられたこと" not in page.text


def test_a_ruling_stands_beside_what_the_rules_say(tmp_path: Path) -> None:
    ruling = (
        "rulings: [{id: R1, case: s, rule: one-001, verdict: waived, authority: 審議会, "
        "reason: 期限を定めて認める, on: 2021-04-01, expires: 2022-03-31}]\n"
    )
    meeting = (
        "meeting: {id: m, title: 会議, date: 2021-04-15}\n"
        "cases: [{item: ア, submission: s.yaml}]\nrulings: rulings.yaml\n"
    )
    write_pack(tmp_path / "rules" / "small")
    files = {
        "s.yaml": submission("{agreed: false}"),
        "rulings.yaml": ruling,
        "meeting.yaml": meeting,
    }
    page = read(report(write_files(tmp_path, files)).text)
    assert "one-001 例外承認（適用）：期限を定めて認める" in page.text
    assert "－ 例外承認 1件" in page.text


def test_a_claim_on_a_rule_that_is_not_used_leads_nowhere(tmp_path: Path) -> None:
    files: dict[str, str | None] = {
        "one/one-002.yaml": rule("one-002", rest="may_claim: [not_applicable]\n"),
        "profiles/all.yaml": (
            "profile: all\nlabel: 一部\ndecision: council\nrules: {ids: [one-001]}\n"
        ),
    }
    claim = "claims: [{rule: one-002, claim: not_applicable, reason: 扱わない}]\n"
    page = page_of(tmp_path, "{agreed: true}", claim, files)
    assert "one-002 該当しない" in page.text
    assert "#rule-one-002" not in {each.attributes.get("href") for each in page.all("a")}


def test_the_tree_is_told_tier_by_tier(tmp_path: Path) -> None:
    answers = (
        "\n  complete: false\n  parties:\n"
        "    - {id: a, name: 甲, handles: true, below: [{id: b, name: 乙, below: [{id: c}]}]}\n"
        "    - {id: d, name: 丁}"
    )
    record = (
        'evidence: [{id: E1, kind: contract, supports: ["parties[a]"]}, '
        '{id: E2, kind: letter, supports: ["parties[a/b].handles"]}]\n'
    )
    page = page_of(tmp_path, answers, record, {"one/one-001.yaml": EACH})
    [table] = [each for each in page.all("table") if "委託元" in each.text]
    rows = [
        [cell.text for cell in row.all() if cell.tag in ("th", "td")] for row in table.all("tr")
    ]
    assert rows[1:] == [
        ["第1段階", "甲", "市", "○ 適合 1件", "契約書又は仕様書 E1"],
        ["第2段階", "乙", "甲", "？ 判定保留 1件 ？ one-001の題名（one-001）", "書面による回答 E2"],
        ["第3段階", "c", "乙", "？ 判定保留 1件 ？ one-001の題名（one-001）", "なし"],
        ["第1段階", "丁", "市", "？ 判定保留 1件 ？ one-001の題名（one-001）", "なし"],
    ]
    assert "全て記入されたかどうかは未確認です" in page.text


def test_a_folder_of_cases_is_reported_without_a_meeting(tmp_path: Path) -> None:
    write_pack(tmp_path / "rules" / "small")
    files = {
        "a.yaml": submission("{agreed: true}", name="a"),
        "b.yaml": submission("{agreed: false}", name="b"),
    }
    made = report(write_files(tmp_path, files))
    page = read(made.text)
    assert made.cases == 2
    assert next(page.all("h1")).text == "提出内容の一覧（2件）"
    assert [each.text for each in page.of_class("name")] == ["aシステム", "bシステム"]
    assert "諮問" not in page.text.replace("諮問書", "")


def test_every_verdict_and_every_decision_has_a_mark() -> None:
    assert {verdict_mark(each).sign for each in Verdict} == set("○△？×－")
    assert {verdict_mark(each).words for each in Verdict} == {each.label for each in Verdict}
    assert [decision_mark(each).sign for each in Decision] == list("○△？×")
    assert decision_mark(None).sign == "－"
