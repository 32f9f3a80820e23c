"""Two packs, by what is written in them: rules, facts, conditions and all the rest."""

from hashlib import sha256
from pathlib import Path

import pytest
from pack_diffs import Files, aspects, compared, only, small
from packs import CONDITIONS, FACTS, PACK, PROFILE, rule, write_files, write_pack

from checklist_engine.comparing.catalogues import word_template_changes
from checklist_engine.comparing.differences import (
    Departure,
    Direction,
    Kind,
    Shift,
    State,
)
from checklist_engine.comparing.pack_page import pack_page
from checklist_engine.comparing.page import Paragraph
from checklist_engine.model.pack_parts import WordTemplate

ALL = "{agreed: true, recorded: true}"
BASIS = "basis: [{document: 条例, clause: 第3条}]\n"
WORDINGS = [
    (rule(), rule().replace("one-001の題名", "新しい題名"), "title", ("one-001の題名", "新しい題名")),
    (rule(), rule(rest="guidance: 確かめてください\n"), "guidance", (None, "確かめてください")),
    (rule(rest=BASIS), rule(rest=BASIS.replace("第3条", "第4条")), "basis",
     ("条例　第3条", "条例　第4条")),
    (rule(), rule(rest="may_claim: [alternative]\n"), "may_claim", (None, "代わりの措置がある")),
    (rule(), rule(rest="in_force: {from: 2021-04-01}\n"), "in_force",
     (None, "令和3年4月1日から")),
    (rule(rest="  undetermined: {question: 同意は}\n"),
     rule(rest="  undetermined: {question: "'"{{ people }}人の同意は"'"}\n"),
     "outcomes.undetermined.question", ("同意は", "〈人数〉人の同意は")),
    (rule(), rule(not_met="condition: {use: record}"), "outcomes.not_met.condition",
     ("agree", "record")),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "aspect", "words"), WORDINGS)
def test_what_a_rule_says_is_told_in_old_and_new_words(
    before: str, after: str, aspect: str, words: tuple[str, str], tmp_path: Path
) -> None:
    diff = small(tmp_path, {"one/one-001.yaml": before}, {"one/one-001.yaml": after})
    found = only(diff)
    assert aspects(found) == {aspect: words}
    assert (found.state, found.meaning, diff.differs) == (State.CHANGED, None, True)


@pytest.mark.parametrize(
    ("before", "after", "direction"),
    [
        ("conditional", "blocking", Direction.HEAVIER),
        ("blocking", "conditional", Direction.LIGHTER),
    ],
)
def test_a_gate_and_a_weight_become_heavier_or_lighter(
    before: str, after: str, direction: Direction, tmp_path: Path
) -> None:
    weights = {"conditional": 1, "blocking": 4}
    files = [
        {"one/one-001.yaml": rule(gate=gate).replace("weight: 1", f"weight: {weights[gate]}")}
        for gate in (before, after)
    ]
    found = only(small(tmp_path, *files))
    assert {each.aspect: each.direction for each in found.changes} == {
        "gate": direction,
        "weight": direction,
    }


def test_the_proof_of_each_answer_is_told_with_its_direction(tmp_path: Path) -> None:
    need = "evidence: [{for: agreed, strength: statement}, {for: recorded, kinds: [letter]}]\n"
    before = rule(require=ALL, rest=need)
    after = rule(require=ALL, rest=need.replace("statement", "contract"))
    found = only(small(tmp_path, {"one/one-001.yaml": before}, {"one/one-001.yaml": after}))
    [change] = found.changes
    assert (change.aspect, change.label) == ("evidence.agreed", "証跡（同意）")
    assert change.direction is Direction.STRICTER
    assert "書面回答" in str(change.before)
    assert "契約" in str(change.after)


# Rules that came and went.


def test_rules_that_came_and_went_are_told_with_what_they_ask(tmp_path: Path) -> None:
    diff = small(
        tmp_path,
        {"one/one-002.yaml": rule("one-002", require="{recorded: true}")},
        {"two/two-001.yaml": rule("two-001", require="{checked: true}")},
    )
    gone, added = diff.of(Kind.RULE)
    assert (gone.id, gone.state, gone.departure) == ("one-002", State.GONE, Departure.REMOVED)
    assert (added.id, added.state, added.departure) == ("two-001", State.ADDED, None)
    assert aspects(added)["reading"] == (None, "「点検」が「はい」であることを求めます。")
    assert aspects(added)["profiles"] == (None, "all")
    assert aspects(gone)["weight"] == ("1", None)


def test_a_rule_that_is_retired_is_told_from_one_that_is_only_missing(tmp_path: Path) -> None:
    gone = only(
        small(
            tmp_path,
            {"one/one-002.yaml": rule("one-002", require="{recorded: true}")},
            {"pack.yaml": PACK + "retired: [one-002]\n"},
        )
    )
    assert (gone.state, gone.departure) == (State.GONE, Departure.RETIRED)


def test_a_rule_that_a_pack_on_top_switches_off_gives_its_reason(tmp_path: Path) -> None:
    base = write_pack(tmp_path / "rules" / "small", {"one/one-002.yaml": rule("one-002")})
    top = "pack: top\nlanguage: 1\nversion: 1.0.0\nlabel: 上\nextends: small\n"
    off = "changes: [{rule: one-002, off: true, reason: 要綱による}]\n"
    write_files(tmp_path / "rules" / "top", {"pack.yaml": top + off})
    diff = compared(base, tmp_path / "rules" / "top")
    gone = only(diff)
    assert (gone.departure, gone.note) == (Departure.SWITCHED_OFF, "要綱による")
    words = f"{Departure.SWITCHED_OFF.label}：要綱による"
    assert Paragraph(words=words) in pack_page(diff)


def test_a_rule_under_another_id_is_a_rename(tmp_path: Path) -> None:
    other = rule("one-002", require="{recorded: true}")
    moved = rule("two-007", require="{recorded: true}").replace("two-007の題名", "one-002の題名")
    found = only(small(tmp_path, {"one/one-002.yaml": other}, {"two/two-007.yaml": moved}))
    assert (found.state, found.id, found.was) == (State.RENAMED, "two-007", "one-002")
    assert aspects(found) == {"family": ("第一（one）", "第二（two）")}
    assert found.meaning is None


def test_two_rules_of_one_content_are_not_taken_for_renames(tmp_path: Path) -> None:
    def alike(name: str) -> str:
        return rule(name, require="{recorded: true}").replace(f"{name}の題名", "同じ題名")

    diff = small(
        tmp_path,
        {"one/one-002.yaml": alike("one-002"), "one/one-003.yaml": alike("one-003")},
        {"one/one-008.yaml": alike("one-008"), "one/one-009.yaml": alike("one-009")},
    )
    assert {each.state for each in diff.of(Kind.RULE)} == {State.GONE, State.ADDED}


def test_a_rule_that_changed_with_its_id_is_no_rename(tmp_path: Path) -> None:
    diff = small(
        tmp_path,
        {"one/one-002.yaml": rule("one-002", require="{recorded: true}")},
        {"one/one-003.yaml": rule("one-003", require="{recorded: false}")},
    )
    assert [each.state for each in diff.of(Kind.RULE)] == [State.GONE, State.ADDED]


def test_rules_stand_by_family_then_id(tmp_path: Path) -> None:
    names = ("two-002", "one-003", "two-001", "one-002")
    files = {f"{name[:3]}/{name}.yaml": rule(name) for name in names}
    diff = small(tmp_path, {}, files)
    assert [each.id for each in diff.of(Kind.RULE)] == ["one-002", "one-003", "two-001", "two-002"]


# Facts, conditions and the rest of a pack.

AGREED = "{id: agreed, label: 同意, question: 同意を得ていますか, type: boolean}"
FACT_CHANGES = [
    (AGREED, AGREED.replace("同意を得", "同意をもう得"), "agreed", "question"),
    (AGREED, AGREED.replace("label: 同意", "label: 本人の同意"), "agreed", "label"),
    (AGREED, AGREED.replace("}", ", guidance: 書面で}"), "agreed", "guidance"),
    (AGREED, AGREED.replace("}", ", mutable: false}"), "agreed", "mutable"),
    (AGREED, AGREED.replace("}", ", effort: 3}"), "agreed", "effort"),
    ("max: 100", "max: 90", "people", "max"),
    ("unit: 人", "unit: 名", "people", "unit"),
    ("OTHER: 日本以外", "OTHER: 日本以外, EU: 欧州連合", "place", "choices.EU"),
    (
        "pledge: 誓約書}\n  - {id: people",
        "pledge: 誓い}\n  - {id: people",
        "means",
        "choices.pledge",
    ),
    ("label: 取扱い,", "label: 個人情報の取扱い,", "parties.handles", "label"),
    ("closed_by: complete", "closed_by: checked", "parties", "closed_by"),
]


@pytest.mark.parametrize(("before", "after", "name", "aspect"), FACT_CHANGES)
def test_each_aspect_of_a_fact_is_compared(
    before: str, after: str, name: str, aspect: str, tmp_path: Path
) -> None:
    assert before in FACTS
    diff = small(tmp_path, {}, {"facts/main.yaml": FACTS.replace(before, after)})
    found = only(diff, Kind.FACT)
    assert (found.id, list(aspects(found))) == (name, [aspect])


def test_facts_that_came_and_went_are_told(tmp_path: Path) -> None:
    diff = small(
        tmp_path,
        {},
        {
            "facts/main.yaml": FACTS.replace(AGREED, "{id: consent, label: 承諾, type: boolean}"),
            "one/one-001.yaml": rule(require="{consent: true}"),
        },
    )
    assert [(each.id, each.state) for each in diff.of(Kind.FACT)] == [
        ("consent", State.ADDED),
        ("agreed", State.GONE),
    ]
    [found] = diff.of(Kind.RULE)
    assert found.meaning is not None
    assert found.meaning.shift is Shift.BOTH
    example = next(each for each in found.meaning.examples if each.direction == "stricter")
    assert example.only_before == ("事実「同意」",)
    assert example.only_after == ("事実「承諾」",)


CONDITION_CHANGES = [
    ("text: 同意を得ること", "text: 同意を書面で得ること", "text", None),
    ("obligation: consider", "obligation: ensure", "obligation", Direction.STRONGER),
    ("obligation: ensure", "obligation: report", "obligation", Direction.WEAKER),
    ("order: 10\n  route: conclusion", "order: 10\n  route: remark", "route", None),
    ("order: 20", "order: 20\n  due: {months: 6}", "due", None),
    ("order: 10", "order: 5", "order", None),
    ("subject: 記録", "subject: 記録の保存", "subject", None),
    ("order: 20", "order: 20\n  discharged_by: {recorded: true}", "discharged_by", None),
]


@pytest.mark.parametrize(("before", "after", "aspect", "direction"), CONDITION_CHANGES)
def test_each_aspect_of_a_condition_is_compared(
    before: str, after: str, aspect: str, direction: Direction | None, tmp_path: Path
) -> None:
    assert before in CONDITIONS
    diff = small(tmp_path, {}, {"conditions.yaml": CONDITIONS.replace(before, after)})
    [change] = only(diff, Kind.CONDITION).changes
    assert (change.aspect, change.direction) == (aspect, direction)


def test_the_months_of_a_condition_become_fewer(tmp_path: Path) -> None:
    with_due = CONDITIONS.replace("order: 20", "order: 20\n  due: {months: 6}")
    sooner = with_due.replace("months: 6", "months: 3")
    diff = small(tmp_path, {"conditions.yaml": with_due}, {"conditions.yaml": sooner})
    [change] = only(diff, Kind.CONDITION).changes
    assert change.direction is Direction.SOONER


def test_what_discharges_a_condition_is_compared_by_meaning(tmp_path: Path) -> None:
    easy = CONDITIONS.replace("order: 20", "order: 20\n  discharged_by: {recorded: true}")
    hard = easy.replace("{recorded: true}", "{recorded: true, checked: true}")
    respelled = easy.replace("{recorded: true}", "{any: [{recorded: {is_not: false}}]}")
    found = only(
        small(tmp_path / "1", {"conditions.yaml": easy}, {"conditions.yaml": hard}), Kind.CONDITION
    )
    assert found.meaning is not None
    assert found.meaning.shift is Shift.STRICTER
    same = small(tmp_path / "2", {"conditions.yaml": easy}, {"conditions.yaml": respelled})
    assert not same.differs


def test_conditions_that_came_and_went_stand_by_their_order(tmp_path: Path) -> None:
    third = "third:\n  subject: 三\n  obligation: report\n  text: 三\n  order: 1\n  route: remark\n"
    without = CONDITIONS.partition("record:")[0]
    diff = small(tmp_path, {}, {"conditions.yaml": third + without})
    assert [(each.id, each.state) for each in diff.of(Kind.CONDITION)] == [
        ("third", State.ADDED),
        ("record", State.GONE),
    ]


SENTENCES = "approve: '{{ title }}は、認める。'\n"


@pytest.mark.parametrize(
    ("files", "kind", "name", "aspect"),
    [
        ({"pack.yaml": PACK + "credits: {unproven: 0.3}\n"}, Kind.POLICY, "credits", "unproven"),
        ({"pack.yaml": PACK + "decision: {open_at_most: 2}\n"}, Kind.POLICY, "decision",
         "open_at_most"),
        ({"pack.yaml": PACK + "conclusion: {at_most: 2, rest: remark}\n"}, Kind.POLICY,
         "conclusion", "at_most"),
        ({"pack.yaml": PACK.replace("label: 第二", "label: 次")}, Kind.FAMILY, "two", "label"),
        ({"pack.yaml": PACK.replace("label: 電話での確認", "label: 電話")}, Kind.EVIDENCE_KIND,
         "call", "label"),
        ({"pack.yaml": PACK.replace("max: 90", "max: 60")}, Kind.PARAMETER, "days", "max"),
        ({"templates/sentences.yaml": SENTENCES}, Kind.SENTENCE, "approve", "approve"),
        ({"profiles/all.yaml": PROFILE.replace("council", "none")}, Kind.PROFILE, "all",
         "decision"),
        ({"profiles/all.yaml": PROFILE + "weights: {one-001: 5}\n"}, Kind.PROFILE, "all",
         "weights.one-001"),
        ({"profiles/all.yaml": PROFILE + "except: [{rule: one-001, reason: 別に定める}]\n"},
         Kind.PROFILE, "all", "rules.one-001"),
        ({"facts/main.yaml": FACTS.replace("label: 区分", "label: 主な事項")}, Kind.SECTION, "main",
         "label"),
    ],
)  # fmt: skip
def test_the_rest_of_a_pack_is_compared(
    files: Files, kind: Kind, name: str, aspect: str, tmp_path: Path
) -> None:
    found = only(small(tmp_path, {}, files), kind)
    assert (found.id, list(aspects(found))) == (name, [aspect])


def test_the_order_of_families_is_told_once_for_each_that_moved(tmp_path: Path) -> None:
    turned = PACK.replace(
        "{id: one, label: 第一}, {id: two, label: 第二}",
        "{id: two, label: 第二}, {id: new, label: 新}, {id: one, label: 第一}",
    )
    diff = small(tmp_path, {}, {"pack.yaml": turned})
    found = {each.id: each for each in diff.of(Kind.FAMILY)}
    assert found["new"].state is State.ADDED
    assert aspects(found["two"]) == {"order": ("2番目", "1番目")}


def test_a_template_that_changed_is_told_by_the_name_of_its_paper(tmp_path: Path) -> None:
    papers = "papers: [{name: 次第, for: meeting, template: agenda.md.j2}]\n"
    before = {"templates/papers.yaml": papers, "templates/agenda.md.j2": "次第\n"}
    after = {**before, "templates/agenda.md.j2": "会議の次第\n"}
    found = only(small(tmp_path, before, after), Kind.PAPER)
    assert (found.id, list(aspects(found))) == ("次第", ["template"])


def test_what_a_paper_is_of_and_how_it_writes_numbers_is_told(tmp_path: Path) -> None:
    paper = "{name: 次第, for: meeting, template: agenda.md.j2}"
    templates = {"templates/agenda.md.j2": "次第\n"}
    before = {**templates, "templates/papers.yaml": f"papers: [{paper}]\n"}
    corrections = paper.replace("for: meeting", "for: correction")
    after = {**templates, "templates/papers.yaml": f"numerals: mixed\npapers: [{corrections}]\n"}
    assert aspects(only(small(tmp_path, before, after), Kind.PAPER)) == {
        "for": ("会議ごと", "訂正ごと"),
        "numerals": ("書かれたまま（半角）", "一桁は全角、二桁からは半角"),
    }


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (b"old", b"new", ("（旧のひな形）", "（新のひな形）")),
        (None, b"new", (None, "（新のひな形）")),
        (b"old", None, ("（旧のひな形）", None)),
        (b"same", b"same", None),
    ],
)
def test_a_word_template_is_compared_by_its_bytes(
    before: bytes | None, after: bytes | None, words: tuple[str | None, str | None] | None
) -> None:
    old, new = (
        None if each is None else WordTemplate(file="agenda.docx", digest=sha256(each).hexdigest())
        for each in (before, after)
    )
    found = list(word_template_changes(old, new))
    assert [(each.before, each.after) for each in found] == ([words] if words else [])


def test_profiles_that_came_and_went_are_told(tmp_path: Path) -> None:
    other = PROFILE.replace("profile: all", "profile: other")
    diff = small(tmp_path, {}, {"profiles/other.yaml": other, "profiles/all.yaml": None})
    # `write_pack` leaves out what is None.
    states = {each.id: each.state for each in diff.of(Kind.PROFILE)}
    assert states == {"all": State.GONE, "other": State.ADDED}
