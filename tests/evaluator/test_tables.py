"""The tables of verdict, credit and decision: gone through whole, against §5 and §6 written as text."""

from fractions import Fraction
from itertools import chain, combinations, product

import pytest

from checklist_engine.evaluator.tables import credit_of, decision_of, verdict_of, worst
from checklist_engine.ground.truth import Truth
from checklist_engine.model.assessment import Credit
from checklist_engine.model.pack_parts import Credits
from checklist_engine.model.verdicts import WORST_FIRST, Decision, Verdict

T, U, F = Truth.TRUE, Truth.UNKNOWN, Truth.FALSE
LETTERS = {"T": T, "U": U, "F": F}
Row = tuple[Truth, Truth, Truth, Truth, Truth]
TRUTHS = (T, U, F)
ROWS: list[Row] = list(product(TRUTHS, TRUTHS, TRUTHS, TRUTHS, TRUTHS))

# §5: the first that fits.   A  R⁻ C⁻ R  C
VERDICTS = """
                             F  .  .  .  .   not_applicable
                             .  T  .  .  .   met
                             .  .  T  .  .   compensated
                             .  .  .  T  .   unproven
                             .  .  .  .  T   unproven
                             U  .  .  .  .   undetermined
                             .  .  .  U  .   undetermined
                             .  .  .  .  U   undetermined
                             .  .  .  .  .   not_met
"""


def verdict(row: Row) -> Verdict:
    applies, required_proven, compensated_proven, required, compensated = row
    return verdict_of(
        applies=applies,
        required_proven=required_proven,
        compensated_proven=compensated_proven,
        required=required,
        compensated=compensated,
    )


def as_written(row: Row) -> str:
    """The verdict by the table above."""
    for line in VERDICTS.strip().splitlines():
        *cells, name = line.split()
        if all(
            cell == "." or LETTERS[cell] is truth for cell, truth in zip(cells, row, strict=True)
        ):
            return name
    raise AssertionError("the last line fits everything")


def test_the_whole_verdict_table_is_that_of_the_language() -> None:
    assert {row: verdict(row).value for row in ROWS} == {row: as_written(row) for row in ROWS}


def possible(row: Row) -> bool:
    """Taking answers away can only make a truth UNKNOWN (but for `answered` probes)."""
    _, required_proven, compensated_proven, required, compensated = row
    return required_proven in (U, required) and compensated_proven in (U, compensated)


POSSIBLE = [row for row in ROWS if possible(row)]


def settled_further(row: Row) -> list[Row]:
    """Every row that one may become of this one as answers come in."""
    return [
        later
        for later in POSSIBLE
        if all(now in (U, then) for now, then in zip(row, later, strict=True))
    ]


def rank(found: Verdict) -> int:
    return WORST_FIRST.index(found)


def test_the_rows_that_are_possible_as_a_picture() -> None:
    """Down: R with R⁻. Across: C with C⁻. A is TRUE on the left, UNKNOWN on the right."""
    pairs = [(T, T), (T, U), (U, U), (F, U), (F, F)]
    short = {
        Verdict.MET: "met",
        Verdict.COMPENSATED: "comp",
        Verdict.UNPROVEN: "unpr",
        Verdict.UNDETERMINED: "open",
        Verdict.NOT_MET: "NOT",
    }

    def picture(applies: Truth) -> list[str]:
        return [
            " ".join(
                f"{short[verdict((applies, proven, also_proven, required, also))]:4}"
                for also, also_proven in pairs
            ).rstrip()
            for required, proven in pairs
        ]

    # C, C⁻: TT   TU   UU   FU   FF
    assert picture(T) == [
        "met  met  met  met  met",
        "comp unpr unpr unpr unpr",
        "comp unpr open open open",
        "comp unpr open NOT  NOT",
        "comp unpr open NOT  NOT",
    ]
    assert picture(U) == [
        "met  met  met  met  met",
        "comp unpr unpr unpr unpr",
        "comp unpr open open open",
        "comp unpr open open open",
        "comp unpr open open open",
    ]


def test_a_rule_that_does_not_apply_has_no_other_verdict() -> None:
    for row in ROWS:
        assert (verdict(row) is Verdict.NOT_APPLICABLE) is (row[0] is F)


def test_nothing_is_failed_while_anything_is_unknown() -> None:
    for row in POSSIBLE:
        if verdict(row) is Verdict.NOT_MET:
            applies, _, _, required, compensated = row
            assert (applies, required, compensated) == (T, F, F)


def test_with_every_proof_at_hand_nothing_is_unproven() -> None:
    for applies, required, compensated in product(TRUTHS, repeat=3):
        found = verdict((applies, required, compensated, required, compensated))
        assert found is not Verdict.UNPROVEN


def test_what_is_settled_further_never_makes_a_decided_verdict_worse() -> None:
    for row in POSSIBLE:
        before = verdict(row)
        for later in settled_further(row):
            after = verdict(later)
            if before is not Verdict.UNDETERMINED:
                assert rank(after) >= rank(before), (row, later)
            if before is Verdict.NOT_MET:
                assert after is Verdict.NOT_MET
            if after is Verdict.NOT_APPLICABLE and before is not Verdict.NOT_APPLICABLE:
                assert row[0] is U


SHARES = Credits(compensated=Fraction(7, 10), unproven=Fraction(1, 2))


def credit(found: Verdict, applies: Truth, required_proven: Truth) -> Credit | None:
    return credit_of(found, applies=applies, required_proven=required_proven, shares=SHARES)


def test_the_credit_table() -> None:
    """Down: the verdict. Across: A and R⁻."""

    def shown(each: Credit | None) -> str:
        return f"{float(each.low):g}-{float(each.high):g}" if each else "none"

    columns = [(T, T), (T, U), (T, F), (U, T), (U, U), (U, F)]
    rows = [
        " ".join([f"{found.value:14}", *(f"{shown(credit(found, *each)):7}" for each in columns)])
        for found in WORST_FIRST
    ]
    assert [row.rstrip() for row in rows] == [
        # A, R⁻:        TT      TU      TF      UT      UU      UF
        "not_met        0-0     0-0     0-0     0-1     0-1     0-1",
        "undetermined   0-1     0-1     0-1     0-1     0-1     0-1",
        "unproven       0.5-1   0.5-1   0.5-1   0-1     0-1     0-1",
        "compensated    0.7-0.7 0.7-1   0.7-0.7 0-1     0-1     0-1",
        "met            1-1     1-1     1-1     0-1     0-1     0-1",
        "waived         none    none    none    none    none    none",
        "not_applicable none    none    none    none    none    none",
    ]


def test_the_shares_are_those_of_the_pack() -> None:
    shares = Credits(compensated=Fraction(4, 5), unproven=Fraction(1, 4))
    found = credit_of(Verdict.COMPENSATED, applies=T, required_proven=F, shares=shares)
    assert found == Credit(low=Fraction(4, 5), high=Fraction(4, 5))
    found = credit_of(Verdict.UNPROVEN, applies=T, required_proven=U, shares=shares)
    assert found == Credit(low=Fraction(1, 4), high=Fraction(1))


def test_what_is_settled_further_never_moves_a_credit_out_of_its_interval() -> None:
    for row in POSSIBLE:
        before = credit(verdict(row), row[0], row[1])
        for later in settled_further(row):
            after = credit(verdict(later), later[0], later[1])
            if before is None:
                assert after is None
            elif after is None:
                assert before == Credit(low=Fraction(0), high=Fraction(1))
            else:
                assert before.low <= after.low <= after.high <= before.high, (row, later)


def test_the_verdict_of_a_rule_is_the_worst_of_its_findings() -> None:
    names = [found.value for found in WORST_FIRST]
    assert names == [
        "not_met",
        "undetermined",
        "unproven",
        "compensated",
        "met",
        "waived",
        "not_applicable",
    ]
    for one, other in product(WORST_FIRST, repeat=2):
        assert worst({one, other}) is WORST_FIRST[min(rank(one), rank(other))]


BLOCKING = [
    frozenset(found)
    for found in chain.from_iterable(
        combinations(WORST_FIRST, size) for size in range(len(WORST_FIRST) + 1)
    )
]


def decide(
    blocking: frozenset[Verdict], open_rules: int, *, has_condition: bool, bears: int = 5
) -> Decision:
    return decision_of(
        blocking=blocking,
        open_conditional_rules=open_rules,
        open_at_most=bears,
        has_condition=has_condition,
    )


@pytest.mark.parametrize("has_condition", [True, False])
@pytest.mark.parametrize("open_rules", [0, 1, 5, 6, 7])
def test_the_whole_decision_table(open_rules: int, *, has_condition: bool) -> None:
    for blocking in BLOCKING:
        found = decide(blocking, open_rules, has_condition=has_condition)
        failed = Verdict.NOT_MET in blocking
        undecided = Verdict.UNDETERMINED in blocking or open_rules > 5
        conditional = has_condition or open_rules > 0
        assert (found is Decision.REJECT) is failed
        assert (found is Decision.DEFER) is (undecided and not failed)
        assert (found is Decision.APPROVE) is not (failed or undecided or conditional)


@pytest.mark.parametrize(
    ("open_rules", "bears", "decision"),
    [
        (0, 0, Decision.APPROVE),
        (1, 0, Decision.DEFER),
        (1, 1, Decision.APPROVE_WITH_CONDITIONS),
        (2, 1, Decision.DEFER),
    ],
)
def test_a_pack_says_how_many_open_rules_a_decision_bears(
    open_rules: int, bears: int, decision: Decision
) -> None:
    assert decide(frozenset(), open_rules, has_condition=False, bears=bears) is decision


def test_mending_one_thing_never_makes_the_decision_worse() -> None:
    order = list(Decision)
    mended = {Verdict.NOT_MET: Verdict.MET, Verdict.UNDETERMINED: Verdict.MET}
    for blocking in BLOCKING:
        for open_rules in range(8):
            for has_condition in (True, False):
                before = order.index(decide(blocking, open_rules, has_condition=has_condition))
                better = [
                    decide(blocking - {bad} | {good}, open_rules, has_condition=has_condition)
                    for bad, good in mended.items()
                    if bad in blocking
                ]
                better.append(decide(blocking, max(0, open_rules - 1), has_condition=has_condition))
                better.append(decide(blocking, open_rules, has_condition=False))
                assert all(order.index(each) <= before for each in better)
