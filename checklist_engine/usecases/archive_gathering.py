"""What a path holds, assessed and made ready for an archive: records, and every byte that they name."""

import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from checklist_engine.formats.files import exists
from checklist_engine.formats.reading import read_document
from checklist_engine.ground.diagnostics import Diagnostic
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.loader.submission import path_inside, read_submission
from checklist_engine.model.assessment import Assessment
from checklist_engine.model.plan import Plan
from checklist_engine.register.blobs import digest_of
from checklist_engine.register.contents import (
    content_of,
    meeting_bytes,
    rulings_bytes,
    submission_files,
)
from checklist_engine.register.exact_json import exact_json
from checklist_engine.register.faults import refusal
from checklist_engine.register.files import read_bytes, storable, write_files
from checklist_engine.register.packs import StoredPacks, pack_files
from checklist_engine.register.reassessing import outcome_of, reassess, refer
from checklist_engine.register.records import CaseRecord, MeetingRecord, StoredFile
from checklist_engine.reporting.contract import assessment_json
from checklist_engine.usecases.assess_cases import MEETING, Assessed, assess_cases
from checklist_engine.usecases.earlier_versions import earlier_first
from checklist_engine.usecases.find_pack import find_base, find_pack, pack_folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What is the same for all that is added at once."""

    as_of: date | None
    pack: Path | None
    today: date
    engine: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What one path gives: cases in the order of the agenda, 届出 after them, and all bytes by digest.

    The numbers of the meeting's entries are not known yet.
    """

    cases: tuple[CaseRecord, ...]
    meeting: MeetingRecord | None
    blobs: Mapping[str, bytes]
    notices: tuple[str, ...]


def gather(path: Path, circumstances: Circumstances) -> Gathered:
    """What is at a path, assessed, and found to come to the same from the gathered bytes alone.

    Raises:
        InvalidFile: a file is faulty (as `assess` says), cannot be stored or changes meanwhile.
    """
    inside = path if exists(path) and path.is_dir() else path.parent
    gatherer = _Gatherer(path=path, inside=inside, circumstances=circumstances)
    before = gatherer.meeting_files()
    assessed = assess_cases(
        path, as_of=circumstances.as_of, pack=circumstances.pack, today=circumstances.today
    )
    meeting = gatherer.meeting(assessed)
    if gatherer.meeting_files() != before:
        raise _changed(path)
    cases = tuple(gatherer.cases(assessed))
    gatherer.check(cases)
    return Gathered(cases=cases, meeting=meeting, blobs=gatherer.blobs, notices=assessed.notices)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gatherer:
    path: Path
    inside: Path
    circumstances: Circumstances
    blobs: dict[str, bytes] = field(default_factory=dict)
    listings: dict[Path, str] = field(default_factory=dict)

    def keep(self, content: bytes) -> str:
        digest = digest_of(content)
        self.blobs[digest] = content
        return digest

    def meeting_file(self) -> Path:
        return self.path if self.path.name == MEETING else self.inside / MEETING

    def meeting_files(self) -> Mapping[str, bytes]:
        """meeting.yaml and the rulings that it names, where there are any."""
        file = self.meeting_file()
        if not exists(file) or self.path not in (file, self.inside):
            return {}
        files = {MEETING: read_bytes(file)}
        try:
            cursor = read_document(file).cursor()
            named = cursor.get("rulings") if isinstance(cursor.value, dict) else None
            faults: list[Diagnostic] = []
            rulings = (
                path_inside(named, file.parent, self.inside.resolve(), faults)
                if named is not None and isinstance(named.value, str)
                else None
            )
        except InvalidFile:
            # Its faults are told by whoever assesses it.
            return files
        if rulings is not None:
            files[self.name(rulings)] = read_bytes(rulings)
        return files

    def meeting(self, assessed: Assessed) -> MeetingRecord | None:
        if assessed.meeting is None:
            return None
        return MeetingRecord(
            meeting=assessed.meeting.id,
            title=assessed.meeting.title,
            held_on=assessed.meeting.date,
            cases=(),
            notifications=(),
            files=tuple(
                StoredFile(name=name, blob=self.keep(content))
                for name, content in self.meeting_files().items()
            ),
            words=self.keep(meeting_bytes(self.meeting_file())),
            added_on=self.circumstances.today,
        )

    def cases(self, assessed: Assessed) -> Iterator[CaseRecord]:
        meeting = assessed.meeting.id if assessed.meeting else None
        # What a meeting deals with is in the order of its agenda; elsewhere a correction comes after
        # what it corrects, whatever the files are called, for the last of a subject is the one that counts.
        inside = self.inside
        agenda = assessed.cases if meeting else earlier_first(assessed.cases, inside)
        for assessment, plan in agenda:
            yield self.case(assessment, plan, meeting, notified=False)
        for assessment, plan in assessed.notifications:
            yield self.case(assessment, plan, meeting, notified=True)

    def case(
        self, assessment: Assessment, plan: Plan, meeting: str | None, *, notified: bool
    ) -> CaseRecord:
        contract = assessment_json(assessment, plan, self.circumstances.engine)
        case = assessment.submission.case
        file = Path(assessment.submission.file)
        files = {self.name(each): read_bytes(each) for each in submission_files(file, self.inside)}
        content, pack = self.content(files, assessment.profile, file)
        rulings = [each.ruling for each in assessment.rulings]
        score = assessment.score and contract["score"]
        return CaseRecord(
            case=case.id,
            title=case.title,
            system=case.system,
            department=case.department,
            meeting=meeting,
            item=assessment.item,
            notified=notified,
            as_of=assessment.as_of,
            pack=assessment.pack,
            pack_version=assessment.pack_version,
            pack_digest=assessment.pack_digest,
            pack_files=self.listing(pack),
            profile=assessment.profile,
            files=tuple(
                StoredFile(name=name, blob=self.keep(each)) for name, each in files.items()
            ),
            content=self.keep(content),
            rulings=self.keep(rulings_bytes(rulings)) if rulings else None,
            assessment=self.keep(exact_json(contract)),
            outcome=outcome_of(contract),
            decision=assessment.decision,
            provisional=assessment.provisional,
            score=(Decimal(str(score["low"])), Decimal(str(score["high"])))
            if isinstance(score, dict)
            else None,
            engine=self.circumstances.engine,
            added_on=self.circumstances.today,
        )

    def content(self, files: Mapping[str, bytes], profile: str, file: Path) -> tuple[bytes, Path]:
        """The submission after `extends`, and the folder of its pack: of the very bytes that are kept."""
        faults: list[Diagnostic] = []
        with TemporaryDirectory(prefix="checklist-") as made:
            folder = Path(made).resolve()
            write_files(folder, files)
            written = read_submission(folder / next(iter(files)), folder, faults)
        if faults or written is None:
            # It was sound a moment ago.
            raise _changed(file)
        if self.circumstances.pack is not None:
            pack = pack_folder(self.circumstances.pack)
        else:
            assert written.pack is not None
            pack = find_pack(written.pack, file)
        return content_of(written, profile), pack

    def listing(self, folder: Path) -> str:
        if folder not in self.listings:
            found = pack_files(folder, find_base)
            self.blobs.update(found.blobs)
            self.listings[folder] = found.listing
        return self.listings[folder]

    def name(self, file: Path) -> str:
        """How a file is called inside the folder; what a link brings in from elsewhere, by its own name."""
        for inside in (Path(os.path.abspath(self.inside)), self.inside.resolve()):  # noqa: PTH100
            whole = Path(os.path.abspath(file))  # noqa: PTH100
            if whole.is_relative_to(inside):
                return storable(self.inside, whole.relative_to(inside).as_posix())
        return storable(self.inside, file.name)

    def check(self, records: Sequence[CaseRecord]) -> None:
        """Assess all of it once more, from nothing but the bytes that are about to be stored."""
        packs = StoredPacks(self.blobs.__getitem__)
        try:
            anew = [reassess(record, packs) for record in records]
        except InvalidFile as error:
            raise _changed(self.path) from error
        agenda = sum(not record.notified for record in records)
        for record, each in zip(records, (*refer(anew[:agenda]), *anew[agenda:]), strict=True):
            contract = assessment_json(each.assessment, each.plan, self.circumstances.engine)
            if outcome_of(contract) != record.outcome:
                raise _changed(self.path)


def _changed(path: Path) -> InvalidFile:
    return refusal(
        path,
        "E154",
        "読んでいる間に、提出内容か規則集のファイルが書き換わりました",
        "ほかの人が保存し終えるのを待って、もう一度実行してください（何も納めていません）",
    )
