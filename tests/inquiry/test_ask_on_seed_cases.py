"""The seed cases with answers taken away one by one: what `ask` says of them holds, whatever is answered."""

from functools import cache
from random import Random

import pytest
from completing import completed, judged, open_ones, some_answer, verdicts, with_answer
from conftest import ROOT
from packs import run

from checklist_engine.inquiry.ask import Change, Inquirer
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.plan import Plan

FOLDERS = ("niiza-2021-04-15", "half-answered")
CASES = [(folder, number) for folder in FOLDERS for number in range(2)]
BLANKS_AT_ONCE = 12


@cache
def case_of(folder: str, number: int) -> tuple[Assessment, Plan]:
    return run(ROOT / "examples" / folder, as_of=None).cases[number]


@cache
def inquirer_of(folder: str, number: int) -> Inquirer:
    assessment, plan = case_of(folder, number)
    return Inquirer(plan, assessment.as_of)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_each_answer_taken_away_leaves_what_was_possible_and_given_again_what_was_certain(
    case: tuple[str, int],
) -> None:
    assessment, _ = case_of(*case)
    inquirer = inquirer_of(*case)
    submission = assessment.submission
    before = inquirer.ask(submission)
    for path in submission.answers.values:
        wider = inquirer.ask(with_answer(submission, path, None))
        assert set(before.decisions) <= set(wider.decisions), path
        assert set(before.possible) <= set(wider.possible), path
        assert set(wider.certain) <= set(before.certain), path
        assert set(wider.ruled_out) <= set(before.ruled_out), path


@pytest.mark.parametrize("case", CASES, ids=str)
def test_whatever_is_answered_comes_out_as_possible(case: tuple[str, int]) -> None:
    assessment, plan = case_of(*case)
    inquirer, as_of = inquirer_of(*case), assessment.as_of
    for number, path in enumerate(assessment.submission.answers.values):
        blank = with_answer(assessment.submission, path, None)
        prospect = inquirer.ask(blank)
        done = judged(plan, completed(plan, blank, as_of, number), as_of)
        asked = {each.id for each in done.conditions}
        assert done.decision in prospect.decisions, path
        assert set(prospect.certain) <= asked <= set(prospect.possible), path


@pytest.mark.parametrize("case", CASES, ids=str)
@pytest.mark.parametrize("seed", range(6))
def test_many_answers_taken_away_at_once_come_out_as_possible(
    case: tuple[str, int], seed: int
) -> None:
    assessment, plan = case_of(*case)
    inquirer, as_of, chance = inquirer_of(*case), assessment.as_of, Random(seed)
    blank = assessment.submission
    names = list(blank.answers.values)
    for path in chance.sample(names, BLANKS_AT_ONCE):
        blank = with_answer(blank, path, None)
    prospect = inquirer.ask(blank)
    for attempt in range(8):
        done = judged(plan, completed(plan, blank, as_of, attempt), as_of)
        asked = {each.id for each in done.conditions}
        assert done.decision in prospect.decisions
        assert set(prospect.certain) <= asked <= set(prospect.possible)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_one_answer_after_the_other_only_settles_more(case: tuple[str, int]) -> None:
    assessment, plan = case_of(*case)
    inquirer, as_of, chance = inquirer_of(*case), assessment.as_of, Random(7)
    blank = assessment.submission
    for path in sorted(blank.answers.values):
        if chance.random() < 0.4 and not isinstance(blank.answers.values[path], tuple):
            blank = with_answer(blank, path, None)
    before = inquirer.ask(blank)
    while (found := next(open_ones(plan, blank, as_of), None)) is not None:
        path, located = found
        blank = with_answer(blank, path, some_answer(located.fact, path, chance, blank.answers))
        after = inquirer.ask(blank)
        assert set(after.decisions) <= set(before.decisions), path
        assert set(before.certain) <= set(after.certain), path
        assert set(after.possible) <= set(before.possible), path
        before = after
    # With open lists, what is not listed yet may still come.
    assert before.settled or any(each.listed for each in before.questions)


@pytest.mark.parametrize("case", [("half-answered", 0), ("half-answered", 1)], ids=str)
def test_a_question_of_no_account_changes_nothing(case: tuple[str, int]) -> None:
    assessment, plan = case_of(*case)
    inquirer, as_of, chance = inquirer_of(*case), assessment.as_of, Random(3)
    idle = set()
    for number, path in enumerate(assessment.submission.answers.values):
        blank = with_answer(assessment.submission, path, None)
        for question in inquirer.ask(blank).questions:
            if question.changes is not Change.NOTHING or question.pending:
                continue
            idle.add(question.path)
            outcomes = []
            for _ in range(2):
                answer = some_answer(question.fact, question.path, chance, blank.answers)
                given = with_answer(blank, question.path, answer)
                outcomes.append(judged(plan, completed(plan, given, as_of, number), as_of))
            assert all(verdicts(each) == verdicts(outcomes[0]) for each in outcomes), question.path
            assert len({each.score for each in outcomes}) == 1, question.path
    assert idle
