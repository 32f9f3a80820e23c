"""Proofs compared: by the kinds of records that count, and by how old these may be."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from checklist_engine.comparing.differences import Direction
from checklist_engine.ground.lazy_dataclasses import replace
from checklist_engine.model.pack_parts import EvidenceKind
from checklist_engine.model.plan import Plan, PlannedProof, PlannedRule


def proofs_by_kind(
    rule: PlannedRule, plan: Plan, common: AbstractSet[str]
) -> Iterator[PlannedProof]:
    """The proofs that a rule wants, each with the kinds that are strong enough in its pack.

    Of the kinds that only one pack has, those count that the rule names: that a pack knows one more
    kind of record makes none of its rules another.
    """
    for need in rule.proofs:
        fitting = {kind.id for kind in plan.evidence_kinds.values() if _fits(need, kind)}
        yield replace(
            need, kinds=frozenset(fitting & (common | (need.kinds or frozenset()))), strength=None
        )


def _fits(need: PlannedProof, kind: EvidenceKind) -> bool:
    named = need.kinds is None or kind.id in need.kinds
    return named and (need.strength is None or kind.strength.rank >= need.strength.rank)


def proof_direction(
    before: Sequence[PlannedProof], after: Sequence[PlannedProof]
) -> Direction | None:
    """Which way the proofs of one answer moved, both by kind; None where there is no telling."""
    harder, easier = not _covers(after, before), not _covers(before, after)
    if harder == easier:
        return None
    return Direction.STRICTER if harder else Direction.LOOSER


def _covers(asked: Sequence[PlannedProof], enough: Sequence[PlannedProof]) -> bool:
    """Whether the records that are `enough` for one side always fulfil what the other has `asked`."""
    return all(any(_within(record, need) for record in enough) for need in asked)


def _within(one: PlannedProof, other: PlannedProof) -> bool:
    """Whether every record that fulfils the first proof fulfils the second."""
    young = other.max_age_months is None or (
        one.max_age_months is not None and one.max_age_months <= other.max_age_months
    )
    kinds = (one.kinds or frozenset()) <= (other.kinds or frozenset())
    return not one.kinds or (kinds and young)
