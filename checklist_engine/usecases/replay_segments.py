"""Segments (区画) of an archive: its cases as columns, kept in the user's cache folder from run to run.

A block is a run of entries; its cases, by pack and profile, are its segments. They are kept under what the
chain says at the end of the block, so that they are never those of other entries, and can be made again from
the archive at any time.
"""

import json
from array import array
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

from checklist_engine.bulk import (
    Columns,
    UnreadableColumns,
    encode,
    encode_contents,
    from_bytes,
    to_bytes,
)
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.model.submission import Submission
from checklist_engine.register.archive import Archive
from checklist_engine.register.contents import submission_of
from checklist_engine.register.records import CaseRecord
from checklist_engine.usecases.cache_folder import CacheFolder

BLOCK = 32_768
"""So many entries are one block."""
_FORM = "segments 4"
_NUMBER = array("I")
"""Numbers of entries, as this machine writes them: what is kept stays on it."""


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


_Kept = tuple[int, bytes, CaseRecord]
"""A case as the archive keeps it: the number of its entry, its content, its record."""


@dataclass(frozen=True, slots=True)
class SegmentStore:
    """Blocks of an archive, found in the cache folder (None: there is none) or made.

    `makers` names the program that makes them: what another version made is not used.
    """

    archive: Archive
    folder: CacheFolder | None
    makers: str
    known: dict[str, Block] = field(default_factory=dict)

    def older_numbers(self) -> frozenset[int]:
        """The entries whose subject has a later one, of the archive as it is now."""
        _, chain = self.archive.store.head()
        key = sha256(repr((_FORM, "older", chain)).encode()).hexdigest()
        kept = self.folder.read(key) if self.folder else None
        if kept is not None and len(kept) % _NUMBER.itemsize == 0:
            return frozenset(array(_NUMBER.typecode, kept))
        found = self.archive.store.older_numbers()
        if self.folder is not None:
            self.folder.write(key, array(_NUMBER.typecode, sorted(found)).tobytes())
        return found

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

    def forget(self) -> None:
        """Make all of them anew when they are next asked for."""
        self.known.clear()
        if self.folder is not None:
            self.folder.clear()

    def _found(self, key: str) -> Block | None:
        listed = self.folder.read(key) if self.folder else None
        if listed is None:
            return None
        try:
            block = json.loads(listed)
            segments = tuple(self._segment(each) for each in block["segments"])
            unread = {int(number): str(why) for number, why in block["unread"].items()}
        except (UnreadableColumns, ValueError, LookupError, TypeError, RecursionError):
            # Whatever it is, it can be made again.
            return None
        return Block(segments=segments, unread=unread)

    def _segment(self, listed: Mapping[str, object]) -> Segment:
        assert self.folder is not None
        key = str(listed["key"])
        stored = self.folder.view(key)
        if stored is None:
            raise UnreadableColumns("区画がありません")
        length, body = int.from_bytes(stored[:4], "little"), stored[4:]
        told = json.loads(body[:length].tobytes())
        end = length + int(told["cases"]) * _NUMBER.itemsize
        columns = from_bytes(body[end:])
        if len(columns.order) != told["cases"]:
            raise UnreadableColumns("区画の件数が合いません")
        return Segment(
            listing=str(listed["listing"]),
            profile=str(listed["profile"]),
            numbers=array(_NUMBER.typecode, body[length:end].tobytes()),
            rulings={int(row): str(blob) for row, blob in told["rulings"].items()},
            key=key,
            columns=columns,
        )

    def _made(self, key: str, start: int, end: int) -> Block:
        kept: dict[tuple[str, str], list[_Kept]] = {}
        unread: dict[int, str] = {}
        for entry in self.archive.store.entries(start):
            if entry.number > end:
                break
            record = entry.record
            if not isinstance(record, CaseRecord):
                continue
            try:
                content = self._content(entry.number, record)
            except InvalidFile as error:
                unread[entry.number] = error.diagnostics[0].message
                continue
            names = (record.pack_files, record.profile)
            kept.setdefault(names, []).append((entry.number, content, record))
        encoded = (
            self._encoded(f"{key}-{at}", names, cases, unread)
            for at, (names, cases) in enumerate(kept.items())
        )
        block = Block(segments=tuple(each for each in encoded if each.numbers), unread=unread)
        if self.folder is not None:
            self._keep(self.folder, key, block)
        return block

    def _content(self, number: int, record: CaseRecord) -> bytes:
        with self.archive.damage_in_words(number):
            # INVARIANT: what cannot be compiled has no Plan to compare with.
            self.archive.packs.plan(record.pack_files, record.profile)
            return self.archive.store.blob_or_damage(record.content)

    def _typed(self, case: _Kept) -> Submission:
        number, content, record = case
        with self.archive.damage_in_words(number):
            pack = self.archive.packs.pack(record.pack_files)
            return submission_of(content, record.files[0].name, pack)

    def _encoded(
        self, key: str, names: tuple[str, str], cases: list[_Kept], unread: dict[int, str]
    ) -> Segment:
        """The cases as columns; what this engine cannot read goes to `unread`."""
        vocabulary = self.archive.packs.plan(*names).vocabulary
        try:
            columns = encode_contents(
                vocabulary,
                [(content, record.as_of) for _, content, record in cases],
                lambda position: self._typed(cases[position]),
            )
        except InvalidFile:
            # Typed one by one, those that cannot be read are told from the rest.
            cases, submissions = self._readable(cases, unread)
            columns = encode(
                vocabulary,
                [(each, case[2].as_of) for each, case in zip(submissions, cases, strict=True)],
            )
        in_rows = [cases[at] for at in columns.order]
        return Segment(
            listing=names[0],
            profile=names[1],
            numbers=array(_NUMBER.typecode, (number for number, _, _ in in_rows)),
            rulings={
                row: record.rulings for row, (_, _, record) in enumerate(in_rows) if record.rulings
            },
            key=key,
            columns=columns,
        )

    def _readable(
        self, cases: list[_Kept], unread: dict[int, str]
    ) -> tuple[list[_Kept], list[Submission]]:
        found = []
        for case in cases:
            try:
                found.append((case, self._typed(case)))
            except InvalidFile as error:
                unread[case[0]] = error.diagnostics[0].message
        return [case for case, _ in found], [submission for _, submission in found]

    def _keep(self, folder: CacheFolder, key: str, block: Block) -> None:
        for each in block.segments:
            told = json.dumps({"cases": len(each.numbers), "rulings": dict(each.rulings)}).encode()
            numbers = array(_NUMBER.typecode, each.numbers).tobytes()
            folder.write(
                each.key,
                b"".join((len(told).to_bytes(4, "little"), told, numbers, to_bytes(each.columns))),
            )
        listed = {
            "segments": [
                {"listing": each.listing, "profile": each.profile, "key": each.key}
                for each in block.segments
            ],
            "unread": dict(block.unread),
        }
        # Last, so that what is listed is there.
        folder.write(key, json.dumps(listed).encode())
