"""What can still come of a submission, in words: what is certain first, then what to answer, best first."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from packs import CONDITIONS, DAY, assessed, rule

from checklist_engine.ground.widths import width
from checklist_engine.inquiry.ask import FURTHER, Inquirer
from checklist_engine.inquiry.solving import MOST_JOINTS
from checklist_engine.reporting.inquiry_text import prospect_text
from checklist_engine.reporting.layout import Canvas
from checklist_engine.reporting.question_words import condition_words, subject_of, way_to_answer

WIDE = Canvas(cells=200, colour=False)
Files = Mapping[str, str | None]
BLOCKING = rule(gate="blocking", not_met=None)
PER_PARTY = rule(require="{.handles: false}", rest="for_each: {in: parties}\n")


def told(
    folder: Path,
    files: Files | None = None,
    answers: str = "{}",
    *,
    joints: int = MOST_JOINTS,
    canvas: Canvas = WIDE,
) -> str:
    assessment, plan = assessed(folder, files, answers)
    inquirer = Inquirer(plan, DAY, further=FURTHER, joints=joints)
    return "\n".join(prospect_text(inquirer.ask(assessment.submission), assessment, plan, canvas))


def part(text: str, title: str) -> str:
    """What stands below a title."""
    _, _, rest = text.partition(f"■ {title}")
    return rest.partition("\n\n")[0].partition("\n")[2].rstrip("\n")


def test_everything_that_a_person_needs_to_answer_first(tmp_path: Path) -> None:
    files: Files = {
        "one/one-001.yaml": BLOCKING,
        "one/one-002.yaml": rule("one-002", require="{place: JP}"),
        "two/two-001.yaml": rule("two-001", gate="advisory", require="{people: 3}", not_met=None),
    }
    text = told(tmp_path, files, "{agreed: {unknown: 照会中}}")
    assert (
        part(text, "見通し")
        == """\
  今の結論案      継続審議
  全て答えたとき  「認める」「条件付きで認める」又は「認めない」になりえます
  条件            必ず付くもの 0件、付くかもしれないもの 1件、付かないと決まったもの 0件
  未回答の質問    結論案を左右するもの 2件、評点又は留意事項だけを左右するもの 1件"""
    )
    assert (
        part(text, "結論を左右する質問（2件）")
        == """\
  上から順に答えてください。◎○△は、その質問の答えだけで結論案が変わる場合の多さです（◎が最も多い）
  ◎  1. 同意を得ていますか
         回答欄      同意（agreed）　今は「照会中」
         答え方      「はい」（true）又は「いいえ」（false）
         関わる規則  one-001 one-001の題名［必須］
  ◎  2. 場所はどこですか
         回答欄      場所（place）
         答え方      一つ選びます: JP（日本）、OTHER（日本以外）
         関わる規則  one-002 one-002の題名［条件］
         関わる条件  同意"""
    )
    assert (
        part(text, "評点又は留意事項だけを変える質問（1件）")
        == """\
  ・何人ですか
    回答欄: 人数（people）　規則: two-001"""
    )
    assert part(text, "付くかもしれない条件（1件）").endswith(
        "  ・同意［ただし書き］\n    同意を得ること"
    )
    assert text.endswith("   checklist ask -i " + text.rpartition("-i ")[2])
    assert "s.yaml --as-of 2021-04-15" in text.rpartition("-i ")[2]


def test_what_is_certain_is_told_with_its_words(tmp_path: Path) -> None:
    files: Files = {
        "one/one-002.yaml": rule("one-002", require="{recorded: true}", not_met="condition: {use: record}")
    }  # fmt: skip
    text = told(tmp_path, files, "{agreed: false}")
    assert "全て答えたとき  「条件付きで認める」になります（どう答えても変わりません）" in text
    assert part(text, "必ず付く条件（1件）") == "  ・同意［ただし書き］\n    同意を得ること"
    assert (
        part(text, "結論案は変わらないが、付く条件が変わる質問（1件）")
        == """\
  ・記録を残していますか
    回答欄: 記録（recorded）　条件: 記録　規則: one-002"""
    )
    assert part(text, "付くかもしれない条件（1件）").endswith(
        "  ・記録［ただし書き］\n    記録を残すこと"
    )
    assert "※ どう答えても結論案は変わりませんが、答えるまでは暫定のままです" in text


def test_a_question_of_no_account_is_said_to_be_none(tmp_path: Path) -> None:
    one = rule(require="{all: [{agreed: true}, {recorded: true}]}")
    text = told(tmp_path, {"one/one-001.yaml": one}, "{agreed: false}")
    assert part(text, "この回答がなくても結論は変わりません（1件）") == (
        "  どう答えても、判定、条件、留意事項及び評点は今のままです\n  ・記録（recorded）"
    )


def test_where_nothing_is_open_nothing_is_asked(tmp_path: Path) -> None:
    text = told(tmp_path, answers="{agreed: true}")
    assert (
        part(text, "見通し")
        == """\
  今の結論案    認める
  条件          必ず付くもの 0件、付くかもしれないもの 0件、付かないと決まったもの 1件
  未回答の質問  ありません"""
    )
    assert "checklist ask -i" not in text
    assert "質問（" not in text


def test_a_list_says_how_it_is_completed_and_what_that_holds_up(tmp_path: Path) -> None:
    files: Files = {"one/one-001.yaml": PER_PARTY}
    text = told(
        tmp_path, files, "{complete: false, parties: [{id: a, name: 甲社, handles: false}]}"
    )
    assert (
        "※ 「記入の完了」が「いいえ」の間は、委託先についての判定が定まりません。"
        "書き終えて「はい」とすると、見通しが変わります"
    ) in text
    assert "「委託先」に、まだ書いていないものはありますか" in text
    blocking = PER_PARTY.replace("gate: conditional", "gate: blocking").partition("outcomes:")[0]
    one = f"{blocking}for_each: {{in: parties}}\n"
    assert (
        "答え方      あれば書き加えます。全て書いたら「記入の完了」（complete）を「はい」（true）とします"
    ) in told(tmp_path, {"one/one-001.yaml": one}, "{parties: []}")


def test_what_has_to_be_answered_first_is_named(tmp_path: Path) -> None:
    facts = """\
section: {id: main, label: 区分, order: 1}
facts:
  - {id: agreed, label: 同意, question: 同意を得ていますか, type: boolean}
  - {id: recorded, label: 記録, question: 記録を残していますか, type: boolean, relevant_when: {agreed: true}}
"""
    one = rule(gate="blocking", require="{any: [{agreed: false}, {recorded: true}]}", not_met=None)
    text = told(tmp_path, {"facts/main.yaml": facts, "one/one-001.yaml": one})
    assert "先に        「同意」に答えてください。それによっては、尋ねません" in text


def test_what_could_not_be_looked_at_is_said(tmp_path: Path) -> None:
    text = told(tmp_path, {"one/one-001.yaml": BLOCKING}, joints=0)
    assert "※ 回答の組合せが多く、調べきれませんでした。" in text
    assert "必ず付く条件と、ここにない結論案にならないことは確かです" in text
    assert "調べきれません" not in told(tmp_path, {"one/one-001.yaml": BLOCKING})


def test_a_profile_that_decides_nothing_has_no_decision_in_sight(tmp_path: Path) -> None:
    none = "profile: all\nlabel: 自己点検\ndecision: none\nrules: all\n"
    text = told(tmp_path, {"profiles/all.yaml": none})
    assert "今の結論案    結論を出さない適用区分" in text
    assert "全て答えたとき" not in text
    assert "結論案は変わらないが、付く条件が変わる質問（1件）" in text


def test_many_rules_are_not_all_named(tmp_path: Path) -> None:
    files: Files = {
        f"one/one-00{number}.yaml": rule(f"one-00{number}", gate=gate, not_met=not_met)
        for number, gate, not_met in (
            (1, "conditional", "condition: {use: agree}"),
            (2, "advisory", None),
            (3, "advisory", None),
            (4, "blocking", None),
            (5, "advisory", None),
        )
    }
    assert (
        "関わる規則  one-004 one-004の題名［必須］、one-001 one-001の題名［条件］、"
        "one-002 one-002の題名［留意］ ほか2件"
    ) in told(tmp_path, files)


@pytest.mark.parametrize("cells", [60, 80, 100])
def test_no_line_is_wider_than_the_terminal(cells: int, tmp_path: Path) -> None:
    text = told(tmp_path, canvas=Canvas(cells=cells, colour=False))
    commands = [line for line in text.splitlines() if "checklist ask -i" in line]
    lines = [line for line in text.splitlines() if line not in commands]
    assert max(map(width, lines)) <= cells


def test_a_condition_that_is_not_drafted_shows_what_hangs_on_answers(tmp_path: Path) -> None:
    conditions = (
        CONDITIONS
        + """\
papers:
  subject: 資料
  obligation: ensure
  text: "{{ papers | oyobi }}を{{ by }}に提出すること〔（{{ also | ya }}を含む。）〕"
  parameters: {papers: list, by: text, also: list}
  order: 30
  route: remark
"""
    )
    use = "condition: {use: papers, with: {papers: [監査報告, 名簿], by: 市, also: [{labels: means}]}}"
    files: Files = {
        "conditions.yaml": conditions,
        "one/one-001.yaml": rule(require="{means: {includes: audit}}", not_met=use),
    }
    _, plan = assessed(tmp_path, files)
    assert condition_words("papers", plan) == "監査報告及び名簿を市に提出すること（…を含む。）"
    other = use.replace("by: 市", "by: 国")
    more: Files = {**files, "one/one-002.yaml": rule("one-002", not_met=other)}
    _, plan = assessed(tmp_path, more)
    assert condition_words("papers", plan) == "監査報告及び名簿を…に提出すること（…を含む。）"


def test_the_condition_on_what_is_open_has_words_of_its_own(tmp_path: Path) -> None:
    files: Files = {"one/one-001.yaml": PER_PARTY}
    text = told(tmp_path, files, "{complete: false, parties: []}")
    assert "  ・確認が済んでいない事項［ただし書き］" in text
    _, plan = assessed(tmp_path, files, "{complete: false, parties: []}")
    assert subject_of("open-points", plan) == "確認が済んでいない事項"
    assert condition_words("open-points", plan) == "…について確かめ、その結果を審議会に報告すること"


def test_how_each_type_is_answered(tmp_path: Path) -> None:
    _, plan = assessed(tmp_path)
    facts = plan.vocabulary.facts
    assert {name: way_to_answer(facts[name]) for name in ("people", "rate", "day", "note")} == {
        "people": "整数（人）。0以上100以下",
        "rate": "数（%）",
        "day": "日付",
        "note": "文",
    }
    assert way_to_answer(facts["parties"]).startswith("一件ずつ書きます")
