"""`checklist archive list`: the cases of an archive, each once, and how often it was added."""

from datetime import date
from pathlib import Path

from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.register.archive import ArchivedCase, ArchivedMeeting, open_archive


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedCase:
    """A case as it was added last; `numbers` are the entries of all its revisions, the last one its own."""

    newest: ArchivedCase
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What an archive holds: `count` entries, and `head`, the end of their chain."""

    cases: tuple[ListedCase, ...]
    meetings: tuple[ArchivedMeeting, ...]
    count: int
    head: str


def list_archive(archive: Path, *, since: date | None = None) -> Listed:
    """The newest revision of each case and of each meeting, by meeting, in the order of adding.

    Args:
        archive: the file.
        since: only cases that were assessed as of this day or later, and meetings held then.

    Raises:
        InvalidFile: it is no archive, or a record is not as it was put in.
    """
    cases: dict[bytes, ListedCase] = {}
    meetings: dict[bytes, ArchivedMeeting] = {}
    with open_archive(archive) as found:
        for each in found.all():
            subject = each.record.subject
            if isinstance(each, ArchivedMeeting):
                meetings[subject] = each
            else:
                before = cases[subject].numbers if subject in cases else ()
                cases[subject] = ListedCase(newest=each, numbers=(*before, each.number))
        count, head = found.store.head()
    earliest = since or date.min
    return Listed(
        cases=tuple(each for each in cases.values() if each.newest.record.as_of >= earliest),
        meetings=tuple(each for each in meetings.values() if each.record.held_on >= earliest),
        count=count,
        head=head,
    )


def listed_json(listed: Listed) -> dict[str, object]:
    """The list as JSON-ready data."""
    return {
        "entries": listed.count,
        "head": listed.head,
        "meetings": [
            {
                "entry": each.number,
                "revision": each.revision,
                "id": each.record.meeting,
                "title": each.record.title,
                "date": each.record.held_on.isoformat(),
                "cases": list(each.record.cases),
                "notifications": list(each.record.notifications),
            }
            for each in listed.meetings
        ],
        "cases": [_case_json(each) for each in listed.cases],
    }


def _case_json(listed: ListedCase) -> dict[str, object]:
    record = listed.newest.record
    return {
        "entry": listed.newest.number,
        "revision": listed.newest.revision,
        "entries": list(listed.numbers),
        "meeting": record.meeting,
        "item": record.item,
        "notification": record.notified,
        "case": record.case,
        "title": record.title,
        "system": record.system,
        "department": record.department,
        "as_of": record.as_of.isoformat(),
        "pack": {
            "id": record.pack,
            "version": record.pack_version,
            "digest": record.pack_digest,
        },
        "profile": record.profile,
        "decision": record.decision.value if record.decision else None,
        "provisional": record.provisional,
        "score": {"low": float(record.score[0]), "high": float(record.score[1])}
        if record.score
        else None,
        "engine": record.engine,
        "added_on": record.added_on.isoformat(),
    }
