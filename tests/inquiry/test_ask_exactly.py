"""What `ask` says of a submission is what trying every completion shows."""

from collections import defaultdict

from brute_force import AS_OF, FURTHER, every_completion, how_many, plan_of, submission_of
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from checklist_engine.inquiry.ask import Change, Inquirer

SEEDS = st.integers(0, 2**32 - 1)


@given(SEEDS, SEEDS)
@settings(max_examples=120, deadline=None)
def test_certain_and_possible_are_what_every_completion_shows(rules: int, answers: int) -> None:
    plan = plan_of(rules)
    case = submission_of(plan, answers)
    assume(how_many(case) <= 3_000)
    tried = list(every_completion(plan, case))
    found = Inquirer(plan, AS_OF, further=FURTHER).ask(case)
    assert found.exact
    assert set(found.decisions) == {each.assessment.decision for each in tried}
    assert set(found.possible) == frozenset().union(*(each.conditions for each in tried))
    assert set(found.certain) == frozenset.intersection(*(each.conditions for each in tried))


@given(SEEDS, SEEDS)
@settings(max_examples=120, deadline=None)
def test_a_question_changes_what_completions_that_differ_in_it_show(
    rules: int, answers: int
) -> None:
    plan = plan_of(rules)
    case = submission_of(plan, answers)
    assume(how_many(case) <= 2_000)
    tried = list(every_completion(plan, case))
    found = Inquirer(plan, AS_OF, further=FURTHER).ask(case)
    for question in found.questions:
        decisions = defaultdict(set)
        verdicts = defaultdict(set)
        for each in tried:
            rest = tuple(pair for pair in each.chosen if pair[0] != question.path)
            decisions[rest].add(each.assessment.decision)
            verdicts[rest].add(
                tuple(
                    tuple(
                        sorted(
                            (f.element or "", f.verdict.value)
                            for f in rule.findings
                            if f.element is None or "new" not in f.element
                        )
                    )
                    for rule in each.assessment.rules
                )
            )
        changes_decision = any(len(several) > 1 for several in decisions.values())
        changes_verdicts = any(len(several) > 1 for several in verdicts.values())
        assert (question.changes is Change.DECISION) is changes_decision, question
        if question.changes is Change.NOTHING:
            assert not changes_verdicts, question
