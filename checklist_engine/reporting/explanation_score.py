"""Where a score comes from (評点の内訳): what each rule gives, may still give, and what mending it gains."""

from collections.abc import Iterator, Sequence
from enum import Enum
from fractions import Fraction

from checklist_engine.evaluator.score import RuleCredits, score_of
from checklist_engine.evaluator.tables import worst
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.model.assessment import Assessment, Credit, RuleFindings, Score
from checklist_engine.model.pack_parts import Family
from checklist_engine.model.plan import Plan
from checklist_engine.model.verdicts import Verdict


class Order(Enum):
    """How rules, and families by their best rule, stand: by gain, the largest first, or as in the pack."""

    GAIN = "gain"
    ORDER = "order"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleShare:
    """What one rule has to do with a score of 100 points; exact, and additive over the rules.

    Attributes:
        credit: what it counts now, from what it has to the best it may still get (0 to 1).
        given: its points of the lower end of the score; all rules together give that.
        possible: its points between the ends.
        gain: how many points each end of the score would gain if this rule alone were met, all that
            it is about fulfilled and proven.
    """

    rule: str
    title: str
    weight: int
    verdict: Verdict
    credit: Credit
    given: Fraction
    possible: Fraction
    gain: tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyShare:
    """A family (分野): its own score, None where none of its rules is counted, and its rules' shares.

    Attributes:
        uncounted: ids of the rules that are not counted: 対象外, 例外承認.
    """

    family: Family
    score: Score | None
    rules: tuple[RuleShare, ...]
    uncounted: tuple[str, ...]

    @property
    def given(self) -> Fraction:
        """Its points of the lower end of the whole score."""
        return sum((each.given for each in self.rules), Fraction())

    @property
    def possible(self) -> Fraction:
        """Its points between the ends of the whole score."""
        return sum((each.possible for each in self.rules), Fraction())

    @property
    def weight(self) -> int:
        """The weight that is counted."""
        return sum(each.weight for each in self.rules)


def shares_of(
    assessment: Assessment, plan: Plan, order: Order = Order.GAIN, family: str | None = None
) -> tuple[FamilyShare, ...]:
    """The shares of all rules, by family.

    Args:
        assessment: whose score is explained.
        plan: the one that it was made with.
        order: how they stand.
        family: the id of the only family that is wanted.
    """
    total = sum(rule.weight for rule in assessment.rules if _is_counted(rule))
    found = [
        _family(each, assessment, total, order)
        for each in plan.families
        if family in (None, each.id)
    ]
    known = [each for each in found if each.rules or each.uncounted]
    if order is Order.GAIN:
        known.sort(key=lambda each: (not each.rules, [_largest_first(one) for one in each.rules]))
    return tuple(known)


def _family(family: Family, assessment: Assessment, total: int, order: Order) -> FamilyShare:
    rules = [rule for rule in assessment.rules if rule.family == family.id]
    shares = list(_shares(rules, total))
    if order is Order.GAIN:
        shares.sort(key=_largest_first)
    return FamilyShare(
        family=family,
        score=assessment.families.get(family.id),
        rules=tuple(shares),
        uncounted=tuple(rule.rule for rule in rules if not _is_counted(rule)),
    )


def _shares(rules: Sequence[RuleFindings], total: int) -> Iterator[RuleShare]:
    for rule in rules:
        if not _is_counted(rule):
            continue
        credit = _credit(rule)
        # Where nothing that is counted weighs anything, there is no score to share.
        share = Fraction(100 * rule.weight, total) if total else Fraction()
        yield RuleShare(
            rule=rule.rule,
            title=rule.title,
            weight=rule.weight,
            verdict=worst(rule.verdicts),
            credit=credit,
            given=share * credit.low,
            possible=share * (credit.high - credit.low),
            gain=(share * (1 - credit.low), share * (1 - credit.high)),
        )


def _is_counted(rule: RuleFindings) -> bool:
    return any(finding.credit is not None for finding in rule.findings)


def _credit(rule: RuleFindings) -> Credit:
    """What a rule counts: its score, were it the only one."""
    alone = score_of(
        [
            RuleCredits(
                weight=1,
                credits=[finding.credit for finding in rule.findings],
                open_list=any(finding.open_list for finding in rule.findings),
            )
        ]
    )
    # INVARIANT: there is a score, for the rule is counted.
    assert alone is not None
    return Credit(low=alone.low / 100, high=alone.high / 100)


def _largest_first(share: RuleShare) -> tuple[Fraction, Fraction]:
    low, high = share.gain
    return (-low, -high)
