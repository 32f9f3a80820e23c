"""Compiled packs, kept from one run to the next: an unchanged pack is neither read nor compiled again.

A compiled pack is kept under a key made of all that it was made from: the digest of the files of the
pack and of those that it extends, the name that messages give its folder, the profile, the modules
that made it, and the version of Python. So what is found under the key is right, whoever wrote it when.

Reading all files to know their digests is most of the work; so there is an index, too, of how each
file looked (name, size, times, inode) when their digests were taken. Files that look the same are
taken for the same, but for those that were written so shortly before the index that a second change
could look like the first (as git does with its own index): these are read.

Where nothing but rules has changed since, the index says which: whoever compares packs compiles these alone.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path, PurePosixPath

from checklist_engine import __version__
from checklist_engine.compiler.pack_lines import PackLines, lines_from
from checklist_engine.compiler.plan_json import FORMAT, dump_json, load_json
from checklist_engine.formats.document import Cursor, Document
from checklist_engine.formats.files import shown_path
from checklist_engine.ground.errors import InvalidFile
from checklist_engine.ground.lazy_dataclasses import dataclass, field, replace
from checklist_engine.loader.pack_files import files_in, files_with_status, kind_of
from checklist_engine.model.compiled_pack import CompiledPack
from checklist_engine.usecases.cache_folder import CacheFolder
from checklist_engine.usecases.find_pack import find_base

_COARSEST_CLOCK = 2_000_000_000
"""How far (ns) the times of files may be from when they were written: FAT counts in two seconds."""
_NOT_READ = frozenset({"test", "lint", "other"})
"""The kinds of files in a pack that do not make its Plan."""
_MAKERS = ("compiler", "formats", "ground", "loader", "model", "operators")
"""The floors of the program that files pass on their way to a Plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """The folder of a pack, and the name of the pack that it extends, if it does.

    `looks` says how each of its files looks, `latest` when the last of them changed (ns).
    """

    folder: str
    extends: str | None
    digest: str
    looks: tuple[str, ...]
    latest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """The layers of a pack, its own first, as they were at a moment (ns)."""

    layers: tuple[Layer, ...]
    taken: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPack:
    """A pack that was compiled before; since then nothing but the files of some rules has changed.

    `changed` are their ways from the folder of the pack, which then extends no other.
    """

    lines: PackLines
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PackCache:
    """Compiled packs by their folder and profile."""

    folder: CacheFolder

    def find(self, pack: Path, profile: str) -> CompiledPack | None:
        """The pack, where it was compiled before and nothing has changed since."""
        try:
            lines = self._find(pack, profile)
            found = lines.whole if lines else None
        except (OSError, ValueError, InvalidFile):
            # Refused is a ValueError, as is a path that there cannot be.
            return None
        return found

    def find_kept(self, pack: Path, profile: str, most: int) -> KeptPack | None:
        """The pack, where it was compiled before and at most so many rules have changed since.

        Raises:
            Refused: when its lines are asked for what they are not.
        """
        try:
            index = self._index(pack)
            changed = _changed_rules(index) if index else None
            if index and changed is not None and len(changed) <= most:
                lines = self._lines(index.layers, profile)
            else:
                changed, lines = (), self._find(pack, profile)
        except (OSError, ValueError, InvalidFile):
            return None
        return KeptPack(lines=lines, changed=changed) if lines else None

    def watch(self, pack: Path) -> "Watch | None":
        """What is to be asked for bases while the pack is read; None where its files cannot be."""
        moment = self.folder.clock()
        if moment is None:
            return None
        try:
            return Watch(self, moment, [_layer(pack)])
        except OSError:
            return None

    def _find(self, pack: Path, profile: str) -> PackLines | None:
        index = self._index(pack)
        if index is None:
            return None
        known = _as_now(index)
        if known is None and (moment := self.folder.clock()) is not None:
            known = Index(layers=tuple(_again(index.layers)), taken=moment)
        if known is None or not _bases_are_found(known.layers):
            return None
        found = self._lines(known.layers, profile)
        if found is not None and known is not index:
            self.folder.write(_index_key(pack), dump_json(known))
        return found

    def _index(self, pack: Path) -> Index | None:
        written = self.folder.read(_index_key(pack))
        index = load_json(written, Index) if written is not None else None
        if index is None or not index.layers or index.layers[0].folder != _whole(pack):
            return None
        return index

    def _lines(self, layers: Iterable[Layer], profile: str) -> PackLines | None:
        content = self.folder.read(_key(layers, profile))
        found = lines_from(content) if content is not None else None
        return found if found is not None and found.head.profile == profile else None


@dataclass(frozen=True, slots=True)
class Watch:
    """Looks at the files of a pack while it is read, so that nothing that changed meanwhile is kept."""

    cache: PackCache
    moment: int
    layers: list[Layer] = field(default_factory=list)

    def find_base(self, name: Cursor, folder: Path) -> Path:
        """As `find_base` finds it."""
        found = find_base(name, folder)
        self.layers[-1] = replace(self.layers[-1], extends=name.text)
        self.layers.append(_layer(found))
        return found

    def keep(self, lines: PackLines) -> None:
        """Keep what was made of the pack, if its files are still what they were before it was read."""
        try:
            same = list(_again(self.layers)) == self.layers
        except OSError:
            return
        if same:
            own = Path(self.layers[0].folder)
            key = _key(self.layers, lines.head.profile)
            self.cache.folder.write(key, lines.to_bytes())
            index = Index(layers=tuple(self.layers), taken=self.moment)
            self.cache.folder.write(_index_key(own), dump_json(index))


def _layer(folder: Path, extends: str | None = None) -> Layer:
    looks, latest = _looks(folder)
    return Layer(
        folder=_whole(folder),
        extends=extends,
        digest=_content_digest(folder),
        looks=looks,
        latest=latest,
    )


def _again(layers: Iterable[Layer]) -> Iterator[Layer]:
    for layer in layers:
        yield _layer(Path(layer.folder), layer.extends)


def _as_now(index: Index) -> Index | None:
    """The index, where all files look as they did, and were old enough then for that to be enough."""
    for layer in index.layers:
        if layer.latest + _COARSEST_CLOCK >= index.taken:
            return None
        if _looks(Path(layer.folder)) != (layer.looks, layer.latest):
            return None
    return index


def _bases_are_found(layers: Iterable[Layer]) -> bool:
    """Whether each pack that a layer extends would be found where it was."""
    own, *bases = layers
    for base in bases:
        if own.extends is None:
            return False
        name = Document(file="", text="", root=own.extends, spans={}, key_spans={}).cursor()
        if _whole(find_base(name, Path(own.folder))) != base.folder:
            return False
        own = base
    return True


def _changed_rules(index: Index) -> tuple[str, ...] | None:
    """The files that changed, or may have; None where there are new ones, or any that is no rule's."""
    if len(index.layers) > 1:
        # A rule of this pack may lie over one of another.
        return None
    [layer] = index.layers
    looks, latest = _looks(Path(layer.folder))
    oldest = index.taken - _COARSEST_CLOCK
    if latest < oldest and looks == layer.looks:
        return ()
    then, now = (dict(map(_name_and_look, each)) for each in (layer.looks, looks))
    if then.keys() != now.keys():
        return None
    kinds = {
        name: kind_of(PurePosixPath(name))
        for name, look in now.items()
        if look != then[name] or max(map(int, look.split()[1:3])) >= oldest
    }
    read = tuple(name for name, kind in kinds.items() if kind not in _NOT_READ)
    return read if all(kinds[name] == "rule" for name in read) else None


def _name_and_look(written: str) -> tuple[str, str]:
    look, _, name = written.partition("/")
    return name, look


def _looks(folder: Path) -> tuple[tuple[str, ...], int]:
    """Of each file size, mtime, ctime (ns), inode and way from the folder; when the last one changed."""
    seen, latest = [], 0
    for name, status in files_with_status(folder):
        seen.append(
            f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}/{name}"
        )
        latest = max(latest, status.st_mtime_ns, status.st_ctime_ns)
    return tuple(sorted(seen)), latest


def _content_digest(folder: Path) -> str:
    found = sha256()
    for name in files_in(folder):
        if kind_of(PurePosixPath(name)) not in _NOT_READ:
            content = (folder / name).read_bytes()
            found.update(repr((name, len(content))).encode())
            found.update(content)
    return found.hexdigest()


def _index_key(pack: Path) -> str:
    return _hashed("index", _whole(pack))


def _key(layers: Iterable[Layer], profile: str) -> str:
    """The key of a compiled pack. In it, names of files are as messages show them."""
    made_from = [(shown_path(Path(each.folder)), each.extends, each.digest) for each in layers]
    return _hashed(__version__, sys.version, FORMAT, makers(), profile, made_from)


def makers(floors: Sequence[str] = _MAKERS) -> str:
    """How the modules of some floors look: a program under work has one version for long."""
    seen = sha256()
    package = Path(__file__).parent.parent
    for floor in floors:
        for place, _, names in sorted(os.walk(package / floor)):
            for name in sorted(names):
                if name.endswith((".py", ".json")):
                    status = os.stat(os.path.join(place, name))  # noqa: PTH116, PTH118
                    seen.update(repr((name, status.st_size, status.st_mtime_ns)).encode())
    return seen.hexdigest()


def _whole(folder: Path) -> str:
    # Not `resolve`: another way to the same folder may lead elsewhere tomorrow.
    return os.path.abspath(folder)  # noqa: PTH100


def _hashed(*parts: object) -> str:
    return sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()
