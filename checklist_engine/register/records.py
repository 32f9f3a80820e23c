"""Records: what an entry of an archive says, as bytes; what is long is a blob that it names."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from checklist_engine.ground.lazy_dataclasses import dataclass
from checklist_engine.model.verdicts import Decision
from checklist_engine.register.blobs import Damage
from checklist_engine.register.exact_json import exact_json


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """A file as it was: its way from the folder that it was in, and its blob."""

    name: str
    blob: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRecord:
    """A case as it was assessed once: 案件 of a meeting, a 届出 (`notified`), or one on its own.

    `files` are the submission and what it extends, itself first; `content` is the blob of the
    submission after `extends`, `rulings` that of the rulings on it (None: there are none), `pack_files` that
    of the pack's files. `assessment` is the blob of the JSON contract, `outcome` the digest of it
    without the engine's version: what another engine must come to as well. `score` is (low, high).
    """

    case: str
    title: str
    system: str | None
    department: str | None
    meeting: str | None
    item: str | None
    notified: bool
    as_of: date
    pack: str
    pack_version: str
    pack_digest: str
    pack_files: str
    profile: str
    files: tuple[StoredFile, ...]
    content: str
    rulings: str | None
    assessment: str
    outcome: str
    decision: Decision | None
    provisional: bool
    score: tuple[Decimal, Decimal] | None
    engine: str
    added_on: date

    @property
    def subject(self) -> bytes:
        """What revisions of the same case have in common: meeting, id, whether it is a 届出."""
        words = [self.meeting, self.case, "notified" if self.notified else "case"]
        return exact_json(words)

    @property
    def blobs(self) -> tuple[str, ...]:
        """The blobs that it names itself (the pack's files name more)."""
        named = (self.pack_files, self.content, self.rulings, self.assessment)
        return (*(each.blob for each in self.files), *(each for each in named if each))


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRecord:
    """会議: which entries were assessed together, in the order of the agenda, and the 届出 after them.

    `files` are meeting.yaml and the rulings; `words` is the blob of what meeting.yaml says, the adopted
    words with it, as JSON.
    """

    meeting: str
    title: str
    held_on: date
    cases: tuple[int, ...]
    notifications: tuple[int, ...]
    files: tuple[StoredFile, ...]
    words: str
    added_on: date

    @property
    def subject(self) -> bytes:
        return exact_json([self.meeting])

    @property
    def blobs(self) -> tuple[str, ...]:
        return (*(each.blob for each in self.files), self.words)


Record: TypeAlias = CaseRecord | MeetingRecord


def is_same(one: Record, other: Record) -> bool:
    """Whether nothing is new in one of them.

    The engine, the day of adding and what the digest of a pack does not see (line ends) may differ.
    """
    return _substance(one) == _substance(other)


def record_bytes(record: Record) -> bytes:
    """The JSON of a record, as it is kept."""
    return exact_json(_plain(record))


def read_record(written: bytes) -> Record:
    """The record of its bytes.

    Raises:
        Damage: they are none.
    """
    try:
        found = json.loads(written, parse_float=Decimal)
        record = _case(found) if "case" in found else _meeting(found)
    except (ValueError, KeyError, TypeError, ArithmeticError, RecursionError) as error:
        raise Damage("記録が読めません") from error
    return record


_PASSING = ("engine", "added_on", "assessment", "pack_files")


def _substance(record: Record) -> Mapping[str, object]:
    return {key: value for key, value in _plain(record).items() if key not in _PASSING}


def _plain(record: Record) -> Mapping[str, object]:
    files = [[each.name, each.blob] for each in record.files]
    if isinstance(record, MeetingRecord):
        return {
            "meeting": record.meeting,
            "title": record.title,
            "held_on": record.held_on.isoformat(),
            "cases": list(record.cases),
            "notifications": list(record.notifications),
            "files": files,
            "words": record.words,
            "added_on": record.added_on.isoformat(),
        }
    return {
        "case": record.case,
        "title": record.title,
        "system": record.system,
        "department": record.department,
        "meeting": record.meeting,
        "item": record.item,
        "notified": record.notified,
        "as_of": record.as_of.isoformat(),
        "pack": record.pack,
        "pack_version": record.pack_version,
        "pack_digest": record.pack_digest,
        "pack_files": record.pack_files,
        "profile": record.profile,
        "files": files,
        "content": record.content,
        "rulings": record.rulings,
        "assessment": record.assessment,
        "outcome": record.outcome,
        "decision": record.decision.value if record.decision else None,
        "provisional": record.provisional,
        "score": list(record.score) if record.score else None,
        "engine": record.engine,
        "added_on": record.added_on.isoformat(),
    }


def _case(found: Mapping[str, Any]) -> CaseRecord:
    return CaseRecord(
        case=_text(found["case"]),
        title=_text(found["title"]),
        system=_text_or_none(found["system"]),
        department=_text_or_none(found["department"]),
        meeting=_text_or_none(found["meeting"]),
        item=_text_or_none(found["item"]),
        notified=_flag(found["notified"]),
        as_of=date.fromisoformat(found["as_of"]),
        pack=_text(found["pack"]),
        pack_version=_text(found["pack_version"]),
        pack_digest=_text(found["pack_digest"]),
        pack_files=_text(found["pack_files"]),
        profile=_text(found["profile"]),
        files=_files(found["files"]),
        content=_text(found["content"]),
        rulings=_text_or_none(found["rulings"]),
        assessment=_text(found["assessment"]),
        outcome=_text(found["outcome"]),
        decision=None if found["decision"] is None else Decision(found["decision"]),
        provisional=_flag(found["provisional"]),
        score=None if found["score"] is None else _score(found["score"]),
        engine=_text(found["engine"]),
        added_on=date.fromisoformat(found["added_on"]),
    )


def _meeting(found: Mapping[str, Any]) -> MeetingRecord:
    return MeetingRecord(
        meeting=_text(found["meeting"]),
        title=_text(found["title"]),
        held_on=date.fromisoformat(found["held_on"]),
        cases=_numbers(found["cases"]),
        notifications=_numbers(found["notifications"]),
        files=_files(found["files"]),
        words=_text(found["words"]),
        added_on=date.fromisoformat(found["added_on"]),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _text_or_none(value: object) -> str | None:
    return None if value is None else _text(value)


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _numbers(value: object) -> tuple[int, ...]:
    if not isinstance(value, list) or not all(type(each) is int for each in value):
        raise TypeError(value)
    return tuple(value)


def _files(value: Sequence[Any]) -> tuple[StoredFile, ...]:
    found = tuple(StoredFile(name=_text(name), blob=_text(blob)) for name, blob in value)
    if not found:
        raise ValueError("a record is of at least one file")
    return found


def _score(value: Sequence[Any]) -> tuple[Decimal, Decimal]:
    low, high = (Decimal(each) for each in value)
    return low, high
