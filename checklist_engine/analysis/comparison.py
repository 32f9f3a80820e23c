"""Comparison of a rule before and after a change: stricter, looser, both, or neither."""

from collections.abc import Mapping
from datetime import date

from checklist_engine.analysis.completions import completions, read_rules
from checklist_engine.analysis.evaluation import Evaluator
from checklist_engine.analysis.findings import verdicts_of
from checklist_engine.analysis.rules import HARDNESS, common_focus, harder
from checklist_engine.analysis.scheme import Scheme, TooManyWorlds
from checklist_engine.analysis.space import Worlds, first
from checklist_engine.analysis.witnesses import Witness, witness
from checklist_engine.ground.lazy_dataclasses import dataclass, replace
from checklist_engine.model.facts import Fact, Vocabulary
from checklist_engine.model.plan import Plan, PlannedRule
from checklist_engine.model.verdicts import Verdict

_MOST_WORLDS = 1 << 22


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A submission that shows a difference, and how the rule comes out before and after; of a rule that
    goes through elements, how its finding on the one does that stands for all.
    """

    witness: Witness
    before: Verdict
    after: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What a change does to the verdicts of a rule.

    Attributes:
        stricter: a submission that comes out harder after the change; None: there is none.
        looser: one that comes out less hard.
        other: one that comes out otherwise, but no harder (対象外 instead of 適合).
        exact: whether all were looked at; else 調べきれませんでした where nothing was found.
    """

    stricter: Shown | None
    looser: Shown | None
    other: Shown | None
    exact: bool

    @property
    def same(self) -> bool:
        """Whether every submission comes out the same."""
        return self.exact and not (self.stricter or self.looser or self.other)


def compare(
    before: tuple[Plan, PlannedRule], after: tuple[Plan, PlannedRule], as_of: date
) -> Comparison:
    """The rule of one plan against that of another, over all submissions that answer what is asked;
    with facts as either vocabulary has them, and periods of the rules (`in_force`) left aside.
    """
    plans = (before[0], after[0])
    rules = [replace(rule, in_force=None) for _, rule in (before, after)]
    relevances = [plan.relevance for plan in plans]
    joint = replace(
        after[0],
        vocabulary=_joint(*(plan.vocabulary for plan in plans)),
        evidence_kinds={**before[0].evidence_kinds, **after[0].evidence_kinds},
    )
    try:
        read = read_rules(joint, rules, relevances=relevances)
        scheme = Scheme(
            closed=False,
            blanks=read.reading.probes,
            focus=common_focus(rules, read.reading),
            most_worlds=_MOST_WORLDS,
        )
        imagined = completions(joint, read, as_of, scheme)
    except TooManyWorlds:
        return Comparison(stricter=None, looser=None, other=None, exact=False)
    old, new = (
        verdicts_of(rule, Evaluator(imagined, relevance))
        for relevance, rule in zip(relevances, rules, strict=True)
    )

    def shown(worlds: Worlds) -> Shown | None:
        found = worlds & imagined.possible
        for before_it, after_it in _farthest_apart():
            if here := found & old.get(before_it, 0) & new.get(after_it, 0):
                example = witness(imagined, first(here))
                return Shown(witness=example, before=before_it, after=after_it)
        return None

    stricter, looser = harder(new, old), harder(old, new)
    moved = 0
    for verdict in Verdict:
        moved |= old.get(verdict, 0) ^ new.get(verdict, 0)
    return Comparison(
        stricter=shown(stricter),
        looser=shown(looser),
        other=shown(moved & ~stricter & ~looser),
        exact=imagined.exact,
    )


def _farthest_apart() -> list[tuple[Verdict, Verdict]]:
    """Pairs of different verdicts, those first that say the most about a change."""
    pairs = [(one, other) for one in Verdict for other in Verdict if one is not other]
    return sorted(pairs, key=lambda pair: -abs(HARDNESS.get(pair[0], 0) - HARDNESS.get(pair[1], 0)))


def _joint(before: Vocabulary, after: Vocabulary) -> Vocabulary:
    """Facts of both; where both have one, its codes and bounds are those of either."""
    return Vocabulary(
        sections={**before.sections, **after.sections},
        facts=_joint_facts(before.facts, after.facts),
    )


def _joint_facts(before: Mapping[str, Fact], after: Mapping[str, Fact]) -> Mapping[str, Fact]:
    both = {name: _joint_fact(before[name], after[name]) for name in before if name in after}
    return {**before, **after, **both}


def _joint_fact(before: Fact, after: Fact) -> Fact:
    shape = after.shape
    if before.shape is not None and shape is not None:
        fields = _joint_facts(before.shape.fields, shape.fields)
        shape = replace(shape, fields=fields)
    lows = [each.min for each in (before, after)]
    highs = [each.max for each in (before, after)]
    return replace(
        after,
        choices={**(before.choices or {}), **(after.choices or {})} or None,
        min=None if None in lows else min(low for low in lows if low is not None),
        max=None if None in highs else max(high for high in highs if high is not None),
        shape=shape,
    )
