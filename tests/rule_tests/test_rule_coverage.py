"""Coverage: a truth of a leaf is shown where a verdict hangs on it, in a case that sees the verdict."""

from fractions import Fraction
from itertools import product

import pytest
from benching import RULE, bench_of, coverage_of, letters, rule_test, shown

from checklist_engine.ground.truth import Truth
from checklist_engine.model.plan import PlannedRule
from checklist_engine.rule_tests.coverage import rule_coverage

ONE = "require: {agreed: true}\n"
BOTH = "require: {agreed: true, recorded: true}\n"
EITHER = "require: {any: [{agreed: true}, {recorded: true}]}\n"


def case(answers: str, rest: str = "") -> str:
    return f"- {{answers: {{{answers}}}{rest}}}\n"


@pytest.mark.parametrize(
    ("rule", "answers", "expected"),
    [
        (ONE, "agreed: true", ["T"]),
        (ONE, "agreed: false", ["F"]),
        (ONE, "", ["U"]),
        (BOTH, "agreed: true, recorded: true", ["T", "T"]),
        # What is FALSE beside another FALSE decides nothing, nor does what is TRUE beside it.
        (BOTH, "agreed: false, recorded: false", ["-", "-"]),
        (BOTH, "agreed: true, recorded: false", ["-", "F"]),
        (BOTH, "agreed: false", ["F", "-"]),
        # Either waits for both; without one of them less is waited for.
        (BOTH, "", ["U", "U"]),
        (EITHER, "agreed: true, recorded: true", ["-", "-"]),
        (EITHER, "agreed: true, recorded: false", ["T", "-"]),
        (EITHER, "agreed: false, recorded: false", ["F", "F"]),
        (EITHER, "agreed: true", ["T", "-"]),
        (EITHER, "recorded: false", ["U", "F"]),
        ("require: {not: {agreed: true}}\n", "agreed: true", ["T"]),
        ("require: {agreed: {answered: true}}\n", "", ["F"]),
        ("require: {agreed: {answered: false}}\n", "agreed: true", ["F"]),
    ],
)
def test_a_truth_is_shown_where_the_verdict_hangs_on_it(
    rule: str, answers: str, expected: list[str]
) -> None:
    assert shown(rule, case(answers)) == expected


def test_what_cases_show_is_put_together() -> None:
    cases = case("agreed: true") + case("agreed: false") + case("")
    [leaf] = coverage_of(ONE, cases).leaves
    assert (letters(leaf.shown), leaf.missing) == ("TFU", ())


def test_what_is_missing_stands_in_the_order_of_truths() -> None:
    [leaf] = coverage_of(ONE).leaves
    assert leaf.missing == (Truth.TRUE, Truth.FALSE, Truth.UNKNOWN)


@pytest.mark.parametrize(
    ("part", "answers", "expected"),
    [
        ("applies_when: {recorded: true}\n", "recorded: true, agreed: true", ["T", "T"]),
        ("applies_when: {recorded: true}\n", "recorded: false, agreed: true", ["F", "-"]),
        ("applies_when: {recorded: true}\n", "recorded: false, agreed: false", ["F", "-"]),
        # Not applicable, were it FALSE; else met, as it is while it is UNKNOWN.
        ("applies_when: {recorded: true}\n", "agreed: true", ["U", "T"]),
        ("applies_when: {recorded: true}\n", "agreed: false", ["U", "F"]),
        ("compensated_by: {recorded: true}\n", "agreed: false, recorded: true", ["F", "T"]),
        ("compensated_by: {recorded: true}\n", "agreed: true, recorded: true", ["T", "-"]),
        ("compensated_by: {recorded: true}\n", "agreed: false", ["F", "U"]),
    ],
)
def test_each_part_of_a_rule_counts(part: str, answers: str, expected: list[str]) -> None:
    assert shown(f"{part}{ONE}", case(answers)) == expected


# Of the leaves of a rule without lists every combination of truths is tried, and the verdicts are
# told by a table of their own.

RULE_OF_FOUR = (
    "applies_when: {agreed: true}\n"
    "require: {any: [{recorded: true}, {all: [{recorded: false}, {checked: true}]}]}\n"
    "compensated_by: {complete: true}\n"
)
T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
ANSWERS = {T: "true", F: "false", U: "null"}


def both(one: Truth, two: Truth) -> Truth:
    return F if F in (one, two) else U if U in (one, two) else T


def opposite(truth: Truth) -> Truth:
    return {T: F, F: T, U: U}[truth]


def verdict(truths: tuple[Truth, ...]) -> tuple[str, frozenset[int]]:
    """The verdict by the truths of the five leaves, and the leaves that it waits for."""
    applies, recorded, unrecorded, checked, complete = truths
    second = both(unrecorded, checked)
    require = opposite(both(opposite(recorded), opposite(second)))
    if applies is F:
        return "not_applicable", frozenset()
    if require is T:
        return "met", frozenset()
    if complete is T:
        return "compensated", frozenset()
    waiting = {0} if applies is U else set()
    waiting |= {4} if complete is U else set()
    if require is U:
        waiting |= {1} if recorded is U else set()
        waiting |= {number for number in (2, 3) if truths[number] is U and second is U}
    return ("undetermined" if waiting else "not_met"), frozenset(waiting)


PATHS = ("agreed", "recorded", "recorded", "checked", "complete")


def waited_for(truths: tuple[Truth, ...]) -> tuple[str, frozenset[str]]:
    told, leaves = verdict(truths)
    return told, frozenset(PATHS[leaf] for leaf in leaves)


def expected_of(truths: tuple[Truth, ...]) -> list[str]:
    found = []
    for number, truth in enumerate(truths):
        others = [
            (*truths[:number], each, *truths[number + 1 :]) for each in Truth if each != truth
        ]
        if truth is U:
            decisive = any(waited_for(other) != waited_for(truths) for other in others)
        else:
            decisive = any(verdict(other)[0] != verdict(truths)[0] for other in others)
        found.append(letters(frozenset({truth} if decisive else ())))
    return found


def test_every_combination_of_answers_shows_what_a_table_says() -> None:
    told = set()
    for agreed, recorded, checked, complete in product(Truth, repeat=4):
        truths = (agreed, recorded, opposite(recorded), checked, complete)
        answers = dict(
            zip(
                ("agreed", "recorded", "checked", "complete"),
                (agreed, recorded, checked, complete),
                strict=True,
            )
        )
        written = ", ".join(f"{name}: {ANSWERS[truth]}" for name, truth in answers.items())
        assert shown(RULE_OF_FOUR, case(written)) == expected_of(truths), written
        told.add(verdict(truths)[0])
    assert len(told) == 5


# Lists.

PER_PARTY = (
    "for_each: {in: parties, where: {.handles: true}}\nrequire: {.papers: {includes: audit}}\n"
)
WITH_AUDIT = "{id: a, handles: true, papers: [audit]}"
WITHOUT = "{id: b, handles: true, papers: []}"
OTHER = "{id: c, handles: false, papers: []}"


@pytest.mark.parametrize(
    ("parties", "rest", "expected"),
    [
        (WITH_AUDIT, "", ["T", "T"]),
        (WITHOUT, "", ["T", "F"]),
        (OTHER, "", ["F", "-"]),
        # The case sees the worst finding: what is better beside it decides nothing.
        (f"{WITH_AUDIT}, {WITHOUT}", "", ["T", "F"]),
        (f"{WITHOUT}, {OTHER}", "", ["T", "F"]),
        (f"{WITHOUT}, {OTHER}", ", expect: {element: b, verdict: not_met}", ["T", "F"]),
        (f"{WITH_AUDIT}, {WITHOUT}", ", expect: {element: a, verdict: met}", ["T", "T"]),
        ("{id: a, handles: true}", "", ["T", "U"]),
        ("{id: a, papers: []}", "", ["U", "F"]),
        ("", "", ["-", "-"]),
    ],
)
def test_elements_are_looked_at_one_by_one(parties: str, rest: str, expected: list[str]) -> None:
    answers = f"complete: true, parties: [{parties}]"
    assert shown(PER_PARTY, case(answers, rest)) == expected


EVERY = (
    "require: {every: {in: parties, where: {.handles: true}, "
    "satisfies: {.papers: {includes: audit}}, if_none: %s}}\n"
)


@pytest.mark.parametrize(
    ("if_none", "parties", "expected"),
    [
        ("holds", WITH_AUDIT, ["-", "T"]),
        ("fails", WITH_AUDIT, ["T", "T"]),
        ("unknown", WITH_AUDIT, ["T", "T"]),
        ("holds", WITHOUT, ["T", "F"]),
        # Were `where` FALSE, `if_none` would fail it as well; UNKNOWN, it would have to wait.
        ("fails", WITHOUT, ["T", "F"]),
        ("holds", OTHER, ["F", "-"]),
        ("fails", "{id: c, handles: false, papers: [audit]}", ["F", "-"]),
        ("holds", f"{WITH_AUDIT}, {WITHOUT}", ["T", "F"]),
    ],
)
def test_in_a_quantifier_it_is_one_element_for_which_a_leaf_is_replaced(
    if_none: str, parties: str, expected: list[str]
) -> None:
    answers = f"complete: true, parties: [{parties}]"
    assert shown(EVERY % if_none, case(answers)) == expected


def test_an_element_inside_an_element_is_told_from_its_like_elsewhere() -> None:
    none = "none: {in: .sites, where: {.abroad: true}}"
    rule = f"require: {{every: {{in: parties, satisfies: {{{none}}}, if_none: holds}}}}\n"
    sites = "sites: [{id: s, abroad: %s}]"
    parties = f"{{id: a, {sites % 'true'}}}, {{id: b, {sites % 'false'}}}"
    # In `a` it is decisive, in `b` it is not, though the keys inside are the same.
    assert shown(rule, case(f"complete: true, parties: [{parties}]")) == ["T"]
    parties = f"{{id: a, {sites % 'false'}}}, {{id: b, {sites % 'false'}}}"
    assert shown(rule, case(f"complete: true, parties: [{parties}]")) == ["F"]


def test_a_list_that_is_not_answered_shows_nothing_of_its_elements() -> None:
    assert shown(PER_PARTY, case("complete: true")) == ["-", "-"]


def test_a_tier_and_a_key_are_never_unknown() -> None:
    rule = "require: {some: {in: parties, where: {.tier: 2}, satisfies: {.id: {is_not: x}}}}\n"
    cases = "".join(
        case(f"complete: true, parties: [{{id: a, below: [{below}]}}]")
        for below in ("{id: b}", "{id: x}", "")
    )
    coverage = coverage_of(rule, cases)
    assert [letters(each.shown) for each in coverage.leaves] == ["TF", "TF"]
    assert (coverage.shown, coverage.demanded) == (4, 4)


# Proof.

PROVEN = "require: {agreed: true}\nevidence: [{for: agreed, kinds: [letter]}]\n"
RECORD = ", evidence: [{id: E1, kind: letter, supports: [agreed]}]"


@pytest.mark.parametrize(
    ("answers", "evidence", "expected"),
    [
        ("agreed: true", RECORD, ["T"]),
        # Unproven: not met, were it FALSE; met, were it proven.
        ("agreed: true", "", ["TU"]),
        # No proof makes a FALSE any better.
        ("agreed: false", "", ["F"]),
        ("agreed: false", RECORD, ["F"]),
        ("", "", ["U"]),
    ],
)
def test_an_answer_without_its_proof_is_unknown_beside_what_it_says(
    answers: str, evidence: str, expected: list[str]
) -> None:
    assert shown(PROVEN, case(answers, evidence)) == expected


def test_the_opposite_of_an_unproven_answer_is_as_unproven() -> None:
    rule = (
        "require: {any: [{agreed: true}, {recorded: true}]}\n"
        "evidence: [{for: agreed, kinds: [letter]}, {for: recorded, kinds: [letter]}]\n"
    )
    # `recorded` is FALSE and lacks proof. TRUE and as unproven it would change nothing.
    assert shown(rule, case("agreed: true, recorded: false")) == ["TU", "-"]


def test_proof_of_one_of_two_answers_decides_nothing_while_the_other_lacks_it() -> None:
    rule = (
        "require: {agreed: true, recorded: true}\n"
        "evidence: [{for: agreed, kinds: [letter]}, {for: recorded, kinds: [letter]}]\n"
    )
    assert shown(rule, case("agreed: true, recorded: true")) == ["T", "T"]
    assert shown(rule, case("agreed: true, recorded: true", RECORD)) == ["T", "TU"]


# Parameters, equivalence, shares.


def test_a_case_with_parameters_of_its_own_shows_leaves_of_the_same_rule() -> None:
    rule = "require: {people: {at_most: {parameter: days}}}\n"
    assert shown(rule, case("people: 31")) == ["F"]
    assert shown(rule, case("people: 31", ", parameters: {days: 31}")) == ["T"]


def test_what_no_verdict_can_hang_on_is_not_demanded() -> None:
    rule = "require: {agreed: {is_not: true}}\ncompensated_by: {agreed: true, recorded: true}\n"
    # While `agreed` is FALSE the rule is met, whatever its compensation says of it.
    asked: list[tuple[PlannedRule, PlannedRule]] = []

    def is_equivalent(planned: PlannedRule, other: PlannedRule) -> bool:
        asked.append((planned, other))
        return all(same_verdict(planned, other, answers) for answers in COMPLETE)

    coverage = coverage_of(rule, case("agreed: true, recorded: true"), is_equivalent)
    told = {
        f"{each.leaf.part.value} {each.leaf.comparison.path}": letters(each.demanded)
        for each in coverage.leaves
    }
    assert told == {
        "require agreed": "TFU",
        "compensated_by agreed": "TU",
        "compensated_by recorded": "TFU",
    }
    # What is shown is not asked about: it is there.
    assert len(asked) == 3 * 2 - sum(len(each.shown - {U}) for each in coverage.leaves)


COMPLETE = [
    f"agreed: {agreed}, recorded: {recorded}"
    for agreed, recorded in product(["true", "false"], repeat=2)
]


def same_verdict(one: PlannedRule, other: PlannedRule, answers: str) -> bool:
    bench = bench_of("require: {agreed: true, recorded: true}\n")
    [trial] = bench.trials(rule_test(case(answers)))
    return trial.seen(one).verdict is trial.seen(other).verdict


def test_a_rule_without_cases_shows_nothing() -> None:
    coverage = rule_coverage(bench_of(BOTH), RULE, None)
    assert (coverage.shown, coverage.demanded) == (0, 6)
    assert coverage.share == 0


def test_the_share_is_of_what_is_demanded() -> None:
    assert coverage_of(BOTH, case("agreed: true, recorded: true")).share == Fraction(2, 6)


def test_a_rule_without_leaves_shows_all_there_is() -> None:
    assert coverage_of("require: {all: []}\n").share == 1
