"""Mutation: a slip is noticed by what a case expects, and by nothing else."""

from fractions import Fraction

import pytest
from benching import mutation_of, rule_test, unnoticed

from checklist_engine.model.plan import PlannedRule
from checklist_engine.rule_tests.equivalence import never
from checklist_engine.rule_tests.outcome import PackMutation

BOTH = "require: {agreed: true, recorded: true}\n"
MET = "- {answers: {agreed: true, recorded: true}, expect: {verdict: met}}\n"
ONE = "- {answers: {agreed: true, recorded: false}, expect: {verdict: not_met}}\n"
OTHER = "- {answers: {agreed: false, recorded: true}, expect: {verdict: not_met}}\n"


@pytest.mark.parametrize(
    ("cases", "expected"),
    [
        (MET + ONE + OTHER, []),
        (
            MET + ONE,
            ["「同意」についての部分（等しい）を外し"],
        ),
        (
            MET,
            [
                "「かつ」を「又は」に替え",
                "「同意」についての部分（等しい）を外し",
                "「記録」についての部分（等しい）を外し",
            ],
        ),
        (
            "",
            [
                "「かつ」を「又は」に替え",
                "「同意」についての部分（等しい）を外し",
                "「記録」についての部分（等しい）を外し",
                "「同意」の「はい」を「いいえ」に替え",
                "「記録」の「はい」を「いいえ」に替え",
            ],
        ),
    ],
)
def test_slips_survive_that_no_case_tells_apart(cases: str, expected: list[str]) -> None:
    assert unnoticed(BOTH, cases) == expected


BLANK = "- {answers: {}, expect: {verdict: undetermined%s}}\n"


def test_what_is_waited_for_is_noticed_where_a_case_says_it() -> None:
    without = "「同意」についての部分（等しい）を外し"
    assert without in unnoticed(BOTH, BLANK % "")
    assert without not in unnoticed(BOTH, BLANK % ", waiting_for: [agreed, recorded]")


def test_conditions_are_noticed_where_a_case_says_them() -> None:
    rule = (
        "gate: blocking\n"
        "for_each: {in: parties}\n"
        "require: {.handles: true}\n"
        "evidence: [{for: .handles, kinds: [letter]}]\n"
        "outcomes: {unproven: {condition: {use: record}}}\n"
    )
    # Of two findings the case sees the worse; the other one shows by its conditions alone.
    parties = "parties: [{id: a, handles: true}, {id: b, handles: false}]"
    case = f"- {{answers: {{complete: true, {parties}}}, expect: {{verdict: not_met%s}}}}\n"
    dropped = "「取扱い」の証跡を求めないことにし"
    assert dropped in unnoticed(rule, case % "")
    assert dropped not in unnoticed(rule, case % ", conditions: [record]")


def test_a_slip_is_noticed_by_the_case_with_the_parameters_that_show_it() -> None:
    rule = "require: {people: {at_most: {parameter: days}}}\n"
    more = "「人数」の「30人」を「31人」に替え"
    assert more in unnoticed(rule, "- {answers: {people: 30}, expect: {verdict: met}}\n")
    # With 12 days it is the same slip: one more than it should be.
    case = "- {answers: {people: 13}, parameters: {days: 12}, expect: {verdict: not_met}}\n"
    assert more not in unnoticed(rule, case)


def test_an_element_that_a_case_names_is_all_it_sees() -> None:
    rule = (
        "for_each: {in: parties, where: {.handles: true}}\nrequire: {.papers: {includes: audit}}\n"
    )
    parties = "parties: [{id: a, handles: true, papers: []}, {id: b, handles: false, papers: []}]"
    case = f"- {{answers: {{complete: true, {parties}}}, expect: {{%sverdict: not_met}}}}\n"
    without = "対象とする要素（for_each.where）を外し"
    assert without in unnoticed(rule, case % "")
    assert without in unnoticed(rule, case % "element: a, ")
    # There is no finding on `b`, and with the slip there is one.
    assert without not in unnoticed(rule, case % "element: b, ")


def test_what_a_failing_case_sees_still_tells_slips_apart() -> None:
    wrong = MET.replace("verdict: met", "verdict: not_met")
    assert unnoticed(BOTH, wrong) == unnoticed(BOTH, MET)


def test_a_slip_that_changes_nothing_counts_for_nothing() -> None:
    asked: list[tuple[PlannedRule, PlannedRule]] = []

    def is_equivalent(rule: PlannedRule, other: PlannedRule) -> bool:
        asked.append((rule, other))
        return len(asked) == 1

    every = mutation_of(BOTH, MET)
    without = mutation_of(BOTH, MET, is_equivalent)
    assert (every.tried, len(every.survivors), every.noticed) == (5, 3, 2)
    assert (without.tried, len(without.survivors), without.noticed) == (4, 2, 2)
    # What was noticed is not asked about.
    assert [other for _, other in asked] == [each.rule for each in every.survivors]


def test_no_rule_is_equivalent_to_another_but_an_equal_one() -> None:
    [one, other, *_] = mutation_of(BOTH).survivors
    assert never(one.rule, one.rule)
    assert not never(one.rule, other.rule)


def test_shares_are_of_all_slips_of_all_rules() -> None:
    found = PackMutation(rules=(mutation_of(BOTH, MET), mutation_of(BOTH, MET + ONE + OTHER)))
    assert (found.tried, found.noticed, found.share) == (10, 7, Fraction(7, 10))
    assert PackMutation(rules=()).share == 1


def test_the_cases_are_as_written() -> None:
    assert [case.expect.verdict.value for case in rule_test(MET + ONE).cases] == ["met", "not_met"]
