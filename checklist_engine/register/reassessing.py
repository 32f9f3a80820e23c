"""Assessing archived cases anew: by their own pack, on their own day, with their own rulings."""

from collections.abc import Mapping, Sequence

from checklist_engine.conclusion.assess import assess
from checklist_engine.ground.canonical import digest
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.meeting.precedents import with_precedents
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import Agendum
from checklist_engine.register.contents import rulings_of, submission_of
from checklist_engine.register.packs import StoredPacks
from checklist_engine.register.records import CaseRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Reassessed:
    """A case assessed anew, with the Plan that did it."""

    assessment: Assessment
    plan: Plan


def reassess(record: CaseRecord, packs: StoredPacks) -> Reassessed:
    """The case of a record as this engine assesses it, on its own (see `refer`).

    Raises:
        InvalidFile: this engine finds faults in the pack or in the submission.
        Damage: something of it is not there.
    """
    plan = packs.plan(record.pack_files, record.profile)
    pack = packs.pack(record.pack_files)
    submission = submission_of(packs.blobs(record.content), record.files[0].name, pack)
    rulings = rulings_of(packs.blobs(record.rulings)) if record.rulings else ()
    agendum = Agendum(item=record.item, submission=submission)
    return Reassessed(assessment=assess(plan, agendum, record.as_of, rulings), plan=plan)


def refer(cases: Sequence[Reassessed]) -> tuple[Reassessed, ...]:
    """The cases of a meeting, in the order of its agenda, each with its reference to an earlier one."""
    referring = with_precedents(
        [each.assessment for each in cases], [each.plan.sentences for each in cases]
    )
    return tuple(
        Reassessed(assessment=assessment, plan=each.plan)
        for assessment, each in zip(referring, cases, strict=True)
    )


def outcome_of(contract: Mapping[str, object]) -> str:
    """The digest of an assessment's JSON without what another engine may have different: its version."""
    versions = contract.get("versions")
    told = (
        {key: value for key, value in versions.items() if key != "engine"}
        if isinstance(versions, dict)
        else {}
    )
    return digest({**contract, "versions": told})
