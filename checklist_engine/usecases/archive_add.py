"""`checklist archive add`: submissions, folders or meetings, assessed and put into an archive."""

from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path

from checklist_engine.formats.files import exists
from checklist_engine.ground.lazy_dataclasses import dataclass, replace
from checklist_engine.register.packs import blobs_of
from checklist_engine.register.records import CaseRecord, MeetingRecord, Record, is_same
from checklist_engine.register.store import Added, Entry, Store, reading, writing
from checklist_engine.usecases.archive_gathering import Circumstances, Gathered, gather


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedToArchive:
    """What came of each case and of each meeting, in order; `notices` are those of assessing."""

    cases: tuple[Added, ...]
    meetings: tuple[Added, ...]
    notices: tuple[str, ...]


def add_to_archive(
    archive: Path, paths: Sequence[Path], circumstances: Circumstances
) -> AddedToArchive:
    """Assess what is at these paths and add it: all of it is in the archive afterwards, or none.

    What is in the archive already, and says the same, is not added again.

    Raises:
        InvalidFile: a file is faulty or changes meanwhile, or the archive is no archive or cannot be
            written to.
    """
    if exists(archive) and (archive.is_dir() or archive.stat().st_size):
        # Before anything else: two arguments may have changed places.
        with reading(archive):
            pass
    gathered = [gather(path, circumstances) for path in paths]
    with writing(archive) as store:
        return add_gathered(store, gathered)


def add_gathered(store: Store, gathered: Sequence[Gathered]) -> AddedToArchive:
    """Add what has been gathered to an archive that is open for writing."""
    cases = _add_row(store, [(record, each) for each in gathered for record in each.cases])
    meetings: list[tuple[Record, Gathered]] = []
    remaining = iter(cases)
    for each in gathered:
        own = list(islice(remaining, len(each.cases)))
        if each.meeting is not None:
            meetings.append((_numbered(each.meeting, own), each))
    return AddedToArchive(
        cases=cases,
        meetings=_add_row(store, meetings),
        notices=tuple(dict.fromkeys(notice for each in gathered for notice in each.notices)),
    )


def _numbered(meeting: MeetingRecord, cases: Sequence[Added]) -> MeetingRecord:
    """The record of a meeting with the numbers of its entries."""
    agenda: list[int] = []
    notified: list[int] = []
    for each in cases:
        is_notified = isinstance(each.entry.record, CaseRecord) and each.entry.record.notified
        (notified if is_notified else agenda).append(each.entry.number)
    return replace(meeting, cases=tuple(agenda), notifications=tuple(notified))


def _add_row(store: Store, row: Sequence[tuple[Record, Gathered]]) -> tuple[Added, ...]:
    """Add these records, in order, with their blobs; what stands there already is not added."""
    standing = _standing(store, [record for record, _ in row])
    added = []
    for record, gathered in row:
        same = [one for one in standing.get(record.subject, ()) if is_same(one.record, record)]
        if same:
            added.append(Added(entry=same[0], is_new=False))
        else:
            named = blobs_of(record, gathered.blobs.__getitem__)
            added.append(store.add(record, [gathered.blobs[each] for each in named]))
    return tuple(added)


def _standing(store: Store, records: Sequence[Record]) -> Mapping[bytes, tuple[Entry, ...]]:
    """By subject, the entries that already say what is to be added: as many of them, in that order.

    A folder may hold a case and its correction under one id. They are revisions of one another, and
    adding both anew adds neither.
    """
    wanted: dict[bytes, list[Record]] = {}
    for record in records:
        before = wanted.setdefault(record.subject, [])
        if not before or not is_same(before[-1], record):
            before.append(record)
    found = {}
    for subject, row in wanted.items():
        newest = store.newest(subject, len(row))
        same = [is_same(one.record, other) for one, other in zip(newest, row, strict=False)]
        if len(newest) == len(row) and all(same):
            found[subject] = newest
    return found
