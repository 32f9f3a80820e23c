"""`checklist archive verify`: whether an archive is whole, and this engine concludes what was concluded."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from checklist_engine.ground.errors import InvalidFile
from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.register.archive import Archive, ArchivedCase, ArchivedMeeting, open_archive
from checklist_engine.register.blobs import Damage
from checklist_engine.register.damage import find_damage
from checklist_engine.register.reassessing import Reassessed, outcome_of, reassess, refer
from checklist_engine.register.records import CaseRecord
from checklist_engine.reporting.contract import assessment_json
from checklist_engine.usecases.archive_differences import Difference, differences


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """A case that this engine concludes otherwise; `faults` where it cannot read the pack or the case."""

    case: ArchivedCase
    differences: tuple[Difference, ...]
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What verifying found in `count` entries; where there is damage, nothing was assessed anew."""

    count: int
    head: str
    damage: tuple[str, ...]
    deviations: tuple[Deviation, ...]


def verify_archive(archive: Path, engine: str) -> Verified:
    """Look at every byte that is data, then assess every case by its own pack.

    Args:
        archive: the file.
        engine: the version that assesses now.

    Raises:
        InvalidFile: it is no archive, or so damaged that nothing can be read.
    """
    with open_archive(archive) as found:
        damage = find_damage(found.store)
        if damage:
            return Verified(count=0, head="", damage=damage, deviations=())
        count, head = found.store.head()
        deviations: list[Deviation] = []
        try:
            deviations += _Verifier(found, engine).verify()
        except Damage as error:
            damage = (str(error),)
        return Verified(count=count, head=head, damage=damage, deviations=tuple(deviations))


@dataclass(frozen=True, slots=True)
class _Verifier:
    archive: Archive
    engine: str

    def verify(self) -> list[Deviation]:
        """The cases that come out otherwise, in order.

        Raises:
            Damage: something that is needed is not there.
        """
        revisions: dict[int, int] = {}
        found: dict[int, Deviation] = {}
        for each in self.archive.all():
            revisions[each.number] = each.revision
            if isinstance(each, ArchivedMeeting):
                numbers = (*each.record.cases, *each.record.notifications)
                cases = [self.case(number, revisions[number]) for number in numbers]
                agenda = len(each.record.cases)
                deviating = [*self.meeting(cases[:agenda]), *self.alone(cases[agenda:])]
            elif each.record.meeting is not None:
                # INVARIANT: its meeting follows. Only after the cases before it is it what it was.
                continue
            else:
                deviating = list(self.alone([each]))
            found.update((deviation.case.number, deviation) for deviation in deviating)
        return [found[number] for number in sorted(found)]

    def case(self, number: int, revision: int) -> ArchivedCase:
        entry = self.archive.store.entry(number)
        if entry is None or not isinstance(entry.record, CaseRecord):
            raise Damage(f"{number} 番の案件がありません")
        return ArchivedCase(
            number=number, revision=revision, record=entry.record, archive=self.archive
        )

    def meeting(self, cases: Sequence[ArchivedCase]) -> Iterator[Deviation]:
        anew = [self.reassessed(case) for case in cases]
        sound = [each for each in anew if isinstance(each, Reassessed)]
        referring = iter(refer(sound))
        for case, each in zip(cases, anew, strict=True):
            yield from self.deviation(
                case, next(referring) if isinstance(each, Reassessed) else each
            )

    def alone(self, cases: Sequence[ArchivedCase]) -> Iterator[Deviation]:
        for case in cases:
            yield from self.deviation(case, self.reassessed(case))

    def reassessed(self, case: ArchivedCase) -> Reassessed | InvalidFile:
        kept = case.assessment
        decision = case.record.decision.value if case.record.decision else None
        if outcome_of(kept) != case.record.outcome or kept.get("decision") != decision:
            raise Damage(f"{case.number} 番の記録と、その評価結果が合いません")
        try:
            return reassess(case.record, self.archive.packs)
        except InvalidFile as error:
            return error

    def deviation(self, case: ArchivedCase, anew: Reassessed | InvalidFile) -> Iterator[Deviation]:
        if isinstance(anew, InvalidFile):
            faults = tuple(f"{each.code} {each.message}" for each in anew.diagnostics)
            yield Deviation(case=case, differences=(), faults=faults)
            return
        contract = assessment_json(anew.assessment, anew.plan, self.engine)
        if outcome_of(contract) != case.record.outcome:
            # Both as they are read from a file, so that only what differs there is told.
            now = json.loads(json.dumps(contract))
            yield Deviation(
                case=case, differences=tuple(differences(case.assessment, now)), faults=()
            )
