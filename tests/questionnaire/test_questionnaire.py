"""The questionnaire: what is asked, why, and what is filled in."""

from pathlib import Path

from packs import DAY, assessed, submission, write_files, write_pack

from checklist_engine.evaluator.relevance import Relevance
from checklist_engine.model.verdicts import Gate
from checklist_engine.questionnaire.build import questionnaire_of
from checklist_engine.questionnaire.questionnaire import Counts, Filled, Question, Questionnaire
from checklist_engine.usecases.shelf import Shelf

FACTS = """\
section: {id: main, label: 区分, order: 2}
facts:
  - {id: agreed, label: 同意, question: 同意を得ていますか, type: boolean}
  - {id: how, label: 方法, type: choice, choices: {mail: 書面, desk: 窓口}, relevant_when: {agreed: true}}
  - {id: people, label: 人数, type: integer, unit: 人, min: 0, max: 100, guidance: 延べ人数です}
  - {id: unread, label: 読まれない, type: text}
  - {id: complete, label: 完了, type: boolean}
  - {id: chief, label: 主な委託先, type: choice, from: parties}
  - id: parties
    label: 委託先
    type: list
    key: id
    name: name
    children: below
    closed_by: complete
    fields:
      - {id: id, type: text, label: 記号}
      - {id: name, type: text, label: 名称}
      - {id: handles, type: boolean, label: 取扱い}
      - {id: papers, type: boolean, label: 資料, relevant_when: {.handles: true}}
      - {id: memo, type: text, label: 覚え}
      - id: sites
        type: list
        label: 拠点
        key: id
        fields: [{id: id, type: text, label: 記号}, {id: abroad, type: boolean, label: 国外}]
"""
FIRST = """\
section: {id: first, label: 初めの区分, order: 1}
facts: [{id: start, label: 始め, type: date}]
"""
RULE = """\
id: one-001
title: 方法
gate: conditional
weight: 1
require: {how: mail}
evidence: [{for: how, kinds: [letter], max_age_months: 6}]
may_claim: [alternative]
outcomes: {not_met: {condition: {use: agree}}}
"""
ADVICE = """\
id: two-001
title: 委託先
gate: advisory
weight: 1
for_each: {in: parties}
require: {.papers: true}
evidence: [{for: .papers, strength: statement}]
"""
COUNTED = """\
id: two-002
title: 人数
gate: advisory
weight: 1
require:
  people: {at_least: 1}
  how: {in: [mail, desk]}
evidence: [{for: how, kinds: [letter], max_age_months: 6}]
"""
FILES: dict[str, str | None] = {
    "facts/main.yaml": FACTS,
    "facts/first.yaml": FIRST,
    "one/one-001.yaml": RULE,
    "two/two-001.yaml": ADVICE,
    "two/two-002.yaml": COUNTED,
}


def questionnaire(folder: Path, answers: str = "{}", rest: str = "") -> Questionnaire:
    """The questionnaire of a submission to a small pack."""
    write_pack(folder / "rules" / "small", FILES)
    write_files(folder, {"s.yaml": submission(answers, rest)})
    found = Shelf(given=None, faults=[], notices=[]).submission(folder / "s.yaml", folder)
    assert found is not None
    plan, read = found
    return questionnaire_of(
        plan, DAY, answers=read.answers, evidence=read.evidence, claims=read.claims
    )


def asked(found: Questionnaire) -> dict[str, Question]:
    return {question.subject.id: question for question in found.questions()}


def test_it_holds_what_rules_read_and_what_it_takes_to_ask_that(tmp_path: Path) -> None:
    # `agreed` is read by no rule, but says whether `how` is asked; `complete` closes the list.
    assert list(asked(questionnaire(tmp_path))) == [
        "agreed",
        "how",
        "people",
        "complete",
        "parties",
    ]


def test_what_is_answered_is_held_though_no_rule_reads_it(tmp_path: Path) -> None:
    answers = "{unread: あ, start: {unknown: 照会中}, chief: a, parties: [{id: a, memo: い}]}"
    found = questionnaire(tmp_path, answers)
    assert {"unread", "start", "chief"} <= asked(found).keys()
    assert [part.id for part in found.parts] == ["first", "main"]
    assert [field.field for field in found.tables[0].fields] == [
        "id",
        "name",
        "handles",
        "papers",
        "memo",
    ]


def test_a_list_whose_keys_are_options_is_held_with_them(tmp_path: Path) -> None:
    write_pack(tmp_path / "p" / "rules" / "small", {**FILES, "two/two-001.yaml": None})
    rule = RULE.replace("{how: mail}", "{how: mail, chief: {answered: true}}")
    _, plan = assessed(tmp_path, {**FILES, "one/one-001.yaml": rule, "two/two-001.yaml": None})
    found = questionnaire_of(plan, DAY)
    assert {"chief", "parties", "complete"} <= asked(found).keys()


def test_a_record_gives_what_it_supports_a_place(tmp_path: Path) -> None:
    rest = "evidence: [{id: E1, kind: letter, supports: [unread]}]\n"
    assert "unread" in asked(questionnaire(tmp_path, "{}", rest))


def test_a_question_says_which_rules_need_it_and_how_strictly(tmp_path: Path) -> None:
    found = asked(questionnaire(tmp_path, "{unread: あ}"))
    how, agreed = found["how"].subject, found["agreed"].subject
    assert (how.gate, how.rules, how.is_required) == (
        Gate.CONDITIONAL,
        ("one-001", "two-002"),
        True,
    )
    # What says whether an answer is asked is needed as strictly as the answer.
    assert (agreed.gate, agreed.rules) == (Gate.CONDITIONAL, ("one-001", "two-002"))
    people = found["people"].subject
    assert (people.gate, people.rules, people.is_required) == (Gate.ADVISORY, ("two-002",), False)
    assert found["unread"].subject.gate is None


def test_proof_is_named_once_in_words(tmp_path: Path) -> None:
    found = questionnaire(tmp_path, "{parties: [{id: a}]}")
    [proof] = asked(found)["how"].subject.proofs
    assert proof.words == "書面による回答（6か月以内のもの）"
    assert (proof.rule, proof.kinds, proof.max_age_months) == ("one-001", ("letter",), 6)
    papers = {field.field: field for field in found.tables[0].fields}["papers"]
    assert [proof.words for proof in papers.proofs] == [
        "裏付けとなる資料（書面回答と同等以上のもの）"
    ]


def test_a_question_carries_all_that_it_takes_to_answer_it(tmp_path: Path) -> None:
    found = asked(questionnaire(tmp_path))
    people = found["people"].subject
    assert (people.unit, people.min, people.max, people.guidance) == ("人", 0, 100, "延べ人数です")
    how = found["how"].subject
    assert [(option.code, option.label) for option in how.options] == [
        ("mail", "書面"),
        ("desk", "窓口"),
    ]
    assert how.relevant_when is not None
    assert people.relevant_when is None


def test_an_entry_is_answered_unknown_or_blank(tmp_path: Path) -> None:
    found = asked(questionnaire(tmp_path, "{agreed: true, how: {unknown: 照会中}, parties: []}"))
    entries = {name: question.entry for name, question in found.items()}
    assert [entries[name].filled for name in ("agreed", "how", "people", "parties")] == [
        Filled.ANSWERED,
        Filled.UNKNOWN,
        Filled.BLANK,
        Filled.ANSWERED,
    ]
    assert entries["how"].reason == "照会中"


def test_an_entry_is_asked_pending_or_irrelevant(tmp_path: Path) -> None:
    states = [
        asked(questionnaire(tmp_path, answers))["how"].entry.relevance
        for answers in ("{agreed: true}", "{}", "{agreed: false}")
    ]
    assert states == [Relevance.ASKED, Relevance.PENDING, Relevance.IRRELEVANT]


def test_a_tree_is_a_table_whose_rows_name_the_row_above(tmp_path: Path) -> None:
    answers = "{parties: [{id: a, below: [{id: b, below: [{id: c}]}]}, {id: d}]}"
    [table] = questionnaire(tmp_path, answers).tables
    assert (table.is_tree, table.key, table.name, table.closed_by, table.outer) == (
        True,
        "id",
        "name",
        "complete",
        None,
    )
    assert [(row.key, row.parent, row.tier) for row in table.rows] == [
        ("a", None, 1),
        ("b", "a", 2),
        ("c", "b", 3),
        ("d", None, 1),
    ]


def test_a_list_in_a_list_is_a_table_of_its_own(tmp_path: Path) -> None:
    answers = "{parties: [{id: a, below: [{id: b, sites: [{id: x, abroad: true}]}], sites: []}]}"
    outer, inner = questionnaire(tmp_path, answers).tables
    assert (inner.list.id, inner.outer) == ("parties.sites", "parties")
    assert [(row.path, row.within) for row in inner.rows] == [
        ("parties[a/b].sites[x]", "parties[a/b]")
    ]
    assert outer.rows[0].entries["sites"].filled is Filled.ANSWERED
    assert inner.rows[0].entries["abroad"].answer is True


def test_a_field_is_asked_as_its_element_says(tmp_path: Path) -> None:
    answers = "{parties: [{id: a, handles: true}, {id: b, handles: false}, {id: c}]}"
    [table] = questionnaire(tmp_path, answers).tables
    assert [row.entries["papers"].relevance for row in table.rows] == [
        Relevance.ASKED,
        Relevance.IRRELEVANT,
        Relevance.PENDING,
    ]


def test_counts_are_of_what_rules_need(tmp_path: Path) -> None:
    assert questionnaire(tmp_path).counts == Counts(
        filled=0, blank=4, blank_required=1, not_asked=1
    )
    answers = (
        "{agreed: true, people: {unknown: 照会中}, unread: あ, complete: true,"
        " parties: [{id: a, handles: true}, {id: b, handles: false}]}"
    )
    # Blank: `how`, and `papers` of a; not asked: `papers` of b.
    assert questionnaire(tmp_path, answers).counts == Counts(
        filled=6, blank=2, blank_required=1, not_asked=1
    )


def test_only_rules_that_allow_a_claim_can_be_claimed(tmp_path: Path) -> None:
    assert [each.rule for each in questionnaire(tmp_path).claimable] == ["one-001"]
