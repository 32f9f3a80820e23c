"""An assessment as a person reads it."""

import re
from pathlib import Path

import pytest
from packs import assessed, rule

from checklist_engine.ground.widths import width
from checklist_engine.model.verdicts import Verdict
from checklist_engine.reporting.layout import Canvas
from checklist_engine.reporting.text import agenda_text, assessment_text, decision_words

PLAIN = Canvas(cells=100, colour=False)


def written(
    folder: Path,
    files: dict[str, str | None] | None = None,
    answers: str = "{}",
    *,
    canvas: Canvas = PLAIN,
    profile: str = "all",
) -> str:
    assessment, plan = assessed(folder, files, answers, profile=profile)
    return "\n".join(assessment_text(assessment, plan, canvas))


def test_provisional_stands_beside_the_sentence_and_never_inside(tmp_path: Path) -> None:
    text = written(tmp_path)
    assert "結論案　条件付きで認める（回答待ち1件・暫定）" in text
    assessment, _ = assessed(tmp_path)
    assert assessment.provisional
    assert assessment.conclusion is not None
    assert "暫定" not in assessment.conclusion
    assert "回答待ち" not in assessment.conclusion


def test_what_is_settled_is_not_said_to_be_provisional(tmp_path: Path) -> None:
    text = written(tmp_path, answers="{agreed: false}")
    assert "結論案　条件付きで認める\n" in text
    assert "暫定" not in text


def test_a_deferred_case_is_not_said_to_be_provisional(tmp_path: Path) -> None:
    blocking = rule(gate="blocking", not_met="finding: ありません")
    text = written(tmp_path, {"one/one-001.yaml": blocking})
    assert "結論案　継続審議\n" in text
    assert "暫定" not in text


def test_questions_that_wait_are_counted_once_each(tmp_path: Path) -> None:
    open_question = "  undetermined:\n    question: どうですか\n"
    files: dict[str, str | None] = {
        "one/one-001.yaml": rule(rest=open_question),
        "one/one-002.yaml": rule("one-002", require="{recorded: true}", rest=open_question),
        "one/one-003.yaml": rule("one-003", require="{place: JP}"),
        "one/one-004.yaml": rule(
            "one-004", gate="advisory", require="{checked: true}", not_met="remark: 努めること"
        ),
    }
    assessment, _ = assessed(tmp_path, files)
    assert len(assessment.questions) == 3
    assert decision_words(assessment) == "条件付きで認める（回答待ち2件・暫定）"


def test_what_fails_is_told_with_its_reasons_in_words(tmp_path: Path) -> None:
    one = rule(
        require="{place: JP, people: {at_least: 2}}",
        not_met="finding: 足りません\n    condition: {use: agree}",
    )
    text = written(tmp_path, {"one/one-001.yaml": one}, "{place: OTHER, people: 1}")
    assert (
        "■ 不適合（1件）\n"
        "  × one-001　one-001の題名［条件］\n"
        "      足りません\n"
        "      ・人数: 1人\n"
        "      ・場所: 日本以外\n"
    ) in text


def test_what_is_unproven_says_which_answer_lacks_its_proof(tmp_path: Path) -> None:
    one = rule(
        require="{agreed: true, recorded: true}",
        rest="evidence: [{for: agreed, kinds: [contract]}]\n",
    )
    text = written(tmp_path, {"one/one-001.yaml": one}, "{agreed: true, recorded: true}")
    assert (
        "■ 証跡未確認（1件）\n"
        "  △ one-001　one-001の題名［条件］\n"
        "      ・同意: はい（証跡なし）\n"
        "      ・記録: はい\n"
    ) in text


def test_what_is_open_says_what_it_waits_for(tmp_path: Path) -> None:
    text = written(tmp_path)
    assert "■ 判定保留（1件）\n  ？ one-001　one-001の題名［条件］\n      ・同意: 未回答\n" in text
    question = "   1. 同意を得ていますか\n      【回答待ち】回答欄: 同意　規則: one-001\n"
    assert f"■ 質問（1件）\n{question}" in text


def test_an_element_is_named_beside_its_rule(tmp_path: Path) -> None:
    one = rule(require="{.handles: false}", rest="for_each: {in: parties}\n")
    answers = "{complete: true, parties: [{id: a, name: 甲社, handles: true}, {id: b}]}"
    text = written(tmp_path, {"one/one-001.yaml": one}, answers)
    assert "  × one-001　one-001の題名（甲社）［条件］\n      ・取扱い（甲社）: はい\n" in text
    assert "  ？ one-001　one-001の題名（b）［条件］\n      ・取扱い（b）: 未回答\n" in text


def test_conditions_and_remarks_name_their_rules(tmp_path: Path) -> None:
    files: dict[str, str | None] = {
        "one/one-002.yaml": rule("one-002"),
        "one/one-003.yaml": rule("one-003", gate="advisory", not_met="remark: 努めること"),
    }
    text = written(tmp_path, files, "{agreed: false}")
    assert "■ ただし書き（1件）\n  ・同意を得ること\n    規則: one-001、one-002\n" in text
    assert "■ 留意事項（1件）\n  ・努めること\n    規則: one-003\n" in text


def test_what_needs_no_attention_is_one_line_a_verdict(tmp_path: Path) -> None:
    files: dict[str, str | None] = {
        "one/one-002.yaml": rule("one-002") + "applies_when: {recorded: true}\n",
        "one/one-003.yaml": rule("one-003", require="{checked: true}")
        + "compensated_by: {agreed: true}\n",
    }
    text = written(tmp_path, files, "{agreed: true, recorded: false, checked: false}")
    settled = text.partition("■ そのほかの判定")[2]
    assert re.search(rf"○ {Verdict.MET.label} +one-001", settled)
    assert re.search(rf"○ {Verdict.COMPENSATED.label} +one-003", settled)
    assert re.search(rf"－ {Verdict.NOT_APPLICABLE.label} +one-002", settled)


def test_a_part_that_is_empty_is_left_out(tmp_path: Path) -> None:
    text = written(tmp_path, answers="{agreed: true}")
    for title in ("不適合", "証跡未確認", "判定保留", "ただし書き", "留意事項", "質問"):
        assert f"■ {title}" not in text


def test_a_score_is_an_interval_or_one_number_or_nothing(tmp_path: Path) -> None:
    assert "評点　　0.0～100.0点（確定した割合 0.0%）" in written(tmp_path)
    assert "評点　　100.0点（確定した割合 100.0%）" in written(tmp_path, answers="{agreed: true}")
    nothing = rule() + "applies_when: {recorded: true}\n"
    text = written(tmp_path, {"one/one-001.yaml": nothing}, "{recorded: false}")
    assert "評点　　数える規則がありません" in text


def test_a_profile_that_decides_nothing_prints_no_sentence(tmp_path: Path) -> None:
    profile = "profile: self-check\nlabel: 自己点検\ndecision: none\nrules: all\n"
    text = written(
        tmp_path, {"profiles/self-check.yaml": profile}, "{agreed: false}", profile="self-check"
    )
    assert "認める" not in text
    assert "継続審議" not in text
    assert "■ 不適合（1件）" in text


def test_the_head_names_case_department_pack_and_date(tmp_path: Path) -> None:
    text = written(tmp_path)
    assert "sの導入" in text.split("\n")[1]
    assert "規則集 small 1.0.0　基準日 令和3年4月15日" in text.split("\n")[2]


@pytest.mark.parametrize("cells", [60, 80, 100, 120])
def test_no_line_is_wider_than_the_terminal(cells: int, tmp_path: Path) -> None:
    files: dict[str, str | None] = {
        "one/one-001.yaml": rule(
            not_met=f"finding: {'長い説明' * 30}\n    condition: {{use: agree}}"
        ),
        "one/one-002.yaml": rule("one-002", require="{recorded: true}"),
    }
    text = written(tmp_path, files, "{agreed: false}", canvas=Canvas(cells=cells, colour=False))
    # A rule across is drawn with marks that some terminals show in two cells.
    lines = [line for line in text.split("\n") if "━" not in line]
    assert max(width(line) for line in lines) <= cells


def test_colours_change_no_word(tmp_path: Path) -> None:
    files: dict[str, str | None] = {"one/one-002.yaml": rule("one-002", require="{recorded: true}")}
    plain = written(tmp_path, files, "{agreed: false}")
    coloured = written(tmp_path, files, "{agreed: false}", canvas=Canvas(cells=100, colour=True))
    assert coloured != plain
    assert re.sub(r"\x1b\[\d*m", "", coloured) == plain


def test_a_meeting_begins_with_one_line_a_case(tmp_path: Path) -> None:
    assessment, _ = assessed(tmp_path, answers="{agreed: false}")
    head, line, *_ = agenda_text([assessment], PLAIN)
    assert head.split() == ["案件", "結論案", "評点", "システム"]
    assert line.split() == ["s", "条件付きで認める", "0.0", "sシステム"]


def test_what_a_submission_says_gives_the_terminal_no_orders(tmp_path: Path) -> None:
    """An answer must not be able to hide what stands before it."""
    one = rule(
        require="{note: 良い}", not_met="finding: 「{{ note }}」\n    condition: {use: agree}"
    )
    text = written(tmp_path, {"one/one-001.yaml": one}, '{note: "悪い\\e[1A\\e[2K良い\\a"}')
    assert "悪い" in text
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)
