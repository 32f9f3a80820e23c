"""The tables of verdict, credit and decision: the one place that every way to run a Plan reads."""

from fractions import Fraction

from checklist_engine.ground.truth import Truth
from checklist_engine.model.assessment import Credit
from checklist_engine.model.pack_parts import Credits
from checklist_engine.model.verdicts import WORST_FIRST, Decision, Verdict

_NOTHING, _WHOLE = Fraction(0), Fraction(1)


def verdict_of(
    *,
    applies: Truth,
    required_proven: Truth,
    compensated_proven: Truth,
    required: Truth,
    compensated: Truth,
) -> Verdict:
    """The first row of the table of §5 that fits (`…_proven`: unproven answers taken away)."""
    if applies is Truth.FALSE:
        return Verdict.NOT_APPLICABLE
    if required_proven is Truth.TRUE:
        return Verdict.MET
    if compensated_proven is Truth.TRUE:
        return Verdict.COMPENSATED
    if Truth.TRUE in (required, compensated):
        return Verdict.UNPROVEN
    if Truth.UNKNOWN in (applies, required, compensated):
        return Verdict.UNDETERMINED
    return Verdict.NOT_MET


def credit_of(
    verdict: Verdict, *, applies: Truth, required_proven: Truth, shares: Credits
) -> Credit | None:
    """What a finding counts, from what it has to the best it may still get; None: not counted."""
    if verdict in (Verdict.NOT_APPLICABLE, Verdict.WAIVED):
        return None
    if applies is Truth.UNKNOWN:
        return Credit(low=_NOTHING, high=_WHOLE)
    match verdict:
        case Verdict.MET:
            return Credit(low=_WHOLE, high=_WHOLE)
        case Verdict.COMPENSATED:
            may_still_be_met = required_proven is Truth.UNKNOWN
            return Credit(
                low=shares.compensated, high=_WHOLE if may_still_be_met else shares.compensated
            )
        case Verdict.UNPROVEN:
            return Credit(low=shares.unproven, high=_WHOLE)
        case Verdict.UNDETERMINED:
            return Credit(low=_NOTHING, high=_WHOLE)
        case Verdict.NOT_MET:
            return Credit(low=_NOTHING, high=_NOTHING)


def worst(verdicts: set[Verdict] | frozenset[Verdict]) -> Verdict:
    """The verdict of a rule: the worst of its findings."""
    return next(verdict for verdict in WORST_FIRST if verdict in verdicts)


def decision_of(
    *,
    blocking: frozenset[Verdict],
    open_conditional_rules: int,
    open_at_most: int,
    has_condition: bool,
) -> Decision:
    """結論案 by §6.

    Args:
        blocking: the verdicts of all findings of blocking rules.
        open_conditional_rules: conditional rules with an undetermined finding.
        open_at_most: how many of those a decision bears.
        has_condition: a condition is routed to the conclusion.
    """
    if Verdict.NOT_MET in blocking:
        return Decision.REJECT
    if Verdict.UNDETERMINED in blocking or open_conditional_rules > open_at_most:
        return Decision.DEFER
    if has_condition or open_conditional_rules:
        return Decision.APPROVE_WITH_CONDITIONS
    return Decision.APPROVE
