"""What the rules say of a submission, without reasons; score, conditions and decision on demand."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, TypeAlias

from checklist_engine.evaluator.closure_rows import Known, Pick, picking
from checklist_engine.evaluator.score import RuleCredits, score_of
from checklist_engine.evaluator.tables import decision_of
from checklist_engine.model.assessment import Credit, Score
from checklist_engine.model.plan import TRUE, Plan, PlannedRule
from checklist_engine.model.verdicts import Decision, Gate, Route, Verdict


class Judged(NamedTuple):
    """A finding without its reasons."""

    element: str | None
    verdict: Verdict
    credit: Credit | None
    open_list: bool = False


Findings: TypeAlias = tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class _Group:
    """Some of the rules: where the truths of plain ones stand, and where the findings of others."""

    plain: Pick
    others: Pick

    @classmethod
    def of(cls, rules: Sequence[PlannedRule], wanted: Collection[int]) -> "_Group":
        """The rules at these positions."""
        plain = [at in wanted for at, rule in enumerate(rules) if is_plain(rule)]
        others = [at in wanted for at, rule in enumerate(rules) if not is_plain(rule)]
        return cls(
            *(picking([at for at, is_in in enumerate(each) if is_in]) for each in (plain, others))
        )


@dataclass(frozen=True, slots=True)
class Order:
    """The rules as score and decision ask for them, and the findings of plain ones by their truth.

    `weights` are those of plain rules, `naming` has the rules by the verdicts with which they ask for a
    condition that goes to the conclusion.
    """

    plain: Mapping[Known, Findings]
    weights: tuple[tuple[int, Pick], ...]
    other_weights: tuple[int, ...]
    blocking: _Group
    conditional: _Group
    naming: tuple[tuple[frozenset[Verdict], _Group], ...]

    @classmethod
    def of(cls, plan: Plan, plain: Mapping[Known, Findings]) -> "Order":
        rules = plan.rules
        weights: dict[int, set[int]] = {}
        gates: dict[Gate, set[int]] = {gate: set() for gate in Gate}
        naming: dict[frozenset[Verdict], set[int]] = {}
        for at, rule in enumerate(rules):
            weights.setdefault(rule.weight, set()).add(at)
            gates[rule.gate].add(at)
            naming.setdefault(_naming(rule, plan), set()).add(at)
        return cls(
            plain=plain,
            weights=tuple((each, _Group.of(rules, those).plain) for each, those in weights.items()),
            other_weights=tuple(rule.weight for rule in rules if not is_plain(rule)),
            blocking=_Group.of(rules, gates[Gate.BLOCKING]),
            conditional=_Group.of(rules, gates[Gate.CONDITIONAL]),
            naming=tuple((each, _Group.of(rules, those)) for each, those in naming.items() if each),
        )


def _naming(rule: PlannedRule, plan: Plan) -> frozenset[Verdict]:
    return frozenset(
        verdict
        for verdict, outcome in rule.outcomes.items()
        if any(plan.conditions[use.condition].route is Route.CONCLUSION for use in outcome.uses)
    )


@dataclass(frozen=True)
class Judgement:
    """What the rules say of one submission; `results` stand in the order of the rules.

    Plain rules have one of three findings, by their truth: so they are counted, not gone through.
    """

    plan: Plan
    results: Sequence[Findings]
    truths: Sequence[Known] = field(repr=False)
    others: Sequence[Findings] = field(repr=False)
    order: Order = field(repr=False)

    @cached_property
    def findings(self) -> Mapping[str, Findings]:
        """The findings of each rule."""
        return dict(zip((rule.id for rule in self.plan.rules), self.results, strict=True))

    @cached_property
    def score(self) -> Score | None:
        """The score over all rules: those with the same findings weigh together."""
        weights = dict.fromkeys(self.order.plain, 0)
        for weight, pick in self.order.weights:
            truths = pick(self.truths)
            for truth in weights:
                weights[truth] += weight * truths.count(truth)
        together = [(weights[truth], found) for truth, found in self.order.plain.items()]
        alone = zip(self.order.other_weights, self.others, strict=True)
        return score_of(
            [
                RuleCredits(
                    weight=weight,
                    credits=[each.credit for each in found],
                    open_list=any(each.open_list for each in found),
                )
                for weight, found in (*together, *alone)
            ]
        )

    @cached_property
    def decision(self) -> Decision | None:
        """The decision before any ruling; None where the profile decides nothing."""
        if not self.plan.decides:
            return None
        return decision_of(
            blocking=frozenset().union(
                *(_verdicts(found) for found, _ in self._found(self.order.blocking))
            ),
            open_conditional_rules=sum(
                times
                for found, times in self._found(self.order.conditional)
                if Verdict.UNDETERMINED in _verdicts(found)
            ),
            open_at_most=self.plan.decision.open_at_most,
            has_condition=self.concludes_with_one,
        )

    @cached_property
    def conditions(self) -> frozenset[str]:
        """The conditions that findings ask for; the one that stands in for open rules is none of them."""
        return frozenset(
            use.condition
            for rule, found in zip(self.plan.rules, self.results, strict=True)
            for verdict in {each.verdict for each in found} & rule.outcomes.keys()
            for use in rule.outcomes[verdict].uses
        )

    @cached_property
    def concludes_with_one(self) -> bool:
        """Whether a condition that findings ask for goes to the conclusion."""
        return self.plan.conclusion.at_most != 0 and any(
            not named.isdisjoint(_verdicts(found))
            for named, group in self.order.naming
            for found, _ in self._found(group)
        )

    def _found(self, group: _Group) -> Iterator[tuple[Findings, int]]:
        """The findings of some rules, each with how many rules have it."""
        truths = group.plain(self.truths)
        for truth, found in self.order.plain.items():
            times = truths.count(truth)
            if times:
                yield found, times
        for found in group.others(self.others):
            yield found, 1


def _verdicts(found: Findings) -> frozenset[Verdict]:
    return frozenset(each.verdict for each in found)


def is_plain(rule: PlannedRule) -> bool:
    """Whether a rule has one finding, which depends on `require` alone."""
    special = rule.in_force or rule.loop or rule.compensated_by or rule.proofs
    return not special and rule.applies_when == TRUE
