"""What another pack says of the same columns, against assessing everything twice."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import beside  # noqa: F401  finds what the laws beside this folder generate
import pytest
from agreeing import Dated, check_assessment, submission
from brute_force import AS_OF, submission_of
from brute_force import plan_of as tiny_plan
from generators import typed
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from test_bulk_laws import evidence_of
from test_bulk_lists import plan_with

from checklist_engine.bulk import changed, changed_scores, encode, evaluate, rows_of
from checklist_engine.conclusion.assess import assess
from checklist_engine.evaluator.tables import worst
from checklist_engine.ground.values import FactType
from checklist_engine.model.assessment import Assessment, RuleFindings
from checklist_engine.model.facts import Fact
from checklist_engine.model.pack_parts import Credits
from checklist_engine.model.plan import Negation, Plan
from checklist_engine.model.submission import Agendum, Answers
from checklist_engine.model.verdicts import Gate, Verdict

SEEDS = st.integers(0, 2**32 - 1)
quick = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
)


def edited(plan: Plan, chance: Random) -> Plan:
    """The plan with a rule turned round, taken away, of another weight or gate, or with other words."""
    at = chance.randrange(len(plan.rules))
    rule = plan.rules[at]
    match chance.choice(["round", "away", "weight", "gate", "words", "credits", "relevance"]):
        case "round":
            rule = replace(rule, require=Negation(part=rule.require))
        case "away":
            return replace(plan, rules=plan.rules[:at] + plan.rules[at + 1 :])
        case "weight":
            rule = replace(rule, weight=rule.weight + 3)
        case "gate":
            rule = replace(rule, gate=chance.choice(list(Gate)))
        case "words":
            rule = replace(rule, outcomes={})
        case "credits":
            return replace(plan, credits=Credits())
        case _:
            return replace(plan, relevance=())
    return replace(plan, rules=(*plan.rules[:at], rule, *plan.rules[at + 1 :]))


def assessments(plan: Plan, cases: Sequence[Dated]) -> list[Assessment]:
    return [assess(plan, Agendum(item=None, submission=each), day) for each, day in cases]


def rule_of(assessment: Assessment, name: str) -> RuleFindings | None:
    return next((rule for rule in assessment.rules if rule.rule == name), None)


def verdicts(rule: RuleFindings | None) -> object:
    return rule and {each.element or each.open_list: each.verdict for each in rule.findings}


@quick
@given(SEEDS, SEEDS)
def test_changes_are_those_between_two_assessments(one: int, other: int) -> None:
    chance = Random(one)
    plan = tiny_plan(one)
    new = edited(plan, chance)
    cases = [(submission_of(plan, other + at), AS_OF) for at in range(8)]
    columns = encode(plan.vocabulary, cases)
    before = evaluate(plan, columns)
    after = evaluate(new, columns, earlier=before)
    changes, scores = changed(before, after), changed_scores(before, after)
    in_order = [cases[place] for place in columns.order]
    was, now = assessments(plan, in_order), assessments(new, in_order)
    for row, (old, recent) in enumerate(zip(was, now, strict=True)):
        assert bool(scores >> row & 1) == (old.score != recent.score)
        assert bool(changes.provisional >> row & 1) == (old.provisional != recent.provisional)
        moved = [key for key, rows in changes.decisions.items() if rows >> row & 1]
        assert moved == (
            [(old.decision, recent.decision)] if old.decision is not recent.decision else []
        )
        had, has = ({each.id for each in one.conditions} for one in (old, recent))
        assert {name for name, rows in changes.gained.items() if rows >> row & 1} == has - had
        assert {name for name, rows in changes.lost.items() if rows >> row & 1} == had - has
        for rule in plan.rules:
            first, second = rule_of(old, rule.id), rule_of(recent, rule.id)
            change = changes.rules.get(rule.id)
            flipped = change is not None and bool(change.rows >> row & 1)
            assert flipped == (verdicts(first) != verdicts(second)), rule.id
            moves = [
                key for key, rows in (change.moves if change else {}).items() if rows >> row & 1
            ]
            pair = tuple(each and worst(each.verdicts) for each in (first, second))
            assert moves == ([pair] if pair[0] is not pair[1] else [])


def test_rules_that_mean_the_same_are_not_run_again() -> None:
    plan = tiny_plan(5)
    columns = encode(plan.vocabulary, [(submission_of(plan, at), AS_OF) for at in range(5)])
    before = evaluate(plan, columns)
    first, *others = plan.rules
    new = replace(
        plan, rules=(replace(first, require=Negation(part=first.require)), *map(replace, others))
    )
    after = evaluate(new, columns, earlier=before)
    again = [
        name
        for name, rule in after.rules.items()
        if rule.machine[0] is not before.rules[name].machine[0]
    ]
    assert again == [first.id]


def test_some_rules_alone_are_run_and_nothing_is_decided() -> None:
    plan = tiny_plan(5)
    columns = encode(plan.vocabulary, [(submission_of(plan, at), AS_OF) for at in range(5)])
    name = plan.rules[0].id
    alone, whole = evaluate(plan, columns, only={name}), evaluate(plan, columns)
    assert list(alone.rules) == [name]
    assert alone.rules[name].has == whole.rules[name].has
    assert alone.decisions is None
    assert alone.conditions == {}


def test_results_of_other_columns_are_not_compared() -> None:
    plan = tiny_plan(5)
    one, other = (
        evaluate(plan, encode(plan.vocabulary, [(submission_of(plan, 1), AS_OF)])) for _ in range(2)
    )
    with pytest.raises(ValueError, match="same columns"):
        changed(one, other)
    with pytest.raises(ValueError, match="same columns"):
        changed_scores(one, other)


def test_a_fact_of_another_type_than_before_counts_as_unanswered() -> None:
    plan = plan_with({"require": {"a": True}}, {"require": {"n": {"at_least": 1}}})
    columns = encode(plan.vocabulary, [(submission("x", typed({"a": True, "n": 2})), AS_OF)])
    facts = dict(plan.vocabulary.facts)
    facts["a"] = replace(facts["a"], type=FactType.TEXT)
    facts["n"] = replace(facts["n"], type=FactType.NUMBER)
    new = replace(plan, vocabulary=replace(plan.vocabulary, facts=facts))
    before = evaluate(plan, columns)
    after = evaluate(new, columns, earlier=before)
    assert [each.worst[Verdict.MET] for each in before.rules.values()] == [1, 1]
    assert [each.worst[Verdict.MET] for each in after.rules.values()] == [0, 1]
    assert after.rules["x-000"].worst[Verdict.UNDETERMINED] == 1


def test_a_fact_that_the_columns_do_not_have_is_unanswered() -> None:
    plan = plan_with(
        {"require": {"a": True}},
        {"require": {"some": {"in": "parties", "satisfies": {".handles": True}}}},
        {"for_each": {"in": "items"}, "require": {".handles": True}},
    )
    nothing = replace(plan.vocabulary, facts={"b": plan.vocabulary.facts["b"]})
    columns = encode(nothing, [(submission("x", Answers(values={"b": True})), AS_OF)])
    result = evaluate(plan, columns)
    assert all(each.worst[Verdict.UNDETERMINED] == 1 for each in result.rules.values())


def test_rows_are_named_in_order() -> None:
    assert list(rows_of(0)) == []
    assert list(rows_of(0b101001)) == [0, 3, 5]
    assert list(rows_of(1 << 200)) == [200]


def another_type(fact: Fact) -> Fact:
    """The fact, declared otherwise in a later pack."""
    if fact.shape is not None:
        fields = {name: another_type(each) for name, each in fact.shape.fields.items()}
        return replace(fact, shape=replace(fact.shape, fields=fields))
    return replace(fact, type=FactType.DATE if fact.type is FactType.TEXT else FactType.TEXT)


@quick
@given(SEEDS)
def test_what_a_later_pack_declares_otherwise_is_unanswered_to_every_rule(seed: int) -> None:
    """Never an error: as if nobody had answered, whatever a rule asks of it."""
    plan = tiny_plan(seed)
    cases = [(submission_of(plan, seed + at), AS_OF) for at in range(6)]
    columns = encode(plan.vocabulary, cases)
    facts = {name: another_type(fact) for name, fact in plan.vocabulary.facts.items()}
    new = replace(plan, vocabulary=replace(plan.vocabulary, facts=facts))
    after = evaluate(new, columns, earlier=evaluate(plan, columns))
    lists_alone = [
        (replace(case, answers=without_values(case.answers)), day) for case, day in cases
    ]
    for row, place in enumerate(columns.order):
        given_case, day = lists_alone[place]
        check_assessment(after, row, assess(plan, Agendum(item=None, submission=given_case), day))


def without_values(answers: Answers) -> Answers:
    """Only lists, and of their elements only that they are there."""
    values = {
        name: tuple(replace(each, values={}) for each in answer)
        for name, answer in answers.values.items()
        if isinstance(answer, tuple)
    }
    return Answers(values=values)


def test_a_kind_of_evidence_that_is_given_up_proves_nothing() -> None:
    need = {"for": "a", "strength": "oral"}
    plan = plan_with({"require": {"a": True}, "evidence": [need]})
    records = evidence_of([{"id": "E1", "kind": "seal", "supports": ["a"]}])
    given_case = submission("x", typed({"a": True}), records)
    columns = encode(plan.vocabulary, [(given_case, AS_OF)])
    before = evaluate(plan, columns)
    kinds = {name: kind for name, kind in plan.evidence_kinds.items() if name != "seal"}
    after = evaluate(replace(plan, evidence_kinds=kinds), columns, earlier=before)
    assert before.rules["x-000"].worst[Verdict.MET] == 1
    assert after.rules["x-000"].worst[Verdict.UNPROVEN] == 1


def test_a_conclusion_that_may_name_no_condition_needs_none() -> None:
    """`conclusion: {at_most: 0}`: the condition is got all the same, but decides nothing."""
    differing = 0
    for seed in range(40):
        plan = tiny_plan(seed)
        cases = [(submission_of(plan, seed + at), AS_OF) for at in range(12)]
        columns = encode(plan.vocabulary, cases)
        decided = []
        for most in (0, 1):
            limited = replace(plan, conclusion=replace(plan.conclusion, at_most=most))
            result = evaluate(limited, columns)
            decided.append(result.decisions)
            for row, place in enumerate(columns.order):
                given_case, day = cases[place]
                agendum = Agendum(item=None, submission=given_case)
                check_assessment(result, row, assess(limited, agendum, day))
        differing += decided[0] != decided[1]
    assert differing
