"""Two submissions of one case: what they say differently, and what moved because of it."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from packs import DAY, FACTS, rule, submission, write_files, write_pack

from checklist_engine.comparing.amendments import (
    Amended,
    Amendment,
    Subject,
    in_both_orders,
)
from checklist_engine.comparing.outcomes import Outcome, QuestionEnd
from checklist_engine.comparing.submission_diff import CaseDiff, SubmissionDiff
from checklist_engine.model.verdicts import Decision, Route, Verdict
from checklist_engine.usecases.compare_files import compare_files

RULES: Mapping[str, str] = {
    "one/one-001.yaml": rule(rest="  undetermined: {question: 同意は}\n"),
    "one/one-002.yaml": rule(
        "one-002",
        gate="advisory",
        require="{.papers: {includes: audit}}",
        not_met="remark: 資料をそろえること",
        rest="for_each: {in: parties, where: {.handles: true}}\n",
    ),
    "two/two-001.yaml": rule(
        "two-001",
        gate="blocking",
        require="{place: JP}",
        not_met="finding: 国外です",
        rest="evidence: [{for: place, strength: statement}]\n",
    ),
    "two/two-002.yaml": rule(
        "two-002", gate="advisory", require="{people: {at_least: 10}}", not_met=None
    ),
}
ANSWERS = "{agreed: true, place: JP, people: 20, complete: true, parties: []}"


def compared(
    folder: Path,
    before: str,
    after: str,
    rests: tuple[str, str] = ("", ""),
    *,
    rule_id: str | None = None,
) -> CaseDiff:
    """One case with these answers and with those."""
    write_pack(folder / "rules" / "small", RULES)
    write_files(folder, {"old.yaml": submission(before, rests[0])})
    write_files(folder, {"new.yaml": submission(after, rests[1])})
    [case] = diff_of(folder / "old.yaml", folder / "new.yaml", rule_id=rule_id).cases
    return case


def diff_of(old: Path, new: Path, *, rule_id: str | None = None) -> SubmissionDiff:
    found = compare_files(old, new, rule=rule_id, as_of=DAY, pack=None, today=DAY).diff
    assert isinstance(found, SubmissionDiff)
    return found


def amended(folder: Path, before: str, after: str) -> Amendment:
    """The one row that two submissions differ in."""
    [found] = compared(folder, before, after).amendments
    return found


def outcome_of(case: CaseDiff) -> Outcome:
    assert case.outcome is not None
    return case.outcome


ROWS = [
    ("{agreed: true}", "{agreed: false}", "agreed", Amended.CHANGED, "はい", "いいえ"),
    ("{}", "{agreed: true}", "agreed", Amended.ADDED, "未回答", "はい"),
    ("{agreed: true}", "{agreed: null}", "agreed", Amended.GONE, "はい", "未回答"),
    ("{agreed: {unknown: 照会中}}", "{agreed: true}", "agreed", Amended.ADDED,
     "未回答（照会中）", "はい"),
    ("{}", "{agreed: {unknown: 照会中}}", "agreed", Amended.CHANGED, "未回答", "未回答（照会中）"),
    ("{place: JP}", "{place: OTHER}", "place", Amended.CHANGED, "日本", "日本以外"),
    ("{people: 3}", "{people: 4}", "people", Amended.CHANGED, "3人", "4人"),
    ("{}", "{parties: []}", "parties", Amended.ADDED, "未回答", "該当なし"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "path", "how", "words", "new_words"), ROWS)
def test_an_answer_that_changed_is_told_in_words(
    before: str, after: str, path: str, how: Amended, words: str, new_words: str, tmp_path: Path
) -> None:
    row = amended(tmp_path, before, after)
    assert (row.subject, row.path, row.how) == (Subject.ANSWER, path, how)
    assert (row.before, row.after, row.asked) == (words, new_words, True)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{agreed: true}", "{agreed: true}"),
        ("{agreed: null}", "{}"),
        ("{means: [audit, roster]}", "{means: [roster, audit]}"),
        ("{rate: 1.50}", "{rate: 1.5}"),
        ("{note: 　}", "{}"),
    ],
)
def test_what_says_the_same_is_no_amendment(before: str, after: str, tmp_path: Path) -> None:
    case = compared(tmp_path, before, after)
    assert case.amendments == ()
    assert not case.differs


def test_several_choices_tell_what_came_and_what_went(tmp_path: Path) -> None:
    row = amended(tmp_path, "{means: [audit, roster]}", "{means: [audit, pledge]}")
    assert (row.gained, row.lost) == (("誓約書",), ("名簿",))
    whole = amended(tmp_path, "{means: [audit]}", "{means: [pledge]}")
    assert (whole.gained, whole.lost) == ((), ())


def test_an_answer_names_the_line_of_the_new_file(tmp_path: Path) -> None:
    write_pack(tmp_path / "rules" / "small", RULES)
    head = submission("{agreed: true, people: 3}")
    corrected = head.replace(
        "answers: {agreed: true, people: 3}\n", "extends: old.yaml\nanswers:\n"
    )
    write_files(tmp_path, {"old.yaml": head, "new.yaml": corrected + "  people: 4\n"})
    [case] = diff_of(tmp_path / "old.yaml", tmp_path / "new.yaml").cases
    [row] = case.amendments
    assert row.place is not None
    assert (Path(row.place.file).name, row.place.line) == ("new.yaml", 6)


PARTY = "{id: sys, name: 甲社, handles: true, papers: [audit]}"


def test_elements_that_came_and_went_are_told_whole(tmp_path: Path) -> None:
    other = "{id: dc, name: 乙社, handles: true}"
    case = compared(tmp_path, f"{{parties: [{PARTY}]}}", f"{{parties: [{other}]}}")
    rows = {each.path: each for each in case.amendments}
    assert rows.keys() == {"parties[sys]", "parties[dc]"}
    gone, came = rows["parties[sys]"], rows["parties[dc]"]
    assert {each.subject for each in rows.values()} == {Subject.ELEMENT}
    assert (gone.how, gone.label) == (Amended.GONE, "委託先「甲社」")
    assert (gone.before, gone.after) == ("取扱い：はい／資料：監査報告", "（なし）")
    assert (came.how, came.after) == (Amended.ADDED, "取扱い：はい")
    assert came.place is not None
    assert gone.place is None


def test_an_element_that_stays_is_compared_field_by_field(tmp_path: Path) -> None:
    below = "{id: sys, name: 甲社, handles: true, papers: [audit], below: [{id: dc, name: 乙社}]}"
    changed = PARTY.replace("[audit]", "[audit, roster]")
    row = amended(tmp_path, f"{{parties: [{PARTY}]}}", f"{{parties: [{changed}]}}")
    assert (row.path, row.label) == ("parties[sys].papers", "資料（甲社）")
    child = amended(tmp_path, f"{{parties: [{PARTY}]}}", f"{{parties: [{below}]}}")
    assert (child.path, child.label) == ("parties[sys/dc]", "委託先「乙社」")


def test_a_list_inside_an_element_is_compared_as_well(tmp_path: Path) -> None:
    one = PARTY.replace("}", ", sites: [{id: a, abroad: true}]}")
    two = PARTY.replace("}", ", sites: [{id: a, abroad: false}, {id: b, abroad: true}]}")
    case = compared(tmp_path, f"{{parties: [{one}]}}", f"{{parties: [{two}]}}")
    assert [(each.path, each.subject) for each in case.amendments] == [
        ("parties[sys].sites[b]", Subject.ELEMENT),
        ("parties[sys].sites[a].abroad", Subject.ANSWER),
    ]


RECORD = (
    "evidence: [{id: E1, kind: letter, title: 回答書, issued_on: 2021-04-01, supports: [place]}]\n"
)


def test_proofs_are_matched_by_their_id(tmp_path: Path) -> None:
    later = RECORD.replace("2021-04-01", "2021-04-10")
    case = compared(tmp_path, ANSWERS, ANSWERS, (RECORD, later))
    [row] = case.amendments
    assert (row.subject, row.path, row.how) == (Subject.EVIDENCE, "E1", Amended.CHANGED)
    assert row.before == "書面による回答「回答書」（令和3年4月1日付け）：場所"
    assert row.after == "書面による回答「回答書」（令和3年4月10日付け）：場所"
    [gone] = compared(tmp_path, ANSWERS, ANSWERS, (RECORD, "")).amendments
    assert (gone.how, gone.after) == (Amended.GONE, "（なし）")


def test_claims_are_matched_by_what_they_are_about(tmp_path: Path) -> None:
    claim = "claims: [{rule: two-002, claim: not_applicable, reason: 対象でない}]\n"
    files = {"two/two-002.yaml": RULES["two/two-002.yaml"] + "may_claim: [not_applicable]\n"}
    write_pack(tmp_path / "rules" / "small", {**RULES, **files})
    names = {"a": "", "b": claim, "c": claim.replace("対象でない", "使わない")}
    write_files(
        tmp_path, {f"{name}.yaml": submission(ANSWERS, rest) for name, rest in names.items()}
    )
    [new] = diff_of(tmp_path / "a.yaml", tmp_path / "b.yaml").cases[0].amendments
    assert (new.subject, new.path, new.after) == (Subject.CLAIM, "two-002", "対象でない")
    [changed] = diff_of(tmp_path / "b.yaml", tmp_path / "c.yaml").cases[0].amendments
    assert (changed.before, changed.after) == ("対象でない", "使わない")
    assert changed.place is not None


def test_what_is_said_of_the_case_itself_is_compared(tmp_path: Path) -> None:
    write_pack(tmp_path / "rules" / "small", RULES)
    old, new = submission(ANSWERS), submission(ANSWERS).replace("sの導入", "sの更新")
    write_files(tmp_path, {"old.yaml": old, "new.yaml": new})
    [row] = diff_of(tmp_path / "old.yaml", tmp_path / "new.yaml").cases[0].amendments
    assert (row.path, row.before, row.after) == ("case.title", "sの導入", "sの更新")


def test_an_answer_that_nobody_asks_for_is_told_apart(tmp_path: Path) -> None:
    hidden = FACTS.replace("{id: rate,", "{id: rate, relevant_when: {recorded: true},")
    files = {"one/one-003.yaml": rule("one-003", require="{rate: {at_least: 1}}")}
    write_pack(tmp_path / "rules" / "small", {**RULES, **files, "facts/main.yaml": hidden})
    write_files(
        tmp_path,
        {
            "old.yaml": submission("{recorded: false, rate: 1}"),
            "new.yaml": submission("{recorded: false, rate: 2}"),
        },
    )
    [row] = diff_of(tmp_path / "old.yaml", tmp_path / "new.yaml").cases[0].amendments
    assert (row.path, row.asked) == ("rate", False)


# What moved because of it.


def test_the_decision_and_its_sentence_move(tmp_path: Path) -> None:
    case = compared(tmp_path, ANSWERS, ANSWERS.replace("JP", "OTHER"), (RECORD, RECORD))
    found = outcome_of(case).decision
    assert found is not None
    assert [each.decision for each in found] == [Decision.APPROVE, Decision.REJECT]
    assert [each.conclusion for each in found] == [
        "sの導入については、認める。",
        "sの導入については、認めない。",
    ]


def test_verdicts_that_moved_stand_in_the_order_of_the_rules(tmp_path: Path) -> None:
    after = ANSWERS.replace("JP", "OTHER").replace("agreed: true", "agreed: false")
    case = compared(tmp_path, ANSWERS, after, (RECORD, RECORD))
    assert [(each.rule, each.before, each.after) for each in outcome_of(case).verdicts] == [
        ("one-001", Verdict.MET, Verdict.NOT_MET),
        ("two-001", Verdict.MET, Verdict.NOT_MET),
    ]


def test_a_finding_on_a_new_element_names_it(tmp_path: Path) -> None:
    other = "{id: dc, name: 乙社, handles: true, papers: []}"
    with_one = ANSWERS.replace("parties: []", f"parties: [{PARTY}]")
    with_two = ANSWERS.replace("parties: []", f"parties: [{PARTY}, {other}]")
    [move] = outcome_of(compared(tmp_path, with_one, with_two)).verdicts
    assert (move.rule, move.element, move.owner) == ("one-002", "parties[dc]", "乙社")
    assert (move.before, move.after) == (None, Verdict.NOT_MET)


def test_that_a_rule_is_about_no_element_is_no_news(tmp_path: Path) -> None:
    with_one = ANSWERS.replace("parties: []", f"parties: [{PARTY}]")
    [move] = outcome_of(compared(tmp_path, ANSWERS, with_one)).verdicts
    assert (move.element, move.after) == ("parties[sys]", Verdict.MET)


LOOP = "one/one-002.yaml"
LISTS = {
    "unanswered": ("{agreed: true}", Verdict.UNDETERMINED),
    "empty": ("{agreed: true, complete: true, parties: []}", Verdict.NOT_APPLICABLE),
    "not closed": ("{agreed: true, complete: false, parties: []}", Verdict.UNDETERMINED),
}


@pytest.mark.parametrize(("answers", "verdict"), LISTS.values(), ids=LISTS)
@pytest.mark.parametrize("is_new", [True, False], ids=["new", "gone"])
def test_what_a_rule_of_one_pack_only_says_of_a_list_as_a_whole_is_told(
    tmp_path: Path, answers: str, verdict: Verdict, is_new: bool
) -> None:
    without = {name: text for name, text in RULES.items() if name != LOOP}
    for side, has_rule in (("old", not is_new), ("new", is_new)):
        write_pack(tmp_path / side / "rules" / "small", RULES if has_rule else without)
        write_files(tmp_path / side, {"s.yaml": submission(answers)})
    [case] = diff_of(tmp_path / "old" / "s.yaml", tmp_path / "new" / "s.yaml").cases
    [move] = outcome_of(case).verdicts
    assert (move.rule, move.element) == ("one-002", None)
    assert (move.before, move.after) == ((None, verdict) if is_new else (verdict, None))


def test_that_a_rule_waits_for_a_list_is_told_beside_what_is_told_of_its_elements(
    tmp_path: Path,
) -> None:
    with_one = ANSWERS.replace("parties: []", f"parties: [{PARTY}]")
    without = ANSWERS.replace(", parties: []", "")
    for answers, wanted in (
        ((with_one, without), {(Verdict.MET, None), (None, Verdict.UNDETERMINED)}),
        ((without, with_one), {(None, Verdict.MET), (Verdict.UNDETERMINED, None)}),
    ):
        moves = outcome_of(compared(tmp_path, *answers)).verdicts
        assert {(each.before, each.after) for each in moves} == wanted
        assert {each.owner for each in moves} == {"甲社", "一覧の全体"}


def test_conditions_are_gained_and_lost(tmp_path: Path) -> None:
    gained = outcome_of(compared(tmp_path, ANSWERS, ANSWERS.replace("true, place", "false, place")))
    [move] = gained.conditions
    assert (move.id, move.before, move.rules) == ("agree", None, ("one-001",))
    assert move.after is not None
    assert (move.after.text, move.after.route) == ("同意を得ること", Route.CONCLUSION)
    lost = outcome_of(compared(tmp_path, ANSWERS.replace("true, place", "false, place"), ANSWERS))
    assert [(each.id, each.after) for each in lost.conditions] == [("agree", None)]


def test_a_condition_in_other_words_is_one_move(tmp_path: Path) -> None:
    use = "condition: {use: agree}\n  undetermined:\n    condition: {use: agree}"
    write_pack(tmp_path / "rules" / "small", {"one/one-001.yaml": rule(not_met=use)})
    write_files(tmp_path, {"old.yaml": submission("{}"), "new.yaml": submission("{agreed: false}")})
    [case] = diff_of(tmp_path / "old.yaml", tmp_path / "new.yaml").cases
    [move] = outcome_of(case).conditions
    assert move.before is not None
    assert move.after is not None
    assert (move.before.text, move.after.text) == ("同意の有無を確かめること", "同意を得ること")


def test_a_condition_that_no_longer_fits_into_the_conclusion_is_one_move(tmp_path: Path) -> None:
    second = rule("one-002", require="{recorded: true}", not_met="condition: {use: record}")
    pack = write_pack(tmp_path / "rules" / "small", {"one/one-002.yaml": second})
    with (pack / "pack.yaml").open("a", encoding="utf-8") as head:
        head.write("conclusion: {at_most: 1, rest: remark}\n")
    write_files(
        tmp_path,
        {
            "old.yaml": submission("{agreed: false, recorded: true}"),
            "new.yaml": submission("{agreed: false, recorded: false}"),
        },
    )
    [case] = diff_of(tmp_path / "old.yaml", tmp_path / "new.yaml").cases
    moves = {each.id: each for each in outcome_of(case).conditions}
    routed = moves["agree"]
    assert routed.before is not None
    assert routed.after is not None
    assert (routed.before.route, routed.after.route) == (Route.CONCLUSION, Route.REMARK)
    assert moves["record"].before is None


def test_remarks_of_rules_move_as_conditions_do(tmp_path: Path) -> None:
    lacking = PARTY.replace("[audit]", "[]")
    before = ANSWERS.replace("parties: []", f"parties: [{lacking}]")
    after = ANSWERS.replace("parties: []", f"parties: [{PARTY}]")
    [move] = outcome_of(compared(tmp_path, before, after)).conditions
    assert (move.id, move.subject, move.after) == (None, "one-002の題名", None)
    assert move.before is not None
    assert (move.before.text, move.before.route) == ("資料をそろえること", Route.REMARK)


def test_questions_are_answered_needless_or_new(tmp_path: Path) -> None:
    before = ANSWERS.replace("agreed: true", "people: 5").replace("people: 20, ", "")
    questions = outcome_of(compared(tmp_path, before, ANSWERS)).questions
    assert [(each.question.text, each.end) for each in questions] == [
        ("同意は", QuestionEnd.ANSWERED)
    ]
    questions = outcome_of(compared(tmp_path, ANSWERS, before)).questions
    assert [(each.question.text, each.end) for each in questions] == [("同意は", QuestionEnd.NEW)]
    [proven] = outcome_of(compared(tmp_path, ANSWERS, ANSWERS, ("", RECORD))).questions
    assert proven.end is QuestionEnd.ANSWERED


def test_a_question_that_nobody_has_to_answer_any_more_is_needless(tmp_path: Path) -> None:
    scoped = rule(rest="  undetermined: {question: 同意は}\napplies_when: {recorded: true}\n")
    write_pack(tmp_path / "rules" / "small", {"one/one-001.yaml": scoped})
    write_files(
        tmp_path,
        {
            "old.yaml": submission("{recorded: true}"),
            "new.yaml": submission("{recorded: false}"),
        },
    )
    [case] = diff_of(tmp_path / "old.yaml", tmp_path / "new.yaml").cases
    assert [each.end for each in outcome_of(case).questions] == [QuestionEnd.NEEDLESS]


def test_scores_move_as_a_whole_and_by_family(tmp_path: Path) -> None:
    found = outcome_of(compared(tmp_path, ANSWERS, ANSWERS.replace("20", "5"))).scores
    assert [(each.family, each.label) for each in found] == [(None, "評点"), ("two", "第二")]


def test_an_amendment_may_move_nothing(tmp_path: Path) -> None:
    case = compared(tmp_path, ANSWERS, ANSWERS.replace("20", "21"))
    assert len(case.amendments) == 1
    assert not outcome_of(case).moved
    assert case.differs


def test_one_rule_can_be_looked_at_alone(tmp_path: Path) -> None:
    after = ANSWERS.replace("JP", "OTHER").replace("agreed: true", "agreed: false")
    later = RECORD.replace("2021-04-01", "2021-04-10")
    case = compared(tmp_path, ANSWERS, after, (RECORD, later), rule_id="two-001")
    assert [each.path for each in case.amendments] == ["place", "E1"]
    found = outcome_of(case)
    assert [each.rule for each in found.verdicts] == ["two-001"]
    assert (found.decision, found.conditions, found.scores) == (None, (), ())
    other = compared(tmp_path, ANSWERS, after, (RECORD, later), rule_id="two-002")
    assert not other.differs


# Folders and meetings.

MEETING = "meeting: {{id: m, title: 会議, date: 2021-04-15}}\ncases: [{cases}]\n"


def meeting(folder: Path, **answers: str) -> Path:
    """A meeting with a case for each of these."""
    listed = ", ".join(
        f"{{item: {item}, submission: {name}.yaml}}"
        for item, name in zip("アイウ", answers, strict=False)
    )
    files = {f"{name}.yaml": submission(each, name=name) for name, each in answers.items()}
    return write_files(folder, {**files, "meeting.yaml": MEETING.format(cases=listed)})


def test_cases_of_meetings_are_matched_by_their_ids(tmp_path: Path) -> None:
    write_pack(tmp_path / "rules" / "small", RULES)
    old = meeting(tmp_path / "old", a=ANSWERS, b=ANSWERS, c=ANSWERS)
    new = meeting(tmp_path / "new", b=ANSWERS.replace("20", "5"), a=ANSWERS, d=ANSWERS)
    found = {each.known.submission.case.id: each for each in diff_of(old, new).cases}
    assert list(found) == ["b", "c", "a", "d"]
    assert {name: each.differs for name, each in found.items()} == {
        "b": True,
        "c": True,
        "a": False,
        "d": True,
    }
    assert found["c"].after is None
    assert found["d"].before is None
    assert [each.path for each in found["b"].amendments] == ["people"]


def test_a_submission_is_held_against_its_case_in_a_meeting(tmp_path: Path) -> None:
    write_pack(tmp_path / "rules" / "small", RULES)
    old = meeting(tmp_path / "old", a=ANSWERS, b=ANSWERS)
    new = meeting(tmp_path / "new", b=ANSWERS.replace("20", "5"))
    [case] = diff_of(old, new / "b.yaml").cases
    assert (case.known.submission.case.id, len(case.amendments)) == ("b", 1)


def test_names_of_both_sides_keep_their_places() -> None:
    assert in_both_orders(["a", "x", "b", "y"], ["b", "n", "a"]) == ["b", "y", "n", "a", "x"]
    assert in_both_orders(["x", "a"], ["a"]) == ["x", "a"]
    assert in_both_orders([], ["a"]) == ["a"]
