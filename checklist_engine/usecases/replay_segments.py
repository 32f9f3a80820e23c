"""Segments (区画) of an archive: its cases as columns, kept in the user's cache folder from run to run.

A block is a run of entries; its cases, by pack and profile, are its segments. They are kept under what the
chain says at the end of the block, so that they are never those of other entries, and can be made again from
the archive at any time.
"""

import json
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from checklist_engine.bulk import Columns, UnreadableColumns, encode, from_bytes, to_bytes
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.model.submission import Submission
from checklist_engine.register.archive import Archive
from checklist_engine.register.contents import submission_of
from checklist_engine.register.records import CaseRecord
from checklist_engine.usecases.cache_folder import CacheFolder

BLOCK = 32_768
"""So many entries are one block."""
_FORM = "segments 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Cases of one pack (by the blob that lists its files) and profile. By row: numbers of entries, and, where
    there are rulings, their blob. `key` names the columns.
    """

    listing: str
    profile: str
    numbers: Sequence[int]
    rulings: Mapping[int, str]
    key: str
    columns: Columns


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """The segments of a block; `unread` are entries that this engine cannot read, with the reason."""

    segments: tuple[Segment, ...]
    unread: Mapping[int, str]


@dataclass(slots=True)
class _Filling:
    """A segment while cases are put into it."""

    cases: list[tuple[int, Submission, CaseRecord]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SegmentStore:
    """Blocks of an archive, found in the cache folder (None: there is none) or made.

    `makers` names the program that makes them: what another version made is not used.
    """

    archive: Archive
    folder: CacheFolder | None
    makers: str
    known: dict[str, Block] = field(default_factory=dict)

    def blocks(self) -> Iterator[Block]:
        """All of them, in the order of the entries."""
        count, _ = self.archive.store.head()
        for start in range(0, count, BLOCK):
            end = min(start + BLOCK, count)
            chain = self.archive.store.chain_at(end).hex()
            key = sha256(repr((_FORM, self.makers, start, chain)).encode()).hexdigest()
            if key not in self.known:
                self.known[key] = self._found(key) or self._made(key, start, end)
            yield self.known[key]

    def _found(self, key: str) -> Block | None:
        listed = self.folder.read(key) if self.folder else None
        if listed is None:
            return None
        try:
            block = json.loads(listed)
            segments = tuple(self._segment(each) for each in block["segments"])
            unread = {int(number): str(why) for number, why in block["unread"].items()}
        except (UnreadableColumns, ValueError, KeyError, TypeError, IndexError):
            # Whatever it is, it can be made again.
            return None
        return Block(segments=segments, unread=unread)

    def _segment(self, listed: Mapping[str, object]) -> Segment:
        assert self.folder is not None
        key = str(listed["key"])
        stored = self.folder.read(key)
        if stored is None:
            raise UnreadableColumns("区画がありません")
        head, _, body = stored.partition(b"\n")
        told = json.loads(head)
        return Segment(
            listing=str(listed["listing"]),
            profile=str(listed["profile"]),
            numbers=array("I", told["numbers"]),
            rulings={int(row): str(blob) for row, blob in told["rulings"].items()},
            key=key,
            columns=from_bytes(body),
        )

    def _made(self, key: str, start: int, end: int) -> Block:
        fillings: dict[tuple[str, str], _Filling] = {}
        unread: dict[int, str] = {}
        for entry in self.archive.store.entries(start):
            if entry.number > end:
                break
            record = entry.record
            if not isinstance(record, CaseRecord):
                continue
            try:
                submission = self._submission(entry.number, record)
            except InvalidFile as error:
                unread[entry.number] = error.diagnostics[0].message
                continue
            filling = fillings.setdefault((record.pack_files, record.profile), _Filling())
            filling.cases.append((entry.number, submission, record))
        segments = tuple(
            self._encoded(f"{key}-{at}", *names, filling)
            for at, (names, filling) in enumerate(fillings.items())
        )
        block = Block(segments=segments, unread=unread)
        if self.folder is not None:
            self._keep(self.folder, key, block)
        return block

    def _submission(self, number: int, record: CaseRecord) -> Submission:
        with self.archive.damage_in_words(number):
            content = self.archive.store.blob_or_damage(record.content)
            pack = self.archive.packs.pack(record.pack_files)
            # INVARIANT: what cannot be compiled has no Plan to compare with.
            self.archive.packs.plan(record.pack_files, record.profile)
            return submission_of(content, record.files[0].name, pack)

    def _encoded(self, key: str, listing: str, profile: str, filling: _Filling) -> Segment:
        plan = self.archive.packs.plan(listing, profile)
        columns = encode(
            plan.vocabulary,
            [(submission, record.as_of) for _, submission, record in filling.cases],
        )
        in_rows = [filling.cases[at] for at in columns.order]
        return Segment(
            listing=listing,
            profile=profile,
            numbers=array("I", (number for number, _, _ in in_rows)),
            rulings={
                row: record.rulings for row, (_, _, record) in enumerate(in_rows) if record.rulings
            },
            key=key,
            columns=columns,
        )

    def _keep(self, folder: CacheFolder, key: str, block: Block) -> None:
        for each in block.segments:
            told = {"numbers": list(each.numbers), "rulings": dict(each.rulings)}
            folder.write(each.key, json.dumps(told).encode() + b"\n" + to_bytes(each.columns))
        listed = {
            "segments": [
                {"listing": each.listing, "profile": each.profile, "key": each.key}
                for each in block.segments
            ],
            "unread": dict(block.unread),
        }
        # Last, so that what is listed is there.
        folder.write(key, json.dumps(listed).encode())
