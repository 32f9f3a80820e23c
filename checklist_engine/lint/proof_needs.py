"""What satisfies the evidence that rules ask for, whoever hands it in."""

from checklist_engine.model.pack_parts import EvidenceKind
from checklist_engine.model.rules import ProofNeed


def accepts(need: ProofNeed, kind: EvidenceKind) -> bool:
    """Whether a record of this kind can be the proof, if it is new enough."""
    named = need.kinds is None or kind.id in need.kinds
    return named and is_strong_enough(need, kind)


def is_strong_enough(need: ProofNeed, kind: EvidenceKind) -> bool:
    """Whether a kind is as strong as is asked for."""
    return need.strength is None or kind.strength.rank >= need.strength.rank
