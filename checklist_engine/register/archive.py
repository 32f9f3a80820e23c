"""Reading an archive: its cases and meetings, each typed only when it is asked for."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.model.plan import Plan
from checklist_engine.model.submission import Agendum, Ruling, Submission
from checklist_engine.register.blobs import Damage
from checklist_engine.register.contents import rulings_of, submission_of
from checklist_engine.register.faults import damaged
from checklist_engine.register.packs import StoredPacks
from checklist_engine.register.records import CaseRecord, MeetingRecord
from checklist_engine.register.store import Store, reading


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedCase:
    """蓄積された案件: one case as it was assessed once; `revision` counts from 1 among its like.

    What the properties give is read from the archive anew each time.
    """

    number: int
    revision: int
    record: CaseRecord
    archive: "Archive"

    @property
    def name(self) -> str:
        """How a person knows it: the id, with that of its meeting."""
        return (
            f"{self.record.meeting}/{self.record.case}" if self.record.meeting else self.record.case
        )

    @property
    def plan(self) -> Plan:
        """The Plan that it was assessed by, made once for each pack and profile."""
        with self.archive.damage_in_words(self.number):
            return self.archive.packs.plan(self.record.pack_files, self.record.profile)

    @property
    def submission(self) -> Submission:
        """The submission after `extends`, in the words of its own pack.

        Whoever types it by another pack asks `content` and `contents.submission_of`.
        """
        with self.archive.damage_in_words(self.number):
            pack = self.archive.packs.pack(self.record.pack_files)
            return submission_of(self.content, self.record.files[0].name, pack)

    @property
    def agendum(self) -> Agendum:
        return Agendum(item=self.record.item, submission=self.submission)

    @property
    def rulings(self) -> tuple[Ruling, ...]:
        """The rulings on it, whether they changed anything or not."""
        digest = self.record.rulings
        return rulings_of(self.archive.store.blob(digest)) if digest else ()

    @property
    def content(self) -> bytes:
        """The submission after `extends`, as JSON that `submission_of` reads."""
        return self.archive.store.blob(self.record.content)

    @property
    def assessment(self) -> Mapping[str, Any]:
        """The JSON contract of its assessment, as it was."""
        return _mapping(self.archive.store.blob(self.record.assessment))


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedMeeting:
    """蓄積された会議: the cases that were assessed together, in the order of the agenda."""

    number: int
    revision: int
    record: MeetingRecord
    archive: "Archive"

    @property
    def words(self) -> Mapping[str, Any]:
        """What its meeting.yaml says (`meeting.schema.json`), the adopted words with it."""
        return _mapping(self.archive.store.blob(self.record.words))


@dataclass(frozen=True, slots=True)
class Archive:
    """蓄積, open for reading."""

    store: Store
    packs: StoredPacks

    def cases(self) -> Iterator[ArchivedCase]:
        """Every case in every revision, in the order of adding.

        Raises:
            InvalidFile: E152, at the first entry that is not as it was put in.
        """
        return (each for each in self.all() if isinstance(each, ArchivedCase))

    def newest_cases(self) -> Iterator[ArchivedCase]:
        """Every case once, as it was added last, in the order of adding.

        Raises:
            InvalidFile: E152, as `cases`.
        """
        newest = {each.record.subject: each.number for each in self.cases()}
        return (each for each in self.cases() if newest.get(each.record.subject) == each.number)

    def meetings(self) -> Iterator[ArchivedMeeting]:
        """Every meeting in every revision, in the order of adding."""
        return (each for each in self.all() if isinstance(each, ArchivedMeeting))

    def all(self) -> Iterator[ArchivedCase | ArchivedMeeting]:
        """Every entry, in the order of adding."""
        revisions: dict[bytes, int] = {}
        for entry in self.store.entries():
            subject = entry.record.subject
            revision = revisions[subject] = revisions.get(subject, 0) + 1
            if isinstance(entry.record, CaseRecord):
                yield ArchivedCase(
                    number=entry.number, revision=revision, record=entry.record, archive=self
                )
            else:
                yield ArchivedMeeting(
                    number=entry.number, revision=revision, record=entry.record, archive=self
                )

    @contextmanager
    def damage_in_words(self, number: int) -> Iterator[None]:
        """Damage met inside is raised as a fault of the archive.

        Raises:
            InvalidFile: E152.
        """
        try:
            yield
        except Damage as error:
            raise damaged(self.store.path, f"{number} 番の記録。{error}") from error


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """An archive for reading. Others may add to it meanwhile.

    Raises:
        InvalidFile: E101, E102, E150 to E153.
    """
    with reading(path) as store:
        yield Archive(store, StoredPacks(store.blob_or_damage))


def _mapping(content: bytes) -> Mapping[str, Any]:
    found = json.loads(content)
    return found if isinstance(found, dict) else {}
