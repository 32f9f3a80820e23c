"""An explanation as an officer reads it on a terminal or on grey paper."""

import re
from collections.abc import Mapping
from contextlib import chdir
from pathlib import Path

import pytest
from packs import assessed, rule, run, submission, write_files, write_pack

from checklist_engine.ground.widths import width
from checklist_engine.reporting.explanation import Explainer
from checklist_engine.reporting.explanation_text import explanation_text
from checklist_engine.reporting.layout import Canvas

PLAIN = Canvas(cells=80, colour=False)
ELEMENTS = ", ".join(f"{{id: p{number}, handles: true}}" for number in range(8))


def told(
    folder: Path,
    require: str,
    answers: str,
    rest: str = "",
    *,
    evidence: str = "",
    files: Mapping[str, str | None] | None = None,
    canvas: Canvas = PLAIN,
) -> str:
    """What is said of one rule to someone in the folder of the submission, without the case above."""
    packed = {"one/one-001.yaml": rule(require=require, rest=rest), **(files or {})}
    folder.mkdir(exist_ok=True)
    with chdir(folder):
        assessment, plan = assessed(folder, packed, answers, evidence)
    lines = list(explanation_text(Explainer(assessment, plan), canvas, "one-001"))
    return "\n".join(lines[2:]).rstrip() + "\n"


def test_a_claim_without_its_proof(tmp_path: Path) -> None:
    text = told(
        tmp_path,
        "{agreed: true}",
        "{agreed: true, checked: true}",
        "applies_when: {checked: true}\ncompensated_by: {recorded: true}\n"
        "evidence: [{for: agreed, kinds: [contract]}]\n",
        evidence="evidence: [{id: E1, kind: call, supports: [agreed]}]\n",
        canvas=Canvas(cells=200, colour=False),
    )
    assert text == (
        "■ one-001　one-001の題名［条件］\n"
        "  規則　「点検」が「はい」であるとき、「同意」が「はい」であることを求めます。"
        "これを満たさなくても、「記録」が「はい」であるときは、代替措置があるものとします。\n"
        "  証跡　「同意」の回答には、契約書又は仕様書\n"
        "  判定　証跡未確認\n"
        "      理由（次の1件の回答だけで、この判定になります）\n"
        "      ・同意: はい（証跡が足りません）\n"
        "    適用条件\n"
        "      ○ 成立   「点検」が「はい」である\n"
        "        ・回答: はい　〔s.yaml:4:34〕\n"
        "    判定基準\n"
        "      △ 要証跡 「同意」が「はい」である\n"
        "        ・回答: はい　〔s.yaml:4:19〕\n"
        "        ・証跡: 足りません（要るもの: 契約書又は仕様書）\n"
        "          × E1　電話での確認、種類: 電話での確認（口頭確認）、日付なし"
        "（求められた種類の資料ではありません）\n"
        "    代替措置\n"
        "      ？未確定 「記録」が「はい」である\n"
        "        ・回答: 未回答\n"
    )


def test_what_is_open_says_what_may_settle_it(tmp_path: Path) -> None:
    text = told(
        tmp_path, "{agreed: true, recorded: true}", "{agreed: {unknown: 照会中}, parties: []}"
    )
    assert text == (
        "■ one-001　one-001の題名［条件］\n"
        "  規則　「同意」が「はい」であり、かつ、「記録」が「はい」であることを求めます。\n"
        "  判定　判定保留\n"
        "      回答を待つもの\n"
        "      ・同意: 未回答（照会中）\n"
        "      ・記録: 未回答\n"
        "      このうち、次の1件が分かれば、判定が決まることがあります\n"
        "      ・同意: 未回答（照会中）\n"
        "    判定基準\n"
        "      ？未確定 次の全て\n"
        "        ？未確定 「同意」が「はい」である\n"
        "          ・回答: 未回答（照会中）　〔s.yaml:4:19〕\n"
        "        ？未確定 「記録」が「はい」である\n"
        "          ・回答: 未回答\n"
    )


def test_where_all_that_is_waited_for_is_needed_it_says_so(tmp_path: Path) -> None:
    require = "{count_of: {of: [{agreed: true}, {recorded: true}, {checked: true}], at_least: 2}}"
    text = told(tmp_path, require, "{agreed: true}")
    assert "次の1件が分かれば、判定が決まることがあります" in text
    text = told(tmp_path / "2", "{agreed: {is: {fact: recorded}}}", "{}")
    assert "この全てが分かるまで、判定は決まりません" in text


def test_an_open_list_says_that_more_may_be_written(tmp_path: Path) -> None:
    """`if_none: unknown`: as long as there may be none, only one more element settles it."""
    text = told(
        tmp_path,
        "{every: {in: parties, where: {.handles: true}, satisfies: {agreed: true}, if_none: unknown}}",
        "{agreed: true, complete: false, parties: [{id: a, handles: false}]}",
    )
    assert "・記入の完了: いいえ（「はい」になるのを待ちます）" in text
    assert "・委託先: a（ほかにあれば、書き加えます）" in text


def test_many_elements_are_shortened_with_a_count(tmp_path: Path) -> None:
    text = told(
        tmp_path,
        "{some: {in: parties, where: {.handles: false}}}",
        f"{{parties: [{ELEMENTS}, {{id: q}}]}}",
    )
    lines = [line.strip() for line in text.split("\n")]
    shown = [line for line in lines if "について、" in line]
    assert len(shown) == 5
    assert shown[0].startswith("？未確定 「q」について")
    assert "ほか4件（不成立4件）" in lines
    # Whether the list goes on stands after all of them.
    assert lines.index("ほか4件（不成立4件）") < lines.index(
        "？未確定 「委託先」の記入は、これで全てである"
    )


def test_as_many_elements_as_fit_are_all_there(tmp_path: Path) -> None:
    five = ", ".join(f"{{id: p{number}, handles: true}}" for number in range(5))
    text = told(
        tmp_path, "{some: {in: parties, where: {.handles: false}}}", f"{{parties: [{five}]}}"
    )
    assert text.count("について、") == 5
    assert "ほか" not in text


def test_what_was_not_looked_at_is_one_line(tmp_path: Path) -> None:
    text = told(tmp_path, "{agreed: true}", "{checked: false}", "applies_when: {checked: true}\n")
    assert text.endswith("    （適用条件が成り立たないので、判定基準は見ていません）\n")
    assert "    判定基準\n" not in text


LATER = """\
section: {id: later, label: 後で尋ねる区分, order: 2}
facts:
  - {id: abroad, label: 国外, type: boolean, relevant_when: {place: OTHER}}
"""


@pytest.mark.parametrize(
    ("answers", "line"),
    [
        ("{place: JP}", "・回答: 求めません（次のことが成り立たないため）\n"),
        ("{place: JP, abroad: true}", "求めません（次のことが成り立たないため）。記入された「はい」は使いません"),
        ("{}", "・回答: 未回答（求めるかどうかは、「場所」の回答によります）\n"),
        ("{abroad: true}", "・回答: はい（求めるかどうかは、「場所」の回答によります）"),
    ],
)  # fmt: skip
def test_what_is_not_asked_or_not_yet_says_so(answers: str, line: str, tmp_path: Path) -> None:
    canvas = Canvas(cells=120, colour=False)
    text = told(
        tmp_path, "{abroad: true}", answers, files={"facts/later.yaml": LATER}, canvas=canvas
    )
    assert line in text
    assert ("× 不成立 「場所」が「日本以外」である" in text) is ("JP" in answers)


def test_an_answer_that_fails_needs_no_proof_to_be_shown(tmp_path: Path) -> None:
    proof = "evidence: [{for: agreed, kinds: [contract]}, {for: recorded, kinds: [contract]}]\n"
    text = told(
        tmp_path, "{agreed: true, recorded: true}", "{agreed: false, recorded: true}", proof
    )
    # The one that holds would need its proof once the other is mended.
    assert text.count("・証跡: ありません") == 1


def test_a_proof_that_does_is_shown_with_its_record(tmp_path: Path) -> None:
    text = told(
        tmp_path,
        "{agreed: true}",
        "{agreed: true}",
        "evidence: [{for: agreed, kinds: [contract]}]\n",
        evidence="evidence: [{id: E1, kind: contract, title: 契約書の写し, supports: [agreed]}]\n",
    )
    assert "・証跡: あります（要るもの: 契約書又は仕様書）\n          ○ E1　契約書の写し" in text


@pytest.mark.parametrize("rest", ["", "in_force: {from: 2022-04-01}\n"])
def test_what_rests_on_no_answer_says_so(rest: str, tmp_path: Path) -> None:
    text = told(tmp_path, "{all: []}", "{}", rest)
    assert "      理由（回答によらず、この判定になります）\n" in text
    assert ("（施行期間（令和4年4月1日から）の外です）" in text) is bool(rest)


RULING = """\
meeting: {id: m, title: 会議, date: 2021-04-15}
cases: [{item: ア, submission: s.yaml}]
rulings: rulings.yaml
"""
GRANTED = """\
rulings:
  - {id: S1, case: s, rule: one-001, verdict: compensated, authority: 審議会, reason: 別の措置, on: 2021-04-01}
"""


def test_a_ruling_stands_beside_what_the_rules_alone_say(tmp_path: Path) -> None:
    write_pack(tmp_path / "rules" / "small")
    write_files(
        tmp_path,
        {
            "meeting.yaml": RULING,
            "rulings.yaml": GRANTED,
            "s.yaml": submission("{agreed: false}"),
        },
    )
    [case] = run(tmp_path).cases
    text = "\n".join(explanation_text(Explainer(*case), PLAIN, "one-001"))
    assert text.startswith("諮問ア　sの導入\n")
    assert "  判定　代替措置あり（規則による判定は不適合）\n" in text
    assert "理由（次の1件の回答だけで、規則による判定になります）" in text
    assert "裁定 審議会（令和3年4月1日）: 別の措置" in text
    assert "× 不成立 「同意」が「はい」である" in text


def chain(folder: Path, files: Mapping[str, str | None], answers: str) -> list[str]:
    folder.mkdir(exist_ok=True)
    with chdir(folder):
        assessment, plan = assessed(folder, files, answers)
    return list(explanation_text(Explainer(assessment, plan), PLAIN, None))


def test_the_chain_goes_from_the_decision_through_conditions_to_answers(tmp_path: Path) -> None:
    assert chain(tmp_path, {}, "{agreed: false}")[2:] == [
        "結論案　条件付きで認める",
        "sの導入については、認める。ただし、同意を得ること。",
        "  ← 条件「同意」: 同意を得ること",
        "      ← one-001　one-001の題名: 不適合",
        "          ・同意: いいえ　〔s.yaml:4:19〕",
        "",
    ]


def test_the_chain_names_what_stands_in_the_way_beside_conditions(tmp_path: Path) -> None:
    blocking = rule(gate="blocking", not_met="finding: ありません")
    files = {"one/one-001.yaml": blocking, "one/one-002.yaml": rule("one-002")}
    lines = chain(tmp_path, files, "{}")
    assert lines[2] == "結論案　継続審議"
    assert [line for line in lines if "判定保留" in line] == [
        "  ← one-001　one-001の題名: 判定保留",
        "  ← one-002　one-002の題名: 判定保留",
    ]
    assert "      ・同意: 未回答　〔記入なし〕" in lines


def test_each_element_has_its_own_verdict(tmp_path: Path) -> None:
    text = told(
        tmp_path,
        "{.handles: false}",
        "{parties: [{id: a, name: 甲社, handles: true}]}",
        "for_each: {in: parties}\n",
    )
    assert "  判定　不適合（甲社）\n" in text
    assert "  判定　判定保留（これから記入されるもの）\n" in text


def test_too_many_reasons_say_that_they_may_not_be_the_fewest(tmp_path: Path) -> None:
    facts = "section: {id: many, label: 多い区分, order: 2}\nfacts:\n" + "".join(
        f"  - {{id: m{number}, label: M{number}, type: boolean}}\n" for number in range(20)
    )
    parts = ", ".join(f"{{m{number}: true}}" for number in range(20))
    answers = ", ".join(f"m{number}: true" for number in range(20))
    text = told(
        tmp_path,
        f"{{count_of: {{of: [{parts}], at_least: 3}}}}",
        f"{{{answers}}}",
        files={"facts/many.yaml": facts},
    )
    assert "理由（この判定になる回答の一組。多いため、最も少ないとは限りません）" in text


def test_colours_change_no_word_and_marks_do_not_need_them(tmp_path: Path) -> None:
    answers = "{agreed: true, recorded: false}"
    plain = told(tmp_path, "{agreed: true, recorded: true, checked: true}", answers)
    coloured = told(
        tmp_path,
        "{agreed: true, recorded: true, checked: true}",
        answers,
        canvas=Canvas(cells=80, colour=True),
    )
    assert coloured != plain
    assert re.sub(r"\x1b\[\d*m", "", coloured) == plain
    assert all(mark in plain for mark in ("○ 成立", "× 不成立", "？未確定"))


@pytest.mark.parametrize("cells", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(cells: int, tmp_path: Path) -> None:
    text = told(
        tmp_path,
        "{note: 良い, some: {in: parties, where: {.handles: false}}}",
        f"{{note: '{'長い回答' * 40}', parties: [{ELEMENTS}]}}",
        canvas=Canvas(cells=cells, colour=False),
    )
    assert max(width(line) for line in text.split("\n")) <= cells


def test_what_a_submission_says_gives_the_terminal_no_orders(tmp_path: Path) -> None:
    text = told(tmp_path, "{note: 良い}", '{note: "悪い\\e[1A\\e[2K良い\\a"}')
    assert "悪い" in text
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)
