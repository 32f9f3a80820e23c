"""What `ask` says of more than it can look at, of questions that come later, and of open points."""

from pathlib import Path

import pytest
from packs import DAY, rule, run, submission, write_files, write_pack

from checklist_engine.inquiry.ask import FURTHER, Change, Inquirer, OpenQuestion, Prospect
from checklist_engine.inquiry.solving import MOST_JOINTS
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import Submission
from checklist_engine.model.verdicts import Decision


def read(
    folder: Path, files: dict[str, str | None], answers: str = "{}"
) -> tuple[Plan, Submission]:
    write_pack(folder / "rules" / "small", files)
    write_files(folder, {"s.yaml": submission(answers)})
    [(assessment, plan)] = run(folder / "s.yaml").cases
    return plan, assessment.submission


def asked(
    folder: Path,
    files: dict[str, str | None],
    answers: str = "{}",
    *,
    further: int = FURTHER,
    joints: int = MOST_JOINTS,
) -> Prospect:
    plan, case = read(folder, files, answers)
    return Inquirer(plan, DAY, further=further, joints=joints).ask(case)


def question(prospect: Prospect, path: str) -> OpenQuestion:
    [found] = [each for each in prospect.questions if each.path == path]
    return found


def one(require: str, gate: str = "conditional", rest: str = "") -> dict[str, str | None]:
    not_met = None if gate == "blocking" else "condition: {use: agree}"
    return {"one/one-001.yaml": rule(gate=gate, require=require, not_met=not_met, rest=rest)}


def test_a_rule_whose_kinds_of_answers_are_not_all_known_may_come_to_anything(
    tmp_path: Path,
) -> None:
    patterns = one('{all: [{note: {matches: "a+"}}, {note: {matches: ".*b"}}]}', "blocking")
    prospect = asked(tmp_path, patterns)
    assert not prospect.exact
    assert prospect.decisions == (Decision.APPROVE, Decision.DEFER, Decision.REJECT)
    found = question(prospect, "note")
    assert (found.changes, found.weight, found.rules) == (Change.DECISION, 0.0, ("one-001",))


def test_conditions_of_a_rule_that_is_not_told_are_possible_and_not_certain(tmp_path: Path) -> None:
    patterns = one('{all: [{note: {matches: "a+"}}, {note: {matches: ".*b"}}]}')
    prospect = asked(tmp_path, patterns)
    assert (prospect.certain, prospect.exact) == ((), False)
    assert "agree" in prospect.possible


def test_what_one_rule_always_asks_for_is_certain_though_others_are_not_told(
    tmp_path: Path,
) -> None:
    files = one('{all: [{note: {matches: "a+"}}, {note: {matches: ".*b"}}]}')
    files["one/one-002.yaml"] = rule("one-002")
    prospect = asked(tmp_path, files, "{agreed: false}")
    assert prospect.certain == ("agree",)


def test_where_nothing_may_be_laid_out_everything_stays_possible(tmp_path: Path) -> None:
    prospect = asked(tmp_path, one("{agreed: true}", "blocking"), joints=0)
    assert not prospect.exact
    assert prospect.decisions == (Decision.APPROVE, Decision.REJECT)
    assert question(prospect, "agreed").changes is Change.DECISION


def test_the_same_question_again_is_answered_the_same_however_little_is_allowed(
    tmp_path: Path,
) -> None:
    plan, case = read(tmp_path, one("{agreed: true, recorded: true}", "blocking"))
    for joints in range(6):
        inquirer = Inquirer(plan, DAY, joints=joints)
        assert inquirer.ask(case) == inquirer.ask(case)


@pytest.mark.parametrize(
    ("answers", "decisions"),
    [
        ("{}", (Decision.APPROVE, Decision.APPROVE_WITH_CONDITIONS)),
        ("{agreed: true}", (Decision.APPROVE,)),
        ("{agreed: false}", (Decision.APPROVE_WITH_CONDITIONS,)),
    ],
)
def test_an_answer_decides(answers: str, decisions: tuple[Decision, ...], tmp_path: Path) -> None:
    prospect = asked(tmp_path, {}, answers)
    assert prospect.decisions == decisions
    assert prospect.settled is (len(decisions) == 1)


def test_the_condition_on_what_is_open_comes_where_a_rule_stays_open(tmp_path: Path) -> None:
    per_party = one("{.handles: false}", rest="for_each: {in: parties}\n")
    prospect = asked(tmp_path, per_party, "{complete: false, parties: []}")
    # With no element found wanting, all that can be said is that the list is not complete.
    assert prospect.possible == ("open-points", "agree")
    assert prospect.certain == ()
    none_to_come = asked(tmp_path, per_party, "{complete: false, parties: []}", further=0)
    assert none_to_come.certain == none_to_come.possible == ("open-points",)


def test_a_question_says_what_has_to_be_answered_first(tmp_path: Path) -> None:
    facts = """\
section: {id: main, label: 区分, order: 1}
facts:
  - {id: agreed, label: 同意, question: 同意を得ていますか, type: boolean}
  - {id: recorded, label: 記録, question: 記録を残していますか, type: boolean, relevant_when: {agreed: true}}
  - {id: checked, label: 点検, type: boolean, relevant_when: {recorded: true}}
"""
    files = {**one("{any: [{agreed: false}, {checked: true}]}"), "facts/main.yaml": facts}
    prospect = asked(tmp_path, files)
    assert [each.path for each in prospect.questions if not each.pending] == ["agreed"]
    assert question(prospect, "recorded").after == ("agreed",)
    assert question(prospect, "checked").after == ("agreed",)
    assert question(prospect, "checked").text == "「点検」について、記入してください"
    later = asked(tmp_path, files, "{agreed: true}")
    assert question(later, "checked").after == ("recorded",)
    assert question(later, "recorded").after == ()


def test_a_list_with_elements_is_asked_about_until_it_is_complete(tmp_path: Path) -> None:
    per_party = one("{.handles: false}", rest="for_each: {in: parties}\n")
    parties = "parties: [{id: a, name: 甲社, handles: false}]"
    found = question(asked(tmp_path, per_party, f"{{{parties}}}"), "parties")
    assert (found.listed, found.text) == (True, "「委託先」に、まだ書いていないものはありますか")
    assert found.conditions == ("agree",)
    closed = asked(tmp_path, per_party, f"{{complete: true, {parties}}}")
    assert closed.questions == ()


def test_why_there_is_no_answer_stands_with_the_question(tmp_path: Path) -> None:
    prospect = asked(tmp_path, {}, "{agreed: {unknown: 照会中}}")
    assert question(prospect, "agreed").reason == "照会中"


def test_the_question_on_which_more_hangs_comes_first(tmp_path: Path) -> None:
    files = one("{any: [{agreed: true}, {all: [{recorded: true}, {checked: true}]}]}", "blocking")
    prospect = asked(tmp_path, files)
    assert [each.path for each in prospect.questions] == ["agreed", "recorded", "checked"]
    assert [each.weight for each in prospect.questions] == pytest.approx([0.75, 0.25, 0.25])


def test_a_profile_that_decides_nothing_has_questions_all_the_same(tmp_path: Path) -> None:
    files: dict[str, str | None] = {
        "profiles/all.yaml": "profile: all\nlabel: 自己点検\ndecision: none\nrules: all\n"
    }
    prospect = asked(tmp_path, files)
    assert (prospect.decisions, prospect.settled, prospect.exact) == ((), True, True)
    assert question(prospect, "agreed").changes is Change.SCORE
    assert prospect.possible == ("agree",)


def test_an_answer_that_lacks_its_proof_brings_no_question(tmp_path: Path) -> None:
    files = one("{agreed: true}", rest="evidence: [{for: agreed, kinds: [letter]}]\n")
    prospect = asked(tmp_path, files, "{agreed: true}")
    assert (prospect.questions, prospect.decisions) == ((), (Decision.APPROVE,))
