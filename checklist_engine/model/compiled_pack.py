"""A pack compiled for one profile, with what its submissions are typed by: all that assessing needs."""

from collections.abc import Mapping

from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.model.facts import Vocabulary
from checklist_engine.model.pack_parts import EvidenceKind
from checklist_engine.model.plan import Plan
from checklist_engine.model.verdicts import ClaimKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimableRule:
    """A rule of the pack, in the profile or not, as claims (申出) see it."""

    id: str
    may_claim: tuple[ClaimKind, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledPack:
    """規則集 as one profile sees it; `profiles` has the labels of all of them."""

    profiles: Mapping[str, str]
    rules: Mapping[str, ClaimableRule]
    plan: Plan

    @property
    def id(self) -> str:
        return self.plan.pack

    @property
    def vocabulary(self) -> Vocabulary:
        return self.plan.vocabulary

    @property
    def evidence_kinds(self) -> Mapping[str, EvidenceKind]:
        return self.plan.evidence_kinds
