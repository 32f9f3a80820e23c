"""A finding as a tree of sentences: what holds, what does not, what is still open, and why."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from packs import assessed, rule

from checklist_engine.evaluator.relevance import Relevance
from checklist_engine.ground.truth import Truth
from checklist_engine.reporting.explanation import Explainer, FindingExplanation
from checklist_engine.reporting.explanation_clauses import Clause, ShownAnswer

AGREED = "「同意」が「はい」である"
RECORDED = "「記録」が「はい」である"
CHECKED = "「点検」が「はい」である"
HANDLES = "「取扱い」が「はい」である"
AUDITED = "「資料」に「監査報告」が含まれる"
COMPLETE = "「委託先」の記入は、これで全てである"
MARKS = {Truth.TRUE: "○", Truth.FALSE: "×", Truth.UNKNOWN: "？"}
LATER = """\
section: {id: later, label: 後で尋ねる区分, order: 2, relevant_when: {agreed: true}}
facts:
  - {id: abroad, label: 国外, type: boolean, relevant_when: {place: OTHER}}
  - id: vendors
    label: 業者
    type: list
    key: id
    fields:
      - {id: id, type: text, label: 記号}
      - {id: safe, type: boolean, label: 安全}
"""


def explained(
    folder: Path,
    require: str,
    answers: str,
    rest: str = "",
    *,
    evidence: str = "",
    files: Mapping[str, str | None] | None = None,
) -> tuple[FindingExplanation, ...]:
    """The findings of one rule, explained."""
    indented = require if require.startswith("{") else "\n  " + require.replace("\n", "\n  ")
    packed = {"one/one-001.yaml": rule(require=indented, rest=rest), **(files or {})}
    assessment, plan = assessed(folder, packed, answers, evidence)
    [found] = Explainer(assessment, plan).explained()
    return found.findings


def tree(folder: Path, require: str, answers: str, rest: str = "") -> Clause:
    """The tree of the one finding."""
    [found] = explained(folder, require, answers, rest)
    return found.tree


def drawn(clause: Clause, depth: int = 0) -> Iterator[str]:
    """「-○ sentence（note）← answer」 for each sentence, one `-` a step."""
    note = f"（{clause.note}）" if clause.note else ""
    unproven = clause.truth is Truth.TRUE and clause.proven is not Truth.TRUE
    mark = "△" if unproven else MARKS[clause.truth]
    answers = "".join(f" ← {answer.words}" for answer in clause.answers)
    yield f"{'-' * depth}{mark} {clause.text}{note}{answers}"
    for part in clause.parts:
        yield from drawn(part, depth + 1)


def required(folder: Path, require: str, answers: str) -> list[str]:
    """The tree of `require`."""
    [only] = tree(folder, require, answers).parts
    assert only.part == "require"
    return list(drawn(only))


INSIDE = """\
some:
  in: parties
  satisfies: {every: {in: .sites, satisfies: {.abroad: false}, if_none: holds}}
"""
THREE = (
    "[{id: a, name: 甲社, handles: true, papers: [audit]}, {id: b, handles: false}, "
    "{id: c, handles: true, papers: []}]"
)


@pytest.mark.parametrize(
    ("require", "answers", "lines"),
    [
        ("{agreed: true}", "{agreed: true}", [f"○ {AGREED} ← はい"]),
        ("{agreed: true}", "{agreed: false}", [f"× {AGREED} ← いいえ"]),
        ("{agreed: true}", "{}", [f"？ {AGREED} ← 未回答"]),
        ("{all: [{any: [{agreed: true}]}]}", "{agreed: true}", [f"○ {AGREED} ← はい"]),
        ("{all: []}", "{}", ["○ 常に成り立つ"]),
        (
            "{agreed: true, any: [{recorded: true}, {checked: true}]}",
            "{agreed: true, recorded: false}",
            [
                "？ 次の全て",
                f"-○ {AGREED} ← はい",
                "-？ 次のいずれか",
                f"--× {RECORDED} ← いいえ",
                f"--？ {CHECKED} ← 未回答",
            ],
        ),
        (
            "{not: {agreed: true}}",
            "{agreed: true}",
            ["× 次のことがない", f"-○ {AGREED} ← はい"],
        ),
        (
            "{count_of: {of: [{agreed: true}, {recorded: true}, {checked: true}], at_least: 2}}",
            "{agreed: true, recorded: false}",
            [
                "？ 次のうち2つ以上（3つのうち1つが成立、1つが未確定）",
                f"-○ {AGREED} ← はい",
                f"-× {RECORDED} ← いいえ",
                f"-？ {CHECKED} ← 未回答",
            ],
        ),
        # Two answers of one sentence are both there.
        (
            "{agreed: {is: {fact: recorded}}}",
            "{agreed: true, recorded: false}",
            ["× 「同意」が「記録」と等しい ← はい ← いいえ"],
        ),
        # Elements that decide stand first; what an element has to be is one list.
        (
            "{some: {in: parties, where: {.handles: true}, satisfies: {.papers: {includes: audit}}}}",
            f"{{parties: {THREE}}}",
            [
                "○ 「委託先」に、次のものがある ← 甲社、b、c",
                "-○ 「甲社」が、これに当たる",
                f"--○ {HANDLES} ← はい",
                f"--○ {AUDITED} ← 監査報告",
                "-× 「b」が、これに当たる",
                f"--× {HANDLES} ← いいえ",
                f"--？ {AUDITED} ← 未回答",
                "-× 「c」が、これに当たる",
                f"--○ {HANDLES} ← はい",
                f"--× {AUDITED} ← 該当なし",
            ],
        ),
        # Of `every`, what it is not about comes last, and is no counter-example.
        (
            "{every: {in: parties, where: {.handles: true}, satisfies: {agreed: true}, if_none: holds}}",
            f"{{parties: {THREE}, complete: true, agreed: true}}",
            [
                "○ 「委託先」の全て（該当するものがないときは、満たすものとする） ← 甲社、b、c",
                "-○ 「甲社」が、これを満たす",
                f"--○ 対象　{HANDLES} ← はい",
                f"--○ {AGREED} ← はい",
                "-○ 「c」が、これを満たす",
                f"--○ 対象　{HANDLES} ← はい",
                f"--○ {AGREED} ← はい",
                "-○ 「b」は、対象ではない",
                f"--× {HANDLES} ← いいえ",
                f"-○ {COMPLETE} ← はい",
            ],
        ),
        # A list that is open is waited for where that counts, and only there.
        (
            "{none: {in: parties, where: {.handles: true}}}",
            "{parties: [{id: b, handles: false}], complete: false}",
            [
                "？ 「委託先」に、次のものがない ← b",
                f"-× 「b」について、{HANDLES} ← いいえ",
                f"-？ {COMPLETE} ← いいえ",
            ],
        ),
        (
            "{none: {in: parties, where: {.handles: true}}}",
            "{parties: [{id: a, handles: true}]}",
            ["× 「委託先」に、次のものがない ← a", f"-○ 「a」について、{HANDLES} ← はい"],
        ),
        (
            "{some: {in: parties, where: {.handles: true}}}",
            "{parties: [], complete: true}",
            ["× 「委託先」に、次のものがある ← 該当なし", f"-○ {COMPLETE} ← はい"],
        ),
        ("{some: {in: parties}}", "{}", ["？ 「委託先」がある ← 未回答"]),
        ("{some: {in: parties}}", "{parties: [{id: a}]}", ["○ 「委託先」がある ← a"]),
        # Of a count from above, those that do not match decide.
        (
            "{count: {in: parties, where: {.handles: true}, at_most: 2}}",
            f"{{parties: {THREE}, complete: true}}",
            [
                "○ 「委託先」に、次のものが2件以下ある（3件のうち2件が成立） ← 甲社、b、c",
                f"-× 「b」について、{HANDLES} ← いいえ",
                f"-○ 「甲社」について、{HANDLES} ← はい",
                f"-○ 「c」について、{HANDLES} ← はい",
                f"-○ {COMPLETE} ← はい",
            ],
        ),
        (
            "{count: {in: parties, where: {.tier: 1}, at_least: 1}}",
            "{parties: [{id: a}]}",
            [
                "○ 「委託先」に、次のものが1件以上ある（1件のうち1件が成立） ← a",
                "-○ 「a」について、段階が「1」である（段階は1）",
            ],
        ),
        # A list inside an element.
        (
            INSIDE,
            "{parties: [{id: a, sites: [{id: s, abroad: true}]}], complete: true}",
            [
                "× 「委託先」に、次のものがある ← a",
                "-× 「a」について、「拠点」の全て（該当するものがないときは、満たすものとする） ← s",
                "--× 「s」について、「国外」が「いいえ」である ← はい",
                f"-○ {COMPLETE} ← はい",
            ],
        ),
        # What `every` is when nothing matches, told only where that decides.
        (
            "{every: {in: parties, where: {.handles: true}, satisfies: {agreed: true}, if_none: fails}}",
            "{parties: [{id: b, handles: false}], complete: true}",
            [
                "× 「委託先」の全て（該当するものがないときは、満たさないものとする） ← b",
                "-○ 「b」は、対象ではない",
                f"--× {HANDLES} ← いいえ",
                f"-○ {COMPLETE} ← はい",
                "-× 対象に当たるものがある",
            ],
        ),
        (
            "{every: {in: parties, where: {.handles: true}, satisfies: {agreed: true}, if_none: unknown}}",
            "{parties: [], complete: true}",
            [
                "？ 「委託先」の全て（該当するものがないときは、判定を保留する） ← 該当なし",
                f"-○ {COMPLETE} ← はい",
                "-？ 対象に当たるものがある（当たるものがないので、判定を保留します）",
            ],
        ),
        (
            "{every: {in: parties, where: {.handles: true}, satisfies: {agreed: true}, if_none: fails}}",
            "{}",
            ["？ 「委託先」の全て（該当するものがないときは、満たさないものとする） ← 未回答"],
        ),
    ],
)
def test_every_part_has_its_sentence_its_truth_and_its_answers(
    require: str, answers: str, lines: list[str], tmp_path: Path
) -> None:
    assert required(tmp_path, require, answers) == lines


def outline(folder: Path, require: str, answers: str, rest: str = "") -> list[str]:
    """(part, mark, text, note) of the root and the parts of the rule."""
    root = tree(folder, require, answers, rest)
    return [next(drawn(root)), *(f"{each.part} {next(drawn(each))}" for each in root.parts)]


WHEN = "applies_when: {checked: true}\n"
INSTEAD = "compensated_by: {recorded: true}\n"
FULFILLED, CONCERNED = "この規則を満たしている", "この規則の対象である"


@pytest.mark.parametrize(
    ("answers", "rest", "lines"),
    [
        ("{agreed: true}", "", [f"○ {FULFILLED}", f"require ○ {AGREED} ← はい"]),
        (
            "{agreed: true}",
            INSTEAD,
            [
                f"○ {FULFILLED}（判定基準を満たすので、代替措置は見ていません）",
                f"require ○ {AGREED} ← はい",
            ],
        ),
        (
            "{recorded: true}",
            INSTEAD,
            [
                f"○ {FULFILLED}",
                f"require ？ {AGREED} ← 未回答",
                f"compensated_by ○ {RECORDED} ← はい",
            ],
        ),
        (
            "{agreed: false, checked: true}",
            WHEN + INSTEAD,
            [
                f"？ {FULFILLED}",
                f"applies_when ○ {CHECKED} ← はい",
                f"require × {AGREED} ← いいえ",
                f"compensated_by ？ {RECORDED} ← 未回答",
            ],
        ),
        (
            "{agreed: false, checked: false}",
            WHEN + INSTEAD,
            [
                f"× {CONCERNED}（適用条件が成り立たないので、判定基準は見ていません）",
                f"applies_when × {CHECKED} ← いいえ",
            ],
        ),
        (
            "{agreed: true}",
            WHEN,
            [
                f"○ {FULFILLED}（対象かどうかは未確定ですが、対象であれば適合です）",
                f"applies_when ？ {CHECKED} ← 未回答",
                f"require ○ {AGREED} ← はい",
            ],
        ),
        (
            "{agreed: true}",
            "in_force: {from: 2022-04-01}\n",
            [f"× {CONCERNED}（施行期間（令和4年4月1日から）の外です）"],
        ),
        # Whether there is an element to be about comes before all else.
        (
            "{}",
            "for_each: {in: parties}\n",
            [f"？ {FULFILLED}", "for_each ？ 「委託先」が記入されている ← 未回答"],
        ),
        (
            "{parties: []}",
            "for_each: {in: parties}\n",
            [f"？ {FULFILLED}", f"for_each ？ {COMPLETE} ← 未回答"],
        ),
        (
            "{parties: [{id: b, handles: false}], complete: true}",
            "for_each: {in: parties, where: {.handles: true}}\n",
            [f"× {CONCERNED}", "for_each × 「委託先」に、次のものがある ← b"],
        ),
        (
            "{parties: [], complete: true}",
            "for_each: {in: parties}\n",
            [f"× {CONCERNED}", "for_each × 「委託先」がある ← 該当なし"],
        ),
        (
            "{parties: [{id: a, handles: true}], complete: true, agreed: false}",
            "for_each: {in: parties, where: {.handles: true}}\n",
            [f"× {FULFILLED}", f"for_each ○ {HANDLES} ← はい", f"require × {AGREED} ← いいえ"],
        ),
    ],
)
def test_a_rule_is_told_as_far_as_it_had_to_be_looked_at(
    answers: str, rest: str, lines: list[str], tmp_path: Path
) -> None:
    assert outline(tmp_path, "{agreed: true}", answers, rest) == lines


PROOF = "evidence: [{for: agreed, kinds: [contract], max_age_months: 12}]\n"


def test_a_claim_without_its_proof_holds_until_it_is_needed(tmp_path: Path) -> None:
    root = tree(tmp_path, "{any: [{agreed: true}, {recorded: true}]}", "{agreed: true}", PROOF)
    assert list(drawn(root)) == [
        f"△ {FULFILLED}",
        "-△ 次のいずれか",
        f"--△ {AGREED} ← はい",
        f"--？ {RECORDED} ← 未回答",
    ]


def answers_in(clause: Clause) -> Iterator[ShownAnswer]:
    yield from clause.answers
    for part in clause.parts:
        yield from answers_in(part)


def shown(clause: Clause, path: str) -> ShownAnswer:
    """The answer at a path, wherever in the tree it is."""
    return next(each for each in answers_in(clause) if each.path == path)


@pytest.mark.parametrize(
    ("record", "faults"),
    [
        ("kind: contract, issued_on: 2021-04-01", []),
        ("kind: letter, issued_on: 2021-04-01", ["求められた種類の資料ではありません"]),
        ("kind: contract", ["いつのものか分かりません"]),
        ("kind: contract, issued_on: 2020-01-01", ["12か月より前のものです"]),
        ("kind: contract, issued_on: 2021-05-01", ["日付が基準日より後です"]),
        (
            "kind: letter, issued_on: 2020-12-01, valid_until: 2021-01-31",
            ["有効期限が過ぎています", "求められた種類の資料ではありません"],
        ),
        (
            "kind: contract, issued_on: 2020-12-01, valid_until: 2021-01-31",
            ["有効期限が過ぎています"],
        ),
    ],
)
def test_a_proof_says_what_there_is_and_what_is_wrong_with_it(
    record: str, faults: list[str], tmp_path: Path
) -> None:
    [found] = explained(
        tmp_path,
        "{agreed: true}",
        "{agreed: true}",
        PROOF,
        evidence=f"evidence: [{{id: E1, supports: [agreed], {record}}}]\n",
    )
    [proof] = shown(found.tree, "agreed").proofs
    assert proof.wanted == "契約書又は仕様書（12か月以内のもの）"
    assert [list(each.faults) for each in proof.records] == [faults]
    assert proof.holds is (not faults)
    # Said here to be no proof is what the engine takes for none.
    assert found.finding.verdict.value == ("unproven" if faults else "met")


def test_a_record_that_is_too_weak_says_how_strong_it_is(tmp_path: Path) -> None:
    [found] = explained(
        tmp_path,
        "{agreed: true}",
        "{agreed: true}",
        "evidence: [{for: agreed, strength: contract}]\n",
        evidence="evidence: [{id: E1, kind: call, issued_by: 担当者, supports: [agreed]}]\n",
    )
    [proof] = shown(found.tree, "agreed").proofs
    [record] = proof.records
    assert record.faults == ("口頭確認では足りません",)
    assert record.words == "電話での確認、種類: 電話での確認（口頭確認）、発行: 担当者、日付なし"


def test_records_on_an_element_prove_its_answers_and_no_others(tmp_path: Path) -> None:
    first, second = explained(
        tmp_path,
        "{.handles: true}",
        "{parties: [{id: a, handles: true}, {id: b, handles: true}], complete: true}",
        "for_each: {in: parties}\nevidence: [{for: .handles, strength: oral}]\n",
        evidence="evidence: [{id: E1, kind: call, supports: ['parties[a]']}]\n",
    )
    [proof] = shown(first.tree, "parties[a].handles").proofs
    assert [each.id for each in proof.records] == ["E1"]
    [proof] = shown(second.tree, "parties[b].handles").proofs
    assert proof.records == ()
    assert not proof.holds


def test_where_no_proof_is_asked_for_none_is_shown(tmp_path: Path) -> None:
    [found] = explained(tmp_path, "{agreed: true}", "{agreed: true, checked: true}", WHEN + PROOF)
    assert shown(found.tree, "checked").proofs == ()
    assert len(shown(found.tree, "agreed").proofs) == 1


def test_an_answer_says_where_it_stands_and_why_it_is_missing(tmp_path: Path) -> None:
    [found] = explained(
        tmp_path, "{agreed: true, recorded: true}", "{agreed: true, recorded: {unknown: 照会中}}"
    )
    agreed, recorded = shown(found.tree, "agreed"), shown(found.tree, "recorded")
    assert str(agreed.place).endswith("s.yaml:4:19")
    assert (agreed.words, agreed.unknown, agreed.relevance) == ("はい", None, Relevance.ASKED)
    assert (recorded.words, recorded.unknown, recorded.answer) == ("未回答", "照会中", None)


def of_later(folder: Path, require: str, answers: str) -> FindingExplanation:
    [found] = explained(folder, require, answers, files={"facts/later.yaml": LATER})
    return found


def test_what_is_not_asked_says_why(tmp_path: Path) -> None:
    found = of_later(tmp_path, "{abroad: true}", "{agreed: true, place: JP, abroad: true}")
    answer = shown(found.tree, "abroad")
    assert answer.relevance is Relevance.IRRELEVANT
    assert answer.answer is True
    [why] = answer.not_asked
    assert list(drawn(why)) == [
        "× 次の全て",
        f"-○ {AGREED} ← はい",
        "-× 「場所」が「日本以外」である ← 日本",
    ]
    assert found.tree.parts[0].truth is Truth.UNKNOWN


def test_what_is_in_a_list_that_is_not_asked_is_not_asked_either(tmp_path: Path) -> None:
    found = of_later(
        tmp_path,
        "{some: {in: vendors, satisfies: {.safe: true}}}",
        "{agreed: false, vendors: [{id: v, safe: true}]}",
    )
    [why] = shown(found.tree, "vendors").not_asked
    assert list(drawn(why)) == [f"× {AGREED} ← いいえ"]


def test_an_unknown_that_nobody_is_asked_about_keeps_a_rule_from_applying(tmp_path: Path) -> None:
    [found] = explained(
        tmp_path,
        "{recorded: true}",
        "{agreed: true, place: JP}",
        "applies_when: {abroad: true}\n",
        files={"facts/later.yaml": LATER},
    )
    [applies] = found.tree.parts
    assert applies.truth is Truth.FALSE
    assert applies.note == "求めない回答だけによるので、成り立たないものとします"


def test_a_list_that_is_not_asked_leaves_a_rule_without_elements(tmp_path: Path) -> None:
    [found] = explained(
        tmp_path,
        "{.safe: true}",
        "{agreed: false}",
        "for_each: {in: vendors}\n",
        files={"facts/later.yaml": LATER},
    )
    [listed] = found.tree.parts
    assert (listed.text, listed.truth) == ("「業者」が記入されている", Truth.FALSE)


def test_what_may_come_to_be_asked_says_what_comes_first(tmp_path: Path) -> None:
    found = of_later(tmp_path, "{abroad: true}", "{agreed: true}")
    answer = shown(found.tree, "abroad")
    assert answer.relevance is Relevance.PENDING
    assert answer.first == ("場所",)
