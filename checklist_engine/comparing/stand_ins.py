"""Stand-in rules: other expressions of a pack put as rules, so that they are compared as rules are."""

from collections.abc import Sequence

from checklist_engine.model.paths import FactRef, FieldRef
from checklist_engine.model.plan import (
    TRUE,
    Disjunction,
    Exists,
    Node,
    PlannedLoop,
    PlannedRelevance,
    PlannedRule,
)
from checklist_engine.model.verdicts import Gate

_NEVER_FULFILLED = Disjunction(parts=())


def asking(planned: PlannedRelevance) -> PlannedRule:
    """A rule that is `not_met` where the fact is asked, and `not_applicable` where it is not."""
    loop, applies, lists = None, planned.node, planned.lists
    if lists:
        # Whether a list is complete says nothing of what is asked in its elements.
        loop = PlannedLoop(
            elements=FactRef(fact=lists[0]), closed_by=None, where=_inside(planned.node, lists)
        )
        applies = TRUE
    return _rule(applies_when=applies, loop=loop, require=_NEVER_FULFILLED)


def _inside(node: Node, lists: Sequence[str]) -> Node:
    """Whether it holds for some element of the lists within the first."""
    for depth in range(len(lists), 1, -1):
        node = Exists(
            elements=FieldRef(up=0, field=lists[depth - 1], fact=".".join(lists[:depth])),
            closed_by=None,
            where=TRUE,
            satisfies=node,
        )
    return node


def criterion(node: Node) -> PlannedRule:
    """A rule that is `met` where an expression holds, and `not_met` where it does not."""
    return _rule(applies_when=TRUE, loop=None, require=node)


def _rule(*, applies_when: Node, loop: PlannedLoop | None, require: Node) -> PlannedRule:
    return PlannedRule(
        id="",
        family="",
        title="",
        gate=Gate.ADVISORY,
        weight=0,
        basis=(),
        in_force=None,
        applies_when=applies_when,
        loop=loop,
        require=require,
        compensated_by=None,
        proofs=(),
        may_claim=(),
        guidance=None,
        outcomes={},
    )
