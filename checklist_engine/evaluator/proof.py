"""Proof: which answers of a rule lack theirs. A claim is not evidence."""

from collections.abc import Mapping, Sequence
from datetime import date

from checklist_engine.evaluator.view import Scope, View, path_of
from checklist_engine.ground.atoms import within_months
from checklist_engine.model.pack_parts import EvidenceKind
from checklist_engine.model.plan import PlannedProof
from checklist_engine.model.submission import Evidence


def lacking_proof(
    proofs: Sequence[PlannedProof],
    evidence: Sequence[Evidence],
    kinds: Mapping[str, EvidenceKind],
    view: View,
    scope: Scope,
) -> frozenset[str]:
    """Paths of answers that are there and have no record for one of the proofs they need."""
    return frozenset(
        path_of(need.ref, scope)
        for need in proofs
        if view.answer(need.ref, scope) is not None
        and not any(
            supports(record, path_of(need.ref, scope), [element.path for element in scope])
            and proves(record, need, kinds[record.kind], view.as_of)
            for record in evidence
        )
    )


def proves(record: Evidence, need: PlannedProof, kind: EvidenceKind, as_of: date) -> bool:
    """Whether a record is of the kind, strength and age that is needed on that day."""
    if need.kinds is not None and record.kind not in need.kinds:
        return False
    if need.strength is not None and kind.strength.rank < need.strength.rank:
        return False
    if record.valid_until is not None and record.valid_until < as_of:
        return False
    if need.max_age_months is None:
        return True
    issued = record.issued_on
    return issued is not None and within_months(issued, need.max_age_months, as_of)


def supports(record: Evidence, path: str, elements: Sequence[str]) -> bool:
    """Whether a record is about the answer at `path`, or about an element (of these) that it is of."""
    if path in record.supports:
        return True
    return any(path.startswith(f"{each}.") and each in record.supports for each in elements)
