"""Pairs (対): two Plans that are compared, with the rules alone that may say something else of a case."""

from collections.abc import Callable

from checklist_engine.bulk.evaluation import same_ground
from checklist_engine.compiler.pack_lines import PackLines
from checklist_engine.ground.lazy_dataclasses import dataclass, replace
from checklist_engine.model.plan import Plan
from checklist_engine.replay.edits import rule_edits


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two Plans that are compared. `before` and `after` have the rules alone that are written otherwise, where
    no others can come to anything else; `whole` gives both with all of their rules.
    """

    before: Plan
    after: Plan
    is_thin: bool
    whole: Callable[[], tuple[Plan, Plan]]


def pair_of(before: Plan, after: Plan) -> Pair:
    """Two Plans, with the rules alone that may say something else of a case."""
    if not same_ground(before, after):
        return Pair(before=before, after=after, is_thin=False, whole=lambda: (before, after))
    return _thin(before, after, lambda: (before, after))


def pair_of_lines(
    before: PackLines, after: PackLines, whole: Callable[[], tuple[Plan, Plan]]
) -> Pair:
    """The same of two packs as lines: of their rules only those are decoded that differ.

    Raises:
        Refused: a line is not as it was written.
    """
    before.share_with(after)
    if not same_ground(before.head, after.head):
        was, now = whole()
        return Pair(before=was, after=now, is_thin=False, whole=whole)
    plans = (
        replace(one.head, rules=tuple(map(one.rule, one.unlike(other))))
        for one, other in ((before, after), (after, before))
    )
    return _thin(next(plans), next(plans), whole)


def _thin(before: Plan, after: Plan, whole: Callable[[], tuple[Plan, Plan]]) -> Pair:
    edited = {each.rule for each in rule_edits(before, after)}
    thin = (
        replace(plan, rules=tuple(rule for rule in plan.rules if rule.id in edited))
        for plan in (before, after)
    )
    return Pair(before=next(thin), after=next(thin), is_thin=True, whole=whole)
