"""Packs in an archive: the files of a pack as they were, with those of the packs that it extends."""

# ruff: noqa: PLC0415 - who compares finds most packs compiled, and needs nothing that reads them

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from checklist_engine.formats.document import Cursor
from checklist_engine.formats.reading import read_document
from checklist_engine.ground.lazy_dataclasses import dataclass, field
from checklist_engine.loader.pack_files import files_in, kind_of
from checklist_engine.model.plan import Plan
from checklist_engine.register.blobs import Damage, digest_of
from checklist_engine.register.faults import refusal
from checklist_engine.register.files import read_bytes, storable, write_files
from checklist_engine.register.records import CaseRecord, Record

if TYPE_CHECKING:
    from checklist_engine.loader.pack_parts import FindBase
    from checklist_engine.model.pack import RulePack

Blobs = Callable[[str], bytes]
"""The bytes of a digest."""
LARGEST_PACK = 64 * 1024 * 1024
"""The most bytes of all files of a pack, and of those it extends, together."""
_LARGEST_LISTING = 5 * 1024 * 1024
_LEFT_OUT = frozenset({"test", "other", "misplaced"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PackFiles:
    """A pack to be stored: what lists its files, as bytes, and all bytes by digest, itself included."""

    listing: str
    blobs: Mapping[str, bytes]


def pack_files(folder: Path, find_base: "FindBase") -> PackFiles:
    """The files of a pack that is sound, and of those it extends; tests, notes and pictures left out.

    Raises:
        InvalidFile: one cannot be read, or is too large.
    """
    blobs: dict[str, bytes] = {}
    layers = []
    for each in _layers(folder, find_base):
        files = {
            name: read_bytes(each / storable(each, name))
            for name in files_in(each)
            if kind_of(PurePosixPath(name)) not in _LEFT_OUT
        }
        layers.append({name: digest_of(content) for name, content in files.items()})
        blobs.update((digest_of(content), content) for content in files.values())
        if sum(map(len, blobs.values())) > LARGEST_PACK:
            raise refusal(
                each,
                "E105",
                f"規則集が大きすぎます（蓄積に納められるのは、合わせて {LARGEST_PACK // 1024**2} MB まで）",
                "ひな形の画像などを小さくしてください",
            )
    # Names as they are on the disk: what looks for a file looks for this very name.
    listing = json.dumps(layers, ensure_ascii=False, sort_keys=True).encode()
    blobs[digest_of(listing)] = listing
    return PackFiles(listing=digest_of(listing), blobs=blobs)


def read_listing(listing: bytes) -> tuple[Mapping[str, str], ...]:
    """The files of each pack by digest: first the pack itself, then the one it extends, and so on.

    Raises:
        Damage: these bytes list no files.
    """
    try:
        found = json.loads(listing) if len(listing) <= _LARGEST_LISTING else None
    except (ValueError, RecursionError):
        found = None
    is_listing = isinstance(found, list) and all(
        isinstance(layer, dict) and all(isinstance(digest, str) for digest in layer.values())
        for layer in found
    )
    if not isinstance(found, list) or not is_listing:
        raise Damage("規則集のファイルの一覧が読めません")
    return tuple(found)


def blobs_of(record: Record, blobs: Blobs) -> Iterator[str]:
    """Every blob that a record needs: those it names, and the files of its pack.

    Raises:
        Damage: the listing of its pack's files is none.
    """
    yield from record.blobs
    if isinstance(record, CaseRecord):
        for layer in read_listing(blobs(record.pack_files)):
            yield from layer.values()


@dataclass(frozen=True, slots=True)
class StoredPacks:
    """The packs of an archive, each read and compiled once, by the blob that lists its files."""

    blobs: Blobs
    packs: "dict[str, RulePack]" = field(default_factory=dict)
    plans: dict[tuple[str, str], Plan] = field(default_factory=dict)

    def pack(self, listing: str) -> "RulePack":
        """The RulePack of a listing.

        Raises:
            InvalidFile: this engine finds faults in it.
            Damage: its files are not there, or have names that no file of a pack has.
        """
        if listing not in self.packs:
            from checklist_engine.loader.pack import load_pack

            with unpacked_pack(listing, self.blobs) as (folder, find_base):
                self.packs[listing] = load_pack(folder, find_base)
        return self.packs[listing]

    def plan(self, listing: str, profile: str) -> Plan:
        """The Plan of a listing for a profile.

        Raises:
            InvalidFile: this engine finds faults in it.
            Damage: its files are not there, or it has no such profile.
        """
        key = (listing, profile)
        if key not in self.plans:
            from checklist_engine.compiler.plan import compile_plan

            pack = self.pack(listing)
            if profile not in pack.profiles:
                raise Damage(f"適用区分「{profile}」が規則集にありません")
            self.plans[key] = compile_plan(pack, pack.profiles[profile])
        return self.plans[key]


@contextmanager
def unpacked_pack(listing: str, blobs: Blobs) -> "Iterator[tuple[Path, FindBase]]":
    """The folder of a pack, for a while, and what finds the packs that it extends.

    Raises:
        Damage: its files are not there, or have names that no file of a pack has.
    """
    from tempfile import TemporaryDirectory

    layers = read_listing(blobs(listing))
    with TemporaryDirectory(prefix="checklist-") as made:
        folders = [Path(made) / f"pack-{position}" for position in range(len(layers))]
        total = 0
        for folder, layer in zip(folders, layers, strict=True):
            files = {}
            for name, digest in layer.items():
                files[name] = blobs(digest)
                total += len(files[name])
                if total > LARGEST_PACK:
                    # A small archive can hold what would fill a disk.
                    raise Damage("規則集のファイルが大きすぎます")
            write_files(folder, files)
        if not folders:
            raise Damage("規則集のファイルがありません")

        def find_base(_: Cursor, folder: Path) -> Path:
            below = folders.index(folder) + 1
            if below == len(folders):
                raise Damage("土台の規則集がありません")
            return folders[below]

        yield folders[0], find_base


def _layers(folder: Path, find_base: "FindBase") -> Iterator[Path]:
    """The pack's folder, then that of the pack that it extends, and so on."""
    # INVARIANT: the pack has been loaded, so its `extends` lead somewhere and not round in a circle.
    while True:
        yield folder
        head = read_document(folder / "pack.yaml").cursor()
        if "extends" not in head:
            return
        folder = find_base(head["extends"], folder)
